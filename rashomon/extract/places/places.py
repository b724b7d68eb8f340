"""Places of a document: names found (`placenames.py`), resolved (`toponyms.py`), made into mentions.

A country, capital or seat of power that speaks, decides or acts ("Ankara said", "Moscow's position") is an
actor and no scene: such metonyms are left out.
"""

from __future__ import annotations

from functools import cache

from rashomon.data import lexicon
from rashomon.extract.identity import mention_id
from rashomon.extract.places.gazetteer import load_gazetteer, normalise_name
from rashomon.extract.places.placenames import NameSpan, find_names
from rashomon.extract.places.toponyms import Resolution, resolve_names
from rashomon.model import Parse, Place, PlaceMention, Reading, Span, Token

__all__ = ["find_places", "locate_all"]

ACTING_KINDS = frozenset({"country", "capital", "continent", "former-state"})
SEATS = frozenset({"rashomon:kremlin", "rashomon:white-house", "rashomon:pentagon", "rashomon:downing-street"})
KIND_PRECISION = {"province": 4, "district": 3, "landmark": 1, "neighbourhood": 1, "feature": 5, "water": 7}


def find_places(reading: Reading) -> tuple[PlaceMention, ...]:
    """Place mentions of the parsed passages, in text order, without metonyms.

    `span` covers the name; `place.text` also its modifiers ("northern Syria"). Unresolved places have no
    coordinates, and `inside` and `country` only where the text gives them.
    """
    return tuple(mention for mention, acting in locate_all(reading) if not acting)


def locate_all(reading: Reading) -> list[tuple[PlaceMention, bool]]:
    """All place names with True for those that are used as an actor: for measuring, and for `find_places`."""
    names = find_names(reading)
    resolutions = resolve_names(reading, names, load_gazetteer())
    found = []
    for name, resolution in zip(names, resolutions, strict=True):
        told = name.context.strong or name.context.headed or (name.label == "GPE" and resolution.inside is not None)
        if resolution.entry is None and name.entries and not told:
            continue  # its namesakes are elsewhere, and nothing but they said that it is a place
        place = make_place(reading, name, resolution)
        identity = mention_id("place", reading.document.id, name.span)
        acting = is_actor(reading.parse, name, resolution)
        found.append((PlaceMention(identity, name.span, place), acting))
    return found


def make_place(reading: Reading, name: NameSpan, resolution: Resolution) -> Place:
    """The value of a mention, with UCDP's where_prec from the entry's kind and the words around the name."""
    text = reading.quote(name.context.text)
    entry, inside = resolution.entry, resolution.inside
    if entry is None:
        precision = KIND_PRECISION.get(name.kind or "", 1)
        country = inside.country if inside else None
        return Place(
            name.name, None, None, None, precision, country, inside.name if inside else None, text, resolution.rivals
        )
    precision = entry.precision
    if precision == 1 and name.context.near:
        precision = 2
    if precision == 6 and name.context.partial:
        precision = 5
    if name.kind == "province" and entry.kind == "region":
        precision = 4
    return Place(
        entry.name,
        entry.id,
        entry.lat,
        entry.lon,
        precision,
        entry.country,
        inside.name if inside else None,
        text,
        resolution.rivals,
    )


@cache
def metonym_words() -> tuple[frozenset[str], frozenset[str]]:
    """Verbs of speakers and deciders; nouns that they own."""
    table = lexicon("place_words")["metonym"]
    return frozenset(table["verbs"]), frozenset(table["owned"])


def is_actor(parse: Parse, name: NameSpan, resolution: Resolution) -> bool:  # noqa: PLR0911 - rules in order
    """Whether a country, a capital or a seat of power acts here: subject of a verb of saying, deciding or
    fighting, agent of a passive, or owner of a stance or a body ("Moscow's position", "Sudan's army")."""
    entry = resolution.entry
    if entry is None or name.context.partial or (entry.kind not in ACTING_KINDS and entry.id not in SEATS):
        return False
    verbs, owned = metonym_words()
    head = head_token(parse, Span(name.first, name.last))
    governor = parse.head(head)
    if name.name.isupper() and len(normalise_name(name.name)) == 2 and head.dep in ("compound", "amod", "nmod"):
        return governor.index > head.index  # "US officials": an adjective
    if head.dep == "nsubj" and governor.pos in ("VERB", "AUX"):
        return governor.lemma in verbs
    if head.dep == "pobj" and governor.dep == "agent":
        return parse.head(governor).lemma in verbs
    if head.dep == "poss":
        return governor.lemma in owned or governor.lower in owned
    if head.dep == "conj":
        first = governor
        while first.dep == "conj":
            first = parse.head(first)
        return first.dep == "nsubj" and parse.head(first).lemma in verbs
    return False


def head_token(parse: Parse, tokens: Span) -> Token:
    """The syntactic head among the tokens of a name (`tokens` holds token indexes, both inclusive)."""
    for token in parse.tokens[tokens.start : tokens.end + 1]:
        if not tokens.start <= token.head <= tokens.end or token.head == token.index:
            return token
    return parse.tokens[tokens.end]
