"""What the trained reader says, made up: which words of a text it takes for a doer, a victim or a count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from benchmarks.reader import Reader, document_of
from rashomon.extract.trained.facts import empty_facts
from rashomon.extract.trained.model import judge_words
from rashomon.judged import COLUMNS, FIRST, INSIDE, Facts, Judgement
from rashomon.model import Reading

__all__ = ["facts_of", "read_with"]

SURE = 0.95


def facts_of(reading: Reading, told: Mapping[tuple[str, str], int]) -> Facts:
    """`told`: column and words -> the answer at these words; all other words have the plain answer. A doer or a victim
    goes on after its first word."""
    facts = empty_facts(judge_words(reading).said.words)
    for name, answers in COLUMNS.items():
        facts.chances[name][:] = (1 - SURE) / (answers - 1)
        facts.chances[name][:, 0] = SURE
    for (column, words), answer in told.items():
        start = reading.document.text.index(words)
        inside = [i for i, w in enumerate(facts.words) if w.start < start + len(words) and start < w.end]
        for number, i in enumerate(inside):
            goes_on = column in ("doer", "victim") and answer == FIRST and number
            row = facts.chances[column][i]
            row[:] = (1 - SURE) / (len(row) - 1)
            row[INSIDE if goes_on else answer] = SURE
    return facts


def read_with(text: str, told: Mapping[tuple[str, str], int]) -> Reading:
    """The text read by all stages, with the reader's word on doers, victims and counts replaced by what is `told`."""

    def judge(reading: Reading) -> Judgement:
        return replace(judge_words(reading), facts=facts_of(reading, told))

    return Reader().read(document_of("t", text), whole=True, instead={"judge": judge})
