"""Numbers joined to people and to what happened to them."""

from __future__ import annotations

import pytest

from rashomon.extract.counts.counts import find_counts
from rashomon.extract.counts.quantities import find_numbers
from rashomon.extract.events.deciding import find_triggers
from rashomon.extract.events.mentions import find_events
from rashomon.model import Document, Modality, Passage, PassageKind, Reading, Span
from rashomon.text.parse import parse_passages

Row = tuple[str, int | None, int | None]


def read(text: str, kind: PassageKind = PassageKind.ARTICLE) -> Reading:
    reading = Reading(Document(id="d", name="d", text=text))
    reading.passages = (Passage(0, kind, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.numbers = find_numbers(reading)
    reading.triggers = find_triggers(reading)
    reading.events = find_events(reading)
    reading.counts = find_counts(reading)
    return reading


def rows(text: str) -> list[Row]:
    return [(c.field.value, c.number.low, c.number.high) for c in read(text).counts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 22 people were killed and 40 injured.", [("killed", 22, None), ("injured", 40, 40)]),
        ("Gunmen killed 12 farmers and wounded 30.", [("killed", 12, 12), ("injured", 30, 30)]),
        ("The blast left 12 dead.", [("killed", 12, 12)]),
        ("The raid left two gunmen and one officer dead.", [("killed", 2, 2), ("killed", 1, 1)]),
        ("Fifteen people died, with 40 injured.", [("killed", 15, 15), ("injured", 40, 40)]),
        ("22 killed, 60 injured in twin blasts", [("killed", 22, 22), ("injured", 60, 60)]),
        ("The clinic saw 60 lifeless, and not less than 90 hurt.", [("killed", 60, 60), ("injured", 90, None)]),
        ("The death toll rose to 43.", [("killed", 43, 43)]),
        ("A toll of 40 was announced.", [("killed", 40, 40)]),
        ("The death toll in Norland rose to 14 Friday morning.", [("killed", 14, 14)]),
        ("The death toll rose to 14 late Friday.", [("killed", 14, 14)]),
        ("At least 70 IS militants and 50 other fighters were killed.", [("killed", 70, None), ("killed", 50, 50)]),
        ("The number of people killed has risen to 37.", [("killed", 37, 37)]),
        ("That brought to 300 the number of dead.", [("killed", 300, 300)]),
        ("The attack claimed 12 lives.", [("killed", 12, 12)]),
        ("Twelve bodies were found in the river.", [("killed", 12, 12)]),
        ("The killings of hundreds of herders shocked the region.", [("killed", 200, None)]),
        ("The fire caused injuries and the deaths of nine nurses.", [("killed", 9, 9)]),
        ("The massacre of 8,000 men is remembered.", [("killed", 8000, 8000)]),
        ("40 people who were detained on Friday were freed.", [("detained", 40, 40)]),
        ("Forty hostages were freed on Monday.", [("kidnapped", 40, 40)]),
        ("The army released 70 prisoners.", [("detained", 70, 70)]),
        ("The rebels said they would free 20 prisoners.", [("detained", 20, 20)]),
        ("The talks led to the release of 12 detainees.", [("detained", 12, 12)]),
        ("Relatives prayed for four neighbours held hostage in Norland.", [("kidnapped", 4, 4)]),
        ("Three nurses were being held captive in a house.", [("kidnapped", 3, 3)]),
        ("The army took custody of two militants.", [("detained", 2, 2)]),
        ("She saw about 30 people being taken away by officers.", [("detained", 30, 30)]),
        ("The court sentenced 69 members of the group to prison.", [("detained", 69, 69)]),
        ("His two cousins remained under house arrest.", [("detained", 2, 2)]),
        ("There were fears for several militants that it is detaining.", [("detained", 3, None)]),
        ("Some 900 pupils attend the school and were evacuated to a church.", [("displaced", 900, 900)]),
        ("Two boys who hit a guard and were arrested are at home.", [("detained", 2, 2)]),
        ("The protests were triggered by the two teenagers' deaths in Arvik.", [("killed", 2, 2)]),
        ("She spoke of the death of Mara Lind, the ambassador, and three other diplomats.", [("killed", 3, 3)]),
        ("The mayor mourned the wounding of another in Arvik.", [("injured", 1, 1)]),
        ("Of the 40 arrested, 12 were released.", [("detained", 40, 40)]),
        ("Police made more than 100 arrests.", [("detained", 100, None)]),
        ("Police arrested dozens of men and rounded up 40 more.", [("detained", 24, None), ("detained", 40, 40)]),
        ("The rebels abducted and killed 12 men.", [("kidnapped", 12, 12), ("killed", 12, 12)]),
        ("Tens of thousands of students took to the streets.", [("participants", 20_000, None)]),
        ("Thousands of villagers have fled across the river.", [("displaced", 2000, None)]),
        (
            "Since then 2,600 people have been killed and thousands more wounded.",
            [("killed", 2600, 2600), ("injured", 2000, None)],
        ),
        ("Also killed were six nurses and two drivers.", [("killed", 6, 6), ("killed", 2, 2)]),
        ("About 50 children are among the wounded.", [("injured", 50, 50)]),
        ("The dead included 21 women and five children.", [("killed", 21, 21), ("killed", 5, 5)]),
        ("Adam Novak was killed in March along with five other members of the group.", [("killed", 5, 5)]),
        ("She was among the 20 students and six adults who were killed.", [("killed", 20, 20), ("killed", 6, 6)]),
        ("127 dead and 155 wounded were counted.", [("killed", 127, 127), ("injured", 155, 155)]),
        ("A rally in the capital drew thousands of students.", [("participants", 2000, None)]),
        ("A protest by 40 farmers blocked the road.", [("participants", 40, 40)]),
        ("Three others received gunshot wounds.", [("injured", 3, 3)]),
        ("Thirty dead bodies and more than 100 wounded were brought in.", [("killed", 30, 30), ("injured", 100, None)]),
        ("Over 50 protesters are reported dead.", [("killed", 50, None)]),
        ("The health ministry has put the number of dead at 17.", [("killed", 17, 17)]),
        ("The toll was put at 33 by the governor.", [("killed", 33, 33)]),
        ("The mayor gave the number of wounded as 45.", [("injured", 45, 45)]),
        ("The number of those killed was placed at 60 by a rights group.", [("killed", 60, 60)]),
        ("The clinic's count of the dead remains at 29.", [("killed", 29, 29)]),
        ("The dead in the valley are believed to number closer to 70.", [("killed", 70, 70)]),
        (
            "The dead exceed 300, activists say, against an official toll of 90.",
            [("killed", 300, None), ("killed", 90, 90)],
        ),
        ("Around 900 welders had marched from the yard to the port.", [("participants", 900, 900)]),
        ("More than 300 teachers walked out over pay.", [("participants", 300, None)]),
        ("Some 4,000 farmers gathered to protest against the new law.", [("participants", 4000, 4000)]),
        (
            "The union says 70 people were injured and that nine are still missing.",
            [("injured", 70, 70), ("missing", 9, 9)],
        ),
        ("In the town, 16 people were treated for bullet wounds.", [("injured", 16, 16)]),
        ("Nine villagers were being treated in hospital for injuries.", [("injured", 9, 9)]),
        ("Eleven people were taken to hospital with gunshot wounds.", [("injured", 11, 11)]),
        ("Thirty-one people needed hospital treatment.", [("injured", 31, 31)]),
        ("Two boys are in intensive care.", [("injured", 2, 2)]),
        ("Thirty people are being held over the attack.", [("detained", 30, 30)]),
        ("Fourteen people were killed, not ten.", [("killed", 14, 14)]),
        ("The blast killed 12 early Monday.", [("killed", 12, 12)]),
        ("Bombs killed 30 Sunday.", [("killed", 30, 30)]),
        ("A sniper fatally shot 18 people and wounded hundreds.", [("killed", 18, 18), ("injured", 200, None)]),
        ("Two village guards were fatally shot in separate ambushes.", [("killed", 2, 2)]),
        ("The attack claimed the lives of two police officers.", [("killed", 2, 2)]),
        ('Another 17 "badly injured" troops succumbed to their wounds.', [("killed", 17, 17)]),
        ("Two wounded men died overnight.", [("killed", 2, 2)]),
        ("An officer and two soldiers who had died earlier were buried.", [("killed", 1, 1), ("killed", 2, 2)]),
        ("Two nurses among the dead were named by a relative.", [("killed", 2, 2)]),
        ("She praised two former pilots, who fought for hours before being killed.", [("killed", 2, 2)]),
        ("The attack on Saturday killed dozens and injured over 200.", [("killed", 24, None), ("injured", 200, None)]),
        ("The bombings killed three and wounded over 260 near the gate.", [("killed", 3, 3), ("injured", 260, None)]),
        ("At least 100 people were wounded, reports say, overwhelming clinics.", [("injured", 100, None)]),
        ("The planes came back, and up to 500 people were gassed to death.", [("killed", None, 500)]),
        ("The crowd stood where two gunmen had killed 21 people.", [("participants", 2, 2), ("killed", 21, 21)]),
        ("The men, ages 21, 22, 24 and 28, were arrested at dawn.", []),
        ("At least 80 miners were injured, one of whom is in a coma.", [("injured", 80, None), ("injured", 1, 1)]),
        ("The flood left 2,000 homeless people in Tolva.", [("displaced", 2000, 2000)]),
        ("A bomb exploded, wounding 29 people, none seriously.", [("injured", 29, 29)]),
        ("More than 500 people had been treated for gas poisoning.", [("injured", 500, None)]),
        ("At the demonstration about 150 dockers cheered.", [("participants", 150, 150)]),
        ("At the demonstration thousands shouted.", [("participants", 2000, None)]),
        ("AT LEAST 12 PEASANTS WERE KILLED AND 30 WOUNDED.", [("killed", 12, None), ("injured", 30, 30)]),
    ],
)
def test_counts(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A boy was killed.", [("killed", 1, 1)]),
        ("A woman and her two children were killed.", [("killed", 1, 1), ("killed", 2, 2)]),
        ("A second suspect was arrested.", [("detained", 1, 1)]),
        ("The driver killed a six-year-old boy, a girl and a man in his forties.", [("killed", 1, 1)] * 3),
        ("Another died on the way.", [("killed", 1, 1)]),
        ("The fire killed nine people, including a nurse.", [("killed", 9, 9), ("killed", 1, 1)]),
        ("The minister was killed.", []),
        ("Her small son was killed.", []),
        ("Anna Novak, a teacher, was killed.", []),
    ],
)
def test_one_person(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "12 people were killed or injured.",
        "The 45 people killed and wounded in the raid were honoured.",
        "10,000 troops were sent to the area.",
        "He was jailed for 12 years.",
        "Gunmen killed 40 cows.",
        "Three attacks took place; the driver was one of the witnesses.",
        "Several demonstrations were held.",
        "At least one protester threw a stone.",
        "Police found 12 guns and arrested nobody.",
        "The army destroyed 20 houses.",
        "One of the hostages spoke.",
        "Troops shot 80 protesters.",
        "Five rival gangs gathered at a protest.",
        "Hundreds gathered for the funeral.",
        "Two homeless men found a bag.",
    ],
)
def test_what_is_not_counted(text: str) -> None:
    assert rows(text) == []


