"""Event mentions: triggers, types, modes, figurative senses and what casualty words become."""

from __future__ import annotations

from functools import cache

import pytest

from rashomon.extract.events.deciding import find_triggers
from rashomon.extract.events.mentions import find_events
from rashomon.model import Document, EventMention, Passage, PassageKind, Reading, Span
from rashomon.text.parse import parse_passages


@cache
def read(text: str) -> Reading:
    reading = Reading(Document(id="t", name="t", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.triggers = find_triggers(reading)
    reading.events = find_events(reading)
    return reading


def told(text: str) -> dict[str, EventMention]:
    """The trigger's words -> its mention."""
    reading = read(text)
    return {reading.quote(e.span): e for e in reading.events}


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "mode"),
    [
        ("Gunmen shot two farmers near Lodwar on Monday.", "shot", "ASSAULT", "firearms"),
        ("Detectives raided the hall in Lodwar and took away papers.", "raided", "COERCE", None),
        ("Police raided the union hall.", "raided", "COERCE", None),
        ("Four rockets fired from the hills hit a market, killing two.", "rockets fired", "ASSAULT", "heavy-weapons"),
        ("Dozens died after the use of a banned nerve agent in the town.", "use", "ASSAULT", "unconventional"),
        ("Rebels use the hills to conduct attacks within the cities.", "attacks", "ASSAULT", None),
        ("Terrorists assaulted the mission on Sunday.", "assaulted", "ASSAULT", None),
        ("Norland then began an air campaign over the valley.", "air campaign", "ASSAULT", None),
        ("A driver ran over two soldiers in the square.", "ran", "ASSAULT", "primitive"),
        ("Soldiers opened fire on the crowd.", "opened fire", "ASSAULT", "firearms"),
        ("A car bomb attack hit the market and killed nine people.", "car bomb attack", "ASSAULT", "explosives"),
        ("Two suicide bombers detonated their vests outside a mosque.", "detonated", "ASSAULT", "suicide-attack"),
        ("Rebels kidnapped three teachers from a village school.", "kidnapped", "ASSAULT", "abduct"),
        ("Fighters took four aid workers hostage in the north.", "took", "ASSAULT", "abduct"),
        ("Guards tortured the prisoners for days.", "tortured", "ASSAULT", "torture"),
        ("The colonel was assassinated outside his home.", "assassinated", "ASSAULT", "assassinate"),
        ("Warplanes bombed the port of Massawa.", "bombed", "ASSAULT", "aerial"),
        ("An air strike destroyed the bridge.", "air strike", "ASSAULT", "aerial"),
        ("The army shelled the town for three nights.", "shelled", "ASSAULT", "heavy-weapons"),
        ("Attackers with machetes killed six villagers.", "killed", "ASSAULT", "primitive"),
        ("A mob set fire to the mayor's house.", "set fire", "ASSAULT", "destroy"),
        ("Police fired tear gas at the students.", "fired tear gas", "ASSAULT", "crowd-control"),
        ("Police arrested forty demonstrators in Almirante.", "arrested", "COERCE", "arrest"),
        (
            "The government declared a state of emergency in the province.",
            "state of emergency",
            "COERCE",
            "martial-law",
        ),
        ("The authorities imposed a curfew on the city.", "curfew", "COERCE", "curfew"),
        ("The ministry deported ninety migrants to the border.", "deported", "COERCE", "deport"),
        ("The attack took the paper's site offline, and malware was found.", "attack", "COERCE", "cyber"),
        ("Staff fell for a spear phishing attack in May.", "phishing attack", "COERCE", "cyber"),
        ("Hackers watched as gunmen launched an attack on the ministry.", "attack", "ASSAULT", None),
        ("Thousands protested against the new tax in the capital.", "protested", "PROTEST", "demo"),
        ("Residents took to the streets of the old town.", "took to the streets", "PROTEST", "demo"),
        ("Prisoners began a hunger strike in the northern jail.", "hunger strike", "PROTEST", "hunger"),
        ("Farmers blocked roads to demand compensation.", "blocked", "PROTEST", "obstruct"),
        ("The president deployed troops along the frontier.", "deployed", "MOBILIZE", "troops"),
        ("The two sides signed a ceasefire after a week of fighting.", "ceasefire", "RETREAT", "ceasefire"),
        ("The militia released two hostages unharmed.", "released", "RETREAT", "release"),
        ("The general threatened to bomb the harbour.", "threatened", "THREATEN", None),
        ("Washington imposed economic sanctions on the regime.", "economic sanctions", "SANCTION", None),
        ("The earthquake in the mountains killed eighty people.", "earthquake", "OTHER", "natural-disaster"),
        ("The crash of a bus on the coast road killed nine people.", "crash", "OTHER", "accident"),
        ("Customs officers seized forty rifles on Monday.", "seized", "COERCE", "disarm"),
        ("The engineering units discovered arms and equipment in a farm.", "discovered", "COERCE", "disarm"),
        ("Army sappers destroyed a roadside bomb near the dam.", "destroyed", "COERCE", "disarm"),
        ("Rebels destroyed the army's ammunition depot.", "destroyed", "ASSAULT", "destroy"),
        ("The army fired 40 howitzer and mortar shells at the town.", "fired", "ASSAULT", "heavy-weapons"),
        ("Troops seized control of the eastern side of the road.", "seized control", "COERCE", "seize"),
        ("Army units established control over an area in the north.", "established control", "COERCE", "seize"),
        ("At least 450 soldiers have defected to the rebels.", "defected", "RETREAT", "defect"),
        ("A company of the brigade surrendered to the rebels.", "surrendered", "RETREAT", "disarm"),
        ("Fighters have mobilised in the province to defend it.", "mobilised", "MOBILIZE", "troops"),
        ("Police used excessive force on the marchers.", "used excessive force", "ASSAULT", None),
        ("Police broke up a sit-in in the square.", "broke up", "COERCE", None),
        ("The army shelled rebel positions.", "shelled", "ASSAULT", "heavy-weapons"),
        ("Warplanes struck bases of the militia.", "struck", "ASSAULT", "aerial"),
        ("Protesters shut down roads in the capital.", "shut down", "PROTEST", "obstruct"),
        ("Several explosions shook the port of Izmit on Friday.", "explosions", "OTHER", None),
        ("One man is dead after a crash and explosion on the coast road.", "dead", "OTHER", None),
        ("A gas explosion killed three in a block of flats.", "killed", "OTHER", None),
        ("A man was found dead after a house fire.", "dead", "OTHER", None),
        ("A car explosion killed three soldiers in the capital.", "killed", "ASSAULT", None),
        ("The army set up two military bases in the north.", "set", "MOBILIZE", "base"),
        ("The earthquake in the mountains killed eighty people.", "killed", "OTHER", None),
        ("Her uncle died of cancer in a hospital.", "died", "OTHER", None),
        ("The vote was marred by election fraud across the country.", "election fraud", "COERCE", None),
        ("The popular uprising toppled the dictator.", "popular uprising", "PROTEST", None),
        ("The invasion of the island began at dawn.", "invasion", "ASSAULT", None),
        ("The mayor met striking dockers in the harbour.", "striking", "PROTEST", "strike"),
        ("Nurses struck over pay on Tuesday.", "struck", "PROTEST", "strike"),
        ("Rebels struck a convoy near the border, killing nine soldiers.", "struck", "ASSAULT", None),
        ("Norway suspended all aid to Malawi.", "suspended", "SANCTION", "discontinue"),
        ("The junta expelled two foreign diplomats.", "expelled", "SANCTION", "expel"),
        ("The army lifted its siege of the port.", "lifted", "RETREAT", None),
        ("The governor lifted the night curfew.", "lifted", "CONCEDE", None),
        ("Troops left Nepal after ten years.", "left", "RETREAT", "withdraw"),
        ("The warlord threatened to bomb the capital.", "threatened", "THREATEN", None),
        ("The capture of the town by rebels surprised the army.", "capture", "COERCE", "seize"),
        ("Rebels attacked Islamist militias in the hills.", "attacked", "ASSAULT", None),
        ("Two brothers stormed the offices of a weekly.", "stormed", "ASSAULT", None),
        ("Jets destroyed three depots in the north, the army said.", "destroyed", "ASSAULT", "aerial"),
        ("Army units found forty mines and a cache of rockets near the river.", "found", "COERCE", "disarm"),
        ("The army recaptured the town of Baidoa from the rebels.", "recaptured", "COERCE", "seize"),
        ("Police detained nine men in overnight raids on the camp.", "raids", "COERCE", None),
        ("Sixty rebels surrendered to the army on Monday.", "surrendered", "RETREAT", "disarm"),
        ("The two armies exchanged prisoners at the border.", "exchanged prisoners", "RETREAT", "release"),
        ("Protesters threw bottles at the officers.", "threw bottles", "PROTEST", "riot"),
        ("Forty people died after an earthquake and a hundred were injured.", "injured", "OTHER", None),
    ],
)
def test_type_and_mode(text: str, trigger: str, kind: str, mode: str | None) -> None:
    found = told(text)
    assert trigger in found, sorted(found)
    assert (found[trigger].type.value, found[trigger].mode) == (kind, mode)


