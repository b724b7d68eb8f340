"""How near a response's date, place, number or string comes to the key's, without a person to ask.

This is the automatic rule.  It follows scoring-guidelines version 7 (sections named at each function) where
they can be decided from the two fillers alone, and gives nothing where they ask for a look at the text: "if
you have any doubt, count it incorrect" (section 1).  It was tuned on nothing.

Every function gives 1.0 (correct), 0.5 (partially correct) or 0.0.
"""

from __future__ import annotations

import datetime
import re
from typing import Final

__all__ = ["bare_words", "date_credit", "number_credit", "place_credit", "same_wording", "stem", "string_credit"]

_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DATE = re.compile(r"(\d{1,2})\s+([A-Z]{3})[A-Z]*\s+(?:19)?(\d{2})")
#: an open range ("on or before") reaches back as far as an incident counts as recent: two months (template-doc 1.0, 6)
_RECENT: Final = datetime.timedelta(days=62)

#: "nonessential modifiers such as articles, quantifiers" (3.1.1.1): the list that the scoring program of 1992 was
#: configured with (its option string-premodifiers)
_NONESSENTIAL: Final = frozenset(
    (
        *("A", "THE", "AN", "THIS", "THAT", "THESE", "THOSE"),
        *("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE", "TEN"),
        *("1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
        *("MORE", "MOST", "MANY", "SEVERAL", "SOME", "ALL", "FEW", "ANY", "ANOTHER", "OTHER", "CERTAIN", "OF"),
    )
)
#: words that end the part of a noun phrase in which the head noun stands last
_AFTER_HEAD: Final = frozenset(
    (
        "OF",
        "IN",
        "FROM",
        "AT",
        "ON",
        "WITH",
        "WITHOUT",
        "FOR",
        "BY",
        "TO",
        "NEAR",
        "INSIDE",
        "AGAINST",
        "BETWEEN",
        "WHO",
        "WHOM",
        "WHOSE",
        "WHICH",
        "THAT",
        "WHERE",
        "AND",
    )
)
_WORD = re.compile(r"[A-Z0-9]+(?:['-][A-Z0-9]+)*")


def bare_words(text: str) -> tuple[str, ...]:
    """Words without articles and quantifiers; the last word stays where all would go."""
    words = text.replace(".", "").split()
    return tuple([word for word in words if word not in _NONESSENTIAL] or words[-1:])


def same_wording(one: str, other: str) -> bool:
    """True where two strings differ in articles and quantifiers at most."""
    return one == other or bare_words(one) == bare_words(other)


def _span(text: str) -> tuple[datetime.date | None, datetime.date] | None:
    """First and last day of a date filler; the first is None where it only says "on or before"."""
    days = []
    for day, month, year in _DATE.findall(text):
        if month not in _MONTHS:
            return None
        try:
            days.append(datetime.date(1900 + int(year), _MONTHS.index(month) + 1, int(day)))
        except ValueError:
            return None
    if not days or len(days) > 2:
        return None
    if len(days) == 2:
        return days[0], days[1]
    return (None if text.lstrip().startswith("-") else days[0]), days[0]


def date_credit(response: str, key: str) -> float:
    """3.2.2: equal; part of the key's range; or "on or before" the day that the key has or ends with."""
    got, wanted = _span(response), _span(key)
    if got is None or wanted is None:
        return float(response == key)
    if got == wanted:
        return 1.0
    if got[0] is None:
        return 0.5 if got[1] == wanted[1] else 0.0
    first = wanted[1] - _RECENT if wanted[0] is None else wanted[0]
    return 0.5 if first <= got[0] and got[1] <= wanted[1] else 0.0


def _levels(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(":"))


def place_credit(response: str, key: str) -> float:
    """3.2.3: equal; the right country with another or no place; or the right place in another country."""
    got, wanted = _levels(response), _levels(key)
    if got == wanted:
        return 1.0
    same_country = got[0] == wanted[0]
    same_place = len(got) > 1 and len(wanted) > 1 and got[1:] == wanted[1:]
    return 0.5 if same_country or same_place else 0.0


def _number(text: str) -> str:
    return text.replace(" ", "")


def number_credit(response: str, key: str) -> float:
    """3.2.14, .17, .21, .24: equal; or one number that bounds the key's range or that the key calls approximate."""
    got, wanted = _number(response), _number(key)
    if got == wanted:
        return 1.0
    return 0.5 if got.isdigit() and got in re.split(r"[-~]", wanted) else 0.0


def _words(text: str) -> list[str]:
    return list(_WORD.findall(text.replace(".", "")))


def stem(word: str) -> str:
    """A noun without the ending of its plural."""
    for ending, instead in (("MEN", "MAN"), ("IES", "Y"), ("SSES", "SS"), ("S", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("SS"):
            return word[: -len(ending)] + instead
    return word


def _head(text: str) -> str:
    """The head noun of a noun phrase: the last word before a comma, bracket, preposition or relative pronoun."""
    phrase = _words(re.split(r"[,;(\[]", text, maxsplit=1)[0]) or _words(text)
    for index, word in enumerate(phrase):
        if index and word in _AFTER_HEAD:
            phrase = phrase[:index]
            break
    return stem(phrase[-1]) if phrase else ""


def _content(text: str) -> frozenset[str]:
    """The words that carry meaning, without plural endings."""
    return frozenset(stem(word) for word in _words(" ".join(bare_words(text))) if word not in _AFTER_HEAD)


def _one_string(response: str, key: str, proper: bool) -> float:
    if same_wording(response, key):
        return 1.0
    got, wanted = _content(response), _content(key)
    if not got or not wanted:
        return 0.0
    if wanted <= got:
        title = tuple(_words(response)[-len(_words(key)) :]) == tuple(_words(key))
        added = re.search(r"[,;]|\b(?:WHO|WHICH|THAT|WHERE)\b", response)
        if title or (_head(response) == _head(key) and not added):
            return 1.0
        return 0.5 if proper or _head(response) == _head(key) else 0.0
    if got < wanted:
        return 0.5 if proper or _head(response) == _head(key) else 0.0
    return 0.0


def string_credit(response: str, alternatives: tuple[str, ...], proper: bool) -> float:
    """3.1.1: the best that a string earns from the key's alternatives.

    Correct: the same words but for articles and quantifiers; the key's words with more modifiers of the same head
    noun, or with a title in front; a name beside its own short form.  Partial: the same head noun with fewer
    modifiers, or with a clause after it; part of a name.  proper: the slot holds names.
    """
    best = max((_one_string(response, key, proper) for key in alternatives), default=0.0)
    if best < 1.0 and len(alternatives) > 1:
        joined = _content(" ".join(key for key in alternatives if _content(key) <= _content(response)))
        if joined and joined == _content(response):
            return 1.0
    return best
