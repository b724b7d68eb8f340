"""Quotation marks of all styles, over paragraphs, and marks that do not balance."""

from __future__ import annotations

import pytest

from rashomon.extract.attribution.quotation import Quotation, find_quotations
from rashomon.model import Span


def outer(text: str) -> list[str]:
    """The outermost quotations of a text whose lines are paragraphs; parts joined by a bar."""
    paragraphs, position = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append(Span(position, position + len(line)))
        position += len(line) + 1
    found = find_quotations(text, tuple(paragraphs))
    return [" | ".join(text[p.start : p.end] for p in q.parts) for q in found if q.depth == 0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('She said: "They burned the mill."', ['"They burned the mill."']),
        ("She said: “They burned the mill.”", ["“They burned the mill.”"]),
        ("« Nous partons », dit-il. He said «we leave now».", ["« Nous partons »", "«we leave now»"]),
        ("``We saw it,'' the driver said.", ["``We saw it,''"]),
        ("''We saw it,'' the driver said.", ["''We saw it,''"]),
        ("The driver said 'we saw the boys' guns' and left.", ["'we saw the boys' guns'"]),
        ("‘We didn’t see it,’ the driver said.", ["‘We didn’t see it,’"]),
        ("The miners' wives didn't go. It's the villagers' field.", []),
        ("“He told me ‘run’ and I ran,” she said.", ["“He told me ‘run’ and I ran,”"]),
        ('He was 6\'2" tall and said "no".', ['"no"']),
        ("the “free zone “which the army holds, and the “red line” beyond", ["“free zone “", "“red line”"]),
    ],
)
def test_outermost_quotations(text: str, wanted: list[str]) -> None:
    assert outer(text) == wanted


def test_speech_over_paragraphs_is_one_quotation() -> None:
    text = "“First they came to the river.\n“Then they crossed it.\n“Then we ran,” Dara said.\nNobody else spoke."
    assert outer(text) == ["“First they came to the river. | “Then they crossed it. | “Then we ran,”"]


def test_missing_closing_mark_ends_with_its_paragraph() -> None:
    text = '"They came at night, said the farmer.\nThe army denied it.'
    assert outer(text) == ['"They came at night, said the farmer.']


def test_a_mark_repeated_where_a_line_break_is_lost_closes_nothing() -> None:
    text = '"They came at night. "Then they left the mill," said the farmer.'
    assert outer(text) == ['"They came at night. "Then they left the mill,"']
    assert outer('"They came." He left. "They went," she said.') == ['"They came."', '"They went,"']


def test_stray_mark_in_mid_sentence_quotes_nothing() -> None:
    assert outer("The town of “Ostrov was quiet.\nThe army left.") == []


@pytest.mark.parametrize(
    ("text", "like"),
    [("He called it a “tragic mistake” today.", False), ("“We left,” he said.", True), ("“Go. Now go” he said", True)],
)
def test_speech_is_told_from_a_quoted_phrase(text: str, like: bool) -> None:
    found = find_quotations(text, (Span(0, len(text)),))
    assert [q.sentence_like for q in found] == [like]


def test_nested_quotation_has_depth() -> None:
    text = "“He said ‘wait here’ twice,” she said."
    found: tuple[Quotation, ...] = find_quotations(text, (Span(0, len(text)),))
    assert [(text[q.start : q.end], q.depth) for q in found] == [
        ("“He said ‘wait here’ twice,”", 0),
        ("‘wait here’", 1),
    ]
