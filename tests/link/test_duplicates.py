"""Copies of one text are found, different texts about one story are not."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.link.duplicates import contained, group_copies
from rashomon.link.prints import halves

WIRE = (
    "Gunmen opened fire on a crowded bus near the town of Velimir on Tuesday, killing at least nine passengers and "
    "wounding more than twenty, the regional governor said. Nobody claimed responsibility. The bus was on its way "
    "from the capital to the coast when two cars blocked the road, a survivor told reporters at the hospital. Police "
    "closed the highway and searched the hills with helicopters until nightfall. The governor called the killing a "
    "cowardly act and promised that those behind it would be found. Attacks on travellers have become common in the "
    "district since a ceasefire broke down in spring. Shopkeepers kept their shutters down for the rest of the day."
)
OTHER = (
    "At least nine people died when attackers stopped a coach outside Velimir and fired into it, officials in the "
    "province said on Tuesday. Doctors counted twenty-three wounded. Relatives waited all night at the clinic. "
    "An army unit that was stationed nearby arrived after forty minutes, according to a driver who hid in a ditch. The "
    "parliament will hold a minute of silence. Two months ago a lorry was burned on the same road by unknown men."
)
LONGER = " ".join(
    f"Sentence number {n} speaks of harvest {n * 7} and of weather {n * 13} in valley {n}." for n in range(40)
)


def test_a_reprint_with_another_headline_and_light_edits_is_a_copy() -> None:
    edited = "Nine shot dead on coast bus\n\n" + WIRE.replace("Tuesday", "Tuesday evening").replace(
        "common", "frequent"
    )
    groups = group_copies([("b", WIRE), ("a", edited), ("c", OTHER)])
    assert groups == {"a": "a", "b": "a", "c": "c"}


def test_wire_text_with_an_added_paragraph_is_a_copy() -> None:
    added = WIRE + "\n\nOur correspondent adds that the market of the town stayed shut and that schools will open late."
    assert group_copies([("x", added), ("y", WIRE)]) == {"x": "x", "y": "x"}


def test_a_text_lifted_into_a_longer_one_is_its_copy_but_does_not_join_two_longer_ones() -> None:
    second = " ".join(f"Paragraph {n} tells of boat {n * 3} and of lake {n * 17} at mile {n}." for n in range(40))
    groups = group_copies([("one", LONGER + " " + WIRE), ("two", second + " " + WIRE), ("wire", WIRE)])
    assert groups["one"] != groups["two"]
    assert groups["wire"] in (groups["one"], groups["two"])


def test_two_reports_of_one_story_in_other_words_are_no_copies() -> None:
    assert group_copies([("a", WIRE), ("b", OTHER)]) == {"a": "a", "b": "b"}


def test_a_short_quotation_lifted_is_no_copy() -> None:
    quotation = "The governor called the killing a cowardly act and promised that those behind it would be found."
    assert group_copies([("a", WIRE), ("b", quotation)]) == {"a": "a", "b": "b"}


def test_a_chain_of_small_changes_does_not_join_its_two_ends() -> None:
    words = [f"word{n}" for n in range(300)]
    texts = []
    for step in range(8):
        texts.append((f"t{step}", " ".join(words)))
        words = words[60:] + [f"new{step}x{n}" for n in range(60)]
    groups = group_copies(texts)
    assert groups["t0"] != groups["t7"]


def test_empty_and_tiny_texts_stand_alone_unless_equal() -> None:
    assert group_copies([("a", ""), ("b", ""), ("c", "Nothing."), ("d", "Nothing.")]) == {
        "a": "a",
        "b": "b",
        "c": "c",
        "d": "c",
    }


def test_the_order_of_the_input_does_not_matter() -> None:
    documents = [(f"d{n}", (WIRE, OTHER, LONGER)[n % 3] + f" Line {n} is new here.") for n in range(12)]
    expected = group_copies(documents)
    random.Random(1).shuffle(documents)
    assert group_copies(documents) == expected
    assert len(set(expected.values())) == 3


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="abc \n", max_size=40), max_size=6))
def test_every_document_gets_the_smallest_id_of_its_group(texts: list[str]) -> None:
    documents = [(f"n{i}", text) for i, text in enumerate(texts)]
    groups = group_copies(documents)
    assert sorted(groups) == sorted(name for name, _ in documents)
    for name, first in groups.items():
        assert groups[first] == first
        assert first <= name


def test_containment_is_a_share_of_the_smaller_text() -> None:
    assert contained(halves(WIRE), halves(LONGER + " " + WIRE)) == 1.0
    assert contained(halves(""), halves(WIRE)) == 0.0