@pytest.mark.parametrize(
    "text",
    [
        "The chancellor survived a coup against the party leader last week.",
        "Backbenchers plotted a leadership coup at the conference.",
        "The senator attacked the plan as reckless.",
        "Critics shot down the proposal within hours.",
        "The committee killed the bill in March.",
        "Her scathing attack on his record delighted the delegates.",
        "The minister came under fire for his remarks in an interview.",
        "The company reported explosive growth in sales.",
        "The two firms struck a deal worth millions.",
        "She lost her long battle with cancer.",
        "The war on drugs has cost billions.",
        "A war of words broke out between the two editors.",
        "The garden was a riot of colour.",
        "The riot police wore new helmets.",
        "He bought an assault rifle at a fair.",
        "The striker attacked the defence and scored a late goal in the match.",
        "The results demonstrate that the method works.",
        "The film shoot took place in Ghent.",
        "Investors fear a market crash next year.",
        "The paper invaded the privacy of the singer.",
        "She bears a striking resemblance to her aunt.",
        "The embassy evacuated its staff from the capital on Friday.",
        "The two companies are at war over patents.",
        "The council suspended two players for a month.",
        "The company halted exports to Peru.",
        "The storm threatened to flood the town.",
        "Hikers left Nepal after the festival.",
        "The governor ousted his own deputy last week.",
        "Police found a car bomb near the court.",
        "Landlords treat a rent strike as an act of war.",
        "On the day of the vote on rifles the mayor attacked the gun lobby and the arms industry.",
        "In addition to blasting Congress, the governor blamed the press.",
        "The flag flies over the occupied north.",
        "As the report demonstrates, prices rose.",
        "Officers played dead in the drill.",
        "Even as Ankara protested, officials in Athens went on with the drill.",
        "The rallies are being held across the country.",
        "A shed and six barns burned on the coast.",
        "The street was deserted.",
        "He attacked the party's positions on tax.",
        "Soldiers hit the road.",
        "The factory was shut down.",
        "The minister tackled the crisis.",
        "The party conducted attacks on the budget in the campaign.",
        "The use of travel agents has grown.",
        "Firms plan attacks on the market of their rivals.",
        "The painter ran over the list of her works.",
        "Applause exploded in the hall.",
        "The explosion of interest in small cars hit the market.",
    ],
)
def test_words_of_another_sense_make_no_event(text: str) -> None:
    assert not [m for m in told(text).values() if m.modality == "actual"], sorted(told(text))


