"""Attributions: everything that somebody is said to say, believe, report, claim, deny, estimate, accuse or call.

The trained reader (learned.py) finds most; the rules (ruled.py) stand where it says nothing: its corpus has no speech
within speech, no block quotations and few counts. Here all is put together, nested (whose words hold whose) and given
ids. Words of the writer in the first person are no attribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.attribution.cues import PLAIN
from rashomon.extract.attribution.direct_speech import leftover_drafts
from rashomon.extract.attribution.edges import (
    closed,
    deed_alone,
    inserted_alone,
    is_below_line,
    is_statement,
    joined,
    outside_noun_left,
    own_sentence,
    whole_clause,
    whole_sentence,
    with_the_rest,
    with_trailing_clause,
    within_quotation,
    without_comment,
    without_dateline,
)
from rashomon.extract.attribution.enclosing import Enclosing
from rashomon.extract.attribution.indirect import cited_drafts
from rashomon.extract.attribution.learned import learned_drafts
from rashomon.extract.attribution.nesting import in_order, parents_of
from rashomon.extract.attribution.ruled import ruled_drafts
from rashomon.extract.attribution.saying import Desk, Draft
from rashomon.extract.attribution.signed import post_drafts, signature
from rashomon.extract.attribution.voices import AUTHOR, UNNAMED, voice_lexicon
from rashomon.extract.counts.groups import is_people
from rashomon.extract.identity import mention_id
from rashomon.extract.trained.model import judge_words, load_model
from rashomon.model import Attribution, ClaimantKind, Reading, Span, Stance, Token

__all__ = ["find_attributions"]


def find_attributions(reading: Reading, *, attitudes: bool = False) -> tuple[Attribution, ...]:
    """All attributions of a document, ordered by their first offset.

    Needs passages, parse and what the reader judged (which it asks for itself where that stage did not run); uses
    actors, where they are known, for names and pronouns. What somebody wants, plans, orders, condemns, supports or has
    come to know is told by the writer, so it is left out, and so is what a clause adds to a deed; `attitudes` keeps all
    that, for corpora that annotate such words as well, and asks no rules. Raises ModelError where the model is missing
    or broken.
    """
    desk = Desk(reading)
    drafts = in_order(_drafts(desk, attitudes=attitudes))
    parents = parents_of(drafts)
    ids = [_identity(reading, draft) for draft in drafts]
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
    """What the trained reader finds, what the rules find at words that are no cue or source of that, and quotations
    that nothing introduces."""
    judged = (desk.reading.judged or judge_words(desk.reading)).said
    learned = [draft for draft in learned_drafts(desk, judged, load_model().decoding) if draft.content or attitudes]
    if not attitudes:
        learned = [draft for draft in learned if not is_below_line(desk, draft)]
    ruled = [] if attitudes else ruled_drafts(desk)  # such corpora mark what the reader has learned to mark
    _name_speakers(desk, learned, ruled)
    _fill_blocks(desk, learned, ruled)
    taken = Enclosing((span, n) for n, draft in enumerate(learned) for span in _edges(draft))
    learned = _with_cited(desk, learned)
    if not attitudes:
        cues = sorted(draft.cue_token for draft in learned)
        learned = [kept for draft in learned for kept in _said(desk, draft, cues)]
    drafts = learned
    for draft in ruled:
        free = draft.cue is not None and (not _touched(taken, draft.cue) or _is_lost_hearsay(desk, draft, drafts))
        if free and not _says_nothing(desk, draft):
            if not draft.direct:
                draft.content = within_quotation(desk, draft)
            if draft.sense.stance is Stance.ADMITS:
                draft.content = [deed_alone(desk, draft, span) for span in draft.content]
            drafts += _spoken(desk, draft)
    drafts += leftover_drafts(desk, drafts)
    said = Enclosing((span, n) for n, draft in enumerate(drafts) for span in draft.content)
    return drafts + [post for post in post_drafts(desk) if _is_free(post, said, drafts)]


def _is_lost_hearsay(desk: Desk, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """ "He allegedly planned it": the reader took "allegedly planned" for the cue of an attitude, which is not kept."""
    adverb = draft.claimant == UNNAMED and draft.cue_token >= 0 and desk.parse.tokens[draft.cue_token].pos == "ADV"
    return adverb and not any(d.cue is not None and draft.cue is not None and d.cue.overlaps(draft.cue) for d in drafts)


def _is_free(post: Draft, said: Enclosing, drafts: Sequence[Draft]) -> bool:
    """Whether no words of a post are told as somebody's, but those that the post itself tells as such ("Three dead, one
    held; police say a second man is at large - Harbour Post (@harbour)")."""
    body = post.content[0]
    inside = all(
        draft.cue is not None
        and body.contains(draft.cue)
        and all(body.contains(span) and span != body for span in draft.content)
        for draft in drafts
        if any(span.start < body.end and body.start < span.end for span in draft.content)
    )
    return inside or not _touched(said, body)


