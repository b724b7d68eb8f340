"""Who is said to say what: claimants, cues, contents, stances and nesting on invented sentences."""

from __future__ import annotations

import pytest

from rashomon.extract.attribution.attribution import find_attributions
from rashomon.model import Attribution, Document, Modality, Passage, PassageKind, Reading, Span, Stance
from rashomon.text.parse import parse_passages


def read(text: str) -> Reading:
    reading = Reading(Document(id="d", name="d", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    reading.attributions = find_attributions(reading)
    return reading


def innermost(reading: Reading, words: str) -> Attribution | None:
    """The attribution with the shortest content that holds the first occurrence of `words`; of two, the inner one."""
    start = reading.document.text.index(words)
    span = Span(start, start + len(words))
    holding = [
        (s.end - s.start, a.parent is None, n, a)
        for n, a in enumerate(reading.attributions)
        for s in a.content
        if s.contains(span)
    ]
    return min(holding)[3] if holding else None


def chain(reading: Reading, words: str) -> list[str]:
    """Names of the voices around some words, innermost first."""
    by_id = {a.id: a for a in reading.attributions}
    one = innermost(reading, words)
    names = []
    while one is not None:
        names.append(one.claimant.name)
        one = by_id.get(one.parent) if one.parent else None
    return names


SPOKEN = [
    # direct speech, the claimant before, after and between
    ('"They shot twelve men at the mill," Maria Novak said.', "twelve men", ["Maria Novak"]),
    ("Maria Novak said: “They shot twelve men at the mill.”", "twelve men", ["Maria Novak"]),
    ("“They came at dawn,” Maria Novak said. “They shot twelve men.”", "twelve men", ["Maria Novak"]),
    ("“They shot twelve men,” said Maria Novak, a teacher in the town.", "twelve men", ["Maria Novak"]),
    # indirect speech
    ("Police said that twelve men were shot at the mill.", "twelve men", ["Police"]),
    ("Police said twelve men were shot at the mill.", "twelve men", ["Police"]),
    ("Twelve men were shot at the mill, police said.", "Twelve men", ["police"]),
    ("Twelve men were shot at the mill, police said on Monday.", "Twelve men", ["police"]),
    ("The mill, police said, was attacked by forty gunmen.", "forty gunmen", ["police"]),
    ("According to the health ministry, twelve men were shot.", "twelve men", ["health ministry"]),
    ("Twelve men were shot, according to the health ministry.", "Twelve men", ["health ministry"]),
    ("A hospital official told reporters that twelve men had been killed.", "twelve men", ["hospital official"]),
    ("Witnesses reported seeing smoke. Witnesses said that nine houses burned.", "nine houses", ["Witnesses"]),
    ("Officials put the death toll at 40.", "40", ["Officials"]),
    ("Officials raised the number of dead to 40 on Monday.", "40", ["Officials"]),
    ("The governor announced the arrest of nine men.", "nine men", ["governor"]),
    ("The Kremlin says that 300 soldiers left the valley.", "300 soldiers", ["Kremlin"]),
    ("The government's claim that 300 rebels died drew protests.", "300 rebels", ["government"]),
    ("The president speaks of “forty foreign terrorists” in the valley.", "forty", ["president"]),
    ("The mayor said nine men died, while the army said that two died.", "two died", ["army"]),
    ("The attack, which officials said killed nine men, began at dawn.", "nine men", ["officials"]),
    ("The envoy “condemns the killing of nine men and calls for calm.”", "nine men", ["envoy"]),
    # nobody in particular
    ("Many theories are told. The first is that forty soldiers did it.", "forty soldiers", ["UNNAMED"]),
    ("A death toll of forty had been announced by noon.", "forty", ["UNNAMED"]),
    ("Forty people are believed to have died in the valley.", "Forty people", ["UNNAMED"]),
    ("It was reported that forty people had died in the valley.", "forty people", ["UNNAMED"]),
    ("Crowds came to the clinic as it was announced that forty people had died there.", "forty people", ["UNNAMED"]),
    ("The mayor was allegedly killed by two soldiers.", "two soldiers", ["UNNAMED"]),
    ("There were reports of forty deaths in the valley.", "forty deaths", ["UNNAMED"]),
    # nesting
    ("Maria Novak said that the army claimed that ninety rebels had died.", "ninety rebels", ["army", "Maria Novak"]),
    ("The army quoted a farmer as saying that ninety rebels had died.", "ninety rebels", ["farmer", "army"]),
    (
        "Reuters, citing local officials, said that ninety rebels had died.",
        "ninety rebels",
        ["local officials", "Reuters"],
    ),
    ("Police said the men had fled, adding that nine were wounded.", "nine were", ["Police"]),
    # the writer's own voice
    ("Forty people died in the valley on Monday.", "Forty people", []),
    ("I think that forty people died in the valley.", "forty people", []),
    ("The army wants to bring 300 men to the valley.", "300 men", []),
    ("The minister refused to say that forty people had died.", "forty people", []),
    ("Boko Haram claimed responsibility for the attack, which killed forty people.", "forty people", []),
    ("The disaster recalls the deaths of forty people in a fire.", "forty people", []),
    ("The blast raised the death toll to 40.", "40", []),
    ("A man suspected of the attack that killed forty people has fled.", "forty people", []),
    ("A UN envoy condemned the killing of forty people.", "forty people", []),
]


@pytest.mark.parametrize(("text", "words", "wanted"), SPOKEN)
def test_who_says_so(text: str, words: str, wanted: list[str]) -> None:
    assert chain(read(text), words) == wanted


@pytest.mark.parametrize(
    ("text", "words", "stance", "modality"),
    [
        ("The rebels admitted that they killed nine men.", "nine men", Stance.ADMITS, Modality.ACTUAL),
        ("The army denied that nine men were killed.", "nine men", Stance.DENIES, Modality.ACTUAL),
        ("The mayor accused the army of killing nine men.", "nine men", Stance.ACCUSES, Modality.ACTUAL),
        ("Analysts doubted that nine men were killed.", "nine men", Stance.DOUBTS, Modality.ACTUAL),
        ("There is no evidence that nine men were killed.", "nine men", Stance.DOUBTS, Modality.ACTUAL),
        ("Residents believe that nine men were killed.", "nine men", Stance.ASSERTS, Modality.POSSIBLE),
        ("The guards allegedly killed nine men.", "nine men", Stance.ACCUSES, Modality.POSSIBLE),
        ("The army did not say that nine men were killed.", "nine men", Stance.ASSERTS, Modality.NEGATED),
    ],
)
def test_stance_and_modality(text: str, words: str, stance: Stance, modality: Modality) -> None:
    found = innermost(read(text), words)
    assert found is not None
    assert (found.stance, found.modality) == (stance, modality)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police said that nine men were killed.", "official"),
        ("Witnesses said that nine men were killed.", "group"),
        ("Reuters reported that nine men were killed.", "media"),
        ("The Kremlin said that nine men were killed.", "state"),
        ("A report said that nine men were killed.", "document"),
        ("Maria Novak said that nine men were killed.", "person"),
    ],
)
def test_kind_of_claimant(text: str, kind: str) -> None:
    found = innermost(read(text), "nine men")
    assert found is not None
    assert found.claimant.kind == kind


