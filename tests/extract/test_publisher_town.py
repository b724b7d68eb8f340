"""Where a paper sits, by its address, its name or the name of its site; and what that says of the places it names."""

from __future__ import annotations

import pytest

from rashomon.extract.places.publisher_town import city_quarters, publisher_towns, site_tail, town_in_name
from rashomon.model import Document, Place, Reading
from rashomon.pipeline import read_document


def read(text: str, url: str | None = None, title: str | None = None, published: str | None = None) -> Reading:
    return read_document(Document(id="d", name="d", text=text, url=url, title=title, published=published))


def told(reading: Reading) -> dict[str, Place]:
    return {reading.quote(mention.span): mention.place for mention in reading.places}


@pytest.mark.parametrize(
    ("url", "town"),
    [
        ("https://www.toledoblade.com/local/2016/1.html", "Toledo"),
        ("http://www.abc7chicago.com:80/news/1", "Chicago"),
        ("http://pittsburgh.cbslocal.com/2015/1", "Pittsburgh"),
        ("http://web.archive.org/web/20160102/http://www.rockymounttelegram.com/1", "Rocky Mount"),
        ("https://www.wxyz.com/news", "Detroit"),
        ("https://www.wsbtv.com/news", "Atlanta"),
        ("https://patch.com/georgia/decatur/a-story", "Decatur"),
        ("https://www.washingtonpost.com/world", None),
        ("https://www.example.org/news", None),
        ("https://apps.co.marion.or.us/roster", None),
        (None, None),
    ],
)
def test_an_address_holds_the_town_of_a_local_paper(url: str | None, town: str | None) -> None:
    found = publisher_towns(Document(id="d", name="d", text="", url=url))
    assert [entry.name for entry in found] == ([town] if town else [])


def test_a_publisher_is_named_after_its_town() -> None:
    found = publisher_towns(Document(id="d", name="d", text="", publisher="The Toledo Blade"))
    assert [entry.name for entry in found] == ["Toledo"]
    assert not publisher_towns(Document(id="d", name="d", text="", publisher="The Washington Times"))


def test_a_word_of_the_press_alone_is_no_town() -> None:
    assert town_in_name("dailytimes") is None
    denver = town_in_name("denverpost")
    assert denver is not None
    assert denver.name == "Denver"


def test_the_name_of_a_site_behind_the_headline_is_no_place_of_the_story() -> None:
    title = "Man shot at a bus stop - WAFB 9 News Baton Rouge, Louisiana, Weather"
    document = Document(id="d", name="d", text=f"{title}\n\nA man was shot on Monday.", title=title)
    tail = site_tail(document)
    assert tail is not None
    assert document.quote(tail).startswith("WAFB")
    assert [entry.name for entry in publisher_towns(document)] == ["Baton Rouge"]
    assert not read_document(document).places
    assert site_tail(Document(id="d", name="d", text="Two towns - one flood", title="Two towns - one flood")) is None


def test_a_bare_name_is_the_namesake_near_the_paper() -> None:
    text = "A man was shot in Richmond on Monday. Richmond police are looking for a gunman."
    assert told(read(text, "https://www.sfgate.com/crime"))["Richmond"].inside == "California"
    assert told(read(text, "https://www.wtvr.com/crime"))["Richmond"].inside == "Virginia"


def test_a_namesake_with_its_state_stays_where_the_text_puts_it() -> None:
    place = told(read("A man was shot in Richmond, Virginia, on Monday.", "https://www.sfgate.com/crime"))["Richmond"]
    assert place.inside == "Virginia"


def test_a_paper_of_one_country_says_nothing_of_a_story_from_another() -> None:
    text = "Gunmen shot two farmers in Richmond, near Vancouver, in Canada. Police in British Columbia have no suspect."
    assert told(read(text, "https://www.wtvr.com/world"))["Richmond"].country == "CAN"


def test_a_street_of_a_story_without_a_town_lies_in_that_of_its_paper() -> None:
    text = "A boy was shot on Harrow Avenue late on Monday, police said."
    assert told(read(text, "https://www.toledoblade.com/a"))["Harrow Avenue"].inside == "Toledo"
    assert told(read(text))["Harrow Avenue"].inside != "Toledo"


def test_a_story_of_another_county_is_not_put_into_the_town_of_its_paper() -> None:
    text = "A man was shot on Harrow Avenue late on Monday, deputies in Accomack County, Virginia, said."
    assert told(read(text, "https://www.wtkr.com/a"))["Harrow Avenue"].inside == "Accomack County"


def test_a_known_quarter_lies_in_its_city_where_that_is_named() -> None:
    assert [city.name for city in city_quarters()["englewood"]] == ["Chicago"]
    text = "Two men were shot in Englewood on Monday. Chicago police have no suspect."
    assert told(read(text))["Englewood"].inside == "Chicago"
    alone = told(read("Two men were shot in Englewood, Colorado, on Monday."))["Englewood"]
    assert alone.inside == "Colorado"


def test_a_common_word_is_a_town_in_the_paper_of_its_neighbour() -> None:
    text = "Two men were hurt when shots were fired at a club in Spring. Detectives have no suspect."
    assert told(read(text, "https://www.khou.com/a"))["Spring"].inside == "Texas"
    assert "Spring" not in told(read(text, "https://www.wxyz.com/a"))


def test_a_town_that_is_unknown_in_its_state_is_no_namesake_elsewhere() -> None:
    place = told(read("A boy was shot at a farm in Galveston, N.Y., on Monday."))["Galveston"]
    assert place.lat is None