def test_parts_belong_to_their_whole() -> None:
    counts = read("A bomb struck a market, killing at least 12 people, including 3 children and two women.").counts
    whole, *parts = counts
    assert [(c.number.low, c.group, c.part_of) for c in parts] == [(3, "children", whole.id), (2, "women", whole.id)]
    assert whole.part_of is None


def test_a_whole_before_its_part() -> None:
    counts = read("A clash left several people - including at least five soldiers - injured.").counts
    whole, part = counts
    assert (whole.number.low, part.number.low, part.part_of) == (3, 5, whole.id)


def test_of_them_is_a_part() -> None:
    whole, part = read("The explosion injured 40, five of them seriously.").counts
    assert part.part_of == whole.id
    assert (part.number.low, part.field) == (5, whole.field)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Hundreds of young herders were killed.", "young herders"),
        ("Twelve police officers were killed.", "police officers"),
        ("Twelve people were killed.", None),
        ("Twelve were killed.", None),
        ("Five members of the security forces were killed.", "members of the security forces"),
        ("The gale tore off the roof, injuring another 40 Steve Marlow", None),
        ("The gale injured 40 Steve Marlow fans.", "Steve Marlow fans"),
    ],
)
def test_group(text: str, group: str | None) -> None:
    (count,) = read(text).counts
    assert count.group == group


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Twelve people were killed.", Modality.ACTUAL),
        ("Twelve people may have been killed.", Modality.POSSIBLE),
        ("The flood could kill 300 people.", Modality.HYPOTHETICAL),
    ],
)
def test_modality(text: str, modality: Modality) -> None:
    (count,) = read(text).counts
    assert count.modality == modality