def _name_speakers(desk: Desk, learned: Sequence[Draft], ruled: Sequence[Draft]) -> None:
    """Where the reader marks no source, the one that the rules find at the same cue; whoever signs the words of
    nobody in particular ("Some argue, “...”")."""
    known = {draft.cue_token: draft for draft in ruled if draft.cue_token >= 0 and draft.claimant_span is not None}
    for draft in learned:
        if draft.claimant_span is None and draft.cue_token in known:
            other = known[draft.cue_token]
            draft.claimant, draft.claimant_span = other.claimant, other.claimant_span
    for draft in (*learned, *ruled):
        if draft.claimant == UNNAMED and draft.direct:
            _sign(desk, draft)


def _fill_blocks(desk: Desk, learned: Sequence[Draft], ruled: Sequence[Draft]) -> None:
    """A block quotation that the rules find ends where they say: the reader sees too little of it at once. What stands
    between cue and block ("tells | how it began: ...") is said with it."""
    blocks = {draft.cue_token: draft for draft in ruled if draft.cue_token >= 0 and _is_block(desk, draft)}
    for draft in learned:
        block = blocks.get(draft.cue_token)
        if block is None or block.cue is None:
            continue
        above = [span for span in draft.content if span.end <= block.content[0].start and span.start > block.cue.start]
        rest = [span for span in draft.content if span not in above]
        if all(any(own.contains(span) for own in block.content) for span in rest):
            draft.content = [*above, *block.content]


def _is_block(desk: Desk, draft: Draft) -> bool:
    """Whether the words stand in paragraphs below that of the cue."""
    return draft.cue is not None and all("\n" in desk.text[draft.cue.end : span.start] for span in draft.content)


def _sign(desk: Desk, draft: Draft) -> None:
    """Whoever signs the words said them; what stands below the signature is no part of them."""
    for number, span in enumerate(draft.content):
        signed = signature(desk, span)
        if signed is not None:
            draft.claimant, draft.claimant_span = signed
            draft.content = draft.content[: number + 1]
            return


def _said(desk: Desk, draft: Draft, cues: Sequence[int]) -> list[Draft]:
    """What of a draft of the trained reader somebody says: not the writer's "I think", not words without any voice, not
    what the writer adds to a deed."""
    if draft.cue is None and draft.claimant_span is None:
        return []
    if draft.claimant == AUTHOR and not _in_speech(desk, draft):
        return []
    if _says_nothing(desk, draft):
        return []
    if not draft.direct:
        draft.content = joined(desk, draft, own_sentence(desk, draft), cues)
        draft.content = whole_sentence(desk, draft, cues, draft.content)
        spans = [without_dateline(desk, closed(desk, span)) for span in draft.content]
        spans = [whole_clause(desk, draft, span) for span in outside_noun_left(desk, draft, spans)]
        spans = [with_trailing_clause(desk, draft, inserted_alone(desk, draft, span)) for span in spans]
        spans = [without_comment(desk, draft, span) for span in spans]
        draft.content = [span if is_statement(desk, draft, span) else deed_alone(desk, draft, span) for span in spans]
        draft.content += with_the_rest(desk, draft)
    return _spoken(desk, draft)


def _with_cited(desk: Desk, learned: list[Draft]) -> list[Draft]:
    """ "X, citing Y, said": one attribution in the other, where the reader sees two beside each other."""
    cited: list[Draft] = []
    for draft in learned:
        if draft.cue_token >= 0:
            cited += cited_drafts(desk, desk.parse.tokens[draft.cue_token], draft)
    verbs = {draft.cue_token for draft in cited}
    return [draft for draft in learned if draft.cue_token not in verbs] + cited


def _edges(draft: Draft) -> list[Span]:
    return [span for span in (draft.cue, draft.claimant_span) if span is not None]


def _in_speech(desk: Desk, draft: Draft) -> bool:
    """Whether the "I" of these words is a speaker's rather than the writer's."""
    return draft.cue_token >= 0 and desk.quoted(desk.parse.tokens[draft.cue_token])


