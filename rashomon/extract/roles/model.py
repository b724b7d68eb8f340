"""The reader's heads for roles, run over a text.

Not a stage of the pipeline: who wants to know the roles of a text asks for them, and pays for one more pass, for they
read in wider windows.
"""

from __future__ import annotations

from functools import cache

from rashomon.extract.attribution.quotation import find_quotations, text_paragraphs
from rashomon.extract.roles.judged import Judged, empty, take
from rashomon.extract.trained.encoder import Encoder, load_encoder
from rashomon.model import Reading
from rashomon.parsed import Span

__all__ = ["HEADS", "RoleModel", "judge_roles", "look_of"]

HEADS = ("roles", "types")


class RoleModel:
    """The encoder's heads for roles; `judge` runs it."""

    def __init__(self, encoder: Encoder) -> None:
        about = encoder.manifest["roles"]
        self._encoder, self._limit = encoder, int(about["window"])
        self.roles = tuple(map(str, about["roles"]))
        self.types = tuple(map(str, about["types"]))

    def judge(self, reading: Reading) -> Judged:
        """Judge all words of a reading that was parsed and has its actors."""
        text, paragraphs, quotations = look_of(reading)
        words = self._encoder.words(text, paragraphs)
        judged = empty(words, self.roles, self.types)
        windows = self._encoder.run(text, words, reading.parse, quotations, heads=HEADS, limit=self._limit)
        for window, (roles, types) in windows:
            take(judged, window, roles, types)
        return judged


def look_of(reading: Reading) -> tuple[str, list[Span], list[Span]]:
    """The text with the capitals that the parser saw, its paragraphs, and the stretches within quotation marks."""
    characters = list(reading.document.text)
    for token in reading.parse.tokens:
        if len(token.text) == token.end - token.start:
            characters[token.start : token.end] = token.text
    paragraphs = text_paragraphs(reading)
    quotes = [quote for quote in find_quotations(reading.document.text, paragraphs) if quote.depth == 0]
    return "".join(characters), list(paragraphs), [part for quote in quotes for part in quote.parts]


@cache
def _load() -> RoleModel:
    return RoleModel(load_encoder())


def judge_roles(reading: Reading) -> Judged:
    """What the model that ships says of a reading; it is loaded once in a process. Raises ModelError for files that are
    missing, cut off or of another version."""
    return _load().judge(reading)