def test_a_count_names_the_event_of_its_trigger() -> None:
    reading = read("Gunmen killed 12 farmers on the road.")
    (count,) = reading.counts
    event = next(e for e in reading.events if e.id == count.event)
    assert reading.parse.tokens[event.head].text == "killed"


def test_quotes_are_the_text() -> None:
    text = "“At least 22 farmers — all of them from Velm — were killed” 🙂, and 40 others were hurt."
    reading = read(text)
    assert [reading.quote(c.span) for c in reading.counts][-1] == "40 others were hurt"
    assert all("2" in reading.quote(c.span) or "4" in reading.quote(c.span) for c in reading.counts)


def test_same_text_same_counts() -> None:
    text = "Gunmen killed 12 farmers, including 3 boys, and wounded 30."
    assert read(text).counts == read(text).counts


@pytest.mark.parametrize(
    "text",
    [
        "Six people were taken to hospital as a precaution.",
        "Six people were taken to hospital with a high fever.",
        "Six people were taken to hospital after a stroke.",
        "Police burned the dead.",
        "They face charges and could be sentenced to prison for 12 years.",
        "Three officers face charges and could be sentenced to prison.",
        "The plan would allow the repatriation of 2,000 refugees.",
    ],
)
def test_nobody_is_counted(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three men were shot, and police said that one person was in critical condition.", ("injured", 1, 1)),
        ("One was in critical condition and five in fair condition.", ("injured", 5, 5)),
        ("Two others had minor injuries.", ("injured", 2, 2)),
        ("Another 10 people received other, non-life threatening injuries.", ("injured", 10, 10)),
        ("The blast resulted in serious injury to three people.", ("injured", 3, 3)),
        ("Six members of the guard were harmed in the attack.", ("injured", 6, 6)),
        ("The floods forced thousands of northerners to flee.", ("displaced", 2000, None)),
        ("Hundreds of families were rendered homeless.", ("displaced", 200, None)),
        ("Hundreds of people marched down Market Street on Monday to protest the ruling.", ("participants", 200, None)),
        ("The fighters stormed the base, killing dozens in one of the worst raids.", ("killed", 24, None)),
        ("The assault has left more than 150 allied forces dead.", ("killed", 150, None)),
        ("An attack on a state-run clinic left 14 people dead.", ("killed", 14, 14)),
        ("He condemned the murder in Norland of 21 fishermen.", ("killed", 21, 21)),
        ("Militants captured four teachers.", ("kidnapped", 4, 4)),
        ("Police captured four men.", ("detained", 4, 4)),
        ("The army fears for the dozen people the rebels kidnapped.", ("kidnapped", 12, 12)),
        ("The toll in the north climbed past 600.", ("killed", 600, None)),
        ("The death toll as of Tuesday (in the capital) stood at 1,774.", ("killed", 1774, 1774)),
        ("Those killed included 82 Norlanders, 57 Sudlanders and 11 pilots.", ("killed", 11, 11)),
        ("At least three people, including an officer, suffered non-fatal gunshot wounds.", ("injured", 3, None)),
        ("The hospital was treating three men.", ("injured", 3, 3)),
        ("According to the agency, between 300 and 500 fled to the hills.", ("displaced", 300, 500)),
        (
            "The raid forced tens of thousands of people from the old quarter by the river to flee.",
            ("displaced", 20000, None),
        ),
        ("She is accused of arson, with three relatives and a nurse killed.", ("killed", 3, 3)),
        ("Twelve of the dead were miners and another two were cooks; nine people died later.", ("killed", 9, 9)),
        ("Forty pilgrims died, eight from Norland and four from Sudland.", ("killed", 4, 4)),
        ("He hit a guard with a bottle, wounding him.", ("injured", 1, 1)),
        ("After the collapse 33 miners were trapped.", ("missing", 33, 33)),
        ("The militants had been holding 21 workers taken in May.", ("kidnapped", 21, 21)),
        ("Nine workers are held by the militants.", ("kidnapped", 9, 9)),
        ("Scores of clerks are being held by an extremist group.", ("kidnapped", 40, None)),
        ("Nine workers are being held by police.", ("detained", 9, 9)),
        ("We have lost almost 150 of our people.", ("killed", 150, 150)),
        ("Three months later two other people fell ill.", ("injured", 2, 2)),
        ("It killed tens or hundreds of thousands of people.", ("killed", 20000, None)),
    ],
)
def test_one_of_the_counts(text: str, expected: Row) -> None:
    assert expected in rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "The singer, who May 25 died in hospital, was a star.",
        "The No. 2 official was killed.",
        "Nearby police 22 Donald Cole died.",
        "Two drivers were trapped in traffic.",
        "The jets shot down a bomber near the coast, and a nurse treated the wounded.",
        "Dozens of mutilated bodies lay there and nobody was hurt.",
    ],
)
def test_no_such_number(text: str) -> None:
    assert {row for row in rows(text) if row[0] != "killed" or row[1] != 24} == set()


