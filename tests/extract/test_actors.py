"""Who acts: names, groups, common nouns, their kinds and countries, and who is who."""

from __future__ import annotations

import pytest

from rashomon.extract.actors.actor_chains import _same_sort
from rashomon.extract.actors.actors import find_actors
from rashomon.model import ActorMention, Document, Passage, PassageKind, Reading, Span
from rashomon.pipeline import read_document
from rashomon.text.parse import parse_passages


def read(text: str) -> Reading:
    reading = Reading(Document(id="d", name="d", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.actors = find_actors(reading)
    return reading


def mention(text: str, words: str) -> ActorMention:
    """The mention whose span is exactly these words."""
    reading = read(text)
    found = [a for a in reading.actors if reading.quote(a.span) == words]
    assert found, [reading.quote(a.span) for a in reading.actors]
    return found[-1]


@pytest.mark.parametrize(
    ("text", "words", "name", "kind", "country"),
    [
        ("The Taliban attacked a checkpoint.", "Taliban", "Taliban", "rebel", "AFG"),
        ("Boko Haram burned the village.", "Boko Haram", "Boko Haram", "rebel", "NGA"),
        ("Fighters of al-Shabaab shelled the base.", "al-Shabaab", "al-Shabaab", "rebel", "SOM"),
        ("Two gunmen shot a judge.", "Two gunmen", "gunmen", "group", None),
        ("Unidentified gunmen shot a judge.", "Unidentified gunmen", "Unidentified gunmen", "unnamed", None),
        ("Kenyan troops fired at the crowd.", "Kenyan troops", "Kenyan troops", "military", "KEN"),
        ("The security forces fired at the crowd.", "The security forces", "security forces", "military", None),
        ("Police beat two journalists.", "two journalists", "journalists", "media", None),
        ("The shells killed six children.", "six children", "children", "civilian", None),
        ("Young men from Lenz stormed the palace.", "Young men from Lenz", "Young men from Lenz", "group", None),
        ("Hundreds of ethnic Tajiks fled.", "Hundreds of ethnic Tajiks", "ethnic Tajiks", "group", "TJK"),
        (
            "Officials of the health ministry said so.",
            "Officials of the health ministry",
            "Officials of the health ministry",
            "government",
            None,
        ),
        ("Peru said its army had acted in self-defence.", "Peru", "Peru", "state", "PER"),
        ("The Kremlin said nothing.", "Kremlin", "Kremlin", "government", "RUS"),
        ("Villagers blamed Moscow; Moscow denied it.", "Moscow", "Moscow", "government", "RUS"),
        ("President Maria Kovacs said so.", "President Maria Kovacs", "Maria Kovacs", "person", None),
        ("The Israeli airstrikes hit a school.", "Israeli", "Israeli", "state", "ISR"),
        ("The militia Karvan looted the town.", "Karvan", "Karvan", "rebel", None),
        ("Nikki Bauer, the American envoy, blamed a mob.", "Nikki Bauer", "Nikki Bauer", "person", "USA"),
    ],
)
def test_names_kinds_and_countries(text: str, words: str, name: str, kind: str, country: str | None) -> None:
    found = mention(text, words)
    assert (found.name, found.kind, found.country) == (name, kind, country)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("He travelled to Peru in May.", "Peru"),
        ("The bomb exploded in Moscow.", "Moscow"),
        ("They met on Friday in Kenya.", "Friday"),
        ("The forces of nature are strong.", "The forces of nature"),
    ],
)
def test_what_does_not_act_is_no_actor(text: str, absent: str) -> None:
    reading = read(text)
    assert absent not in [reading.quote(a.span) for a in reading.actors]