def test_every_casualty_word_is_one_mention() -> None:
    text = "Gunmen killed 12 people and injured 30 others; police arrested two men and hundreds fled."
    found = told(text)
    assert {words: m.casualty for words, m in found.items()} == {
        "killed": "killed",
        "injured": "injured",
        "arrested": "detained",
        "fled": "displaced",
    }
    heads = [e.head for e in read(text).events]
    assert len(heads) == len(set(heads))


def test_death_is_an_assault_only_where_violence_is_told() -> None:
    violent = told("Rebels attacked the camp with rifles. At least nine people died.")
    assert violent["died"].type == "ASSAULT"
    assert told("A ferry accident on the lake shocked the town. At least nine people died.")["died"].type == "OTHER"


def test_a_known_happening_is_taken_up_again() -> None:
    found = read(
        "Rebels launched an attack on the barracks with mortars. The mayor spoke of it. The attack shocked all."
    )
    assert [found.quote(e.span) for e in found.events].count("attack") == 2


def test_plural_and_nominal() -> None:
    found = told("A series of attacks shook the valley. Soldiers raped a woman.")
    assert found["attacks"].plural
    assert found["attacks"].nominal
    assert not found["raped"].nominal


def test_a_bomb_is_a_weapon_where_a_verb_tells_what_it_did() -> None:
    found = told("A car bomb exploded outside a market in the old town, killing six people.")
    assert sorted(found) == ["exploded", "killing"]
    assert all(not m.actors for m in found.values())


