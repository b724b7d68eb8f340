"""Clauses that the parser takes apart wrongly, put together again by agreement.

Seventeen mistakes lose who was killed or arrested, or who says so:

- "The ministry said six miners from one village were killed": "miners" is taken for what was said, and "were killed"
  is left without a subject.
- "Nine villagers who had helped the army were killed": "the army were killed" is taken for what they helped, and the
  nine are left without a verb. The plural of "were" beside the singular of "army" shows it.

- "Three gunmen, believed to belong to a militia, were killed": "believed" is taken for the main verb, so that all of it
  is only believed.
- "The president accused of plotting": "accused" is tagged as a past tense, as if he accused somebody.
- "The toll is nine, Agence Vardo reports, and rising": "reports" is taken for a noun.
- "A man was shot by a guard and the ministry says ...": "the ministry" is joined to the guard, and nobody says it.
- "He was hanged and his sons caught and killed": the sons are taken for those who caught and killed.
- "VARDO (Agency) - Police say": the dateline is taken for a part of "police".
- "He accused soldiers of shelling the port, injuring nine": the accuser is taken for who injured them.
- "Four guards were killed and a fifth wounded": the fifth is taken for how the four were wounded.
- "Officials had told a paper that nine had died": what they told is taken for a clause about the paper.
- "An attack in revenge for air strikes last month that killed twelve": the month and the twelve are laid on the attack.
- "CLOSE Norland has bombed the port": a word of the page is taken for a part of the name.
- "Guess what, after nine years, 2,000 sailors killed": "what" is taken for whom the sailors killed.
- "President Omar al-Lind attacked the town": the parts of the name are taken for several subjects.
- "The town was overrun by rebels": "overrun" is taken for a noun, as if the town were one.
- "The blast killed three and injured 176, many critically": all of them are taken for killed (`tree.py`).

The first alone happens in about one news article of twenty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rashomon.data import lexicon
from rashomon.parsed import Token
from rashomon.text.tree import Tree, is_tree, part_joined_verb

__all__ = ["mended", "true_lemma"]

# "raped" is no form of "rap", nor "waged" of "wag": that would double the consonant.
SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
NO_DOUBLING = frozenset({"gas", "bus"})

FINITE = frozenset({"VBD", "VBP", "VBZ"})
PLURAL = frozenset({"NNS", "NNPS"})
SINGULAR = frozenset({"NN", "NNP"})
NOUNS = PLURAL | SINGULAR | {"CD"}
MANY = frozenset({"are", "were", "have", "'re", "'ve"})
ONE = frozenset({"is", "was", "has", "'s"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
# Verbs whose object may as well be the subject of what is said (tell and its like take a listener before it).
SAYING = frozenset(
    {"say", "report", "confirm", "announce", "claim", "believe", "think", "tell", "warn", "insist", "deny", "indicate"}
    | {"suggest", "find", "estimate", "state"}
)
TELLING = frozenset({"tell", "inform", "assure", "notify", "remind"})
DASHES = ("-", "--", "—", "–")
SET_OFF = (",", "--", "—", "–")
ARTICLES = frozenset({"al", "el", "ul", "as", "ash"})  # in names: "Omar al-Lind"
CORE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj", "attr"})
PAGE_WORDS = frozenset({"CLOSE", "WATCH", "VIDEO", "LIVE", "BREAKING", "PHOTOS"})  # of a page, before its text
NO_NOUNS = frozenset({"overrun"})  # participles that are taken for nouns
DATELINE = 12  # tokens in which a dateline ends
SHORTEST = 3  # letters of the name of its town
LABELS = frozenset({"Photo", "Image", "Video", "Advertisement", "Listen"})  # of what stood above it on the page
LONG = 12  # words before a noun that may hang on it
HELD = frozenset({"believe", "think", "suspect", "know", "say", "allege", "report", "presume"})
CHARGING = frozenset({"accuse", "charge", "suspect", "convict", "indict", "blame", "acquit", "arrest"})
SHORTENED = frozenset({"oprd", "advcl", "conj", "ccomp", "acl"})
TRAILING = frozenset({"prep", "npadvmod", "relcl", "acl"})
FOLLOWING = frozenset({"punct", "prep", "advmod", "npadvmod", "advcl"})


def true_lemma(lower: str, lemma: str, pos: str) -> str:
    """The lemma of a verb, where the parser's lemmatizer cuts a silent "e" off: "wage" for "waged", "rape" for "raped".

    >>> true_lemma("waged", "wag", "VERB"), true_lemma("wagged", "wag", "VERB")
    ('wage', 'wag')
    """
    if pos != "VERB" or not SHORT.fullmatch(lemma) or lemma in NO_DOUBLING:
        return lemma
    return f"{lemma}e" if lower in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es") else lemma


def mended(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of one sentence, with heads and labels corrected; the same tokens where nothing is wrong, and where
    corrections together would let a word hang on itself."""
    sentence = _Sentence(tokens)
    sentence.part_dateline()
    sentence.part_page_word()
    for hyphen in tokens[1:-1]:
        if hyphen.text == "-":
            sentence.join_name(hyphen)
    for verb in tokens:
        sentence.make_passive(verb)
        if verb.lower == "guess":
            sentence.part_exclamation(verb)
        if verb.lower in ("for", "to") and verb.dep == "prep":
            sentence.part_motive(verb)
        if verb.dep == "ccomp" and verb.pos in ("VERB", "AUX"):
            sentence.give_subject(verb)
            sentence.take_back_object(verb)
        elif verb.dep == "acl" and verb.tag == "VBD" and verb.lemma in CHARGING:
            sentence.make_participle(verb)
        elif verb.dep == "conj" and verb.pos in ("VERB", "AUX"):
            part_joined_verb(sentence, verb)
            sentence.part_apposition(verb)
            sentence.part_subject(verb)
            sentence.share_passive(verb)
        elif verb.tag == "NNS" and verb.lower == "reports":
            sentence.make_speech(verb)
        elif verb.dep == "relcl" and verb.pos in ("VERB", "AUX"):
            sentence.tell(verb)
        if verb.tag == "VBG" and verb.dep == "advcl":
            sentence.part_result(verb)
        if verb.tag in ("VBN", "VBD") and verb.dep in SHORTENED:
            sentence.part_another(verb)
    return sentence.tokens if is_tree(sentence.tokens) else list(tokens)


