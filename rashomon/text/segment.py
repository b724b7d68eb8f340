"""Cut a document into passages: the story, and what a page prints around it.

Lines whose own words show what they are come from lines.py. Here the context decides the rest: a byline or a
date in the head, the note on the author at the end, a thread of comments, the start of another story that was
glued on. Whatever is not clearly something else is article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from rashomon.data import lexicon
from rashomon.model import Document, Passage, PassageKind, Reading, Span
from rashomon.text.head import DATELINE, NAME, agency_line, name_line, outlet_line, scan
from rashomon.text.lines import Piece, pieces_of, trimmed

__all__ = ["cut_passages", "head_dates", "headline_like"]

ARTICLE, HEADLINE, BIO, METADATA, COMMENTS = (
    PassageKind.ARTICLE,
    PassageKind.HEADLINE,
    PassageKind.BIO,
    PassageKind.METADATA,
    PassageKind.COMMENTS,
)
CAPTION, NAVIGATION, DATELINE_KIND = PassageKind.CAPTION, PassageKind.NAVIGATION, PassageKind.DATELINE

HEAD_LINES = 8  # a head has at most this many lines ...
HEAD_LENGTH = 1200  # ... and characters; figures from reading 300 pages
PARAGRAPH = 160  # characters from which a line is surely running text
STORY = 600  # characters of text that make a story of its own
MOST_NOTES = 12  # lines of notes on authors below one story
LISTED = 12  # headlines below one heading
LIST_HEADING = re.compile(
    r"(?i)(?:related|more|read more|see also|recommended|most |you may|popular|trending|latest).{0,40}\Z"
)
MARKS = " |·•–—-:/"  # between a date and the first sentence
CLOSES = "\"”’')]"
PRONOUN = re.compile(r"(?:He|She|They|His|Her|Their|Follow|Twitter|Email|E-mail|Contact|You can)\b")


@dataclass(slots=True)
class Line:
    """A piece on its way to a passage."""

    span: Span
    text: str
    kind: PassageKind | None
    block: int
    starts: bool = False  # a story begins here
    author: str | None = None  # printed in this line


def cut_passages(reading: Reading) -> tuple[Passage, ...]:
    """The passages of `reading.document`, in order, trimmed, not overlapping; only white space stays uncovered.

    A story that is interrupted (by a caption, say) goes on as another article passage with the same author.
    """
    document = reading.document
    lines = [
        Line(p.span, document.text[p.span.start : p.span.end], p.kind, p.block) for p in split_heads(document.text)
    ]
    mark_bylines(lines, document)
    mark_lists(lines)
    mark_comments(lines)
    mark_starts(lines)
    mark_bios(lines)
    mark_stray_headlines(lines)
    return join(lines, document.text)


# ---------------------------------------------------------------- heads


def split_heads(text: str) -> list[Piece]:
    """Pieces of the text, with bylines and dates as pieces of metadata; a date before a first sentence is cut off."""
    found: list[Piece] = []
    seen = 0
    for piece in pieces_of(text):
        line = text[piece.span.start : piece.span.end]
        in_head = len(found) < HEAD_LINES and seen < HEAD_LENGTH
        seen += len(line) if piece.kind is None else 0
        if piece.kind is not None or (len(line) > 200 and not in_head):
            found.append(piece)
            continue
        head = scan(line[:300])
        if (
            head.end
            and head.end >= len(line.rstrip(" .|"))
            and _is_metadata(head.labelled, head.published, line, in_head)
        ):
            found.append(replace(piece, kind=METADATA))
        elif in_head and head.end and head.published and _may_cut(line, head.end, head.labelled):
            marks = len(line[head.end :]) - len(line[head.end :].lstrip(MARKS))
            cut = trimmed(text, piece.span.start, piece.span.start + head.end + marks)
            if cut:
                found.append(replace(piece, span=cut, kind=METADATA))
            rest = trimmed(text, piece.span.start + head.end + marks, piece.span.end)
            if rest:
                found.append(replace(piece, span=rest))
        else:
            found.append(piece)
    return found


def _is_metadata(labelled: bool, published: str | None, line: str, in_head: bool) -> bool:
    """A line of head pieces only: with a day, a label, a byline; a bare time of day only in the head."""
    return bool(labelled or published or re.match(r"(?i)by |from ", line) or in_head)


def _may_cut(line: str, end: int, labelled: bool) -> bool:
    """True if the date that a line begins with stands before a sentence, and is not part of it."""
    rest = line[end:].lstrip(MARKS)
    if len(rest) < 20 or not (rest[0].isupper() or rest[0] in "\"“‘'"):
        return False
    return labelled or bool(re.match(r"\s*\d{4}-\d\d?-\d\d?|.*[|·•–—:-]\s*$", line[: len(line) - len(rest)]))


def head_dates(document: Document) -> list[str]:
    """ISO dates printed in the document's own head, the one labelled as publication first."""
    first: list[str] = []
    later: list[str] = []
    text = document.text[: 3 * HEAD_LENGTH]
    for piece in split_heads(text)[: HEAD_LINES + 2]:
        line = text[piece.span.start : piece.span.end]
        if piece.kind is METADATA:
            head = scan(line[:300])
            if head.published:
                (later if re.match(r"(?i)\W*(?:last |date )?(?:updat|modif)", line) else first).append(head.published)
        elif piece.kind is None and len(line) > PARAGRAPH:
            break
    return first + later


