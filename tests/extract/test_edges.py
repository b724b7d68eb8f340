"""Where somebody's words end, beyond what the trained reader marks."""

from __future__ import annotations

import pytest

from rashomon.extract.attribution.cues import PLAIN
from rashomon.extract.attribution.edges import is_below_line, joined, whole_sentence, without_comment
from rashomon.extract.attribution.learned import _is_elsewhere, _speaking_noun
from rashomon.extract.attribution.passive import is_held
from rashomon.extract.attribution.saying import Desk, Draft
from rashomon.model import Claimant, ClaimantKind, Span
from tests.extract.test_attribution import chain, read


@pytest.mark.parametrize(
    ("text", "words", "voices"),
    [
        # a sentence that ends on its cue is said as a whole
        (
            "Still, some threw bottles at guards, who arrested 47 people, said Captain Ann Lowe.",
            "47 people",
            ["Ann Lowe"],
        ),
        ("Nine farmers died in May, and 48 were hurt, according to the union.", "Nine farmers", ["union"]),
        # a figure is of those who counted
        ("At least 48 died, according to the latest UN estimate.", "48 died", ["UN"]),
        ("At least 48 died, according to a count by the Tolva Foundation.", "48 died", ["Tolva Foundation"]),
        ("Peru's foreign ministry said nine died.", "nine died", ["Peru's foreign ministry"]),
        # not so where another voice speaks in it
        ("The mayor said nine died, and 48 were hurt, according to the union.", "48 were", ["union"]),
        # a clause of saying between a relative pronoun and its verb
        ("The gunman who police say killed six people is a father of two.", "six people", ["police"]),
        # what a clause adds to a deed is told by the writer
        ("The Tolva Front claimed a bombing that wounded five people.", "five people", []),
        # what stands after an insertion is the writer's
        ("A bombing on Monday - which the Front said hit a base - killed 16 people.", "16 people", []),
        # the dead do not speak, and a bidding tells nothing
        (
            "Mayor Ann Lowe came. Maria Novak was shot dead on Monday. “They killed nine men,” she said.",
            "nine men",
            ["Ann Lowe"],
        ),
        ("The mayor told people to leave the square where nine men were killed.", "nine men", []),
        # no speech at all
        ("The war had claimed some 9,000 lives.", "9,000 lives", []),
        ("To admit that nine men were killed would be shameful.", "nine men", []),
        ("Detectives are exploring whether the loan was taken by Dolan, who killed 14.", "killed 14", []),
    ],
)
def test_whose_words(text: str, words: str, voices: list[str]) -> None:
    assert chain(read(text), words) == voices


def test_a_dateline_is_no_part_of_what_is_said() -> None:
    reading = read("HAVANA, Cuba - A bomb in the harbour, which nobody claimed, killed nine men, police said.")
    assert [reading.quote(span)[:6] for one in reading.attributions for span in one.content] == ["A bomb"]


def test_a_sentence_that_ends_on_its_cue_is_told_whole_and_no_other_is() -> None:
    reading = read(
        "A guard who saw the attack called for help after nine men were killed at the gate, according to Ruiz. "
        "Six gunmen were arrested after footage allowed troops to find them where two guards were injured."
    )
    assert chain(reading, "nine men") == ["Ruiz"]
    assert chain(reading, "two guards") == []


@pytest.mark.parametrize(
    ("text", "words", "voices"),
    [
        # a happening says nothing, nor does whoever finds a thing
        ("The tragedy recalls the deaths of other miners in a shaft near Tolva.", "other miners", []),
        ("After the blast, which injured 29 people, police found a second device nearby.", "29 people", []),
        ("Police found that 29 people had been injured.", "29 people", ["Police"]),
        # a toll that rises by what happened, or by who counts
        ("A guard died of his wounds, raising the death toll to four.", "the death toll", []),
        ("The count of the hurt was revised on Monday from eight to six.", "count of the hurt", []),
        ("The ministry revised its figures, raising the death toll to nine.", "the death toll", ["ministry"]),
        # what is believed of somebody is not what happened to him
        ("Three of the raiders, believed to belong to a hill militia, were killed on Monday.", "Three of", []),
        ("The war, which had claimed some 9,000 lives over six years, went on.", "9,000 lives", []),
        # the accused does not speak
        (
            "The report names Omar Lind - charged with killing 11 people - as its author.",
            "11 people",
            ["UNNAMED", "report"],
        ),
    ],
)
def test_who_does_not_say_it(text: str, words: str, voices: list[str]) -> None:
    assert chain(read(text), words) == voices


