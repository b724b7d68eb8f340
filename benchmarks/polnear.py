"""PolNeAR: attribution in political news (Newell, Margolin and Ruths, LREC 2018); exact match of spans.

Data: DIR/SPLIT/text/*.txt and DIR/SPLIT/attributions/*.ann (brat stand-off; offsets are into the text files), or a
folder that holds text and attributions itself. Texts are read as one article passage each. A text with several
annotators is scored against the first by name.

The rule is that of CofeNet (Wang and others, COLING 2022): lines are rows, each continuous piece of a source, cue or
content is a span, and a span is right when its first and last words are. A piece that goes on from the line before
opens no span (there it begins with I, not B), on either side. White space at the edges does not count; punctuation
does. The development texts are halved by sorted name: `dev-first` may be read for errors, `dev-second` gives the
figure.

`trimmed` leaves stray punctuation at the edges (.,;:) out as well, and counts a piece on each line.
`attribution` asks for the cue and all pieces of the content together.

Every word is judged here; `rashomon read` leaves out what stands far from any word that tells of a happening.
The corpus has no nesting, so attributions within others are left out; it counts what people want, plan, judge and
know as attributions, so these are asked for. Intervals: 95 % bootstrap over documents, 200 rounds, seed fixed.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.data import files_of, read_text
from benchmarks.framework import DataError, Job, Score
from benchmarks.reader import Reader, document_of
from rashomon.extract.attribution.attribution import find_attributions
from rashomon.extract.trained.model import judge_words
from rashomon.model import Attribution, Reading

__all__ = ["PolnearResult", "Spans", "compare", "found_spans", "gold_parts", "gold_spans", "measure", "pieces"]

PARTS = ("source", "cue", "content")
ROLES = (*PARTS, "attribution")
SPACE = " \t\r\n\xa0"
EDGE = SPACE + ".,;:"
ROUNDS = 200
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Trimmed:
    source: Score
    cue: Score
    content: Score
    attribution: Score


@dataclass(frozen=True, slots=True)
class PolnearResult:
    source: Score
    cue: Score
    content: Score
    attribution: Score
    trimmed: Trimmed
    interval95: Mapping[str, tuple[float, float]]
    documents: int
    failed: tuple[str, ...] = ()


@dataclass(slots=True)
class Spans:
    """The sets that are compared, by role; a span is a tuple of pieces."""

    exact: dict[str, set[tuple[Range, ...]]] = field(default_factory=lambda: {role: set() for role in ROLES})
    trimmed: dict[str, set[tuple[Range, ...]]] = field(default_factory=lambda: {role: set() for role in ROLES})

    def add(self, text: str, parts: Mapping[str, Sequence[Range]]) -> None:
        """Put one attribution's parts into the sets."""
        for sets, edge, continued in ((self.exact, SPACE, False), (self.trimmed, EDGE, True)):
            cut = {role: pieces(text, parts[role], edge, continued) for role in PARTS}
            for role in PARTS:
                sets[role].update((piece,) for piece in cut[role])
            whole = (*cut["cue"], *cut["content"])
            if whole:
                sets["attribution"].add(whole)


def pieces(text: str, ranges: Iterable[Range], edge: str = SPACE, continued: bool = False) -> list[Range]:
    """Ranges cut at line ends, without `edge` characters at their ends, neighbours on a line joined.

    Pieces that go on from the line before are left out unless `continued`.
    """
    found: list[Range] = []
    for start, end in sorted(ranges):
        for line in re.finditer(r"[^\n]+", text[start:end]):
            body = line[0].strip(edge)
            if not body:
                continue
            first = start + line.start() + len(line[0]) - len(line[0].lstrip(edge))
            gap = text[found[-1][1] : first] if found else "\n"
            if found and "\n" not in gap and not gap.strip(edge):
                found[-1] = (found[-1][0], first + len(body))
            else:
                found.append((first, first + len(body)))
    if continued:
        return found
    return [
        piece for number, piece in enumerate(found) if number == 0 or text[found[number - 1][1] : piece[0]].strip(SPACE)
    ]


def gold_spans(text: str, path: Path) -> Spans:
    """The annotated spans of one text. Raises DataError with the line that cannot be read."""
    spans = Spans()
    for parts in gold_parts(text, path):
        spans.add(text, parts)
    return spans