# ---------------------------------------------------------------- bylines


def mark_bylines(lines: list[Line], document: Document) -> None:
    """Find who signs: "By Jane Doe", or a name alone in the head above an agency, a role or the dateline."""
    for line in lines:
        if line.kind is METADATA:
            line.author = scan(line.text[:300]).author
    for index, line in enumerate(lines[:HEAD_LINES]):
        if line.kind is not None:
            continue
        if len(line.text) > PARAGRAPH:
            break
        if agency_line(line.text) or (document.publisher and line.text.lower() == document.publisher.lower()):
            line.kind = METADATA
            before = lines[index - 1] if index else None
            if before and before.kind is None and name_line(before.text):
                before.kind, before.author = METADATA, before.text
        elif index == 1 and outlet_line(line.text) and name_line(lines[0].text) and len(lines) > 2:
            lines[0].kind, lines[0].author, line.kind = METADATA, lines[0].text, METADATA
        elif name_line(line.text) and _signs(lines, index):
            line.kind, line.author = METADATA, line.text


def _signs(lines: list[Line], index: int) -> bool:
    """A line that is only a name is a byline when a role, a date or a dateline stands below it."""
    if index + 1 >= len(lines):
        return False
    below = lines[index + 1]
    return below.kind is METADATA or bool(below.kind is None and DATELINE.match(below.text))


# ---------------------------------------------------------------- comments


def mark_comments(lines: list[Line]) -> None:
    """From the heading of a thread on, all is comments; a link "Leave a comment" above the story is one line."""
    texts = [len(line.text) if line.kind is None else 0 for line in lines]
    total, before = sum(texts), 0
    for index, line in enumerate(lines):
        if line.kind is COMMENTS:
            after = total - before
            if before > after or before > 2 * STORY:
                for later in lines[index:]:
                    if later.kind is None or later.kind is METADATA:
                        later.kind, later.author = COMMENTS, None
                return
        before += texts[index]


# ---------------------------------------------------------------- lists of links


def mark_lists(lines: list[Line]) -> None:
    """Headlines listed below a heading such as "More on this..." are links; one in capitals amid a story is stray."""
    listing = 0
    for line in lines:
        if line.kind is NAVIGATION:
            listing = LISTED if LIST_HEADING.match(line.text) else listing - 1
        elif line.kind is None:
            item = line.text.lstrip("+-–•* ")
            if listing > 0 and headline_like(item) and len(item.split()) > 3:
                line.kind = NAVIGATION
                listing -= 1
            else:
                listing = 0
    texts = [line for line in lines if line.kind is None]
    if sum(line.text.isupper() for line in texts) > 0.3 * len(texts):
        return
    for line in texts[1:]:
        if line.text.isupper() and headline_like(line.text) and len(line.text.split()) > 4 and line.text[-1] != "!":
            line.kind = HEADLINE


