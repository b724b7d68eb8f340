"""What a document is like before it is taken apart: its language, its flaws, the date its own head prints.

The text itself is never changed: all offsets point into the text as it was read.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from rashomon.data import lexicon
from rashomon.model import Document, Problem
from rashomon.text.language import ENGLISH, find_language
from rashomon.text.segment import head_dates

__all__ = ["is_spun", "prepare"]

FEWEST_LETTERS = 40  # below that "upper-case" says nothing
UPPER_SHARE = 0.8
SAMPLED = 10_000  # code points in which capitals are counted
LOOKED_AT = 40_000  # code points that are searched for signs of spinning


def prepare(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    """The document with language, quality flags and date, and what is wrong with it ("not-english", "spun").

    Flags: "upper-case" (four fifths of the letters are capitals), "spun" (see data/lexicons/text_spinning.toml).
    `published` is taken from the text's own head where the input gave none; then `published_by` is "head".
    """
    problems: list[Problem] = []
    language = document.language or find_language(document.text)
    if language is not None and language != ENGLISH:
        problems.append(
            Problem(
                document.name,
                "not-english",
                f"{document.name} seems to be written in another language (code {language}); Rashomon reads English "
                "only. It was left out. If it is English, most of it is probably quotations or lists: cut those off.",
            )
        )
    quality = list(document.quality)
    if is_upper(document.text):
        quality.append("upper-case")
    if language in (None, ENGLISH) and is_spun(document.text):
        quality.append("spun")
        problems.append(
            Problem(
                document.name,
                "spun",
                f"{document.name} was probably run through a program that replaces words by synonyms: names and set "
                "phrases in it are distorted. It was read all the same; look for the original.",
            )
        )
    published, by = document.published, document.published_by
    if published is not None:
        by = by or "input"
    elif dates := head_dates(document):
        published, by = dates[0], "head"
    ready = replace(
        document,
        language=language,
        quality=tuple(dict.fromkeys(quality)),
        published=published,
        published_by=by,
    )
    return ready, tuple(problems)


def is_upper(text: str) -> bool:
    letters = [c for c in text[:SAMPLED] if c.isupper() or c.islower()]
    return len(letters) >= FEWEST_LETTERS and sum(map(str.isupper, letters)) >= UPPER_SHARE * len(letters)


@cache
def spinning() -> tuple[re.Pattern[str], re.Pattern[str], int, float]:
    words = lexicon("text_spinning")
    plain, cased = (re.compile(rf"\b(?:{'|'.join(words[key])})(?!\w)") for key in ("signs", "cased"))
    return plain, cased, words["fewest"], words["rate"]


def is_spun(text: str) -> bool:
    """True if the text holds several different set phrases that only a synonym spinner makes."""
    plain, cased, fewest, rate = spinning()
    text = text[:LOOKED_AT]
    found = {match[0] for match in plain.finditer(text.lower())}
    found.update(match[0].lower() for match in cased.finditer(text))
    return len(found) >= fewest and len(found) >= rate * len(text.split()) / 1000
