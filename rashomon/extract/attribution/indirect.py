"""Reported speech without quotation marks: verbs of saying, active and passive, by their dependents."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.attribution.cues import Sense
from rashomon.extract.attribution.inserted import DASHES, parenthetical, relative, trailing
from rashomon.extract.attribution.passive import is_passive, passive_drafts
from rashomon.extract.attribution.saying import CLAUSE_HEADS, Desk, Draft
from rashomon.model import Modality, Span, Stance, Token

__all__ = ["cited_drafts", "special_sense", "verb_drafts"]

DEFAULT = Sense(Stance.ASSERTS, Modality.ACTUAL)


def verb_drafts(desk: Desk, verb: Token) -> list[Draft]:
    """The attribution that a verb makes, if its lemma is a cue and something that can be said hangs on it."""
    frames = _frames(desk, verb)
    if frames is None or _only_intended(desk, verb) or _is_citing(desk, verb):
        return []
    if is_passive(desk, verb):
        return passive_drafts(desk, verb, frames)
    found = None if relative(desk, verb) else _active_content(desk, verb, frames)
    if found is None:
        return _set_off(desk, verb, frames)
    content, sense, used = found
    subject = _speaker(desk, verb)
    voice = None
    if subject is not None and not (sense.evidence and not desk.voices.can_speak(subject)):
        voice = desk.voice(subject, verb, quoted=desk.quoted(verb))
    if voice is None:
        return []
    sense = special_sense(desk, verb, subject, sense)
    cue = desk.cue_span(verb)
    if used is not None:
        cue = Span(cue.start, max(cue.end, used.end))
    draft = Draft(voice[0], voice[1], cue, verb.index, content, desk.sense_here(sense, verb))
    return [draft, *cited_drafts(desk, verb, draft)]


def _frames(desk: Desk, verb: Token) -> dict[str, Sense] | None:
    """The frames of a verb that may be a cue; none of its own where it needs a particle; None for other words."""
    if verb.pos not in CLAUSE_HEADS or verb.dep in ("aux", "auxpass"):
        return None
    frames = desk.words.verbs.get(verb.lemma)
    return {} if frames is None and verb.lemma in desk.words.phrase_verbs else frames


def _set_off(desk: Desk, verb: Token, frames: dict[str, Sense]) -> list[Draft]:
    """The draft of a verb of saying within a relative clause, or at the end of its sentence where the parser lost what
    is said."""
    found = relative(desk, verb) if frames.keys() & {"c", "q"} else None
    if found is None and frames.keys() & {"c", "q"} and not _has_object(desk, verb):
        found = trailing(desk, verb)
    if found is None:
        return []
    subject, content = found
    voice = desk.voice(subject, verb, quoted=desk.quoted(verb))
    if voice is None:
        return []
    sense = desk.sense_here(frames.get("c") or frames["q"], verb)
    return [Draft(voice[0], voice[1], desk.cue_span(verb), verb.index, content, sense)]


def _only_intended(desk: Desk, verb: Token) -> bool:
    """In "refused to say", "a chance to explain": an infinitive tells of no
    saying, unless its governor carries it out."""
    auxiliaries = {t.lower for t in desk.parse.dependents(verb, "aux")}
    if verb.tag != "VB" or (auxiliaries and "to" not in auxiliaries) or desk.parse.dependents(verb, "auxpass"):
        return False
    if "to" not in auxiliaries and verb.dep not in ("xcomp", "ccomp"):
        return False
    return not (verb.dep in ("xcomp", "ccomp") and desk.parse.head(verb).lemma in desk.words.carriers)


def _speaker(desk: Desk, verb: Token) -> Token | None:
    """The subject; a participle after a comma (", adding that") goes on with the speaker of the sentence, not with
    whoever is spoken of."""
    participle = verb.tag == "VBG" and verb.dep in ("advcl", "conj") and verb.index > 0
    if participle and desk.parse.tokens[verb.index - 1].text == ",":
        for above in desk.parse.ancestors(verb):
            outer = desk.parse.head(above)
            if above.dep == "ccomp" and "c" in desk.words.verbs.get(outer.lemma, {}):
                return desk.subject(outer)
    return desk.subject(verb)


def special_sense(desk: Desk, verb: Token, subject: Token | None, sense: Sense) -> Sense:
    """Who "claimed responsibility" admits; "no group claimed" says that nobody did."""
    if verb.lemma in ("claim", "take", "accept") and any(
        t.lemma in ("responsibility", "credit", "duty") for t in desk.parse.dependents(verb, "dobj")
    ):
        sense = replace(sense, stance=Stance.ADMITS)
    if subject is not None and any(t.lower in ("no", "neither") for t in desk.parse.dependents(subject, "det", "neg")):
        sense = replace(sense, modality=Modality.NEGATED)
    return sense


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
    clauses = tuple(c for c in parse.dependents(verb, "ccomp") if not _parted(desk, verb, c))
    clauses = tuple(c for c in clauses if not _tells_of_saying(desk, verb, c)) or clauses
    if clauses and ("c" in frames or "q" in frames or "o" in frames or "i" in frames):
        sense = frames.get("c") or frames.get("o") or frames.get("i") or frames["q"]
        return _clause(desk, verb, clauses), sense, None
    if "i" in frames:
        for child in parse.dependents(verb, "xcomp"):
            content = desk.span(parse.subtree(child)[0].index, _edge(desk, verb, child))
            return ([content] if content else []), frames["i"], None
    around = parenthetical(desk, verb) if ("c" in frames or "q" in frames) and not _has_object(desk, verb) else None
    if around:
        return around, frames.get("c") or frames["q"], None
    inner = _in_a_statement(desk, verb) if "c" in frames else None
    if inner is not None:
        return [inner], frames["c"], None
    return _object_content(desk, verb, frames)


def _has_object(desk: Desk, verb: Token) -> bool:
    """ "After the blast, which hurt nine, police found a second device": a thing was found, and nothing said."""
    things = (t for t in desk.parse.dependents(verb, "dobj") if t.index > verb.index and t.pos == "NOUN")
    return verb.lemma not in desk.words.told and not all(desk.voices.can_speak(t) for t in things)


def _in_a_statement(desk: Desk, verb: Token) -> Span | None:
    """ "confirmed in a statement that ...": the clause that the parser hung on the statement."""
    parse = desk.parse
    for prep in parse.dependents(verb, "prep"):
        for noun in parse.dependents(prep, "pobj"):
            for clause in parse.dependents(noun, "acl", "relcl", "ccomp"):
                if (
                    any(m.lower == "that" for m in parse.dependents(clause, "mark"))
                    and noun.lemma in desk.words.utterances
                ):
                    return desk.span(parse.subtree(clause)[0].index, _edge(desk, verb, clause))
    return None


def _object_content(desk: Desk, verb: Token, frames: dict[str, Sense]) -> tuple[list[Span], Sense, Token | None] | None:
    """What is said as an object: "announced the arrest", "called it a massacre", "put the toll at 40"."""
    parse = desk.parse
    objects = tuple(t for t in parse.dependents(verb, "dobj", "oprd") if t.index > verb.index)
    if objects and verb.lemma == "say" and objects[0].pos != "PRON":  # a clause that the parser took for an object
        content = desk.span(parse.subtree(objects[0])[0].index, _edge(desk, verb, objects[0]))
        return ([content] if content else []), frames["c"], None
    if objects and not _may_object(desk, verb):
        return None
    if objects and ("n" in frames or ("o" in frames and _labels(desk, verb)) or verb.lemma in desk.words.counting):
        first = objects[0]
        last = parse.subtree(first)[-1].index if verb.lemma == "blame" else _edge(desk, verb, first)
        last = _before_relative(desk, first.index, last)
        content = desk.span(parse.subtree(first)[0].index, last)
        sense = frames.get("n") or frames.get("o") or DEFAULT
        return ([content] if content else []), sense, None
    if "o" in frames:
        for child in parse.dependents(verb, "prep"):
            if child.lower == "as" and child.index > verb.index:
                content = desk.span(child.index + 1, _edge(desk, verb, child))
                return ([content] if content else []), frames["o"], None
    return None


def _may_object(desk: Desk, verb: Token) -> bool:
    """With an object alone, "recalls the war" or "records the scene", only somebody who can speak says something; a
    charge is one "with" something; counting verbs need a toll."""
    if verb.lemma in desk.words.counting:
        return _counts_a_toll(desk, verb)
    if verb.lemma == "count" and not _is_number(desk, verb):
        return False
    if verb.lemma == "charge" and not any(t.lower == "with" for t in desk.parse.dependents(verb, "prep")):
        return False
    subject = desk.subject(verb)
    return subject is not None and desk.voices.can_speak(subject)


def _is_number(desk: Desk, verb: Token) -> bool:
    """ "counted 31", "counted 31 dead": what is counted is a number."""
    objects = desk.parse.dependents(verb, "dobj")
    return any(t.pos == "NUM" or desk.parse.dependents(t, "nummod", "npadvmod") for t in objects)


def _before_relative(desk: Desk, first: int, last: int) -> int:
    """Cut an object before ", which ...": the writer tells what the clause adds. What a responsibility is for ends
    before any relative clause."""
    tokens = desk.parse.tokens
    any_relative = tokens[first].lemma in ("responsibility", "credit", "duty")
    for token in tokens[first + 1 : last + 1]:
        if token.lower in ("which", "who", "where", "that") and token.tag in ("WDT", "WP", "WRB"):
            if tokens[token.index - 1].text == ",":
                return token.index - 2
            if any_relative:
                return token.index - 1
    return last


def _counts_a_toll(desk: Desk, verb: Token) -> bool:
    """ "officials put the toll at 40", "police raised the number of dead to 12": a count, by somebody who can speak."""
    subject = desk.subject(verb)
    objects = desk.parse.dependents(verb, "dobj")
    if subject is None or not any(t.lemma in desk.words.tolls for t in objects):
        return False
    return desk.voices.can_speak(subject) and any(
        t.lower in ("at", "to", "as") for o in (verb, *objects) for t in desk.parse.dependents(o, "prep")
    )


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
        content = desk.span(first, _up_to_speaker(desk, verb, below[-1]))
        return [content] if content else []
    return desk.runs(below)


def _parted(desk: Desk, verb: Token, clause: Token) -> bool:
    """ "X says that A; Y counted B": a clause before the verb and a semicolon is a statement of its own."""
    if clause.index > verb.index:
        return False
    last = desk.parse.subtree(clause)[-1].index
    between = desk.parse.tokens[last + 1 : verb.index]
    return any(t.text == ";" and desk.quote_of[t.index] < 0 for t in between)


def _tells_of_saying(desk: Desk, verb: Token, clause: Token) -> bool:
    """ "Police said they shot two men, the Herald reports": the last clause tells who reports it, and is not said."""
    after = clause.dep == "ccomp" and clause.index > verb.index
    return after and "c" in desk.words.verbs.get(clause.lemma, {}) and parenthetical(desk, clause) is not None


def _up_to_speaker(desk: Desk, verb: Token, last: int) -> int:
    """ "Twelve were hurt, two of them badly, the ministry said": all before the comma of the speaker is said, also what
    the parser hung on the verb of saying."""
    parse, tokens = desk.parse, desk.parse.tokens
    subject = next(iter(parse.dependents(verb, "nsubj")), None)
    if subject is None or subject.index < last:
        return last
    end = verb.index if subject.index > verb.index else subject.index
    while end - 1 > last and tokens[end - 1].text not in (",", ";", *DASHES):
        end -= 1
    gap = tokens[last + 1 : end - 1]
    if not gap or tokens[end - 1].text != "," or any(t.text == ";" or t.pos in CLAUSE_HEADS for t in gap):
        return last
    told_of = {t.index for t in parse.dependents(verb, "advmod", "npadvmod", "advcl", "cc")}
    return last if any(t.index in told_of for t in gap) else gap[-1].index


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
        if child.dep in ("conj", "nsubj", "parataxis") or _tells_of_saying(desk, verb, child):
            break
        if child.dep in ("advcl", "prep") and _is_cue(desk, child):
            break
        last = max(last, parse.subtree(child)[-1].index)
    head = parse.head(verb)
    if verb.dep == "ccomp" and head.index > last and not _is_cue(desk, head) and not _parted(desk, head, verb):
        last = parse.sentence_of(verb).last  # the parser made a later clause the main one
    return _before_other_saying(desk, verb, content, last)


def _before_other_saying(desk: Desk, verb: Token, content: Token, last: int) -> int:
    """Cut what is said before ", adding that", which goes on with the speaker, and before ", while X said"."""
    parse, tokens = desk.parse, desk.parse.tokens
    for token in tokens[max(content.index, verb.index) + 1 : last + 1]:
        if token.dep not in ("advcl", "conj") or "c" not in desk.words.verbs.get(token.lemma, {}):
            continue
        if token.tag == "VBG":
            if tokens[token.index - 1].text == "," and _speaker(desk, token) == desk.subject(verb):
                return token.index - 2
            continue
        own = parse.dependents(token, "nsubj")
        if own and own[0].pos != "PRON" and parse.dependents(token, "ccomp", "dobj"):
            first = parse.subtree(token)[0].index
            while first > content.index and tokens[first - 1].pos in ("CCONJ", "SCONJ"):
                first -= 1
            if first > content.index and tokens[first - 1].text == ",":
                return first - 2
    return last


def _is_cue(desk: Desk, token: Token) -> bool:
    return token.lemma in desk.words.verbs or token.lower in ("according", "per")


def _is_citing(desk: Desk, verb: Token) -> bool:
    """Whether a verb is the "citing" of a sentence whose verb of saying takes care of it (see `cited_drafts`)."""
    if verb.lemma not in ("cite", "quote") or verb.tag != "VBG" or verb.dep not in ("advcl", "acl", "prep"):
        return False
    governor = desk.parse.head(verb)
    if verb.dep == "acl":
        governor = desk.parse.head(governor)
    return governor.pos in CLAUSE_HEADS and bool(desk.words.verbs.get(governor.lemma, {}).keys() & {"c"})


def cited_drafts(desk: Desk, verb: Token, outer: Draft) -> list[Draft]:
    """ "X, citing Y, said": what X says is Y's; "Y was quoted by X as saying"."""
    parse = desk.parse
    if verb.lemma in ("quote", "cite") and parse.dependents(verb, "auxpass"):
        return _quoted_as(desk, verb, outer)
    subject = next(iter(parse.dependents(verb, "nsubj")), None)
    around = [*parse.dependents(verb, "advcl", "prep")]
    if subject is not None:
        around += parse.dependents(subject, "acl", "relcl", "advcl")
    if verb.dep == "acl":  # "others saying that ..., citing X"
        around += [t for t in parse.dependents(parse.head(verb), "acl") if t.index != verb.index]
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


def _quoted_as(desk: Desk, verb: Token, outer: Draft) -> list[Draft]:
    """ "The clinic was quoted by the Harbour Post as saying that nine died": the words of the clinic."""
    parse = desk.parse
    saying = [t for p in parse.dependents(verb, "prep") if p.lower == "as" for t in parse.dependents(p, "pcomp")]
    subject = next(iter(reversed(parse.dependents(verb, "nsubjpass"))), None)
    if not saying or subject is None or saying[0].tag != "VBG":
        return []
    voice = desk.voice(subject, verb, quoted=desk.quoted(verb))
    if voice is None:
        return []
    own = voice[1] or Span(subject.start, subject.end)
    content = [span for span in outer.content if not span.overlaps(own)]
    if not content:
        return []
    cue = Span(verb.start, saying[0].end) if saying[0].index - verb.index < 3 else desk.cue_span(saying[0])
    return [Draft(voice[0], voice[1], cue, saying[0].index, content, outer.sense, inner_of=outer)]
