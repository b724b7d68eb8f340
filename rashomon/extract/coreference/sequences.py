"""Happenings of which a sentence says that one came after the other: these are two.

"The attack came two days after a man ran over a soldier", "the blast followed a shooting last week", "shelled the town
in retaliation for the killing of a guard".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cache

from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Parse, Token

__all__ = ["told_apart"]

CONNECTORS = frozenset({"after", "before", "following"})
LONG = frozenset({"day", "week", "month", "year", "decade", "century"})
COMING = frozenset({"come", "happen", "occur", "take"})
ANSWERED = frozenset({"for", "to", "over"})
NEAR = 3  # words before "after" among which "two days" stands


def told_apart(parse: Parse, triggers: Collection[int]) -> dict[int, frozenset[int]]:
    """Trigger token -> the triggers that its sentence puts before or after it by days, or in so many words. Deaths are
    left out: who died days after he was shot died of that."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for token in parse.tokens:
        for earlier, later in _pairs(parse, token):
            ones = [i for i in earlier if i in triggers]
            others = [i for i in later if i in triggers and i not in ones]
            for one in ones:
                for other in others:
                    found[one].add(other)
                    found[other].add(one)
    return {index: frozenset(others) for index, others in found.items()}


@cache
def _answers() -> frozenset[str]:
    motives = word_set("link_events", "happened", "motives")
    return motives | word_set("link_events", "happened", "responses") | {"avenge"}


def _pairs(parse: Parse, token: Token) -> list[tuple[list[int], list[int]]]:
    """For a connector or a verb of following: the tokens on its one side and on its other."""
    if token.lemma == "follow" and token.pos == "VERB":
        one = [t.index for t in parse.dependents(token, "nsubj")]
        return [(one, _below(parse, t)) for t in parse.dependents(token, "dobj")]
    if token.lemma in _answers():
        return _answered(parse, token)
    if token.lower not in CONNECTORS:
        return []
    governor = parse.head(token)
    below: list[int] = []
    if token.dep in ("mark", "advmod") and governor.dep == "advcl":
        below, governor = _below(parse, governor), parse.head(governor)
    elif token.dep == "prep":
        below = [i for t in parse.dependents(token, "pobj", "pcomp") for i in _below(parse, t)]
    if governor.pos not in ("VERB", "AUX") or governor.lemma in word_set("link_reference", "dying"):
        return []
    subjects = [t for t in parse.dependents(governor, "nsubj") if t.lemma not in word_set("link_reference", "dying")]
    measured = _is_measured(parse, token)
    if measured:
        return [([governor.index, *(t.index for t in subjects)], below)]
    return [([t.index for t in subjects], below)] if governor.lemma in COMING else []


def _answered(parse: Parse, token: Token) -> list[tuple[list[int], list[int]]]:
    """ "In retaliation for the killing", "in response to the raid", "to avenge the murder": the deed and what it
    answers."""
    for_what = [t for p in parse.dependents(token, "prep") if p.lower in ANSWERED for t in parse.dependents(p, "pobj")]
    if token.pos == "VERB":
        for_what = list(parse.dependents(token, "dobj"))
    below = [i for t in for_what for i in _below(parse, t)]
    above = [t for t in parse.ancestors(token) if t.pos in ("VERB", "NOUN")]
    deeds = [t.index for t in above] + [
        d.index for t in above for d in parse.dependents(t, "nsubj", "nsubjpass", "dobj")
    ]
    return [([i for i in deeds if i not in below], below)] if below else []


def _below(parse: Parse, token: Token) -> list[int]:
    return [t.index for t in parse.subtree(token)]


def _is_measured(parse: Parse, connector: Token) -> bool:
    """ "Two days after", "hours before", "less than a month after"; minutes and an hour part one happening's acts."""
    before = parse.tokens[max(0, connector.index - NEAR) : connector.index]
    return any(
        t.sentence == connector.sentence and (t.lemma in LONG or t.lower == "hours") for t in before if t.pos == "NOUN"
    )
