"""Facts by hand, and against the scorer that comes with the shared gold facts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.facts import find_text, measure, read_gold, result_of
from benchmarks.facts_scoring import Exported, Gold, alike, same_claimant, score_document
from benchmarks.framework import DataError, Job

TEXT = (
    "Alder, May 1. The mayor said at least 22 people were killed and 40 injured. "
    "Rebels blamed the army for the raid. Nobody was arrested. A war of words went on."
)
OWN_SCORER = Path(__file__).resolve().parents[3] / "shared" / "gold" / "score.py"

GOLD: dict[str, Any] = {
    "document": "town.txt",
    "passages": [{"kind": "article", "starts": "Alder, May 1.", "ends": "went on."}],
    "claims": [
        {
            "id": "c1",
            "field": "killed",
            "low": 22,
            "high": None,
            "claimant": "mayor",
            "quote": "at least 22 people were killed",
        },
        {"id": "c2", "field": "injured", "low": 40, "high": 40, "claimant": "mayor", "quote": "40 injured"},
        {"id": "c3", "field": "injured", "low": 7, "high": 7, "quote": "40 injured", "optional": True},
        {
            "id": "a1",
            "field": "actor",
            "value": "the army",
            "claimant": "Rebels",
            "stance": "accuses",
            "quote": "blamed the army",
        },
        {"id": "l1", "field": "label", "value": "massacre", "quote": "the raid"},
    ],
    "disagree": [["c1", "c2"]],
    "revises": [["c1", "l1"]],
    "not_events": ["Nobody was arrested", "A war of words"],
}


def claim(field: str, quote: str, speaker: str, event: str = "e1", **more: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    value = {key: more.pop(key) for key in ("low", "high", "approximate", "name") if key in more}
    return {
        "document": "texts/town.txt",
        "field": field,
        "event": event,
        "value": value,
        "claimant": {"name": speaker, "kind": "author" if speaker == "AUTHOR" else "official"},
        "evidence": [{"start": start, "end": start + len(quote), "quote": quote}],
        "modality": "actual",
        **more,
    }


CLAIMS = [
    claim("killed", "22 people were killed", "the mayor of Alder", low=22, high=None, approximate=False),
    claim("injured", "40 injured", "AUTHOR", low=40, high=40, approximate=True),
    claim("injured", "40 injured", "AUTHOR", low=41, high=41),
    claim("killed", "Nobody", "AUTHOR", low=1, high=1, modality="negated"),
    claim("actor", "army", "Rebels", name="Army", stance="accuses"),
]
MENTIONS = [
    {
        "document": "texts/town.txt",
        "start": TEXT.index("war"),
        "end": TEXT.index("war") + 3,
        "quote": "war",
        "modality": "actual",
    },
    {
        "document": "texts/town.txt",
        "start": TEXT.index("arrested"),
        "end": TEXT.index("arrested") + 8,
        "quote": "arrested",
        "modality": "negated",
    },
]
PASSAGES = [{"document": "texts/town.txt", "kind": "article", "start": 1, "end": len(TEXT)}]


def scored(gold: dict[str, Any] = GOLD) -> Counter[str]:
    return score_document(Gold(Path("gold.yaml"), gold), Exported(TEXT, list(CLAIMS), list(MENTIONS), list(PASSAGES)))


def test_figures_by_hand() -> None:
    found = result_of(scored(), 1, ())
    # two of two required counts; given: those two and 41 injured (the negated one does not count)
    assert found.counts.precision == pytest.approx(2 / 3)
    assert found.counts.recall == 1.0
    assert found.counts_with_claimant.precision == pytest.approx(1 / 3)
    assert found.counts_with_claimant.recall == 0.5
    assert (found.approximate.hit, found.approximate.gold) == (1, 2)
    assert (found.actor.share, found.actor_with_claimant.share, found.stance.share) == (1.0, 1.0, 1.0)
    assert (found.label.hit, found.label.gold, found.recipient.share) == (0, 1, None)
    assert (found.disagree.share, found.revises.share) == (1.0, 0.0)
    assert (found.not_events_clean.hit, found.not_events_clean.gold) == (1, 2)
    assert (found.passages.share, found.quotes_exact.share) == (1.0, 1.0)


def test_who_did_it_is_right_by_name_or_words_and_with_speaker_and_stance() -> None:
    def told(**more: Any) -> Counter[str]:
        ours = [CLAIMS[4], CLAIMS[4] | {"value": {"name": "Omar Lind", "text": "a soldier"}} | more]
        gold = {"claims": [GOLD["claims"][3], GOLD["claims"][3] | {"id": "a2", "value": "a soldier"}]}
        return score_document(Gold(Path("gold.yaml"), gold), Exported(TEXT, ours))

    plain = told()
    assert [plain[f"doer_{key}"] for key in ("hit", "gold", "right", "got")] == [2, 2, 2, 2]
    assert [plain[f"responsibility_{key}"] for key in ("hit", "gold", "right", "got")] == [2, 2, 2, 2]
    for wrong in ({"stance": "asserts"}, {"claimant": {"name": "AUTHOR", "kind": "author"}}):
        found = told(**wrong)
        assert (found["doer_hit"], found["responsibility_hit"], found["responsibility_right"]) == (2, 1, 1)
    unreal = told(modality="planned")
    assert (unreal["doer_hit"], unreal["doer_gold"], unreal["doer_got"]) == (1, 2, 1)


@pytest.mark.skipif(not OWN_SCORER.is_file(), reason="the shared gold facts are not here")
def test_the_shared_scorer_counts_alike(tmp_path: Path) -> None:
    (tmp_path / "gold.yaml").write_text(yaml.safe_dump(GOLD), encoding="utf8")
    (tmp_path / "town.txt").write_text(TEXT, encoding="utf8")
    event = {"mentions": MENTIONS}
    for name, rows in (("claims", CLAIMS), ("events", [event]), ("passages", PASSAGES)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf8")
    options = [
        part for name in ("claims", "events", "passages") for part in (f"--{name}", str(tmp_path / f"{name}.jsonl"))
    ]
    command = [sys.executable, str(OWN_SCORER), str(tmp_path / "gold.yaml"), "--texts", str(tmp_path), *options]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    ours = result_of(scored(), 1, ())
    assert theirs["counts"]["precision"] == pytest.approx(ours.counts.precision, abs=1e-4)
    assert theirs["counts"]["recall"] == ours.counts.recall
    assert theirs["counts_with_claimant"]["precision"] == pytest.approx(ours.counts_with_claimant.precision, abs=1e-4)
    assert theirs["approximate"] == ours.approximate.share
    assert (theirs["actor_recall"], theirs["label_recall"]) == (ours.actor.share, ours.label.share)
    assert (theirs["actor_with_claimant"], theirs["stance"]) == (ours.actor_with_claimant.share, ours.stance.share)
    for key in ("disagree", "revises", "not_events_clean", "passages", "quotes_exact"):
        assert theirs[key] == [getattr(ours, key).hit, getattr(ours, key).gold]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("the mayor of Alder", "Mayor", True),
        ("Alderians", "Alderia", True),
        ("the police", "a police official", True),
        ("police official", "health official", False),
        ("rebels", "army", False),
        ("the group", "Group", True),
    ],
)
def test_names_that_are_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


def test_the_author_and_nobody_are_no_names() -> None:
    author, unnamed = {"kind": "author", "name": "AUTHOR"}, {"kind": "unnamed", "name": "UNNAMED"}
    assert same_claimant(None, author)
    assert same_claimant("AUTHOR", author)
    assert same_claimant("UNNAMED", unnamed)
    assert not same_claimant("UNNAMED", author)
    assert not same_claimant("mayor", author)
    assert not same_claimant(None, {"kind": "official", "name": "mayor"})


def test_a_quote_that_the_text_has_not_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gold.yaml"
    path.write_text(
        'document: town.txt\nclaims:\n  - {id: c1, field: killed, low: 1, high: 1, quote: "fifty fell"}\n',
        encoding="utf8",
    )
    with pytest.raises(DataError, match=r"gold\.yaml, line 3: the text has no 'fifty fell'"):
        score_document(read_gold(path), Exported(TEXT))


@pytest.mark.parametrize(
    ("content", "message"), [("document: [town", "line"), ("claims: []", "line 1: document missing"), ("- x", "line 1")]
)
def test_a_broken_gold_file_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "gold.yaml"
    path.write_text(content, encoding="utf8")
    with pytest.raises(DataError, match=rf"gold\.yaml, .*{message}"):
        read_gold(path)


def test_texts_are_looked_for_in_several_places(tmp_path: Path) -> None:
    gold = Gold(tmp_path / "gold" / "one.yaml", {"document": "texts/town.txt"})
    with pytest.raises(DataError, match="--texts DIR"):
        find_text(gold, None)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "town.txt").write_text(TEXT, encoding="utf8")
    assert find_text(gold, None) == tmp_path / "texts" / "town.txt"
    assert find_text(gold, tmp_path / "texts") == tmp_path / "texts" / "town.txt"


def test_a_text_is_read_into_a_ledger_and_scored(tmp_path: Path) -> None:
    text = "Gunmen attacked a station in Alder on Monday. The attack killed two guards, police said.\n"
    (tmp_path / "town.txt").write_text(text, encoding="utf8")
    gold = {
        "document": "town.txt",
        "claims": [
            {"id": "c", "field": "killed", "low": 2, "high": 2, "claimant": "police", "quote": "killed two guards"}
        ],
    }
    (tmp_path / "town.yaml").write_text(yaml.safe_dump(gold), encoding="utf8")
    found = measure(Job(tmp_path, "dev"))
    assert found.counts.recall == 1.0
    assert found.quotes_exact.share == 1.0
    assert found.documents == 1
