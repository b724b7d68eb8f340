"""PolNeAR: attribution in political news (Newell, Margolin and Ruths, LREC 2018); exact match of spans.

`python benchmarks/polnear.py --data DIR --split dev` prints one JSON object. DIR holds SPLIT/text and
SPLIT/attributions (brat stand-off). Texts are read as one article passage each and scored against the first annotator.

A span counts as right when its first and last characters are, after white space and stray punctuation at the edges are
taken off both; a span that runs over lines is scored line by line, as in Zhang and others (CofeNet, COLING 2022).
"attribution" asks for cue and content together. The corpus has no nesting, so attributions within others are left out;
it counts what people want, plan, judge and know as attributions, so these are asked for.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable
from pathlib import Path

from rashomon.extract.actors import find_actors
from rashomon.extract.attribution import find_attributions
from rashomon.extract.places import find_places
from rashomon.model import Attribution, Document, Passage, PassageKind, Reading, Span
from rashomon.text.parse import parse_passages

ROLES = ("source", "cue", "content", "attribution")
EDGE = " \t\r\n.,;:"
Key = tuple[tuple[int, int], ...]
Spans = dict[str, set[Key]]


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans cut at line ends, trimmed, neighbours joined across white space."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        position = start
        for line in text[start:end].split("\n"):
            left = len(line) - len(line.lstrip(EDGE))
            body = line.strip(EDGE)
            if body:
                here = (position + left, position + left + len(body))
                gap = text[found[-1][1] : here[0]] if found else "\n"
                if found and "\n" not in gap and not gap.strip(EDGE):
                    found[-1] = (found[-1][0], here[1])
                else:
                    found.append(here)
            position += len(line) + 1
    return found


def add(spans: Spans, text: str, parts: dict[str, list[tuple[int, int]]]) -> None:
    """Put one attribution's parts into the sets that are compared."""
    for role, ranges in parts.items():
        spans[role].update((piece,) for piece in pieces(text, ranges))
    whole = (*pieces(text, parts["cue"]), *pieces(text, parts["content"]))
    if whole:
        spans["attribution"].add(whole)


def gold(text: str, path: Path) -> Spans:
    """The annotated spans of one text."""
    kinds = {"Source": "source", "Cue": "cue", "Content": "content"}
    ranges: dict[str, list[tuple[int, int]]] = {}
    spans: Spans = {role: set() for role in ROLES}
    events: list[list[str]] = []
    for line in path.read_text(encoding="utf8").split("\n"):
        name, _, rest = line.partition("\t")
        if name.startswith("T") and rest:
            _, _, offsets = rest.split("\t")[0].partition(" ")
            ranges[name] = [(int(a), int(b)) for a, b in (pair.split() for pair in offsets.split(";"))]
        elif name.startswith("E") and rest:
            events.append(rest.split())
    for event in events:
        parts: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES[:3]}
        for item in event:
            kind, _, reference = item.partition(":")
            role = kinds.get(kind.rstrip("0123456789"))
            if role is not None:
                parts[role].extend(ranges.get(reference, []))
        add(spans, text, parts)
    return spans


def found_spans(text: str, attributions: Iterable[Attribution]) -> Spans:
    """The same sets from what the program found."""
    spans: Spans = {role: set() for role in ROLES}
    for one in attributions:
        if one.parent is not None:
            continue
        parts = {
            "source": [(one.claimant_span.start, one.claimant_span.end)] if one.claimant_span else [],
            "cue": [(one.cue.start, one.cue.end)] if one.cue else [],
            "content": [(s.start, s.end) for s in one.content],
        }
        add(spans, text, parts)
    return spans


def figures(pairs: list[tuple[Spans, Spans]]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each role over (gold, found) pairs."""
    out: dict[str, dict[str, float]] = {}
    for role in ROLES:
        hits = sum(len(g[role] & f[role]) for g, f in pairs)
        got = sum(len(f[role]) for _, f in pairs)
        want = sum(len(g[role]) for g, _ in pairs)
        precision, recall = hits / max(got, 1), hits / max(want, 1)
        f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
        out[role] = {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}
    return out


def interval(pairs: list[tuple[Spans, Spans]], role: str, rounds: int = 200) -> list[float]:
    """95 % bootstrap interval of F1 over documents, seed fixed."""
    chance = random.Random(0)
    values = sorted(figures([chance.choice(pairs) for _ in pairs])[role]["f1"] for _ in range(rounds))
    return [values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1]]


def read(path: Path) -> Reading:
    """One text through the stages that attribution needs."""
    text = path.read_bytes().decode("utf8")
    reading = Reading(Document(id=path.stem, name=path.name, text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.places = find_places(reading)
    reading.actors = find_actors(reading)
    reading.attributions = find_attributions(reading, attitudes=True)
    return reading


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--half", choices=("first", "second"), help="half of the texts, by sorted name")
    arguments = parser.parse_args()
    texts = sorted((arguments.data / arguments.split / "text").glob("*.txt"))
    if arguments.half:
        middle = len(texts) // 2
        texts = texts[:middle] if arguments.half == "first" else texts[middle:]
    notes: dict[str, Path] = {}
    for path in sorted((arguments.data / arguments.split / "attributions").glob("*.ann")):
        notes.setdefault(path.stem.rpartition("_")[0], path)
    pairs = []
    for path in texts:
        reading = read(path)
        text = reading.document.text
        pairs.append((gold(text, notes[path.stem]), found_spans(text, reading.attributions)))
    out: dict[str, object] = dict(figures(pairs))
    out["documents"] = len(pairs)
    out["interval95"] = {role: interval(pairs, role) for role in ROLES}
    print(json.dumps(out))  # noqa: T201


if __name__ == "__main__":
    main()
