"""Scenes of local news: blocks of streets, sheriffs' offices, datelines below a headline, towns of a county."""

from __future__ import annotations

import pytest

from rashomon.extract.places.home import Point, find_home
from rashomon.model import Document, Place, Reading
from rashomon.pipeline import read_document


def read(text: str, url: str | None = None, title: str | None = None) -> Reading:
    return read_document(Document(id="d", name="d", text=text, url=url, title=title))


def told(text: str, url: str | None = None) -> dict[str, Place]:
    reading = read(text, url)
    return {reading.quote(mention.span): mention.place for mention in reading.places}


def scenes(text: str, title: str | None = None) -> set[str]:
    return {place.name for h in read(text, title=title).happenings for place in h.places}


def test_a_street_given_by_its_blocks_is_no_far_city() -> None:
    found = told("TOLEDO, Ohio - A man of the 2100 block of North Boston was shot on Monday, Toledo police said.")
    assert all(place.inside != "Massachusetts" for place in found.values())
    assert found["TOLEDO"].name == "Toledo"


def test_the_office_of_a_countys_sheriff_names_the_county() -> None:
    found = told("The Burleigh County Sheriff's Department released the names of two men who were shot in Bismarck.")
    assert {place.name for place in found.values()} == {"Burleigh County", "Bismarck"}
    assert found["Burleigh County"].country == "USA"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two men were shot at a house on Elm Rd near Toledo, Ohio.", "Rd"),
        ("He was flown to St. Joseph's Hospital in Marshfield, Wisconsin, after the shooting.", "Joseph"),
        ("A man shot Daniel Marlow in Bozeman, Montana. A nurse soon sat down beside Daniel.", "Daniel"),
    ],
)
def test_codes_saints_and_first_names_are_no_places(text: str, name: str) -> None:
    assert name not in told(text)


def test_codes_with_full_stops_and_in_capitals_are_places() -> None:
    assert told("Two men were shot in Southeast D.C. on Monday.")
    assert "DR" not in told("Two men were shot on Elm Dr. in Toledo, Ohio.")


def test_the_last_word_of_a_building_is_no_county() -> None:
    assert told("Officers found two dead women in a room at Granite Rock residence hall on the campus.") == {}


def test_the_police_department_of_a_town_names_it() -> None:
    found = told(
        "Two boys were shot on Monday, said an officer of the Beaumont Police Department. Texas has no suspect."
    )
    assert found["Beaumont"].text == "Beaumont"


def test_a_quarter_is_in_its_city_however_large_it_is_and_whatever_its_name() -> None:
    found = told("Two men were shot in Logan Square on Monday, Chicago police said.")
    assert found["Logan Square"].inside == "Chicago"


def test_an_official_of_a_namesake_makes_no_story_foreign() -> None:
    text = "Two men were shot, Hamilton County officials said. Cincinnati police have no suspect in the shooting."
    assert scenes(text) == {"Cincinnati"}


def test_a_town_miles_away_is_no_home() -> None:
    text = "A man was shot dead on Monday at a farm about 110 miles east of Denver. Deputies have no suspect."
    assert "Denver" not in scenes(text)


def test_a_county_gives_way_to_the_one_town_of_it_that_something_was_in() -> None:
    text = (
        "A man was shot in Coweta County on Monday, deputies said. Officers were called to a flat in Newnan, where he "
        "told them of the shooting."
    )
    (happening,) = read(text).happenings
    assert happening.places[0].name == "Newnan"


def test_a_dateline_stands_below_the_headline() -> None:
    title = "Girl, man killed at home"
    text = f"{title}\n\nWASHINGTON — A nurse and her son are dead after a shooting on Thursday in Waldorf, Maryland."
    assert scenes(text, title) == {"Waldorf"}
    alone = f"{title}\n\nTOLEDO, Ohio — A girl and a man were shot dead on Thursday night."
    assert scenes(alone, title) == {"Toledo"}


def test_a_plain_mention_takes_no_weight_from_a_home() -> None:
    towns = [Point("a", 44.9, -123.0, 2.0, town=True)] * 6 + [Point("a", 44.9, -123.0, 1.0, town=True)]
    others = [Point("b", 45.5, -122.7, 1.0, town=True)] * 2 + [Point("b", 45.5, -122.7, 2.0, town=True)] * 2
    assert find_home([*others, *towns]) == "a"


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("The ferry accident was the first with deaths since 1984.", False),
        ("It was the deadliest bombing in Lodwar since the 1990s.", False),
        ("At least 400 people have been killed in Lodwar since 2014.", True),
    ],
)
def test_since_when_nothing_like_it_was_is_no_day_of_it(text: str, dated: bool) -> None:
    assert any(h.times for h in read(text).happenings) is dated


def test_initials_keep_their_capitals_in_a_title() -> None:
    assert [h.title for h in read("Farmers fled after UN airstrikes hit the dam.").happenings] == ["UN airstrikes"]


def test_what_a_caption_and_the_article_tell_may_be_the_main_happening() -> None:
    text = (
        "Police at the scene of a shooting in Bozeman, Montana. (A. Kern/The Daily via AP)\n\n"
        "Two women were shot at a college in Bozeman, Montana, officials said. It happened on Monday.\n\n"
        "Last October, a man was stabbed in a bar."
    )
    reading = read_document(Document(id="d", name="d", text=text, published="2020-02-04"))
    assert ["Monday"] in [[t.text for t in h.times] for h in reading.happenings]


def test_what_was_told_of_another_year_was_not_in_the_town_of_the_story() -> None:
    text = (
        "Two women were shot at a college in Bozeman, Montana, on Monday. The shooting in Bozeman was in a hall. "
        "Bozeman police have no suspect.\n\nWhen a man killed all those children on December 14, 2012, nobody cared."
    )
    reading = read_document(Document(id="d", name="d", text=text, published="2020-02-04"))
    told = {t.text: [p.name for p in h.places] for h in reading.happenings for t in h.times}
    assert told["Monday"] == ["Bozeman"]
    assert told["December 14, 2012"] == []


def test_the_virgin_of_a_church_is_no_town() -> None:
    found = told("Militants blew up the church of the Virgin Mary in Aleppo, Syria.")
    assert set(found) == {"Aleppo", "Syria"}


def test_a_large_city_that_needs_no_state_is_neither_a_county_nor_a_street_of_the_story() -> None:
    found = told("The mayor of Minneapolis spoke after a man was shot in St. Louis. Minneapolis police had no comment.")
    assert (found["St. Louis"].precision, found["St. Louis"].inside) == (1, "Missouri")