def chain_words(text: str) -> list[set[str]]:
    reading = read(text)
    chains: dict[str, set[str]] = {}
    for actor in reading.actors:
        chains.setdefault(actor.chain, set()).add(reading.quote(actor.span))
    return list(chains.values())


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("Richard Miller was arrested. Miller had fled.", {"Richard Miller", "Miller"}),
        ("Richard Miller was arrested. He had fled.", {"Richard Miller", "He"}),
        ("Anna Weber wrote to Peter Klein. She was angry.", {"Anna Weber", "She"}),
        (
            "The Northern Liberation Front (NLF) took the town. The NLF then left.",
            {"Northern Liberation Front", "NLF"},
        ),
        ("Islamic State said so. ISIS has no base here.", {"Islamic State", "ISIS"}),
        ("Hamas fired rockets. The group said it would go on.", {"Hamas", "The group", "it"}),
        ("The attackers came at dawn. They shot the guards. The attackers then fled.", {"The attackers", "They"}),
        ("Amal's neighbour, Yusuf Karimi, saw it.", {"Amal's neighbour", "Yusuf Karimi"}),
        ("Farmers who had fled came back.", {"Farmers", "who"}),
        ("The captain, David Orn, was walking by Lee Hill when he was shot.", {"David Orn", "he"}),
        ("Robert Stone said that a video showed Orun saying he was tired.", {"Orun", "he"}),
    ],
)
def test_mentions_of_one_entity_share_a_chain(text: str, together: set[str]) -> None:
    assert any(together <= chain for chain in chain_words(text)), chain_words(text)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Anna Weber met Peter Klein.", "Anna Weber", "Peter Klein"),
        ("President Miller spoke. Jane Miller listened.", "President Miller", "Jane Miller"),
        ("The attackers fled. The second attackers came.", "The attackers", "The second attackers"),
        ('"He is a liar," said Peter Klein.', "He", "Peter Klein"),
        ("The man left. The man accused of the murder stayed.", "The man", "The man accused"),
        (
            "The Northern Liberation Front (NLF) in Karst said Turkey took the town.",
            "Northern Liberation Front",
            "Turkey",
        ),
        ("Members of the Karst Council (France, Russia) met.", "Karst Council", "France"),
        ("The Karst Army (Reuters) took it. Reuters said so.", "Karst Army", "Reuters"),
    ],
)
def test_mentions_of_two_entities_do_not(text: str, one: str, other: str) -> None:
    assert not any({one, other} <= chain for chain in chain_words(text))


def test_the_fullest_name_is_given_to_every_mention() -> None:
    reading = read("Miller denied it. Richard Miller, a colonel, said he was at home.")
    names = {a.name for a in reading.actors if a.kind == "person" or a.pronoun}
    assert names == {"Richard Miller"}


def test_a_clause_after_an_apposition_speaks_of_the_name_before_it() -> None:
    reading = read("It was the work of Hamas, a rival to Hezbollah, which claimed responsibility.")
    assert [a.name for a in reading.actors if a.pronoun] == ["Hamas"]


def test_a_state_and_its_adjective_are_one() -> None:
    reading = read(
        "Israel denied it. Later the Israeli airstrikes went on, and the United States objected. The U.S. left."
    )
    assert [a.name for a in reading.actors] == ["Israel", "Israel", "United States", "United States"]


def test_a_state_told_first_by_its_adjective_has_its_name() -> None:
    reading = read("Russian raids killed nine people. Russia said so.")
    assert {a.name for a in reading.actors if a.kind == "state"} == {"Russia"}


def test_spans_ids_and_order_are_stable() -> None:
    text = "The rebels shot two soldiers. Later they burned the post."
    assert read(text).actors == read(text).actors
    spans = [a.span for a in read(text).actors]
    assert spans == sorted(spans)
    assert len({a.id for a in read(text).actors}) == len(spans)


def test_an_empty_reading_has_no_actors() -> None:
    assert find_actors(Reading(Document(id="d", name="d", text=""))) == ()


