"""Reading a MUC-4 message with our reader: its body as one article, published on the day of its dateline."""

from __future__ import annotations

from benchmarks.muc4.texts import Message
from benchmarks.reader import Reader, document_of
from rashomon.model import Reading

__all__ = ["read_message"]


def read_message(reader: Reader, message: Message) -> Reading:
    """All stages; a failure counts as read empty (see benchmarks.reader)."""
    published = message.day.isoformat() if message.day else None
    return reader.read(document_of(message.name, message.body, published=published), whole=True)
