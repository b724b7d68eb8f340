"""What the words around a place name say of it: "near", "northern", "the Turkish town of", a dateline."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.extract.places.gazetteer import load_gazetteer, normalise_name
from rashomon.extract.places.place_words import PlaceWords
from rashomon.model import Parse, Sentence, Span

__all__ = ["Context", "read_context"]


US_OFFICES = frozenset({"rep", "sen", "gov", "congressman", "congresswoman"})


@dataclass(frozen=True, slots=True)
class Context:
    """`text` also covers modifiers; `kind` is what a word beside the name says it is; `country` what an adjective
    says ("the Turkish town of"). `partial` marks a part ("northern Syria"), `near` a distance. `locative` tells that
    the words support a place, `strong` that they leave no doubt, `headed` that they call it one ("the town of")."""

    text: Span
    kind: str | None = None
    country: str | None = None
    near: bool = False
    partial: bool = False
    locative: bool = False
    strong: bool = False
    headed: bool = False
    dateline: bool = False
    modifying: bool = False  # "the Bor campaign"
    at_home: bool = False  # "a Bor man", "Bor police"
    listed: bool = False  # after a comma that follows another name
    contained: bool = False  # "Bor, Ill."
    block: bool = False  # "the 3200 block of North Bor": a street
    quarter: bool = False  # called a part of a town: "the Bor neighbourhood", "the quarter of Bor"


def read_context(parse: Parse, first: int, last: int, sentence: Sentence, words: PlaceWords) -> Context:
    """The context of the name that covers the tokens `first` to `last`."""
    tokens = parse.tokens
    start, partial = _before_directions(parse, first, sentence, words)
    before = tokens[start - 1] if start > sentence.first else None
    kind = country = None
    near = strong = headed = quarter = False
    locative = False
    if before is not None:
        second = tokens[start - 2] if start - 2 >= sentence.first else None
        if before.lower == "of" and second is not None:
            kind = words.heads.get(second.text)
            locative = kind is not None
            headed = kind in ("city", "district", "province", "neighbourhood")
            quarter = second.text in words.quarters
            country = words.demonyms.get(tokens[start - 3].lower) if start - 3 >= sentence.first else None
        elif before.lower in words.heads and before.text.islower() and words.heads[before.lower] != "part":
            kind, locative, headed = words.heads[before.lower], True, words.heads[before.lower] == "city"
            country = words.demonyms.get(second.lower) if second is not None else None
        elif before.lower in words.locative and before.pos in ("ADP", "SCONJ", "PART", "ADV", "ADJ"):
            locative = True
            strong = before.lower in words.strong
            near = before.lower in words.near
        else:
            country = words.demonyms.get(before.lower)
    after = tokens[last + 1] if last < sentence.last else None
    if kind in (None, "part") and after is not None and after.text.islower():
        kind = words.types.get(after.lower) or kind
        quarter = quarter or after.lower in words.quarters
        headed = headed or kind in ("province", "district", "city", "neighbourhood")
        locative = locative or headed
    if kind is None and after is not None and after.lower.rstrip(".") in US_OFFICES and after.text[0].isupper():
        kind, country = "province", "USA"  # "Georgia Rep. Jane Doe"
    if kind == "part":
        kind, partial = None, True
    locative = locative or _is_entered(parse, last, words) or _owns_part(parse, last, sentence, words)
    contained = _before_container(parse, last, sentence, words)
    dateline = _is_dateline(parse, first, last, sentence)
    body = after is not None and after.lower in words.civic and after.text[0].isupper()
    if body and start < first and tokens[start].lower == "the":
        start += 1  # "the Bor Police Department": the article is that of the department
    begin = tokens[start - 1 if near else start].start if start < first or near else tokens[first].start
    return Context(
        Span(begin, tokens[last].end),
        kind,
        country,
        near,
        partial,
        locative or contained or dateline,
        strong or contained or dateline,
        headed,
        dateline,
        tokens[last].dep == "compound" and tokens[last].head > last and tokens[last - 1].lower in ("the", "a", "an"),
        after is not None and after.lower in words.locals,
        before is not None and before.text == "," and first - 2 >= sentence.first and tokens[first - 2].tag == "NNP",
        contained,
        block=_is_of_block(parse, start, sentence) and not contained,
        quarter=quarter,
    )


def _is_of_block(parse: Parse, start: int, sentence: Sentence) -> bool:
    """Whether "the 3200 block of" stands before a name: American reports give a street by its blocks."""
    before = parse.tokens[max(sentence.first, start - 3) : start]
    return len(before) == 3 and [t.lower for t in before[1:]] == ["block", "of"] and before[0].text[0].isdigit()


def _is_entered(parse: Parse, last: int, words: PlaceWords) -> bool:
    """Whether the name is the object of a verb such as "entered" or "shelled"."""
    token = parse.tokens[last]
    return token.dep == "dobj" and parse.head(token).lemma in words.entered


def _owns_part(parse: Parse, last: int, sentence: Sentence, words: PlaceWords) -> bool:
    """Whether a part follows in the genitive: "Bor's east", "Bor's old market"."""
    tokens = parse.tokens
    if last + 2 > sentence.last or tokens[last + 1].text not in ("'s", "’s"):
        return False
    return any(t.lower in words.directions or t.lower in words.types for t in tokens[last + 2 : last + 4])


def _before_directions(parse: Parse, first: int, sentence: Sentence, words: PlaceWords) -> tuple[int, bool]:
    """Where the modifiers before a name start ("the", "northern", "north-eastern"), and whether they name a part."""
    tokens = parse.tokens
    start, partial = first, False
    while start > sentence.first:
        token = tokens[start - 1]
        if token.lower in words.directions:
            partial = partial or token.lower not in ("nearby", "neighboring", "neighbouring", "greater")
        elif not (token.text == "-" and start - 2 >= sentence.first and tokens[start - 2].lower in words.directions):
            break
        start -= 1
    if start > sentence.first and tokens[start - 1].lower == "the":
        start -= 1
    return start, partial


def _before_container(parse: Parse, last: int, sentence: Sentence, words: PlaceWords) -> bool:
    """Whether ", Ill." or ", Syria" follows."""
    tokens = parse.tokens
    if last + 2 > sentence.last or tokens[last + 1].text != ",":
        return False
    after = tokens[last + 2]
    if normalise_name(after.text) in words.states and after.text[0].isupper():
        return after.text.isupper() or after.text.endswith(".")
    entries = load_gazetteer().find(after.text) if after.text[0].isupper() and after.entity in ("GPE", "") else ()
    return any(e.kind in ("country", "province", "region") for e in entries)


def _is_dateline(parse: Parse, first: int, last: int, sentence: Sentence) -> bool:
    """Whether the name stands in capitals at the start of a sentence, before a dash, a colon or a bracket."""
    tokens = parse.tokens
    if first != sentence.first or not tokens[first].text.isupper():
        return False
    return any(t.text in ("-", "–", "—", "--", ":", "(") for t in tokens[last + 1 : min(last + 12, sentence.last + 1)])
