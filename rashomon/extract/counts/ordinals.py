"""Totals told by an ordinal: "the soldier was the fourth killed this month", "she became the 12th reporter to die"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rashomon.extract.counts.groups import is_people
from rashomon.extract.counts.items import Item, Link
from rashomon.extract.counts.numerals import table
from rashomon.model import Number, Parse, Span, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["ordinal_totals"]

FIGURE = re.compile(r"(\d{1,4})(?:st|nd|rd|th)\Z")


def ordinal_totals(parse: Parse, triggers: Iterable[CasualtyTrigger], links: Sequence[Link]) -> list[Link]:
    """Links of ordinals to what happened to the people; only where the ordinal is said of somebody ("was the fourth"):
    "the fourth man killed was a guard" numbers a list. "The first" is no total."""
    taken = {link.trigger.token for link in links}
    found: list[Link] = []
    for trigger in triggers:
        token = parse.tokens[trigger.token]
        if trigger.token in taken or trigger.people not in ("object", "subject", "state"):
            continue
        clause = token if token.dep in ("acl", "relcl") else parse.head(token)
        noun = parse.head(clause)
        if clause.dep not in ("acl", "relcl") or noun.dep != "attr":
            continue
        if not _value(noun) and is_people(noun) is False:
            continue
        if parse.head(noun).lemma not in ("be", "become") or noun.index > trigger.token:
            continue
        ordinal = next((t for t in (*parse.dependents(noun, "amod", "nummod"), noun) if _value(t) > 1), None)
        definite = any(d.lower == "the" for d in parse.dependents(noun, "det"))
        if ordinal is not None and definite:
            value = _value(ordinal)
            span = Span(ordinal.start, ordinal.end)
            number = Number(value, value, False, ordinal.text)
            item = Item(span, number, ordinal.index, noun.index, ordinal.index, noun.index)
            found.append(Link(item, trigger))
    return found


def _value(token: Token) -> int:
    """The value of an ordinal, 0 for any other word."""
    figure = FIGURE.match(token.lower)
    return int(figure[1]) if figure else table("ordinals").get(token.lower, 0)
