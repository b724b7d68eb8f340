"""Whether a verb is done to its subject: passives, also where no auxiliary is printed or the parser saw none."""

from __future__ import annotations

from rashomon.extract.counts.groups import is_people
from rashomon.extract.syntax.clause import is_bare_passive, is_done_to
from rashomon.model import Parse, Token

__all__ = ["is_lost_active", "is_passive_deed"]

SUFFERERS = frozenset({"victim", "survivor", "casualty", "death"})  # "the shooting victims" did not shoot
DONE_TO = frozenset({"burn", "stab", "shoot", "beat", "torture", "rape", "hang"})  # after "were killed, ..."
AT = frozenset({"at", "into", "through", "from", "on", "toward", "towards", "back", "out", "up"})
MADE = frozenset(
    {"order", "want", "have", "get", "see", "find", "keep", "confirm", "believe", "fear", "report", "presume"}
)
LEFT = frozenset({"lie", "sit", "leave", "remain", "lay"})  # "saw him lying injured"


def is_passive_deed(parse: Parse, verb: Token) -> bool:
    """Whether the subject of a verb is the one it is done to, printed as a passive or only meant so."""
    if parse.dependents(verb, "auxpass", "nsubjpass") or is_bare_passive(parse, verb):
        return True
    if is_lost_active(parse, verb):
        return False
    return _is_bare_participle(parse, verb) or _is_garden_path(parse, verb) or _is_participle(parse, verb)


def _is_garden_path(parse: Parse, verb: Token) -> bool:
    """ "A woman shot outside her flat was in hospital", "wants the man put to death", "the brother, fatally shot", "six
    officers shot", "the number of guards shot dead"."""
    if verb.dep in ("relcl", "acl") or parse.dependents(verb, "dobj", "aux", "mark", "prt"):
        return False
    if verb.lower == "put":
        return verb.dep == "ccomp" and parse.head(verb).lemma == "want"
    if verb.lemma not in ("shoot", "stab") or verb.tag not in ("VBN", "VBD"):
        return False
    if any(t.lower in AT for t in parse.dependents(verb, "prep", "advmod")):
        return False
    joined = any(parse.dependents(v, "dobj") for v in parse.dependents(verb, "conj"))
    subjects = parse.dependents(verb, "nsubj")
    counted = not joined and any(parse.dependents(s, "nummod") or s.lemma == "number" for s in subjects)
    dead = any(t.lower == "dead" for t in parse.dependents(verb, "oprd", "acomp", "advmod"))
    if counted or dead or any(t.lower == "fatally" for t in parse.dependents(verb, "advmod")):
        return True
    clauses = [
        c for c in parse.dependents(verb, "advcl", "ccomp") if c.tag in ("VBD", "VBZ", "VBP") and c.lemma == "be"
    ]
    bare = [
        c for c in clauses if c.index > verb.index and not parse.dependents(c, "nsubj", "nsubjpass", "mark", "advmod")
    ]
    return bool(bare) and bool(subjects)


def _is_participle(parse: Parse, verb: Token) -> bool:
    """A passive whose auxiliary is not printed, or shared with the verb that it is joined to."""
    participle = (verb.tag in ("VBN", "JJ") and not verb.lower.endswith("ing")) or (
        verb.tag == "VBD" and verb.dep == "acl"
    )
    joined = verb.dep == "conj" and not parse.dependents(verb, "dobj", "nsubj", "aux")
    if joined and (is_done_to(verb) or verb.lemma in DONE_TO):
        above = parse.head(verb)  # "were dragged off and detained", "were shot, beheaded or burned"
        participle = participle or above.tag == "VBN" or (above.dep == "conj" and is_passive_deed(parse, above))
    made = parse.head(verb).lemma in MADE and not parse.dependents(verb, "dobj")
    if made and verb.tag == "VBN" and verb.dep in ("ccomp", "xcomp") and not parse.dependents(verb, "aux"):
        return True  # "ordered her taken into custody"
    if parse.dependents(verb, "nsubj") or not participle:
        return False
    if verb.dep == "conj" and not parse.dependents(verb, "aux", "agent"):
        return is_passive_deed(parse, parse.head(verb))
    bare = verb.dep in ("ccomp", "relcl", "dep") and not parse.dependents(verb, "aux", "dobj")
    return bare or verb.dep in ("acl", "amod") or bool(parse.dependents(verb, "agent"))


def _is_bare_participle(parse: Parse, verb: Token) -> bool:
    """ "Saw him lying injured", "held 20 men rounded up in the port", "hold a woman captured last year": no verb of its
    own, though parsed as one."""
    above = parse.head(verb)
    if verb.dep == "amod" and verb.lower.endswith("ing"):  # "the shooting victims"
        return above.lemma in SUFFERERS
    if verb.tag not in ("VBN", "VBD") or parse.dependents(verb, "dobj", "aux", "auxpass", "mark"):
        return False
    if verb.dep == "advcl" and verb.tag == "VBN" and above.lemma in LEFT:
        return not parse.dependents(verb, "nsubj")
    held = verb.dep == "ccomp" and above.lemma in ("hold", "see", "find", "show")
    return held and (above.lemma == "hold" or any(p.index == verb.index + 1 for p in parse.dependents(verb, "prt")))


def is_lost_active(parse: Parse, verb: Token) -> bool:
    """ "Told of a man stabbed six people": a participle with an object of its own and no agent."""
    plain = verb.dep == "acl" and verb.tag in ("VBN", "VBD") and not parse.dependents(verb, "agent", "aux")
    objects = [o for o in parse.dependents(verb, "dobj") if o.index > verb.index]
    return plain and bool(objects) and is_people(objects[0]) is True and is_people(parse.head(verb)) is True
