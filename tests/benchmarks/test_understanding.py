"""MUC-4 files on the command line: cut off, for unknown texts, and whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main

TEXT = (
    "MESSAGE: ID|MESSAGE: TEMPLATE|INCIDENT: DATE|INCIDENT: LOCATION|INCIDENT: TYPE|INCIDENT: STAGE OF EXECUTION|"
    "INCIDENT: INSTRUMENT ID|INCIDENT: INSTRUMENT TYPE|PERP: INCIDENT CATEGORY|PERP: INDIVIDUAL ID|"
    "PERP: ORGANIZATION ID|PERP: ORGANIZATION CONFIDENCE|PHYS TGT: ID|PHYS TGT: TYPE|PHYS TGT: NUMBER|"
    "PHYS TGT: FOREIGN NATION|PHYS TGT: EFFECT OF INCIDENT|PHYS TGT: TOTAL NUMBER|HUM TGT: NAME|"
    "HUM TGT: DESCRIPTION|HUM TGT: TYPE|HUM TGT: NUMBER|HUM TGT: FOREIGN NATION|HUM TGT: EFFECT OF INCIDENT|"
    "HUM TGT: TOTAL NUMBER"
)
LABELS = TEXT.split("|")


def template(message: str, **slots: str) -> str:
    values = {"0": message, "1": "1", "4": "BOMBING", "9": '"GUNMEN"', "19": '"GUARDS"'} | {
        k[1:]: v for k, v in slots.items()
    }
    lines = [f"{n}.  {label}".ljust(40) + values.get(str(n), "-") for n, label in enumerate(LABELS)]
    return "\n".join(lines) + "\n\n"


def write(folder: Path, key: str, response: str) -> list[str]:
    (folder / "key").write_text(key, encoding="utf8")
    (folder / "response").write_text(response, encoding="utf8")
    return ["muc4", "--key", str(folder / "key"), "--response", str(folder / "response"), "--json"]


def test_the_key_itself_is_perfect(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = template("TST9-MUC4-0001") + template("TST9-MUC4-0002", _4="KIDNAPPING")
    assert main(write(tmp_path, key, key)) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["all_templates"]["recall"], row["all_templates"]["precision"], row["all_templates"]["f"]) == (
        100,
        100,
        100,
    )
    assert row["documents"] == 2
    assert {"matched_missing", "matched_only", "slots", "all_templates"} <= set(row)
    assert "overgeneration" in row["all_templates"]


def test_a_key_cut_off_is_named_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = template("TST9-MUC4-0001")
    cut = whole + "\n".join(template("TST9-MUC4-0002").splitlines()[:9])
    assert main(write(tmp_path, cut, whole)) == 2
    assert "key, line 27: the template that begins here has no slot 24" in capsys.readouterr().err
    middle = "\n".join(whole.splitlines()[:9]) + "\n\n" + whole
    assert main(write(tmp_path, middle, whole)) == 2
    assert "key, line 1: " in capsys.readouterr().err


def test_a_response_for_an_unknown_text_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    response = template("TST9-MUC4-0001") + template("TST9-MUC4-0007")
    assert main(write(tmp_path, template("TST9-MUC4-0001"), response)) == 2
    assert "response, line 27: a response for the text TST9-MUC4-0007" in capsys.readouterr().err


def test_files_that_are_none_of_theirs_end_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(write(tmp_path, "hello\n", template("TST9-MUC4-0001"))) == 2
    assert "key, line 1: no template is in this file" in capsys.readouterr().err
    command = write(tmp_path, template("TST9-MUC4-0001"), template("TST9-MUC4-0001"))
    (tmp_path / "response").unlink()
    assert main(command) == 2
    assert str(tmp_path / "response") in capsys.readouterr().err
    assert main(["muc4", "--key", str(tmp_path / "key")]) == 2
    assert "--response FILE" in capsys.readouterr().err
