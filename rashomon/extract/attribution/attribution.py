"""Attributions: everything that somebody is said to say, believe, report, claim, deny, estimate, accuse or call.

The finders each look at one kind of wording and hand over drafts: quotations with a speaker beside them
(direct_speech.py), block quotations (blocks.py), verbs of saying (indirect.py), phrases and nouns (hearsay.py).
Here they are put together, nested (whose words hold whose) and given ids. Words of the writer in the first person are
no attribution.
"""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.attribution.blocks import block_drafts
from rashomon.extract.attribution.direct_speech import PLAIN, leftover_drafts, speech_drafts
from rashomon.extract.attribution.enclosing import Enclosing
from rashomon.extract.attribution.hearsay import (
    adverb_drafts,
    copula_drafts,
    evidence_drafts,
    noun_drafts,
    preposition_drafts,
)
from rashomon.extract.attribution.indirect import verb_drafts
from rashomon.extract.attribution.saying import Desk, Draft
from rashomon.extract.attribution.voices import AUTHOR
from rashomon.extract.identity import mention_id
from rashomon.model import Attribution, Reading, Span

__all__ = ["find_attributions"]


def find_attributions(reading: Reading, *, attitudes: bool = False) -> tuple[Attribution, ...]:
    """All attributions of a document, ordered by their first offset.

    Needs passages and parse; uses actors, where they are known, for names and pronouns. What somebody wants, plans,
    orders, condemns, supports or has come to know is told by the writer, so it is left out; `attitudes` keeps it, for
    corpora that annotate such words as well.
    """
    desk = Desk(reading)
    drafts = _drafts(desk, attitudes=attitudes)
    drafts.sort(key=lambda d: (_first(d), -_size(d), d.cue_token))
    parents = _parents(drafts)
    ids = [_identity(reading, draft, number) for number, draft in enumerate(drafts)]
    found: list[Attribution] = []
    for number, draft in enumerate(drafts):
        parent = parents[number]
        claimant = draft.claimant
        if claimant == AUTHOR and parent is not None:
            claimant = drafts[parent].claimant  # the writer of those words is the voice around them
        found.append(
            Attribution(
                id=ids[number],
                claimant=claimant,
                claimant_span=draft.claimant_span,
                cue=draft.cue,
                content=tuple(sorted(draft.content)),
                stance=draft.sense.stance,
                modality=draft.sense.modality,
                parent=ids[parent] if parent is not None else None,
                direct=draft.direct,
            )
        )
    return tuple(found)


def _drafts(desk: Desk, *, attitudes: bool) -> list[Draft]:
    """Drafts of all kinds; a cue word makes one attribution only, the earlier kinds first."""
    drafts = speech_drafts(desk)
    drafts += block_drafts(desk)
    used = {d.cue_token for d in drafts}
    for token in desk.parse.tokens:
        if token.index in used:
            continue
        made: list[Draft] = []
        if token.pos in ("VERB", "AUX"):
            made = verb_drafts(desk, token) or copula_drafts(desk, token)
        elif token.pos == "NOUN":
            made = evidence_drafts(desk, token) or noun_drafts(desk, token)
        elif token.pos in ("ADV", "ADJ"):
            made = adverb_drafts(desk, token)
        if not made and token.pos in ("ADP", "VERB", "SCONJ", "ADV"):
            made = preposition_drafts(desk, token)
        for draft in made:
            if draft.cue_token not in used and draft.content and not _swallows_itself(draft):
                used.add(draft.cue_token)
                if draft.sense.attitude and not attitudes:
                    drafts.extend(_spoken_part(desk, draft))
                else:
                    drafts.append(draft)
    return drafts + leftover_drafts(desk, drafts)


def _spoken_part(desk: Desk, draft: Draft) -> list[Draft]:
    """Of an attitude only the quotations in it are somebody's words ("called for “an end to the killing of ...”")."""
    parts: list[Span] = []
    for span in draft.content:
        for number in desk.quote_parts.inside(span):
            quote = desk.quotes[number]
            if len(desk.text[quote.start : quote.end].split()) > (3 if quote.sentence_like else 5):
                parts.extend(part for part in quote.parts if span.contains(part))
    if not parts:
        return []
    return [replace(draft, content=sorted(set(parts)), sense=PLAIN, direct=True)]


def _swallows_itself(draft: Draft) -> bool:
    return draft.cue is not None and any(s.contains(draft.cue) for s in draft.content)


def _first(draft: Draft) -> int:
    spans = [*draft.content, *(s for s in (draft.cue, draft.claimant_span) if s is not None)]
    return min(s.start for s in spans)


def _size(draft: Draft) -> int:
    return sum(s.end - s.start for s in draft.content)


def _parents(drafts: list[Draft]) -> list[int | None]:
    """For each draft the one with the smallest content that holds its cue (its content, where no word is the cue)."""
    contents = Enclosing((span, number) for number, draft in enumerate(drafts) for span in draft.content)
    sizes = [_size(draft) for draft in drafts]
    places = {id(draft): number for number, draft in enumerate(drafts)}
    found: list[int | None] = []
    for number, draft in enumerate(drafts):
        if draft.inner_of is not None:
            found.append(places.get(id(draft.inner_of)))
            continue
        anchor = draft.cue or draft.content[0]
        holding = [
            (sizes[other], other)
            for other in contents.around(anchor)
            if other != number and sizes[other] > sizes[number] and _first(drafts[other]) <= anchor.start
        ]
        found.append(min(holding)[1] if holding else None)
    return found


def _identity(reading: Reading, draft: Draft, number: int) -> str:
    span = draft.cue or draft.content[0]
    content = draft.content[0]
    kind = "inner" if draft.inner_of is not None else "said"
    return mention_id("attribution", reading.document.id, Span(span.start, span.end), content.start, content.end, kind)
