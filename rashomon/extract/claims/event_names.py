"""What one document calls a happening: its own noun with its modifiers, as the text spells them ("hostage crisis")."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.data import lexicon
from rashomon.model import EventMention, EventType, Reading, Token

__all__ = ["event_name"]

PARTS = ("compound", "amod", "nmod")
REACH = 5  # words before the noun in which its modifiers stand
DASHES = frozenset("-‐‑–")


def event_name(reading: Reading, mentions: Sequence[EventMention], kind: EventType, mode: str | None) -> str:
    """The event's own noun with its modifiers, else the name of its mode or type."""
    own = [e for e in mentions if e.nominal and e.type is kind]
    best = next((e for e in own if e.casualty is None), None) or next(iter(own), None)
    if best is not None:
        return _from_words(reading, best)
    names = lexicon("titles")
    casualty = next((e.casualty for e in mentions if e.casualty is not None), None)
    if mode in names["mode"]:
        return str(names["mode"][mode])
    if casualty is not None:
        return str(names["casualty"][casualty.value])
    return str(names["type"][kind.value])


def _from_words(reading: Reading, mention: EventMention) -> str:
    """The words of the trigger ("state of emergency") and the modifiers directly before it."""
    parse = reading.parse
    head = parse.tokens[mention.head]
    own = [t for t in parse.within(mention.span) if t.pos != "PUNCT" and t.text not in DASHES] or [head]
    words = [t for t in _modifiers(reading, head) if t.index < own[0].index]
    shouted = head.text.isupper()  # a headline in capitals, where "US" cannot be told from "us"
    title, last = "", None
    for token in (*words, *own):
        gap = reading.document.text[last.end : token.start] if last is not None else ""
        title += (gap if gap in DASHES else " ") if last is not None and (gap or title) else ""
        title += _spelt(reading, token, shouted)
        last = token
    return title[:1].upper() + title[1:]


def _modifiers(reading: Reading, head: Token) -> list[Token]:
    """What says which kind of event it was; a name is not cut ("San Bernardino shootings")."""
    parse = reading.parse
    words = [t for t in parse.dependents(head, *PARTS) if _is_titular(t, head)]
    for token in tuple(words):
        if token.pos == "PROPN":
            words += [t for t in parse.dependents(token, "compound") if t.pos == "PROPN" and t.index < token.index]
    return sorted((t for t in words if head.index - t.index <= REACH), key=lambda t: t.index)


def _is_titular(token: Token, head: Token) -> bool:
    """A modifier that stands directly before the noun and says what kind of event it was."""
    return (
        token.index < head.index
        and head.index - token.index <= 3
        and (token.dep == "compound" or token.pos == "ADJ")
        and token.tag != "JJS"
        and token.lower not in lexicon("titles")["not_in_titles"]
        and token.text[:1].isalpha()
    )


def _spelt(reading: Reading, token: Token, shouted: bool) -> str:
    """A word as the text spells it; common words are not capitalised for standing first or in a shouted headline."""
    if token.pos == "PROPN":
        return token.text if not (shouted and token.text.isupper()) or "." in token.text else token.lower
    first = token.index == reading.parse.sentences[token.sentence].first
    name = "." in token.text or token.entity in ("NORP", "GPE") or (token.pos == "ADJ" and not first)
    return token.text if name and not shouted else token.lower
