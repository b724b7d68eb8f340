"""What somebody calls the happening, and who calls it so."""

from __future__ import annotations

import pytest

from rashomon.extract.actors.actors import find_actors
from rashomon.extract.identity import mention_id
from rashomon.extract.responsibility.labels import find_labels
from rashomon.model import Document, EventMention, EventType, Modality, Passage, PassageKind, Reading, Span
from rashomon.text.parse import parse_passages

DEEDS = frozenset(
    [
        "attack",
        "attacks",
        "bombing",
        "killings",
        "killed",
        "riot",
        "riots",
        "violence",
        "uprising",
        "raid",
        "stormed",
        "revolts",
        "protests",
    ]
)


def read(text: str) -> Reading:
    reading = Reading(Document(id="d", name="d", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.actors = find_actors(reading)
    by_head = {t.index: a.id for a in reading.actors for t in reading.parse.tokens if t.index == a.head}
    events = []
    for token in reading.parse.tokens:
        if token.lower in DEEDS:
            span = Span(token.start, token.end)
            subjects = [t.index for t in reading.parse.dependents(token, "nsubj") if t.index in by_head]
            actors = tuple(by_head[i] for i in subjects)
            number = mention_id("event", "d", span)
            events.append(
                EventMention(
                    number, span, token.index, token.sentence, EventType.ASSAULT, None, Modality.ACTUAL, actors=actors
                )
            )
    reading.events = tuple(events)
    reading.labels = find_labels(reading)
    return reading


def rows(text: str) -> list[tuple[str, str, str | None]]:
    return [(x.text, x.stance.value, x.claimant.name if x.claimant else None) for x in read(text).labels]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor described the attack as an act of terrorism.", ("act of terrorism", "asserts", "mayor")),
        ("The mayor called the riots a revolution.", ("revolution", "asserts", "mayor")),
        ("The riots were branded a coup by the mayor.", ("coup", "asserts", "mayor")),
        ("The killings have been described as genocide.", ("genocide", "asserts", "UNNAMED")),
        ("The mayor labeled the attack terrorism.", ("terrorism", "asserts", "mayor")),
        (
            "There were protests that Moscow prefers to label as “colour revolutions”.",
            ("colour revolutions", "asserts", "Moscow"),
        ),
        ("Six people were killed. It was a massacre.", ("massacre", "asserts", None)),
        ("Six people were killed. It was not a massacre.", ("massacre", "denies", None)),
        ("The attack amounted to genocide.", ("genocide", "asserts", None)),
        ("The attack was a “false flag” to justify more.", ("false flag", "asserts", None)),
        ("A CIA-backed mob stormed the palace.", ("CIA-backed", "asserts", None)),
        ("A CIA-backed (and some say CIA-led) mob stormed the palace.", ("CIA-backed", "asserts", None)),
        ("They led the raid under the guise of a peace mission.", ("peace mission", "asserts", "UNNAMED")),
        ("The attacks mask the reality of a Kenyan invasion.", ("Kenyan invasion", "asserts", None)),
        ("The so-called uprising lasted a day.", ("uprising", "asserts", "UNNAMED")),
        ("The so-called popular \"uprising\" lasted a day.", ("uprising", "asserts", "UNNAMED")),
    ],
)  # fmt: skip
def test_labels(text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in rows(text), rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor described the bridge as a masterpiece.",
        "One witness described the attack as a chaotic scene.",
        "The so-called Islamic State lost the town.",
        "It was the worst massacre since the war.",
        "He called his mother a saint after the attack.",
        "Is it a coup?",
        "They will call the attack a revolution.",
        "The attack was a mistake.",
        "The attack was in May. This is no time for tears.",
    ],
)
def test_other_words_are_no_labels(text: str) -> None:
    assert rows(text) == []


def test_a_label_belongs_to_the_happening_that_is_called_so() -> None:
    reading = read("There were protests that Moscow prefers to label as “colour revolutions”.")
    (label,) = reading.labels
    assert [reading.quote(e.span) for e in reading.events if e.id == label.event] == ["protests"]
    assert label.claimant_span is not None
    assert reading.quote(label.claimant_span) == "Moscow"


def test_spans_are_quotes_and_do_not_overlap() -> None:
    reading = read("The mayor called the riots “a foreign-backed coup”. He also called the killings a pogrom.")
    spans = [x.span for x in reading.labels]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a in spans for b in spans if a != b)


def test_the_guise_and_what_it_masks_are_one_happening() -> None:
    text = (
        "Riots filled Orval, and allies gave the state the cover of a “peace mission” that hides the reality of a raid."
    )
    found = read(text)
    words = {event.id: found.quote(event.span) for event in found.events}
    (label,) = [x for x in found.labels if x.text == "peace mission"]
    assert words[str(label.event)] == "raid"