def _says_nothing(desk: Desk, draft: Draft) -> bool:
    """ "To admit that ..." of nobody in particular; "the war claimed 40 lives"; "admitted him to the navy"."""
    if draft.cue_token < 0 or is_happening(draft):
        return is_happening(draft)
    verb = desk.parse.tokens[draft.cue_token]
    if verb.lemma == "claim" and any(t.lemma in ("life", "victim") for t in desk.parse.dependents(verb, "dobj")):
        return True
    if verb.lemma == "admit" and any(is_people(t) for t in desk.parse.dependents(verb, "dobj", "nsubjpass")):
        return True
    if is_counted_up(desk, verb) or is_meant(desk, draft, verb) or is_another_subject(desk, draft, verb):
        return True
    if is_left_unsaid(desk, verb):
        return True
    infinitive = verb.tag == "VB" and any(t.tag == "TO" for t in desk.parse.dependents(verb, "aux"))
    return infinitive and draft.claimant == UNNAMED


def is_left_unsaid(desk: Desk, verb: Token) -> bool:
    """ "The police have yet to name any of the nine", "without explaining why": nothing is said."""
    before = [t.lower for t in desk.parse.tokens[max(verb.index - 2, 0) : verb.index]]
    without = verb.dep == "pcomp" and desk.parse.head(verb).lower == "without"
    return without or (verb.tag == "VB" and before == ["yet", "to"])


def is_counted_up(desk: Desk, verb: Token) -> bool:
    """ "A guard died of his wounds, raising the toll to four": the toll rises by what happened, and nobody says so."""
    above = desk.parse.head(verb)
    sayings = desk.words.counting | desk.words.verbs.keys()
    return (
        verb.lemma in desk.words.counting and verb.tag == "VBG" and verb.dep == "advcl" and above.lemma not in sayings
    )


def is_another_subject(desk: Desk, draft: Draft, verb: Token) -> bool:
    """ "Police said 10 were hurt, raised the number to 11": the 10 raise nothing; "officers confirmed killed" confirm
    nothing; "the names of the dead were read" says nothing of them."""
    parse, above = desk.parse, desk.parse.head(verb)
    if verb.lemma == "read":
        return bool(parse.dependents(verb, "nsubjpass"))
    if verb.lemma in ("confirm", "presume") and not parse.dependents(verb, "nsubjpass", "aux"):
        after = parse.tokens[verb.index + 1] if verb.index + 1 < len(parse.tokens) else verb
        return after.tag in ("VBN", "JJ") and after.head == verb.index and after.dep in ("xcomp", "oprd", "acomp")
    own = parse.dependents(verb, "nsubj", "nsubjpass")
    active = verb.tag == "VBD" and bool(parse.dependents(verb, "dobj"))
    suffering = [t for t in parse.dependents(above, "nsubjpass") if t.sentence == verb.sentence]
    named = parse.within(draft.claimant_span) if draft.claimant_span is not None else suffering
    shared = verb.dep == "conj" and not own and active and any(t in named for t in suffering)
    return shared and verb.lemma in desk.words.counting


def is_meant(desk: Desk, draft: Draft, verb: Token) -> bool:
    """ "That does not mean that he killed nine": what follows from something is no statement of it."""
    named = desk.parse.within(draft.claimant_span) if draft.claimant_span is not None else ()
    things = {"it", "this", "that", "which"}
    return verb.lemma in ("mean", "imply") and len(named) == 1 and named[0].lower in things


def is_happening(draft: Draft) -> bool:
    """ "The tragedy recalls the deaths of other miners", "a string of bombings": a happening says nothing."""
    if draft.direct or draft.claimant.kind not in (ClaimantKind.GROUP, ClaimantKind.PERSON):
        return False
    heads = [part.split()[-1].lower() for part in draft.claimant.name.split(" of ") if part.split()]
    happenings = voice_lexicon().happenings
    return any(head in happenings or head.removesuffix("s") in happenings for head in heads)


def _touched(taken: Enclosing, span: Span) -> bool:
    return next(taken.around(span), None) is not None or next(taken.inside(span), None) is not None


def _spoken(desk: Desk, draft: Draft) -> list[Draft]:
    """Of an attitude only the quotations in it are somebody's words ("called for “an end to the killing of ...”")."""
    if not draft.sense.attitude:
        return [draft]
    parts: list[Span] = []
    for span in draft.content:
        for number in desk.quote_parts.inside(span):
            quote = desk.quotes[number]
            if len(desk.text[quote.start : quote.end].split()) > (3 if quote.sentence_like else 5):
                parts.extend(part for part in quote.parts if span.contains(part))
    if not parts:
        return []
    return [replace(draft, content=sorted(set(parts)), sense=PLAIN, direct=True)]


def _identity(reading: Reading, draft: Draft) -> str:
    span = draft.cue or draft.content[0]
    content = draft.content[0] if draft.content else span
    kind = "inner" if draft.inner_of is not None else "said"
    return mention_id("attribution", reading.document.id, Span(span.start, span.end), content.start, content.end, kind)
