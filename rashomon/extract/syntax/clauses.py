"""Who does what in a clause: subjects, objects and agents of a verb, also where they are not printed beside it.

All functions take the parse and a verb or noun token and return tokens; None where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.model import Parse, Token

__all__ = [
    "agent_of",
    "complement",
    "conjuncts",
    "governed_noun",
    "is_negated",
    "is_passive",
    "object_of",
    "patient_of",
    "subject_of",
]

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "without"})
OBJECT_CONTROL = frozenset(
    [
        "ask",
        "tell",
        "order",
        "force",
        "urge",
        "allow",
        "cause",
        "persuade",
        "help",
        "want",
        "expect",
        "lead",
        "get",
        "make",
        "let",
        "enable",
        "instruct",
        "see",
        "press",
    ]
)
JOINED = frozenset({"conj", "advcl", "pcomp", "prep", "acomp"})
MEANS = frozenset({"mean", "means"})  # "by no means"


def is_passive(parse: Parse, verb: Token) -> bool:
    """A passive verb, or a past participle without "have": "the man accused of", "attacks blamed on"."""
    if parse.dependents(verb, "nsubjpass", "auxpass", "agent"):
        return True
    return verb.tag == "VBN" and not any(a.lemma == "have" for a in parse.dependents(verb, "aux"))


def subject_of(parse: Parse, verb: Token, depth: int = 0) -> Token | None:
    """The active subject, printed or understood: of the main clause, of the verb joined by "and", of the noun."""
    subjects = parse.dependents(verb, "nsubj")
    if subjects:
        return _agreeing(parse, verb, subjects[-1])
    if depth > 4 or verb.head == verb.index:
        return None
    above = parse.head(verb)
    if verb.dep in {"relcl", "acl"} and above.pos in {"NOUN", "PROPN", "PRON"}:
        return above if verb.tag in {"VBG", "VBD", "VBZ", "VBP"} else None
    if verb.dep == "xcomp":
        return _controller(parse, above, depth)
    return _shared_subject(parse, verb, above, depth) if verb.dep in JOINED else None


def _controller(parse: Parse, above: Token, depth: int) -> Token | None:
    """Whose infinitive it is: the object's after "urge" and the like, else the subject's."""
    objects = parse.dependents(above, "dobj")
    if objects and above.lemma in OBJECT_CONTROL:
        return objects[0]
    if above.lemma == "be":
        return _owner_of_subject(parse, above)
    return subject_of(parse, above, depth + 1) or patient_of(parse, above, depth + 1)


def _shared_subject(parse: Parse, verb: Token, above: Token, depth: int) -> Token | None:
    """Of the verb that a verb is joined to or hangs on, also through "by" and "after"."""
    if above.pos in {"VERB", "AUX"} or verb.dep == "acomp":
        found = subject_of(parse, above, depth + 1)
        return found if found is not None or verb.dep == "conj" else patient_of(parse, above, depth + 1)
    if above.pos in {"ADP", "SCONJ"} and above.head != above.index:
        return subject_of(parse, parse.head(above), depth + 1)
    return None


def _agreeing(parse: Parse, verb: Token, subject: Token) -> Token:
    """A plural noun joined to a singular one before "denounces": the parser took two clauses for one list."""
    if verb.tag == "VBZ" and subject.tag in {"NNS", "NNPS"}:
        for joined in conjuncts(parse, subject):
            if joined.tag in {"NN", "NNP"} and joined.index < verb.index:
                return joined
    return subject


def _owner_of_subject(parse: Parse, verb: Token) -> Token | None:
    """ "Her response was to blame ...": she blames."""
    for subject in parse.dependents(verb, "nsubj"):
        for owner in parse.dependents(subject, "poss"):
            return owner
        for of in parse.dependents(subject, "prep"):
            if of.lower == "of":
                return next(iter(parse.dependents(of, "pobj")), None)
        return subject
    return None


def patient_of(parse: Parse, verb: Token, depth: int = 0) -> Token | None:
    """What a passive verb happens to: its subject, the noun it stands behind, or that of the verb it is joined to."""
    for patient in parse.dependents(verb, "nsubjpass"):
        return patient
    subjects = parse.dependents(verb, "nsubj")
    if depth > 4 or verb.head == verb.index:
        return subjects[0] if subjects else None
    above = parse.head(verb)
    nominal = above.pos in {"NOUN", "PROPN", "PRON"}
    if nominal and (verb.dep in {"acl", "relcl", "amod"} or (verb.dep == "appos" and not subjects)):
        return above
    if subjects:
        return subjects[-1]
    if verb.dep in {"conj", "xcomp", "advcl"} and above.pos in {"VERB", "AUX"}:
        return patient_of(parse, above, depth + 1) or subject_of(parse, above, depth + 1)
    return None


def object_of(parse: Parse, verb: Token) -> Token | None:
    """The direct object, also the noun before a clause without "that": "attacks they blamed on X"."""
    for thing in parse.dependents(verb, "dobj"):
        return thing
    if verb.dep == "relcl" and parse.dependents(verb, "nsubj") and parse.head(verb).pos in {"NOUN", "PROPN"}:
        return parse.head(verb)
    return None


def agent_of(parse: Parse, verb: Token) -> Token | None:
    """The noun after "by", also where a second participle has taken it: "organised and carried out by X"."""
    for by in parse.dependents(verb, "agent", "prep"):
        if by.lower == "by":
            found = next(iter(parse.dependents(by, "pobj")), None)
            if found is not None:
                return found
    for other in parse.dependents(verb, "conj"):
        if other.tag == "VBN" and not parse.dependents(other, "nsubj", "nsubjpass"):
            return agent_of(parse, other)
    return None


def complement(parse: Parse, words: Iterable[Token], prepositions: frozenset[str]) -> Token | None:
    """The noun or gerund after one of the prepositions, on any of these words."""
    for word in words:
        for prep in parse.dependents(word, "prep", "agent", "dative", "prt", "advmod"):
            if prep.lower in prepositions:
                for found in parse.dependents(prep, "pobj", "pcomp"):
                    return found
    return None


def conjuncts(parse: Parse, token: Token) -> list[Token]:
    """Everything joined to a token by commas and "and", in order, without the token."""
    found: list[Token] = []
    stack = [token]
    while stack and len(found) < 20:
        for joined in parse.dependents(stack.pop(), "conj"):
            found.append(joined)
            stack.append(joined)
    return sorted(found, key=lambda t: t.index)


def is_negated(parse: Parse, verb: Token) -> bool:
    """ "not", "never" or a subject or object with "no"."""
    for child in parse.dependents(verb):
        if child.dep == "neg" or (child.lower in NEGATIONS and child.dep in {"advmod", "neg", "preconj"}):
            return True
        if child.lower == "by" and any(_is_no(parse, t) for t in parse.dependents(child, "pobj") if t.lemma in MEANS):
            return True
        if child.dep in {"nsubj", "nsubjpass", "dobj", "attr"} and _is_no(parse, child):
            return True
    return False


def _is_no(parse: Parse, noun: Token) -> bool:
    return noun.lower in {"nobody", "none", "nothing", "neither"} or any(
        d.lower in {"no", "neither"} for d in parse.dependents(noun, "det", "neg")
    )


def governed_noun(parse: Parse, token: Token, nouns: frozenset[str], reach: int = 4) -> Token | None:
    """The nearest word above a token whose lemma is one of these nouns ("evidence that X was behind it")."""
    for above in parse.ancestors(token)[:reach]:
        if above.lemma in nouns and above.pos in {"NOUN", "PROPN"}:
            return above
    return None
