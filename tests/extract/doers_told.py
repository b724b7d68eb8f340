"""An event to lay to somebody, and who is said to have done it."""

from __future__ import annotations

from rashomon.model import Claim, Document, Field
from rashomon.pipeline import read_document

FIRST = "An attack on the ferry killed four people on Monday. "


def told(text: str) -> list[Claim]:
    """The claims of who did it."""
    claims = read_document(Document(id="d", name="d", text=text)).claims
    return [c for c in claims if c.field is Field.ACTOR]


def actors(text: str) -> list[tuple[str, str]]:
    """The stance and name of each claim of who did it."""
    return [(c.stance.value, c.value.name or "") for c in told(text)]
