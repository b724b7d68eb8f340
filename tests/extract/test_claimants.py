"""Whose a count is, over the whole pipeline, on invented sentences."""

from __future__ import annotations

import pytest

from rashomon.model import COUNT_FIELDS, Document
from rashomon.pipeline import read_document


def tellers(text: str) -> list[tuple[int | None, str]]:
    """The counts of a text with their claimants, in order."""
    claims = read_document(Document(id="d", name="d", text=text)).claims
    return [(c.value.low, c.claimant.name) for c in claims if c.field in COUNT_FIELDS]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a passive in a clause says nothing of the main clause
        (
            "A Tolva Front suicide car bombing in the port killed at least 10 dockers in the second such attack this "
            "week after a preliminary peace deal was announced.",
            [(10, "AUTHOR")],
        ),
        # words within a quotation end with it
        (
            "“The harbour union estimates that 100 to 150 dockers have died in the fires; however, the lists are "
            "incomplete,” Mr. Lind said, indicating that there may be more.",
            [(100, "harbour union")],
        ),
        # a demand, what is not explained and what nobody shows are no statements
        (
            "The Tolva government called for the League to investigate the use of gas by rebels in the attack that "
            "killed 31 people.",
            [(31, "AUTHOR")],
        ),
        (
            "“There are many farmers in the valley,” Lind thundered, without explaining why they matter more than the "
            "4,000 refugees in Tolva.",
            [(4000, "AUTHOR")],
        ),
        (
            "No letter yet shared with the court suggests that the two men killed by guards at the gate were members "
            "of the Tolva Front.",
            [(2, "AUTHOR")],
        ),
        ("A dashboard camera recorded a video of guards shooting and killing a farmer in May.", [(1, "AUTHOR")]),
        # an admission within a quotation
        (
            '"They admitted to an attack in Tolva that killed one of our brave guards," the envoy said.',
            [(1, "envoy")],
        ),
        # what nobody has said so far
        ("The guards have yet to confirm the names of any of the 58 dockers killed.", [(58, "AUTHOR")]),
        # news with what a clause adds to it
        (
            "The Harbour Trust also reported raids near a northern town that rebels have been attacking for nearly a "
            "week now, causing the flight of more than 1,500 villagers to the coast.",
            [(1500, "Harbour Trust")],
        ),
        # a report of those who are described before it
        (
            "On Monday, the town's Harbour Clinic demanded access to verify reports from its partners, which include "
            "Sams, that 70 dockers had died.",
            [(70, "its partners")],
        ),
        # whom those cite who say it
        (
            "Two papers told of the raid, with one citing the mayor's count of 40 dead, and others saying the number "
            "killed is more than 60, citing clerks in the valley.",
            [(40, "mayor"), (60, "clerks in the valley")],
        ),
        # a line that brings in one paragraph, which the sentence of the cue does not end
        (
            "The Harbour Institute reports how the Front was founded:\n\nSince 2009, the Front became known for its "
            "2014 kidnapping of 270 dockers.\n\nThe Front has killed 14 guards since.",
            [(270, "Harbour Institute"), (14, "AUTHOR")],
        ),
        # the time of what somebody is charged with is no part of the charge
        (
            "At least seven farmers have been charged with making threats against guards since the May 20 killing of "
            "two guards shot in their car, a court clerk said.",
            [(2, "court clerk")],
        ),
        # a doubt does not reach what is set between dashes
        (
            "Former envoys doubted that Monday’s attack in Tolva – in which 10 dockers and one guard were killed – was "
            "the real reason for the delay.",
            [(10, "Former envoys"), (1, "Former envoys")],
        ),
        # reports alone are nobody's; those that somebody owns are
        ("At least 12 dockers were killed in the blast, reports said.", [(12, "UNNAMED")]),
        ("According to unconfirmed reports, nine dockers were hurt in Tolva.", [(9, "UNNAMED")]),
        ("Police reports said that nine dockers were hurt.", [(9, "Police reports")]),
        # whom somebody quotes, in the passive
        (
            "The state-run newspaper Al-Wasat was quoted by Reuters as reporting that police had arrested 14 dockers.",
            [(14, "Al-Wasat")],
        ),
        # a word that leaves a deed unproven names nobody; whoever reports it answers for it
        ("Lind allegedly shot nine dockers dead at the gate, police said.", [(9, "police")]),
        # the writer's "I" ends what the writer quotes at length
        (
            "The Tolva Post reports:\n\nThe envoy will speak to the council about the raid. He fell ill in May.\n\n"
            "The raid left four dockers dead. I asked about it in a piece last month.",
            [(4, "AUTHOR")],
        ),
    ],
)
def test_who_tells_it(text: str, expected: list[tuple[int, str]]) -> None:
    assert tellers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 90 dockers died, according to the latest LHT figure. The League of Harbour Towns met on Monday.",
         [(90, "League of Harbour Towns")]),
        ("Tolva Police Chief Mara Lind came. Nine dockers died, the police chief said.", [(9, "Mara Lind")]),
        ("Nine dockers died, a harbour resident said. Mara Lind, a harbour resident, spoke at noon.",
         [(9, "harbour resident")]),
        ("Nine dockers died, a harbour spokeswoman said. Mara Lind, a harbour spokeswoman, spoke at noon.",
         [(9, "Mara Lind")]),
        ("Naef al-Bahri fled. A mine killed nine dockers, Mr. Bahri said.", [(9, "Naef al-Bahri")]),
        ("The Tolva Post said nine dockers died. The paper said two guards were hurt.",
         [(9, "Tolva Post"), (2, "Tolva Post")]),
        ("The Harbour Union said in a statement that nine dockers died. The statement said two guards were hurt.",
         [(9, "Harbour Union"), (2, "Harbour Union")]),
        ("In a statement, the Harbour Union said that nine dockers died. Two guards were hurt, the statement said.",
         [(9, "Harbour Union"), (2, "Harbour Union")]),
        ("A source close to the inquiry told the Tolva Post that nine dockers died. The source said two were hurt.",
         [(9, "source close to the inquiry"), (2, "source close to the inquiry")]),
        ("A new report by the Harbour Trust came out on Monday. The report notes that 43 dockers have been killed.",
         [(43, "Harbour Trust")]),
        ("Iranian Deputy Minister for Arab and African Affairs Hassan Al-Wardi accused the rebels of killing 40 men.",
         [(40, "Hassan Al-Wardi")]),
        ("Nine dockers died, a harbour official said. Mara Lind said that two guards were hurt.",
         [(9, "Mara Lind"), (2, "Mara Lind")]),
        ("Nine dockers died, a harbour official said. Governor Mara Lind said that two guards were hurt.",
         [(9, "harbour official"), (2, "Mara Lind")]),
        ("Nine dockers died, Norland's president announced.\n\nMara Lind Orr spoke in front of the hall.",
         [(9, "Mara Lind Orr")]),
        ("Nine dockers died in the raid, a harbour official said. Tom Orr died at the gate.",
         [(9, "harbour official")]),
        ("Nine dockers died, according to an agency that counts deaths. Dockwatch said that two guards were hurt.",
         [(9, "Dockwatch"), (2, "Dockwatch")]),
    ],
)  # fmt: skip
def test_under_which_name(text: str, expected: list[tuple[int, str]]) -> None:
    assert tellers(text) == expected
