"""Doers beside the noun of a deed, and who is no doer of what stands near."""

from __future__ import annotations

import pytest

from rashomon.model import Claim, Document, Field
from rashomon.pipeline import read_document


def claims_of(text: str, field: Field = Field.ACTOR) -> list[Claim]:
    document = Document("d" * 16, "made-up.txt", text)
    return [c for c in read_document(document).claims if c.field is field]


def names(text: str, field: Field = Field.ACTOR) -> set[str]:
    return {c.value.name or "" for c in claims_of(text, field)}


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The police killing of Tomas Havel shocked the city.", "police"),
        ("The military ouster of Mr. Ferrer was condemned abroad.", "military"),
        ("He died in the mob attack on the village.", "mob"),
        ("The Gorley police department's brutal crackdown on students was condemned.", "Gorley police department"),
        ("The U.S.-led invasion ended their rule.", "U.S."),
        ("It was the murder of 21 fishermen by an affiliate of the Islamic State.", "affiliate of the Islamic State"),
    ],
)
def test_doers_beside_the_noun_of_a_deed(text: str, doer: str) -> None:
    assert doer in names(text)


def test_a_word_that_may_be_the_sufferer_is_left_alone() -> None:
    assert names("The police shooting was filmed by a driver.") == set()


def test_a_word_of_doubt_leaves_the_doer_to_nobody() -> None:
    (claim,) = claims_of("The officer was hurt in a suspected militant attack.")
    assert (claim.value.name, claim.claimant.name, claim.stance, claim.modality) == (
        "militant",
        "UNNAMED",
        "accuses",
        "possible",
    )


@pytest.mark.parametrize(
    ("text", "innocent"),
    [
        ("The army is fighting the Karst Front in the north.", "Karst Front"),
        ("Churches prayed for the shooting victims and their relatives.", "shooting victims"),
        ("I also saw our mathematics teacher lying injured on the floor.", "our mathematics teacher"),
        ("The gunman who police say killed six people is a father of two.", "police"),
        ("They had been holding 21 labourers rounded up from the city.", "labourers"),
        (
            "Police on Monday named a 19-year-old man as the gunman who opened fire at a fair, killing three people.",
            "Police",
        ),
        ("He obtained the two guns used in the attack from a friend.", "friend"),
        ("They were victims of the attack, says Harlan, author of a book on the war.", "Harlan"),
        ('A man shouted "Allahu Akbar" as he began firing at the crowd, and four people were killed.', "Allahu Akbar"),
    ],
)
def test_who_stands_near_and_did_nothing(text: str, innocent: str) -> None:
    assert innocent not in names(text)


def test_he_in_a_quotation_is_not_the_speaker() -> None:
    text = 'Jan Novak survived by playing dead. "When he shot me I did not move," Novak told the paper.'
    assert "Jan Novak" not in names(text)


def test_whoever_tells_what_is_believed_is_the_voice() -> None:
    text = "Sheriff Ann Dolan said that the driver is believed to have killed the three clerks."
    assert {c.claimant.name for c in claims_of(text)} == {"Ann Dolan"}


@pytest.mark.parametrize(
    ("text", "innocent"),
    [
        ("Prosecutor Ann Dolan wants Holm put to death for the mass shooting in Gorley.", "Holm"),
        ("They were killed by a crowd -- not by an organized terrorist gang.", "organized terrorist gang"),
        ("Rights organizations say that its security forces killed 213 people.", "Rights organizations"),
        ("A woman shot outside an apartment complex was in serious condition.", "woman"),
        ("The minister said that officials knew of the suspects before they attacked the office.", "officials"),
        ("Chad's war on Peru must end.", "Peru"),
    ],
)
def test_passives_and_pronouns_that_only_look_like_doers(text: str, innocent: str) -> None:
    assert innocent not in names(text)


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Hundreds of officers conducted a series of raids on homes in Gorley, killing two men.", "officers"),
        ("Police named Darren Winter as the officer who shot and killed the teenager.", "Darren Winter"),
        ("The other suspect in the bombings was 26-year-old Tamer Sarna.", "Tamer Sarna"),
    ],
)
def test_doers_a_little_further_off(text: str, doer: str) -> None:
    assert doer in names(text)


def test_those_who_are_identified_as_the_dead_did_nothing() -> None:
    text = "The three people who died in the bombing were identified as Martin Holm, 8, and Ann Dolan, 29."
    assert not names(text) & {"Martin Holm", "Ann Dolan"}


def test_whoever_allegedly_did_it_does_not_say_so() -> None:
    claims = claims_of("Novak allegedly planned and carried out one of the worst acts of terror in years.")
    assert {(c.value.name, c.claimant.name, c.stance) for c in claims} == {("Novak", "UNNAMED", "accuses")}


def test_he_who_fires_is_the_suspect_of_the_same_sentence() -> None:
    text = "Sheriff Tom Walt spoke of five crime scenes. Police killed the suspect when he began firing on officers."
    assert "Tom Walt" not in names(text)
    assert "suspect" in names(text)
