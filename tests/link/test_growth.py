"""What everything resembles does not swallow the rest; copies are one voice; a large event that is one stays one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from rashomon.link.clustering import FEW_VAGUE, LARGE, MOST, more_for
from rashomon.link.duplicates import group_copies
from rashomon.link.events import group_happenings
from rashomon.link.gists import gist_of
from rashomon.model import Happening
from tests.link.make import day, happening, town

WAR = "war fighting offensive frontline soldier shelling troops enemy"
OWN = [f"{first}{second}" for first in ("bar", "cor", "del", "fen", "gor", "hul") for second in
       ("ado", "eka", "ilo", "omu", "ura", "ase", "ine", "ota", "uli", "emo")]  # fmt: skip


def sizes(happenings: list[Happening], texts: Mapping[str, tuple[str, str | None]]) -> list[int]:
    """How many happenings each event has, the largest first. `texts` are text and day of publication, by document."""
    gists = {name: gist_of(name, text, None, published) for name, (text, published) in texts.items()}
    return sorted(map(len, group_happenings(happenings, gists=gists)), reverse=True)


def of_the_war(number: int, published: str | None, own: list[str]) -> tuple[Happening, tuple[str, str | None]]:
    """A document that speaks of the war in passing, in words of its own otherwise."""
    name = f"d{number:04d}"
    told = happening(
        f"h{number:04d}", name, words=f"{WAR} {' '.join(own[:2])}", lemmas=("war",), published=published, title="War"
    )
    return told, (f"{' '.join(own)} {WAR} {' '.join(own)}", published)


def test_documents_without_day_and_place_are_not_piled_up() -> None:
    chance = Random(3)
    made = [of_the_war(number, None, chance.sample(OWN, 20)) for number in range(150)]
    found = sizes([h for h, _ in made], {h.document: text for h, text in made})
    assert found[0] <= FEW_VAGUE


def test_one_that_everything_resembles_stops_growing() -> None:
    chance = Random(4)
    start = date(2022, 3, 1)
    made = [
        of_the_war(number, (start + timedelta(days=number // 3)).isoformat(), chance.sample(OWN, 20))
        for number in range(300)
    ]
    found = sizes([h for h, _ in made], {h.document: text for h, text in made})
    assert found[0] < 2 * LARGE


def test_many_reports_of_one_day_and_town_are_one_event() -> None:
    chance = Random(5)
    alder = town("Alder", 1.0, 30.0)
    happenings, texts = [], {}
    for number in range(150):
        own = chance.sample(OWN, 6)
        one = happening(
            f"h{number:04d}",
            f"d{number:04d}",
            places=(alder,),
            times=(day("2021-03-04"),),
            words=f"bomb depot tram passenger conductor {' '.join(own[:3])}",
            lemmas=("bomb",),
            published="2021-03-05",
        )
        happenings.append(one)
        texts[one.document] = (
            f"A bomb at the tram depot of Alder hit passengers and a conductor. {' '.join(own)}",
            "2021-03-05",
        )
    assert sizes(happenings, texts)[0] > 140


def test_a_thousand_copies_are_one_text_and_one_event() -> None:
    chance = Random(6)
    text = " ".join(chance.choice([*OWN, *WAR.split()]) for _ in range(200))
    copies = group_copies([(f"d{number:04d}", text + " " * number) for number in range(1000)])
    assert set(copies.values()) == {"d0000"}
    happenings = [
        happening(f"h{number:04d}", f"d{number:04d}", words=f"{WAR} {' '.join(OWN[:12])}", lemmas=("war",))
        for number in range(300)
    ]
    found = sizes(happenings, {one.document: (text, None) for one in happenings})
    assert found == [300]


def test_more_is_asked_of_a_larger_event_up_to_a_bound() -> None:
    assert more_for(2) == more_for(LARGE) == 0
    assert 0 < more_for(LARGE + 10) < more_for(2 * LARGE) < more_for(4 * LARGE)
    assert more_for(10**6) == MOST == more_for(FEW_VAGUE + 1, placed=False)
