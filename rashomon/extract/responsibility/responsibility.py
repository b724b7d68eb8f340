"""Who is said to have done it, in words that speak of responsibility: claimed, denied, blamed, linked, behind.

Ordinary sentences of who did what ("The rebels attacked the town") are the events' business (`mentions.py`). The
rules are in `blame.py` (verbs), `owning.py` (verbs of plain saying and doing) and `involvement.py` (nouns, adjectives,
set phrases), doers that only grammar names in `doers.py` and `makers.py`, set phrases in `phrases_of_guilt.py`, words
for culprits in `culprits.py`, what courts and police say in `courts.py`, their words in the lexicon `responsibility`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rashomon.extract.identity import mention_id
from rashomon.extract.responsibility.blame import VERB_RULES
from rashomon.extract.responsibility.courts import COURT_RULES
from rashomon.extract.responsibility.culprits import CULPRIT_RULES
from rashomon.extract.responsibility.denials import with_denials
from rashomon.extract.responsibility.doers import DOER_RULES
from rashomon.extract.responsibility.findings import CaseDesk, Finding, only_saw_it, words
from rashomon.extract.responsibility.involvement import TOKEN_RULES
from rashomon.extract.responsibility.learned import learned_doers
from rashomon.extract.responsibility.makers import MAKER_RULES
from rashomon.extract.responsibility.owning import PLAIN_RULES, owned
from rashomon.extract.responsibility.phrases_of_guilt import PHRASE_RULES
from rashomon.extract.syntax.clauses import governed_noun, subject_of
from rashomon.model import EventMention, Modality, Parse, Reading, Responsibility, Span, Stance, Token

__all__ = ["find_responsibilities"]

TOLD = frozenset({Modality.ACTUAL, Modality.POSSIBLE})
ORDER = frozenset({"first", "primary", "second", "third", "one", "another", "other", "latter", "last"})
LONGEST = 40  # tokens of the words kept as evidence


def find_responsibilities(reading: Reading) -> tuple[Responsibility, ...]:
    """All statements of responsibility, in text order. What is only planned or hypothetical is left out."""
    desk = CaseDesk(reading)
    found: dict[str, Responsibility] = {}
    told: set[tuple[object, ...]] = set()
    for finding in with_denials(desk, [owned(desk, _as_theory(desk, each)) for each in _findings(desk)]):
        if finding.modality not in TOLD or (finding.stance is Stance.ADMITS and only_saw_it(finding.actor.name)):
            continue
        event = desk.deed_in(finding.target)
        if event is None and finding.strict:
            continue
        event = event or desk.event_before(finding.cue, finding.reach)
        made = _responsibility(desk, finding, event)
        same = (made.actor, made.event, made.stance, made.claimant, finding.cue.sentence)
        if (event is not None or finding.stance is Stance.ADMITS) and same not in told:
            told.add(same)
            found.setdefault(made.id, made)
    for made in learned_doers(desk, list(found.values())):
        found.setdefault(made.id, made)
    return tuple(sorted(found.values(), key=lambda r: (r.span.start, r.span.end, r.actor, r.id)))


def _findings(desk: CaseDesk) -> Iterator[Finding]:
    for token in desk.parse.tokens:
        if token.pos == "VERB":
            for rule in (*VERB_RULES, *COURT_RULES):
                yield from rule(desk, token)
        if token.pos in {"VERB", "AUX"}:
            for rule in PLAIN_RULES:
                yield from rule(desk, token)
        if token.pos != "PUNCT":
            for rule in (*TOKEN_RULES, *DOER_RULES, *MAKER_RULES, *PHRASE_RULES, *CULPRIT_RULES):
                yield from rule(desk, token)


def _as_theory(desk: CaseDesk, finding: Finding) -> Finding:
    """ "One theory is that E was organised by X": nobody in particular says so, and it is only possible."""
    if finding.stance not in {Stance.ASSERTS, Stance.ACCUSES} or isinstance(finding.claimant, Token):
        return finding
    above = desk.parse.ancestors(finding.cue)[:6]
    doubting = next((t for t in above if t.lemma in words("culprits", "doubting")), None)
    if doubting is not None:  # "skeptical of claims that X did it"
        who = subject_of(desk.parse, desk.parse.head(doubting))
        return replace(finding, claimant=who, stance=Stance.DOUBTS, modality=Modality.POSSIBLE)
    if not _is_theory(desk.parse, finding.cue):
        return finding
    return replace(finding, claimant="UNNAMED", stance=Stance.ACCUSES, modality=Modality.POSSIBLE)


def _is_theory(parse: Parse, cue: Token) -> bool:
    """Whether a statement is the content of a theory, a rumour or a claim, also of "the first" of several."""
    nouns = words("nouns", "theory")
    if governed_noun(parse, cue, nouns, 3) is not None:
        return True
    for above in parse.ancestors(cue)[:3]:
        if above.lemma != "be":
            continue
        for subject in parse.dependents(above, "nsubj"):
            if subject.lemma in nouns:
                return True
            if subject.lower in ORDER:
                return _sentence_before_tells(parse, cue, nouns)
    return False


def _sentence_before_tells(parse: Parse, cue: Token, nouns: frozenset[str]) -> bool:
    if cue.sentence == 0:
        return False
    return any(t.lemma in nouns and t.tag == "NNS" for t in parse.tokens_of(parse.sentences[cue.sentence - 1]))


def _responsibility(desk: CaseDesk, finding: Finding, event: EventMention | None) -> Responsibility:
    claimant, claimant_span = desk.claimant(finding.claimant, finding.cue)
    span = _evidence(desk, finding)
    name = finding.actor.name
    number = mention_id("responsibility", desk.reading.document.id, span, name, finding.stance)
    return Responsibility(
        number,
        span,
        name,
        finding.actor.kind,
        finding.actor.span,
        event.id if event is not None else None,
        finding.stance,
        finding.modality,
        claimant,
        claimant_span,
    )


def _evidence(desk: CaseDesk, finding: Finding) -> Span:
    """From the first to the last of cue, actor and what it is about, enough to read it."""
    spans = [Span(finding.cue.start, finding.cue.end), finding.actor.span]
    if finding.target is not None and finding.target.sentence == finding.cue.sentence:
        spans.append(Span(finding.target.start, finding.target.end))
    spans.extend(Span(t.start, t.end) for t in desk.parse.dependents(finding.cue, "dobj"))
    if isinstance(finding.claimant, Token) and finding.claimant.sentence == finding.cue.sentence:
        spans.append(Span(finding.claimant.start, finding.claimant.end))
    near = [s for s in spans if abs(s.start - finding.cue.start) < LONGEST * 6]
    return Span(min(s.start for s in near), max(s.end for s in near))
