"""Text can be read on its ground in both themes: WCAG 2.2, 1.4.3 (4.5 for text) and 1.4.11 (3 for what is not text)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from rashomon.show.plot import COLOURS
from rashomon.show.web.look import STATIC

SHEETS = sorted(path.name for path in STATIC.glob("*.css"))
THEMES = ("light", "dark")
GROUNDS = ("ground", "sheet", "shade")  # what text stands on where its rule names no ground of its own
TEXT, OTHER = 4.5, 3.0
Colour = tuple[float, float, float]


def declarations(body: str) -> dict[str, str]:
    return {
        name.strip(): value.replace("!important", "").strip()
        for name, _, value in (one.partition(":") for one in body.split(";"))
        if value
    }


def rules(sheet: str) -> list[tuple[str, dict[str, str]]]:
    """Selector and declarations of each rule for the screen, also of those inside @media."""
    css = re.sub(r"/\*.*?\*/", "", (STATIC / sheet).read_text(encoding="utf8"), flags=re.S)
    css = re.sub(r"@media print \{(?:[^{}]*\{[^{}]*\})*\s*\}", "", css)
    return [(found[1].strip(), declarations(found[2])) for found in re.finditer(r"([^{}]+)\{([^{}]*)\}", css)]


VARIABLES = {
    name[2:]: value
    for selector, found in rules("base.css")
    for name, value in found.items()
    if name.startswith("--") and selector.endswith(":root")
}


def colour(words: str, theme: str, under: Colour | None = None) -> Colour | None:
    """The colour that a value means in a theme, laid on `under` where light shines through; None for no colour."""
    if found := re.fullmatch(r"var\(--([\w-]+)\)", words):
        return colour(VARIABLES[found[1]], theme, under)
    if found := re.fullmatch(r"light-dark\(([^,]+),\s*([^,]+)\)", words):
        return colour(found[1 + THEMES.index(theme)].strip(), theme, under)
    if found := re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", words):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * one for one in found[1])
        return (int(digits[:2], 16) / 255, int(digits[2:4], 16) / 255, int(digits[4:], 16) / 255)
    if (found := re.fullmatch(r"rgb\((\d+) (\d+) (\d+) / ([\d.]+)\)", words)) and under is not None:
        return mixed((int(found[1]) / 255, int(found[2]) / 255, int(found[3]) / 255), under, float(found[4]))
    return None


def mixed(over: Colour, under: Colour, share: float) -> Colour:
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(over, under, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    light = sorted(
        sum(
            weight * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
            for weight, part in zip((0.2126, 0.7152, 0.0722), found, strict=True)
        )
        for found in (one, other)
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


def named(name: str, theme: str) -> Colour:
    found = colour(f"var(--{name})", theme)
    assert found is not None
    return found


def texts(sheet: str, theme: str) -> Iterator[tuple[str, str, float]]:
    """Selector, ground and contrast of each rule that colours text, its ground, or lets the ground shine through."""
    for selector, found in rules(sheet):
        if not {"color", "background", "background-color", "opacity"} & set(found) or ":disabled" in selector:
            continue
        own = found.get("background", found.get("background-color", ""))
        for ground in GROUNDS:
            under = named(ground, theme)
            on = colour(own, theme, under) or under
            ink = colour(found.get("color", "var(--ink)"), theme, on) or named("ink", theme)
            shown = mixed(ink, on, float(found.get("opacity", 1)))
            yield selector, ground, contrast(shown, on)


def is_text(selector: str) -> bool:
    """False for what holds no words: handles, keys of the legend, bars."""
    return not re.search(r"\.(handle|key|sure|maybe|bars|mark|world)\b(?!.*mark\.said)", selector)


def test_the_ratio_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast((119 / 255,) * 3, (1, 1, 1)) == pytest.approx(4.48, abs=0.01)  # #777, the known near miss
    assert colour("#777", "dark") == colour("light-dark(#fff, #777777)", "dark")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sheet", SHEETS)
def test_text_can_be_read(sheet: str, theme: str) -> None:
    found = [one for one in texts(sheet, theme) if is_text(one[0])]
    assert found
    weak = [f"{selector} on {ground}: {ratio:.2f}" for selector, ground, ratio in found if ratio < TEXT]
    assert not weak


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("words", ["ink", "soft", "link", "differ", "deny", "revise", "part", "agree"])
def test_every_colour_of_words_can_be_read_on_every_ground(words: str, theme: str) -> None:
    for ground in (*GROUNDS, "notice", "mark"):
        ratio = contrast(named(words, theme), named(ground, theme))
        assert ratio >= TEXT, f"--{words} on --{ground}: {ratio:.2f}"


@pytest.mark.parametrize("theme", THEMES)
def test_edges_of_controls_focus_and_charts_can_be_seen(theme: str) -> None:
    for ground in GROUNDS:
        for name in ("strong-line", "focus"):
            assert contrast(named(name, theme), named(ground, theme)) >= OTHER, (name, ground)
    for one in COLOURS:
        line = colour(one, theme)
        assert line is not None
        assert contrast(line, named("sheet", theme)) >= OTHER, one
