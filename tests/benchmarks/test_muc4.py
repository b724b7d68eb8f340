"""The MUC-4 scorer on invented templates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.muc4 import Filler, parse_history, parse_sheet, parse_templates, score
from benchmarks.muc4.__main__ import main
from benchmarks.muc4.align import slot_tally
from benchmarks.muc4.assign import best_assignment
from benchmarks.muc4.judge import AutomaticJudge, RecordedJudge
from benchmarks.muc4.likeness import date_credit, number_credit, place_credit, string_credit
from benchmarks.muc4.slots import SLOTS
from benchmarks.muc4.tally import Tally, f_measure
from benchmarks.muc4.templates import Template, parse_filler

LABELS = {
    2: "INCIDENT: DATE",
    3: "INCIDENT: LOCATION",
    4: "INCIDENT: TYPE",
    5: "INCIDENT: STAGE OF EXECUTION",
    6: "INCIDENT: INSTRUMENT ID",
    7: "INCIDENT: INSTRUMENT TYPE",
    8: "PERP: INCIDENT CATEGORY",
    9: "PERP: INDIVIDUAL ID",
    10: "PERP: ORGANIZATION ID",
    11: "PERP: ORGANIZATION CONFIDENCE",
    12: "PHYS TGT: ID",
    13: "PHYS TGT: TYPE",
    14: "PHYS TGT: NUMBER",
    15: "PHYS TGT: FOREIGN NATION",
    16: "PHYS TGT: EFFECT OF INCIDENT",
    17: "PHYS TGT: TOTAL NUMBER",
    18: "HUM TGT: NAME",
    19: "HUM TGT: DESCRIPTION",
    20: "HUM TGT: TYPE",
    21: "HUM TGT: NUMBER",
    22: "HUM TGT: FOREIGN NATION",
    23: "HUM TGT: EFFECT OF INCIDENT",
    24: "HUM TGT: TOTAL NUMBER",
}


def form(message: str, number: str, **slots: str) -> str:
    """A template as text; slots by number (`s4="BOMBING"`), several fillers parted by a line break."""
    lines = [f"0.  MESSAGE: ID                     {message}", f"1.  MESSAGE: TEMPLATE               {number}"]
    for index, label in LABELS.items():
        first, *rest = slots.get(f"s{index}", "*" if number == "*" else "-").split("\n")
        lines.append(f"{index}.".ljust(4) + label.ljust(32) + first)
        lines += [" " * 36 + more for more in rest]
    return "\n".join(lines) + "\n\n"


KEY = form(
    "XX-TST-0001",
    "1",
    s2="05 MAR 87",
    s3="RURITANIA: STRELSAU (CITY)",
    s4="BOMBING",
    s5="ACCOMPLISHED",
    s9='"MASKED MEN" / "MEN"\n? "REBELS"',
    s12='"TOWN HALL" / "HALL"',
    s13='GOVERNMENT OFFICE OR RESIDENCE: "TOWN HALL" / "HALL"',
    s14='1: "TOWN HALL" / "HALL"',
    s18='"RUDOLF RASSENDYLL"',
    s19='"MAYOR": "RUDOLF RASSENDYLL"',
    s23='INJURY: "RUDOLF RASSENDYLL"',
)


def test_slots_have_the_numbers_of_the_form() -> None:
    assert list(SLOTS) == list(range(1, 25))


@pytest.mark.parametrize(
    ("slot", "line", "expected"),
    [
        ("inc-type", "ATTACK", Filler(("ATTACK",))),
        ("inc-type", "ATTACK / BOMBING", Filler(("ATTACK", "BOMBING"))),
        ("inc-date", "(09 DEC 89) / (- 09 DEC 89)", Filler(("09 DEC 89", "- 09 DEC 89"))),
        ("inc-loc", "RURITANIA: HENTZAU (CITY)", Filler(("RURITANIA: HENTZAU (CITY)",))),
        ("inc-loc", "(RURITANIA: HENTZAU (CITY)) / (RURITANIA)", Filler(("RURITANIA: HENTZAU (CITY)", "RURITANIA"))),
        ("perp-org-id", r'? "\"BLUE\" FRONT" / "BF"', Filler(('"BLUE" FRONT', "BF"), (), True)),
        ("perp-org-conf", 'POSSIBLE: "RED: FRONT" / "RF"', Filler(("POSSIBLE",), ("RED: FRONT", "RF"))),
        ("hum-tgt-effect", 'NO INJURY OR DEATH / NO INJURY: "-"', Filler(("NO INJURY OR DEATH", "NO INJURY"), ("-",))),
        ("hum-tgt-num", '~7: "CLERKS"', Filler(("~7",), ("CLERKS",))),
    ],
)
def test_fillers(slot: str, line: str, expected: Filler) -> None:
    assert parse_filler(slot, line) == expected


@pytest.mark.parametrize("line", ["-", "*", "", "?"])
def test_empty_fillers(line: str) -> None:
    assert parse_filler("perp-ind-id", line) is None


def test_templates_with_comments_and_continued_slots() -> None:
    text = (
        ";;; a note\n" + KEY + "   * * *\n" + form("XX-TST-0002", "*") + form("XX-TST-0003", "2 (OPTIONAL)", s4="ARSON")
    )
    first, second, third = parse_templates(text)
    assert [f.values for f in first.fillers("perp-ind-id")] == [("MASKED MEN", "MEN"), ("REBELS",)]
    assert first.fillers("perp-ind-id")[1].optional
    assert second.irrelevant
    assert not second.slots
    assert third.optional
    assert third.number == "2"


@pytest.mark.parametrize(
    ("response", "key", "credit"),
    [
        ("06 MAR 87", "06 MAR 87", 1.0),
        ("6 MARCH 1987", "06 MAR 87", 1.0),
        ("07 MAR 87", "06 MAR 87", 0.0),
        ("06 MAR 87", "05 MAR 87 - 06 MAR 87", 0.5),
        ("06 MAR 87", "- 06 MAR 87", 0.5),
        ("05 MAR 87", "- 06 MAR 87", 0.5),
        ("05 MAR 86", "- 06 MAR 87", 0.0),
        ("- 06 MAR 87", "05 MAR 87 - 06 MAR 87", 0.5),
        ("- 06 MAR 87", "06 MAR 87", 0.5),
        ("- 06 MAR 87", "05 MAR 87", 0.0),
        ("- 06 MAR 87", "04 MAR 87 - 05 MAR 87", 0.0),
        ("31 FEB 87", "01 MAR 87", 0.0),
    ],
)
def test_dates(response: str, key: str, credit: float) -> None:
    assert date_credit(response, key) == credit


@pytest.mark.parametrize(
    ("response", "key", "credit"),
    [
        ("RURITANIA: ZENDA (TOWN)", "RURITANIA: ZENDA (TOWN)", 1.0),
        ("RURITANIA", "RURITANIA: ZENDA (TOWN)", 0.5),
        ("RURITANIA: HENTZAU (CITY)", "RURITANIA: ZENDA (TOWN)", 0.5),
        ("RURITANIA: HENTZAU (CITY)", "RURITANIA", 0.5),
        ("GRAUSTARK: ZENDA (TOWN)", "RURITANIA: ZENDA (TOWN)", 0.5),
        ("GRAUSTARK", "RURITANIA: ZENDA (TOWN)", 0.0),
    ],
)
def test_places(response: str, key: str, credit: float) -> None:
    assert place_credit(response, key) == credit


@pytest.mark.parametrize(
    ("response", "key", "credit"),
    [
        ("7", "7", 1.0),
        ("7-", "7 -", 1.0),
        ("7", "5 - 7", 0.5),
        ("7", "~7", 0.5),
        ("6", "5 - 7", 0.0),
        ("2", "PLURAL", 0.0),
    ],
)
def test_numbers(response: str, key: str, credit: float) -> None:
    assert number_credit(response, key) == credit


@pytest.mark.parametrize(
    ("response", "keys", "proper", "credit"),
    [
        ("THE THREE CLERKS", ("CLERKS",), False, 1.0),
        ("OLD CLERKS", ("CLERKS",), False, 1.0),
        ("CLERKS, WHO SAW IT ALL", ("CLERKS",), False, 0.5),
        ("CLERKS", ("SENIOR CLERKS",), False, 0.5),
        ("SENIOR", ("SENIOR CLERKS",), False, 0.0),
        ("RASSENDYLL", ("RUDOLF RASSENDYLL",), True, 0.5),
        ("MR. RUDOLF RASSENDYLL", ("RUDOLF RASSENDYLL",), True, 1.0),
        ("ARMY OF THE NORTH [AN]", ("ARMY OF THE NORTH", "AN"), True, 1.0),
        ("BAKERS", ("CLERKS",), False, 0.0),
        ("CLERK", ("CLERKS",), False, 1.0),
    ],
)
def test_strings(response: str, keys: tuple[str, ...], proper: bool, credit: float) -> None:
    assert string_credit(response, keys, proper) == credit


def template(**slots: str) -> Template:
    (one,) = parse_templates(form("XX-TST-0001", "1", **slots))
    return one


@pytest.mark.parametrize(
    ("slot", "given", "wanted", "expected"),
    [
        ("inc-type", ["ATTACK"], ["BOMBING"], Tally(partial=1)),
        ("inc-type", ["BOMBING"], ["ATTACK"], Tally(incorrect=1)),
        ("inc-instr-type", ['GUN: "AK-47"'], ['MACHINE GUN: "AK-47"'], Tally(partial=1)),
        ("inc-instr-type", ['GUN: "SHOT"'], ['GUN: "PISTOL"'], Tally(partial=1)),
        ("hum-tgt-effect", ['NO INJURY: "-"'], ['NO INJURY OR DEATH: "-"'], Tally(partial=1)),
        ("perp-ind-id", ['"BAKERS"'], ['? "CLERKS"'], Tally(incorrect=1)),
        ("perp-ind-id", [], ['? "CLERKS"'], Tally(noncommittal=1)),
        ("perp-ind-id", [], ['"CLERKS"'], Tally(missing=1)),
        ("perp-ind-id", ['"BAKERS"', '"CLERKS"', '"COOKS"'], ['"CLERKS"', '"MAIDS"'], Tally(1, 0, 1, 1)),
        ("hum-tgt-desc", ['"MAYOR": "OTHER"'], ['"MAYOR": "RASSENDYLL"'], Tally(partial=1)),
        ("hum-tgt-num", ['1: "MAYOR"'], ['1: "BAKER"'], Tally(incorrect=1)),
    ],
)
def test_slot_tallies_under_the_automatic_rule(slot: str, given: list[str], wanted: list[str], expected: Tally) -> None:
    fillers = [[f for f in (parse_filler(slot, line) for line in lines) if f] for lines in (given, wanted)]
    assert slot_tally(AutomaticJudge(), template(), slot, fillers[0], fillers[1]) == expected


HISTORY = r"""
(("XX-TST-0001"
  ("1"
   (perp-ind-id ("\"GUNMEN\"" match (or "\"MASKED MEN\"" "\"MEN\"")) ("\"BAKERS\"" fail))
   (inc-date ((range nil "05 MAR 87") partial "05 MAR 87"))
   (inc-loc ((location "RURITANIA" (qualified "ZENDA" "TOWN")) fail))
   (hum-tgt-type ((xref "CIVILIAN" "\"BAKER\"") partial (xref "CIVILIAN" "\"MAYOR\"")))
   (phys-tgt-id ("\"BUILDINGS\"" partial (all-of "\"BANK\"" "\"SHOP\""))))))
