"""One document from its raw text to a record: cleaning, then all stages of the pipeline.

A stage that fails ends the work on its document, not the run. Later stages are not tried: without the
attributions, say, every claim would be put into the author's mouth.
"""

from __future__ import annotations

from rashomon import pipeline
from rashomon.ledger.records import Record, record_of
from rashomon.model import Document, PassageKind, Problem, Reading
from rashomon.run.failures import FATAL, failed
from rashomon.text.clean import prepare

__all__ = ["read_one"]


def read_one(document: Document) -> Record:
    """Read one document. Raises only FATAL errors; all others become a Problem with code "stage-failed"."""
    try:
        document, problems = prepare(document)
    except FATAL:
        raise
    except Exception as error:
        return Record(document, _words(document), problems=(failed(document, "clean", error),))
    if any(problem.code == "not-english" for problem in problems):
        return Record(document, _words(document), problems=problems)
    reading = Reading(document)
    for stage in pipeline.STAGES:
        try:
            setattr(reading, stage.adds, stage.run(reading))
        except FATAL:
            raise
        except Exception as error:
            problem = failed(document, stage.name, error)
            return Record(document, _words(document), reading.passages, problems=(*problems, problem))
    if not any(passage.kind == PassageKind.ARTICLE for passage in reading.passages):
        problems = (*problems, _no_article(document))
    reading.problems = problems
    return record_of(reading)


def _no_article(document: Document) -> Problem:
    return Problem(
        document.name,
        "no-article",
        "No part of the text reads like an article, so no claim is in its author's name. `rashomon passages` "
        "shows what its parts were taken for.",
    )


def _words(document: Document) -> int:
    return len(document.text.split())