def gold_parts(text: str, path: Path) -> list[dict[str, list[Range]]]:
    """The annotated attributions of one text: role -> ranges, in the order of the file.

    Raises DataError with the line that cannot be read.
    """
    ranges: dict[str, list[Range]] = {}
    events: list[tuple[int, list[str]]] = []
    for number, line in enumerate(read_text(path).split("\n"), 1):
        name, _, rest = line.partition("\t")
        if not rest or name[:1] not in ("T", "E"):
            continue
        if name.startswith("E"):
            events.append((number, rest.split()))
            continue
        try:
            ranges[name] = _ranges(rest, len(text))
        except ValueError as error:
            raise DataError(f"{path}, line {number}: no offsets into the text ({line!r}).") from error
    found = []
    for number, event in events:
        parts: dict[str, list[Range]] = {role: [] for role in PARTS}
        for item in event:
            kind, _, reference = item.partition(":")
            role = kind.rstrip("0123456789").lower()
            if role not in parts:
                continue
            if reference not in ranges:
                raise DataError(f"{path}, line {number}: {reference} is not in the file; is it cut off?")
            parts[role].extend(ranges[reference])
        found.append(parts)
    return found


def _ranges(rest: str, length: int) -> list[Range]:
    _, _, offsets = rest.partition("\t")[0].partition(" ")
    found = []
    for pair in offsets.split(";"):
        start, end = map(int, pair.split())
        if not 0 <= start < end <= length:
            raise ValueError(pair)
        found.append((start, end))
    return found


def found_spans(text: str, attributions: Iterable[Attribution]) -> Spans:
    """The same sets from what our reader found."""
    spans = Spans()
    for one in attributions:
        if one.parent is None:
            source = [(one.claimant_span.start, one.claimant_span.end)] if one.claimant_span else []
            cue = [(one.cue.start, one.cue.end)] if one.cue else []
            content = [(s.start, s.end) for s in one.content]
            spans.add(text, {"source": source, "cue": cue, "content": content})
    return spans


def measure(job: Job) -> PolnearResult:
    texts = [path for folder in folders(job) for path in files_of(folder / "text", "*.txt")]
    texts = half_of(texts, job.split)
    reader = Reader()
    stages: dict[str, Callable[[Reading], object]] = {
        "judge": judge_words,
        "attribution": partial(find_attributions, attitudes=True),
    }
    pairs = []
    for path in job.follow(job.pick(texts, lambda p: p.name), "polnear: text"):
        text = read_text(path)
        gold = gold_spans(text, annotation_of(path))
        reading = reader.read(document_of(path.name, text), whole=True, instead=stages, until="attribution")
        pairs.append((gold, found_spans(text, reading.attributions)))
    exact = [(gold.exact, found.exact) for gold, found in pairs]
    loose = [(gold.trimmed, found.trimmed) for gold, found in pairs]
    right = {role: compare(exact, role) for role in ROLES}
    return PolnearResult(
        source=right["source"],
        cue=right["cue"],
        content=right["content"],
        attribution=right["attribution"],
        trimmed=Trimmed(*(compare(loose, role) for role in ROLES)),
        interval95={role: interval(exact, role) for role in ROLES},
        documents=len(pairs),
        failed=tuple(reader.failed),
    )


def half_of(texts: list[Path], split: str) -> list[Path]:
    middle = len(texts) // 2
    return texts[:middle] if split == "dev-first" else texts[middle:] if split == "dev-second" else texts


def folders(job: Job) -> list[Path]:
    """The folders of a split; all that hold texts for `all`; the data folder itself where it holds texts."""
    if (job.data / "text").is_dir():
        return [job.data]
    if job.split != "all":
        return [job.data / job.split.partition("-")[0]]
    found = sorted(path.parent for path in job.data.glob("*/text"))
    if not found:
        raise DataError(f"{job.data}: no folder here holds a folder `text`. Give the folder with the data: --data DIR.")
    return found


def annotation_of(text: Path) -> Path:
    """The annotation of the first annotator. Raises DataError when a text has none."""
    folder = text.parent.parent / "attributions"
    found = sorted(folder.glob("*.ann"))
    own = [p for p in found if p.stem == text.stem or p.stem.rpartition("_")[0] == text.stem]
    if not own:
        raise DataError(f"{text}: no file in {folder} holds its attributions.")
    return own[0]


Sets = Mapping[str, set[tuple[Range, ...]]]


def compare(pairs: Sequence[tuple[Sets, Sets]], role: str) -> Score:
    """Precision, recall and F1 of a role over the (gold, found) sets of documents."""
    hits = sum(len(gold[role] & found[role]) for gold, found in pairs)
    return Score.of(hits, sum(len(found[role]) for _, found in pairs), sum(len(gold[role]) for gold, _ in pairs))


def interval(pairs: Sequence[tuple[Sets, Sets]], role: str) -> tuple[float, float]:
    chance = random.Random(0)
    values = sorted(compare([chance.choice(pairs) for _ in pairs], role).f1 for _ in range(ROUNDS))
    return values[int(0.025 * ROUNDS)], values[int(0.975 * ROUNDS) - 1]
