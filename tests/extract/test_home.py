"""Local stories: their home, what is resolved by it, and the main happening that is put there."""

from __future__ import annotations

from rashomon.extract.coreference.settings import LOCAL_STORY, REPORTED_THEN
from rashomon.extract.places.home import Point, find_home
from rashomon.model import Document, Field, Reading
from rashomon.pipeline import read_document


def read(text: str) -> Reading:
    return read_document(Document(id="d", name="d", text=text))


def test_the_home_is_the_town_most_told_of_among_neighbours() -> None:
    points = [
        Point("a", 40.0, -80.0, 1.0, True),
        Point("b", 40.2, -80.1, 1.0, True),
        Point("a", 40.0, -80.0, 1.0, True),
    ]
    assert find_home(points) == "a"


def test_places_far_apart_have_no_home() -> None:
    assert find_home([Point("a", 40.0, -80.0, 1.0, True), Point("b", 10.0, 20.0, 1.0, True)]) is None


def test_a_landmark_is_no_home() -> None:
    assert find_home([Point("a", 40.0, -80.0, 5.0, False)]) is None
    assert find_home([]) is None


def test_the_main_happening_of_a_local_story_is_put_into_its_town() -> None:
    reading = read(
        "Toledo police are looking for a gunman.\n\nTwo men were shot dead late at night, officers said. The shooting "
        "was the second in a week."
    )
    placed = [c for c in reading.claims if c.field is Field.PLACE]
    assert [(c.value.name, c.inferred_by) for c in placed] == [("Toledo", LOCAL_STORY)]
    assert any(place.name == "Toledo" for h in reading.happenings for place in h.places)


def test_a_happening_with_a_place_of_its_own_keeps_it() -> None:
    reading = read("Toledo police found a car. Two men were shot dead in Maumee on Friday.")
    placed = [c for c in reading.claims if c.field is Field.PLACE]
    assert [(c.value.name, c.inferred_by) for c in placed] == [("Maumee", None)]


def test_a_hospital_where_the_wounded_lie_is_no_scene() -> None:
    reading = read("Two men were shot on Friday and taken to a hospital in Cleveland.")
    assert all(c.value.name != "Cleveland" for c in reading.claims if c.field is Field.PLACE and c.inferred_by is None)
    bombed = read("A bomb exploded in a hospital in Quetta, killing 20 people.")
    assert any(c.value.name == "Quetta" for c in bombed.claims if c.field is Field.PLACE)


def test_a_quarter_lies_in_the_town_of_the_story() -> None:
    reading = read("A man was shot in the Berkley section on Monday. Norfolk police arrested two men in Norfolk.")
    quarter = next(m.place for m in reading.places if m.place.name.startswith("Berkley"))
    assert quarter.inside == "Norfolk"


def test_a_part_of_a_large_city_is_that_city() -> None:
    reading = read("A man was killed in South Philadelphia.")
    assert [(m.place.name, m.place.country) for m in reading.places] == [("Philadelphia", "USA")]


def test_the_day_on_which_it_happened_is_that_of_the_main_happening() -> None:
    document = Document(
        id="d",
        name="d",
        published="2016-11-03",
        text="Two men were shot at a motel in Toledo. It happened about 8 p.m. Friday, police said.",
    )
    reading = read_document(document)
    told = [(c.inferred_by, c.value.time.earliest) for c in reading.claims if c.value.time is not None]
    assert told == [(REPORTED_THEN, "2016-10-28")]


def test_victims_who_will_recover_put_no_shooting_into_the_future() -> None:
    text = "The victims of the shooting Wednesday night are expected to recover."
    reading = read_document(Document(id="d", name="d", published="2016-11-03", text=text))
    assert [t.time.earliest for t in reading.times] == ["2016-11-02"]


def test_a_dateline_in_a_line_of_its_own_places_the_lead() -> None:
    reading = read("LIMA (Reuters) -\n\nTwo policemen were killed in a bombing. The attack was the third this year.")
    assert [c.value.name for c in reading.claims if c.field is Field.PLACE][:1] == ["Lima"]


def test_a_bare_name_means_the_town_that_its_province_is_named_after() -> None:
    reading = read("Shelling hit Donetsk on Friday. Fighting went on in Donetsk region.")
    assert [m.place.precision for m in reading.places] == [1, 4]


def test_downtown_is_a_part_of_its_city() -> None:
    assert [m.place.name for m in read("Two men were shot in Downtown Oakland.").places] == ["Oakland"]


