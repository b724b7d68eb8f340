"""Happenings without a word of their own: "as it happened in X in 1990", "reminiscent of X in 1990".

Such a comparison names a place and a time and borrows the kind of happening from the trigger that it is compared with.
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.data import lexicon
from rashomon.model import Parse, Reading, Token
from rashomon.triggers import Group

__all__ = ["compared_happenings"]

REACH = 60  # tokens back to the happening that is compared; longer sentences hold more than one thought


def compared_happenings(reading: Reading, found: dict[int, Group]) -> Iterator[tuple[int, Group]]:
    """Pairs of a token that stands for a happening and what the trigger that it is likened to means."""
    parse = reading.parse
    timed = {t.sentence for time in reading.times for t in parse.within(time.span)}
    words = lexicon("figurative")["comparison"]
    for token in parse.tokens:
        if token.sentence not in timed or token.index in found:
            continue
        here: Token | None = None
        if token.lemma in words["happened"] and token.tag in ("VBD", "VBN"):
            here = token if _is_likened(parse, token, words["conjunctions"]) else None
        elif token.lemma in words["cues"]:
            here = _place_after(reading, token)
        if here is None or here.index in found:
            continue
        near = [index for index in found if 0 < token.index - index <= REACH]
        near = [index for index in near if parse.tokens[index].sentence == token.sentence]
        if near:
            yield here.index, found[max(near)]


def _is_likened(parse: Parse, verb: Token, conjunctions: list[str]) -> bool:
    """ "As (it) happened", "just like what happened", with a time and a place of its own."""
    before = parse.tokens[max(parse.sentences[verb.sentence].first, verb.index - 5) : verb.index]
    if not any(t.lower in conjunctions for t in before):
        return False
    subjects = parse.dependents(verb, "nsubj")
    if subjects and subjects[0].pos not in ("PRON", "DET", "SCONJ"):
        return False
    objects = [o for p in parse.dependents(verb, "prep") for o in parse.dependents(p, "pobj")]
    return any(o.entity in ("GPE", "LOC") or o.pos == "PROPN" for o in objects) and any(
        o.entity == "DATE" or (o.pos == "NUM" and len(o.text) == 4) for o in objects
    )


def _place_after(reading: Reading, cue: Token) -> Token | None:
    """The place named right after the cue, with a time that hangs on it ("of Kosovo in early 1999")."""
    parse = reading.parse
    last = parse.sentences[cue.sentence].last
    places = {t.index for place in reading.places for t in parse.within(place.span)}
    for index in range(cue.index + 1, min(cue.index + 5, last) + 1):
        token = parse.tokens[index]
        if index in places or token.entity == "GPE":
            after = parse.tokens[index + 1 : min(index + 5, last + 1)]
            dated = any(t.entity == "DATE" for t in after)
            return token if after and after[0].lower in ("in", "during") and dated else None
    return None
