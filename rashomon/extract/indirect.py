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
TOLLS = frozenset("toll number figure total count loss tally cost casualty".split())
DEFAULT = Sense(Stance.ASSERTS, Modality.ACTUAL)


def verb_drafts(desk: Desk, verb: Token) -> list[Draft]:
    """The attribution that a verb makes, if its lemma is a cue and something that can be said hangs on it."""
    frames = _frames(desk, verb)
    if not frames:
        return []
    if desk.parse.dependents(verb, "auxpass") or verb.tag == "VBN" and verb.dep in ("acl", "amod", "relcl"):
        return _passive(desk, verb, frames)
    if _only_intended(desk, verb):
        return []
    found = _active_content(desk, verb, frames)
    if found is None:
        return _trailing(desk, verb, frames)
    content, sense, used = found
    subject = _speaker(desk, verb)
    voice = desk.voice(subject, verb, quoted=desk.quoted(verb)) if subject is not None else None
    if voice is None:
        return []
    sense = _special(desk, verb, subject, sense)
    cue = desk.cue_span(verb)
    if used is not None:
        cue = Span(cue.start, max(cue.end, used.end))
    draft = Draft(voice[0], voice[1], cue, verb.index, content, desk.sense_here(sense, verb))
    return [draft, *_cited(desk, verb, draft)]


def _frames(desk: Desk, verb: Token) -> dict[str, Sense]:
    if verb.pos not in CLAUSE_HEADS or verb.dep in ("aux", "auxpass"):
        return {}
    return desk.words.verbs.get(verb.lemma, {})


def _only_intended(desk: Desk, verb: Token) -> bool:
    """ "refused to say", "a chance to explain": an infinitive tells of no saying, unless its governor carries it out."""
    if verb.tag != "VB" or not any(t.lower == "to" for t in desk.parse.dependents(verb, "aux")):
        return False
    return not (verb.dep in ("xcomp", "ccomp") and desk.parse.head(verb).lemma in desk.words.carriers)


def _speaker(desk: Desk, verb: Token) -> Token | None:
    """The subject; a participle after a comma (", adding that") goes on with the speaker of the sentence, not with
    whoever is spoken of."""
    if verb.tag == "VBG" and verb.dep in ("advcl", "conj") and verb.index > 0:
        if desk.parse.tokens[verb.index - 1].text == ",":
            for above in desk.parse.ancestors(verb):
                outer = desk.parse.head(above)
                if above.dep == "ccomp" and "c" in desk.words.verbs.get(outer.lemma, {}):
                    return desk.subject(outer)
    return desk.subject(verb)


def _special(desk: Desk, verb: Token, subject: Token | None, sense: Sense) -> Sense:
    """ "claimed responsibility" admits; "no group claimed" says that nobody did."""
    if verb.lemma in ("claim", "take", "accept") and any(
        t.lemma in ("responsibility", "credit", "duty") for t in desk.parse.dependents(verb, "dobj")
    ):
        sense = replace(sense, stance=Stance.ADMITS)
    if subject is not None and any(t.lower in ("no", "neither") for t in desk.parse.dependents(subject, "det", "neg")):
        sense = replace(sense, modality=Modality.NEGATED)
    return sense