def test_the_dead_are_not_hurt() -> None:
    assert rows("Two bodies were taken to the hospital.") == [("killed", 2, 2)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Police said 12 had been arrested and that four were questioned.", "12 had been arrested"),
        ("At least 80 miners were injured, some of whom are in serious condition.", "At least 80 miners were injured"),
        ("The ministry put the number of dead at 17.", "number of dead at 17"),
    ],
)
def test_the_words_that_say_it(text: str, quote: str) -> None:
    reading = read(text)
    assert [reading.quote(count.span) for count in reading.counts] == [quote]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana and Ivo drove home. Both died in the blast.", [("killed", 2, 2)]),
        ("Both men were arrested on Friday.", [("detained", 2, 2)]),
        ("The pair were taken to hospital with burns.", [("injured", 2, 2)]),
        ("Two guards were killed and another wounded in the raid.", [("killed", 2, 2), ("injured", 1, 1)]),
        ("The abduction and murder of two nurses shocked the town.", [("kidnapped", 2, 2), ("killed", 2, 2)]),
        ("More than a dozen suspected smugglers were detained.", [("detained", 12, None)]),
        ("Three militants blew themselves up near the gate.", [("killed", 3, 3)]),
        ("The teacher was the third person killed in the city this week.", [("killed", 3, 3)]),
        ("Police shot and killed a 19-year-old.", [("killed", 1, 1)]),
        ("The gunman killed a judge's son.", [("killed", 1, 1)]),
        ("Both sides killed and wounded civilians.", []),
        ("Two Dutch engineers, both civilians, were killed.", [("killed", 2, 2)]),
        ("A pair of boots lay beside the dead.", []),
        ("The third man killed was a guard.", []),
        ("Villagers managed to save a man who was trapped under the rubble.", []),
    ],
)
def test_sets_ordinals_and_shared_words(text: str, wanted: list[tuple[str, int | None, int | None]]) -> None:
    found = find_counts(read(text))
    assert sorted((c.field.value, c.number.low or 0, c.number.high or 0) for c in found) == sorted(
        (field, low or 0, high or 0) for field, low, high in wanted
    )