class _Sentence(Tree):
    """The tokens of a sentence while they are corrected."""

    # ------------------------------------------------------------ "said six miners were killed"

    def give_subject(self, verb: Token) -> None:
        """Make the object of a verb of saying the subject of what is said, where that has none."""
        above, below = self.head(verb), self.children(verb)
        if above.index >= verb.index or above.pos != "VERB" or any(t.dep in SUBJECTS or t.dep == "mark" for t in below):
            return
        number = _number(verb, below)
        if number is None or above.lemma not in SAYING:
            return
        objects = [t for t in self.children(above) if t.dep == "dobj" and above.index < t.index < verb.index]
        if len(objects) != 1 or objects[0].tag not in NOUNS or not _agrees(objects[0], number):
            return
        noun = objects[0]
        between = [t for t in self.children(above) if noun.index < t.index < verb.index]
        stretch = self.tokens[noun.index - self.first : verb.index - self.first]
        if any(t.dep != "prep" for t in between) or any(t.pos == "PUNCT" and t.text != "-" for t in stretch):
            return  # "tell your story, is a moving piece"
        for token in between:
            self.hang(token, noun, token.dep)
        self.hang(noun, verb, _subject_label(below))

    # ------------------------------------------------------------ "the town was overrun by rebels"

    def make_passive(self, noun: Token) -> None:
        """Make a passive of a noun that is no other than a participle, after a form of "be" and before "by"."""
        if noun.lower not in NO_NOUNS or noun.dep != "attr":
            return
        be = self.head(noun)
        by = [t for t in self.children(noun) if t.lower == "by" and t.index == noun.index + 1]
        if be.lemma != "be" or not by or any(t.dep == "det" for t in self.children(noun)):
            return
        above = noun.index if be.head == be.index else be.head
        verb = replace(noun, tag="VBN", pos="VERB", lemma=noun.lower, head=above, dep=be.dep)
        for token in self.children(be):
            self.hang(token, verb, "nsubjpass" if token.dep == "nsubj" else token.dep)
        self.tokens[noun.index - self.first] = verb
        self.hang(replace(be, pos="AUX"), verb, "auxpass")
        self.hang(by[0], verb, "agent")

    # ------------------------------------------------------------ "villagers who had helped the army were killed"

    def take_back_object(self, verb: Token) -> None:
        """Give a verb in the plural the plural noun before its relative clause, and the clause its object."""
        clause, below = self.head(verb), self.children(verb)
        noun = self.head(clause)
        subjects = [t for t in below if t.dep in ("nsubj", "nsubjpass")]
        if clause.dep != "relcl" or clause.index >= verb.index or noun.tag not in PLURAL or len(subjects) != 1:
            return
        if clause.lemma in SAYING:
            return  # "villagers who say the army were to blame"
        if subjects[0].tag not in SINGULAR or _number(verb, below) != "many" or any(t.dep == "mark" for t in below):
            return
        if any(t.dep in ("conj", "cc") for t in self.children(subjects[0])):
            return  # "who said the mayor and his deputy were killed"
        if any(t.dep == "dobj" for t in self.children(clause)):
            return
        above = self.head(noun)
        marks = noun.dep == "pobj" and above.lower == "that" and above.dep == "prep"
        told = noun.dep == "dobj" and above.lemma in SAYING
        if noun.dep != "ROOT" and not marks and not told:
            return
        label = _subject_label(below)
        self.hang(subjects[0], clause, "dobj")
        if marks:
            self.hang(verb, self.head(above), "ccomp")
            self.hang(above, verb, "mark")
        elif told:
            self.hang(verb, above, "ccomp")
        else:
            self.hang(verb, verb, "ROOT")
            for token in self.children(noun):
                if token.index > verb.index and token.dep in FOLLOWING:
                    self.hang(token, verb, token.dep)
        self.hang(noun, verb, label)

    # ------------------------------------------------------------ "the president accused of plotting"

    def make_participle(self, verb: Token) -> None:
        """Tag what follows the accused as the participle that it is, where it has neither subject nor object."""
        if not any(t.dep in SUBJECTS or t.dep in ("dobj", "aux", "ccomp") for t in self.children(verb)):
            self.tokens[verb.index - self.first] = replace(verb, tag="VBN")

    # ------------------------------------------------------------ "shot by a guard and the ministry says"

    def part_subject(self, verb: Token) -> None:
        """Make the noun before a joined verb its subject, where "and" would otherwise join the verb to nothing."""
        above, below = self.head(verb), self.children(verb)
        start = min((t.index for t in below if t.dep in ("aux", "auxpass", "neg", "advmod")), default=verb.index)
        noun = self.tokens[max(min(start, verb.index) - self.first - 1, 0)]
        if noun.dep != "conj" or noun.tag not in NOUNS or any(t.dep in SUBJECTS for t in below):
            return
        number, other = _number(verb, below), self.head(noun)
        joint = self.tokens[max(self._start(noun) - 1, 0)]
        if verb.tag == "VBP" and verb.pos == "VERB":
            number = "many"
        if number is None or not _agrees(noun, number) or joint.dep != "cc" or joint.head != other.index:
            return
        if other.index >= noun.index or any(
            t.dep == "cc" and above.index < t.index < verb.index for t in self.children(above)
        ):
            return
        self.hang(noun, verb, _subject_label(below))
        self.hang(joint, above, "cc")

    def _start(self, noun: Token) -> int:
        """The place of the first of the words right before a noun that hang on it, directly or not."""
        place = noun.index - self.first
        while place and noun.index - self.first - place < LONG:
            above = before = self.tokens[place - 1]
            while above.index < noun.index and above.head > above.index:
                above = self.head(above)
            if above.index != noun.index or before.dep == "cc":
                break
            place -= 1
        return place

    # ------------------------------------------------------------ "he was hanged and his sons caught and killed"

    def share_passive(self, verb: Token) -> None:
        """Let a joined verb that ends on a participle share the "was" of the passive before it."""
        if verb.tag != "VBD" or not any(t.dep == "auxpass" for t in self.children(self.head(verb))):
            return
        below = self.children(verb)
        subjects = [t for t in below if t.dep == "nsubj"]
        joined = [t for t in below if t.dep == "conj" and t.tag == "VBN"]
        inside = [*below, *(t for v in joined for t in self.children(v))]
        if not subjects or not joined or any(t.dep in ("dobj", "ccomp", "xcomp", "aux", "auxpass") for t in inside):
            return
        self.tokens[verb.index - self.first] = replace(verb, tag="VBN")
        self.hang(subjects[0], verb, "nsubjpass")

    # ------------------------------------------------------------ "VARDO (Agency) - Police say"

    def part_dateline(self) -> None:
        """Take what stands before a dash at the start of a report off the words behind it."""
        opening = self.tokens[:DATELINE]
        town = 1 if opening and opening[0].text in LABELS else 0  # "Photo TOLVA, Norland -- "
        dash = next((n for n, t in enumerate(opening) if n > town and t.text in DASHES), None)
        placed = dash is not None and self._is_town_and_country(opening, dash)
        if dash is None or not (placed or opening[town].text.isupper()) or len(opening[town].text) < SHORTEST:
            return
        named = all(t.pos in ("PROPN", "PUNCT") for t in opening[town:dash])
        if dash + 1 >= len(self.tokens) or not (named or opening[dash - 1].text == ")"):
            return
        last, root = opening[dash].index, next((t for t in self.tokens if t.dep == "ROOT"), None)
        if root is not None and root.index <= last:
            root = self._lead(root, last)
        if root is None:
            return
        for token in opening[: dash + 1]:
            if token.head > last or token.dep == "ROOT":
                self.hang(token, root, "meta")

    def _is_town_and_country(self, opening: Sequence[Token], dash: int) -> bool:
        """ "Tolva, Norland - Police": a name, a comma and a name before a dash that stands apart."""
        apart = opening[dash].start > opening[dash - 1].end
        comma = next((n for n, t in enumerate(opening[:dash]) if t.text == ","), 0)
        return apart and 0 < comma < dash - 1 and all(t.pos == "PROPN" or t.text == "," for t in opening[:dash])

    def part_page_word(self) -> None:
        """Take a word of the page off the name behind it: "CLOSE Norland has ..."."""
        first = self.tokens[0] if len(self.tokens) > 1 else None
        root = next((t for t in self.tokens if t.dep == "ROOT"), None)
        if first is None or root is None or first.text not in PAGE_WORDS or first.dep not in ("compound", "nmod"):
            return
        if not self.tokens[1].text.isupper():  # "CLOSE CALLS IN THE PORT" is a headline
            self.hang(first, root, "meta")

    def _lead(self, town: Token, dash: int) -> Token | None:
        """The verb of the report, where the parser has hung it on the dateline: "TOLVA -- Rebels struck"."""
        for noun in self.children(town):
            told = [t for t in self.children(noun) if t.dep == "acl" and t.tag == "VBD" and noun.index > dash]
            if noun.dep == "appos" and told:
                verb = told[0]
                self.hang(verb, verb, "ROOT")
                self.hang(noun, verb, "nsubj")
                return self.tokens[verb.index - self.first]
        return None

    def join_name(self, hyphen: Token) -> None:
        """Hang the parts of "Omar al-Lind" on its last word, where the parser has them hang on several words."""
        before, last = self.tokens[hyphen.index - self.first - 1], self.tokens[hyphen.index - self.first + 1]
        if before.lower not in ARTICLES or before.end != hyphen.start or hyphen.end != last.start:
            return
        start = before.index - self.first
        while start > 0 and self._is_given(self.tokens[start - 1]):
            start -= 1
        parts = self.tokens[start : last.index - self.first + 1]
        inside = {t.index for t in parts}
        outer = [t for t in parts if t.head not in inside or t.dep == "ROOT"]
        chosen = next((t for t in outer if t.dep in CORE), None)
        if not last.text[:1].isupper() or len(outer) < 2 or chosen is None:
            return
        above = self.head(chosen)
        for token in [t for t in self.tokens if t.head in inside and t.index not in inside]:
            self.hang(token, last, token.dep)
        for token in parts:
            self.hang(token, last, "punct" if token.text == "-" else "compound")
        self.hang(last, above, chosen.dep)

    def _is_given(self, token: Token) -> bool:
        """A given name or a title before the article of a name."""
        return token.pos == "PROPN" and token.text[:1].isupper() and token.entity in ("", "PERSON")

    # ------------------------------------------------------------ "guess what, ..."

    def part_exclamation(self, guess: Token) -> None:
        """Hang "what" on "guess", where a comma parts the two from the rest."""
        what, comma = [*self.tokens[guess.index - self.first + 1 :], guess, guess][:2]
        if what.lower == "what" and comma.text in (",", "?", "!", ":"):
            self.hang(what, guess, "dobj")
            for clause in self.children(guess):
                if clause.dep == "ccomp":
                    self.hang(clause, guess, "parataxis")

    # ------------------------------------------------------------ ", the agency reports, and ..."

    def make_speech(self, noun: Token) -> None:
        """Make "reports" a verb, where a name alone stands before it, between commas or at the end."""
        below = self.children(noun)
        names = [t for t in below if t.dep == "compound" and t.tag in ("NNP", "NNPS")]
        place = noun.index - self.first
        if not names or len(names) != len(below) or place + 1 >= len(self.tokens) or noun.dep == "ROOT":
            return
        start = min(t.index for name in names for t in (name, *self.children(name))) - self.first
        before, after = self.tokens[start - 1], self.tokens[place + 1]
        if start == 0 or before.text not in SET_OFF or after.text not in (*SET_OFF, "."):
            return
        self.tokens[place] = replace(noun, tag="VBZ", pos="VERB", lemma="report", dep="parataxis")
        for name in names[:-1]:
            self.hang(name, names[-1], "compound")
        self.hang(names[-1], noun, "nsubj")

    # ------------------------------------------------------------ "accused them of shelling the port, injuring nine"

    def part_result(self, verb: Token) -> None:
        """Make what an accusation ends on a result of the deed that somebody is accused of."""
        above = self.head(verb)
        if (
            above.lemma not in CHARGING
            or above.index >= verb.index
            or any(t.dep in SUBJECTS for t in self.children(verb))
        ):
            return
        below = [above, *(t for t in self.children(above) if t.dep == "dobj")]
        of = [t for b in below for t in self.children(b) if t.dep == "prep" and t.lower in ("of", "for", "with")]
        deeds = [
            t for p in of for t in self.children(p) if t.dep == "pcomp" and t.tag == "VBG" and t.index < verb.index
        ]
        if deeds and self.tokens[verb.index - 1 - self.first].text == ",":
            self.hang(verb, deeds[-1], "advcl")

    # ------------------------------------------------------------ "in revenge for raids last month that killed twelve"

    def part_motive(self, because: Token) -> None:
        """Hang what follows a motive on it, and not on what was done for it."""
        done = self.head(because)
        words = [done, *(t for t in self.children(done) if t.dep in ("compound", "amod"))]
        before = self.tokens[max(done.index - self.first - 1, 0)]
        motives = lexicon("link_events")["happened"]["motives"]  # a "response" may be an answer to anything
        named = any(t.lemma in motives for t in words) or (done.lower == "response" and before.lower == "in")
        motive = next((t for t in self.children(because) if t.dep == "pobj" and t.tag in PLURAL | SINGULAR), None)
        if motive is None or not named:
            return
        for token in self.tokens[motive.index - self.first + 1 :]:
            if token.dep in ("cc", "punct") and token.head <= motive.index:
                break
            if token.dep in TRAILING and token.head < because.index and token.head != token.index:
                self.hang(token, motive, token.dep)

    # ------------------------------------------------------------ "four were killed and a fifth wounded"

    def part_another(self, verb: Token) -> None:
        """Make "a fifth" before a participle the one to whom that was done."""
        place = verb.index - self.first
        if place < 2 or verb.head >= verb.index or self.tokens[place - 2].lower != "a":
            return
        fifth, article = self.tokens[place - 1], self.tokens[place - 2]
        if fifth.lower not in lexicon("numbers")["ordinals"] or fifth.head != verb.index:
            return
        self.tokens[place - 1] = replace(fifth, tag="NN", pos="NOUN", dep="nsubjpass")
        self.hang(article, self.tokens[place - 1], "det")
        self.tokens[place] = replace(verb, tag="VBN", pos="VERB", dep="conj")

    # ------------------------------------------------------------ "told a paper that nine had died"

    def tell(self, verb: Token) -> None:
        """Make a whole clause with "that" what somebody was told, where it is taken for a clause about who was told."""
        listener, below = self.head(verb), self.children(verb)
        teller = self.head(listener)
        if listener.dep not in ("dobj", "dative") or teller.lemma not in TELLING or teller.pos != "VERB":
            return
        marks = [t for t in below if t.lower == "that" and t.dep == "mark"]
        if marks and marks[0].index == listener.index + 1 and any(t.dep in SUBJECTS for t in below):
            self.hang(verb, teller, "ccomp")

    # ------------------------------------------------------------ "gunmen, believed to be militants, were killed"

    def part_apposition(self, verb: Token) -> None:
        """Make what stands between two commas and is only believed say more of the subject of the main verb."""
        held, below = self.head(verb), self.children(verb)
        above = self.children(held)
        subjects = [t for t in above if t.dep == "nsubj" and t.index < held.index]
        before = self.tokens[max(held.index - 1 - self.first, 0)]
        if (
            held.dep != "ROOT"
            or held.tag != "VBD"
            or held.lemma not in HELD
            or len(subjects) != 1
            or before.text != ","
        ):
            return
        if any(t.dep in ("cc", "dobj", "ccomp", "aux") for t in above) or any(t.dep in SUBJECTS for t in below):
            return
        last = self.tokens[min((t.index for t in below), default=verb.index) - 1 - self.first]
        if not any(t.dep == "xcomp" for t in above) or _number(verb, below) is None or last.text != ",":
            return
        self.hang(subjects[0], verb, _subject_label(below))
        self.tokens[held.index - self.first] = replace(held, head=subjects[0].index, dep="acl", tag="VBN")
        self.hang(verb, verb, "ROOT")
        for token in above:
            if token.index > verb.index and token.dep in FOLLOWING:
                self.hang(token, verb, token.dep)


def _number(verb: Token, below: Sequence[Token]) -> str | None:
    """What a finite verb or its auxiliary shows of its subject: "many", "one", "any"; None for no finite verb."""
    helpers = [t for t in below if t.dep in ("aux", "auxpass") and t.tag in FINITE and t.index < verb.index]
    word = helpers[0] if helpers else verb
    if word.lower in MANY:
        return "many"
    if word.lower in ONE or word.tag == "VBZ":
        return "one"
    return "any" if word.tag in FINITE else None


def _agrees(noun: Token, number: str) -> bool:
    if noun.tag == "CD" or number == "any":
        return True
    return noun.tag in (PLURAL if number == "many" else SINGULAR)


def _subject_label(below: Sequence[Token]) -> str:
    return "nsubjpass" if any(t.dep == "auxpass" for t in below) else "nsubj"