def _trailing(desk: Desk, verb: Token, frames: dict[str, Sense]) -> list[Draft]:
    """ ", officials said." where the parser lost the clause that is said: a finite verb of saying near the end of its
    sentence, its subject between it and a comma, a clause before that comma."""
    parse = desk.parse
    sentence = parse.sentence_of(verb)
    if not frames.keys() & {"c", "q"} or verb.tag not in ("VBD", "VBZ", "VBP") or verb.pos != "VERB":
        return []
    ahead = parse.tokens[verb.index + 1 : min(sentence.last, verb.index + 12) + 1]
    stop = next((i for i, t in enumerate(ahead) if t.text in ("--", "—", "–", ".", ";", ",")), None)
    if stop is None or any(t.pos in ("VERB", "SCONJ") for t in ahead[:stop]):
        return []
    comma = _comma_before(desk, verb, sentence.first)
    if comma is None:
        return []
    segment = parse.tokens[comma + 1 : verb.index]
    subject = next(iter(parse.dependents(verb, "nsubj")), None)
    if subject is None or not comma < subject.index < verb.index:
        subject = next((t for t in segment if t.pos in ("NOUN", "PROPN", "PRON") and t.dep != "compound"), None)
    if subject is None or not any(t.pos in CLAUSE_HEADS for t in parse.tokens[sentence.first : comma]):
        return []
    voice = desk.voice(subject, verb, quoted=desk.quoted(verb))
    content = desk.span(sentence.first, comma - 1)
    if voice is None or content is None:
        return []
    sense = frames.get("c") or frames["q"]
    return [Draft(voice[0], voice[1], desk.cue_span(verb), verb.index, [content], desk.sense_here(sense, verb))]


def _comma_before(desk: Desk, verb: Token, first: int) -> int | None:
    """The comma that a short subject stands behind, over one inserted phrase."""
    tokens = desk.parse.tokens
    index = verb.index - 1
    skip = tokens[index].text == ","
    while index > first and verb.index - index < 20:
        index -= 1
        if tokens[index].text == ",":
            if not skip:
                begins = tokens[index + 1]
                return index if begins.pos in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM") else None
            skip = False
    return None


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
    if objects and ("n" in frames or ("o" in frames and _labels(desk, verb)) or verb.lemma == "put"):
        first = objects[0]
        if first.index < verb.index:
            return None
        last = parse.subtree(first)[-1].index if verb.lemma == "blame" else _edge(desk, verb, first)
        content = desk.span(parse.subtree(first)[0].index, last)
        sense = frames.get("n") or frames.get("o") or DEFAULT
        return ([content] if content else []), sense, None
    if "o" in frames:
        for child in parse.dependents(verb, "prep"):
            if child.lower == "as" and child.index > verb.index:
                content = desk.span(child.index + 1, _edge(desk, verb, child))
                return ([content] if content else []), frames["o"], None
    return None


def _labels(desk: Desk, verb: Token) -> bool:
    """Whether an object is given a name: "called it a massacre", "described them as rebels"."""
    parse = desk.parse
    return (
        bool(parse.dependents(verb, "oprd", "ccomp", "xcomp"))
        or any(t.lower == "as" for t in parse.dependents(verb, "prep", "advcl", "mark"))
        or any(t.lower == "as" for o in parse.dependents(verb, "dobj") for t in parse.dependents(o, "prep"))
    )


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
    return _before_participle(desk, verb, content, last)


def _before_participle(desk: Desk, verb: Token, content: Token, last: int) -> int:
    """Cut what is said before ", adding that": the participle goes on with the speaker."""
    tokens = desk.parse.tokens
    for token in tokens[max(content.index, verb.index) + 1 : last + 1]:
        if token.tag == "VBG" and tokens[token.index - 1].text == "," and "c" in desk.words.verbs.get(token.lemma, {}):
            if token.dep in ("advcl", "conj") and _speaker(desk, token) == desk.subject(verb):
                return token.index - 2
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
    if (
        sense is None
        or _only_intended(desk, verb)
        or not frames.keys() & set("pno") | _clause_frames(desk, verb, frames)
    ):
        return []
    if agent is None and (verb.lemma in AGENT_NEEDED or "p" not in frames and verb.dep in ("acl", "amod")):
        return []
    if sense.attitude and agent is None:
        return []
    content = _passive_content(desk, verb)
    voice = desk.voice(agent, verb, quoted=desk.quoted(verb))
    if not content or voice is None:
        return []
    return [Draft(voice[0], voice[1], desk.cue_span(verb), verb.index, content, desk.sense_here(sense, verb))]


def _clause_frames(desk: Desk, verb: Token, frames: dict[str, Sense]) -> set[str]:
    """The clause frame counts in the passive where a clause is there ("it was argued that", "were told that")."""
    return {"c"} & frames.keys() if desk.parse.dependents(verb, "ccomp", "csubj") else set()


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
