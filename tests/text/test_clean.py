"""Language, flaws and the printed date of a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.errors import ModelError
from rashomon.model import Document
from rashomon.text import language
from rashomon.text.clean import is_spun, prepare
from rashomon.text.language import find_language

STORY = (
    "Gunmen attacked a customs post near the town of Velbury on Friday night and killed four officers, police said. "
    "Residents heard shooting for more than an hour before soldiers arrived from the garrison in the next valley."
)


def ready(text: str, published: str | None = None) -> Document:
    return prepare(Document(id="d", name="d", text=text, published=published))[0]


def codes(text: str) -> list[str]:
    return [problem.code for problem in prepare(Document(id="d", name="d", text=text))[1]]


# ---------------------------------------------------------------- language


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        STORY.upper(),
        "Five people were killed.",
        "Bombing in Velbury kills five, injures 20",
        "- Hasan, Ali\n- Mahmoud, Omar\n- Garcia, José\n- Kim, Jong",
        "Abu Sayyaf, Al-Shabaab, Jemaah Islamiyah, Lashkar-e-Taiba, Boko Haram, Jabhat al-Nusra, Ansar Dine",
        "12,000\n14.5\n2019\n300\n",
        "Osh. Bishkek. Batken. Naryn. Talas.",
        'He said: "Vive la France, vive la République, vive la liberté", and the crowd sang for an hour after that.',
        STORY + "\n\nالله أكبر\n\n" + STORY,
        "x",
        "\0\0\0",
    ],
)
def test_english_lists_and_scraps_are_not_refused(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cinco personas murieron el lunes en un ataque contra un puesto de policía en el norte del país.", "es"),
        ("Bei einem Anschlag sind am Freitag fünf Menschen getötet worden, teilte die Polizei mit.", "de"),
        ("Пять человек погибли в результате нападения на полицейский участок.", "ru"),
        ("喀布尔发生爆炸,造成五人死亡,二十人受伤", "zh"),
        ("قتل خمسة أشخاص في هجوم على مركز للشرطة يوم الاثنين", "ar"),
        ("CINCO PERSONAS MURIERON EL LUNES EN UN ATAQUE CONTRA UN PUESTO DE POLICÍA EN EL NORTE DEL PAÍS.", "es"),
    ],
)
def test_other_languages_are_named(text: str, code: str) -> None:
    assert find_language(text) == code
    assert codes(text) == ["not-english"]
    assert ready(text).language == code


def test_samples_come_from_all_over_a_long_text() -> None:
    german = "Bei einem Anschlag sind am Freitag fünf Menschen getötet worden, teilte die Polizei mit. " * 200
    assert find_language(STORY + "\n\n" + german) == "de"


def test_altered_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "MODEL_SHA256", "0" * 64)
    language.load_detector.cache_clear()
    with pytest.raises(ModelError, match="sha256"):
        language.load_detector()
    monkeypatch.undo()
    language.load_detector.cache_clear()


def test_detector_neither_downloads_nor_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    monkeypatch.setenv("FTLANG_CACHE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket, "socket", None)
    language.load_detector.cache_clear()
    assert find_language("Cinco personas murieron el lunes en un ataque contra un puesto de policía.") == "es"
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------------------------------- flaws


def test_upper_case() -> None:
    assert ready(STORY.upper()).quality == ("upper-case",)
    assert ready(STORY).quality == ()
    assert ready("FIVE DEAD").quality == (), "a short line in capitals says nothing"


def test_flags_of_the_input_are_kept() -> None:
    document = Document(id="d", name="d", text=STORY.upper(), quality=("undecodable-bytes",))
    assert prepare(document)[0].quality == ("undecodable-bytes", "upper-case")


SPUN = (
    "Regulation enforcement officers opened hearth on the crowd quite than wait for the safety forces. "
    "The loss of life toll is prone to rise, the Overseas Minister instructed reporters on Tuesday."
)
PLAIN = (
    "Law enforcement officers opened fire on the crowd rather than wait for the security forces. "
    "The death toll is likely to rise, the foreign minister told reporters on Tuesday. In the meantime, a number of "
    "people have been arrested. Not less than 30 people lost their lives; the loss of life was one of the worst."
)


def test_text_from_a_synonym_spinner_is_flagged() -> None:
    assert ready(SPUN).quality == ("spun",)
    assert codes(SPUN) == ["spun"]


@pytest.mark.parametrize("text", [PLAIN, STORY, PLAIN + " One odd slip: the loss of life toll.", SPUN + STORY * 120])
def test_plain_text_is_not_flagged(text: str) -> None:
    assert not is_spun(text)


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("date 2022-01-07 ", "2022-01-07"),
        ("2022-01-07\n\n", "2022-01-07"),
        ("Attack near Velbury\n\nPublished: 3 March 2019\n\n", "2019-03-03"),
        ("Attack near Velbury\nMay 4, 2015 | 10:12 am\n\n", "2015-05-04"),
        ("Attack near Velbury\n\nBy Jane Doe / March 3, 2019\n\n", "2019-03-03"),
        ("Attack near Velbury\n\nBy Jane Doe\nSun 3rd Mar 2019 14:05 GMT\n\n", "2019-03-03"),
        ("Posted on Monday, 4 Feb. 2013 at 10:12 AM ET\n\n", "2013-02-04"),
        ("Last updated: 5 March 2019\nFirst published: 3 March 2019\n\n", "2019-03-03"),
        ("Published 2019/03/13\n\n", "2019-03-13"),
        ("Published 13.03.2019\n\n", "2019-03-13"),
        ("Published 03/13/2019\n\n", "2019-03-13"),
    ],
)
def test_date_printed_in_the_head(head: str, day: str) -> None:
    document = ready(head + STORY)
    assert (document.published, document.published_by) == (day, "head")


@pytest.mark.parametrize(
    "text",
    [
        "On 3 March 2019, gunmen attacked a customs post near the town of Velbury. " + STORY,
        "March 3, 2019 was a dark day for the people of Velbury, and for the whole valley. " + STORY,
        "March 3, 2019, marked ten years since the attack near the town of Velbury. " + STORY,
        "VELBURY, March 3 (Reuters) - " + STORY,
        "March 3\n\n" + STORY,
        "Published 03/04/2019\n\n" + STORY,
        "Published 31 February 2019\n\n" + STORY,
        "Attack near Velbury\n\n" + STORY + "\n\n" + STORY + "\n\nPublished: 3 March 2019",
        STORY,
    ],
)
def test_no_date_is_made_up(text: str) -> None:
    document = ready(text)
    assert (document.published, document.published_by) == (None, None)


def test_date_of_the_input_wins() -> None:
    document = ready("Published: 3 March 2019\n\n" + STORY, published="2019-03-05")
    assert (document.published, document.published_by) == ("2019-03-05", "input")


def test_text_is_never_changed() -> None:
    text = "\ufeff date 2022-01-07 " + STORY + "\r\n\0 "
    assert ready(text).text == text
