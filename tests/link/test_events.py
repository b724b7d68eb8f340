"""Happenings of several documents become events; what is distinct stays apart; ids live on."""

from __future__ import annotations

import random
import time as clock
from dataclasses import replace

import pytest

from rashomon.link.blocking import candidate_pairs
from rashomon.link.events import group_happenings, link_events
from rashomon.link.profiles import profiles_of
from rashomon.link.scoring import LINK, Match, match_weight
from rashomon.model import EventType, Field, Happening, Modality
from tests.link.make import country, day, happening, named, span, town, words_time, yearless

KISUMU = town("Kisumu", -0.1, 34.75)
MOMBASA = town("Mombasa", -4.05, 39.66)
NAIROBI = town("Nairobi", -1.28, 36.82)
KENYA = country("Kenya", "KEN")
NOISE = [
    "officer",
    "report",
    "morning",
    "hospital",
    "resident",
    "road",
    "witness",
    "vehicle",
    "statement",
    "ministry",
    "neighbour",
    "camera",
]


def groups(*happenings: Happening) -> list[set[str]]:
    return sorted(({h.id for h in group} for group in group_happenings(happenings)), key=min)


def weighed(one: Happening, other: Happening, *more: Happening) -> Match:
    a, b, *_ = profiles_of([one, other, *more])
    return match_weight(a, b)


def background() -> list[Happening]:
    """Unrelated happenings, so that common words are common."""
    return [
        happening(
            f"z{n}",
            f"other{n}",
            places=(town(f"Town{n}", 40.0 + n, 10.0 + n, "ITA"),),
            times=(day(f"2019-0{n % 9 + 1}-11"),),
            words=" ".join(NOISE[n % 6 : n % 6 + 6]) + f" thing{n} object{n}",
        )
        for n in range(12)
    ]


def linked(*happenings: Happening) -> list[set[str]]:
    return [g for g in groups(*happenings, *background()) if not any(name.startswith("z") for name in g)]


def test_one_attack_in_three_papers_is_one_event() -> None:
    one = happening("a", "d1", places=(KISUMU,), times=(day("2022-05-03"),), words="grenade bus passenger depot")
    two = happening("b", "d2", places=(KISUMU,), times=(day("2022-05-03"),), words="grenade bus depot driver")
    three = happening(
        "c", "d3", places=(KENYA,), times=(day("2022-05-03"),), words="grenade bus depot passenger driver"
    )
    assert linked(one, two, three) == [{"a", "b", "c"}]


def test_two_attacks_in_one_city_on_one_day_stay_apart() -> None:
    bus = {"places": (KISUMU,), "times": (day("2022-05-03"),), "mode": "explosives"}
    bar = {"places": (KISUMU,), "times": (day("2022-05-03"),), "mode": "firearms"}
    found = linked(
        happening("a1", "d1", **bus, words="grenade bus passenger depot"),  # type: ignore[arg-type]
        happening("a2", "d1", **bar, words="rifle bar drinker barman"),  # type: ignore[arg-type]
        happening("b1", "d2", **bus, words="grenade bus depot driver"),  # type: ignore[arg-type]
        happening("b2", "d2", **bar, words="rifle bar drinker owner"),  # type: ignore[arg-type]
    )
    assert found == [{"a1", "b1"}, {"a2", "b2"}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"places": (KISUMU,)}, {"places": (MOMBASA,)}),
        ({"times": (day("2022-05-03"),)}, {"times": (day("2022-05-09"),)}),
        ({"times": (day("2022-05-03"),)}, {"times": (day("2021-05-03"),)}),
        ({"times": (yearless(5, 3),)}, {"times": (yearless(5, 9),)}),
        ({"times": (yearless(5, 3),)}, {"times": (day("2022-06-03"),)}),
        ({"modality": Modality.ACTUAL}, {"modality": Modality.PLANNED}),
        ({"modality": Modality.HYPOTHETICAL}, {"modality": Modality.NEGATED}),
        ({"type": EventType.PROTEST}, {"type": EventType.AID}),
    ],
)
def test_what_cannot_be_one_is_never_linked(one: dict[str, object], other: dict[str, object]) -> None:
    base = {"places": (KISUMU,), "times": (day("2022-05-03"),), "words": "grenade bus passenger depot driver"}
    a = happening("a", "d1", **{**base, **one})  # type: ignore[arg-type]
    b = happening("b", "d2", **{**base, **other})  # type: ignore[arg-type]
    found = weighed(a, b)
    assert found.veto is not None or found.total < LINK
    assert linked(a, b) == [{"a"}, {"b"}]


