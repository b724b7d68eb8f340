"""Claims from hand-made mentions: who says so, by which words, of which event."""

from __future__ import annotations

import pytest

from benchmarks.reader import Reader, document_of
from rashomon.extract.claims.claims import make_claims
from rashomon.extract.claims.speech import AUTHOR
from rashomon.extract.identity import mention_id
from rashomon.model import (
    ActorMention,
    Attribution,
    Claimant,
    ClaimantKind,
    Count,
    Document,
    EventMention,
    EventType,
    Field,
    Label,
    Modality,
    Number,
    Passage,
    PassageKind,
    Reading,
    Responsibility,
    Span,
    Stance,
    Token,
)
from rashomon.pipeline import read_document
from rashomon.text.parse import parse_passages

MINISTRY = Claimant("the ministry", ClaimantKind.OFFICIAL)
PAPER = Claimant("The Ledger", ClaimantKind.MEDIA)


class Page:
    """A reading put together by naming words of its text."""

    def __init__(self, text: str, kind: PassageKind = PassageKind.ARTICLE) -> None:
        self.reading = Reading(Document(id="d1", name="page.txt", text=text))
        self.reading.passages = (Passage(0, kind, Span(0, len(text))),)
        self.reading.parse = parse_passages(self.reading)

    def token(self, span: Span) -> Token:
        found = self.reading.parse.at(span.end - 1)
        assert found is not None
        return found

    def span(self, words: str) -> Span:
        start = self.reading.document.text.index(words)
        return Span(start, start + len(words))

    def event(self, words: str, modality: Modality = Modality.ACTUAL, **more: tuple[str, ...]) -> EventMention:
        span = self.span(words)
        event = EventMention(
            mention_id("event", "d1", span), span, self.token(span).index, self.token(span).sentence,
            EventType.ASSAULT, None, modality,
            actors=more.get("actors", ()), recipients=more.get("recipients", ()),
        )  # fmt: skip
        self.reading.events += (event,)
        self.reading.chains = (tuple(e.id for e in self.reading.events),)
        return event

    def actor(self, words: str, name: str | None = None) -> ActorMention:
        span = self.span(words)
        actor = ActorMention(
            mention_id("actor", "d1", span), span, self.token(span).index, name or words, "group", None, words
        )
        self.reading.actors += (actor,)
        return actor

    def says(
        self,
        claimant: Claimant,
        content: str,
        stance: Stance = Stance.ASSERTS,
        parent: Attribution | None = None,
        modality: Modality = Modality.ACTUAL,
    ) -> Attribution:
        span = self.span(content)
        made = Attribution(
            mention_id("attribution", "d1", span, claimant.name), claimant, None, None, (span,), stance, modality,
            parent.id if parent else None,
        )  # fmt: skip
        self.reading.attributions += (made,)
        return made

    def count(
        self,
        words: str,
        low: int | None,
        high: int | None,
        event: EventMention | None = None,
        part_of: str | None = None,
    ) -> Count:
        span = self.span(words)
        made = Count(
            mention_id("count", "d1", span), span, Number(low, high, False, words), Field.KILLED, None,
            event.id if event else None, Modality.ACTUAL, part_of,
        )  # fmt: skip
        self.reading.counts += (made,)
        return made


def test_words_in_no_speech_are_the_authors() -> None:
    page = Page("Gunmen killed 12 people in the valley.")
    page.count("12 people", 12, 12, page.event("killed"))
    (claim,) = make_claims(page.reading)
    assert claim.claimant == AUTHOR
    assert claim.via == ()
    assert claim.evidence[0].quote == "12 people"


def test_the_innermost_speech_is_the_claimant_and_the_rest_are_voices_between() -> None:
    page = Page("The Ledger wrote that the ministry said 12 people had been killed.")
    outer = page.says(PAPER, "the ministry said 12 people had been killed")
    page.says(MINISTRY, "12 people had been killed", parent=outer)
    page.count("12 people", 12, 12, page.event("killed"))
    (claim,) = make_claims(page.reading)
    assert claim.claimant == MINISTRY
    assert claim.via == (PAPER,)


