"""Reported speech without quotation marks: verbs of saying, active and passive, by their dependents."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.cues import Sense
from rashomon.extract.saying import CLAUSE_HEADS, Desk, Draft
from rashomon.model import Modality, Span, Stance, Token

__all__ = ["verb_drafts"]

AGENT_NEEDED = frozenset(
    "call name style term dub know treat view see regard class classify compare find consider show".split()
)
DECLINES = frozenset("refuse decline fail".split())
TOLLS = frozenset("toll number figure total count loss tally cost casualty".split())
DEFAULT = Sense(Stance.ASSERTS, Modality.ACTUAL)


def verb_drafts(desk: Desk, verb: Token) -> list[Draft]:
    """The attribution that a verb makes, if its lemma is a cue and something that can be said hangs on it."""
    frames = _frames(desk, verb)
    if not frames:
        return []
    if desk.parse.dependents(verb, "auxpass") or verb.tag == "VBN" and verb.dep in ("acl", "amod", "relcl"):
        return _passive(desk, verb, frames)
    found = _active_content(desk, verb, frames)
    if found is None:
        return []
    content, sense, used = found
    head = desk.parse.head(verb)
    if verb.dep == "xcomp" and head.lemma in DECLINES:
        sense = replace(sense, modality=Modality.NEGATED)
    voice = desk.voice(_own_subject(desk, verb), verb, quoted=desk.quoted(verb))
    if voice is None or (voice[1] is None and desk.subject(verb) is None):
        return []
    cue = desk.cue_span(verb)
    if used is not None:
        cue = Span(cue.start, max(cue.end, used.end))
    draft = Draft(voice[0], voice[1], cue, verb.index, content, desk.sense_here(sense, verb))
    return [draft, *_cited(desk, verb, draft)]


def _frames(desk: Desk, verb: Token) -> dict[str, Sense]:
    if verb.pos not in CLAUSE_HEADS or verb.dep in ("aux", "auxpass"):
        return {}
    return desk.words.verbs.get(verb.lemma, {})


def _own_subject(desk: Desk, verb: Token) -> Token | None:
    return desk.subject(verb)


def _active_content(desk: Desk, verb: Token, frames: dict[str, Sense]) -> tuple[list[Span], Sense, Token | None] | None:
    """What is said, the sense of the frame that fits, and a preposition that belongs to the cue."""
    parse = desk.parse
    for child in parse.dependents(verb, "prep", "prt"):
        phrase = desk.words.phrases.get((verb.lemma, child.lower))
        if phrase and child.index <= verb.index + 2 and child.index > verb.index:
            last = max(parse.subtree(child)[-1].index, _edge(desk, verb, child))
            content = desk.span(child.index + 1, last)
            if content is not None:
                return [content], next(iter(phrase.values())), child
    clauses = parse.dependents(verb, "ccomp")
    if clauses and ("c" in frames or "q" in frames or "o" in frames or "i" in frames):
        sense = frames.get("c") or frames.get("o") or frames.get("i") or frames["q"]
        return _clause(desk, verb, clauses), sense, None
    if "i" in frames:
        for child in parse.dependents(verb, "xcomp"):
            content = desk.span(parse.subtree(child)[0].index, _edge(desk, verb, child))
            return ([content] if content else []), frames["i"], None
    parenthetical = _parenthetical(desk, verb) if "c" in frames or "q" in frames else None
    if parenthetical:
        return parenthetical, frames.get("c") or frames["q"], None
    if verb.lemma == "put" and not any(t.lemma in TOLLS for t in parse.dependents(verb, "dobj")):
        return None
    objects = parse.dependents(verb, "dobj", "oprd")
    if objects and (frames.keys() & set("no") or verb.lemma == "put"):
        first = objects[0]
        if first.index < verb.index:
            return None
        content = desk.span(parse.subtree(first)[0].index, _edge(desk, verb, first))
        sense = frames.get("n") or frames.get("o") or DEFAULT
        return ([content] if content else []), sense, None
    if "o" in frames:
        for child in parse.dependents(verb, "prep"):
            if child.lower in ("as", "for", "of", "with") and child.index > verb.index:
                content = desk.span(child.index + 1, _edge(desk, verb, child))
                return ([content] if content else []), frames["o"], None
    return None


def _clause(desk: Desk, verb: Token, clauses: tuple[Token, ...]) -> list[Span]:
    """A clause before, after or around its verb of saying."""
    parse = desk.parse
    clause = clauses[-1]
    below = [t.index for t in parse.subtree(clause)]
    if below[0] > verb.index:
        content = desk.span(below[0], _edge(desk, verb, clause))
        return [content] if content else []
    if below[-1] < verb.index:
        sentence = parse.sentence_of(verb)
        others = [
            t.index
            for child in parse.dependents(verb, "ccomp", "advcl", "prep", "npadvmod", "punct", "cc", "advmod")
            for t in parse.subtree(child)
            if t.index < below[0]
        ]
        first = min([below[0], *others])
        if first == sentence.first and parse.tokens[first].pos == "CCONJ":
            first += 1
        content = desk.span(first, below[-1])
        return [content] if content else []
    return desk.runs(below)


def _edge(desk: Desk, verb: Token, content: Token) -> int:
    """The last token of what is said: the content's subtree, and what follows it in the verb's clause, up to
    a further verb with the same subject or a participle that is itself a cue."""
    parse = desk.parse
    last = parse.subtree(content)[-1].index
    for child in parse.dependents(verb):
        if child.index <= content.index or child.index <= verb.index:
            continue
        if child.dep in ("punct", "cc"):
            continue
        if child.dep in ("conj", "nsubj", "parataxis"):
            break
        if child.dep in ("advcl", "prep") and _is_cue(desk, child):
            break
        last = max(last, parse.subtree(child)[-1].index)
    return last


def _is_cue(desk: Desk, token: Token) -> bool:
    return token.lemma in desk.words.verbs or token.lower in ("according", "per")


def _parenthetical(desk: Desk, verb: Token) -> list[Span] | None:
    """ "The bridge, police said, was mined": a short clause of saying set off by commas inside another sentence."""
    parse = desk.parse
    subject = next(iter(parse.dependents(verb, "nsubj")), None)
    if subject is None:
        return None
    own = [t.index for t in parse.subtree(verb)]
    sentence = parse.sentence_of(verb)
    if parse.dependents(verb, "dobj", "xcomp", "acomp", "attr", "oprd"):
        return None
    if verb.dep in ("parataxis", "advcl", "ccomp", "dep", "conj") and verb.index != sentence.root:
        marks = {t.lower for t in parse.dependents(verb, "mark", "advmod")}
        if verb.dep != "parataxis" and not (marks <= {"as"}):
            return None
        first, last = own[0], own[-1]
        before = first == sentence.first or parse.tokens[first - 1].text in (",", "—", "–", "-", "(", "”", '"')
        after = (
            last == sentence.last
            or parse.tokens[last].text in (",", "—", "–")
            or (parse.tokens[last + 1].text in (",", ".", "—", "–", "-", ")"))
        )
        if not (before and after) or last - first > 25:
            return None
        rest = [i for i in range(sentence.first, sentence.last + 1) if i < first or i > last]
        return desk.runs(rest) or None
    return None


def _cited(desk: Desk, verb: Token, outer: Draft) -> list[Draft]:
    """ "X, citing Y, said": what X says is Y's."""
    parse = desk.parse
    subject = next(iter(parse.dependents(verb, "nsubj")), None)
    around = [*parse.dependents(verb, "advcl", "prep")]
    if subject is not None:
        around += parse.dependents(subject, "acl", "relcl", "advcl")
    for child in around:
        objects = parse.dependents(child, "dobj")
        if child.lemma in ("cite", "quote") and child.tag == "VBG" and objects:
            voice = desk.voice(objects[0], child, quoted=desk.quoted(child))
            if voice is not None:
                return [
                    Draft(
                        voice[0],
                        voice[1],
                        desk.cue_span(child),
                        child.index,
                        list(outer.content),
                        outer.sense,
                        inner_of=outer,
                    )
                ]
    return []


