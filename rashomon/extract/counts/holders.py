"""Where the people of a casualty trigger stand in its sentence: "12 people" for "killed" in "12 people were killed".

By syntax: subject, object, modified noun, of-phrase. Where the parse gives nothing (headlines, upper case, ellipsis),
`joints.py` looks at the words beside the trigger.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rashomon.extract.counts.groups import is_people
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Field, Parse, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["expand", "holders", "is_passive"]

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OTHERS = frozenset({"another", "others", "one"})
FINITE = frozenset({"VBD", "VBN", "VBP", "VBZ", "VBG"})  # the last for "it is holding"
HELD_AS = frozenset({"hostage", "captive", "prisoner"})
RELATIVE = frozenset({"who", "whom", "that", "which", "whose"})


def holders(parse: Parse, trigger: CasualtyTrigger) -> tuple[Token, ...]:
    """Heads of the noun phrases whose people the trigger is about, in text order; without what is joined to them."""
    token = parse.tokens[trigger.token]
    if trigger.people == "object":
        found = list(_objects(parse, token))
    elif trigger.people == "subject":
        found = list(_subjects(parse, token))
    elif trigger.people == "state":
        found = [token, *_state(parse, token)]
    elif trigger.people == "second" and trigger.second is not None:
        found = [parse.tokens[trigger.second], *_of(parse, parse.tokens[trigger.second])]
        found.extend(t for t in _subjects_passive(parse, token))
    elif trigger.people in ("of", "self"):
        found = [token, *_of(parse, token)]
    else:
        found = list(_of(parse, token))
    for noun in tuple(found):
        if noun.dep in SUBJECTS and parse.head(noun).lemma == "include" and noun.tag in ("DT", "NNS"):
            found.extend(parse.dependents(parse.head(noun), "dobj", "attr"))  # "those killed included 21 women"
    if token.dep in ("relcl", "acl"):
        found.extend(_joined_before(parse, parse.head(token)))
        found.extend(_among(parse, _first_joined(parse, parse.head(token))))
    if trigger.field is Field.PARTICIPANTS and trigger.people == "of":
        found.extend(_attracted(parse, token))
    return tuple({t.index: t for t in sorted(found, key=lambda t: t.index)}.values())


def is_passive(parse: Parse, token: Token) -> bool:
    """ "were killed", "(people) killed in the blast", and verbs joined to such a one."""
    if parse.dependents(token, "nsubjpass", "auxpass"):
        return True
    if parse.dependents(token, "dobj"):
        return False
    if token.dep in ("acl", "amod") and token.tag in ("VBN", "VBD", "JJ"):
        return True
    if token.dep == "conj" and token.tag in ("VBN", "VBD"):
        return is_passive(parse, parse.head(token))
    return False


def _objects(parse: Parse, token: Token) -> Iterator[Token]:
    """The people of "killed": object when active, subject when passive."""
    direct = tuple(t for t in parse.dependents(token, "dobj") if not _is_state_noun(parse, t))
    if direct and not parse.dependents(token, "nsubjpass"):
        yield from _direct(parse, token, direct)
        return
    for copula in parse.dependents(token, "auxpass"):
        if copula.index > token.index:  # "also killed were six tourists"
            yield from parse.dependents(copula, "attr", "nsubj")
    for clause in parse.dependents(token, "ccomp"):
        if clause.tag == "VBN" and not parse.dependents(clause, "aux", "auxpass", "mark") and token.lemma == "hold":
            yield from parse.dependents(clause, "nsubj")  # "holding 21 workers taken in May"
    shared = [noun for verb in parse.dependents(token, "conj") for noun in parse.dependents(verb, "dobj")]
    own = parse.dependents(token, "nsubjpass", "nsubj")
    if shared and verb_joined(parse, token) and not parse.dependents(token, "nsubjpass"):
        yield from shared
    elif own and _is_object_clause(token, own[-1]):
        yield parse.head(token)
    elif own:
        yield from _first_of_two(parse, own)
        yield from _suffering(parse, token, own[-1])
        yield from _companions(parse, token)
    else:
        yield from _borrowed(parse, token)


def _is_state_noun(parse: Parse, noun: Token) -> bool:
    """ "Four neighbours held hostage": the bare noun, which the parser takes for the object."""
    return noun.lower in HELD_AS and not parse.dependents(noun)


def _direct(parse: Parse, token: Token, direct: tuple[Token, ...]) -> Iterator[Token]:
    """The objects, and nouns that the parser joined to the verb ("killing a guard and five others")."""
    for noun in direct:
        yield _antecedent(parse, token) or noun if noun.lower in RELATIVE else noun
    for noun in parse.dependents(token, "conj"):
        if noun.pos in ("NOUN", "PROPN", "NUM") and noun.index > direct[-1].index:
            yield noun


def _first_of_two(parse: Parse, own: tuple[Token, ...]) -> Iterator[Token]:
    """ "Two girls, 14 and 15, and a boy were hurt": joined nouns that the parser gives the verb as two subjects."""
    for noun, after in pairwise(own):
        between = parse.tokens[noun.index + 1 : after.index]
        if is_people(noun) is True and is_people(after) is True and any(t.lower == "and" for t in between):
            yield noun


def _companions(parse: Parse, token: Token) -> Iterator[Token]:
    """ "He was captured in May with a nurse and two drivers": what the passive says of him it says of them. Nothing but
    times and names may stand between: "hurt in a fight with two men" says nothing of the two."""
    if not parse.dependents(token, "auxpass"):
        return
    for preposition in parse.dependents(token, "prep"):
        between = parse.tokens[token.index + 1 : preposition.index]
        if preposition.lower == "with" and not any(t.pos in ("NOUN", "VERB") and not t.entity for t in between):
            yield from (t for t in parse.dependents(preposition, "pobj") if is_people(t) is True)


def _is_object_clause(token: Token, subject: Token) -> bool:
    """ "The 12 men the police arrested": a clause with an active verb and no relative pronoun, said of its object."""
    active = subject.dep == "nsubj" and subject.lower not in RELATIVE and subject.index < token.index
    return active and token.dep == "relcl" and token.head < subject.index and token.tag in FINITE


def _suffering(parse: Parse, token: Token, subject: Token) -> Iterator[Token]:
    """The subject of a passive, or of a participle that headlines leave without "were"."""
    if subject.lower in RELATIVE:
        antecedent = _antecedent(parse, token)
        if antecedent is not None and subject.dep == "nsubjpass":
            yield antecedent
        return
    if subject.lower == "they" and token.dep == "advcl":
        yield from _taken_up(parse, token)
    active = subject.dep == "nsubj" and (token.tag in ("VBG", "VB", "VBP", "VBZ") or subject.pos == "PRON")
    shared = token.dep == "conj" and is_passive(parse, parse.head(token))  # "two were killed and another wounded"
    if not active or (shared and subject.lower in OTHERS and not parse.dependents(token, "aux", "dobj")):
        yield subject


def _taken_up(parse: Parse, token: Token) -> Iterator[Token]:
    """ "The raiders killed a guard before they were shot dead": the counted subject that "they" takes up."""
    for noun in parse.dependents(parse.head(token), *SUBJECTS):
        if noun.tag in ("NNS", "NNPS") and parse.dependents(noun, "nummod") and noun.index < token.index:
            yield noun


def _borrowed(parse: Parse, token: Token) -> Iterator[Token]:
    """The people of a participle without a subject of its own: the noun or the verb that it stands at."""
    head = parse.head(token)
    if token.dep in ("acl", "amod", "relcl") and token.tag != "VBG":
        yield head
    elif token.dep == "conj" and token.tag in ("VBN", "VBD", "JJ"):
        if is_passive(parse, head) or head.dep in ("acl", "amod"):
            yield from _objects(parse, head)
        elif head.tag in ("VBN", "VBD") and not parse.dependents(head, "dobj"):
            yield from parse.dependents(head, "nsubj")  # headlines: "two men shot and killed"
        elif parse.dependents(token, "auxpass"):  # "two men hit a guard and were arrested"
            for noun in parse.dependents(head, *SUBJECTS):
                yield (_antecedent(parse, token) or noun) if noun.lower in RELATIVE else noun
    elif token.dep in ("xcomp", "oprd", "ccomp", "advcl", "acomp"):
        yield from _raised(parse, token)
    elif token.dep == "pcomp" and parse.dependents(token, "auxpass"):
        verb = parse.head(head)  # "who fought for hours before being killed"
        if head.lower in ("before", "after", "while") and verb.pos == "VERB":
            yield from _subjects(parse, verb)
    elif head.lemma == "be" and token.dep in ("attr", "nsubj", "csubj"):
        yield from parse.dependents(head, *(SUBJECTS if token.dep == "attr" else ("attr",)))


def verb_joined(parse: Parse, token: Token) -> bool:
    """ "abducted and killed 12": nothing but "and" stands between two verbs with one object."""
    after = parse.tokens[token.index + 1] if token.index + 1 < len(parse.tokens) else None
    return after is not None and after.dep == "cc" and after.head == token.index


def _subjects(parse: Parse, token: Token) -> Iterator[Token]:
    """The people of "died": its subject, also over "are believed to have died"."""
    if token.dep in ("aux", "auxpass"):  # "is being held": the phrase starts at the auxiliary
        token = parse.head(token)
    own = parse.dependents(token, *SUBJECTS)
    if own:
        noun = own[-1]
        antecedent = _antecedent(parse, token) if noun.lower in RELATIVE else noun
        if antecedent is not None:
            yield antecedent
        return
    if token.dep in ("acl", "relcl", "amod"):
        yield parse.head(token)
    elif token.dep == "advcl" and token.lemma == "be" and parse.head(token).index < token.index:
        yield from parse.dependents(parse.head(token), *SUBJECTS)  # "A woman shot outside a bank was in ..."
    elif token.dep == "conj":
        head = parse.head(token)
        if head.pos in ("VERB", "AUX"):
            yield from _subjects(parse, head)
    elif token.dep in ("pcomp", "pobj") and token.tag == "VBG" and parse.head(token).lower == "by":
        yield from parse.dependents(parse.head(parse.head(token)), "nsubj")  # "hundreds responded by rioting"
    elif token.dep in ("xcomp", "advcl", "ccomp", "oprd"):
        yield from _raised(parse, token)


def _subjects_passive(parse: Parse, token: Token) -> Iterator[Token]:
    """ "12 lives were claimed"."""
    return iter(parse.dependents(token, "nsubjpass"))


def _raised(parse: Parse, token: Token) -> Iterator[Token]:
    """ "12 people are believed to have died", "forced 300 people to flee", "left 12 dead"."""
    head = parse.head(token)
    if head.pos not in ("VERB", "AUX"):
        return
    direct = parse.dependents(head, "dobj")
    if direct:
        if token.dep in ("xcomp", "oprd", "ccomp", "acomp") and head.lemma not in ("say", "report", "confirm"):
            yield direct[-1]
        elif token.dep == "xcomp":
            yield from _subjects(parse, head)
        return
    if token.dep == "advcl" and token.tag == "VBG" and not parse.dependents(token, "mark"):
        yield from _subjects(parse, head)
    elif token.dep != "advcl" or head.lemma in word_set("counts", "linking", "verbs"):
        passive_or_linking = (
            parse.dependents(head, "nsubjpass")
            or head.lemma in word_set("counts", "linking", "verbs")
            or token.dep == "xcomp"
        )
        if passive_or_linking:
            yield from _subjects(parse, head)


def _state(parse: Parse, token: Token) -> Iterator[Token]:
    """The people of "dead": the noun it modifies, or the subject or object it is said of."""
    if token.dep in ("amod", "acl", "appos", "relcl", "compound", "nmod"):
        yield parse.head(token)
    elif token.dep in ("acomp", "oprd", "attr", "xcomp", "ccomp", "advcl"):
        own = parse.dependents(token, *SUBJECTS)
        if own:
            yield own[-1]
            return
        head = parse.head(token)
        direct = parse.dependents(head, "dobj")
        if direct and head.lemma in word_set("counts", "linking", "with_object"):
            yield direct[-1]
        elif head.lemma in word_set("counts", "linking", "verbs") or token.dep == "acomp":
            yield from _subjects(parse, head)
    elif token.dep == "pobj" and parse.head(token).lower in ("among", "amongst"):
        yield from _among(parse, token)
    elif token.dep in SUBJECTS and parse.head(token).lemma in ("include", "number", "total"):
        yield from parse.dependents(parse.head(token), "dobj", "attr")  # "the dead included 21 women"
    elif token.dep == "conj" and parse.dependents(token, *SUBJECTS):
        yield parse.dependents(token, *SUBJECTS)[-1]  # "... and that eight are still missing"
    elif token.dep == "conj":
        head = parse.head(token)
        if head.pos in ("ADJ", "VERB") and not parse.dependents(token, "nummod"):
            yield from _objects(parse, head) if head.pos == "VERB" else _state(parse, head)
    else:
        own = parse.dependents(token, *SUBJECTS)
        if own:
            yield own[-1]


def _among(parse: Parse, token: Token) -> Iterator[Token]:
    """ "Among the dead were two children", "among those killed were two children"."""
    if token.dep == "pobj" and parse.head(token).lower in ("among", "amongst"):
        verb = parse.head(parse.head(token))
        if verb.pos in ("NOUN", "PROPN") and parse.dependents(verb, "nummod", "amod"):
            yield verb  # "two nurses among the dead"
        if verb.lemma == "be" and verb.dep == "xcomp":
            yield from _raised(parse, verb)  # "a woman is believed to be among the dead"
        if verb.lemma in ("be", "include"):
            for noun in parse.dependents(verb, "nsubj", "attr", "dobj"):
                yield _antecedent(parse, verb) or noun if noun.lower in RELATIVE else noun


def _of(parse: Parse, token: Token) -> Iterator[Token]:
    """ "the killing of 12 people", "the deaths in the raid of 12 people"; a joined noun shares the last of-phrase
    ("arrests and killings of hundreds"), unless it has an article of its own ("injuries and the deaths of two")."""
    for preposition in parse.dependents(token, "prep"):
        if preposition.lower in ("of", "to") or (preposition.lower == "among" and token.lemma == "death"):
            yield from parse.dependents(preposition, "pobj")
    if token.lemma in word_set("counts", "suffered", "nouns"):  # "the two teenagers' deaths"
        yield from (t for t in parse.dependents(token, "poss") if parse.dependents(t, "nummod"))
    if token.dep == "conj" and parse.head(token).pos == "NOUN":  # "the abduction and murder of a guard"
        for preposition in parse.dependents(parse.head(token), "prep"):
            if preposition.lower == "of" and preposition.index == token.index + 1:
                yield from parse.dependents(preposition, "pobj")
    for joined in parse.dependents(token, "conj"):
        apart = parse.dependents(joined, "det") and not parse.dependents(token, "det")
        if joined.pos == "NOUN" and not apart and not any(p.lower == "of" for p in parse.dependents(token, "prep")):
            for preposition in parse.dependents(joined, "prep"):
                if preposition.lower == "of":
                    yield from parse.dependents(preposition, "pobj")


def _first_joined(parse: Parse, noun: Token) -> Token:
    """ "Six women" of "six women and three men"."""
    while noun.dep == "conj":
        noun = parse.head(noun)
    return noun


def _joined_before(parse: Parse, noun: Token) -> Iterator[Token]:
    """ "The 20 students and six adults who were killed": the clause is about both counted nouns."""
    while noun.dep == "conj":
        if noun.pos not in ("NOUN", "PROPN") or _is_definite(parse, noun):
            return
        verb = parse.head(noun)
        objects = [t for t in parse.dependents(verb, "dobj") if t.index < noun.index]
        noun = objects[-1] if verb.pos == "VERB" and objects else verb
        if is_counted(parse, noun) or any(t.lower in ("a", "an") for t in parse.dependents(noun, "det")):
            yield noun


def _is_definite(parse: Parse, noun: Token) -> bool:
    """ "The guard", "his brother", "the judge's son"; not "a judge's son"."""
    owners = [parse.subtree(t)[0] for t in parse.dependents(noun, "poss")]
    return any(t.lower not in ("a", "an") for t in (*parse.dependents(noun, "det"), *owners))


def is_counted(parse: Parse, noun: Token) -> bool:
    """ "Three relatives", "thousands of relatives"."""
    outer = parse.head(parse.head(noun))
    inside = (
        noun.dep == "pobj" and parse.head(noun).lower == "of" and outer.lemma in word_set("counts", "light", "nouns")
    )
    return inside or bool(parse.dependents(noun, "nummod"))


def _attracted(parse: Parse, token: Token) -> Iterator[Token]:
    """Who came to a protest: "a rally that drew thousands", "a march attended by 500 students", "a protest by 40"."""
    for preposition in parse.dependents(token, "prep"):
        if preposition.lower in ("by", "with"):
            yield from parse.dependents(preposition, "pobj")
    verbs = [v for v in parse.dependents(token, "relcl", "acl") if v.pos == "VERB"]
    if token.dep in SUBJECTS:
        verbs.append(parse.head(token))
    for verb in verbs:
        if verb.lemma in word_set("counts", "attracted", "verbs"):
            yield from parse.dependents(verb, "dobj")
            for agent in parse.dependents(verb, "agent", "prep"):
                if agent.lower == "by":
                    yield from parse.dependents(agent, "pobj")


def _antecedent(parse: Parse, verb: Token) -> Token | None:
    """The noun that a relative clause is about; over joined verbs of the clause too."""
    for token in (verb, *parse.ancestors(verb)):
        if token.dep in ("relcl", "acl"):
            return _people_before(parse, verb, parse.head(token))
        if token.dep not in ("conj", "xcomp", "ccomp"):
            return None
    return None


def _people_before(parse: Parse, verb: Token, noun: Token) -> Token:
    """The people that a clause with "who" is about: "three recruits fighting with the militia who died"."""
    if not any(t.lower == "who" for t in parse.dependents(verb, *SUBJECTS)) or is_people(noun) is True:
        return noun
    above = (t for t in parse.ancestors(noun)[:4] if t.pos in ("NOUN", "PROPN", "NUM"))
    return next((t for t in above if is_people(t) is True and t.tag in ("NNS", "NNPS")), noun)


def expand(parse: Parse, heads: tuple[Token, ...]) -> tuple[Token, ...]:
    """The heads with the nouns joined to them ("12 men, 3 women") and the nouns inside "hundreds of men"."""
    found: dict[int, Token] = {}
    stack = list(heads)
    while stack:
        token = stack.pop()
        if token.index in found:
            continue
        found[token.index] = token
        for below in parse.dependents(token, "conj", "appos"):
            if below.pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
                stack.append(below)
        if token.pos == "NUM" or token.lemma in word_set("counts", "light", "nouns"):
            for preposition in parse.dependents(token, "prep"):
                if preposition.lower == "of":
                    stack.extend(parse.dependents(preposition, "pobj"))
    return tuple(found[i] for i in sorted(found))