def test_an_unknown_year_links_by_month_and_day() -> None:
    one = happening("a", "d1", places=(KISUMU,), times=(yearless(5, 3),), words="grenade bus depot passenger")
    two = happening("b", "d2", places=(KISUMU,), times=(day("2022-05-03"),), words="grenade bus depot driver")
    assert linked(one, two) == [{"a", "b"}]


def test_a_neighbourhood_and_its_city_are_one_place() -> None:
    quarter = named("Lower Market", inside="Kisumu", code="KEN")
    one = happening("a", "d1", places=(quarter,), times=(day("2022-05-03"),), words="grenade bus depot passenger")
    two = happening("b", "d2", places=(KISUMU,), times=(day("2022-05-03"),), words="grenade bus depot driver")
    assert linked(one, two) == [{"a", "b"}]


def test_without_place_and_time_only_nearly_equal_words_link() -> None:
    told = "grenade bus passenger depot driver ticket conductor kiosk"
    one = happening("a", "d1", words=told)
    two = happening("b", "d2", words=told)
    three = happening("c", "d3", words="grenade bus bridge river soldier")
    assert linked(one, two, three) in ([{"a", "b"}, {"c"}], [{"a"}, {"b"}, {"c"}])
    assert {"c"} in linked(one, two, three)


def test_two_happenings_of_one_document_are_not_merged_by_a_third() -> None:
    place, when = (KISUMU,), (day("2022-05-03"),)
    found = linked(
        happening("a1", "d1", places=place, times=when, words="grenade bus depot passenger"),
        happening("a2", "d1", places=place, times=when, words="arson office clerk ledger"),
        happening("b", "d2", places=place, times=when, words="grenade bus depot arson office clerk"),
    )
    assert not any({"a1", "a2"} <= group for group in found)


def test_the_war_does_not_swallow_the_attacks() -> None:
    war = [
        happening(f"w{n}", f"d{n}", title="war", places=(KENYA,), times=(span("2022-01-01", "2022-12-31", 5),),
                  words="war front army", plural=True)
        for n in range(3)
    ]  # fmt: skip
    attacks = [
        happening(f"a{n}", f"d{n}", places=(where,), times=(day(date),), words=f"shell village{n} front army house{n}")
        for n, (where, date) in enumerate([(KISUMU, "2022-03-01"), (MOMBASA, "2022-06-01"), (NAIROBI, "2022-09-01")])
    ]
    found = linked(*war, *attacks)
    assert not any(len([name for name in group if name.startswith("a")]) > 1 for group in found)


def test_weak_links_do_not_chain() -> None:
    """Each report shares half of its words with the next; the first and the last share nothing."""
    words = [
        "alpha",
        "bravo",
        "charlie",
        "delta",
        "echo",
        "foxtrot",
        "golf",
        "hotel",
        "india",
        "juliet",
        "kilo",
        "lima",
    ]
    reports = [
        happening(f"r{n}", f"d{n}", times=(day("2022-05-03"),), words=" ".join(words[2 * n : 2 * n + 4]))
        for n in range(5)
    ]
    assert max(len(group) for group in linked(*reports)) < 5


def test_the_same_set_gives_the_same_events_in_any_order() -> None:
    told = [
        happening(
            f"h{n}",
            f"d{n}",
            places=((KISUMU, MOMBASA, NAIROBI)[n % 3],),
            times=(day(f"2022-05-0{n % 4 + 1}"),),
            words=f"grenade bus word{n % 5} depot{n % 3} item{n % 2}",
        )
        for n in range(40)
    ]
    expected = link_events(told, ())
    for seed in range(3):
        random.Random(seed).shuffle(told)
        assert link_events(told, ()) == expected
    assert [e.id for e in expected] == sorted(e.id for e in expected)


