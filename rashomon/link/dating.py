"""When was it said? The day that a figure is of, or else the day on which it was printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rashomon.model import Claim, Document

__all__ = ["Said", "said_on"]


@dataclass(frozen=True, slots=True)
class Said:
    """An ISO date and how it is known: "as-of" where the words say as of when, "published" where only the
    publication date of the text is known. Both are None where neither is."""

    date: str | None
    by: Literal["as-of", "published"] | None


def said_on(claim: Claim, document: Document | None) -> Said:
    """When the claim was made. A count "as of Friday" is Friday's, whenever the text was printed."""
    if claim.as_of is not None and (claim.as_of.latest or claim.as_of.earliest):
        return Said(claim.as_of.latest or claim.as_of.earliest, "as-of")
    if document is not None and document.published:
        return Said(document.published, "published")
    return Said(None, None)
