"""The command: one JSON object on standard output, clear messages, exit 2 for what cannot be used."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.__main__ import main
from benchmarks.framework import Benchmark, Job, Outcome, as_json
from benchmarks.registry import BENCHMARKS, named
from benchmarks.running import load_outcomes, name_of, save_outcomes
from rashomon import __version__

HEADER = "id\tEventSnippet\tSubType\n"


@pytest.fixture
def snippets(tmp_path: Path) -> Path:
    rows = ["1\tWarplanes bombed the town of Alder on Monday, killing six people.\tAIR_STRIKE\n"]
    rows += ["2\tThousands of people marched peacefully in Brook to protest.\tPEACE_PROTEST\n"]
    (tmp_path / "half.tsv").write_text(HEADER + "".join(rows), encoding="utf8")
    return tmp_path


def test_json_is_all_there_is_on_standard_output(snippets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case2021", "--data", str(snippets), "--split", "all", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert {"weighted_f1", "macro_f1", "documents", "seconds", "split", "sha256", "version"} <= set(row)
    assert (row["documents"], row["split"], row["benchmark"]) == (2, "all", "case2021")
    assert 0.0 <= row["weighted_f1"] <= 1.0


def test_the_table_is_for_people(snippets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case2021", "--data", str(snippets)]) == 0
    out = capsys.readouterr().out
    assert "weighted_f1" in out
    assert "documents" in out


@pytest.mark.parametrize("name", [one.name for one in BENCHMARKS if not one.name.startswith("muc4")])
def test_a_missing_folder_ends_with_2(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--data", str(tmp_path / "none")]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert str(tmp_path / "none") in captured.err


@pytest.mark.parametrize("name", [one.name for one in BENCHMARKS if not one.name.startswith("muc4")])
def test_an_empty_folder_ends_with_2(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--data", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_a_row_cut_off_ends_with_2(snippets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (snippets / "half.tsv").write_text(HEADER + "1\tA fire.\n", encoding="utf8")
    assert main(["case2021", "--data", str(snippets)]) == 2
    assert "half.tsv, line 2: 2 fields where the header has 3" in capsys.readouterr().err


def test_a_split_that_there_is_not_ends_with_2(snippets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case2021", "--data", str(snippets), "--split", "third"]) == 2
    assert "There are: dev, all" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["all", "gate", "raise"])
def test_a_name_that_is_none_ends_with_2(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "weather"]) == 2
    assert "weather: no such benchmark" in capsys.readouterr().err


def test_a_reason_must_say_something(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["raise", "facts", "--allow-regression", " "]) == 2
    assert "needs a reason" in capsys.readouterr().err


@dataclass(frozen=True)
class Sample:
    share: float = 1 / 3
    parts: tuple[float, ...] = (0.123456,)
    documents: int = 3
    failed: tuple[str, ...] = field(default=())


def test_figures_have_four_decimals_and_failures_show_only_where_there_are_some() -> None:
    assert as_json(Sample()) == {"share": 0.3333, "parts": [0.1235], "documents": 3}
    assert as_json(Sample(failed=("a.txt",)))["failed"] == ["a.txt"]


def outcome(name: str, value: float) -> Outcome:
    return Outcome(name, "dev", None, 1234, 5.0, "a" * 64, "1.0", {"share": value})


def test_runs_are_kept_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    save_outcomes([outcome("one", 0.1), outcome("two", 0.2)], path)
    save_outcomes([outcome("two", 0.3)], path)
    assert {name: one.figures["share"] for name, one in load_outcomes(path).items()} == {"one": 0.1, "two": 0.3}


def test_the_page_holds_every_run_and_says_what_is_missing() -> None:
    def run(job: Job) -> Sample:
        return Sample()

    made = [Benchmark(name, "f", f"Is {name} right?", "Hard.", "p", ("share",), run) for name in ("one", "two")]
    page = report.document(made, {"one": outcome("one", 0.25)})
    assert "| one | dev | share **0.250** | p | 1,234 | 5 |" in page
    assert "Is one right?" in page
    assert "Not measured yet: two." in page
    assert "not run" in report.table(made, {"one": outcome("one", 0.25)})


def test_the_systems_of_1992_stand_beside_ours_by_f() -> None:
    row = {"recall": 50.0, "precision": 40.0, "overgeneration": 30.0}
    figures = {"all_templates": {**row, "f": 44.4}, "systems": {"LOW": {**row, "f": 10.0}, "HIGH": {**row, "f": 50.0}}}
    page = report.document([], {"muc4:test": replace(outcome("muc4", 0.0), split="test", figures=figures)})
    rows = [line for line in page.splitlines() if line.startswith("|") and "50.0 | 40.0" in line]
    assert [line.split(" | ")[0] for line in rows] == ["| HIGH", "| **Rashomon**", "| LOW"]
    assert "beside ours" not in report.document([], {})


def test_outcomes_of_other_splits_have_names_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    muc4 = named("muc4")
    assert muc4 is not None
    assert [name_of(muc4, split) for split in ("dev", "test")] == ["muc4", "muc4:test"]
    save_outcomes([outcome("muc4", 0.1)], path)
    save_outcomes([outcome("muc4", 0.2)], path, names=["muc4:test"])
    assert {name: one.figures["share"] for name, one in load_outcomes(path).items()} == {"muc4": 0.1, "muc4:test": 0.2}


def test_the_documentation_is_that_of_the_last_run() -> None:
    """Stale? Type: python -m benchmarks docs"""
    assert report.DOCS.read_text(encoding="utf8") == report.document(BENCHMARKS, load_outcomes())


def test_the_last_run_is_of_this_version() -> None:
    """Stale? Type: python -m benchmarks all, then python -m benchmarks docs"""
    versions = {name: one.version for name, one in load_outcomes().items()}
    assert set(versions.values()) <= {__version__}, versions
