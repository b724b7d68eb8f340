"""How the benchmarks read: the same stages as `rashomon read`, without a ledger.

A stage that fails on a document does not stop the run: the document counts as read empty, its name and error are
said on standard error, and the result counts it in `failed`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rashomon.extract.identity import stable_id
from rashomon.model import Document, Passage, PassageKind, Reading, Span
from rashomon.pipeline import STAGES
from rashomon.run.failures import FATAL
from rashomon.text.clean import prepare

__all__ = ["Reader", "document_of"]


def document_of(
    name: str, text: str, title: str | None = None, published: str | None = None, url: str | None = None
) -> Document:
    """A document whose id follows from its name and text."""
    return Document(stable_id("benchmark", name, text), name, text, title=title, url=url, published=published)


@dataclass
class Reader:
    """Reads documents and remembers those that a stage failed on."""

    failed: list[str] = field(default_factory=list)

    def read(
        self,
        document: Document,
        *,
        whole: bool = False,
        instead: Mapping[str, Callable[[Reading], object]] | None = None,
        until: str | None = None,
    ) -> Reading:
        """All stages, after cleaning. `whole` takes the text for one passage of an article (snippets, and sets whose
        texts are articles already); `instead` puts other functions in the place of stages, by name; `until` is the
        last stage that runs."""
        replaced: dict[str, Callable[[Reading], object]] = dict(instead or {})
        if whole:
            replaced.setdefault("segment", one_passage)
        reading = Reading(document)
        stage = "clean"
        try:
            reading = Reading(prepare(document)[0])
            for one in STAGES:
                stage = one.name
                setattr(reading, one.adds, replaced.get(stage, one.run)(reading))
                if stage == until:
                    break
        except FATAL:
            raise
        except Exception as error:
            sys.stderr.write(f"{document.name}: the stage {stage} failed ({type(error).__name__}: {error})\n")
            self.failed.append(document.name)
            return Reading(document)
        return reading


def one_passage(reading: Reading) -> tuple[Passage, ...]:
    return (Passage(0, PassageKind.ARTICLE, Span(0, len(reading.document.text))),)