@pytest.mark.parametrize(
    ("text", "words", "name", "kind"),
    [
        ("Twenty-one gendarmes were injured.", "Twenty-one gendarmes", "gendarmes", "military"),
        ("A hundred and five miners struck.", "A hundred and five miners", "miners", None),
        ("Several thousand protesters marched.", "Several thousand protesters", "protesters", "group"),
        ("Many villagers fled.", "Many villagers", "villagers", "civilian"),
        ("A 20-year-old man was shot.", "A 20-year-old man", "20-year-old man", "person"),
        ("LENZ, 12 May 2023 - Nine soldiers died.", "Nine soldiers", "soldiers", "military"),
        ("The Third of June Brigade shot a judge.", "Third of June Brigade", "Third of June Brigade", "rebel"),
        ("Lenz Police Chief Ivo Radek said so.", "Chief Ivo Radek", "Ivo Radek", "person"),
        ("As the Herald's Tiva Onder explained, nine died.", "Tiva Onder", "Tiva Onder", "person"),
        ("From Naro Velik's report in the Lenz Herald: nine died.", "Naro Velik", "Naro Velik", "person"),
        ("The so-called Islamic State shot a judge.", "so-called Islamic State", "Islamic State", "rebel"),
    ],
)
def test_names_read_well(text: str, words: str, name: str, kind: str | None) -> None:
    reading = read(text)
    found = [a for a in reading.actors if reading.quote(a.span) == words]
    if kind is None and not found:
        return
    assert [(a.name, a.kind if kind else None) for a in found[:1]] == [(name, kind)]


def test_datelines_and_single_letters_are_nobody() -> None:
    names = {a.name for a in read("SORVAN, 3 May 2023 - A mine exploded. B was next.").actors}
    assert not names & {"SORVAN", "A", "B"}


def chained(text: str, one: str, other: str) -> bool:
    return any({one, other} <= words for words in chain_words(text))


def test_short_forms_of_bodies() -> None:
    assert chained("The Karst Liberation Front has split. The Front denied it.", "Karst Liberation Front", "Front")


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Turkish troops, Russian troops and others came.", "Turkish troops", "Russian troops"),
        ("The broadcaster, Adam Kuhn, was shot.", "The broadcaster", "Adam Kuhn"),
        ("“I saw Lee Brandt there,” Adam Rolfe said. “He shot at me.”", "Adam Rolfe", "He"),
        ("The FBI released images of two men who they say are suspects.", "two men", "they"),
        ("Police said 12 people were killed, two of them children.", "Police", "them"),
    ],
)
def test_what_cannot_be_one_is_not_chained(text: str, one: str, other: str) -> None:
    assert not chained(text, one, other)


def test_he_after_a_quotation_is_who_spoke() -> None:
    reading = read(
        "Peter King spoke on Sunday. “Carlos Ruiz has failed us,” King told reporters. “Nothing was done. "
        "Now Carlos Ruiz is silent.”\n\nHe demanded an inquiry."
    )
    (he,) = [a for a in reading.actors if reading.quote(a.span) == "He"]
    assert "King" in he.name


def test_initials_are_the_body_that_alone_has_them() -> None:
    def name(text: str, short: str) -> str:
        reading = read(text)
        return next(a.name for a in reading.actors if short in reading.quote(a.span).split())

    whole = "Northern Relief Committee"
    assert name(f"The {whole} met on Monday. Nine men died, the NRC said.", "NRC") == whole
    assert name(f"Nine men died, the NRC said. The {whole} met on Monday.", "NRC") == whole
    two = f"The {whole} met on Monday. The National Rescue Council met, too. Nine men died, the NRC said."
    assert name(two, "NRC") == "NRC"


def test_whose_party_is_told_of_is_who_he_is() -> None:
    reading = read(
        "John Lind spoke. He knows what became of others. Ilir Berg's party was banned, and he was arrested."
    )
    assert [a.name for a in reading.actors if a.pronoun][-1] == "Ilir Berg"


def test_a_government_is_no_terror_group_beside_it() -> None:
    assert not _same_sort("rebel", "government")
    assert _same_sort("rebel", "group")


def test_what_somebody_is_names_him_later() -> None:
    text = "Omar Lind is a longtime activist. In May the longtime activist led a raid."
    assert mention(text, "the longtime activist").name == "Omar Lind"
    assert mention(text.replace(" is ", " is not "), "the longtime activist").name != "Omar Lind"


def test_how_often_is_no_part_of_a_name() -> None:
    assert mention("The raid killed often entire families.", "often entire families").name == "entire families"


def test_whoever_tells_of_a_victim_is_not_the_victim() -> None:
    text = "Police chief Omar Lind said that officers warned the man before he was shot."
    reading = read_document(Document("d", "d", text))
    assert [a.name for a in reading.actors if reading.quote(a.span) == "he"] == ["man"]
