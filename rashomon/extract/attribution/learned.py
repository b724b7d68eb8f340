"""Attributions that the trained reader finds: spans of source, cue and content, put together by its pointers.

The model says where somebody's words begin and end and which cue they hang on. Who that somebody is (the fullest
name, what a pronoun stands for), and how a cue means it (claims, denies, wishes), stays with the lexicon and the
parse.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extract.attribution.cues import PLAIN, Sense
from rashomon.extract.attribution.indirect import special_sense
from rashomon.extract.attribution.passive import is_passive
from rashomon.extract.attribution.saying import Desk, Draft
from rashomon.extract.attribution.voices import AUTHOR, UNNAMED
from rashomon.extract.trained.groups import Group, groups_of, spans_of
from rashomon.extract.trained.judged import Decoding
from rashomon.judged import Judged
from rashomon.model import Claimant, Modality, Span, Stance, Token

__all__ = ["learned_drafts"]

UNKNOWN = Sense(Stance.ASSERTS, Modality.ACTUAL, attitude=True)  # "is optimistic about": no word of saying
ASKED = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when"})  # "are exploring whether"
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def learned_drafts(desk: Desk, judged: Judged, decoding: Decoding) -> list[Draft]:
    """Drafts for what the model finds in the paragraphs of the document, in text order."""
    found = []
    for group in groups_of(judged, decoding):
        draft = _draft(desk, judged, group)
        if draft is not None:
            found.append(draft)
    return found


def _draft(desk: Desk, judged: Judged, group: Group) -> Draft | None:
    content = [
        span for span in spans_of(judged, group.content) if any(map(str.isalnum, desk.text[span.start : span.end]))
    ]
    cue = spans_of(judged, group.cue)
    source = [_speaking(desk, span) for span in spans_of(judged, group.source)]
    if not content and not (cue and source):
        return None
    verb = _cue_token(desk, cue[0]) if cue else None
    if verb is not None and source and _tells_of_another(desk, source[0], verb):
        content, source = [span for span in (*content, *source) if span.end <= verb.start], []
    content = _after_semicolon(desk, content, source)
    claimant, head = _claimant(desk, source, verb)
    direct = any(desk.text[s.start] in "“\"„«'‘" for s in content)
    sense = _sense(desk, verb, content[0], direct=direct) if content else UNKNOWN
    if verb is not None:
        sense = special_sense(desk, verb, head, desk.sense_here(sense, verb))
    return Draft(
        claimant,
        source[0] if source else None,
        cue[0] if cue else None,
        verb.index if verb is not None else -1,
        content,
        sense,
        direct=direct,
    )


def _speaking(desk: Desk, source: Span) -> Span:
    """ "The men who police say fled": the police speak, not who is spoken of; with the noun that the words describe."""
    tokens = desk.parse.within(source)
    rest = next((n for n, token in enumerate(tokens) if token.tag not in ("WP", "WDT")), 0)
    if tokens and not any(token.pos in ("NOUN", "PROPN", "PRON", "NUM") for token in tokens):
        noun = desk.parse.head(tokens[-1])  # "a visibly angry" of "a visibly angry Johnson"
        if noun.pos in ("NOUN", "PROPN") and noun.index == tokens[-1].index + 1:
            return Span(source.start, noun.end)
    return Span(tokens[rest].start, source.end) if rest else source


def _after_semicolon(desk: Desk, content: list[Span], source: Sequence[Span]) -> list[Span]:
    """ "Nine were hurt; police say that one is held": what stands before a semicolon is another statement than what
    follows the cue."""
    if not source or not any(span.start > source[0].end for span in content):
        return content
    return [s for s in content if s.end > source[0].start or ";" not in desk.text[s.end - 1 : source[0].start]]


def _tells_of_another(desk: Desk, source: Span, verb: Token) -> bool:
    """ "..., who arrested nine men, said Captain Lind": a relative clause, when the cue has a subject behind it."""
    tokens = desk.parse.within(source)
    subject = desk.subject(verb)
    if not tokens or tokens[0].tag not in ("WP", "WDT") or subject is None:
        return False
    return subject.index > verb.index > tokens[-1].index and tokens[0].head != verb.index


def _cue_token(desk: Desk, span: Span) -> Token | None:
    """The word that carries a cue: a verb or noun of the lexicon, else what the others hang on."""
    tokens = desk.parse.within(span)
    if not tokens:
        return desk.parse.at(span.start)
    words = desk.words
    for token in tokens:
        if token.pos in ("VERB", "AUX") and (token.lemma in words.verbs or token.lemma in words.phrase_verbs):
            return token
    for token in tokens:
        if token.lemma in words.nouns or token.lemma in words.adverbs or token.lemma in words.adjectives:
            return token
    return desk.top(tokens)


def _speaking_noun(desk: Desk, tokens: Sequence[Token]) -> Token:
    """The noun that no other of them stands above: in "the rebel-run health ministry" not the rebels."""
    nouns = [t for t in tokens if t.pos in NOMINAL]
    nouns = [t for t in nouns if t.entity not in ("DATE", "TIME")] or nouns  # "the ministry Friday confirmed"
    inside = {t.index for t in nouns}
    above = ((t, {a.index for a in desk.parse.ancestors(t)} - {t.index}) for t in nouns)
    return next((t for t, line in above if inside.isdisjoint(line)), desk.top(nouns or tokens))


def _claimant(desk: Desk, source: Sequence[Span], verb: Token | None) -> tuple[Claimant, Token | None]:
    """Who speaks, and the head of the words that say so. The writer where the first person speaks."""
    if verb is not None and verb.pos == "ADV" and verb.lemma in desk.words.adverbs:
        return UNNAMED, None  # "X allegedly planned it": not X
    for span in source:
        tokens = desk.parse.within(span)
        if not tokens:
            continue
        head = _speaking_noun(desk, tokens)
        if verb is not None and (is_spoken_of(desk, verb, head) or _is_elsewhere(desk, verb, head)):
            continue
        claimant = desk.voices.claimant(head, quoted=desk.quoted(head))
        if claimant is None:
            return AUTHOR, head
        desk.voices.remember(head.index, claimant)
        return claimant, head
    if verb is not None and verb.pos in ("VERB", "AUX"):
        passive = desk.parse.dependents(verb, "nsubjpass") or is_passive(desk, verb)
        subject = None if passive else desk.subject(verb)
        voice = desk.voice(subject, verb, quoted=desk.quoted(verb)) if subject is not None else None
        if voice is not None:
            return voice[0], subject
    return UNNAMED, None


def _is_elsewhere(desk: Desk, verb: Token, noun: Token) -> bool:
    """A source in another sentence than its verb, where the verb has a subject of its own that can speak."""
    if verb.pos != "VERB" or verb.sentence == noun.sentence or is_passive(desk, verb):
        return False
    own = desk.parse.dependents(verb, "nsubj")
    return any(t.pos != "PRON" and desk.voices.can_speak(t) for t in own)


def is_spoken_of(desk: Desk, verb: Token, noun: Token) -> bool:
    """ "The president accused of plotting", "he was accused": whoever a passive is about does not say it."""
    if verb.pos not in ("VERB", "AUX") or not is_passive(desk, verb) or verb.lemma in desk.words.told:
        return False
    modified = verb.dep == "acl" and verb.head == noun.index
    return modified or (noun.dep == "nsubjpass" and noun.head == verb.index)


def _sense(desk: Desk, verb: Token | None, content: Span, *, direct: bool) -> Sense:  # noqa: PLR0911 - cases in order
    """How the cue means it, by the frame that its content takes."""
    words = desk.words
    if verb is None or verb.lower in ("according", "per"):
        return PLAIN
    for child in desk.parse.tokens[verb.index + 1 : verb.index + 3]:
        phrase = words.phrases.get((verb.lemma, child.lower))
        own = child.dep in ("prep", "prt") and child.head == verb.index
        if phrase and (own or (child.dep == "mark" and child.index == verb.index + 1)):  # "called for X to resign"
            return next(iter(phrase.values()))
    frames = words.verbs.get(verb.lemma)
    if verb.pos in ("VERB", "AUX") and frames:
        if verb.lemma in words.told and _is_bidding(desk, content):
            return UNKNOWN
        order = _frame_order(desk, content, direct=direct)
        if set(frames) == {"c"} and not direct and not _is_clause(desk, content):
            return UNKNOWN  # "found a second device", "determine the cause": nothing is said
        return next((frames[f] for f in order if f in frames), next(iter(frames.values())))
    for table in (words.nouns, words.adverbs, words.adjectives):
        if verb.lemma in table:
            return table[verb.lemma]
    tokens = desk.parse.within(content)
    asked = bool(tokens) and tokens[0].lower in ASKED
    return PLAIN if direct or (_is_clause(desk, content) and not asked) else UNKNOWN


def _is_clause(desk: Desk, content: Span) -> bool:
    """Whether the words are a statement with a subject of its own."""
    tokens = desk.parse.within(content)
    root = desk.top(tokens) if tokens else None
    if root is None or root.pos not in ("VERB", "AUX"):
        return False
    infinitive = any(t.tag == "TO" for t in desk.parse.dependents(root, "aux"))
    return not infinitive and bool(desk.parse.dependents(root, "nsubj", "nsubjpass", "expl"))


def _is_bidding(desk: Desk, content: Span) -> bool:
    """ "told them to leave": an infinitive is what somebody should do."""
    return any(t.tag == "TO" for t in desk.parse.within(content)[:1])


def _frame_order(desk: Desk, content: Span, *, direct: bool) -> str:
    if direct:
        return "qcnoip"
    tokens = desk.parse.within(content)
    if not tokens:
        return "cnoipq"
    root = desk.top(tokens)
    if root.pos in ("VERB", "AUX"):
        return "cinopq" if _is_clause(desk, content) else "icnopq"
    return "noicpq"