def test_a_gunman_is_no_weapon() -> None:
    shot = told("A gunman shot four farmers near the river.")["shot"]
    assert shot.weapon is None
    assert shot.mode == "firearms"


def test_an_advance_is_no_protest() -> None:
    assert not [m for m in told("Rebels marched on the capital on Monday.").values() if m.type == "PROTEST"]


def test_mentions_are_the_same_twice() -> None:
    text = "Soldiers shelled the town. The shelling killed four."
    read.cache_clear()
    first = read(text).events
    read.cache_clear()
    assert read(text).events == first


def test_nothing_in_an_empty_text() -> None:
    assert read("The weather was mild and the harvest good.").events == ()


def test_qualities_do_not_die_and_a_stricken_town_is_no_attack() -> None:
    assert "died" not in told("The report's usefulness died when its author was named.")
    assert "died" in told("A witness died on Sunday.")
    assert list(told("Soldiers killed 12 people in the stricken city of Marad.")) == ["killed"]


def test_what_is_no_weapon_on_a_network_is_none() -> None:
    assert told("Staff fell for a spear phishing attack in May.")["phishing attack"].weapon is None
    assert told("Mayor Haro called for sanctions over missiles.")["sanctions"].weapon is None
    assert told("Raiders with spears killed two herders.")["killed"].weapon is not None


@pytest.mark.parametrize(
    "text",
    [
        "The envoy shot back: we live here.",
        "The minister fired back at his critics in the chamber.",
        "The singer shot to stardom last year.",
        "Shares in the chain shot up nearly 8 percent.",
        "The minister announced it by accident.",
        "The reform blew up in our faces.",
        "The trade deal is dead, the minister said.",
        "His back hurt after the flight.",
        "The mayor faced a flood of complaints.",
        "The power struggle between the two ministers goes on.",
        "The clashes spread and the crisis threatens to engulf the region.",
    ],
)
def test_a_figure_of_speech_harms_nobody(text: str) -> None:
    assert [
        e for e in told(text).values() if e.type.value in ("ASSAULT", "OTHER", "THREATEN") and e.nominal is False
    ] == []
    assert not {"struggle", "flood", "accident"} & set(told(text))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Soldiers fired back at the gunmen, killing two.", "fired"),
        ("A gunman shot up a school in Sudan.", "shot up"),
        ("Five guards are dead, police said.", "dead"),
        ("A flood of the river Niger killed ten people.", "flood"),
    ],
)
def test_what_is_meant_word_for_word_stays(text: str, trigger: str) -> None:
    assert trigger in {words.split(" at")[0] for words in told(text)}