def test_parents_that_form_a_loop_end() -> None:
    page = Page("The ministry said 12 people had been killed.")
    span = page.span("12 people had been killed")
    one = Attribution("a", MINISTRY, None, None, (span,), Stance.ASSERTS, Modality.ACTUAL, "b")
    two = Attribution("b", PAPER, None, None, (span,), Stance.ASSERTS, Modality.ACTUAL, "a")
    page.reading.attributions = (one, two)
    page.count("12 people", 12, 12, page.event("killed"))
    (claim,) = make_claims(page.reading)
    assert len(claim.via) == 1


def test_a_denial_reaches_the_count_in_it() -> None:
    page = Page("The ministry denied that 12 people had been killed.")
    page.says(MINISTRY, "12 people had been killed", Stance.DENIES)
    page.count("12 people", 12, 12, page.event("killed"))
    (claim,) = make_claims(page.reading)
    assert (claim.stance, claim.polarity) == (Stance.DENIES, "negative")


def test_an_accusation_is_of_an_actor_and_not_of_a_number() -> None:
    page = Page("The ministry accused rebels of having killed 12 people.")
    page.says(MINISTRY, "rebels of having killed 12 people", Stance.ACCUSES)
    rebels = page.actor("rebels")
    page.count("12 people", 12, 12, page.event("killed", actors=(rebels.id,)))
    stances = {c.field: c.stance for c in make_claims(page.reading)}
    assert stances == {Field.KILLED: Stance.ASSERTS, Field.ACTOR: Stance.ACCUSES}


def test_who_tells_of_an_own_deed_admits_it() -> None:
    page = Page("The Front said it had attacked the barracks.")
    front = Claimant("The Front", ClaimantKind.ORGANISATION)
    page.says(front, "it had attacked the barracks")
    pronoun = page.actor("it had"[:2], name="The Front")
    page.event("attacked", actors=(pronoun.id,))
    (claim,) = make_claims(page.reading)
    assert claim.stance is Stance.ADMITS
    assert claim.value.name == "The Front"


def test_captions_do_not_speak_for_the_author() -> None:
    page = Page("Mourners of the 12 people killed on Friday.", PassageKind.CAPTION)
    page.count("12 people", 12, 12, page.event("killed"))
    assert make_claims(page.reading) == ()


def test_a_part_names_the_claim_of_its_total() -> None:
    page = Page("The blast killed 12 people, including three children.")
    event = page.event("killed")
    total = page.count("12 people", 12, 12, event)
    page.count("three children", 3, 3, event, part_of=total.id)
    whole, part = make_claims(page.reading)
    assert part.part_of == whole.id


def test_words_without_an_event_go_to_the_nearest_and_say_so() -> None:
    page = Page("The raid came at dawn. Twelve did not survive it.")
    event = page.event("raid")
    page.count("Twelve", 12, 12)
    (claim,) = make_claims(page.reading)
    assert (claim.event_mention, claim.inferred_by) == (event.id, "nearest-event")


def test_a_claim_of_responsibility_stands_for_the_plain_role() -> None:
    page = Page("The Front claimed responsibility for the attack by the Front.")
    actor = page.actor("the Front", name="The Front")
    event = page.event("attack", actors=(actor.id,))
    front = Claimant("The Front", ClaimantKind.ORGANISATION)
    span = page.span("The Front claimed responsibility")
    page.reading.responsibilities = (
        Responsibility("r", span, "The Front", "rebel", span, event.id, Stance.ADMITS, Modality.ACTUAL, front, span),
    )
    claims = [c for c in make_claims(page.reading) if c.claimant == front]
    assert [c.stance for c in claims] == [Stance.ADMITS]


def test_labels_keep_the_voice_that_the_words_name() -> None:
    page = Page("The prefect calls the march a mutiny.")
    event = page.event("march")
    prefect = Claimant("The prefect", ClaimantKind.OFFICIAL)
    page.reading.labels = (
        Label("l", page.span("a mutiny"), "mutiny", event.id, Stance.ASSERTS, prefect, page.span("The prefect")),
    )
    (claim,) = make_claims(page.reading)
    assert (claim.field, claim.value.text, claim.claimant) == (Field.LABEL, "mutiny", prefect)


