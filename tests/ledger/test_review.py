"""The ledger as people reviewed it: what readers see after each kind of decision, and in newer runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rashomon.errors import ConfigurationError, NotFound
from rashomon.ledger.decisions import LOG, add, draft, read_log
from rashomon.ledger.records import Record
from rashomon.ledger.review import ReviewDesk
from rashomon.ledger.store import EventView, Ledger, LedgerClaim
from rashomon.link.accounts import accounts_of, disagreements
from rashomon.model import DecisionAction, Document, Problem
from rashomon.run import engine
from tests.run.fakes import ToyLinker, read_toy

TEXTS = {
    "a.txt": "killed 200 mayor Lorvia\nkilled 2000 AUTHOR Lorvia\n",
    "b.txt": "killed 4 AUTHOR Arda\ninjured 9 doctors Lorvia\n",
    "c.txt": "killed 7 mayor Xanth\n",
}


def read(folder: Path, texts: dict[str, str], linker: object = None, reader: object = read_toy) -> None:
    items: list[Document | Problem] = [Document(f"id-{name}", name, text) for name, text in texts.items()]
    engine.read(
        [],
        folder,
        read_one=reader,  # type: ignore[arg-type]
        read_input=lambda paths: iter(items),
        linker=linker or ToyLinker(),  # type: ignore[arg-type]
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    read(tmp_path / "l", TEXTS)
    return tmp_path / "l"


def claims(folder: Path, reviewed: bool = True) -> dict[str, LedgerClaim]:
    """By the first words of the quote."""
    with Ledger(folder, reviewed) as found:
        return {" ".join(one.claim.evidence[0].quote.split()[:3]): one for one in found.claims()}


def events(folder: Path, reviewed: bool = True) -> dict[str, EventView]:
    with Ledger(folder, reviewed) as found:
        return {view.event.title: view for view in found.events()}


def state(folder: Path, reviewed: bool = True) -> object:
    """All that readers get, but for who decided."""
    with Ledger(folder, reviewed) as found:
        return (
            [(one.claim, one.event) for one in found.claims()],
            list(found.all_events()),
            [(view.event, view.mentions, view.claims) for view in found.events()],
        )


# ---------------------------------------------------------------- claims


def test_accepting_marks_a_claim(ledger: Path) -> None:
    one = claims(ledger)["killed 200 mayor"]
    made = ReviewDesk(ledger, "Ada").accept(one.claim.id[:8], "read the page")
    after = claims(ledger)["killed 200 mayor"]
    assert after.claim == one.claim
    assert after.review is not None
    assert (after.review.status, after.review.by, after.review.decision) == ("accepted", "Ada", made.id)
    assert after.review.reason == "read the page"
    assert claims(ledger, reviewed=False)["killed 200 mayor"].review is None


def test_rejecting_takes_a_claim_out_of_its_event(ledger: Path) -> None:
    one = claims(ledger)["killed 2000 AUTHOR"]
    assert disputed(events(ledger)["Lorvia"]) == ["killed"]
    ReviewDesk(ledger, "Ada").reject(one.claim.id)
    assert "killed 2000 AUTHOR" not in claims(ledger)
    assert disputed(events(ledger)["Lorvia"]) == []
    assert "killed 2000 AUTHOR" in claims(ledger, reviewed=False)
    assert disputed(events(ledger, reviewed=False)["Lorvia"]) == ["killed"]
    with Ledger(ledger) as found:
        assert found.review.claims[one.claim.id].status == "rejected"


def disputed(view: EventView) -> list[str]:
    return [one.field.value for one in disagreements(accounts_of(view.event, view.claims, view.documents, view.copies))]


def test_an_edit_shows_and_remembers_what_was_there(ledger: Path) -> None:
    desk = ReviewDesk(ledger, "Ada")
    one = claims(ledger)["killed 2000 AUTHOR"].claim
    desk.edit(one.id, {"low": "1,900", "high": "", "claimant": "the mayor", "claimant-kind": "official"})
    after = claims(ledger)["killed 2000 AUTHOR"]
    assert (after.claim.value.low, after.claim.value.high) == (1900, None)
    assert after.claim.claimant.name == "the mayor"
    assert after.claim.evidence == one.evidence
    assert after.claim.id == one.id
    assert after.review is not None
    assert after.review.status == "edited"
    assert after.review.edited == ("value", "claimant")
    assert after.review.machine["value"]["low"] == 2000
    assert [view.low for view in (c.value for c in events(ledger)["Lorvia"].claims)].count(1900) == 1
    desk.edit(one.id, {"stance": "denies"})
    denied = claims(ledger)["killed 2000 AUTHOR"].claim
    assert (denied.stance, denied.polarity, denied.value.low) == ("denies", "negative", 1900)


def test_a_claim_moves_to_another_event(ledger: Path) -> None:
    one = claims(ledger)["killed 7 mayor"]
    arda = events(ledger)["Arda"]
    ReviewDesk(ledger, "Ada").edit(one.claim.id, {"event": arda.event.id})
    assert claims(ledger)["killed 7 mayor"].event == arda.event.id
    assert len(events(ledger)["Arda"].claims) == 2


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"low": "many", "high": "-1"}, r"low='many'.*high='-1'"),
        ({"low": "9", "high": "3"}, "low=9 is more than high=3"),
        ({"stance": "shouts", "colour": "red"}, r"no colour\. It has: low, high.*stance='shouts'.*asserts"),
        ({"claimant": ""}, "give a name"),
        ({"claimant": "AUTHOR", "claimant-kind": "person"}, "AUTHOR is of kind author"),
        ({"field": "place"}, "one of killed, injured"),
        ({"low": "9" * 30}, "too large"),
        ({"low": "200", "high": "200"}, "has these values already"),
        ({"event": "zz"}, "No event"),
    ],
)
def test_edits_that_cannot_be(ledger: Path, settings: dict[str, str], message: str) -> None:
    one = claims(ledger)["killed 200 mayor"].claim
    with pytest.raises((ConfigurationError, NotFound), match=message):
        ReviewDesk(ledger, "Ada").edit(one.id, settings)
    assert read_log(ledger).decisions == ()


def test_two_people_in_conflict_are_both_kept_and_the_last_counts(ledger: Path) -> None:
    one = claims(ledger)["killed 200 mayor"].claim
    first = ReviewDesk(ledger, "Ada").accept(one.id)
    second = ReviewDesk(ledger, "Ben").reject(one.id)
    with Ledger(ledger) as found:
        mark = found.review.claims[one.id]
    assert (mark.status, mark.by, mark.conflict) == ("rejected", "Ben", (first.id,))
    assert mark.decisions == (first.id, second.id)
    ReviewDesk(ledger, "Ada").undo(second.id)
    after = claims(ledger)["killed 200 mayor"].review
    assert after is not None
    assert (after.status, after.conflict) == ("accepted", ())


def test_who_accepts_what_another_edited_agrees(ledger: Path) -> None:
    one = claims(ledger)["killed 200 mayor"].claim
    ReviewDesk(ledger, "Ada").edit(one.id, {"low": "199", "high": "199"})
    ReviewDesk(ledger, "Ben").accept(one.id)
    after = claims(ledger)["killed 200 mayor"]
    assert after.claim.value.low == 199
    assert after.review is not None
    assert (after.review.status, after.review.conflict) == ("edited", ())


def test_two_edits_of_one_key_are_a_conflict_and_of_two_keys_are_not(ledger: Path) -> None:
    one = claims(ledger)["killed 200 mayor"].claim
    ReviewDesk(ledger, "Ada").edit(one.id, {"low": "199"})
    ReviewDesk(ledger, "Ben").edit(one.id, {"claimant": "the sheriff"})
    mark = claims(ledger)["killed 200 mayor"].review
    assert mark is not None
    assert mark.conflict == ()
    ReviewDesk(ledger, "Ben").edit(one.id, {"low": "150"})
    mark = claims(ledger)["killed 200 mayor"].review
    assert mark is not None
    assert len(mark.conflict) == 1


# ---------------------------------------------------------------- events


def test_a_merge_moves_all_and_leaves_a_redirect(ledger: Path) -> None:
    before = events(ledger)
    kept, gone = before["Lorvia"].event.id, before["Arda"].event.id
    desk = ReviewDesk(ledger, "Ada")
    stays, moved = desk.moves(kept[:6], [gone[:6]])
    assert stays.event.id == kept
    assert [one.evidence[0].quote for view in moved for one in view.claims] == ["killed 4 AUTHOR Arda"]
    desk.merge(kept, [gone])
    with Ledger(ledger) as found:
        assert found.event(gone).event.id == kept
        view = found.event(kept)
        assert len(view.claims) == 4
        assert set(view.event.documents) == {"id-a.txt", "id-b.txt"}
        assert found.count_events() == 2
        assert view.review is not None
        assert view.review.status == "merged"
    with Ledger(ledger, reviewed=False) as found:
        assert found.event(gone).event.id == gone


def test_a_split_makes_a_new_event_and_both_are_described_anew(ledger: Path) -> None:
    view = events(ledger)["Lorvia"]
    desk = ReviewDesk(ledger, "Ada")
    _, moved, with_it = desk.parts(view.event.id, documents=["b.txt"])
    assert [one.evidence[0].quote for one in with_it] == ["injured 9 doctors Lorvia"]
    made = desk.split(view.event.id, documents=["b.txt"])
    with Ledger(ledger) as found:
        new = found.event(made.targets[1])
        old = found.event(view.event.id)
        assert [one.id for one in new.mentions] == list(moved)
        assert len(old.claims) == 2
        assert set(old.event.documents) == {"id-a.txt"}
        assert found.count_events() == 4
    desk.undo(made.id)
    assert state(ledger) == state(ledger, reviewed=False)
    with Ledger(ledger) as found, pytest.raises(NotFound):
        found.event(made.targets[1])


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ({"documents": ["z.txt"], "mentions": ["m"]}, r"no document 'z\.txt'; the event has no mention 'm'"),
        ({}, "name what moves"),
        ({"documents": ["a.txt", "b.txt"]}, "all of it would move"),
    ],
)
def test_splits_that_cannot_be(ledger: Path, what: dict[str, Sequence[str]], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        ReviewDesk(ledger, "Ada").split(events(ledger)["Lorvia"].event.id, **what)  # type: ignore[arg-type]


def test_a_merge_with_itself_is_refused(ledger: Path) -> None:
    one = events(ledger)["Lorvia"].event.id
    with pytest.raises(ConfigurationError, match="other than"):
        ReviewDesk(ledger, "Ada").merge(one, [one])


def test_a_rejected_event_is_gone_and_comes_back(ledger: Path) -> None:
    one = events(ledger)["Xanth"].event.id
    made = ReviewDesk(ledger, "Ada").reject(one)
    assert "Xanth" not in events(ledger)
    assert claims(ledger)["killed 7 mayor"].event is None
    with Ledger(ledger) as found:
        assert found.count_events() == 2
        with pytest.raises(NotFound, match=rf"rejected by Ada \(decision {made.id}\)"):
            found.event(one)
    ReviewDesk(ledger, "Ada").undo()
    assert state(ledger) == state(ledger, reviewed=False)


def test_an_event_is_edited(ledger: Path) -> None:
    one = events(ledger)["Xanth"].event
    ReviewDesk(ledger, "Ada").edit(one.id, {"title": "The night in Xanth", "type": "COERCE"})
    after = events(ledger)["The night in Xanth"]
    assert (after.event.id, after.event.type) == (one.id, "COERCE")
    assert after.review is not None
    assert after.review.machine["title"] == "Xanth"


# ---------------------------------------------------------------- undo, export, import


def do_much(folder: Path) -> None:
    ada, ben = ReviewDesk(folder, "Ada"), ReviewDesk(folder, "Ben")
    found, told = claims(folder), events(folder)
    ada.accept(found["killed 200 mayor"].claim.id)
    ben.edit(found["killed 2000 AUTHOR"].claim.id, {"low": "1000"})
    ada.reject(found["killed 7 mayor"].claim.id)
    ben.merge(told["Lorvia"].event.id, [told["Arda"].event.id])
    made = ada.split(told["Lorvia"].event.id, documents=["a.txt"])
    ada.undo(made.id)
    ben.undo()  # the merge
    ben.undo(read_log(folder).decisions[-1].id)  # no: bring it back
    ben.edit(told["Xanth"].event.id, {"title": "Another"})


def test_undoing_everything_restores_the_programs_own_state(ledger: Path) -> None:
    before = state(ledger)
    do_much(ledger)
    assert state(ledger) != before
    with Ledger(ledger) as found:
        kept = found.review.standing
    for one in kept:
        ReviewDesk(ledger, "Ada").undo(one.id)
    assert state(ledger) == before
    with pytest.raises(ConfigurationError, match="undone already"):
        ReviewDesk(ledger, "Ada").undo(kept[0].id)


def test_export_and_import_give_the_same_reviewed_ledger(ledger: Path, tmp_path: Path) -> None:
    do_much(ledger)
    read(tmp_path / "other", dict(reversed(TEXTS.items())))
    done = ReviewDesk(tmp_path / "other", "Ben").take_in((ledger / LOG).read_bytes(), "export")
    assert (len(done.new), done.known) == (len(read_log(ledger).decisions), 0)
    assert state(tmp_path / "other") == state(ledger)
    again = ReviewDesk(tmp_path / "other", "Ben").take_in((ledger / LOG).read_bytes(), "export")
    assert (len(again.new), again.known) == (0, len(done.new))


# ---------------------------------------------------------------- newer runs


def test_a_newer_run_keeps_what_people_decided(ledger: Path) -> None:
    do_much(ledger)
    told = events(ledger)
    read(ledger, {"d.txt": "killed 5 AUTHOR Lorvia\nkilled 3 AUTHOR Arda\n"})
    after = events(ledger)
    assert after["Lorvia"].event.id == told["Lorvia"].event.id
    assert len(after["Lorvia"].claims) == 6 if "Arda" not in after else len(after["Lorvia"].claims) >= 4
    assert after["Another"].event.id == told["Another"].event.id
    with Ledger(ledger) as found:
        assert found.review.orphans == ()
        assert list(found.problems()) == []


class ByConstraint(ToyLinker):
    """Links as it is told: all that must be together into the first event."""

    def events(self, happenings, previous, constraints=None):  # type: ignore[no-untyped-def]
        self.seen = (happenings, previous, constraints)
        return super().events(happenings, previous)


def test_linking_is_told_what_people_decided(ledger: Path) -> None:
    told = events(ledger)
    desk = ReviewDesk(ledger, "Ada")
    desk.merge(told["Lorvia"].event.id, [told["Arda"].event.id])
    made = desk.split(told["Lorvia"].event.id, documents=["a.txt"])
    linker = ByConstraint()
    read(ledger, {"d.txt": "killed 5 AUTHOR Lorvia\n"}, linker)
    _, previous, constraints = linker.seen
    assert made.targets[1] in {one.id for one in previous if one.redirects_to is None}
    (pair,) = constraints.apart
    assert {len(pair[0]), len(pair[1])} == {2}
    assert len(constraints.together) == 2


class Merged(ToyLinker):
    """Respects must-link as the real linker does: here, one event of everything."""

    def events(self, happenings, previous, constraints=None):  # type: ignore[no-untyped-def]
        titled = [replace(one, title="Lorvia") for one in happenings]
        made = super().events(titled, previous)
        gone = [replace(one, redirects_to=made[0].id) for one in previous if one.id != made[0].id]
        return sorted([*made, *gone], key=lambda event: event.id)


def test_an_undo_holds_for_links_that_were_made_with_the_decision(ledger: Path) -> None:
    """The generation was linked with a merge in force; undone, its mentions go back to the id they had."""
    told = events(ledger)
    desk = ReviewDesk(ledger, "Ada")
    desk.merge(told["Lorvia"].event.id, [told["Arda"].event.id, told["Xanth"].event.id])
    read(ledger, {"d.txt": "killed 5 AUTHOR Lorvia\n"}, Merged())
    with Ledger(ledger) as found:
        assert found.count_events() == 1
    desk.undo()
    with Ledger(ledger) as found:
        assert found.count_events() == 3
        for title in ("Arda", "Xanth"):
            assert [m.id for m in found.event(told[title].event.id).mentions] == [m.id for m in told[title].mentions]
        assert len(found.event(told["Lorvia"].event.id).claims) == 4
    assert len(events(ledger, reviewed=False)) == 3


class ToTheNewSide(ToyLinker):
    """Keeps the events as they were, and puts what is new into the one that a person split off."""

    def __init__(self, event: str) -> None:
        self.event = event

    def events(self, happenings, previous, constraints=None):  # type: ignore[no-untyped-def]
        known = {mention for one in previous for mention in one.mentions}
        new = tuple(ref.id for one in happenings for ref in one.mentions if ref.id not in known)
        return [replace(one, mentions=(*one.mentions, *new)) if one.id == self.event else one for one in previous]


def test_what_later_linking_puts_beside_a_split_stays_there(ledger: Path) -> None:
    made = ReviewDesk(ledger, "Ada").split(events(ledger)["Lorvia"].event.id, documents=["b.txt"])
    read(ledger, {"d.txt": "injured 5 AUTHOR Lorvia\n"}, ToTheNewSide(made.targets[1]))
    with Ledger(ledger) as found:
        assert [one.document for one in found.event(made.targets[1]).mentions] == ["id-b.txt", "id-d.txt"]
    ReviewDesk(ledger, "Ada").undo(made.id)
    with Ledger(ledger) as found:
        assert len(found.event(made.targets[0]).mentions) == 4
        assert found.event(made.targets[1]).event.id == made.targets[0]


def test_orphans_are_listed_and_never_attached_again(tmp_path: Path) -> None:
    """The same document, read by a newer version that cuts the quote otherwise."""
    read(tmp_path / "old", TEXTS)
    desk = ReviewDesk(tmp_path / "old", "Ada")
    found = claims(tmp_path / "old")
    for quote in ("killed 200 mayor", "killed 2000 AUTHOR", "killed 7 mayor"):
        desk.accept(found[quote].claim.id)

    def newer(document: Document) -> Record:
        record = read_toy(document)

        def changed(one: object) -> object:
            claim = one
            if claim.value.low == 200:  # type: ignore[attr-defined]
                evidence = claim.evidence[0]  # type: ignore[attr-defined]
                shorter = replace(evidence, end=evidence.end - 1, quote=evidence.quote[:-1])
                return replace(claim, evidence=(shorter,))  # type: ignore[type-var]
            if claim.value.low == 2000:  # type: ignore[attr-defined]
                return replace(claim, value=replace(claim.value, low=2001))  # type: ignore[attr-defined,type-var]
            return claim

        return replace(record, claims=tuple(map(changed, record.claims)))  # type: ignore[arg-type]

    read(tmp_path / "new", {name: text for name, text in TEXTS.items() if name != "c.txt"}, reader=newer)
    ReviewDesk(tmp_path / "new", "Ada").take_in((tmp_path / "old" / LOG).read_bytes(), "export")
    with Ledger(tmp_path / "new") as ledger:
        reasons = [one.reason for one in ledger.review.orphans]
        assert ledger.review.claims == {}
        assert [one.code for one in ledger.problems()] == ["decision-orphaned"] * 3
    assert "the words of the claim changed" in reasons[0]
    assert "read otherwise now: value changed" in reasons[1]
    assert "document c.txt is not in this ledger" in reasons[2]


def test_a_newer_run_that_reads_what_was_edited_needs_no_edit(tmp_path: Path) -> None:
    read(tmp_path / "old", TEXTS)
    desk = ReviewDesk(tmp_path / "old", "Ada")
    desk.edit(claims(tmp_path / "old")["killed 200 mayor"].claim.id, {"low": "201", "high": "201"})

    def newer(document: Document) -> Record:
        record = read_toy(document)
        made = [
            replace(one, id="new-id", value=replace(one.value, low=201, high=201)) if one.value.low == 200 else one
            for one in record.claims
        ]
        return replace(record, claims=tuple(made))

    read(tmp_path / "new", TEXTS, reader=newer)
    ReviewDesk(tmp_path / "new", "Ada").take_in((tmp_path / "old" / LOG).read_bytes(), "export")
    after = claims(tmp_path / "new")["killed 200 mayor"]
    assert after.claim.value.low == 201
    assert after.review is not None
    assert (after.review.status, after.review.edited) == ("accepted", ())


@pytest.mark.parametrize("cut", [1, 40])
def test_a_damaged_log_is_a_problem_and_the_rest_holds(ledger: Path, cut: int) -> None:
    one = claims(ledger)["killed 200 mayor"].claim
    desk = ReviewDesk(ledger, "Ada")
    desk.accept(one.id)
    desk.reject(one.id)
    path = ledger / LOG
    path.write_bytes(path.read_bytes()[: -cut - 1])
    after = claims(ledger)["killed 200 mayor"].review
    assert after is not None
    assert after.status == "accepted"
    with Ledger(ledger) as found:
        assert [problem.code for problem in found.problems()] == ["decision-damaged"]


ODD: list[tuple[DecisionAction, list[str], dict[str, Any], dict[str, Any]]] = [
    ("accept", ["x"], {}, {}),
    ("accept", ["x"], {"claim": {}}, {}),
    ("accept", ["x"], {"claim": {"id": 7, "document": [], "field": {}, "evidence": "no"}}, {}),
    ("edit", ["x"], {"events": []}, {"title": 9}),
    ("edit", ["x"], {"events": {"x": {"mentions": [{"id": []}]}}}, {"colour": "red"}),
    ("merge", ["x"], {"events": {"x": 3}}, {}),
    ("merge", ["x", "y"], {"events": {"x": {"mentions": "m"}}}, {"events": 3}),
    ("split", ["x"], {}, {"events": {"x": [[]]}}),
    ("split", ["x", "y", "z"], {}, {}),
    ("undo", ["x"], {"claim": 1}, {}),
]


@pytest.mark.parametrize(("action", "targets", "before", "after"), ODD)
def test_any_decision_of_an_import_is_borne(
    ledger: Path, action: DecisionAction, targets: list[str], before: dict[str, Any], after: dict[str, Any]
) -> None:
    """An import may hold anything whose hash is right."""
    plain = state(ledger)
    add(ledger, [draft(action, "Eve", targets, before, after)])
    assert state(ledger) == plain
    with Ledger(ledger) as found:
        assert len(found.review.orphans) == (action != "undo")
        assert all(problem.message for problem in found.problems())
