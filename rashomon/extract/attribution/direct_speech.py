"""Direct speech: which quotation belongs to which speaker.

A quotation's cue stands right after it (", X said"), right before it ("X said:"), or the quotation goes on with the
speaker of the one before it. What stays open is left to the verbs around it (indirect.py), then to `leftover_drafts`.
"""

from __future__ import annotations

from bisect import bisect_left

from rashomon.extract.attribution.cues import PLAIN
from rashomon.extract.attribution.enclosing import Enclosing
from rashomon.extract.attribution.quotation import Quotation
from rashomon.extract.attribution.saying import Desk, Draft
from rashomon.extract.attribution.signed import signature
from rashomon.extract.attribution.voices import UNNAMED
from rashomon.model import Claimant, Span, Token

__all__ = ["leftover_drafts", "speech_drafts"]

FINAL = frozenset({".", "!", "?", "…"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
REACH = 30  # tokens between a quotation and its verb, room for a speaker's name and office


def speech_drafts(desk: Desk) -> list[Draft]:
    """Drafts for the quotations whose speaker is named beside them, in text order."""
    by_cue: dict[int, Draft] = {}
    last: tuple[Quotation, Draft] | None = None
    for quote in desk.quotes:
        if not quote.sentence_like:
            continue
        cue = _after(desk, quote) or _before(desk, quote)
        draft: Draft | None = None
        if cue is None:
            if last is not None and _goes_on(desk, last[0], quote):
                draft = last[1]
                draft.content.extend(quote.parts)
        elif cue[0].index in by_cue:
            draft = by_cue[cue[0].index]
            draft.content.extend(quote.parts)
        else:
            draft = _draft(desk, quote, *cue)
            if draft is not None:
                by_cue[cue[0].index] = draft
        last = (quote, draft) if draft is not None else None
    return list(by_cue.values())


def _draft(desk: Desk, quote: Quotation, verb: Token, subject: Token | None, start: int) -> Draft | None:
    voice = desk.voice(subject, verb, quoted=desk.quoted(verb))
    if voice is None:
        return None
    frames = desk.words.verbs.get(verb.lemma, {})
    sense = next((frames[f] for f in "qcn" if f in frames), PLAIN)
    if sense.attitude:
        sense = PLAIN
    parts = list(quote.parts)
    if start < parts[0].start:
        parts[0] = Span(start, parts[0].end)
    cue = desk.cue_span(verb)
    return Draft(voice[0], voice[1], cue, verb.index, parts, desk.sense_here(sense, verb), direct=True)


def _paragraph(desk: Desk, offset: int) -> int:
    low, high = 0, len(desk.paragraphs)
    while low < high:
        middle = (low + high) // 2
        if desk.paragraphs[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def _zone_after(desk: Desk, quote: Quotation) -> list[Token]:
    """Tokens from the end of a quotation to the end of its sentence, or to the next quotation."""
    tokens = desk.parse.tokens
    number = _paragraph(desk, quote.end - 1)
    end = desk.paragraphs[number].end if number < len(desk.paragraphs) else len(desk.text)
    token = desk.parse.at(quote.end)
    zone: list[Token] = []
    while token is not None and token.start < end and len(zone) < REACH:
        owner = desk.quote_of[token.index]
        if owner >= 0 and desk.quotes[owner].sentence_like and desk.quotes[owner].start >= quote.end:
            break
        if token.text in FINAL:
            break
        zone.append(token)
        token = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    return zone


def _zone_before(desk: Desk, quote: Quotation) -> list[Token]:
    """Tokens of the same sentence before a quotation, back to the sentence before or to another quotation; for a
    quotation that opens a paragraph, the last sentence of the paragraph before if it ends with a colon."""
    tokens = desk.parse.tokens
    first = desk.parse.at(quote.start)
    if first is None or first.index == 0:
        return []
    number = _paragraph(desk, quote.start)
    start = desk.paragraphs[number].start if number < len(desk.paragraphs) else 0
    if quote.start - start <= 1 and number > 0:
        before = desk.paragraphs[number - 1]
        if desk.text[before.end - 1] not in ":,":
            return []
        start = before.start
    zone: list[Token] = []
    index = first.index - 1
    while index >= 0 and tokens[index].start >= start and len(zone) < 2 * REACH:
        owner = desk.quote_of[index]
        if owner >= 0 and desk.quotes[owner].sentence_like:
            break
        if tokens[index].text in FINAL:
            break
        zone.append(tokens[index])
        index -= 1
    return zone[::-1]


def _after(desk: Desk, quote: Quotation) -> tuple[Token, Token | None, int] | None:
    """The verb of saying right after a quotation, its subject, and where its content begins."""
    inner = desk.text[quote.start : quote.end].rstrip("”»›\"'’` ")
    zone = _zone_after(desk, quote)
    while zone and zone[0].text in (",", "”", '"', "’", "—", "–", "-"):
        zone.pop(0)
    if not zone or not inner:
        return None
    comma = inner[-1] in ",!?—–-" or desk.text[quote.end : quote.end + 1] in (",", "—", "–")
    if not comma and not (zone[0].text[:1].islower() and zone[0].pos in ("VERB", "PRON")):
        return None
    for place, token in enumerate(zone):
        frames = desk.words.verbs.get(token.lemma, {})
        if token.pos in ("VERB", "AUX") and frames.keys() & {"q", "c"} and token.tag not in ("VB",):
            subject = _zone_subject(desk, zone, place)
            if subject is None:
                return None
            return token, subject, _content_start(desk, quote)
        if (place > 0 and token.text in (";", ":")) or token.lower in ("but", "while", "because", "when"):
            return None
    return None


def _zone_subject(desk: Desk, zone: list[Token], place: int) -> Token | None:
    verb = zone[place]
    inside = {t.index for t in zone}
    for token in desk.parse.dependents(verb, "nsubj", "nsubjpass"):
        if token.index in inside and token.lower not in ("who", "which", "that"):
            return token
    if place > 0 and any(t.pos in NOMINAL for t in zone[:place]):
        nominal = next(t for t in zone[:place] if t.pos in NOMINAL)
        return _phrase_head(desk, nominal, inside)
    rest = [t for t in zone[place + 1 :] if t.pos in NOMINAL]
    if place <= 1 and rest:
        return _phrase_head(desk, rest[0], inside)
    return desk.subject(verb) if verb.tag == "VBG" else None


def _phrase_head(desk: Desk, token: Token, inside: set[int]) -> Token:
    while token.dep in ("compound", "poss", "nmod", "amod") and token.head in inside:
        token = desk.parse.head(token)
    return token


def _content_start(desk: Desk, quote: Quotation) -> int:
    """Where what is said begins: before the quotation, if its sentence begins outside the marks."""
    zone = _zone_before(desk, quote)
    number = _paragraph(desk, quote.start)
    start = desk.paragraphs[number].start if number < len(desk.paragraphs) else quote.start
    zone = [t for t in zone if t.start >= start]
    while zone and zone[0].pos in ("CCONJ", "PUNCT"):
        zone.pop(0)
    if not zone:
        return quote.start
    cues = [n for n, t in enumerate(zone) if t.pos == "VERB" and "q" in desk.words.verbs.get(t.lemma, {})]
    if cues and any(t.lower == "that" for t in zone[cues[-1] + 1 :]):
        return zone[0].start  # "X says that in May, “...,” Y reports": all of it is Y's
    if zone[-1].text in (",", ":"):
        return quote.start
    if any(desk.words.verbs.get(t.lemma, {}).keys() & {"q"} and t.pos == "VERB" for t in zone):
        return quote.start
    return zone[0].start


def _before(desk: Desk, quote: Quotation) -> tuple[Token, Token | None, int] | None:
    """The verb of saying right before a quotation: set off by a colon or comma, or next to the mark."""
    zone = _zone_before(desk, quote)
    if not zone:
        return None
    last = zone[-1]
    lead = last.text in (",", ":") or last.lower in ("that", "said", "says")
    for token in reversed(zone):
        frames = desk.words.verbs.get(token.lemma, {})
        if token.pos not in ("VERB", "AUX") or not frames.keys() & {"q", "c"}:
            continue
        beside = token.index >= last.index - 1
        if not (lead or beside):
            return None
        if last.text == "," and "q" not in frames:
            return None
        subject = desk.subject(token)
        if subject is None:
            inside = {t.index for t in zone}
            subject = next((_phrase_head(desk, t, inside) for t in zone if t.pos in NOMINAL), None)
        return (token, subject, quote.start) if subject is not None else None
    return None


def _goes_on(desk: Desk, earlier: Quotation, quote: Quotation) -> bool:
    """Whether a quotation without a cue goes on with the speaker of the one before, in the same paragraph."""
    return _paragraph(desk, earlier.end - 1) == _paragraph(desk, quote.start)


def leftover_drafts(desk: Desk, drafts: list[Draft]) -> list[Draft]:
    """Quotations that no cue reached: whoever signs them, the speaker of this paragraph or the one before, else
    UNNAMED."""
    spans = [s for d in drafts for s in d.content]
    covered = Enclosing((s, n) for n, s in enumerate(spans))
    starts = {s.start for s in spans}
    speakers = sorted((_place(d), -n) for n, d in enumerate(drafts) if d.claimant != UNNAMED)
    found: list[Draft] = []
    for quote in desk.quotes:
        if not quote.sentence_like or len(desk.text[quote.start : quote.end].split()) < 4 or quote.start in starts:
            continue
        if next(covered.around(Span(quote.start, quote.end), slack_left=1, slack_right=3), None) is not None:
            continue
        subject = _subject_outside(desk, quote)
        voice: tuple[Claimant, Span | None] | None = signature(desk, quote.parts[-1])
        if voice is None and subject is not None:
            voice = desk.voice(subject, None, quoted=False)
        sure = 0.6
        if voice is None:
            near = _near_speaker(desk, quote, speakers)
            voice, sure = ((drafts[near].claimant, None), 0.6) if near is not None else ((UNNAMED, None), 0.3)
        found.append(Draft(voice[0], voice[1], None, -1, list(quote.parts), PLAIN, direct=True, sure=sure))
    return found


def _place(draft: Draft) -> int:
    return draft.cue.start if draft.cue else draft.content[0].start


def _subject_outside(desk: Desk, quote: Quotation) -> Token | None:
    """The subject before a quotation that begins with its verb: X “condemns the attack ...”."""
    for verb in desk.parse.within(quote.parts[0])[:4]:
        if verb.pos in ("VERB", "AUX"):
            subject = next(iter(desk.parse.dependents(verb, "nsubj")), None)
            return subject if subject is not None and subject.end <= quote.start else None
    return None


def _near_speaker(desk: Desk, quote: Quotation, speakers: list[tuple[int, int]]) -> int | None:
    """The number of the latest earlier draft in the same paragraph or the one before."""
    index = bisect_left(speakers, (quote.start, -len(speakers) - 1)) - 1
    if index < 0 or _paragraph(desk, quote.start) - _paragraph(desk, speakers[index][0]) > 1:
        return None
    return -speakers[index][1]
