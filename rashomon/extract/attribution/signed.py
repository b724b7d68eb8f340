"""Signatures: a quotation that ends its paragraph, and below it a line that only names somebody.

Round-ups of comment, letters and mottoes are printed so: “...” and then "Ana Ruiz, Harbour Post" or "— Ana Ruiz".
Nothing else in the text says whose words these are.
"""

from __future__ import annotations

import re

from rashomon.extract.attribution.saying import Desk
from rashomon.extract.attribution.voices import voice_lexicon
from rashomon.model import Claimant, ClaimantKind, Span

__all__ = ["signature"]

NAME = r"(?:[A-Z][\w.’'-]*|de|la|von|van|der|al|bin|el|da|dos)"
LINE = re.compile(
    rf"(?:[ \t]*\n)+[ \t]*(?:[—–-]{{1,2}}[ \t]*)?(?P<name>[A-Z][\w.’'-]*(?: {NAME}){{1,4}})"
    r"(?:(?:,| and )[^\n:?!]{2,80}[^\n.:?! \t])?[ \t]*(?:\n|$)"
)
CLOSING = '”"»“„'


def signature(desk: Desk, quotation: Span) -> tuple[Claimant, Span] | None:
    """Who signs the words that end at the end of a quotation, and where the name stands."""
    if desk.text[quotation.end - 1] not in CLOSING:
        return None
    found = LINE.match(desk.text, quotation.end)
    if found is None or _is_sentence(desk, found.span("name")):
        return None
    name = found["name"]
    words = {word.lower() for word in name.split()}
    known = voice_lexicon()
    body = bool(words & known.media) or any(known.kinds.get(word) is not None for word in words)
    kind = ClaimantKind.ORGANISATION if body or words & {"board", "editors"} else ClaimantKind.PERSON
    return Claimant(name, kind), Span(*found.span("name"))


def _is_sentence(desk: Desk, place: tuple[int, int]) -> bool:
    """Whether a line is a headline or a sentence without a stop rather than a name."""
    token = desk.parse.at(place[0])
    if token is None:
        return False
    words = desk.parse.tokens_of(desk.parse.sentences[token.sentence])
    return any(t.pos in ("VERB", "AUX") and t.dep == "ROOT" and not t.text[:1].isupper() for t in words)
