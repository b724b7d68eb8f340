"""Verbs that state what happened to people only with a second word: "shot ... dead", "treated for bullet wounds"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.syntax.inflection import verb_forms
from rashomon.model import Field, Parse, Token
from rashomon.triggers import People

__all__ = ["CLAUSE_ENDS", "Phrase", "completion", "phrases"]


CLAUSE_ENDS = frozenset({".", ";", ":", "?", "!", "(", ")", "--", "—", "–"})
GAP = 3  # tokens of a noun phrase that "~" stands for: "for ~ wounds" is also "for minor gunshot wounds"
GAP_TAGS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART", "PUNCT", "CCONJ"})
REACH = 8  # tokens between a verb and the second word that completes it ("shot at least three young men dead")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb with the words that complete it; `reach` is how many tokens on these may start."""

    then: tuple[tuple[str, ...], ...]
    field: Field | None
    people: People
    reach: int = REACH


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """inflected form of the first verb -> what may complete it, the longest first."""
    table: dict[str, list[Phrase]] = {}
    for entry in lexicon("casualties")["phrase"]:
        then = tuple(sorted((tuple(t.split()) for t in entry["then"]), key=len, reverse=True))
        field = None if entry["field"] == "none" else Field(entry["field"])
        for form in verb_forms(entry["verbs"]):
            table.setdefault(form, []).append(Phrase(then, field, entry["people"], entry.get("reach", REACH)))
    return {form: tuple(found) for form, found in table.items()}


def completion(parse: Parse, token: Token, phrase: Phrase) -> tuple[int, ...] | None:
    """Indexes of the words that complete a verb, looked for to the end of the clause."""
    last = min(parse.sentences[token.sentence].last, token.index + phrase.reach)
    for start in range(token.index + 1, last + 1):
        here = parse.tokens[start]
        if here.text in CLAUSE_ENDS or _is_other_verb(parse, token, here):
            return None
        for words in phrase.then:
            starts = here.index == token.index + 1 if words[0] == "~" else words[0] == here.lower
            if starts and (run := _run(parse, here, words)) and not _is_other(parse, run):
                return run
    return None


def _is_other_verb(parse: Parse, verb: Token, here: Token) -> bool:
    """ "The state-run school ... left 12 dead": another verb that takes the words that follow, and that no word of the
    verb's own clause describes ("shot a man walking by dead")."""
    if here.pos != "VERB" or here.tag not in ("VBD", "VBP", "VBZ") or here.head == verb.index:
        return False
    return verb.dep in ("amod", "compound", "acl") or verb.head == here.index


def _is_other(parse: Parse, run: tuple[int, ...]) -> bool:
    """Words that only look like the completion: other people's death, or a part of a longer word."""
    return _is_other_dead(parse, run[0]) or _is_hyphened(parse, run[-1])


def _is_hyphened(parse: Parse, index: int) -> bool:
    """ "Taken to hospital with a life-threatening wound": no life is taken."""
    token = parse.tokens[index]
    after = parse.tokens[index + 1] if index + 1 < len(parse.tokens) else None
    return after is not None and after.text in ("-", "‐", "‑") and after.start == token.end


def _run(parse: Parse, first: Token, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Indexes of a phrase that starts at a token; "~" passes over at most GAP tokens of a noun phrase."""
    last = parse.sentences[first.sentence].last
    position, found = first.index, list[int]()
    gap = False
    for word in words:
        if word == "~":
            gap = True
            continue
        for ahead in range(position, min(last, position + (GAP if gap else 0)) + 1):
            token = parse.tokens[ahead]
            if token.lower == word:
                break
            if token.pos not in GAP_TAGS or token.text in CLAUSE_ENDS:
                return None
        else:
            return None
        found.extend(range(position, ahead + 1))
        position, gap = ahead + 1, False
    return tuple(found)


def _is_other_dead(parse: Parse, index: int) -> bool:
    """ "Burned the dead", "the number of dead", "three shot, one dead": it names people, and completes no verb."""
    if parse.tokens[index].lower != "dead":
        return False
    before, earlier = parse.tokens[index - 1], parse.tokens[max(0, index - 2)]
    counted = before.tag == "CD" or before.text.isdigit()
    return before.lower in ("the", "of", "their", "its") or (counted and earlier.text in (",", "&"))