def test_spans_are_exact() -> None:
    reading = read("“They shot twelve men,” Maria Novak said. Police have said that nine men fled.")
    parts = [
        (
            reading.quote(a.claimant_span) if a.claimant_span else "",
            reading.quote(a.cue) if a.cue else "",
            reading.quote(a.content[0]),
        )
        for a in reading.attributions
    ]
    assert parts == [
        ("Maria Novak", "said", "“They shot twelve men,”"),
        ("Police", "have said", "that nine men fled"),
    ]


def test_full_name_of_a_person_named_before() -> None:
    reading = read(
        "Maria Novak runs the clinic in Ostrov. Novak said that nine men were killed. She said that six fled."
    )
    assert chain(reading, "nine men") == ["Maria Novak"]
    assert chain(reading, "six fled") == ["Maria Novak"]


def test_who_reports_it_behind_is_not_what_is_said() -> None:
    reading = read("Police said they shot two men on Sunday, the Ostrov Herald reports.")
    assert chain(reading, "shot two men") == ["Police", "Ostrov Herald"]


def test_what_hangs_on_a_passive_word_of_saying_is_said_too() -> None:
    reading = read("Within minutes a toll of nine had been announced, with over sixty more injured.")
    assert chain(reading, "nine") == chain(reading, "sixty") == ["UNNAMED"]


