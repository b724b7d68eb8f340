"""What somebody calls the happening: "labelled it a colour revolution", "so-called", "it was a pogrom", "X-backed".

A label needs a verb or frame of calling whose object is an event, a plain predication ("It was a coup") with a noun
that says what kind of happening it is, or a word that judges by itself (`judging.py`). Nouns and verbs are in the
lexicon `labels`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.actors.entities import noun_kinds
from rashomon.extract.identity import mention_id
from rashomon.extract.responsibility.findings import CaseDesk, words
from rashomon.extract.responsibility.judging import judgements
from rashomon.extract.responsibility.label_words import Called, listed
from rashomon.extract.syntax.clauses import agent_of, complement, is_negated, is_passive, patient_of, subject_of
from rashomon.extract.syntax.phrases import phrase_bounds, phrase_name
from rashomon.model import EventMention, Label, Modality, Reading, Span, Stance, Token

__all__ = ["find_labels"]

QUOTES = frozenset({"“", "”", '"', "``", "''", "„", "«", "»", "‘", "’", "'"})
VAGUE = frozenset({"it", "this", "that", "these", "them", "they", "what", "which", "everything", "those", "all"})
LONGEST_QUOTE = 6  # tokens between quotation marks that can be a label
TOLD = frozenset({Modality.ACTUAL, Modality.POSSIBLE})
NEAR = 2  # sentences back that "It was a coup" may look for what "it" is


@cache
def kinds_of_happening() -> frozenset[str]:
    return frozenset(word for heads in lexicon("labels")["classes"].values() for word in heads)


@cache
def plain_kinds() -> frozenset[str]:
    data = lexicon("labels")
    found = {word for name in data["plain"]["classes"] for word in data["classes"][name]}
    return frozenset(found - set(data["plain"]["never"]))


def find_labels(reading: Reading) -> tuple[Label, ...]:
    """All labels of events, in text order, each span once."""
    desk = CaseDesk(reading)
    finder = _Finder(desk)
    found: dict[Span, Label] = {}
    for called in finder.all():
        span = Span(desk.parse.tokens[called.first].start, desk.parse.tokens[called.last].end)
        if any(span.overlaps(other) for other in found):
            continue
        event = finder.event_of(called)
        if event is None:
            continue
        claimant, claimant_span = desk.claimant(called.claimant)
        text = phrase_name(desk.parse, reading.document.text, called.first, called.last)
        number = mention_id("label", reading.document.id, span)
        found[span] = Label(number, span, text, event.id, called.stance, claimant, claimant_span)
    return tuple(found[span] for span in sorted(found))


class _Finder:
    def __init__(self, desk: CaseDesk) -> None:
        self.desk, self.parse = desk, desk.parse

    def all(self) -> Iterator[Called]:
        for token in self.parse.tokens:
            if token.pos == "VERB":
                yield from self.calling(token)
        for token in self.parse.tokens:
            yield from self.guise(token)
            yield from self.predication(token)
            yield from self.so_called(token)
            yield from self.backed(token)
        yield from self.scare_quotes()
        yield from judgements(self.desk)

    # ------------------------------------------------------------ verbs of calling

    def calling(self, verb: Token) -> Iterator[Called]:
        """ "X calls E a Y", "X described E as Y", "E was branded Y", "what X called a Y"."""
        name = self._name_after(verb)
        if name is None:
            return
        refused = self._refused(verb)
        if not refused and not self._told(verb):
            return
        passive = is_passive(self.parse, verb)
        about = self._object(verb, passive)
        who: Token | str | None = agent_of(self.parse, verb) if passive else subject_of(self.parse, verb)
        if who is None and passive:
            who = complement(self.parse, (name,), frozenset({"by"}))
        if who is None and passive:
            who = "UNNAMED"
        if who is None and refused:
            refusal = self._refusal(verb)
            who = subject_of(self.parse, refusal) if refusal is not None else None
        if about is None or not self._fits(about, name) or self._compares(name):
            return
        first, last = self._phrase(name)
        yield Called(first, last, name, about, who, Stance.DENIES if refused else Stance.ASSERTS, verb)

    def _refused(self, verb: Token) -> bool:
        """ "did not call it X", "refused to call it X", "stopped short of calling it X"."""
        if is_negated(self.parse, verb):
            return True
        return self._refusal(verb) is not None

    def _refusal(self, verb: Token) -> Token | None:
        above = next((a for a in self.parse.ancestors(verb)[:3] if a.pos in {"VERB", "AUX"}), None)
        inside = verb.dep in {"xcomp", "pcomp"} and above is not None
        return above if inside and above is not None and above.lemma in listed("calling", "refuse") else None

    def _told(self, verb: Token) -> bool:
        """Whether somebody does call it so: "prefers to call" is calling, "will call" is not yet."""
        above = self.parse.head(verb)
        if verb.dep == "xcomp" and above.lemma in listed("calling", "habit"):
            verb = above
        return self.desk.modality(verb) in TOLD

    def _name_after(self, verb: Token) -> Token | None:
        if verb.lemma in listed("calling", "as"):
            near = [verb, *self.parse.dependents(verb, "dobj")]
            found = complement(self.parse, near, frozenset({"as"}))
            if found is not None:
                return found if found.pos in {"NOUN", "PROPN", "ADJ"} else self._inside(found)
        if verb.lemma in listed("calling", "bare"):
            objects = self.parse.dependents(verb, "dobj")
            if len(objects) == 1 and self._merged(objects[0]) is not None:
                return objects[0]
            for child in self.parse.dependents(verb, "oprd", "attr", "xcomp", "ccomp", "dobj"):
                alone = child.dep == "dobj" and len(objects) == 1 and not is_passive(self.parse, verb)
                pointed = any(
                    d.lower in {"this", "that", "these", "those"} for d in self.parse.dependents(child, "det")
                )
                if child.pos in {"NOUN", "PROPN"} and child.index > verb.index and not alone and not pointed:
                    return child
                if child.pos == "ADJ" and child.dep in {"oprd", "ccomp", "xcomp"} and child.index > verb.index:
                    return child
        return None

    def _merged(self, noun: Token) -> Token | None:
        """ "called [the attack terrorism]": the deed that the parser took for a modifier of its label."""
        if not self._is_kind(noun):
            return None
        return next((t for t in self.parse.dependents(noun, "compound", "nmod") if self._is_deed(t)), None)

    def _is_deed(self, noun: Token) -> bool:
        return noun.index in self.desk.by_head or noun.lemma in words("deeds", "nouns")

    def _inside(self, token: Token) -> Token | None:
        return next((t for t in self.parse.dependents(token, "dobj", "attr", "pobj") if t.pos == "NOUN"), None)

    def _object(self, verb: Token, passive: bool) -> Token | None:
        if passive:
            return patient_of(self.parse, verb)
        for child in self.parse.dependents(verb, "dobj", "nsubj"):
            if child.dep == "dobj" and child.index < verb.index + 12:
                return self._merged(child) or self._antecedent(child)
        for clause in self.parse.dependents(verb, "ccomp", "xcomp"):
            small = self.parse.dependents(clause, "nsubj")
            if small:
                return small[0]
        to = complement(self.parse, (verb,), frozenset({"to"}))
        return to if verb.lemma == "refer" else self._relative(verb)

    def _antecedent(self, token: Token) -> Token:
        if token.tag in {"WDT", "WP"} and token.lower != "what":
            for above in self.parse.ancestors(token):
                if above.dep == "relcl":
                    return self.parse.head(above)
        return token

    def _relative(self, verb: Token) -> Token | None:
        """ "rebellions that X prefers to label as ...": the noun that the clause hangs on."""
        for above in (verb, *self.parse.ancestors(verb)[:2]):
            if above.dep in {"relcl", "acl"} and self.parse.dependents(above, "nsubj"):
                return self.parse.head(above)
        return None

    def _fits(self, about: Token, name: Token) -> bool:
        """An event called anything, or an "it" called something that only a happening can be; an adjective judges a
        deed by its own noun."""
        if name.pos == "ADJ":
            return about.index in self.desk.by_head and about.index not in self.desk.actors
        if self.desk.deed_in(about) is not None and about.index not in self.desk.actors:
            return self._is_kind(name) or (self._quoted(name) and name.lemma not in noun_kinds())
        happening = about.lower in VAGUE or about.lemma in kinds_of_happening()
        return happening and about.index not in self.desk.actors and self._is_kind(name)

    def _is_kind(self, noun: Token, plain: bool = False) -> bool:
        kinds = plain_kinds() if plain else kinds_of_happening()
        if noun.lemma in kinds or self._compound(noun) in kinds:
            return True
        if noun.lemma in listed("transparent", "nouns"):
            of = complement(self.parse, (noun,), frozenset({"of", "at"}))
            return of is not None and (of.lemma in kinds or self._compound(of) in kinds)
        return False

    def _compound(self, noun: Token) -> str:
        before = self.parse.tokens[noun.index - 1] if noun.index else noun
        return f"{before.lower} {noun.lemma}"

    def _quoted(self, noun: Token) -> bool:
        return any(t.text in QUOTES for t in self.parse.tokens[max(0, noun.index - 5) : noun.index])

    def _phrase(self, head: Token) -> tuple[int, int]:
        first, last = phrase_bounds(self.parse, head)
        tokens = self.parse.tokens
        merged = self._merged(head)
        if merged is not None and merged.index == head.index - 1:
            first = head.index
        for index in range(head.index - 1, first - 1, -1):
            if tokens[index].text in QUOTES:
                return index + 1, self._to_closing(index, last)
        return first, last

    def _to_closing(self, opening: int, last: int) -> int:
        """The last token before the closing mark of a short quotation, else the phrase's own last."""
        tokens = self.parse.tokens
        for index in range(last + 1, min(opening + 3 + LONGEST_QUOTE, len(tokens))):
            if tokens[index].text in QUOTES:
                inside = [t.index for t in tokens[last:index] if t.pos != "PUNCT"]
                return inside[-1] if inside else last
        return last

    # ------------------------------------------------------------ frames without a verb of calling

    def guise(self, noun: Token) -> Iterator[Called]:
        """ "under the guise of a Y", "gives X the screen of a Y", "the reality of a Y"."""
        real = noun.lemma in listed("guise", "reality")
        if noun.pos != "NOUN" or not (real or noun.lemma in listed("guise", "nouns")):
            return
        name = complement(self.parse, (noun,), frozenset({"of"}))
        if name is None or name.pos not in {"NOUN", "PROPN"}:
            return
        if not (self._is_kind(name, plain=False) or (self._quoted(name) and not real)):
            return
        first, last = self._phrase(name)
        if real:
            if noun.dep == "dobj" and self.parse.head(noun).lemma in listed("guise", "masking"):
                yield Called(first, last, name, None, None, Stance.ASSERTS, noun)
            return
        yield Called(first, last, name, self._masked(noun), self._user(noun), Stance.ASSERTS, noun)

    def _masked(self, noun: Token) -> Token | None:
        """ "the screen of a Y, which masks the reality of an E": the happening that is called a Y."""
        for verb in self.parse.tokens[noun.index : self.parse.sentence_of(noun).last + 1]:
            if verb.lemma not in listed("guise", "masking") or noun.index not in {
                a.index for a in self.parse.ancestors(verb)
            }:
                continue
            for thing in self.parse.dependents(verb, "dobj"):
                inner = complement(self.parse, (thing,), frozenset({"of"}))
                return inner if inner is not None and thing.lemma in listed("guise", "reality") else thing
        return None

    def _user(self, noun: Token) -> Token | None:
        """Who shelters behind a pretext: whom a verb of giving gives it to, else the subject."""
        verb = next((a for a in self.parse.ancestors(noun)[:3] if a.pos == "VERB"), None)
        if verb is None:
            return None
        if verb.lemma in listed("guise", "give"):
            taker = next((t for t in self.parse.dependents(verb, "dative", "dobj") if t.index != noun.index), None)
            if taker is not None:
                return taker
        return agent_of(self.parse, verb) if is_passive(self.parse, verb) else subject_of(self.parse, verb)

    def predication(self, verb: Token) -> Iterator[Called]:
        """ "It was a pogrom", "what happened was a coup", "this amounts to genocide"."""
        if verb.pos not in {"AUX", "VERB"} or verb.lemma not in listed("calling", "constitute") | {"be"}:
            return
        subject = next(iter(self.parse.dependents(verb, "nsubj")), None)
        if subject is None or self.desk.modality(verb) not in TOLD or self._asks(verb):
            return
        for name in self._predicates(verb):
            about = subject if self._is_deed(subject) else None
            if about is None and subject.lower not in VAGUE and subject.dep != "csubj":
                continue
            if about is not None and about.lemma == name.lemma:
                continue
            if self._is_kind(name, plain=True) and not self._compares(name):
                stance = Stance.DENIES if is_negated(self.parse, verb) else Stance.ASSERTS
                first, last = self._phrase(name)
                yield Called(first, last, name, about, None, stance, verb)

    def _predicates(self, verb: Token) -> Iterator[Token]:
        yield from (t for t in self.parse.dependents(verb, "attr", "dobj") if t.pos in {"NOUN", "PROPN"})
        if verb.lemma == "amount":
            to = complement(self.parse, (verb,), frozenset({"to"}))
            if to is not None:
                yield to

    def _asks(self, verb: Token) -> bool:
        return self.parse.tokens[self.parse.sentence_of(verb).last].text == "?"

    def _compares(self, name: Token) -> bool:
        """ "the deadliest massacre since", "the first coup": measured or counted, not called so."""
        left = self.parse.dependents(name, "amod", "det", "nummod")
        inner = [d for t in left for d in self.parse.dependents(t, "advmod")]
        return any(
            t.tag in {"JJS", "RBS"} or t.lower in {"no", "first", "second", "latest", "most"} for t in (*left, *inner)
        )

    def so_called(self, token: Token) -> Iterator[Called]:
        """A "so-called" happening: others call it so, the writer will not."""
        so = token.lower == "so-called" or (
            token.lower == "called" and token.index > 1 and self.parse.tokens[token.index - 2].lower == "so"
        )
        if not so or token.dep not in {"amod", "compound", "nmod", "acl"}:
            return
        noun = self.parse.head(token)
        if noun.pos not in {"NOUN", "PROPN"} or noun.index < token.index or noun.index in self.desk.actors:
            return
        if self._is_kind(noun) or noun.index in self.desk.by_head:
            between = self.parse.tokens[token.index + 1 : noun.index]
            quoted = [t.index + 1 for t in between if t.text in QUOTES]  # "so-called religious “extremism”"
            first = quoted[-1] if quoted else token.index + 1
            yield Called(first, noun.index, noun, None, "UNNAMED", Stance.ASSERTS, token)

    def backed(self, token: Token) -> Iterator[Called]:
        """ "CIA-backed", before a deed or those who did one."""
        tokens = self.parse.tokens
        if token.lower not in listed("backed", "participles") or token.index < 2 or tokens[token.index - 1].text != "-":
            return
        by = tokens[token.index - 2]
        if self.desk.adjective(by) is None and by.pos != "PROPN":
            return
        noun = self._noun_after(token)
        if noun is None or not self._deed_or_doer(noun):
            return
        first = self.desk.first_of_name(by)
        yield Called(first, token.index, token, noun, None, Stance.ASSERTS, token)

    def _noun_after(self, participle: Token) -> Token | None:
        """The noun that a participle stands before, also over words in brackets, which the parser does not."""
        above = self.parse.head(participle)
        if participle.dep in {"amod", "compound", "nmod", "acl"} and above.index > participle.index:
            return above
        depth = 0
        for token in self.parse.tokens[participle.index + 1 : participle.index + 14]:
            depth += (token.text == "(") - (token.text == ")")
            if token.sentence != participle.sentence or (token.pos in {"VERB", "AUX"} and depth == 0):
                return None
            if token.pos == "NOUN" and depth == 0 and token.dep != "compound":
                return token
        return None

    def _deed_or_doer(self, noun: Token) -> bool:
        if noun.index in self.desk.by_head:
            return True
        mention = self.desk.actors.get(noun.index)
        return mention is not None and any(mention.id in event.actors for event in self.desk.events)

    def scare_quotes(self) -> Iterator[Called]:
        """ "a “false flag”": a short quoted noun phrase that names a kind of happening, outside longer speech."""
        tokens = self.parse.tokens
        for opening in tokens:
            if opening.text not in {"“", '"', "``", "‘"}:
                continue
            inside: list[Token] = []
            for token in tokens[opening.index + 1 : opening.index + 2 + LONGEST_QUOTE]:
                if token.text in QUOTES or token.sentence != opening.sentence:
                    break
                inside.append(token)
            closing = opening.index + 1 + len(inside)
            if not inside or closing >= len(tokens) or tokens[closing].text not in QUOTES:
                continue
            yield from self._scare(opening, inside)

    def _scare(self, opening: Token, inside: list[Token]) -> Iterator[Called]:
        last = next((t for t in reversed(inside) if t.pos != "PUNCT"), inside[-1])
        head = next((t for t in inside if t.pos in {"NOUN", "PROPN"} and t.head not in {i.index for i in inside}), last)
        if any(t.pos in {"VERB", "AUX", "PRON"} and t.tag not in {"VBN", "VBG"} for t in inside):
            return
        if not (self._is_kind(last, plain=True) or self._is_kind(head, plain=True)) or last.index in self.desk.actors:
            return
        if all(t.text[:1].isupper() for t in inside if t.pos != "ADP") and len(inside) > 1:
            return
        yield Called(inside[0].index, last.index, head, None, None, Stance.ASSERTS, opening)

    # ------------------------------------------------------------ events

    def event_of(self, called: Called) -> EventMention | None:
        """The event that is called so: what the words are about, the event before, the label's own noun."""
        own = self.desk.by_head.get(called.head.index)
        if called.own and called.about is None:
            return own or self._beside(called) or self.desk.event_before(called.cue, NEAR)
        if called.about is not None:
            if called.about.index in self.desk.actors:
                mention = self.desk.actors[called.about.index]
                return next((e for e in self.desk.events if mention.id in e.actors), own)
            found = self.desk.deed_in(called.about)
            if found is not None:
                return found
        pronoun = called.cue.lemma in listed("calling", "constitute") | {"be"}
        before = self.desk.event_before(called.cue)
        if pronoun and before is not None and called.head.sentence - before.sentence <= NEAR:
            return before if before.head < called.head.index or own is None else own
        beside = own or self._beside(called)
        return beside if called.cue.pos == "PUNCT" else beside or before

    def _beside(self, called: Called) -> EventMention | None:
        """The event of the same sentence that stands nearest before the label, else after it."""
        here = [e for e in self.desk.events if e.sentence == called.head.sentence]
        place = called.head.index
        return min(here, key=lambda e: (e.head > place, abs(e.head - place)), default=None)