def test_foreign_politics_and_capitals_are_no_local_stories() -> None:
    for text in (
        "Washington officials met on Friday. They said that two pilots were killed in the war.",
        "Lawmakers met in Toledo. Russian troops killed two pilots, they said. Poland and Romania were asked for help.",
    ):
        assert all(c.inferred_by != LOCAL_STORY for c in read(text).claims), text


def test_a_dateline_is_the_home_of_a_story_with_namesakes_far_away() -> None:
    reading = read(
        "NASHVILLE, Tenn. (WXYZ) - Police want answers after a boy was found shot to death in Bordeaux.\n\n"
        "He was seen on Mattie Street near Buena Vista, police said."
    )
    quarters = {m.place.name: (m.place.country, m.place.inside) for m in reading.places}
    assert quarters["Bordeaux"] == ("USA", "Nashville")


def test_a_quarter_lies_in_the_large_city_around_it() -> None:
    reading = read("A man was shot in the Brighton Park neighborhood on Monday.")
    assert {m.place.inside for m in reading.places} == {"Chicago"}


def test_a_headline_puts_no_shooting_into_the_name_of_a_town() -> None:
    reading = read("Two Dead in Toledo Shooting\n\nTwo men were shot dead in Toledo on Friday, police said.")
    assert {m.place.name for m in reading.places} == {"Toledo"}


def test_the_day_of_a_local_story_is_told_anywhere_in_it() -> None:
    document = Document(
        id="d",
        name="d",
        text="A boy was shot dead in Toledo, police said.\n\nOfficers stopped a car on Monday night.",
        published="2017-03-08",
    )
    reading = read_document(document)
    days = [c for c in reading.claims if c.field is Field.TIME]
    assert [(c.value.time.earliest, c.inferred_by) for c in days if c.value.time] == [("2017-03-06", REPORTED_THEN)]


def test_an_agency_that_writes_from_abroad_has_no_home_there() -> None:
    reading = read("ISTANBUL (AP) - An airstrike in Idlib killed 12 people, a monitor said. Rebels hold most of Idlib.")
    assert {m.place.country for m in reading.places if m.place.name == "Idlib"} == {"SYR"}


def told_day(text: str, published: str = "2017-03-08") -> set[str | None]:
    """The first time of each happening."""
    reading = read_document(Document(id="d", name="d", text=text, published=published))
    return {h.times[0].earliest for h in reading.happenings if h.times}


def test_a_night_becomes_the_day_that_the_story_tells_with_a_clock_time() -> None:
    text = (
        "Two men were shot in Toledo overnight, police said.\n\nOfficers heard shots at about 12:40 a.m. Wednesday. "
        "A neighbour told reporters that she had slept."
    )
    assert told_day(text) == {"2017-03-08"}


def test_a_night_with_a_clock_time_alone_is_the_day_of_that_hour() -> None:
    assert told_day("Two men were shot in Toledo overnight around 1:30 a.m., police said.") == {"2017-03-08"}
    assert told_day("Two men were shot in Toledo overnight around 10:30 p.m., police said.") == {"2017-03-07"}
    assert told_day("Two men were shot in Toledo overnight, police said.") == {"2017-03-07"}


def test_a_night_of_two_days_that_are_both_told_stays_a_night() -> None:
    text = (
        "Nine men were shot in Toledo overnight, police said.\n\nOne was hit at 11 p.m. Tuesday. Another was hit at "
        "1 a.m. Wednesday."
    )
    reading = read_document(Document(id="d", name="d", text=text, published="2017-03-08"))
    first = next(h for h in reading.happenings if h.times and h.times[0].text == "overnight")
    assert first.times[0].precision == 2


def test_a_month_becomes_the_printed_day_that_lies_in_it() -> None:
    text = "A mother was shot in Toledo last month.\n\nOn Feb. 12, a boy took the gun, police said."
    assert told_day(text) == {"2017-02-12"}


def test_what_goes_on_has_no_past_day() -> None:
    assert told_day("Police in Toledo are investigating a shooting Tuesday that left a man dead.") == {"2017-03-07"}


def test_a_side_of_a_city_is_no_far_town() -> None:
    reading = read("Toledo police are looking for a gunman. A man was shot on the East Side on Monday, officers said.")
    assert {m.place.country for m in reading.places} == {"USA"}