def test_block_quotation_ends_with_a_comment_on_it() -> None:
    text = (
        "From Maria Novak's account in the Ostrov Herald:\n\n"
        "It was early when the soldiers came. They killed nine men at the mill.\n\n"
        "“We hid in the barn,” a farmer, Jan Blaha, said. Six houses burned.\n\n"
        "Such reports remind many of the last war, in which seventy villages burned."
    )
    reading = read(text)
    assert chain(reading, "nine men") == ["Maria Novak"]
    assert chain(reading, "hid in the barn") == ["Jan Blaha", "Maria Novak"]
    assert chain(reading, "Six houses") == ["Maria Novak"]
    assert chain(reading, "seventy villages") == []


def test_next_introduction_ends_a_block_quotation() -> None:
    text = "Novak writes:\n\nNine men died at the mill.\n\nBlaha writes:\n\nOnly two men died there, and nobody else."
    reading = read(text)
    assert chain(reading, "Nine men") == ["Novak"]
    assert chain(reading, "two men") == ["Blaha"]


def test_attitudes_on_request() -> None:
    reading = read("The army wants to bring 300 men to the valley.")
    assert reading.attributions == ()
    found = find_attributions(reading, attitudes=True)
    assert [(a.claimant.name, a.modality) for a in found] == [("army", Modality.PLANNED)]


def test_same_input_same_output_and_unique_ids() -> None:
    text = "Police said nine men died. “Six fled,” said Maria Novak. According to the mayor, two were wounded."
    one, two = read(text).attributions, read(text).attributions
    assert one == two
    assert len({a.id for a in one}) == len(one)
    assert all(a.parent is None or a.parent in {b.id for b in one} for a in one)


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        # all before a speaker set after it
        ("Nine men were hurt, three of them seriously, the ministry said.", "three of them", ["ministry"]),
        ("Nine men were hurt, one of them a child, officials said.", "one of them", ["officials"]),
        # a semicolon parts two statements
        ("The army says that 30 were killed; rebels counted 12.", "30", ["army"]),
        ("The army says that 30 were killed; rebels counted 12.", "12", ["rebels"]),
        ("The police counted 100 dead; villagers spoke of 300.", "100 dead", ["police"]),
        ("The police counted 100 dead; villagers spoke of 300.", "300", ["villagers"]),
        # the clause after those who report
        ("There were reports from the Herald and others that guards had fired.", "had fired", ["Herald"]),
        # days own posts, and say nothing
        ("Monday's post:\n\nTwo bombs killed nine people in Lenz.", "nine people", []),
        # whom a speaker calls "they", nobody knows
        ("Ana Roth blames the guards. “They told us that nine died,” Ivo Hale said.", "nine", ["UNNAMED", "Ivo Hale"]),
        ("The army called the raid a success. He said that nine had died.", "nine", ["he"]),
        ("The US said that nine men were killed.", "nine men", ["US"]),
    ],
)
def test_whose_words(text: str, words: str, names: list[str]) -> None:
    assert chain(read(text), words) == names


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("A nurse said nine people were hurt.", "nine", "person"),
        ("A shopkeeper said nine people were hurt.", "nine", "person"),
        ("Residents said nine people were hurt.", "nine", "group"),
        ("The director of the main hospital said nine people were hurt.", "nine", "official"),
        ("Nine people were hurt, according to government estimates.", "Nine", "document"),
        ("A war monitor said nine people were hurt.", "nine", "organisation"),
    ],
)
def test_kinds_of_common_nouns(text: str, words: str, kind: str) -> None:
    found = innermost(read(text), words)
    assert found is not None
    assert found.claimant.kind == kind


@pytest.mark.parametrize(
    ("text", "words", "claimant"),
    [
        ("Residents counted 31 dead, compared with the government's figure of 15 killed.", "15 killed", "government"),
        ("The union's count of the dead stands at 40.", "40", "union"),
        ("The ministry gave the number of wounded as 45.", "45", "ministry"),
        ("The dead may number 90, rather than the official figure of 12.", "12", "officials"),
    ],
)
def test_whose_figure_it_is(text: str, words: str, claimant: str) -> None:
    found = innermost(read(text), words)
    assert found is not None
    assert found.claimant.name.lower().removeprefix("the ") == claimant


