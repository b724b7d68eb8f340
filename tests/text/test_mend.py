"""Clauses and lemmas that the parser gets wrong, and that are put right by agreement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rashomon.model import Document, Parse, Passage, PassageKind, Reading, Span, Token
from rashomon.text.mend import mended, true_lemma
from rashomon.text.parse import parse_passages


def parsed(text: str) -> Parse:
    reading = Reading(Document(id="d", name="d", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    return parse_passages(reading)


def sentence(*rows: tuple[str, str, str, str, int]) -> list[Token]:
    """Tokens from (text, part of speech, tag, dependency, head)."""
    return [
        Token(n, 5 * n, 5 * n + 4, text, text.lower(), text.lower(), pos, tag, dep, head, "", False, 0)
        for n, (text, pos, tag, dep, head) in enumerate(rows)
    ]


def links(tokens: list[Token]) -> dict[str, tuple[str, str]]:
    return {t.text: (t.dep, tokens[t.head].text) for t in tokens}


def test_the_object_of_saying_is_the_subject_of_what_was_said() -> None:
    tokens = sentence(
        ("They", "PRON", "PRP", "nsubj", 1),
        ("say", "VERB", "VBD", "ROOT", 1),
        ("miners", "NOUN", "NNS", "dobj", 1),
        ("from", "ADP", "IN", "prep", 1),
        ("Tolva", "PROPN", "NNP", "pobj", 3),
        ("were", "AUX", "VBD", "auxpass", 6),
        ("killed", "VERB", "VBN", "ccomp", 1),
    )
    found = links(mended(tokens))
    assert found["miners"] == ("nsubjpass", "killed")
    assert found["from"] == ("prep", "miners")


@pytest.mark.parametrize(
    ("number", "tag"),
    [("miner", "NN"), ("whom", "WP")],  # "were" is no verb of one; a question word is an object
)
def test_an_object_that_does_not_agree_stays_one(number: str, tag: str) -> None:
    tokens = sentence(
        ("They", "PRON", "PRP", "nsubj", 1),
        ("say", "VERB", "VBD", "ROOT", 1),
        (number, "NOUN", tag, "dobj", 1),
        ("were", "AUX", "VBD", "auxpass", 4),
        ("killed", "VERB", "VBN", "ccomp", 1),
    )
    assert mended(tokens) == tokens


def clause(verb: str, noun: str, helper: str) -> list[Token]:
    return sentence(
        ("villagers", "NOUN", "NNS", "ROOT", 0),
        ("who", "PRON", "WP", "nsubj", 2),
        (verb, "VERB", "VBD", "relcl", 0),
        (noun, "NOUN", "NN" if noun == "army" else "NNS", "nsubjpass", 5),
        (helper, "AUX", "VBD", "auxpass", 5),
        ("killed", "VERB", "VBN", "ccomp", 2),
        (".", "PUNCT", ".", "punct", 0),
    )


def test_a_plural_verb_belongs_to_the_plural_noun_before_the_clause() -> None:
    found = links(mended(clause("help", "army", "were")))
    assert found["killed"] == ("ROOT", "killed")
    assert found["villagers"] == ("nsubjpass", "killed")
    assert found["army"] == ("dobj", "help")
    assert found["."] == ("punct", "killed")


@pytest.mark.parametrize(
    "tokens", [clause("help", "army", "was"), clause("help", "guards", "were"), clause("say", "army", "were")]
)
def test_a_clause_whose_own_subject_fits_is_left(tokens: list[Token]) -> None:
    assert mended(tokens) == tokens


def test_what_is_believed_between_commas_is_no_main_verb() -> None:
    parse = parsed("Three of the raiders, believed to belong to a hill militia, were killed in the raid on the inn.")
    killed = next(t for t in parse.tokens if t.text == "killed")
    assert any(t.text == "Three" for t in parse.dependents(killed, "nsubjpass"))
    assert parse.sentences[0].root == killed.index


def test_the_accused_accuses_nobody() -> None:
    parse = parsed("After the exit of Omar Lind, the Norland president accused of plotting that massacre, it was calm.")
    assert next(t for t in parse.tokens if t.text == "accused").tag == "VBN"


def test_what_an_agency_reports_between_commas_is_said() -> None:
    parse = parsed("A raid left nine guards dead, Agence Vardo-Presse reports, and soldiers closed the port.")
    reports = next(t for t in parse.tokens if t.text == "reports")
    assert (reports.pos, reports.dep) == ("VERB", "parataxis")
    assert [t.text for t in parse.dependents(reports, "nsubj")] == ["Presse"]


@pytest.mark.parametrize(
    ("text", "verb", "role", "subject"),
    [
        ("In May, Peru invaded Chad and Berg was stabbed by a nurse.", "stabbed", "nsubjpass", "Berg"),
        ("He was hanged, and his cousins caught and killed.", "caught", "nsubjpass", "cousins"),
        ("A man was shot by a guard and the ministry says nine clerks were hurt.", "says", "nsubj", "ministry"),
        ("VARDO, Norland (Agency) - Police in Vardo fear that nine clerks were hurt.", "fear", "nsubj", "Police"),
    ],
)
def test_whoever_stands_before_the_verb_is_its_subject(text: str, verb: str, role: str, subject: str) -> None:
    parse = parsed(text)
    done = next(t for t in parse.tokens if t.text == verb)
    found = parse.dependents(done, role)
    assert [t.text for t in found] == [subject]
    assert all(t.index >= found[0].index for t in parse.subtree(found[0]) if t.text[0].isupper())


@pytest.mark.parametrize("opening", ["TOLVA, Norland — ", "Photo TOLVA, Norland -- ", "TOLVA, Norland -- "])
def test_a_dateline_does_nothing(opening: str) -> None:
    parse = parsed(f"{opening}Rebel insurgents struck at the Velmar Consulate on Thursday night, killing two.")
    struck = next(t for t in parse.tokens if t.text == "struck")
    assert [t.text for t in parse.dependents(struck, "nsubj")] == ["insurgents"]
    assert struck.dep == "ROOT"


def test_what_follows_a_motive_is_told_of_it() -> None:
    parse = parsed("They called it a revenge attack for raids in Tolva last month that left up to 12 herders dead.")
    raids = next(t for t in parse.tokens if t.text == "raids")
    assert {"in", "month", "left"} <= {t.text for t in parse.dependents(raids)}


def test_an_answer_to_anything_is_no_motive() -> None:
    parse = parsed("In his response to the critics on Monday, the minister called the raids a success.")
    critics = next(t for t in parse.tokens if t.text == "critics")
    assert "on" not in {t.text for t in parse.dependents(critics)}


def test_the_fifth_is_one_more() -> None:
    parse = parsed("Four guards were killed -- a fifth wounded -- in the raid on the inn.")
    wounded = next(t for t in parse.tokens if t.text == "wounded")
    assert [t.text for t in parse.dependents(wounded, "nsubjpass")] == ["fifth"]


@pytest.mark.parametrize(
    ("lower", "lemma", "pos", "right"),
    [
        ("waged", "wag", "VERB", "wage"),
        ("raping", "rap", "VERB", "rape"),
        ("wagged", "wag", "VERB", "wag"),
        ("stages", "stag", "NOUN", "stag"),
        ("visited", "visit", "VERB", "visit"),
        ("gases", "gas", "VERB", "gas"),
        ("shot", "shoot", "VERB", "shoot"),
    ],
)
def test_a_silent_e_is_given_back(lower: str, lemma: str, pos: str, right: str) -> None:
    assert true_lemma(lower, lemma, pos) == right


def test_what_was_told_is_no_clause_about_who_heard_it() -> None:
    rows = [("Clerks", "NOUN", "NNS", "nsubj", 1), ("told", "VERB", "VBD", "ROOT", 1), ("a", "DET", "DT", "det", 3)]
    rows += [("paper", "NOUN", "NN", "dobj", 1), ("that", "SCONJ", "IN", "mark", 6), ("nine", "NUM", "CD", "nsubj", 6)]
    rows += [("died", "VERB", "VBD", "relcl", 3)]
    tokens = [replace(token, lemma="tell") if token.text == "told" else token for token in sentence(*rows)]
    assert links(mended(tokens))["died"] == ("ccomp", "told")
    kept = [replace(token, lemma="buy") if token.text == "told" else token for token in sentence(*rows)]
    assert links(mended(kept))["died"] == ("relcl", "paper")


def test_a_name_with_an_article_is_one() -> None:
    tokens = parsed("Officials said that President Omar al-Lind probably used poison gas twice.").tokens
    name = next(t for t in tokens if t.text == "Lind")
    assert name.dep == "nsubj"
    assert tokens[name.head].text == "used"
    assert {t.text for t in tokens if t.head == name.index and t.dep == "compound"} >= {"Omar", "al"}


def test_the_parts_of_a_name_hang_on_its_last_word() -> None:
    rows = [
        ("Later", "ADV", "RB", "advmod", 4),
        ("al", "PROPN", "NNP", "nsubj", 4),
        ("-", "PROPN", "NNP", "nsubj", 4),
        ("Lind", "PROPN", "NNP", "nsubj", 4),
        ("struck", "VERB", "VBD", "ROOT", 4),
    ]
    words = [replace(t, start=start, end=end) for t, (start, end) in zip(sentence(*rows), SPANS, strict=True)]
    found = links(mended(words))
    assert found["al"] == ("compound", "Lind")
    assert found["-"] == ("punct", "Lind")
    assert found["Lind"] == ("nsubj", "struck")


SPANS = ((0, 5), (6, 8), (8, 9), (9, 13), (14, 20))


def test_no_word_comes_to_hang_on_itself() -> None:
    tokens = sentence(
        ("Omar", "PROPN", "NNP", "ROOT", 0),
        ("al", "PROPN", "NNP", "compound", 3),
        ("-", "PUNCT", "HYPH", "punct", 3),
        ("Lind", "PROPN", "NNP", "nsubj", 4),
        ("attacked", "VERB", "VBD", "acl", 0),
    )
    places = [(0, 4), (5, 7), (7, 8), (8, 12), (13, 21)]
    tokens = [replace(t, start=start, end=end) for t, (start, end) in zip(tokens, places, strict=True)]
    assert mended(tokens) == tokens


def test_guess_what_is_an_exclamation() -> None:
    tokens = sentence(
        ("Guess", "VERB", "VB", "ROOT", 0),
        ("what", "PRON", "WP", "dobj", 4),
        (",", "PUNCT", ",", "punct", 4),
        ("sailors", "NOUN", "NNS", "nsubj", 4),
        ("killed", "VERB", "VBN", "ccomp", 0),
    )
    found = links(mended(tokens))
    assert (found["what"], found["killed"]) == (("dobj", "Guess"), ("parataxis", "Guess"))


def test_overrun_is_no_noun() -> None:
    rows = (
        ("town", "NOUN", "NN", "nsubj", 1),
        ("was", "AUX", "VBD", "ROOT", 1),
        ("overrun", "NOUN", "NN", "attr", 1),
        ("by", "ADP", "IN", "prep", 2),
        ("rebels", "NOUN", "NNS", "pobj", 3),
    )
    tokens = [replace(t, lemma="be") if t.text == "was" else t for t in sentence(*rows)]
    found = mended(tokens)
    assert links(found) == {
        "town": ("nsubjpass", "overrun"),
        "was": ("auxpass", "overrun"),
        "overrun": ("ROOT", "overrun"),
        "by": ("agent", "overrun"),
        "rebels": ("pobj", "by"),
    }
    assert (found[2].pos, found[2].tag) == ("VERB", "VBN")
