"""Quotations: what stands between quotation marks, over paragraphs and with marks that do not balance.

News text mixes curly, straight, angled and doubled single marks; converters lose or turn them. The rules here:
a mark's shape (curly) or its surroundings (straight) say whether it opens or closes; a quotation whose closing mark
is missing ends with its paragraph, unless the next paragraph opens with a mark too: then it is one quotation, as
newspapers print speech that runs over several paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.model import Reading, Span

__all__ = ["Quotation", "find_quotations", "text_paragraphs"]

MARK = re.compile(r"“|”|„|‟|«|»|‹|›|``|''|\"|‘|’|'")
OPENERS = {"“": "double", "„": "double", "«": "angle", "``": "double", "‹": "angle", "‘": "single"}
CLOSERS = {"”": "double", "‟": "double", "»": "angle", "''": "double", "›": "angle", "’": "single"}
LINE_END = re.compile(r"[.!?:…]['\"”’»)\]]*\s*$")
ELISION = re.compile(r"(?:tis|twas|em|til|n|cause|\d\ds?)\b", re.IGNORECASE)
OPENS_SPEECH = re.compile(r"\s*(?:“|„|«|``|\"|'')")
ENDS_SPEECH = re.compile(r"[.,!?…;:—–-]\s*$")
BEGINS_SPEECH = re.compile(r"(?:^|[.,:!?…—–-])\s*$")
BETWEEN = re.compile(r"[.!?] +\Z")
WRAPPED = range(40, 101)  # width of a line that was broken by a mail program or a terminal


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: a part for each paragraph, marks included. `depth` 0 is outermost.

    `sentence_like`: ends as speech does (a stop or comma before the closing mark) or holds several sentences;
    otherwise it is a quoted word or phrase within the sentence of another voice.
    """

    parts: tuple[Span, ...]
    depth: int
    closed: bool
    sentence_like: bool

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end


@dataclass
class _Open:
    start: int
    family: str
    parts: list[Span]


def text_paragraphs(reading: Reading) -> tuple[Span, ...]:
    """The paragraphs of the parsed passages, in order. A single line break ends a paragraph too, unless the lines are
    evenly broken ones."""
    blocks: dict[tuple[int, int], Span] = {}
    for sentence in reading.parse.sentences:
        key = (sentence.passage, sentence.paragraph)
        old = blocks.get(key)
        start = old.start if old else sentence.span.start
        blocks[key] = Span(start, max(sentence.span.end, old.end if old else 0))
    found: list[Span] = []
    for block in blocks.values():
        found.extend(_lines(reading.document.text, block))
    return tuple(found)


def _lines(text: str, block: Span) -> list[Span]:
    lines: list[Span] = []
    position = block.start
    for line in text[block.start : block.end].split("\n"):
        left = len(line) - len(line.lstrip())
        if line.strip():
            lines.append(Span(position + left, position + left + len(line.strip())))
        position += len(line) + 1
    if len(lines) > 2:
        inner = lines[:-1]
        even = sum(len(text[s.start : s.end]) in WRAPPED for s in inner)
        stops = sum(bool(LINE_END.search(text[s.start : s.end])) for s in inner)
        if even == len(inner) and stops * 2 < len(inner):
            return [Span(lines[0].start, lines[-1].end)]
    return lines


