"""Attributions: everything that somebody is said to say, believe, report, claim, deny, estimate, accuse or call.

The finders each look at one kind of wording and hand over drafts: quotations with a speaker beside them
(direct_speech.py), block quotations (blocks.py), verbs of saying (indirect.py), phrases and nouns (hearsay.py).
Here they are put together, nested (whose words hold whose) and given ids. Words of the writer in the first person are
no attribution.
"""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.blocks import block_drafts
from rashomon.extract.direct_speech import PLAIN, leftover_drafts, speech_drafts
from rashomon.extract.hearsay import adverb_drafts, copula_drafts, evidence_drafts, noun_drafts, preposition_drafts
from rashomon.extract.identity import mention_id
from rashomon.extract.indirect import verb_drafts
from rashomon.extract.saying import Desk, Draft
from rashomon.extract.voices import AUTHOR
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
    parents = [_parent(number, drafts) for number in range(len(drafts))]
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
    parts = [
        part
        for quote in desk.quotes
        if len(desk.text[quote.start : quote.end].split()) > (3 if quote.sentence_like else 5)
        for part in quote.parts
        if any(span.contains(part) for span in draft.content)
    ]
    if not parts:
        return []
    return [replace(draft, content=parts, sense=PLAIN, direct=True)]


def _swallows_itself(draft: Draft) -> bool:
    return draft.cue is not None and any(s.contains(draft.cue) for s in draft.content)


def _first(draft: Draft) -> int:
    spans = [*draft.content, *(s for s in (draft.cue, draft.claimant_span) if s is not None)]
    return min(s.start for s in spans)


def _size(draft: Draft) -> int:
    return sum(s.end - s.start for s in draft.content)


def _parent(number: int, drafts: list[Draft]) -> int | None:
    """The draft with the smallest content that holds this one's cue (its content, where no word is the cue)."""
    draft = drafts[number]
    if draft.inner_of is not None:
        return next((n for n, other in enumerate(drafts) if other is draft.inner_of), None)
    anchor = draft.cue or draft.content[0]
    best: int | None = None
    for other_number, other in enumerate(drafts):
        if other_number == number or _size(other) <= _size(draft) or _first(other) > anchor.start:
            continue
        if any(s.contains(anchor) for s in other.content) and (best is None or _size(other) < _size(drafts[best])):
            best = other_number
    return best


def _identity(reading: Reading, draft: Draft, number: int) -> str:
    span = draft.cue or draft.content[0]
    content = draft.content[0]
    kind = "inner" if draft.inner_of is not None else "said"
    return mention_id("attribution", reading.document.id, Span(span.start, span.end), content.start, content.end, kind)