def test_a_toll_belongs_to_where_people_died_and_not_to_who_counted() -> None:
    assert innermost(read("Lorvia's toll of 40 dead is the highest so far."), "40 dead") is None


def test_whoever_signs_a_quotation_said_it() -> None:
    text = (
        "Some argue, “The army had no choice. Rebels fired from the school and killed nine soldiers.”\n\n"
        "Ana Ruiz and Omar P. Haddad, Harbour Post\n\n"
        "“The port was shelled for three days. It will not open again.”\n\n— Peter de Vries\n\n"
        "“They killed my brother in the market.”\n\nClashes resume in the north\n"
    )
    reading = read(text)
    assert chain(reading, "killed nine") == ["Ana Ruiz"]
    assert chain(reading, "was shelled") == ["Peter de Vries"]
    assert chain(reading, "killed my brother") not in (["Ana Ruiz"], ["Clashes resume"])


def test_a_post_is_its_writers() -> None:
    reading = read(
        "The mayor answered at once.\n\n"
        "We lost nine people last night and will not forget them. — Ana Ruiz (@anaruiz) May 3, 2021\n\n"
        "The harbour stayed shut.\n"
    )
    assert chain(reading, "lost nine people") == ["Ana Ruiz"]
    assert innermost(reading, "stayed shut") is None


def test_a_post_may_quote_somebody() -> None:
    reading = read(
        "Nine dead and four hurt in Vardo; police say one man is held. — Harbour Post (@harbourpost) May 3, 2021\n\n"
        "The harbour stayed shut.\n"
    )
    assert chain(reading, "Nine dead") == ["Harbour Post"]
    assert chain(reading, "one man is held") == ["police", "Harbour Post"]


def test_per_is_according_to_before_a_voice_only() -> None:
    assert chain(read("Per the Harbour Trust, nine bakers were killed."), "nine bakers") == ["Harbour Trust"]
    assert innermost(read("Some nine bakers per day were killed."), "nine bakers") is None


def test_who_was_confirmed_dead_confirms_nothing() -> None:
    assert innermost(read("At least three bakers now confirmed killed in Vardo blast"), "killed") is None
    reading = read("Police said nine clerks were wounded, raised the number to 11 and left.")
    assert chain(reading, "number to 11") == ["Police"]


def test_a_clause_that_ends_what_somebody_says_is_said() -> None:
    reading = read("The mayor said the raid was worse than the fire in Tolva, which left nine dead.")
    assert chain(reading, "left nine dead") == ["mayor"]


def test_who_is_admitted_somewhere_admits_nothing() -> None:
    reading = read("Officers admitted the gunman to the navy in 2007. The ministry admitted that soldiers had fired.")
    assert innermost(reading, "to the navy") is None
    assert chain(reading, "had fired") == ["ministry"]


def test_the_dead_do_not_speak() -> None:
    neighbour = "A neighbour, Ilir Sand, ran down to the canal. "
    for fate in ("The body of Dren Lukas was found.", "Dren Lukas drowned.", "The death of Dren Lukas hurt the town."):
        reading = read(neighbour + fate + " “Somebody wanted this,” he said.")
        assert chain(reading, "wanted this") == ["Ilir Sand"]


def test_a_charge_is_the_accusers_with_all_that_nobody_was_told_before() -> None:
    charge = read("Norland accused the Vardo navy of a raid that killed nine fishermen.")
    assert chain(charge, "killed nine") == ["Norland"]
    known = read("Norland condemned the raid that killed nine fishermen.")
    assert innermost(known, "killed nine") is None


def test_only_what_is_called_alleged_is_alleged() -> None:
    reading = read("The mayor counts several alleged crimes, including a stabbing that hurt three bakers.")
    assert innermost(reading, "hurt three") is None
    assert innermost(reading, "crimes") is not None


def test_a_clause_about_others_does_not_speak() -> None:
    text = "Some threw bottles at guards, who arrested nine clerks, said Capt. Ilir Sand."
    assert chain(read(text), "arrested nine") == ["Ilir Sand"]