# ---------------------------------------------------------------- a second story


def headline_like(text: str) -> bool:
    """A short line that begins with a capital and does not end as a sentence or a list's heading does."""
    if not 12 <= len(text) <= 170 or len(text.split()) > 26:
        return False
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "\"“‘'"):
        return False
    return text.rstrip(CLOSES)[-1:] not in ".,;:…" and not text.startswith(("- ", "• ", "* "))


def mark_starts(lines: list[Line]) -> None:
    """Mark where another story begins: at a headline with a byline below it, or at a new dateline of an agency."""
    story = 0  # characters of the story so far
    dated = False  # it has a dateline
    for index, line in enumerate(lines):
        if line.kind is METADATA and line.author and story > STORY:
            start = _headline_above(lines, index)
            if start is not None and _text_below(lines, index) > PARAGRAPH:
                lines[start].starts = True
                story, dated = 0, False
        if line.kind is not None:
            continue
        found = DATELINE.match(line.text)
        if found and len(line.text) > found.end() + 40:
            agency = "(" in found[0]
            above = _headline_above(lines, index)
            if story > STORY and (
                (agency and dated) or (above is not None and (agency or found[0].split()[0].isupper()))
            ):
                lines[above if above is not None else index].starts = True
                story = 0
            dated = True
        story += len(line.text)


def _headline_above(lines: list[Line], index: int) -> int | None:
    """Index of the headline right above a line (with a subheading or head lines between), or None."""
    found = None
    for at in range(index - 1, max(index - 6, -1), -1):
        line = lines[at]
        if line.kind in (METADATA, CAPTION):
            continue
        if line.kind is not None or not headline_like(line.text):
            break
        found = at
    return found


def _text_below(lines: list[Line], index: int) -> int:
    return sum(len(line.text) for line in lines[index + 1 : index + 12] if line.kind is None)


# ---------------------------------------------------------------- notes on authors


@cache
def bio_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Patterns of a note's first sentence: with a writer's trade, with an expert's, and without a name."""
    words = lexicon("text_bios")
    strong, weak = ("|".join(map(re.escape, words[key])) for key in ("strong", "weak"))
    verbs = "|".join(words["verbs"])
    name = r"(?:[•*_—–-]+ ?)?(?:Editor['’]s [Nn]ote: )?(?:(?:Dr|Prof|Professor|Sir|Lt|Col|Gen|Maj)\.? )?"
    name += rf"(?P<name>{NAME})(?:, [^,.]{{2,60}},)?"
    between = r"[^.!?]{0,110}?"
    return (
        re.compile(rf"{name} (?:(?i:(?:is|was|has been)\b{between}\b(?:{strong})\b)|(?:{verbs})\b)"),
        re.compile(
            rf"{name},? (?i:(?:is|was|has been)\b(?: an?| the| currently| now| also)?\b{between}\b(?:{weak})\b)"
        ),
        re.compile("|".join(words["openings"]), re.I),
    )


def mark_bios(lines: list[Line]) -> None:
    """Find notes on authors: at the end of a story, or above it where it names who signs."""
    strong, weak, opening = bio_patterns()
    authors = {name for line in lines if line.author for name in re.split(r", | and | & ", line.author)}
    not_names = frozenset(lexicon("text_bios")["not_names"])
    for index, line in enumerate(lines):
        if line.kind is not None or len(line.text) > 900:
            continue
        if opening.match(line.text):
            if index < 3 or _ends_story(lines, index, True):
                line.kind = BIO
            continue
        sure = strong.match(line.text)
        named = sure or weak.match(line.text)
        if named and named["name"].split()[0].lower() not in not_names:
            name = " ".join(named["name"].split())
            signed = name in authors or line.text.startswith("Editor")
            if (signed and index < 4) or (
                _ends_story(lines, index, signed or bool(sure)) and (signed or not _told_of(lines[:index], name))
            ):
                line.kind, line.author = BIO, name
                _take_rest(lines, index)