def test_offsets_hold_in_any_script() -> None:
    page = Page("😀 “שלום” \r\nGunmen killed 12 people 🎈.")
    page.count("12 people", 12, 12, page.event("killed"))
    (claim,) = make_claims(page.reading)
    evidence = claim.evidence[0]
    assert page.reading.document.text[evidence.start : evidence.end] == evidence.quote == "12 people"


def test_a_number_outside_the_cue_belongs_to_the_speech_around_it() -> None:
    page = Page("Forty people are believed to have died.")
    nobody = Claimant("UNNAMED", ClaimantKind.UNNAMED)
    page.says(nobody, "Forty people")
    page.says(nobody, "to have died")
    event = page.event("died")
    whole = page.span("Forty people are believed to have died")
    page.reading.counts = (
        Count("c", whole, Number(40, 40, False, "Forty"), Field.KILLED, None, event.id, Modality.ACTUAL),
    )
    (claim,) = make_claims(page.reading)
    assert claim.claimant == nobody


def test_of_two_voices_with_the_same_words_the_inner_one_speaks() -> None:
    page = Page("Reuters, citing the ministry, said 12 people had been killed.")
    outer = page.says(PAPER, "12 people had been killed")
    page.says(MINISTRY, "12 people had been killed", parent=outer)
    page.count("12 people", 12, 12, page.event("killed"))
    (claim,) = make_claims(page.reading)
    assert (claim.claimant, claim.via) == (MINISTRY, (PAPER,))


def test_a_denied_part_in_a_deed_leaves_its_toll_to_the_writer() -> None:
    page = Page("The Front denied any involvement in the bombing, which killed 12 people.")
    front = Claimant("The Front", ClaimantKind.ORGANISATION)
    page.says(front, "any involvement in the bombing, which killed 12 people", Stance.DENIES)
    page.count("12 people", 12, 12, page.event("killed"))
    (claim,) = make_claims(page.reading)
    assert (claim.claimant, claim.polarity) == (AUTHOR, "positive")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The French foreign ministry said Russia shelled the town on Monday.", Stance.ASSERTS),
        ("The French foreign ministry blamed Russia for shelling the town on Monday.", Stance.ACCUSES),
        ("The French foreign ministry said gunmen shelled the town on Monday.", Stance.ASSERTS),
        ("Russia shelled the town on Monday.", Stance.ASSERTS),
        ("The news agency Reuters said Russia shelled the town on Monday.", Stance.ASSERTS),
        ("Israel's army chief acknowledged that Israel bombed the port on Monday.", Stance.ADMITS),
        ("Omar Lind, commander of the Israeli Air Force, acknowledged that Israel bombed the port.", Stance.ADMITS),
        ("The FBI said on Monday that it had arrested a baker.", Stance.ASSERTS),
    ],
)
def test_a_plain_report_of_a_deed_is_no_accusation(text: str, stance: Stance) -> None:
    told = [c for c in read_document(Document("d", "d", text)).claims if c.field is Field.ACTOR]
    assert [c.stance for c in told] == [stance]


@pytest.mark.parametrize(
    ("text", "voice", "stance"),
    [
        ("Omar Lind, the surviving suspect in the bombing of a market, was moved.", "UNNAMED", "accuses"),
        ("A clerk was stabbed on Monday, allegedly by a neighbour.", "UNNAMED", "accuses"),
        ("Omar Lind is believed to have shot two men in Karst.", "UNNAMED", "accuses"),
        ("Omar Lind reportedly shot two men in Karst.", "UNNAMED", "asserts"),
        ("The suspect shot two men in Karst and fled.", "UNNAMED", "accuses"),
        ("Suspect Omar Lind shot two men in Karst.", "UNNAMED", "accuses"),
        ("Omar Lind shot two men in Karst.", "AUTHOR", "asserts"),
    ],
)
def test_who_is_only_suspected_is_accused_by_nobody_in_particular(text: str, voice: str, stance: str) -> None:
    claims = read_document(Document(id="d", name="d", text=text)).claims
    assert {(c.claimant.name, c.stance.value) for c in claims if c.field is Field.ACTOR} == {(voice, stance)}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (
            "An attack on the ferry killed four. The minister says that he suspects the Tolva Front was behind it.",
            "accuses",
        ),
        ("An attack on the ferry killed four. Police said a teacher may have been involved in the attack.", "accuses"),
        ("An attack on the ferry killed four. Police said rebels attacked two farms in May.", "asserts"),
    ],
)
def test_a_named_voice_that_says_who_was_behind_it_accuses(text: str, stance: str) -> None:
    claims = read_document(Document(id="d", name="d", text=text)).claims
    assert stance in {c.stance.value for c in claims if c.field is Field.ACTOR and c.claimant.name != "AUTHOR"}