def test_words_end_with_the_sentence_of_their_cue() -> None:
    text = (
        "Health officials in Tolva said on Friday that the toll of the fighting had grown to 84, as several "
        "people died of their wounds. Six farmers, two of them women, were killed in those days."
    )
    assert chain(read(text), "had grown to 84")
    assert chain(read(text), "Six farmers") == []


def test_what_follows_from_something_is_no_statement_of_it() -> None:
    text = "She was in Tolva in May. It does not mean that she killed nine farmers there."
    assert chain(read(text), "nine farmers") == []


def spot(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def draft(text: str, who: str, cue: str, *said: str) -> tuple[Desk, Draft]:
    """A draft of the trained reader, as far as its edges go."""
    desk = Desk(read(text))
    token = desk.parse.at(spot(text, cue).start)
    assert token is not None
    claimant = Claimant(who, ClaimantKind.OFFICIAL)
    content = [spot(text, words) for words in said]
    return desk, Draft(claimant, spot(text, who), spot(text, cue), token.index, content, PLAIN)


def test_what_is_set_off_within_a_statement_is_said_with_it() -> None:
    text = "Ann Lowe said that the shelling, which also hurt 21, was a crime."
    desk, one = draft(text, "Ann Lowe", "said", "the shelling", "was a crime")
    whole = spot(text, "the shelling, which also hurt 21, was a crime")
    assert joined(desk, one, one.content, ()) == [whole]
    hurt = next(t.index for t in desk.parse.tokens if t.text == "hurt")
    assert joined(desk, one, one.content, (hurt,)) == one.content  # another voice speaks in it
    one.claimant_span = None  # nobody in particular
    assert joined(desk, one, one.content, ()) == one.content


def test_all_before_a_cue_that_is_set_off_is_said() -> None:
    text = (
        "Two men died and nine were shot dead by troops, officials said, in a week that began when roads were closed."
    )
    desk, one = draft(text, "officials", "said", "nine were shot dead")
    (content,) = whole_sentence(desk, one, [one.cue_token], one.content)
    assert content == spot(text, "Two men died and nine were shot dead by troops")
    one.claimant_span = None
    assert whole_sentence(desk, one, [one.cue_token], one.content) == one.content


def test_what_takes_up_a_statement_is_the_writers() -> None:
    text = "The Front says that raids are needed, a stance that appals the farmers as scores of men are killed."
    desk, one = draft(text, "The Front", "says", "raids are needed, a stance that appals the farmers as scores of men")
    assert without_comment(desk, one, one.content[0]) == spot(text, "raids are needed")
    text = "The Front says that guards shot nine men, a crime that appals the farmers."
    desk, one = draft(text, "The Front", "says", "guards shot nine men, a crime that appals the farmers")
    assert without_comment(desk, one, one.content[0]) == one.content[0]


def test_who_is_believed_to_have_done_something_believes_nothing() -> None:
    desk = Desk(read("The baker believed to have made the bombs fled. He believed that they had fled."))
    assert [is_held(desk, t) for t in desk.parse.tokens if t.text == "believed"] == [True, False]


def test_a_day_and_the_words_of_another_sentence_are_no_speaker() -> None:
    desk = Desk(read("Photo by Ann Lowe. Officials confirmed on Friday that two men died."))
    tokens = {t.text: t for t in desk.parse.tokens}
    assert _speaking_noun(desk, [tokens["Friday"], tokens["Officials"]]) == tokens["Officials"]
    assert _is_elsewhere(desk, tokens["confirmed"], tokens["Lowe"])
    assert not _is_elsewhere(desk, tokens["confirmed"], tokens["Officials"])


def test_words_in_a_line_below_are_not_what_a_line_tells() -> None:
    desk, one = draft("The storm will pass, Lowe says\nThree men are missing.", "Lowe", "says", "Three men are missing")
    assert is_below_line(desk, one)
    desk, one = draft("Lowe says of the storm:\nThree men are missing.", "Lowe", "says", "Three men are missing")
    assert not is_below_line(desk, one)