def _told_of(lines: list[Line], name: str) -> bool:
    """True if the story speaks of the person: the note's name in full, or the surname inside a sentence."""
    pattern = re.compile(rf"\b{re.escape(name)}\b|(?<=[a-z,;] ){re.escape(name.rsplit(maxsplit=1)[-1])}\b")
    return any(line.kind is None and pattern.search(line.text) for line in lines)


def _ends_story(lines: list[Line], index: int, sure: bool) -> bool:
    """True if nothing but more of the note, and then what is no text, follows; or, below a `sure` note, a new story.

    The new story is marked: it begins with a headline and is long enough to be one.
    """
    strong, weak, opening = bio_patterns()
    notes = 0
    for at in range(index + 1, len(lines)):
        line = lines[at]
        if line.kind is not None:
            continue
        notes += 1
        if notes > MOST_NOTES:
            return False
        if line.starts:
            return True
        if len(line.text) < 500 and (PRONOUN.match(line.text) or strong.match(line.text) or opening.match(line.text)):
            continue
        if len(line.text) < 500 and weak.match(line.text) and not headline_like(line.text):
            continue
        above = sum(len(line.text) for line in lines[:index] if line.kind is None)
        signed = (
            re.match(rf"{NAME}: ", line.text) is not None
        )  # "Jane Doe: Talks fail again", as in round-ups of opinion
        if (sure or signed) and above > STORY and headline_like(line.text) and _text_below(lines, at) > STORY:
            line.starts = True
            return True
        return False
    return True


def _take_rest(lines: list[Line], index: int) -> None:
    """Further lines of the same note: "He was ...", "Follow her ..."."""
    for line in lines[index + 1 : index + MOST_NOTES]:
        if line.starts or line.kind not in (None, NAVIGATION, METADATA):
            return
        if len(line.text) < 500 and PRONOUN.match(line.text):
            line.kind = BIO
        elif line.kind is None:
            return


# ---------------------------------------------------------------- stray headlines, datelines


def mark_stray_headlines(lines: list[Line]) -> None:
    """Headlines below the end of the text are stray, three or more are a list of links; datelines alone in a line."""
    for line in lines:
        found = DATELINE.match(line.text) if line.kind is None and len(line.text) < 90 else None
        if found and found.end() >= len(line.text):
            line.kind = DATELINE_KIND
    texts = [line for line in lines if line.kind is None]
    tail: list[Line] = []
    for line in reversed(texts):
        if not headline_like(line.text) or line.text[-1] in '?!"”’)' or not _titled(line.text):
            break
        tail.append(line)
    if len(tail) < len(texts):
        for line in tail:
            line.kind = NAVIGATION if len(tail) > 2 else HEADLINE


def _titled(text: str) -> bool:
    """True if most of the words of four letters or more begin with a capital, as headlines in title case do."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


# ---------------------------------------------------------------- passages


def join(lines: list[Line], text: str) -> tuple[Passage, ...]:
    """Join neighbours of one kind, and give each article the author that its own story prints."""
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1] if groups else None
        if last and not line.starts and (last[-1].kind or ARTICLE) == (line.kind or ARTICLE):
            last.append(line)
        else:
            groups.append([line])
    stories: list[int] = []
    for group in groups:
        stories.append((stories[-1] + group[0].starts) if stories else 0)
    authors: dict[int, str] = {}
    for kind in (METADATA, BIO):
        for story, group in zip(stories, groups, strict=True):
            name = next((line.author for line in group if line.author and line.kind is kind), None)
            if name:
                authors.setdefault(story, name)
    found = []
    for index, (story, group) in enumerate(zip(stories, groups, strict=True)):
        kind = group[0].kind or ARTICLE
        author = authors.get(story) if kind is ARTICLE else next((g.author for g in group if g.author), None)
        found.append(Passage(index, kind, Span(group[0].span.start, group[-1].span.end), author))
    return tuple(found)