def test_whoever_denies_that_somebody_was_behind_it_does_not_accuse_him() -> None:
    text = "An attack killed nine people. The minister denied that the army was behind the attack."
    claims = read_document(Document(id="d", name="d", text=text)).claims
    assert [(c.value.name, c.stance.value) for c in claims if c.field is Field.ACTOR] == [("army", "denies")]


def test_who_blames_in_a_participle_is_who_spoke() -> None:
    text = "The army said 20 people were killed in the raid on Monday, blaming the militia for the attack."
    claims = read_document(Document(id="d", name="d", text=text)).claims
    assert [(c.claimant.name, c.stance.value) for c in claims if c.field is Field.ACTOR] == [("army", "accuses")]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Dahl is suspected of planting the bombs that killed three bakers in Tolva.", "AUTHOR"),
        ("Police in Tolva fear that Dahl planted the bombs that killed three bakers.", "AUTHOR"),
        ("Police in Tolva fear that Dahl killed three bakers.", "Police"),
        ("He spoke of the alleged use of gas by rebels in the attack that killed three bakers.", "AUTHOR"),
        ("He spoke of the alleged attack that killed three bakers.", "UNNAMED"),
        ("Dahl is said to have led the raid that killed three bakers in Tolva.", "AUTHOR"),
        ("Dahl is suspected of killing three bakers in Tolva.", "UNNAMED"),
        ("The army allegedly used gas in the May attack that killed three bakers.", "AUTHOR"),
        ("The FBI showed two men it described as suspects in the bombing that killed three bakers.", "AUTHOR"),
        ("The mayor refused to call the two fires that killed three bakers an attack.", "AUTHOR"),
        ("Police said Dahl is suspected of planting the bombs that killed three bakers in Tolva.", "Police"),
    ],
)
def test_what_a_clause_tells_of_a_deed_is_no_part_of_a_suspicion(text: str, claimant: str) -> None:
    claims = read_document(Document(id="d", name="d", text=text)).claims
    assert [c.claimant.name for c in claims if c.field is Field.KILLED] == [claimant]


def test_a_doer_told_again_by_the_same_voice_is_one_claim_with_both_places() -> None:
    text = (
        "Rebels shelled the port of Marun on Friday. Nine dockers were killed. The mayor came home at night. "
        "In the shelling of Marun on Friday by the rebels, nine dockers were killed."
    )
    reading = Reader().read(document_of("t", text), whole=True)
    found = [c for c in reading.claims if c.field is Field.ACTOR]
    assert [c.value.name for c in found] == ["Rebels"]
    starts = [one.start for one in found[0].evidence]
    assert starts[0] == 0
    assert any(start > text.index("In the shelling") - 1 for start in starts)
    assert all(text[one.start : one.end] == one.quote for one in found[0].evidence)


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("At a hearing on Tuesday, Omar Lind, the doctor accused of killing 13 people in Marun, spoke.", "UNNAMED"),
        ("A clerk convicted of killing nine dockers was in court.", "AUTHOR"),
        ("Prosecutors charged a clerk with killing nine dockers.", "Prosecutors"),
    ],
)
def test_of_how_many_a_charge_speaks_its_accuser_says(text: str, voice: str) -> None:
    claims = read_document(Document("d", "d", text)).claims
    assert [c.claimant.name for c in claims if c.field is Field.KILLED] == [voice]


def test_a_deed_beside_reported_speech_has_the_voice_of_the_clause_that_names_its_doer() -> None:
    text = (
        "Norland and many other nations allege that President Omar Lind used chemical weapons against his own people "
        "on many occasions, the most recent attack coming on Aug. 21 near Karst."
    )
    claims = read_document(Document("d", "d", text)).claims
    told = {c.claimant.name for c in claims if c.field is Field.ACTOR and c.value.name == "Omar Lind"}
    assert told == {"Norland"}