def test_the_almost_certainly_dead_are_possibly_dead() -> None:
    (found,) = find_counts(read("Two dozen sailors were almost certainly dead, the navy said."))
    assert found.modality is Modality.POSSIBLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb went off in Tolva, in which one person died.", [("killed", 1, 1)]),
        ("A woman from Tolva is believed to be among the dead.", [("killed", 1, 1)]),
        (
            "Two Canadians, six Finns, three Danes and a Peruvian citizen were killed.",
            [("killed", 2, 2), ("killed", 6, 6), ("killed", 3, 3), ("killed", 1, 1)],
        ),
        ("The ministry said six miners from a single village were killed.", [("killed", 6, 6)]),
        ("Nine farmers who had helped the army were killed on Monday.", [("killed", 9, 9)]),
        ("The two raiders killed three people before they were shot dead.", [("killed", 2, 2), ("killed", 3, 3)]),
        ("Twenty people remain in hospital.", [("injured", 20, 20)]),
        # one of several, or neither
        ("About 30 couriers were killed or jailed.", []),
        ("He did not say which one died.", []),
        ("Anna Novak, a teacher and a mother, was killed.", []),
    ],
)
def test_counts_over_longer_ways(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two medics were captured by rebels near the port.", [("kidnapped", 2, 2)]),
        ("Rebels captured a nurse.", [("kidnapped", 1, 1)]),
        ("Militants executed a baker on Sunday.", [("killed", 1, 1)]),
        ("A baker was captured by a camera on Sunday.", []),
        ("The court executed the will, and rebels captured the bridge.", []),
        ("Rolf Berg, then 31, was arrested.", []),
        ("Some 120 fewer people died in raids last year.", []),
        ("Nine people died. Berg and Lind, both of whom are deputies, wept.", [("killed", 9, 9)]),
        ("Four guards were killed and a fifth wounded.", [("killed", 4, 4), ("injured", 1, 1)]),
        ("Four guards were killed and a third were wounded.", [("killed", 4, 4)]),
        ("Nine were freed, but 150 remained in custody.", [("detained", 150, 150)]),
        ("The death count is 5, The number of injured is 9.", [("killed", 5, 5), ("injured", 9, 9)]),
        ("Two firearms were missing.", []),
        ("The arrests earlier this month of two bakers shocked Tolva.", [("detained", 2, 2)]),
    ],
)
def test_captives_ages_and_differences(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One guard was struck by a rock and another was hit in the face with a bottle.",
         [("injured", 1, 1), ("injured", 1, 1)]),
        ("The van was struck by a rock and nine cars were hit by bottles.", []),
        ("The fatal shooting in August of an unarmed docker led to protests.", [("killed", 1, 1)]),
        ("The deadly shooting of three dockers led to protests.", [("killed", 3, 3)]),
        ("Two fatal shootings shook the town.", []),
        ("It is a tragedy that we lost four Americans in the port.", [("killed", 4, 4)]),
        ("The village lost two soldiers in the war.", [("killed", 2, 2)]),
        ("The party lost two members and the team lost four players.", []),
        ("The town lost 3,000 men to Norway.", []),
        ("Police picked up dozens more bakers on Monday.", [("detained", 24, None)]),
        ("Two men were picked up by police.", [("detained", 2, 2)]),
        ("The bus picked up 30 women at the station.", []),
        ("Twelve dockers were taken in for questioning.", [("detained", 12, 12)]),
        ("Two guards underwent surgery on Monday.", []),
        ("Another is suffering from smoke inhalation.", [("injured", 1, 1)]),
        ("The war has claimed more than a quarter of a million lives.", [("killed", 250_000, None)]),
        ("Half of a million villagers fled.", [("displaced", 500_000, 500_000)]),
        ("A quarter of the guards were killed.", []),
        ("Thousands of Norwegians, however, responded by rioting near the border.", [("participants", 2000, None)]),
        ("The town mourns the loss of two soldiers.", [("killed", 2, 2)]),
        ("The loss of two goats and a contract hurt the town.", []),
        ("This year 215 soldiers were killed, compared with 271 in the same months of last year.",
         [("killed", 215, 215), ("killed", 271, 271)]),
        ("This year 215 soldiers were killed, compared with 271 buses.", [("killed", 215, 215)]),
        ("Three of the plotters were sent to the gallows.", [("killed", 3, 3)]),
        ("Two innocent lives were lost in the port.", [("killed", 2, 2)]),
        ("Monday's attack killed three and injured 176, many critically.", [("killed", 3, 3), ("injured", 176, 176)]),
        ("Nine documents were lost in the fire.", []),
        ("A woman lost her hand in the blast and two men lost their bags.", [("injured", 1, 1)]),
        ("At least two dockers were carried away on stretchers.", [("injured", 2, None)]),
        ("He saw the murder of a town police officer and shooting of a nurse.", [("killed", 1, 1)]),
        ("They admitted to a raid in Tolva that killed one of our great guards, and nine other people.",
         [("killed", 1, 1), ("killed", 9, 9)]),
    ],
)  # fmt: skip
def test_blows_losses_and_arrests(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
