"""A verb of saying set off from what is said: "The bridge, police said, was mined", "..., officials said"."""

from __future__ import annotations

from rashomon.extract.attribution.saying import CLAUSE_HEADS, Desk
from rashomon.model import Span, Token

__all__ = ["DASHES", "parenthetical", "relative", "trailing"]

DASHES = ("--", "—", "–")
BREAKS = (",", *DASHES, "-", "(", ")", "”", '"', ";", ".", "?", "!")
ADJUNCTS = ("prt", "npadvmod", "advmod", "prep", "dobj", "dative")


def parenthetical(desk: Desk, verb: Token) -> list[Span] | None:
    """What is said around a short clause of saying (subject, verb, adjuncts) that stands between commas or dashes."""
    parse = desk.parse
    subject = next(iter(parse.dependents(verb, "nsubj")), None)
    sentence = parse.sentence_of(verb)
    if subject is None or verb.index == sentence.root or verb.dep not in ("parataxis", "advcl", "ccomp", "dep", "conj"):
        return None
    if parse.dependents(verb, "xcomp", "acomp", "attr", "oprd"):
        return None
    marks = {t.lower for t in parse.dependents(verb, "mark", "advmod") if t.index < verb.index}
    if verb.dep != "parataxis" and not marks <= {"as"}:
        return None
    first = min([verb.index, parse.subtree(subject)[0].index, *_marks(desk, verb)])
    last = max(verb.index, parse.subtree(subject)[-1].index if subject.index > verb.index else 0)
    for child in parse.dependents(verb, *ADJUNCTS):
        below = parse.subtree(child)
        if below[0].index == last + 1 and len(below) <= 8:
            last = below[-1].index
    before = first == sentence.first or parse.tokens[first - 1].text in BREAKS
    after = last >= sentence.last or parse.tokens[last + 1].text in BREAKS
    if not (before and after) or last - first > 25 or _half_of_two(desk, first, last):
        return None
    rest = [i for i in range(sentence.first, sentence.last + 1) if i < first or i > last]
    return desk.runs(rest) or None


def relative(desk: Desk, verb: Token) -> tuple[Token, list[Span]] | None:
    """ "the man who police say killed nine": a clause of saying between a relative pronoun and its verb. Who says it,
    and the noun with the rest of the clause; or None."""
    parse = desk.parse
    pronoun = next((t for t in parse.dependents(verb, "nsubj") if t.tag in ("WP", "WDT")), None)
    if verb.dep != "relcl" or pronoun is None or verb.index + 1 >= len(parse.tokens):
        return None
    subjects = [t for t in parse.dependents(verb, "nsubj") if pronoun.index < t.index < verb.index]
    following = parse.tokens[verb.index + 1]
    if not subjects or following.pos not in CLAUSE_HEADS or following.head != verb.index:
        return None
    noun = [i for i in desk.plain_phrase(parse.head(verb)) if i < pronoun.index]
    clause = [t.index for t in parse.subtree(verb) if t.index > verb.index]
    return subjects[-1], desk.runs(noun + clause)


def _half_of_two(desk: Desk, first: int, last: int) -> bool:
    """ "police counted six; villagers spoke of ten": a semicolon parts two statements, none inserted."""
    tokens = desk.parse.tokens
    return (last + 1 < len(tokens) and tokens[last + 1].text == ";") or (first > 0 and tokens[first - 1].text == ";")


def _marks(desk: Desk, verb: Token) -> list[int]:
    return [t.index for t in desk.parse.dependents(verb, "mark", "cc", "advmod") if t.index < verb.index]


def trailing(desk: Desk, verb: Token) -> tuple[Token, list[Span]] | None:
    """ ", officials said." where the parser lost the clause that is said: a finite verb of saying near the end of its
    sentence, its subject between it and a comma, a clause before that comma. Subject and content, or None."""
    parse = desk.parse
    sentence = parse.sentence_of(verb)
    if verb.dep == "relcl" or verb.tag not in ("VBD", "VBZ", "VBP") or verb.pos != "VERB":
        return None
    ahead = parse.tokens[verb.index + 1 : min(sentence.last, verb.index + 12) + 1]
    stop = next((i for i, t in enumerate(ahead) if t.text in (*DASHES, ".", ";", ",")), None)
    if stop is None or any(t.pos in ("VERB", "SCONJ") for t in ahead[:stop]):
        return None
    comma = _comma_before(desk, verb, sentence.first)
    if comma is None:
        return None
    segment = parse.tokens[comma + 1 : verb.index]
    subject = next(iter(parse.dependents(verb, "nsubj")), None)
    if subject is None or not comma < subject.index < verb.index:
        subject = next((t for t in segment if t.pos in ("NOUN", "PROPN", "PRON") and t.dep != "compound"), None)
    if subject is None or not any(t.pos in CLAUSE_HEADS for t in parse.tokens[sentence.first : comma]):
        return None
    content = desk.span(sentence.first, comma - 1)
    return (subject, [content]) if content is not None else None


def _comma_before(desk: Desk, verb: Token, first: int) -> int | None:
    """The comma that a short subject stands behind, over one inserted phrase."""
    tokens = desk.parse.tokens
    index = verb.index - 1
    skip = tokens[index].text == ","
    while index > first and verb.index - index < 20:
        index -= 1
        if tokens[index].text == ",":
            if not skip:
                begins = tokens[index + 1]
                return index if begins.pos in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM") else None
            skip = False
    return None
