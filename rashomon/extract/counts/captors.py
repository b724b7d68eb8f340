"""Whether who is captured or held is a captive or under arrest: it depends on who holds whom.

"Militants captured three teachers" tells of captives, "police captured three men" of an arrest, and soldiers or
gunmen who are captured are prisoners whoever takes them. Refugees who go home are not displaced.
"""

from __future__ import annotations

from rashomon.extract.counts.groups import forms, is_gathering, is_people
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Parse, Token

__all__ = [
    "goes_home",
    "holds_captives",
    "is_captive",
    "is_held_captive",
    "is_no_arrest",
    "is_pictured",
    "is_rescued",
    "is_rounded_up",
]


def is_captive(parse: Parse, verb: Token) -> bool:
    """True for people whom "captured" makes captives: taken by an armed group, or civilians whom no force of a state
    takes."""
    doers = _doers(parse, verb)
    if any(_is(token, "groups") for token in doers):
        return not any(_is(token, "fighters") for token in _people(parse, verb))
    return not doers and any(_is(token, "civilians") for token in _people(parse, verb))


def is_rounded_up(parse: Parse, verb: Token) -> bool:
    """ "Militants rounded up 40 villagers", "the rebels hold 40 villagers rounded up in May"."""
    if verb.lemma != "round":
        return False
    if any(_is(token, "groups") for token in _doers(parse, verb)):
        return not any(_is(token, "fighters") for token in _people(parse, verb))
    above = parse.head(verb) if verb.dep == "ccomp" else parse.head(parse.head(verb))
    return above.lemma == "hold" and holds_captives(parse, above)


def is_picked_up(parse: Parse, verb: Token) -> bool:
    """ "A driver picked up two women": no arrest, which only police and their like make."""
    return verb.lemma == "pick" and not any(_is(token, "forces") for token in _doers(parse, verb))


def is_pictured(parse: Parse, verb: Token) -> bool:
    """ "The man was captured by a camera", "in a photograph": nobody is taken."""
    means = [t for p in parse.dependents(verb, "agent", "prep") for t in parse.dependents(p, "pobj")]
    return any(_is(token, "pictures") for token in means)


def holds_captives(parse: Parse, verb: Token) -> bool:
    """ "The militants hold 21 workers", "workers held by the militants": an armed group, and people whom it holds."""
    clauses = [c for c in parse.dependents(verb, "ccomp") if _is_taken(parse, c)]  # "holding 21 workers taken in May"
    people = [*parse.dependents(verb, "dobj"), *(t for c in clauses for t in parse.dependents(c, "nsubj"))]
    if verb.tag == "VBN":
        people += _people(parse, verb)
    if not any(is_people(t) is True and not _is(t, "fighters") for t in people):
        return False
    return any(_is(token, "groups") for token in _doers(parse, verb))


def is_held_captive(parse: Parse, index: int) -> bool:
    """ "Are being held by the militants", of the last word of a phrase of custody."""
    return parse.tokens[index].lower == "held" and holds_captives(parse, parse.tokens[index])


def holds_thing(parse: Parse, word: Token) -> bool:
    """ "Rallies are being held": what is held is nobody in custody. `word` is the verb or its auxiliary."""
    verb = parse.head(word) if word.dep in ("aux", "auxpass") else word
    held = next(iter(parse.dependents(verb, "nsubjpass", "dobj")), None)
    if held is None or held.pos != "NOUN" or held.lemma in ("dozen", "hundred", "thousand", "number", "score"):
        return False
    return is_people(held) is not True and not is_gathering(held)


def _doers(parse: Parse, verb: Token) -> list[Token]:
    """Subject of the active, agent of the passive verb."""
    by = [t for p in parse.dependents(verb, "agent", "prep") if p.lower == "by" for t in parse.dependents(p, "pobj")]
    active = not parse.dependents(verb, "auxpass") and verb.dep not in ("acl", "amod") and not _is_bare(parse, verb)
    return [*by, *(parse.dependents(verb, "nsubj") if active else ())]


def _is_bare(parse: Parse, verb: Token) -> bool:
    """ "They hold a woman captured last year": a participle alone, whose subject it happened to."""
    return verb.tag == "VBN" and not parse.dependents(verb, "aux", "auxpass", "dobj")


def _is_taken(parse: Parse, verb: Token) -> bool:
    """The participle in "holding 21 workers rounded up in May", which the parser may take for the past tense."""
    past = verb.tag == "VBD" and not parse.dependents(verb, "aux", "auxpass", "dobj", "mark")
    return past or _is_bare(parse, verb)


def _people(parse: Parse, verb: Token) -> list[Token]:
    found = [*parse.dependents(verb, "dobj", "nsubjpass")]
    if _is_bare(parse, verb):
        found.extend(parse.dependents(verb, "nsubj"))
    if verb.dep in ("acl", "amod") and not found:
        found.append(parse.head(verb))
    inner = [
        t for f in found for p in parse.dependents(f, "prep") if p.lower == "of" for t in parse.dependents(p, "pobj")
    ]
    return found + inner


def _is(token: Token, section: str) -> bool:
    return any(form in word_set("casualties", "captors", section) for form in forms(token))


def goes_home(parse: Parse, token: Token) -> bool:
    """ "The return of 2,000 refugees", "2,000 refugees were repatriated": they are displaced no longer. Prisoners and
    hostages who are freed have been held, and count."""
    for below, above in zip((token, *parse.ancestors(token)), parse.ancestors(token)[:5], strict=False):
        if above.lemma in word_set("casualties", "going_home", "verbs") and above.pos == "VERB":
            return below.dep in ("dobj", "nsubjpass", "prep") or above.tag == "VBN"
        if above.lemma in word_set("casualties", "going_home", "nouns") and above.pos == "NOUN":
            return True
        if above.pos == "VERB" or below.dep not in ("pobj", "prep", "conj", "nummod", "appos", "dobj", "nsubjpass"):
            break
    return any(
        t.dep in ("acl", "relcl", "amod") and t.lemma in word_set("casualties", "going_home", "verbs")
        for t in parse.dependents(token)
    )


def is_no_arrest(parse: Parse, verb: Token, people: str) -> bool:
    """Whether a phrase of arrest tells of none: a thing that is held, a lift, a sentence that is only possible."""
    thing = people != "second" and holds_thing(parse, verb)
    return thing or is_picked_up(parse, verb) or is_only_threatened(parse, verb)


def is_only_threatened(parse: Parse, verb: Token) -> bool:
    """ "They could be sentenced to prison", "if sentenced to prison": nobody is held for it yet."""
    open_ = any(t.tag == "MD" for t in parse.dependents(verb, "aux")) or bool(parse.dependents(verb, "mark"))
    return verb.lemma == "sentence" and open_


def is_rescued(parse: Parse, token: Token) -> bool:
    """ "Saved a man who was trapped", "freed two women trapped in the lift": the clause says from what; nobody of them
    is missing any more."""
    clause = token if token.dep in ("acl", "relcl") else parse.head(token)
    people = clause
    if clause.dep in ("acl", "relcl"):
        people = parse.head(clause)
    elif token.dep == "amod":  # "rescued a trapped miner"
        people = clause
    else:
        return False
    verb = parse.head(people)
    saved = verb.pos == "VERB" and verb.lemma in word_set("casualties", "rescued", "verbs")
    return saved and people.dep in ("dobj", "nsubjpass")