def find_quotations(text: str, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """All quotations, in order of their start; a quotation within another has a greater depth."""
    found: list[Quotation] = []
    carried: _Open | None = None
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        goes_on = following is not None and bool(OPENS_SPEECH.match(text[following.start : following.start + 3]))
        carried = _scan(text, paragraph, carried, goes_on, found)
    return tuple(sorted(found, key=lambda q: (q.start, q.depth)))


def _scan(text: str, paragraph: Span, carried: _Open | None, goes_on: bool, found: list[Quotation]) -> _Open | None:
    """Read one paragraph; returns the quotation that runs on into the next one."""
    stack: list[_Open] = []
    if carried is not None:
        stack.append(_Open(paragraph.start, carried.family, carried.parts))
    marks = list(MARK.finditer(text, paragraph.start, paragraph.end))
    for place, mark in enumerate(marks):
        if carried is not None and mark.start() == paragraph.start:
            continue  # the mark that repeats at the head of each further paragraph
        family, opens = _reading_of(text, paragraph, mark, stack, marks[place + 1 :])
        if family is None:
            continue
        if opens:
            if len(stack) < 3:
                stack.append(_Open(mark.start(), family, []))
            continue
        level = next((i for i in range(len(stack) - 1, -1, -1) if stack[i].family == family), None)
        if level is None:
            continue
        ended = stack[level]
        del stack[level:]
        found.append(_quotation(text, [*ended.parts, Span(ended.start, mark.end())], level, closed=True))
    if not stack:
        return None
    last = stack[0]
    if last.family == "single" and not last.parts:
        return None
    parts = [*last.parts, Span(last.start, paragraph.end)]
    if goes_on:
        return _Open(last.start, last.family, parts)
    if not last.parts and not BEGINS_SPEECH.search(text[paragraph.start : last.start]):
        return None  # a stray mark in mid-sentence
    found.append(_quotation(text, parts, 0, closed=False))
    return None


def _reading_of(
    text: str, paragraph: Span, mark: re.Match[str], stack: list[_Open], later: list[re.Match[str]]
) -> tuple[str | None, bool]:
    """The family of a mark (None: no quotation mark here) and whether it opens."""
    sign = mark.group()
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    opener_shape = (before.isspace() or before in "([—–-/“‘\"'") and not after.isspace()
    if sign in ("'", "‘", "’"):
        return _single(text, mark, stack, later, before, after, opener_shape)
    family = OPENERS.get(sign) or CLOSERS.get(sign) or "double"
    is_open = any(o.family == family for o in stack)
    if is_open and sign in ("“", '"') and BETWEEN.search(text, paragraph.start, mark.start()) and after.isupper():
        return None, False  # the mark of a next paragraph whose line break is lost
    if sign in ("“", "„", "«", "``", "‹"):
        return family, not (is_open and _turned(family, later))
    if sign in ("”", "‟", "»", "›"):
        return family, not is_open and opener_shape
    if sign == '"' and before.isdigit() and not is_open:
        return None, False  # inches
    return family, not is_open if opener_shape or not is_open else False


def _turned(family: str, later: list[re.Match[str]]) -> bool:
    """Whether an opening mark inside an open quotation is a closing mark turned round: the next mark opens again."""
    signs = (m.group() for m in later)
    following = next((x for x in signs if OPENERS.get(x) == family or CLOSERS.get(x) == family), None)
    return following is None or OPENERS.get(following) == family


def _single(
    text: str,
    mark: re.Match[str],
    stack: list[_Open],
    later: list[re.Match[str]],
    before: str,
    after: str,
    opener_shape: bool,
) -> tuple[str | None, bool]:
    """Single marks are apostrophes unless they stand at a word's edge and have a partner."""
    is_open = any(o.family == "single" for o in stack)
    if is_open and not after.isalnum() and not before.isspace():
        owner = before in "sS" and after.isspace() and _closes_later(text, later)  # "the boys' guns'"
        return (None, False) if owner else ("single", False)
    if mark.group() == "’" or is_open or not opener_shape or ELISION.match(text, mark.end()):
        return None, False
    for other in later:
        if other.group() in ("'", "’"):
            nxt = text[other.end() : other.end() + 1]
            if not nxt.isalnum() and not text[other.start() - 1].isspace():
                return "single", True
    return None, False


def _closes_later(text: str, later: list[re.Match[str]]) -> bool:
    """Whether the next single mark at a word's edge closes rather than opens."""
    for mark in later:
        if mark.group() in ("'", "’", "‘"):
            before, after = text[mark.start() - 1], text[mark.end() : mark.end() + 1]
            if before.isalnum() and after.isalnum():
                continue  # an apostrophe inside a word
            return mark.group() != "‘" and not before.isspace()
    return False


def _quotation(text: str, parts: list[Span], depth: int, *, closed: bool) -> Quotation:
    inner = text[parts[0].start : parts[-1].end].strip("“”„‟«»‹›\"'`‘’ \n")
    speech = text[parts[-1].start : parts[-1].end].rstrip("”»›\"'’ ")
    like = len(parts) > 1 or bool(ENDS_SPEECH.search(speech)) or bool(re.search(r"[.!?]\s+[A-Z“\"]", inner))
    return Quotation(tuple(parts), depth, closed, like and len(inner.split()) > 1)