def test_every_mention_is_in_exactly_one_event() -> None:
    told = background()
    events = link_events(told, ())
    assert sorted(m for e in events for m in e.mentions) == sorted(m.id for h in told for m in h.mentions)


# ---------------------------------------------------------------- what an event says


def test_an_event_takes_the_most_exact_place_and_time_and_the_best_title() -> None:
    one = happening("a", "d1", title="bombing", places=(KENYA,), times=(yearless(5, 3),), words="grenade bus depot",
                    tolls=((Field.KILLED, 9, 9),))  # fmt: skip
    two = happening("b", "d2", title="bombing", places=(KISUMU,), times=(day("2022-05-03"),), words="grenade bus depot",
                    tolls=((Field.KILLED, 9, 9),), actors=("Hill Front",))  # fmt: skip
    three = happening("c", "d3", title="attack on a bus", places=(KISUMU,), times=(day("2022-05-03"),),
                      words="grenade bus depot", actors=("Hill Front",), modality=Modality.POSSIBLE)  # fmt: skip
    (event,) = [e for e in link_events([one, two, three, *background()]) if len(e.documents) == 3]
    assert event.place == KISUMU
    assert event.time == day("2022-05-03")
    assert event.title == "Bombing in Kisumu, 3 May 2022"
    assert event.modality is Modality.ACTUAL
    assert event.documents == ("d1", "d2", "d3")


@pytest.mark.parametrize(
    ("told", "title"),
    [
        (happening("a", "d", title="attack", places=(KISUMU,), times=(yearless(3, 22),)), "Attack in Kisumu, 22 March"),
        (
            happening("a", "d", title="protests", places=(KENYA,), times=(span("2020-08-09", None),)),
            "Protests in Kenya, from 9 August 2020",
        ),
        (happening("a", "d", title="Kisumu bombing", places=(KISUMU,)), "Kisumu bombing"),
        (happening("a", "d", title="siege", times=(span("2002-01-01", "2002-12-31", 5),)), "Siege, 2002"),
        (happening("a", "d", title="siege", times=(span("2002-03-01", "2002-03-31"),)), "Siege, March 2002"),
        (happening("a", "d", title="riot", times=(words_time("last Friday"),)), "Riot, last Friday"),
        (happening("a", "d", title=""), "Assault"),
    ],
)
def test_titles(told: Happening, title: str) -> None:
    (event,) = link_events([told])
    assert event.title == title


# ---------------------------------------------------------------- ids


def base(name: str, document: str, words: str = "grenade bus depot passenger") -> Happening:
    return happening(name, document, places=(KISUMU,), times=(day("2022-05-03"),), words=words)


def test_a_new_report_joins_the_old_event_and_keeps_its_id() -> None:
    before = link_events([base("b", "d2")])
    after = link_events([base("b", "d2"), base("a", "d1")], before)
    assert [e.id for e in after] == [before[0].id]
    assert len(after[0].mentions) == 2


def test_a_merge_leaves_a_redirect_and_later_runs_keep_it() -> None:
    first = link_events([base("a", "d1"), base("c", "d3", "arson office clerk ledger")])
    assert len(first) == 2
    told = [base("a", "d1"), replace(base("c", "d3"), mentions=base("c", "d3").mentions)]
    merged = link_events(told, first)
    assert {e.id for e in merged} == {e.id for e in first}
    (gone,) = [e for e in merged if e.redirects_to]
    (lives,) = [e for e in merged if not e.redirects_to]
    assert gone.redirects_to == lives.id
    assert link_events(told, merged) == merged


def test_a_split_gives_the_larger_part_the_old_id() -> None:
    parts = [base("a", "d1"), base("b", "d2"), base("c", "d3")]
    (whole,) = link_events(parts)
    apart = [parts[0], parts[1], replace(parts[2], times=(day("2019-01-01"),), words=("ledger",))]
    after = link_events(apart, [whole])
    kept = next(e for e in after if e.id == whole.id)
    assert set(kept.mentions) == {"m-a", "m-b"}
    assert len(after) == 2


