"""Set phrases that lay a deed to somebody or take it off."""

from __future__ import annotations

import pytest

from tests.extract.doers_told import FIRST, actors


@pytest.mark.parametrize(
    ("text", "stance", "name"),
    [
        (FIRST + "A judge threw out the murder charges against Omar Lind over the attack.", "accuses", "Omar Lind"),
        (FIRST + "The minister has blood on his hands, Peter Morrow said.", "accuses", "minister"),
        ("Two fishermen were shot on the orders of General Lind near Lodwar.", "asserts", "Lind"),
        (FIRST + "Omar Lind had nothing to do with the attack.", "denies", "Omar Lind"),
        ("The air force announced it had launched air strikes on two villages.", "admits", "air force"),
        (FIRST + "The council condemned the murder in the port of six fishermen by rebels.", "asserts", "rebels"),
        (FIRST + "Police said Omar Lind is a person of interest in the attack.", "accuses", "Omar Lind"),
        (FIRST + "Rebels have made many claims of responsibility for attacks on ferries.", "admits", "Rebels"),
        (FIRST + "The two suspected bombers, Omar Lind and Rolf Berg, fled.", "accuses", "Rolf Berg"),
        ("A plumber was charged with killing three sailors in the port.", "accuses", "plumber"),
        ("A woman was killed in a gunbattle with soldiers in the port.", "asserts", "soldiers"),
        ("Witnesses told of a man stabbed six people in the market.", "asserts", "man"),
        (
            "Clashes broke out in Lodwar and other towns between herders and farmers, killing two people.",
            "asserts",
            "herders",
        ),
        ("Four people died. President Lind authorised the air strikes on the port.", "asserts", "Lind"),
        ("The mission, attacked on Sunday by militants who fired at guards, is closed.", "asserts", "militants"),
    ],
)
def test_phrases(text: str, stance: str, name: str) -> None:
    assert any(s == stance and n.endswith(name) for s, n in actors(text)), actors(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (FIRST + "There are no charges against Omar Lind over the attack.", "Omar Lind"),
        (FIRST + "A nurse had blood on her hands.", "four people"),
        (FIRST + "Peter Morrow had nothing to do on Monday.", "Peter Morrow"),
        (FIRST + "The bakery announced it had launched a new loaf.", "bakery"),
        (FIRST + "Two others had minor injuries.", "others"),
        (FIRST + "The complaint against the council over the parking fees was dropped.", "council"),
        (FIRST + "The mayor approved the budget for the port.", "mayor"),
        (FIRST + "The play was written by Omar Lind on orders from the theatre.", "theatre"),
    ],
)
def test_what_lays_nothing_to_anybody(text: str, name: str) -> None:
    assert all(name.lower() not in n.lower() for _, n in actors(text)), actors(text)
