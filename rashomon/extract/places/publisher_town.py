"""Where a local paper or station sits, by its address or its name: a hint at which Springfield it means.

Local papers leave out what their readers know, their own town and state. Their addresses mostly hold the town
("denverpost.com", "abc7chicago.com", "pittsburgh.cbslocal.com"); a broadcaster's call sign, in the address or in the
text, tells it as well. Which stations sit where is a list (`publisher_towns.toml`); papers of a whole country are no
hint. The town is only evidence for names that the text tells: it is never a place of an event by itself.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from urllib.parse import urlsplit

from rashomon.data import lexicon
from rashomon.extract.places.gazetteer import Entry, load_gazetteer, normalise_name
from rashomon.extract.places.place_words import place_words
from rashomon.model import Document, Parse, Span

__all__ = ["city_quarters", "publisher_towns", "site_tail", "station_towns", "town_in_name"]

ARCHIVED = re.compile(
    r"^https?://[^/]*\b(?:archive|archives)\.[^/]+/(?:[^/]+/)*?(?=https?:/)", re.I
)  # a page kept by an archive
CALL_SIGN = re.compile(r"^([wk][a-z]{2,3})(?:-?(?:tv|dt|fm|am|news|\d+))*$")
IN_TEXT = re.compile(r"^([WK][A-Z]{3})(?:-?(?:TV|DT|FM|AM|\d+))?$")
ADDRESS = frozenset(
    {"www", "com", "co", "org", "m", "mobile", "news", "media", "or", "go", "apps", "blog", "blogs", "sports"}
)
BREAK = re.compile(
    r"\s+[-–—|:]+\s+|\s+[-–—]|[-–—|]+\s+|\s*\|\s*|(?<=\.com)-"
)  # between a headline and the name of its site
SITE = re.compile(
    r"\b[WK][A-Z]{2,3}\d*(?:[-.]?TV|\.com|\b)|\w\.(?:com|net|org|tv)\b|\b(?:Action |Eyewitness )?News \d+\b"
    r"|\bNews, Weather|\bChannel \d+|\b(?:NBC|ABC|CBS|FOX)\s?\d+|^\s*[A-Z]\w+ News\s*$"
)
LEAST = 15_000  # people: smaller towns are named like too many other things
TIMES = 3  # the town is so many times as large as its next namesake
SHORTEST = 4  # letters of a town's name inside a longer word
STATE = 400_000  # people of a first-order division that a paper is named after
CITIES = ("city", "capital")


def publisher_towns(document: Document) -> tuple[Entry, ...]:
    """The town, or the state, that the document's address, its publisher's name or the site's name behind its headline
    speaks of; nothing if none does."""
    labels, path = _address(document.url or "")
    if any(label in _national() for label in labels):
        return ()
    for label in labels:
        state = lexicon("publisher_towns")["networks"].get(label)
        found = _in_path(path, state) if state is not None else None
        if found is not None:
            return (found,)
    for label in labels:
        found = _stations().get(label) or _by_call_sign(label) or town_in_name(label)
        if found is not None:
            return (found,)
    name = re.sub(r"[^a-z0-9]", "", normalise_name(document.publisher or ""))
    if name in _national():
        return ()
    listed = None if _is_press(name) else _stations().get(name)  # "Daily News" is the name of many
    found = listed or _by_call_sign(name) or (town_in_name(name) if name else None) or _in_tail(document)
    return (found,) if found is not None else ()


def site_tail(document: Document) -> Span | None:
    """Where the text prints the name of its site behind the headline: "Man shot - WXYZ.com - Detroit, Michigan"."""
    title = (document.title or "").strip()
    start = document.text.find(title) if title else -1
    cut = _tail(title)
    return Span(start + cut, start + len(title)) if start >= 0 and cut is not None else None


def _tail(title: str) -> int | None:
    """The offset in a title at which the name of its site begins."""
    starts = [m.end() for m in BREAK.finditer(title)]
    return next((a for a, b in pairwise([*starts, len(title)]) if SITE.search(title[a:b])), None)


def _in_tail(document: Document) -> Entry | None:
    """The town in the name of the site behind the headline, by a call sign, with its state, or beside "News"."""
    title = (document.title or "").strip()
    cut = _tail(title)
    if cut is None:
        return None
    parts = [part.strip() for part in re.split(r"\s*(?:[-–—|]+|,)\s*", title[cut:]) if part.strip()]
    for word in re.findall(r"[A-Za-z0-9]+", title[cut:]):
        if IN_TEXT.match(word) and word.lower() in _stations():
            return _stations()[word.lower()]
    for part, following in pairwise([*parts, ""]):
        named = [" ".join(part.split()[n:]) for n in range(min(5, len(part.split())))] if following else []
        town = next((found for name in named if (found := _in_state(name, following)) is not None), None)
        town = town or town_in_name(re.sub(r"[^a-z0-9]", "", normalise_name(part)))
        if town is not None:
            return town
    return None


def _in_state(name: str, state: str) -> Entry | None:
    """A town that its state follows."""
    divisions = [e for e in load_gazetteer().find(_state(state)) if e.kind == "province"]
    return _town(name, state) if divisions else None


def station_towns(parse: Parse) -> tuple[Entry, ...]:
    """The towns of the broadcasters whose call signs the text prints ("told WXYZ"), each once, in text order."""
    found: dict[str, Entry] = {}
    for token in parse.tokens:
        match = IN_TEXT.match(token.text)
        town = _stations().get(match[1].lower()) if match else None
        if town is not None:
            found.setdefault(town.id, town)
    return tuple(found.values())


def _address(url: str) -> tuple[list[str], list[str]]:
    """The words of the host without "www" and the top-level domain, the registered one first; those of the path."""
    parts = urlsplit(ARCHIVED.sub("", url))
    host = re.sub(r":\d+$", "", parts.netloc.lower())
    words = [w for w in host.split(".")[:-1] if w not in ADDRESS]
    return [w.replace("-", "") for w in reversed(words)], [w for w in parts.path.lower().split("/") if w]


@cache
def city_quarters() -> dict[str, tuple[Entry, ...]]:
    """Key of a quarter's name -> the cities that have a well-known one of that name."""
    table: dict[str, tuple[Entry, ...]] = {}
    for town, names in lexicon("place_quarters")["quarters"].items():
        entry = _town(*town.split(", "))
        for key in {normalise_name(name) for name in names} if entry is not None else ():
            table[key] = (*table.get(key, ()), entry) if entry is not None else ()
    return table


