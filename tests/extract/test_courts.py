"""What police and courts lay to somebody."""

from __future__ import annotations

import pytest

from tests.extract.doers_told import FIRST, actors


@pytest.mark.parametrize(
    ("text", "stance", "name"),
    [
        ("Omar Lind pleaded guilty on Monday to the murder of a clerk.", "admits", "Omar Lind"),
        ("Omar Lind pleaded not guilty to the murder of a clerk.", "denies", "Omar Lind"),
        ("Omar Lind, a docker, was found guilty in Vardo of the murder of a clerk.", "accuses", "Omar Lind"),
        (FIRST + "The jury found Omar Lind guilty of murder.", "accuses", "Omar Lind"),
        (FIRST + "Two men were arrested in connection with the attack.", "accuses", "men"),
        (FIRST + "Police are seeking Omar Lind in connection with the attack.", "accuses", "Omar Lind"),
        (FIRST + "Omar Lind is wanted for the attack.", "accuses", "Omar Lind"),
    ],
)
def test_courts(text: str, stance: str, name: str) -> None:
    assert (stance, name) in actors(text)


@pytest.mark.parametrize(
    "text",
    [
        FIRST + "The jury did not find Omar Lind guilty of murder.",
        FIRST + "Omar Lind was seen in connection with a loan.",
    ],
)
def test_who_is_cleared_or_elsewhere_is_charged_with_nothing(text: str) -> None:
    assert "Omar Lind" not in [name for _, name in actors(text)]
