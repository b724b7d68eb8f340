"""Signatures: words of another voice that only a name below or behind them gives away.

Round-ups of comment, letters and mottoes print a quotation and below it a line that names somebody: "Ana Ruiz, Harbour
Post" or "— Ana Ruiz". Posts of social media are printed without marks: "... — Ana Ruiz (@anaruiz) May 3, 2021".
"""

from __future__ import annotations

import re

from rashomon.extract.attribution.cues import PLAIN
from rashomon.extract.attribution.saying import Desk, Draft
from rashomon.extract.attribution.voices import voice_lexicon
from rashomon.model import Claimant, ClaimantKind, Span

__all__ = ["post_drafts", "signature"]

NAME = r"(?:[A-Z][\w.’'-]*|de|la|von|van|der|al|bin|el|da|dos)"
LINE = re.compile(
    rf"(?:[ \t]*\n)+[ \t]*(?:[—–-]{{1,2}}[ \t]*)?(?P<name>[A-Z][\w.’'-]*(?: {NAME}){{1,4}})"
    r"(?:(?:,| and )[^\n:?!]{2,80}[^\n.:?! \t])?[ \t]*(?:\n|$)"
)
POST = re.compile(r"[—–-]{1,2}[ \t]{0,3}(?P<name>[^\s()@—–-][^()@—–\n]{1,60}?)[ \t]{0,3}\(@\w{1,30}\)[^()]{0,30}$")
TAIL = 140  # characters that hold the end of a post
LEAST = 3  # words of a post
CLOSING = '”"»“„'


def signature(desk: Desk, quotation: Span) -> tuple[Claimant, Span] | None:
    """Who signs the words that end at the end of a quotation, and where the name stands."""
    if desk.text[quotation.end - 1] not in CLOSING:
        return None
    found = LINE.match(desk.text, quotation.end)
    if found is None or _is_sentence(desk, found.span("name")):
        return None
    return _signer(found["name"]), Span(*found.span("name"))


def post_drafts(desk: Desk) -> list[Draft]:
    """Drafts for posts: a paragraph that ends with its writer's name and handle, or the one before such a line."""
    found: list[Draft] = []
    for number, paragraph in enumerate(desk.paragraphs):
        match = POST.search(desk.text, max(paragraph.start, paragraph.end - TAIL), paragraph.end)
        if match is None:
            continue
        content = Span(paragraph.start, paragraph.start + len(desk.text[paragraph.start : match.start()].rstrip()))
        if content.start == content.end and number:
            content = desk.paragraphs[number - 1]
        if len(desk.text[content.start : content.end].split()) >= LEAST:
            found.append(
                Draft(_signer(match["name"]), Span(*match.span("name")), None, -1, [content], PLAIN, direct=True)
            )
    return found


def _signer(name: str) -> Claimant:
    words = {word.lower() for word in name.split()}
    known = voice_lexicon()
    body = bool(words & known.media) or any(known.kinds.get(word) is not None for word in words)
    kind = ClaimantKind.ORGANISATION if body or words & {"board", "editors"} else ClaimantKind.PERSON
    return Claimant(name, kind)


def _is_sentence(desk: Desk, place: tuple[int, int]) -> bool:
    """Whether a line is a headline or a sentence without a stop rather than a name."""
    token = desk.parse.at(place[0])
    if token is None:
        return False
    words = desk.parse.tokens_of(desk.parse.sentences[token.sentence])
    return any(t.pos in ("VERB", "AUX") and t.dep == "ROOT" and not t.text[:1].isupper() for t in words)