def test_an_event_without_mentions_left_is_kept() -> None:
    before = link_events([base("a", "d1")])
    assert link_events([], before) == before


def test_linking_again_changes_nothing() -> None:
    told = background()
    once = link_events(told)
    assert link_events(told, once) == once


# ---------------------------------------------------------------- cost


def test_pairs_grow_with_the_documents_not_with_their_square() -> None:
    def collection(size: int) -> list[Happening]:
        return [
            happening(
                f"h{n:05}",
                f"d{n:05}",
                places=(town(f"T{n % 97}", (n % 97) * 1.1 - 50, (n % 89) * 3.0 - 120, "KEN"),),
                times=(day(f"2022-{n % 12 + 1:02}-{n % 28 + 1:02}"),),
                words=f"army said w{n % 101} x{n % 211} y{n % 307}",
            )
            for n in range(size)
        ]

    assert len(candidate_pairs(profiles_of(collection(2000)))) < 40 * 2000  # all with all would be 2,000,000


def test_a_story_that_everybody_prints_becomes_one_event() -> None:
    told = [
        happening(
            f"h{n:03}", f"d{n:03}", places=(KISUMU,), times=(day("2022-05-03"),), words=f"grenade bus depot w{n % 7}"
        )
        for n in range(150)
    ]
    start = clock.perf_counter()
    found = linked(*told)
    assert clock.perf_counter() - start < 10
    assert len(found) == 1


# ---------------------------------------------------------------- what happenings without a time have


def test_news_of_other_years_is_not_one_happening() -> None:
    words = "rifle child cousin porch hospital neighbour"
    old = happening("a", "d1", places=(KISUMU,), words=words)
    new = happening("b", "d2", places=(KISUMU,), words=words)
    told = [
        old,
        new,
        happening("a2", "d1", times=(day("2019-05-03"),)),
        happening("b2", "d2", times=(day("2022-05-03"),)),
    ]
    assert dict(weighed(*told).parts)["news"] < 0
    assert {"a", "b"} not in linked(*told)


def test_news_of_the_same_days_may_be_one_happening() -> None:
    words = "rifle child cousin porch hospital neighbour"
    old = happening("a", "d1", places=(KISUMU,), words=words)
    new = happening("b", "d2", places=(KISUMU,), words=words)
    told = [
        old,
        new,
        happening("a2", "d1", times=(day("2022-05-02"),)),
        happening("b2", "d2", times=(day("2022-05-03"),)),
    ]
    assert dict(weighed(*told).parts)["news"] > 0
    assert {"a", "b"} in linked(*told)


def test_nameless_victims_say_little() -> None:
    base = {"times": (day("2022-05-03"),), "words": "rifle porch hospital"}
    nameless = [happening(n, d, recipients=("a 6-year-old boy",), **base) for n, d in (("a", "d1"), ("b", "d2"))]  # type: ignore[arg-type]
    known = [happening(n, d, recipients=("Amina Odhiambo",), **base) for n, d in (("a", "d1"), ("b", "d2"))]  # type: ignore[arg-type]
    assert weighed(*nameless).total < weighed(*known).total


def test_few_shared_words_prove_little_however_rare() -> None:
    one = happening("a", "d1", words="obelisk quay")
    other = happening("b", "d2", words="obelisk quay")
    assert linked(one, other) == [{"a"}, {"b"}]


def test_a_street_in_no_town_gives_way_to_a_county() -> None:
    street = replace(town("Elm Street", 0.0, 0.0, "USA"), lat=None, lon=None, gazetteer_id=None, inside="United States")
    county = replace(town("Harlan County", 36.9, -83.3, "USA"), precision=3, inside="Kentucky")
    found = link_events([happening("a", "d1", places=(street, county))])
    assert [event.place for event in found] == [county]
    known = replace(street, inside="Toledo")
    assert [event.place for event in link_events([happening("a", "d1", places=(known, county))])] == [known]