def test_the_town_that_a_victim_was_flown_to_is_no_home() -> None:
    reading = read("A child was shot at an apartment complex.\n\nThe infant was flown to Toledo, police said.")
    assert all(c.value.name != "Toledo" for c in reading.claims if c.field is Field.PLACE)


def test_a_world_city_is_no_street_of_a_local_story() -> None:
    text = "Toledo police are looking for a gunman. A man was shot in Toledo on Monday. His son lives in New York."
    assert [m.place.inside for m in read(text).places if m.place.name.startswith("New York")] == ["New York"]


def test_a_person_named_in_full_is_no_small_town() -> None:
    text = "Barack Obama spoke in Toledo on Monday. Crowds cheered Obama for an hour."
    assert {m.place.name for m in read(text).places} == {"Toledo"}


def test_the_day_of_what_is_told_in_the_present_is_not_that_of_the_act() -> None:
    text = (
        "Toledo's Mass Shooting: What We Know Monday\n\nA gunman killed five people at a bar early Sunday, police said."
    )
    assert told_day(text, "2016-06-13") == {"2016-06-12"}
    assert told_day("Police say two men were shot in Toledo on Monday.", "2016-06-13") == {"2016-06-13"}
    assert told_day("Gunmen kill five on Monday in a village near Toledo.", "2016-06-13") == {"2016-06-13"}


def test_the_day_on_which_it_was_reported_is_its_day() -> None:
    text = "A man was shot in Toledo.\n\nThe shooting was reported about 9 p.m. Friday. He died at a hospital."
    assert told_day(text) == {"2017-03-03"}


def test_a_story_of_a_county_alone_is_put_there() -> None:
    reading = read(
        "A boy was shot late on Monday, Rankin County deputies said. Two men opened fire on a house and fled. Rankin "
        "County detectives have no suspect."
    )
    assert {c.value.name for c in reading.claims if c.field is Field.PLACE} == {"Rankin County"}


def test_where_a_man_comes_from_is_no_scene() -> None:
    reading = read("A Waverly man was killed by a stray bullet. The incident happened at a farm in Allison, Iowa.")
    assert {place.name for h in reading.happenings for place in h.places} == {"Allison"}


def test_a_dateline_gives_way_to_the_town_that_the_sentence_tells() -> None:
    reading = read(
        "BALTIMORE - A nurse and her son are dead after a shooting on Thursday in Waldorf, Maryland. Both were "
        "found dead in a house."
    )
    assert reading.happenings[0].places[0].name == "Waldorf"


def test_the_day_before_a_verb_of_saying_is_that_of_what_is_said() -> None:
    assert told_day("A girl was shot in the woods near Dover on Monday, deputies said.") == {"2017-03-06"}
    assert told_day("On Monday, Dover police say they found a man shot dead in a car.") == {"2017-03-06"}
    assert told_day("Deputies hold a suspect in Sunday night's shooting in Dover.") >= {"2017-03-05"}


def test_the_one_past_day_of_a_story_is_its_day() -> None:
    text = "Two men were shot dead outside a club. Officers heard noise around 2 a.m. and broke a door. It was Monday."
    assert told_day(text) == {"2017-03-06"}


def test_the_day_on_which_somebody_spoke_of_it_is_not_its_day() -> None:
    assert told_day("The army cracks down violently on protesters in Dover, a senator argued on Monday.") == set()
    poll = (
        "A poll out on Monday says that Congress is not doing enough. The poll came after a shooting in Dover left six "
        "people dead. The senate will vote on a bill, and the president of the chamber opposes it."
    )
    assert told_day(poll) == set()
    assert told_day(poll.replace("The senate", "It happened on Sunday. The senate")) == {"2017-03-05"}


def test_a_happening_elsewhere_was_on_a_day_of_its_own() -> None:
    text = "A man shot two guards dead in Dover on Monday.\n\nLast spring a man killed four people in Toledo."
    document = Document(id="d", name="d", text=text, published="2017-03-07")
    of_day = [h for h in read_document(document).happenings if any(t.earliest == "2017-03-06" for t in h.times)]
    assert len(of_day) == 1


def test_the_day_of_a_report_is_not_the_day_of_the_war() -> None:
    assert told_day("Radio stations are reporting this morning that the port is shut.\n\nThe war goes on.") == set()
    assert told_day("The civil war has killed thousands.\n\nFerries stopped on Monday.") == set()
