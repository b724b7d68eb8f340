"""PolNeAR's spans by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.framework import DataError, Job, Score
from benchmarks.polnear import Spans, annotation_of, compare, folders, found_spans, gold_spans, half_of, pieces
from rashomon.model import Attribution, Claimant, ClaimantKind, Modality, Span, Stance

TEXT = "The mayor of Alder said the bridge was safe.\nIt stayed open, she added."


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_a_span_over_lines_counts_on_its_first_line_only() -> None:
    both = (at("the bridge was safe.")[0], at("It stayed open,")[1])
    assert pieces(TEXT, [both]) == [at("the bridge was safe.")]
    assert pieces(TEXT, [both], continued=True) == [at("the bridge was safe."), at("It stayed open,")]


def test_a_broken_span_counts_piece_by_piece() -> None:
    assert pieces(TEXT, [at("The mayor"), at("said")]) == [at("The mayor"), at("said")]


def test_neighbours_are_one_piece() -> None:
    assert pieces(TEXT, [at("The mayor"), at("of Alder")]) == [at("The mayor of Alder")]


def test_only_white_space_at_the_edges_is_free() -> None:
    start, end = at("the bridge was safe.")
    assert pieces(TEXT, [(start - 1, end + 1)]) == [(start, end)]
    assert pieces(TEXT, [(start, end - 1)]) != [(start, end)]
    assert pieces(TEXT, [(start, end)], edge=" .") == [(start, end - 1)]


def write(folder: Path, note: str, name: str = "one_ann1.ann") -> Path:
    (folder / "text").mkdir(exist_ok=True)
    (folder / "attributions").mkdir(exist_ok=True)
    (folder / "text" / "one.txt").write_text(TEXT, encoding="utf8")
    path = folder / "attributions" / name
    path.write_text(note, encoding="utf8")
    return path


def note(*events: str) -> str:
    spans = [("T1", "Source", "The mayor of Alder"), ("T2", "Cue", "said"), ("T3", "Content", "the bridge was safe.")]
    lines = [f"{name}\t{kind} {at(words)[0]} {at(words)[1]}\t{words}" for name, kind, words in spans]
    return "\n".join([*lines, *events, ""])


def test_gold_is_read_from_stand_off(tmp_path: Path) -> None:
    spans = gold_spans(TEXT, write(tmp_path, note("E1\tAttribution:T9 Source:T1 Cue:T2 Content:T3")))
    assert spans.exact["source"] == {(at("The mayor of Alder"),)}
    assert spans.exact["attribution"] == {(at("said"), at("the bridge was safe."))}
    assert spans.trimmed["content"] == {((at("the bridge was safe.")[0], at("the bridge was safe.")[1] - 1),)}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (note("E1\tAttribution:T2 Cue:T2 Content:T7"), r"line 4: T7 is not in the file"),
        ("T1\tCue 3 9000\tsaid\n", r"line 1: no offsets into the text"),
        ("T1\tCue three 9\tsaid\n", r"line 1: no offsets into the text"),
    ],
)
def test_a_broken_annotation_is_named_with_its_line(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        gold_spans(TEXT, write(tmp_path, content))


def test_the_first_annotator_counts_and_none_is_an_error(tmp_path: Path) -> None:
    first = write(tmp_path, "", "one_ann1.ann")
    write(tmp_path, "", "one_ann2.ann")
    assert annotation_of(tmp_path / "text" / "one.txt") == first
    with pytest.raises(DataError, match=r"other\.txt: no file in"):
        annotation_of(tmp_path / "text" / "other.txt")


def test_splits_are_folders_and_all_takes_every_one(tmp_path: Path) -> None:
    for split in ("dev", "train"):
        (tmp_path / split).mkdir()
        write(tmp_path / split, "")
    assert folders(Job(tmp_path, "dev")) == [tmp_path / "dev"]
    assert folders(Job(tmp_path, "all")) == [tmp_path / "dev", tmp_path / "train"]
    assert folders(Job(tmp_path, "dev-second")) == [tmp_path / "dev"]
    assert folders(Job(tmp_path / "dev", "test")) == [tmp_path / "dev"]
    with pytest.raises(DataError, match="no folder here holds"):
        folders(Job(tmp_path / "dev" / "text", "all"))


def attribution(cue: str, content: str, parent: str | None = None) -> Attribution:
    who = Claimant("the mayor of Alder", ClaimantKind.OFFICIAL)
    spans = Span(*at(cue)), (Span(*at(content)),)
    return Attribution("a", who, Span(*at("The mayor of Alder")), *spans, Stance.ASSERTS, Modality.ACTUAL, parent)


def test_figures_by_hand(tmp_path: Path) -> None:
    gold = gold_spans(TEXT, write(tmp_path, note("E1\tAttribution:T9 Source:T1 Cue:T2 Content:T3")))
    ours = found_spans(
        TEXT,
        [
            attribution("said", "the bridge was safe"),
            attribution("added", "It stayed open,"),
            attribution("open", "stayed", parent="a"),
        ],
    )
    pairs = [(gold.exact, ours.exact)]
    assert compare(pairs, "source") == Score.of(1, 1, 1)
    assert compare(pairs, "cue") == Score.of(1, 2, 1)
    assert compare(pairs, "content") == Score.of(0, 2, 1)
    assert compare([(gold.trimmed, ours.trimmed)], "content") == Score.of(1, 2, 1)


def test_halves_are_apart() -> None:
    texts = [Path(name) for name in "abcde"]
    assert half_of(texts, "dev-first") == texts[:2]
    assert half_of(texts, "dev-second") == texts[2:]
    assert half_of(texts, "dev") == half_of(texts, "all") == texts


def test_no_spans_are_no_error() -> None:
    assert compare([(Spans().exact, Spans().exact)], "cue").f1 == 0.0
