"""Attributions by rule: each finder looks at one kind of wording and hands over drafts.

Quotations with a speaker beside them (direct_speech.py), block quotations (blocks.py), verbs of saying (indirect.py),
phrases and nouns (hearsay.py). They stand where the trained reader says nothing: figures put by somebody, hearsay,
speech within speech, block quotations, none of which its corpus holds.
"""

from __future__ import annotations

from rashomon.extract.attribution.blocks import block_drafts
from rashomon.extract.attribution.direct_speech import leftover_drafts, speech_drafts
from rashomon.extract.attribution.hearsay import (
    adverb_drafts,
    copula_drafts,
    evidence_drafts,
    noun_drafts,
    preposition_drafts,
)
from rashomon.extract.attribution.indirect import verb_drafts
from rashomon.extract.attribution.nesting import in_order
from rashomon.extract.attribution.saying import Desk, Draft
from rashomon.model import Token

__all__ = ["ruled_drafts"]


def ruled_drafts(desk: Desk) -> list[Draft]:
    """Drafts of all kinds in text order, attitudes among them; a cue word makes one attribution only, the earlier
    kinds first."""
    drafts = speech_drafts(desk)
    drafts += block_drafts(desk)
    used = {d.cue_token for d in drafts}
    for token in desk.parse.tokens:
        if token.index in used:
            continue
        for draft in _drafts_at(desk, token):
            if draft.cue_token not in used and draft.content and not _swallows_itself(draft):
                used.add(draft.cue_token)
                drafts.append(draft)
    return in_order(drafts + leftover_drafts(desk, drafts))


def _drafts_at(desk: Desk, token: Token) -> list[Draft]:
    made: list[Draft] = []
    if token.pos in ("VERB", "AUX"):
        made = verb_drafts(desk, token) or copula_drafts(desk, token)
    elif token.pos == "NOUN":
        made = evidence_drafts(desk, token) or noun_drafts(desk, token)
    elif token.pos in ("ADV", "ADJ"):
        made = adverb_drafts(desk, token)
    if not made and token.pos in ("ADP", "VERB", "SCONJ", "ADV"):
        made = preposition_drafts(desk, token)
    return made


def _swallows_itself(draft: Draft) -> bool:
    return draft.cue is not None and any(s.contains(draft.cue) for s in draft.content)
