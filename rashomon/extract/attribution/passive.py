"""Passives of saying: "is believed to", "was reported by", "were told that", "accused of"."""

from __future__ import annotations

from rashomon.extract.attribution.cues import Sense
from rashomon.extract.attribution.saying import Desk, Draft
from rashomon.model import Span, Token

__all__ = ["is_passive", "passive_drafts"]

HELD = frozenset({"believe", "think", "suspect", "say", "know"})
SHORTENED = ("acl", "advcl", "relcl")


def is_passive(desk: Desk, verb: Token) -> bool:
    """With a passive auxiliary, or a participle after its noun ("the man accused of", "Rossi - charged with")."""
    if desk.parse.dependents(verb, "auxpass") or is_held(desk, verb):
        return True
    free = verb.dep == "advcl" and free_of_object(desk, verb)
    after_noun = verb.dep in ("acl", "amod") and verb.tag == "VBD" and free_of_object(desk, verb)
    return after_noun or (verb.tag == "VBN" and (verb.dep in ("acl", "amod", "relcl") or free))


def is_held(desk: Desk, verb: Token) -> bool:
    """ "The man believed to have fled", which the parser takes for what the man believed: no infinitive follows these
    verbs otherwise."""
    following = desk.parse.tokens[verb.index + 1 : verb.index + 2]
    bare = verb.tag in ("VBD", "VBN") and not desk.parse.dependents(verb, "aux")
    return bare and verb.lemma in HELD and any(t.tag == "TO" for t in following)


def free_of_object(desk: Desk, verb: Token) -> bool:
    """ "The president accused of plotting", which the parser tags as a past tense: nobody is accused by him."""
    return not desk.parse.dependents(verb, "dobj", "ccomp", "nsubj", "aux")


def passive_drafts(desk: Desk, verb: Token, frames: dict[str, Sense]) -> list[Draft]:
    """ "is believed to", "was reported by", "was told that", "the man accused of"."""
    parse = desk.parse
    if is_held(desk, verb) and verb.dep not in (*SHORTENED, "amod") and not parse.dependents(verb, "auxpass"):
        return []  # where its words end the parse does not say
    agents = [o for by in parse.dependents(verb, "agent") for o in parse.dependents(by, "pobj")]
    agent = next((o for o in agents if o.entity not in ("DATE", "TIME")), None)
    for particle in parse.dependents(verb, "prt"):  # "cannot be ruled out"
        frames = desk.words.phrases.get((verb.lemma, particle.lower), frames)
    sense = next((frames[f] for f in "pconiq" if f in frames), None)
    if sense is None or not frames.keys() & set("pno") | _clause_frames(desk, verb, frames):
        return []
    if agent is None and (sense.attitude or _needs_agent(desk, verb, frames)):
        return []
    subject = next(iter(parse.dependents(verb, "nsubjpass", "nsubj")), None)
    if verb.lemma in desk.words.counting and (subject is None or subject.lemma not in desk.words.tolls):
        return []
    content = _passive_content(desk, verb)
    voice = desk.voice(agent, verb, quoted=desk.quoted(verb))
    if not content or voice is None:
        return []
    return [Draft(voice[0], voice[1], desk.cue_span(verb), verb.index, content, desk.sense_here(sense, verb))]


def _needs_agent(desk: Desk, verb: Token, frames: dict[str, Sense]) -> bool:
    return verb.lemma in desk.words.agent_needed or ("p" not in frames and verb.dep in ("acl", "amod", "advcl"))


def _clause_frames(desk: Desk, verb: Token, frames: dict[str, Sense]) -> set[str]:
    """The clause frame counts in the passive where a clause is there ("it was argued that", "were told that")."""
    return {"c"} & frames.keys() if desk.parse.dependents(verb, "ccomp", "csubj") else set()


def _passive_content(desk: Desk, verb: Token) -> list[Span]:
    """The clause that was said, or the subject (without the clauses that describe it) and what is said of it."""
    parse = desk.parse
    clauses = parse.dependents(verb, "ccomp")
    subject = next(iter(parse.dependents(verb, "nsubjpass", "nsubj")), None)
    if clauses and (subject is None or subject.lower == "it" or verb.lemma in desk.words.told):
        made = desk.span(parse.subtree(clauses[0])[0].index, parse.subtree(clauses[-1])[-1].index)
        return [made] if made else []
    own = [
        t.index
        for child in parse.dependents(verb, "ccomp", "xcomp", "oprd", "prep", "acomp", "dobj")
        if child.index > verb.index
        for t in _without_relatives(desk, child)
    ]
    before: list[int] = []
    if subject is not None and subject.lower not in ("who", "which", "that"):
        before = [i for i in desk.plain_phrase(subject) if i < verb.index]
    elif verb.dep == "relcl":
        before = [i for i in desk.plain_phrase(parse.head(verb)) if i < verb.index]
    return desk.runs(before) + desk.runs(sorted(set(own)))


def _without_relatives(desk: Desk, head: Token) -> list[Token]:
    """What hangs on a token, without relative clauses: in "suspected of the attack that killed 30" the writer says how
    many it killed."""
    found, stack = [head], [head]
    while stack:
        for child in desk.parse.dependents(stack.pop()):
            if child.dep != "relcl":
                found.append(child)
                stack.append(child)
    return found
