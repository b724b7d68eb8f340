"""The papers' files on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.entities_task import our_templates
from benchmarks.muc4.templates import Filler, Template

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")


def text(name: str, **roles: list[list[list[object]]]) -> str:
    template = {"incident_type": "attack"} | {role: roles.get(role, []) for role in ROLES}
    return json.dumps({"docid": name, "doctext": "...", "templates": [template]}) + "\n"


def run(folder: Path, key: str, response: str) -> int:
    (folder / "key").write_text(key, encoding="utf8")
    (folder / "response").write_text(response, encoding="utf8")
    return main(["muc4-entities", "--key", str(folder / "key"), "--response", str(folder / "response"), "--json"])


def test_figures_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = text("d", Victim=[[["the clerk", 4]], [["the cook", 20]]]) + text("e", Weapon=[[["a bomb", 1]]])
    ours = text("d", Victim=[[["clerk", 8]]]) + text("e", Weapon=[[["a stone", 1]]])
    assert run(tmp_path, gold, ours) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["roles"]["Victim"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667}
    assert row["roles"]["Weapon"]["f1"] == 0.0
    # types 2 of 2, victims 1 of 1 given and of 2 wanted, weapons 0 of 1: 3 of 4 given, 3 of 5 wanted
    assert row["micro_avg"] == {"precision": 0.75, "recall": 0.6, "f1": 0.6667}
    assert row["documents"] == 2


@pytest.mark.parametrize(
    ("response", "message"),
    [
        (text("d") + text("x"), "response, line 2: a response for the text x"),
        (text("d") + text("d"), "response, line 2: the text d is on line 1 already"),
        (text("d")[:30], "response, line 1: not a JSON object"),
        ('{"docid": "d", "templates": [{"PerpInd": []}]}\n', "response, line 1: a template is not"),
        ('{"docid": "d"}\n', "response, line 1: templates missing"),
    ],
)
def test_broken_responses_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], response: str, message: str
) -> None:
    assert run(tmp_path, text("d"), response) == 2
    assert message in capsys.readouterr().err


def test_a_key_alone_and_a_response_alone_are_not_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["muc4-entities", "--key", str(tmp_path)]) == 2
    assert "--texts FILE to read them" in capsys.readouterr().err
    assert main(["muc4-entities", "--data", str(tmp_path), "--response", str(tmp_path)]) == 2
    assert "needs the key" in capsys.readouterr().err


TOLD = (
    "three armed guerrillas kidnapped engineer ramon torres in lima yesterday.    the national liberation front "
    "claimed responsibility for the kidnapping."
)


def test_texts_in_small_letters_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = {"incident_type": "kidnapping", "Victim": [[["ramon torres", 43]]], "PerpInd": [[["armed guerrillas", 6]]]}
    row = {"docid": "d", "doctext": TOLD, "templates": [gold]}
    (tmp_path / "dev.json").write_text(json.dumps(row) + "\n", encoding="utf8")
    assert main(["muc4-entities", "--data", str(tmp_path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["roles"]["Victim"]["recall"] == 1.0
    assert main(["muc4-entities", "--texts", str(tmp_path / "dev.json"), "--key", str(tmp_path / "dev.json")]) == 0


def test_victims_are_those_with_a_name() -> None:
    slots = {
        "inc-type": (Filler(("ATTACK",)),),
        "hum-tgt-name": (Filler(("A. CLERK",)),),
        "hum-tgt-desc": (Filler(("MAYOR",), ("A. CLERK",)), Filler(("GUARD",))),
    }
    (one,) = our_templates([Template("d", "1", False, slots), Template("d", "*", False)])
    assert one.type == "attack"
    assert one.entities("Victim") == (frozenset({"clerk"}),)
