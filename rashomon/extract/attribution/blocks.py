"""Block quotations: paragraphs that belong to another voice although no mark says so.

An introducing line ends with a colon and names a voice and a word of saying ("From X's account in Y:", "X writes:").
The paragraphs after it are that voice's, until the writer clearly speaks again: another introduction, a paragraph that
comments on what was quoted, one that names the quoted voice as somebody who says more, one that addresses the reader,
one with an "I" where the quoted voice has none, or the end of the passage. What a line of speech brings in ("said:",
"tweeted:") is one paragraph unless the next ones go on in the first person.
"""

from __future__ import annotations

import re
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.attribution.cues import PLAIN
from rashomon.extract.attribution.saying import Desk, Draft
from rashomon.model import Claimant, Span, Token

__all__ = ["block_drafts"]

QUOTE_OPENS = re.compile(r"\s*[“„«\"'‘`]")
FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|us|me|I'm|I’m)\b", re.IGNORECASE)
QUOTED = re.compile(r"[“„«\"][^”»\"]*[”»\"]?")
WRITER = re.compile(r"\b(?:I|my|I'm|I’m|I'd|I’d|I've|I’ve)\b")
LONGEST = 8  # paragraphs of one block quotation


@cache
def _words() -> dict[str, frozenset[str]]:
    data = lexicon("cues")["block"]
    return {k: frozenset(data[k].split()) for k in ("long_verbs", "short_verbs", "nouns", "comment_nouns")}


@cache
def _comment() -> re.Pattern[str]:
    data = lexicon("cues")["block"]
    nouns = "|".join(sorted(data["comment_nouns"].split()))
    return re.compile(
        rf"^(?:such\b|so,? (?:where|what|why|how|who|when|is|are|the)\b"
        rf"|(?:this|that|these|those|the) (?:\w+ )?(?:{nouns})s?\b"
        rf"|.*\b(?:{data['addresses']})\b)",
        re.IGNORECASE | re.DOTALL,
    )


def block_drafts(desk: Desk) -> list[Draft]:
    """Drafts for the block quotations of a document."""
    found: list[Draft] = []
    number = 0
    while number + 1 < len(desk.paragraphs):
        intro = _introduction(desk, number)
        if intro is None:
            number += 1
            continue
        claimant, claimant_span, cue, is_long = intro
        last = _last_paragraph(desk, number + 1, claimant, is_long=is_long)
        content = [desk.paragraphs[n] for n in range(number + 1, last + 1)]
        sure = 0.8 if len(content) == 1 else 0.6
        found.append(Draft(claimant, claimant_span, Span(cue.start, cue.end), cue.index, content, PLAIN, sure=sure))
        number = last
    return found


def _introduction(desk: Desk, number: int) -> tuple[Claimant, Span | None, Token, bool] | None:
    """Claimant, its span, the cue and whether long text is to follow, if a paragraph brings in a block quotation."""
    span, following = desk.paragraphs[number], desk.paragraphs[number + 1]
    text = desk.text[span.start : span.end]
    if not text.endswith(":") or QUOTE_OPENS.match(desk.text[following.start : following.start + 2]):
        return None
    if not _same_passage(desk, span, following):
        return None
    tokens = desk.parse.within(span)
    if not tokens:
        return None
    tokens = tuple(t for t in tokens if t.sentence == tokens[-1].sentence)
    words = _words()
    for token in reversed(tokens):
        is_long = token.lemma in words["long_verbs"]
        if token.pos == "VERB" and (is_long or token.lemma in words["short_verbs"]):
            subject = desk.subject(token) or next(
                (t for t in tokens if t.pos == "PROPN" and t.index < token.index), None
            )
            voice = desk.voice(subject, token, quoted=False) if subject is not None else None
            if voice is not None:
                return voice[0], voice[1], token, is_long
    for token in reversed(tokens):
        if token.pos == "NOUN" and token.lemma in words["nouns"]:
            owner = _owner(desk, token)
            voice = desk.voice(owner, token, quoted=False) if owner is not None else None
            if voice is not None:
                return voice[0], voice[1], token, True
    return None


def _owner(desk: Desk, noun: Token) -> Token | None:
    for child in desk.parse.dependents(noun, "poss"):
        if child.lower not in ("my", "our", "your"):
            return child
    for child in desk.parse.dependents(noun, "prep", "agent"):
        if child.lower in ("by", "from", "of"):
            for found in desk.parse.dependents(child, "pobj"):
                if found.entity in ("PERSON", "ORG", "GPE", "NORP"):
                    return found
    return None


def _same_passage(desk: Desk, one: Span, other: Span) -> bool:
    first, second = desk.parse.at(one.start), desk.parse.at(other.start)
    if first is None or second is None:
        return False
    sentences = desk.parse.sentences
    return sentences[first.sentence].passage == sentences[second.sentence].passage


def _last_paragraph(desk: Desk, first: int, claimant: Claimant, *, is_long: bool) -> int:
    """The number of the last paragraph of the block quotation that begins with paragraph `first`."""
    opening = desk.paragraphs[first]
    personal = bool(FIRST_PERSON.search(desk.text[opening.start : opening.end]))
    last = first
    for number in range(first + 1, min(first + LONGEST, len(desk.paragraphs))):
        span = desk.paragraphs[number]
        text = desk.text[span.start : span.end]
        if not _same_passage(desk, opening, span) or (text.endswith(":") and _is_introduction(desk, number)):
            break
        if _comment().match(text) or _names_voice(desk, span, claimant):
            break
        if not personal and WRITER.search(QUOTED.sub("", text)):
            break
        if not is_long and not (personal and FIRST_PERSON.search(text)):
            break
        last = number
    return last


def _is_introduction(desk: Desk, number: int) -> bool:
    return number + 1 < len(desk.paragraphs) and _introduction(desk, number) is not None


def _names_voice(desk: Desk, span: Span, claimant: Claimant) -> bool:
    """Whether the paragraph speaks of the quoted voice in the third person."""
    last = claimant.name.split()[-1]
    return bool(re.search(rf"\b{re.escape(last)}\b", desk.text[span.start : span.end]))
