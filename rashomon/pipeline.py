"""The order of the stages, as data. Each stage reads a `Reading` and fills one field of it.

`requires` are the fields a stage looks at, `adds` the one it fills; `check` proves at import time
that the order works. A stage that fails on a document becomes a row in `problems` (see run/engine.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rashomon.errors import ConfigurationError
from rashomon.extract.actors.actors import find_actors
from rashomon.extract.attribution.attribution import find_attributions
from rashomon.extract.claims.claims import make_claims
from rashomon.extract.claims.happenings import gather_happenings
from rashomon.extract.coreference.coreference import chain_events
from rashomon.extract.counts.counts import find_counts
from rashomon.extract.counts.quantities import find_numbers
from rashomon.extract.events.deciding import find_triggers
from rashomon.extract.events.mentions import find_events
from rashomon.extract.places.places import find_places
from rashomon.extract.responsibility.labels import find_labels
from rashomon.extract.responsibility.responsibility import find_responsibilities
from rashomon.extract.times.times import find_times
from rashomon.extract.trained.model import judge_telling
from rashomon.model import Document, Reading
from rashomon.text.parse import parse_passages
from rashomon.text.segment import cut_passages

__all__ = ["STAGES", "Stage", "read_document"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: `run(reading)` returns the value of the field `adds`."""

    name: str
    run: Callable[[Reading], object]
    requires: tuple[str, ...]
    adds: str


STAGES: tuple[Stage, ...] = (
    Stage("segment", cut_passages, ("document",), "passages"),
    Stage("parse", parse_passages, ("passages",), "parse"),
    Stage("quantities", find_numbers, ("parse",), "numbers"),
    Stage("times", find_times, ("parse",), "times"),
    Stage("places", find_places, ("parse",), "places"),
    Stage("actors", find_actors, ("parse", "places"), "actors"),
    Stage("triggers", find_triggers, ("parse", "places", "actors"), "triggers"),
    Stage("judge", judge_telling, ("parse", "passages", "triggers"), "judged"),
    Stage("attribution", find_attributions, ("judged", "actors", "passages"), "attributions"),
    Stage("mentions", find_events, ("triggers", "actors", "places", "times", "attributions"), "events"),
    Stage("counts", find_counts, ("numbers", "events", "times"), "counts"),
    Stage("responsibility", find_responsibilities, ("events", "actors"), "responsibilities"),
    Stage("labels", find_labels, ("events", "actors"), "labels"),
    Stage(
        "coreference",
        chain_events,
        ("events", "counts", "responsibilities", "labels", "actors", "places", "times"),
        "chains",
    ),
    Stage(
        "claims",
        make_claims,
        ("attributions", "counts", "responsibilities", "labels", "chains"),
        "claims",
    ),
    Stage("happenings", gather_happenings, ("chains", "claims"), "happenings"),
)


def check(stages: tuple[Stage, ...]) -> None:
    """Raise ConfigurationError unless each stage's requirements are added before it."""
    ready = {"document"}
    wrong = []
    for stage in stages:
        missing = [need for need in stage.requires if need not in ready]
        if missing:
            wrong.append(f"{stage.name} needs {', '.join(missing)}, which no earlier stage adds")
        ready.add(stage.adds)
    if wrong:
        raise ConfigurationError("The stages are in an order that cannot work: " + "; ".join(wrong))


check(STAGES)


def read_document(document: Document, stages: tuple[Stage, ...] = STAGES) -> Reading:
    """Take one document through all stages."""
    reading = Reading(document)
    for stage in stages:
        setattr(reading, stage.adds, stage.run(reading))
    return reading
