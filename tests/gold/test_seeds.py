"""The acceptance cases: three real documents read end to end, scored against what a careful reader found.

Skipped where the folder of shared data does not stand beside the project.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from rashomon.show.cli import app

SHARED = Path(__file__).parents[2].parent / "shared"

pytestmark = pytest.mark.skipif(not (SHARED / "gold" / "score.py").exists(), reason="needs the shared gold data")


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the gold scorer says of the ledger of the seed documents."""
    folder = tmp_path_factory.mktemp("seeds")
    run = CliRunner()
    assert run.invoke(app, ["read", str(SHARED / "seeds"), "--ledger", str(folder / "ledger")]).exit_code == 0
    for table in ("claims", "events", "passages"):
        said = run.invoke(app, [table, str(folder / "ledger"), "--format", "jsonl"])
        (folder / f"{table}.jsonl").write_text(said.stdout, encoding="utf8")
    gold = sorted(map(str, (SHARED / "gold").glob("seeds-*.yaml")))
    words = [sys.executable, str(SHARED / "gold" / "score.py"), *gold, "--texts", str(SHARED / "seeds")]
    for table in ("claims", "events", "passages"):
        words += [f"--{table}", str(folder / f"{table}.jsonl")]
    found: dict[str, Any] = json.loads(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    return found


def test_every_count_is_found_and_hardly_any_invented(scores: dict[str, Any]) -> None:
    assert scores["counts"]["recall"] == 1.0
    assert scores["counts"]["precision"] >= 0.9


def test_counts_have_the_right_claimant(scores: dict[str, Any]) -> None:
    assert scores["counts_with_claimant"]["f1"] >= 0.85


@pytest.mark.parametrize(("figure", "floor"), [("actor_recall", 0.9), ("label_recall", 0.8), ("stance", 0.9)])
def test_responsibility_and_labels(scores: dict[str, Any], figure: str, floor: float) -> None:
    assert scores[figure] >= floor


@pytest.mark.parametrize("kind", ["disagree", "revises"])
def test_rivals_and_revisions_are_claims_of_one_event(scores: dict[str, Any], kind: str) -> None:
    found, gold = scores[kind]
    assert found >= 0.8 * gold


@pytest.mark.parametrize("figure", ["not_events_clean", "passages", "quotes_exact"])
def test_what_must_be_complete(scores: dict[str, Any], figure: str) -> None:
    found, gold = scores[figure]
    assert found == gold > 0