@cache
def _national() -> frozenset[str]:
    return frozenset(lexicon("publisher_towns")["words"]["national"])


@cache
def _stations() -> dict[str, Entry]:
    """Call sign or word of an address -> the town where it sits."""
    table: dict[str, Entry] = {}
    for town, names in lexicon("publisher_towns")["towns"].items():
        entry = _town(*town.split(", "))
        if entry is not None:
            table.update(dict.fromkeys((name.replace("-", "") for name in names), entry))
    return table


def _town(name: str, state: str) -> Entry | None:
    """The largest town of that name in a state of the United States, by the state's abbreviation."""
    divisions = {e.id for e in load_gazetteer().find(_state(state)) if e.kind == "province" and e.country == "USA"}
    found = load_gazetteer().find(name)
    towns = [e for e in found if e.kind in CITIES and divisions & set(e.within)]
    towns = towns or [e for e in found if e.kind == "capital" and e.country == "USA"]
    return max(towns, key=lambda e: (not e.alternate, e.population, e.id), default=None)


def _state(text: str) -> str:
    return place_words().states.get(normalise_name(text), text)


def _by_call_sign(label: str) -> Entry | None:
    match = CALL_SIGN.match(label)
    return _stations().get(match[1]) if match else None


def _in_path(path: list[str], state: str) -> Entry | None:
    """The town that a network of local pages puts into the address ("/georgia/decatur/"), in its own state."""
    for word in path[:3]:
        name = word.replace("-", " ")
        if not state and any(e.kind == "province" and e.country == "USA" for e in load_gazetteer().find(name)):
            state = name
            continue
        town = _town(name, state) if state else _known(name)
        if town is not None:
            return town
    return None


@cache
def town_in_name(word: str) -> Entry | None:
    """The known town that a joined word holds beside nothing but words of the press ("denverpost", "miami")."""
    if load_gazetteer().find(word):
        return _known(word)
    for start in range(len(word)):
        if not _is_press(word[:start]):
            continue
        for end in range(len(word), start + SHORTEST - 1, -1):
            if (start, end) != (0, len(word)) and word[start:end] in _press():
                continue
            found = _spaced(word[start:end]) if _is_press(word[end:]) else None
            if found is not None:
                return found
    return None


@cache
def _press() -> frozenset[str]:
    return frozenset(lexicon("publisher_towns")["words"]["press"])


@cache
def _is_press(word: str) -> bool:
    """Whether a joined word is made of words of the press and numbers, or is empty."""
    if not word:
        return True
    if word[0].isdigit():
        return _is_press(word.lstrip("0123456789"))
    return any(_is_press(word[len(p) :]) for p in _press() if word.startswith(p))


def _spaced(word: str) -> Entry | None:
    """The known town of a joined name: "rockymount" is Rocky Mount."""
    names = [word, *(f"{word[:i]} {word[i:]}" for i in range(2, len(word) - 2))]
    return next((town for name in names if (town := _known(name)) is not None), None)


def _known(name: str) -> Entry | None:
    """The town of a name that is large and has no namesake near its size; else the large first-order division."""
    entries = [e for e in load_gazetteer().find(name) if not e.alternate]
    towns = sorted((e for e in entries if e.kind in CITIES), key=lambda e: (-e.population, e.id))
    if towns and towns[0].population >= LEAST:
        second = towns[1].population if len(towns) > 1 else 0
        return towns[0] if towns[0].population >= TIMES * second else None
    own = (e for e in entries if normalise_name(e.name) == normalise_name(name))
    return next((e for e in own if e.kind == "province" and e.population >= STATE), None)
