"""Where, when and with what: the place, the time and the weapon of a trigger, by syntax.

A place or a time that hangs on another trigger of the sentence is that one's. `Circumstances` is made once for a
document, after it is known which tokens are triggers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.events.aftermath import (
    is_of_another_part,
    is_of_home,
    is_of_the_deed,
    is_of_what_it_lies_before,
    is_of_what_surrounds,
)
from rashomon.extract.events.modality_words import listed
from rashomon.extract.events.weapons import HANDLING, is_only_with, is_user, weapon_at
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Parse, PassageKind, Reading, Sentence, Span, TimeRange, Token

__all__ = ["Circumstances"]

WHERE = frozenset(
    {"in", "at", "near", "outside", "on", "across", "inside", "around", "over", "throughout", "off", "along", "within"}
)
TOWARDS = frozenset({"to", "into", "towards", "toward", "through", "onto"})
AWAY = frozenset({"from"})
LEAVING = frozenset(
    {"flee", "withdraw", "retreat", "deport", "expel", "displace", "evacuate", "pull", "escape", "drive", "exile"}
    | {"withdrawal", "retreat", "deportation", "expulsion", "evacuation", "exodus", "kidnap", "abduct"}
)
EXPERIENCE = frozenset({"see", "witness", "suffer", "experience", "endure", "face"})
AFFECTING = frozenset(
    {"plague", "engulf", "sweep", "rock", "hit", "shake", "grip", "inflame", "ravage", "tear", "devastate", "convulse"}
    | {"paralyse", "paralyze", "roil", "batter", "strike", "rip", "consume", "patrol", "guard", "defend"}
)
DATELINE = 10  # tokens in which a dateline ends
LEAD = 3  # sentences that a dateline may govern; the parser may cut the dateline itself off as one
DASHES = frozenset({"-", "--", "—", "–", "―"})
EXACT = 2  # UCDP where_prec of a town's surroundings
APART = frozenset({"after", "before", "since", "following", "until"})
RANKS = frozenset({"first", "second", "third", "last", "only"})
CONTRAST = frozenset({"while", "although", "though", "whereas", "if", "unless"})
FIXED = frozenset({"set", "schedule", "plan", "slate", "expect"})  # "a vote set for Friday"
SPOKEN = 4  # tokens between a verb of saying and the end of its day: "told reporters late on"
ELSEWHERE = 3  # the rank of another clause
FAR = 4  # a rank from which on a place or time is not taken


@cache
def place_nouns() -> frozenset[str]:
    """Nouns that lead on to a place by "of": the outskirts of, the port of."""
    words = lexicon("place_words")
    lists = (*words["heads"].values(), words["types"]["landmark"], lexicon("place_parts")["nouns"])
    return frozenset(word.lower() for one in lists for word in one)


def _is_ahead(time: TimeRange, published: str | None) -> bool:
    """Whether a time lies wholly after the day on which the text was printed."""
    return bool(published) and time.earliest is not None and time.earliest > (published or "")[:10]


def _title_end(reading: Reading) -> int:
    """Where the headline ends with which the text begins, 0 if it begins without."""
    text, title = reading.document.text, (reading.document.title or "").strip()
    opening = len(text) - len(text.lstrip())
    return opening + len(title) if title and text.startswith(title, opening) else 0


class Circumstances:
    """Places, times and weapons by sentence, and the search for those of a trigger."""

    def __init__(self, reading: Reading, triggers: frozenset[int]) -> None:
        self.parse: Parse = reading.parse
        self.triggers = triggers
        self.precision = {p.id: p.place.precision for p in reading.places}  # the more exact place comes first
        self.places = self._by_sentence((p.id, p.span) for p in reading.places)
        self.cut_off = {p.index for p in reading.passages if p.kind is PassageKind.DATELINE}
        self.title_end = _title_end(reading)
        self.above_scene: dict[int, str] = {}  # sentence -> its dateline, where a trigger of it has its own place
        self.datelines = self._datelines()
        self.times = self._by_sentence((t.id, t.span) for t in reading.times)
        self.ahead = frozenset(t.id for t in reading.times if _is_ahead(t.time, reading.document.published))
        self.cues = frozenset(
            t.index for a in reading.attributions if a.cue is not None for t in self.parse.within(a.cue)
        )

    def _by_sentence(self, mentions: Iterable[tuple[str, Span]]) -> dict[int, list[tuple[str, int, int]]]:
        """sentence -> (id, first token, last token) of the mentions in it."""
        table: dict[int, list[tuple[str, int, int]]] = {}
        for name, span in mentions:
            tokens = self.parse.within(span)
            if tokens:
                table.setdefault(tokens[0].sentence, []).append((name, tokens[0].index, tokens[-1].index))
        return table

    def place(self, token: Token, doers: list[Token], nominal: bool = False) -> str | None:
        """The place mention of a trigger. `doers` are what acts: "the Russian raid" does not say where."""
        best: tuple[int, int, int, str] | None = None
        for name, first, last in self.places.get(token.sentence, ()):
            if first <= token.index <= last:
                return name
            if any(first <= doer.index <= last for doer in doers) or self._is_carried_to(token, first, last):
                continue
            if self.above_scene.get(token.sentence) == name or self._is_beside(token, self._top(first, last)):
                continue
            rank = self._rank(token, first, last)
            where = self._where(token, first, last)
            if where is None:
                continue
            score = (rank + where, self.precision[name], abs(first - token.index), name)
            if score[0] < (3 if nominal else FAR) and (best is None or score < best):
                best = score
        if best is None:
            return self.datelines.get(token.sentence) if self._is_in_line(token) else None
        return best[3]

    def _is_carried_to(self, trigger: Token, first: int, last: int) -> bool:
        """ "Shot and taken to a Lima hospital", "died at Bor General Hospital": where people are treated is no scene;
        "a bomb went off in the hospital" is."""
        words = lexicon("place_parts")["hospital"]
        top = self._top(first, last)
        above = self.parse.ancestors(top)
        near = [self.parse.tokens[i] for i in range(first, last + 1)] + [top, *above[:2]]
        if not any(t.lower in words["nouns"] for t in near):
            return False
        if trigger.lemma in words["deaths"] or trigger.lower in words["deaths"]:
            return True
        verb = next((t for t in above if t.pos in ("VERB", "AUX")), None)
        return verb is not None and verb.lemma in words["verbs"]

    def _is_in_line(self, token: Token) -> bool:
        """What the lead itself tells; a dateline says nothing of what a relative clause adds."""
        return not any(t.dep == "relcl" for t in (token, *self.parse.ancestors(token)))

    def time(self, token: Token, nominal: bool = False) -> str | None:
        charged = nominal and self._is_charge(token)
        near = nominal  # whether only what stands near in the tree will do
        best: tuple[int, int, str] | None = None
        for name, first, last in self.times.get(token.sentence, ()):
            own = self._top(first, last)
            if self._is_of_now(token, first, last) or (charged and not (own.dep == "poss" and own.head == token.index)):
                continue
            if (nominal and self._is_of_response(token, own)) or self._is_of_speech(token, first, own):
                continue
            if self._is_beside(token, own, time=True) or (not nominal and self._is_end(first)):
                continue
            if self._is_told_elsewhere(token, own, first) or self._is_as_of(first) or self._is_rank(token, own, first):
                near = near or any(t.index == token.index for t in self.parse.ancestors(own))
                continue
            score = (self._rank(token, first, last), abs(first - token.index), name)
            if score[0] < FAR and (best is None or score < best):
                best = score
        return None if best is None or (near and best[0] >= ELSEWHERE) else best[2]

    def _is_beside(self, trigger: Token, other: Token, *, time: bool = False) -> bool:
        """Whether a place or time is of something told beside the trigger (`aftermath`)."""
        parse = self.parse
        if is_of_another_part(parse, trigger, other) or (time and is_of_what_it_lies_before(parse, trigger, other)):
            return True
        if not time and (is_of_the_deed(parse, trigger, other, self.triggers) or is_of_home(parse, trigger, other)):
            return True
        moved = other.dep == "pobj" and parse.head(other).lower in TOWARDS  # "moved to Lima after the shooting"
        return is_of_what_surrounds(parse, trigger, other, self.triggers, time=time, later=time or moved)

    def _is_of_now(self, trigger: Token, first: int, last: int) -> bool:
        """ "The shooting: what we know Monday", "she visits Lima on Friday after the attack": the day is that of what
        is told in the present tense, unless the trigger itself is who does or suffers that."""
        above = self.parse.ancestors(self._top(first, last))
        verb = next((t for t in above if t.pos in ("VERB", "AUX") or t.index == trigger.index), None)
        if verb is None or verb.index == trigger.index or verb.tag not in ("VBP", "VBZ") or verb.pos == "AUX":
            return False
        said = any(t.tag in ("VBG", "VBN") for t in self.parse.dependents(verb))
        own = self.parse.dependents(verb, "nsubj", "nsubjpass", "dobj", "attr")
        return not said and all(t.index != trigger.index for t in own) and trigger.head != verb.index

    def _is_charge(self, token: Token) -> bool:
        """ "Charged with murder on Friday", "accused of the killing": the day is that of the charge."""
        preposition = self.parse.head(token)
        verb = self.parse.head(preposition)
        charging = verb.lemma in word_set("link_events", "happened", "charges")
        return token.dep == "pobj" and preposition.lower in ("with", "of", "to", "in", "for", "on") and charging

    def _is_of_response(self, trigger: Token, time: Token) -> bool:
        """ "Claimed responsibility Wednesday for the bombing": the day of what was said."""
        verb = self.parse.head(time)
        verb = self.parse.head(verb) if verb.pos == "ADP" else verb
        answers = verb.lemma in word_set("link_events", "happened", "answers") and verb.pos == "VERB"
        return answers and time.index < trigger.index and verb.index not in self.triggers

    def _is_end(self, first: int) -> bool:
        """ "Arrested and on bail until May": how long something else lasts."""
        return any(t.lower in ("until", "till") for t in self.parse.tokens[max(0, first - 1) : first + 1])

    def _is_as_of(self, first: int) -> bool:
        """ "As of Monday 40 had died": the day on which it was so, not that of what happened."""
        return first > 1 and [t.lower for t in self.parse.tokens[first - 2 : first]] == ["as", "of"]

    def _is_rank(self, trigger: Token, time: Token, first: int) -> bool:
        """ "The first crash since 2004", "the deadliest since the war": how far back nothing like it was, not when it
        happened."""
        if all(t.lower != "since" for t in self.parse.tokens[max(0, first - 2) : first]):
            return False
        told = {trigger.index, *(t.index for one in (trigger, time) for t in self.parse.ancestors(one))}
        before = [t for t in self.parse.tokens[:first] if t.sentence == trigger.sentence and t.head in told]
        return any(t.lower in RANKS or (t.tag in ("JJS", "RBS") and t.lower != "least") for t in before)

    def _is_told_elsewhere(self, trigger: Token, time: Token, first: int) -> bool:
        """ "Died days after the May 5 bombing", "on the anniversary of the 2001 attack", "while he voted on Monday",
        "a meeting set for Monday": the way from the time to the trigger leads through another happening."""
        above = {trigger.index, *(t.index for t in self.parse.ancestors(trigger))}
        passed = False  # another trigger was met
        for token in (time, *self.parse.ancestors(time)):
            if token.index in above:
                return False
            apart = passed and token.index < first and token.lower in APART
            contrast = self._is_contrast(token)
            fixed = token.dep == "acl" and token.head != trigger.index and token.lemma in FIXED
            if apart or contrast or fixed or token.lemma == "anniversary":
                return True
            passed = passed or token.index in self.triggers
        return False

    def _is_contrast(self, verb: Token) -> bool:
        """ "While he voted on Monday, ...": a clause of its own before the main one; "shot while walking" is none."""
        if verb.dep != "advcl" or verb.index > verb.head or not self.parse.dependents(verb, "nsubj", "nsubjpass"):
            return False
        return any(m.lower in CONTRAST for m in self.parse.dependents(verb, "mark", "advmod"))

    def _is_of_speech(self, trigger: Token, first: int, time: Token) -> bool:
        """ "Said on Thursday they had shot him", "told reporters Monday": the day that follows at once is that of what
        was said, whatever the parser hangs it on."""
        if time.dep == "poss" or first == 0:
            return False
        for token in reversed(self.parse.tokens[max(0, first - SPOKEN) : first]):
            if token.sentence != trigger.sentence or token.index == trigger.index:
                return False
            if token.pos == "VERB":
                return token.index in self.cues and token.tag in ("VBD", "VBN", "VBZ", "VBP")
            if token.pos not in ("ADP", "ADV", "ADJ") and token.dep not in ("dobj", "dative"):
                return False
        return False

    def _datelines(self) -> dict[int, str]:
        """sentence -> the place of the dateline that governs it: the lead, where it names no place of its own."""
        table: dict[int, str] = {}
        passage, paragraph, left = -1, -1, 0
        name, end = None, -1
        alone: str | None = None  # the dateline that the line above holds
        titled = False
        for sentence in self.parse.sentences:
            below_title = titled and sentence.span.start >= self.title_end
            titled = sentence.span.end <= self.title_end
            if sentence.passage != passage or below_title:
                passage, paragraph, left = sentence.passage, sentence.paragraph, LEAD
                name, end = self._dateline(sentence)
                if passage in self.cut_off:
                    alone = next((n for n, _, _ in self.places.get(sentence.index, ())), alone)
                    continue
                name, alone = name or alone, None
                if name is not None and end >= sentence.last:  # a paragraph of its own
                    paragraph += 1
            own = [n for n, first, _ in self.places.get(sentence.index, ()) if first > end]
            if name is not None and own and self._has_scene(sentence, end):
                self.above_scene[sentence.index] = name
            if name is not None and sentence.paragraph == paragraph and left and not own:
                table[sentence.index] = name
            left -= left > 0
        return table

    def _has_scene(self, sentence: Sentence, end: int) -> bool:
        """Whether a town or street behind the dateline hangs on a trigger ("a shooting in Lima")."""
        for name, first, last in self.places.get(sentence.index, ()):
            if first > end and self.precision[name] <= EXACT:
                above = self.parse.ancestors(self._top(first, last))
                if above and above[0].lower in WHERE and any(t.index in self.triggers for t in above):
                    return True
        return False

    def _dateline(self, sentence: Sentence) -> tuple[str | None, int]:
        """A place at the very start, before "(Agency)" or a dash ("LIMA (AP) - ", "NAIROBI, Kenya — "), and the
        token of that mark."""
        opening = self.parse.tokens[sentence.first : sentence.first + DATELINE]
        for name, first, _ in self.places.get(sentence.index, ()):
            if first != sentence.first:
                continue
            marks = [t for t in opening if t.text in DASHES or t.text == "("]
            if marks and not any(
                t.pos in ("VERB", "AUX") and t.text.islower() for t in opening if t.index < marks[0].index
            ):
                return name, marks[0].index
        return None, -1

    # ------------------------------------------------------------ how near by syntax

    def _rank(self, token: Token, first: int, last: int) -> int:
        """0: below the trigger; 1: below the word that governs it; 2: the same clause; 3: elsewhere in the sentence;
        FAR: it belongs to another trigger, or to the speech or the relative clause around."""
        top = self._top(first, last)
        chain = [top.index, *(t.index for t in self.parse.ancestors(top))]
        if token.index in chain:
            return self._rank_below(token, chain[: chain.index(token.index)])
        if self._is_told_by(token, last):
            return 0
        steps, below = 0, token
        for ancestor in self.parse.ancestors(token):
            if ancestor.index == top.index and self._is_when(below):
                return 0
            at_doer = below.dep == "relcl" and below.index == token.index and self._is_doer_at(ancestor, top)
            crossed = self._opens_clause(below) or (ancestor.pos == "NOUN" and self._is_told_of(below, ancestor))
            joined = ancestor.index in chain and ancestor.pos in ("NOUN", "PROPN") and below.dep == "conj"
            apart = joined and first < (ancestor.index if ancestor.index in self.triggers else token.index)
            if at_doer or apart or (crossed and below.dep in ("ccomp", "relcl", "parataxis")):
                return 1 if at_doer else FAR  # "the May 5 arrest and his death", "the hunger in Gao and the murder"
            steps += 3 if crossed else int(ancestor.pos != "ADP")
            if ancestor.index in chain:
                return self._rank_beside(chain[: chain.index(ancestor.index)], steps)
            below = ancestor
        return 3

    def _is_doer_at(self, doer: Token, place: Token) -> bool:
        """ "The gunman in Lima who killed three": where a doer known by the deed alone is said to be, it was done."""
        preposition = self.parse.head(place)
        if doer.index == place.index:  # the parser hangs "who" on the town
            doer = self.parse.head(preposition)
        at = place.dep == "pobj" and preposition.head == doer.index and preposition.lower in WHERE
        return at and doer.lemma in word_set("claims", "doers", "culprits")

    def _is_when(self, verb: Token) -> bool:
        """ "In 2007, when three men died": a clause that tells of the time or place it hangs on."""
        opened = verb.dep in ("relcl", "advcl", "acl")
        return opened and any(t.lower in ("when", "where") for t in self.parse.dependents(verb, "advmod"))

    def _is_told_by(self, verb: Token, last: int) -> bool:
        """ "Several attacks, including in 2007, when three men died": its clause begins right behind the time."""
        opening = [t.index for t in self.parse.dependents(verb, "advmod") if t.lower in ("when", "where")]
        return any(w - last == 1 or (w - last == 2 and self.parse.tokens[last + 1].text == ",") for w in opening)

    def _is_told_of(self, below: Token, noun: Token) -> bool:
        """ "The inquiry into the killing", "suspects in the attack": what the sentence tells of is the other noun."""
        if below.dep != "prep":
            return False
        if noun.index in self.triggers:  # "protests over the killing"
            return below.lower in ("against", "over", "about", "since")
        return noun.lemma not in listed("transparent", "nouns") and noun.lemma not in listed("transparent", "places")

    def _rank_below(self, token: Token, between: list[int]) -> int:
        """For what hangs on the trigger itself; `between` leads down from it, the lowest first."""
        if any(
            self._is_other_noun(token, t) or self._is_answer(t) for t in map(self.parse.tokens.__getitem__, between)
        ):
            return FAR
        if any(i in self.triggers for i in between[1:]):
            inner = [self.parse.tokens[i] for i in between[1:]]
            clause = any(t.dep in ("relcl", "advcl") and t.pos == "VERB" for t in inner)
            return FAR if clause or self._is_motive(token, between) else 2
        if token.dep == "amod" and token.tag == "VBG" and between:
            return FAR
        if any(self._is_another_clause(self.parse.tokens[i]) for i in between):
            return FAR
        opened = [i for i in between if self._opens_clause(self.parse.tokens[i])]
        if not opened:
            return 0
        first = self._child_towards(token, between)
        return 2 if opened == [first] and self.parse.tokens[first].dep != "conj" else 3

    def _is_motive(self, token: Token, between: list[int]) -> bool:
        """ "A revenge attack for raids last month", "in retaliation for raids": what hangs on the raids is theirs."""
        words = [*self.parse.dependents(token, "compound", "amod"), *(self.parse.tokens[i] for i in between)]
        return any(self._is_answer(t) for t in words)

    def _is_answer(self, token: Token) -> bool:
        motives, responses = word_set("link_events", "happened", "motives"), ("link_events", "happened", "responses")
        return token.pos == "NOUN" and (token.lemma in motives or token.lemma in word_set(*responses))

    def _is_other_noun(self, token: Token, noun: Token) -> bool:
        """ "The killing and its war in Kunar": what has an owner or article of its own happened elsewhere, maybe."""
        joined = noun.dep == "conj" and noun.pos in ("NOUN", "PROPN") and token.pos in ("NOUN", "PROPN")
        return joined and bool(self.parse.dependents(noun, "poss", "det"))

    def _is_another_clause(self, token: Token) -> bool:
        """ "He threatened to send troops, but said on Monday ...": a clause of speech joined to that of the trigger."""
        joined = token.dep == "conj" and bool(self.parse.dependents(token, "nsubj"))
        return joined and bool(self.parse.dependents(token, "ccomp"))

    def _rank_beside(self, between: list[int], steps: int) -> int:
        """For what hangs on a word above the trigger, `steps` away."""
        inner = [self.parse.tokens[i] for i in between]
        if any(t.index in self.triggers or t.dep in ("relcl", "ccomp") for t in inner):
            return FAR
        return 3 if any(self._opens_clause(t) for t in inner) else min(steps, 3)

    @staticmethod
    def _child_towards(token: Token, between: list[int]) -> int:
        """The dependent of the trigger on the way down ("the revolt that shook Lima")."""
        return between[-1] if between else token.index

    def _opens_clause(self, token: Token) -> bool:
        """A finite clause of its own begins at this word."""
        if token.dep in ("relcl", "ccomp", "parataxis"):
            return True
        if token.dep == "advcl":
            return bool(self.parse.dependents(token, "nsubj", "nsubjpass"))
        if token.dep == "conj" and token.pos in ("VERB", "AUX"):
            return bool(self.parse.dependents(token, "nsubj", "nsubjpass", "auxpass"))
        return False

    def _where(self, token: Token, first: int, last: int) -> int | None:
        """0 when the words say that it is where it happened, 1 when they say so less plainly, None when not: after
        "in", before the trigger noun, as what is invaded or shelled, as "the city saw clashes"."""
        top = self._top(first, last)
        before = {self.parse.tokens[i].lower for i in range(max(0, first - 2), first)} | self._preposition(top)
        near = self.parse.tokens[first - 1].lower if first else ""
        if before & WHERE and near not in AWAY | TOWARDS:
            return 0
        if near in AWAY or "from" in before:
            return 0 if token.lemma in LEAVING else None
        top = self._whole(top, token)
        above = self.parse.head(top)
        if top.dep == "pobj" and above.lower in WHERE:
            return 0
        if top.head == token.index:
            said = top.dep in ("compound", "amod", "nmod", "dobj", "nsubjpass", "npadvmod", "poss")
            return int(top.dep == "poss") if said else None
        if top.dep == "pobj" and above.lower in ("of", "against", *TOWARDS):
            own = above.head == token.index
            return 0 if own else 1 if above.lower in TOWARDS else None
        affected = top.dep == "dobj" and above.lemma in AFFECTING
        return 0 if affected or (top.dep == "nsubj" and above.lemma in EXPERIENCE) else None

    def _whole(self, top: Token, trigger: Token) -> Token:
        """What the place is a part of by its words: the gates for "the gates of the port of Callao"."""
        above = self.parse.head(top)
        while top.dep == "pobj" and above.lower == "of" and above.head != trigger.index:
            noun = self.parse.head(above)
            if noun.lower not in place_nouns():
                return top
            top, above = noun, self.parse.head(noun)
        return top

    def _preposition(self, top: Token) -> set[str]:
        """The preposition of the noun phrase around: "in the capital Lima", "in Cusco, Puno and Lima"."""
        for _ in range(4):
            if top.dep == "pobj":
                return {self.parse.head(top).lower}
            if top.dep not in ("appos", "conj", "compound", "nmod"):
                break
            top = self.parse.head(top)
        return set()

    def _top(self, first: int, last: int) -> Token:
        top = self.parse.tokens[first]
        while first <= top.head <= last and top.head != top.index:
            top = self.parse.tokens[top.head]
        return top

    # ------------------------------------------------------------ weapons

    def weapon(self, token: Token) -> tuple[Span | None, str | None]:
        """Weapon words below the trigger or its governing verb, and their mode; those that are also harmless things
        only after "with", "using", "by" or before the trigger noun."""
        sentence = self.parse.sentences[token.sentence]
        best: tuple[int, Span, str, bool] | None = None
        for word in self.parse.tokens_of(sentence):
            match = weapon_at(self.parse, word) if word.pos in ("NOUN", "PROPN") else None
            if match is None or (word.dep == "dobj" and self.parse.head(word).lemma not in HANDLING):
                continue
            first, words, mode = match
            rank = 0 if first <= token.index <= word.index else self._rank(token, first, word.index)
            handled = word.dep in ("dobj", "nsubjpass") and self.parse.head(word).lemma in HANDLING
            if rank > (2 if handled else 1) or (is_only_with(words) and not self._is_used(token, first, word)):
                continue
            span = Span(self.parse.tokens[first].start, word.end)
            score = (rank * 50 + abs(word.index - token.index), span, mode, is_user(words))
            if best is None or score < best:
                best = score
        if best is None:
            return None, None
        return (None if best[3] else best[1]), best[2]

    def _is_used(self, trigger: Token, first: int, weapon: Token) -> bool:
        if weapon.head == trigger.index and weapon.dep in ("compound", "nmod", "nsubj"):
            return True
        if weapon.head == trigger.index and weapon.dep == "dobj" and trigger.lemma in HANDLING:
            return True
        before = range(max(0, first - 3), first)
        return any(self.parse.tokens[i].lower in ("with", "using", "by") for i in before)
