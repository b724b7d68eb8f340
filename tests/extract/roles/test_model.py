"""The model of roles on whole texts: who did it and to whom, texts in capitals, texts with nothing in them."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.reader import Reader, document_of
from rashomon.extract.roles.judged import Judged
from rashomon.extract.roles.model import judge_roles, look_of
from rashomon.model import Reading
from rashomon.parsed import Span

SHOT = (
    "ARMED GUERRILLAS OF THE NATIONAL LIBERATION FRONT YESTERDAY KILLED MAYOR PEDRO PRADO AND HIS BODYGUARDS IN THE "
    "TOWN OF SANTA ROSA. THE ATTACKERS USED MACHINEGUNS TO DESTROY THE TOWN HALL."
)


@pytest.fixture(scope="module")
def reading() -> Reading:
    return Reader().read(document_of("t", SHOT), whole=True, until="parse")


def chance(judged: Judged, role: str, words: str) -> float:
    start = SHOT.index(words)
    return float(judged.inside(Span(start, start + len(words)))[judged.roles.index(role)])


def test_roles_of_a_murder(reading: Reading) -> None:
    judged = judge_roles(reading)
    assert chance(judged, "hum-name", "PEDRO PRADO") > 0.5 > chance(judged, "perp-ind", "PEDRO PRADO")
    assert chance(judged, "perp-org", "NATIONAL LIBERATION FRONT") > 0.2 > chance(judged, "perp-org", "PEDRO PRADO")
    assert chance(judged, "perp-ind", "ATTACKERS") > 0.5 > chance(judged, "hum-desc", "ATTACKERS")
    assert chance(judged, "instr", "MACHINEGUNS") > 0.5 > chance(judged, "phys", "MACHINEGUNS")
    assert chance(judged, "phys", "TOWN HALL") > 0.3 > chance(judged, "hum-desc", "TOWN HALL")
    assert judged.told[judged.types.index("ATTACK")] > 0.5 > judged.told[judged.types.index("ARSON")]


def test_chances_are_chances(reading: Reading) -> None:
    judged = judge_roles(reading)
    assert np.allclose(judged.chances.sum(axis=2), 1.0, atol=1e-5)
    assert (judged.depth >= 0).all(), "every word was judged"


def test_capitals_are_those_of_the_parser(reading: Reading) -> None:
    text, _, _ = look_of(reading)
    assert text.upper() == SHOT
    assert "yesterday" in text


@pytest.mark.parametrize("body", ["", "a" * 5000, "\x01\x02 .", "ab 漢字 क\n" * 200])
def test_odd_texts(body: str) -> None:
    judged = judge_roles(Reader().read(document_of("t", body), whole=True, until="parse"))
    assert np.isfinite(judged.chances).all()