"""


@pytest.mark.parametrize(
    ("slot", "given", "wanted", "expected"),
    [
        ("perp-ind-id", ['"GUNMEN"'], ['"MASKED MEN" / "MEN"'], Tally(correct=1, judged_correct=1)),
        ("perp-ind-id", ['"THE GUNMEN"'], ['"MASKED MEN" / "MEN"'], Tally(correct=1, judged_correct=1)),
        ("perp-ind-id", ['"BAKERS"'], ['"MASKED MEN" / "MEN"'], Tally(incorrect=1)),
        ("perp-ind-id", ['"MASKED ROBBERS"'], ['"MASKED MEN" / "MEN"'], Tally(incorrect=1)),
        ("inc-date", ["- 05 MAR 87"], ["05 MAR 87"], Tally(partial=1, judged_partial=1)),
        ("inc-date", ["07 MAR 87"], ["05 MAR 87"], Tally(correct=1)),
        ("hum-tgt-type", ['CIVILIAN: "BAKER"'], ['CIVILIAN: "MAYOR"'], Tally(partial=1, judged_partial=1)),
        ("hum-tgt-type", ['CIVILIAN: "COOK"'], ['CIVILIAN: "MAYOR"'], Tally(incorrect=1)),
        ("phys-tgt-id", ['"BUILDINGS"'], ['"BANK"', '"SHOP"', '"MILL"'], Tally(partial=2, missing=1, judged_partial=2)),
        ("phys-tgt-type", ['OTHER: "BUILDINGS"'], ['OTHER: "BANK"'], Tally(correct=1)),
    ],
)
def test_slot_tallies_with_verdicts(slot: str, given: list[str], wanted: list[str], expected: Tally) -> None:
    fillers = [[f for f in (parse_filler(slot, line) for line in lines) if f] for lines in (given, wanted)]
    assert slot_tally(RecordedJudge(parse_history(HISTORY)), template(), slot, fillers[0], fillers[1]) == expected


@pytest.mark.parametrize("text", ["((", ")", '(("T" ("1" (inc-date ("X" perhaps)))))', '(("T" (("1"))))'])
def test_malformed_histories(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_history(text)


def test_a_perfect_response_scores_full() -> None:
    response = KEY.replace(' / "MEN"\n' + " " * 36 + '? "REBELS"', "").replace(' / "HALL"', "")
    result = score(parse_templates(response), parse_templates(KEY))
    row = result.rows["ALL TEMPLATES"]
    assert (row.possible, row.actual, row.correct) == (11, 11, 11)
    assert result.f_measures == (100.0, 100.0, 100.0)
    assert result.as_json()["documents"] == 1


def test_rows_differ_in_the_unpaired_templates_they_count() -> None:
    other = form("XX-TST-0001", "2", s4="KIDNAPPING", s5="ACCOMPLISHED", s19='"BAKER"')
    optional = form("XX-TST-0001", "3 (OPTIONAL)", s4="ARSON", s5="ATTEMPTED")
    extra = form("XX-TST-0001", "9", s4="ROBBERY", s5="ACCOMPLISHED", s12='"SHOP"', s14='1: "SHOP"')
    irrelevant = form("XX-TST-0002", "*")
    result = score(parse_templates(KEY + extra + irrelevant), parse_templates(KEY + other + optional + irrelevant))
    rows = {name: (row.missing, row.spurious) for name, row in result.rows.items()}
    assert rows["MATCHED ONLY"] == (0, 0)
    assert rows["MATCHED/MISSING"] == (3, 0)
    assert rows["MATCHED/SPURIOUS"] == (0, 4)
    assert rows["ALL TEMPLATES"] == (3, 4)
    assert result.rows["template-id"] == Tally(correct=1, spurious=1, missing=1, noncommittal=1)
    assert result.rows["TEXT FILTERING"] == Tally(correct=1, noncommittal=1)


def test_templates_pair_only_where_type_and_some_target_or_perpetrator_agree() -> None:
    response = form("XX-TST-0001", "1", s2="05 MAR 87", s4="BOMBING", s5="ACCOMPLISHED", s12='"BRIDGE"')
    result = score(parse_templates(response), parse_templates(KEY))
    assert result.rows["template-id"] == Tally(spurious=1, missing=1)


def test_a_response_to_an_unknown_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="XX-TST-0009"):
        score(parse_templates(form("XX-TST-0009", "*")), parse_templates(KEY))


def test_a_text_without_response_is_missing() -> None:
    row = score([], parse_templates(KEY)).rows["ALL TEMPLATES"]
    assert (row.possible, row.missing, row.actual) == (11, 11, 0)
    assert row.precision is None


def test_f_measures() -> None:
    assert f_measure(50.0, 100.0) == pytest.approx(66.667, abs=1e-3)
    assert f_measure(50.0, 100.0, 0.5) == pytest.approx(55.556, abs=1e-3)
    assert f_measure(50.0, 100.0, 2.0) == pytest.approx(83.333, abs=1e-3)
    assert f_measure(None, 100.0) == 0.0


@pytest.mark.parametrize(
    ("weights", "total"),
    [
        ([[1.0, 2.0], [3.0, 5.0]], 6.0),
        ([[5.0, 4.0], [4.0, 1.0]], 8.0),
        ([[1.0, 0.0, 3.0]], 3.0),
        ([[2.0], [3.0], [1.0]], 3.0),
        ([], 0.0),
    ],
)
def test_best_assignment(weights: list[list[float]], total: float) -> None:
    assert sum(weights[i][j] for i, j in best_assignment(weights)) == total


def test_reads_a_score_sheet() -> None:
    sheet = parse_sheet(
        "XX-TST-0001\t     key: 2  response: 1\t\n"
        "inc-date\t        1   2|  1   0   0|  0   0|  1   0   0|100  50  50 \n"
        "XX-TST-0001\t     key: <NONE>  response: 2\t  [spurious]\n"
        " * * * TOTAL SLOT SCORES * * *\n"
        "ALL TEMPLATES\t     1661 1769|889 143 100| 28  91|637 529 1624| 58  54  36 \n"
        "F-MEASURES\t\t55.93     54.76     57.15\n"
    )
    assert sheet.pairing == {"XX-TST-0001": [("2", "1")]}
    assert sheet.pairs[0].rows["inc-date"] == Tally(correct=1, spurious=1)
    assert sheet.rows["ALL TEMPLATES"].possible == 1661
    assert sheet.f == (55.93, 54.76, 57.15)


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "key").write_text(KEY, encoding="utf-8")
    paths = ["--response", str(tmp_path / "key"), "--key", str(tmp_path / "key")]
    assert main([*paths, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["all_templates"]["recall"] > 90
    assert main(paths) == 0
    assert "ALL TEMPLATES" in capsys.readouterr().out
    assert main(["--response", str(tmp_path / "absent"), "--key", str(tmp_path / "key")]) == 2
