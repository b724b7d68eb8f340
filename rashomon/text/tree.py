"""The tree of a sentence while it is corrected, and the corrections that need nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.parsed import Token

__all__ = ["Tree", "is_tree", "part_joined_verb"]

PAST = frozenset({"VBD", "VBN"})


class Tree:
    """The tokens of a sentence, asked by their index in the document; `hang` changes what a token hangs on."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = list(tokens)
        self.first = tokens[0].index if tokens else 0

    def head(self, token: Token) -> Token:
        return self.tokens[token.head - self.first]

    def children(self, token: Token) -> list[Token]:
        return [t for t in self.tokens if t.head == token.index and t.index != token.index]

    def hang(self, token: Token, head: Token, dep: str) -> None:
        self.tokens[token.index - self.first] = replace(token, head=head.index, dep=dep)


def is_tree(tokens: Sequence[Token]) -> bool:
    """Whether every word hangs, over others or not, on one that hangs on nothing."""
    first = tokens[0].index if tokens else 0
    good: set[int] = set()
    for token in tokens:
        path: set[int] = set()
        place = token.index
        while place not in good and tokens[place - first].head != place:
            path.add(place)
            place = tokens[place - first].head
            if place in path:
                return False
        good |= {*path, place}
    return True


def part_joined_verb(sentence: Tree, verb: Token) -> None:
    """ "The blast killed three and injured 176": a second verb that is joined to the three is joined to the first verb,
    and has the object that follows it."""
    before = sentence.head(verb)
    above = sentence.head(before)
    if verb.tag not in PAST or before.dep != "dobj" or above.pos != "VERB" or above.tag not in PAST:
        return
    after = [t for t in sentence.children(above) if t.index > verb.index and (t.dep == "dobj" or t.pos == "NUM")]
    if not above.index < before.index < verb.index or len(after) != 1:
        return
    between = sentence.tokens[verb.index + 1 - sentence.first : after[0].index - sentence.first]
    if any(t.pos in ("PUNCT", "VERB", "AUX", "CCONJ") for t in between):
        return
    sentence.hang(verb, above, "conj")
    sentence.hang(after[0], verb, "dobj")
