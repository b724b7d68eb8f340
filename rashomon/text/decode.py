"""From bytes to a string: UTF-8, UTF-16 with a mark, Windows-1252 where it clearly is that, else with replacements.

What is read stays as it was written: line ends are not translated, null bytes are kept, only a byte order
mark goes. Lone surrogates, which no UTF-8 writer can store, become U+FFFD.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Decoded", "decode", "looks_binary", "without_surrogates"]

REPLACEMENT = "\ufffd"

# First bytes of files that people give by mistake, and what they are (Gary Kessler's table of file signatures).
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document (.docx, .xlsx, .odt)"),
    (b"\xd0\xcf\x11\xe0", "an old office document (.doc, .xls)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound or video file"),
    (b"ID3", "a sound file"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)

LOOKED_AT = 65_536  # bytes examined for control characters
MOST_CONTROL = 0.02  # random bytes hold 11 %, texts with a few stray null bytes far less

CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\r\f\x0b\x1b")))
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
HIGH_RUN = re.compile(rb"[\x80-\xff]+")

# Windows-1252 bytes that European text uses: quotes, dashes, signs, letters with accents (without eth and thorn).
PLAUSIBLE = frozenset(
    [0x80, 0x84, 0x85, 0x8A, 0x8C, 0x8E, *range(0x91, 0x98), 0x99, 0x9A, 0x9C, 0x9E, 0xA0, 0xA1, 0xA3, 0xA7, 0xA9]
    + [0xAA, 0xAB, 0xAE, 0xB0, 0xB4, 0xB7, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE, 0xBF]
    + [byte for byte in range(0xC0, 0xFF) if byte not in (0xD0, 0xD7, 0xDE, 0xF0, 0xF7, 0xFE)]
)
CAPITALS = frozenset(range(0xC0, 0xDF))
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`encoding` is what the bytes were read as; `offset` the code point of the first replacement, or None."""

    text: str
    encoding: str
    offset: int | None = None


def without_surrogates(text: str) -> tuple[str, int | None]:
    """The text with lone surrogates replaced by U+FFFD, and the offset of the first of them."""
    found = SURROGATE.search(text)
    if found is None:
        return text, None
    return SURROGATE.sub(REPLACEMENT, text), found.start()


def looks_binary(data: bytes) -> str | None:
    """What kind of file these bytes are, in words, or None when they can be text."""
    for start, words in SIGNATURES:
        if data.startswith(start):
            return words
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    head = data[:LOOKED_AT]
    control = len(head) - len(head.translate(None, CONTROL))
    return "no text" if control > max(MOST_CONTROL * len(head), 4) else None


def decode(data: bytes) -> Decoded:
    """Decode bytes as the encoding that they clearly are; never fails."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
        return Decoded(text, "utf-16", text.find(REPLACEMENT) if REPLACEMENT in text else None)
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    if _clearly_windows(data):
        return Decoded(data.decode("cp1252"), "cp1252")
    return Decoded(data.decode("utf-8", errors="replace"), "utf-8", len(data[:first].decode("utf-8")))


def _clearly_windows(data: bytes) -> bool:
    """True if every high byte is a character that European text uses at such a place, and none is UTF-8."""
    if MULTIBYTE.search(data):
        return False
    high = 0
    for run in HIGH_RUN.finditer(data):
        high += len(run[0])
        if len(run[0]) > 3 or not PLAUSIBLE.issuperset(run[0]):
            return False
        before = data[run.start() - 1 : run.start()]
        if run[0][0] in CAPITALS and before.islower():
            return False
    return high <= max(8, 0.1 * len(data))
