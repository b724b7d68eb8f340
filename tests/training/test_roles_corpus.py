"""Which places of a filler's strings the model of roles learns from."""

from __future__ import annotations

from benchmarks.muc4.templates import Filler, Template
from training.encoder.windowed import IGNORED
from training.roles.corpus import FIRST, INSIDE, OUTSIDE, ROLES, mark, occurrences

PERP, VICTIM = list(ROLES).index("perp-ind"), list(ROLES).index("hum-name")


def spoken(text: str) -> list[tuple[int, str]]:
    return [(i, word) for i, word in enumerate(text.split()) if word.isalnum()]


def test_the_longest_string_is_the_place() -> None:
    words = spoken("five armed rebels came , said the rebels")
    assert occurrences(("REBELS", "ARMED REBELS"), words) == [(1, 2), (7, 7)]


def test_articles_and_marks_do_not_count() -> None:
    assert occurrences(('THE "RED RIVER" FARM',), spoken('at red " river " farm')) == [(1, 5)]
    assert occurrences(("THE",), spoken("the farm")) == []


def test_places_near_another_filler_count_and_others_teach_nothing() -> None:
    text = "rebels came . rebels shot Ines Prado . rebels left"
    sentences = [0, 0, 0, 1, 1, 1, 1, 1, 2, 2]
    slots: dict[str, tuple[Filler, ...]] = {
        "perp-ind-id": (Filler(("REBELS",)),),
        "hum-tgt-name": (Filler(("INES PRADO",)),),
    }
    parts = [[OUTSIDE] * len(ROLES) for _ in text.split()]
    sure = mark(Template("t", "1", False, slots), [(i, w.lower()) for i, w in spoken(text)], sentences, parts)
    assert sorted(sure) == [0, 3, 5]
    assert [row[PERP] for row in parts] == [FIRST, 0, 0, FIRST, 0, 0, 0, 0, IGNORED, 0]
    assert [row[VICTIM] for row in parts][5:7] == [FIRST, INSIDE]


def test_what_one_template_is_sure_of_another_does_not_undo() -> None:
    parts = [[OUTSIDE] * len(ROLES) for _ in range(5)]
    words = spoken("rebels shot Ines . rebels")
    words = [(i, w.lower()) for i, w in words]
    rebels: dict[str, tuple[Filler, ...]] = {"perp-ind-id": (Filler(("REBELS",)),)}
    mark(Template("t", "1", False, rebels), words, [0, 0, 0, 0, 1], parts)
    assert parts[4][PERP] == IGNORED
    mark(Template("t", "2", False, rebels | {"hum-tgt-name": (Filler(("INES",)),)}), words, [0] * 5, parts)
    assert parts[4][PERP] == FIRST
    mark(Template("t", "1", False, rebels), words, [0, 0, 0, 0, 1], parts)
    assert parts[4][PERP] == FIRST
