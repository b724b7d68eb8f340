"""Place names in sentences: found, resolved by their context, left unresolved where only a namesake is known."""

from __future__ import annotations

import pytest

from rashomon.extract.places.places import find_places, locate_all
from rashomon.model import Document, Passage, PassageKind, Place, Reading, Span
from rashomon.text.parse import parse_passages


def read(text: str) -> Reading:
    reading = Reading(Document(id="d", name="d", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    return reading


def places(text: str) -> dict[str, Place]:
    reading = read(text)
    return {reading.quote(mention.span): mention.place for mention in find_places(reading)}


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("Gunmen killed six people in Mosul.", "Mosul", "IRQ", 1),
        ("Shells fell on Kharkiv overnight.", "Kharkiv", "UKR", 1),
        ("Shells fell near Kharkiv overnight.", "Kharkiv", "UKR", 2),
        ("Rebels hold northern Mali.", "Mali", "MLI", 5),
        ("Fighting went on in Mali.", "Mali", "MLI", 6),
        ("Fighting went on in Helmand province.", "Helmand province", "AFG", 4),
        ("Troops entered the Gaza Strip.", "Gaza Strip", "PSE", 5),
        ("A boat sank in the Black Sea.", "Black Sea", None, 7),
        ("Unrest spread through Donbas.", "Donbas", "UKR", 5),
        ("Clashes broke out in Homs Governorate.", "Homs Governorate", "SYR", 4),
    ],
)
def test_a_place_is_resolved_with_its_precision(text: str, name: str, country: str | None, precision: int) -> None:
    place = places(text)[name]
    assert place.lat is not None
    assert (place.country, place.precision) == (country, precision)


@pytest.mark.parametrize(
    ("text", "name", "country", "latitude"),
    [
        ("A man was shot dead in Springfield, Ill., on Monday.", "Springfield", "USA", 39.8),
        ("A man was shot dead in Springfield, Mass., on Monday.", "Springfield", "USA", 42.1),
        ("The bomb exploded in Paris, Texas.", "Paris", "USA", 33.7),
        ("The bomb exploded in Paris.", "Paris", "FRA", 48.9),
        ("Police in London, Ontario, arrested two men. Toronto was quiet.", "London", "CAN", 43.0),
        ("Riots broke out in Tripoli. The Lebanese army sent troops from Beirut.", "Tripoli", "LBN", 34.4),
        ("Riots broke out in Tripoli. Libyan militias left Benghazi and Misrata.", "Tripoli", "LBY", 32.9),
        ("Talks between Russia and the U.S. opened in Geneva.", "Geneva", "CHE", 46.2),
        ("He was arrested in Athens, Georgia.", "Athens", "USA", 33.96),
        ("Russian troops entered Georgia and bombed Gori.", "Georgia", "GEO", 42.0),
    ],
)
def test_context_decides_between_namesakes(text: str, name: str, country: str, latitude: float) -> None:
    place = places(text)[name]
    assert place.country == country
    assert place.lat == pytest.approx(latitude, abs=0.2)


def test_one_sense_per_document() -> None:
    text = "Three died in Birmingham, Ala., on Sunday. Birmingham has seen forty murders this year."
    found = [m.place.country for m in find_places(read(text)) if m.place.name == "Birmingham"]
    assert found == ["USA", "USA"]


def test_no_namesake_in_another_country_is_forced() -> None:
    text = (
        "Militants burned the village of Alameda in Burkina Faso on Tuesday. "
        "Soldiers from Ouagadougou reached the area at dawn, the Burkinabe army said."
    )
    place = places(text)["Alameda"]
    assert place.lat is None
    assert place.country == "BFA"
    assert place.inside is not None


def test_what_lies_in_a_district_that_is_one_city_is_inside_the_city() -> None:
    assert places("A shop burnt down in Hampden, Maryland.")["Hampden"].inside == "Baltimore"
    assert places("A shop burnt down in Dundalk, Maryland.")["Dundalk"].inside == "Maryland"


def test_a_neighbourhood_is_inside_the_town_that_the_text_names() -> None:
    place = places("Mobs set fire to houses in the neighbourhood of Karimabadi in Herat on Friday.")["Karimabadi"]
    assert (place.lat, place.inside, place.country) == (None, "Herāt", "AFG")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Washington Post reported the killings.", "Washington"),
        ("Paris Hilton condemned the attack.", "Paris"),
        ("He studied at the University of Kansas.", "Kansas"),
        ("Syrian soldiers opened fire.", "Syrian"),
        ("German officials and French diplomats met.", "German"),
        ("Prime Minister Jordan Hale said so.", "Jordan"),
        ("Nice people live here, and many agree.", "Nice"),
        ("The SWAT team stormed the house.", "SWAT"),
        ("It rained in March and in May.", "March"),
    ],
)
def test_names_of_others_are_no_places(text: str, name: str) -> None:
    assert name not in places(text)


@pytest.mark.parametrize(
    ("text", "name", "acting"),
    [
        ("Ankara said the raid had failed.", "Ankara", True),
        ("Moscow denied that its troops were involved.", "Moscow", True),
        ("Israel's army bombed the camp.", "Israel", True),
        ("US officials condemned the raid.", "US", True),
        ("A bomb exploded in Ankara on Monday.", "Ankara", False),
        ("Moscow's suburbs were hit by drones.", "Moscow", False),
        ("Protesters marched through Moscow.", "Moscow", False),
        ("Two people died in the US.", "US", False),
    ],
)
def test_a_capital_that_acts_is_no_scene(text: str, name: str, acting: bool) -> None:
    reading = read(text)
    assert [(reading.quote(m.span), a) for m, a in locate_all(reading)] == [(name, acting)]
    assert (name in places(text)) is not acting


def test_text_covers_the_modifiers_and_span_the_name() -> None:
    reading = read("Rebels advanced in north-eastern Nigeria.")
    (mention,) = find_places(reading)
    assert reading.quote(mention.span) == "Nigeria"
    assert mention.place.text == "north-eastern Nigeria"


def test_datelines_count() -> None:
    found = places("KABUL (Wire) - A blast killed nine people near a mosque.")
    assert found["KABUL"].country == "AFG"


def test_offsets_survive_other_scripts() -> None:
    reading = read("😀 “Мир” — shelling hit Aleppo’s east.")
    (mention,) = find_places(reading)
    assert reading.quote(mention.span) == "Aleppo"


def test_the_same_text_gives_the_same_places() -> None:
    text = "Gunmen crossed from Chad into Sudan and attacked Geneina, near Adre. N'Djamena closed the border."
    assert find_places(read(text)) == find_places(read(text))


def test_nothing_is_found_in_nothing() -> None:
    assert find_places(Reading(Document(id="d", name="d", text=""))) == ()