# ---------------------------------------------------------------- passive


def _passive(desk: Desk, verb: Token, frames: dict[str, Sense]) -> list[Draft]:
    """ "is believed to", "was reported by", "was told that", "the man accused of"."""
    parse = desk.parse
    agent = next((o for a in parse.dependents(verb, "agent") for o in parse.dependents(a, "pobj")), None)
    sense = next((frames[f] for f in "pconiq" if f in frames), None)
    if sense is None or (agent is None and (verb.lemma in AGENT_NEEDED or not frames.keys() & set("pcno"))):
        return []
    if sense.attitude and agent is None:
        return []
    content = _passive_content(desk, verb)
    voice = desk.voice(agent, verb, quoted=desk.quoted(verb))
    if not content or voice is None:
        return []
    return [Draft(voice[0], voice[1], desk.cue_span(verb), verb.index, content, desk.sense_here(sense, verb))]


def _passive_content(desk: Desk, verb: Token) -> list[Span]:
    parse = desk.parse
    clauses = parse.dependents(verb, "ccomp")
    own = [
        t.index
        for c in parse.dependents(verb, "ccomp", "xcomp", "oprd", "prep", "acomp", "advcl", "dobj")
        for t in parse.subtree(c)
        if c.index > verb.index
    ]
    subject = next(iter(parse.dependents(verb, "nsubjpass", "nsubj")), None)
    if clauses and (subject is None or subject.lower == "it" or verb.lemma in ("tell", "inform", "notify", "remind")):
        return _clause(desk, verb, clauses)
    if subject is not None and subject.lower in ("who", "which", "that"):
        subject = parse.head(verb) if verb.dep == "relcl" else None
    before: list[int] = []
    if subject is not None:
        before = [t.index for t in parse.subtree(subject) if t.index < verb.index]
    elif verb.dep in ("acl", "relcl"):
        head = parse.head(verb)
        before = [t.index for t in parse.subtree(head) if t.index < verb.index]
    return desk.runs(before) + desk.runs(sorted(set(own)))
