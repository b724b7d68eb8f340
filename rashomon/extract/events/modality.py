"""How real the text says a happening is, from the clause structure around its trigger.

The search climbs from the trigger to the root of its sentence. Each verb or noun on the way may change how real the
thing below it is (an auxiliary, a negation, "plan to", "fear of", "if"), and some end the search: a relative
clause, a definite noun phrase ("the attack") under a verb that takes for granted that it happened, a speech verb
(whose voice is the business of attribution).
"""

from __future__ import annotations

from rashomon.extract.events.modality_ends import (
    has_article,
    is_alternative,
    is_denied,
    is_in_case,
    is_kind_of_deed,
    is_naming,
    is_sought,
    is_weighed,
    may_grow,
    wished,
)
from rashomon.extract.events.modality_facts import (
    is_aim,
    is_any_deed,
    is_asked_about,
    is_judged,
    is_perfect,
    lost_auxiliary,
    speaks_of_future,
    taken_for_granted,
    tells_its_kind,
    was_able,
)
from rashomon.extract.events.modality_markers import (
    CONDITIONS,
    SUBJECTS,
    is_future,
    is_not_only,
    is_of_a_kind,
    is_ranked,
    own_markers,
    participle_before_noun,
    sentence_markers,
)
from rashomon.extract.events.modality_words import (
    HYPOTHETICAL,
    NEGATED,
    PLANNED,
    POSSIBLE,
    Verdict,
    classes,
    governor_classes,
    is_nobody,
    listed,
)
from rashomon.model import Modality, Parse, Token

__all__ = ["modality_of"]

FUTURE_MARKS = frozenset({"before", "until", "till", "when", "once", "as"})
AFTER_NOUNS = frozenset({"after", "since", "following", "despite", "amid", "amidst", "during", "throughout", "besides"})
BEFORE_NOUNS = frozenset({"before", "until", "pending"})
WITHOUT = frozenset({"without", "barring", "lacking"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all", "each", "every"})
NOMINAL_DEPS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "dative", "appos", "conj", "oprd", "npadvmod"})
ARGUMENT_PREPOSITIONS = frozenset({"of", "for", "from", "against", "about", "to", "on", "out", "in", "with"})
WHOEVER = frozenset({"those", "anyone", "anybody", "whoever", "everyone"})
UNREAL = frozenset({"negated", "planned", "hypothetical", "possible", "attempt"})


def modality_of(parse: Parse, token: Token, nominal: bool, people: bool = False) -> Modality:
    """The modality of the happening that `token` tells of. `nominal` when the trigger is a noun, `people` when it names
    those to whom it happened: plans for the refugees do not undo their flight."""
    verdict = Verdict()
    if people and nominal and token.dep in ("dobj", "pobj"):
        _read_modifiers(parse, token, verdict)
    elif nominal:
        _climb_noun(parse, token, verdict)
    else:
        _climb_verb(parse, token, verdict)
    found = verdict.result()
    general = nominal and found in (Modality.ACTUAL, Modality.PLANNED) and is_of_a_kind(parse, token)
    return HYPOTHETICAL if general else found


# ---------------------------------------------------------------- clauses


def _climb_verb(parse: Parse, verb: Token, verdict: Verdict, negatable: bool = True, depth: int = 0) -> None:
    """Read the markers of a verb's own clause, then go on to what governs it."""
    if depth > 12:
        return
    if verb.tag in ("VBN", "JJ") and verb.dep == "amod":
        participle_before_noun(parse, verb, verdict)
        return
    own = own_markers(parse, verb, verdict, negatable)
    head = parse.head(verb)
    if verb.head == verb.index:
        sentence_markers(parse, verb, verdict, own)
        return
    if verb.dep == "conj":
        _shared_by_conjunction(parse, verb, head, verdict, own, depth)
    elif verb.dep in ("xcomp", "ccomp", "csubj", "csubjpass", "pcomp", "oprd", "acomp"):
        _complement(parse, verb, head, verdict, depth)
    elif verb.dep == "advcl":
        _adverbial(parse, verb, head, verdict, depth)
    elif verb.dep in ("acl", "relcl"):
        _after_noun(parse, verb, head, verdict, depth)
    elif verb.dep in ("parataxis", "dep"):
        return
    elif verb.dep in NOMINAL_DEPS:  # a gerund taken for a noun
        _climb_noun(parse, verb, verdict, depth + 1)


def _shared_by_conjunction(parse: Parse, verb: Token, head: Token, verdict: Verdict, own: bool, depth: int) -> None:
    """ "Will attack and kill": the second verb has the auxiliaries of the first unless it has its own."""
    independent = bool(parse.dependents(verb, *SUBJECTS)) or (own and verb.tag in ("VBD", "VBZ", "VBP"))
    if head.pos not in ("VERB", "AUX") and not head.tag.startswith("VB"):
        return
    if independent:
        _skip_up(parse, head, verdict, depth + 1)
    elif not (verb.tag == "VB" and head.tag in ("VBZ", "VBP", "VBD") and lost_auxiliary(parse, verb, head, verdict)):
        _climb_verb(parse, head, verdict, depth=depth + 1)


def _skip_up(parse: Parse, verb: Token, verdict: Verdict, depth: int) -> None:
    """Go on to what governs a verb without reading the verb's own markers."""
    head = parse.head(verb)
    if verb.head == verb.index or depth > 12:
        return
    if any(m.lower in CONDITIONS for m in parse.dependents(verb, "mark")):
        verdict.add(HYPOTHETICAL)
    if verb.dep == "conj":
        _skip_up(parse, head, verdict, depth + 1)
    elif verb.dep in ("xcomp", "ccomp"):
        _complement(parse, verb, head, verdict, depth)


def _complement(parse: Parse, verb: Token, head: Token, verdict: Verdict, depth: int) -> None:
    """A clause or infinitive below a verb, an adjective or a preposition."""
    infinitive = any(a.tag == "TO" for a in parse.dependents(verb, "aux"))
    if not infinitive and is_asked_about(parse, verb):
        return
    if head.dep == "prep" or head.pos == "ADP":
        _below_preposition(parse, verb, head, verdict, depth)
        return
    if verb.dep == "csubj" and is_any_deed(parse, verb, head):
        verdict.add(HYPOTHETICAL)
        return
    _apply(parse, head, verdict, depth, infinitive, perfect=is_perfect(parse, verb), clause=verb.dep == "ccomp")


def _below_preposition(parse: Parse, verb: Token, head: Token, verdict: Verdict, depth: int) -> None:
    """A gerund or a clause after "without", "from", "for", "by"."""
    if head.lower in WITHOUT:
        verdict.negate(head)
    elif head.lower in BEFORE_NOUNS or (head.lower == "with" and parse.dependents(verb, "nsubj", "nsubjpass")):
        return  # "the truce did not last, with soldiers shelling the port"
    elif head.lower == "from" and parse.head(head).lemma in listed("held_back", "verbs"):
        verdict.negate(parse.head(head))
        _go_on(parse, parse.head(head), verdict, depth)
    elif head.lower in ("from", "of", "at", "to", "for", "in", "with", "on", "against", "about", "into"):
        outer = parse.head(head)
        if head.lower == "for" and verb.tag == "VBG" and not governor_classes(parse, outer):
            return  # "a strike on them for using gas"
        if head.lower == "of" and outer.lower == "short":
            verdict.negate(outer)  # "stopped short of sending troops"
        elif head.lower == "to" and outer.lemma in listed("ends", "aims"):
            verdict.add(PLANNED)  # "is committed to retaking the town"
        else:
            _apply(parse, outer, verdict, depth, infinitive=False)
    elif head.lower in ("toward", "towards"):
        verdict.add(PLANNED)
    elif head.lower in ("by", "while", "after"):
        outer = parse.head(head)
        if head.lower == "by" and outer.pos in ("VERB", "AUX"):
            _climb_verb(parse, outer, verdict, depth=depth + 1)


def _apply(
    parse: Parse,
    governor: Token,
    verdict: Verdict,
    depth: int,
    infinitive: bool,
    perfect: bool = False,
    clause: bool = False,
) -> None:
    """What a governing verb, adjective or noun does to what stands below it; then go on upwards."""
    names = governor_classes(parse, governor)
    if infinitive and _settled_by_infinitive(parse, governor, verdict, depth, clause):
        return
    if clause and governor.lemma == "be":
        _clause_under_be(parse, governor, verdict, depth)
        return
    if perfect:
        verdict.add(POSSIBLE if "possible" in names else Modality.ACTUAL)
        return
    if "neutral" in names and "planned" not in names and infinitive:
        verdict.add(POSSIBLE)  # "is said to have fled"
        return
    if "neutral" in names and (clause or not infinitive):
        return
    if "negated" in names:
        verdict.negate(governor)
        _go_on(parse, governor, verdict, depth)
    elif "attempt" in names or (
        "planned" in names and (infinitive or not clause or governor.lemma in ("hope", "order", "demand", "urge"))
    ):
        verdict.add(PLANNED)
        _go_on(parse, governor, verdict, depth)
    elif "hypothetical" in names and not clause:
        verdict.add(HYPOTHETICAL)
    elif names & {"possible", "hypothetical"}:
        verdict.add(POSSIBLE)
    elif "actual" in names or not infinitive:
        if not clause or names:
            _go_on(parse, governor, verdict, depth)
    else:
        verdict.add(PLANNED if governor.pos == "VERB" else HYPOTHETICAL)


def _settled_by_infinitive(parse: Parse, governor: Token, verdict: Verdict, depth: int, clause: bool) -> bool:
    """ "Were able to flee", "had to flee": they did; "we have to strike", "the aim was to kill", "joined to kill"."""
    if was_able(parse, governor):
        _go_on(parse, governor, verdict, depth)
    elif governor.lemma == "have" and governor.tag not in ("VBD", "VBN"):
        verdict.add(HYPOTHETICAL)
    elif governor.lemma in listed("ends", "purpose") or (
        governor.lemma == "be" and not clause and is_aim(parse, governor)
    ):
        verdict.add(PLANNED)
    else:
        return False
    return True


def _clause_under_be(parse: Parse, verb: Token, verdict: Verdict, depth: int) -> None:
    """ "It is no secret that", "the fact is that", "it is possible that", "is there evidence that"."""
    said = parse.dependents(verb, "attr", "acomp", "nsubj")
    names = {name for word in said for name in governor_classes(parse, word)}
    if names & {"possible", "hypothetical"}:
        verdict.add(POSSIBLE)
    elif any(word.lower in ("true", "case") for word in said):
        _climb_verb(parse, verb, verdict, depth=depth + 1)


def _go_on(parse: Parse, word: Token, verdict: Verdict, depth: int) -> None:
    if word.pos in ("VERB", "AUX") or word.tag.startswith("VB"):
        _climb_verb(parse, word, verdict, depth=depth + 1)
    elif word.pos in ("NOUN", "PROPN"):
        _climb_noun(parse, word, verdict, depth + 1)
    elif word.dep in ("acomp", "attr", "advmod"):
        _climb_verb(parse, parse.head(word), verdict, depth=depth + 1)


def _adverbial(parse: Parse, verb: Token, head: Token, verdict: Verdict, depth: int) -> None:
    """Clauses of condition, purpose and time; a bare participle shares the fate of its head."""
    marks = {m.lower for m in parse.dependents(verb, "mark", "advmod")}
    if marks & CONDITIONS:
        verdict.add(HYPOTHETICAL)
        return
    if any(a.tag == "TO" for a in parse.dependents(verb, "aux")):
        if head.lemma in ("be", "force", "oblige", "compel", "survive", "live", "lead", "go"):
            names = governor_classes(parse, head)
            placed = head.lemma == "be" and not parse.dependents(head, "acomp", "attr", "oprd")
            if names and not placed:  # but "troops are there to kill"
                _apply(parse, head, verdict, depth, infinitive=True)
                return
        verdict.add(PLANNED)
        return
    if verb.tag in ("VBG", "VBN") and not parse.dependents(verb, *SUBJECTS) and not marks:
        _climb_verb(parse, head, verdict, negatable=verb.index > head.index, depth=depth + 1)
        return
    ahead = speaks_of_future(parse, head) if marks & BEFORE_NOUNS else is_future(parse, head)
    if marks & FUTURE_MARKS and verb.tag in ("VBP", "VBZ") and ahead:
        verdict.add(PLANNED)


def _after_noun(parse: Parse, verb: Token, noun: Token, verdict: Verdict, depth: int) -> None:
    """Relative clauses stand on their own; "a plan to attack" is only a plan."""
    if any(a.tag == "TO" for a in parse.dependents(verb, "aux")):
        if is_ranked(parse, noun):
            _climb_noun(parse, noun, verdict, depth + 1)
        else:
            _apply(parse, noun, verdict, depth, infinitive=True)
    elif verb.dep == "acl" and verb.tag not in ("VBN", "VBG"):
        names = governor_classes(parse, noun)
        denied = is_nobody(parse, noun)
        if noun.lemma in ("evidence", "proof", "sign", "indication") and denied:
            verdict.add(POSSIBLE)
        for name in ("possible", "hypothetical", *(("planned",) if verb.tag == "VB" else ())):
            if name in names and not denied:  # "a demand that it give up"
                verdict.add(Modality(name))
    elif is_nobody(parse, noun):
        verdict.negate(noun)
    elif noun.lower in WHOEVER and verb.tag in ("VBP", "VBZ") and not parse.dependents(verb, "aux", "auxpass"):
        verdict.add(HYPOTHETICAL)  # "those who harm children"


# ---------------------------------------------------------------- noun phrases


def _climb_noun(parse: Parse, noun: Token, verdict: Verdict, depth: int = 0) -> None:
    """Read what stands before a noun, then go on to the verb or noun that governs it."""
    if depth > 12:
        return
    definite = _read_modifiers(parse, noun, verdict)
    if not definite and is_weighed(parse, noun):
        verdict.add(POSSIBLE)
    head = parse.head(noun)
    if noun.head == noun.index:
        _fragment(parse, noun, verdict)
        return
    if noun.dep == "conj":
        if is_nobody(parse, head):
            verdict.negate(head)
        _climb_noun(parse, head, verdict, depth + 1) if head.pos in ("NOUN", "PROPN") else None
    elif noun.dep in ("compound", "nmod", "amod", "poss"):
        if governor_classes(parse, head) - {"actual", "neutral"}:
            _apply(parse, head, verdict, depth, infinitive=False)
        elif noun.dep != "poss" and head.pos in ("NOUN", "PROPN"):
            _climb_noun(parse, head, verdict, depth + 1)
    elif noun.dep in ("pobj", "pcomp"):
        _through_preposition(parse, noun, head, verdict, definite, depth)
    elif head.pos in ("VERB", "AUX") or head.tag.startswith("VB"):
        _under_verb(parse, noun, head, verdict, definite, depth)
    elif head.pos == "ADJ" and governor_classes(parse, head) & {"possible", "hypothetical"}:
        verdict.add(HYPOTHETICAL)  # "makes war likely"


def _read_modifiers(parse: Parse, noun: Token, verdict: Verdict) -> bool:
    """Adjectives and determiners of a noun phrase. True when it is definite."""
    definite = noun.pos == "PROPN"
    for word in parse.dependents(noun):
        if word.dep in ("amod", "advmod", "nmod", "compound"):
            verdict.add_all(classes("adjectives").get(word.lower, frozenset()), word)
        if word.dep == "advmod":
            verdict.add_all(classes("adverbs").get(word.lower, frozenset()) - {NEGATED}, word)
        if word.dep in ("det", "neg", "preconj"):
            if word.lower in ("no", "neither") or (word.dep == "neg" and not is_not_only(parse, word)):
                verdict.negate(noun)
            elif word.lower == "any":
                verdict.add(HYPOTHETICAL)
            elif word.lower in DEFINITE:
                definite = True
        elif word.dep == "poss" or (
            word.dep == "amod" and (word.tag in ("JJS", "RBS") or word.lower in listed("ends", "past"))
        ):
            definite = True
        elif word.dep == "relcl" and (word.tag == "VBD" or any(a.tag == "VBD" for a in parse.dependents(word, "aux"))):
            definite = True  # "an ultimatum that they issued"
        if word.dep == "relcl" and word.lemma in listed("occurrence", "verbs") and is_denied(parse, word):
            verdict.negate(noun)  # "a protest that never took place"
    return definite


def _fragment(parse: Parse, noun: Token, verdict: Verdict) -> None:
    """A sentence without a verb: "No attack yet." "Another massacre?" """
    closing = parse.tokens[parse.sentences[noun.sentence].last]
    if closing.text == "?":
        verdict.add(HYPOTHETICAL)
    if any(a.tag == "TO" for child in parse.dependents(noun, "acl", "relcl") for a in parse.dependents(child, "aux")):
        verdict.add(PLANNED)


def _through_preposition(
    parse: Parse, noun: Token, preposition: Token, verdict: Verdict, definite: bool, depth: int
) -> None:
    governor = parse.head(preposition)
    if _settled_by_preposition(parse, noun, preposition, verdict, definite):
        return
    if preposition.dep == "agent" or preposition.lower == "by":
        if governor.pos == "VERB" and not definite:
            _climb_verb(parse, governor, verdict, depth=depth + 1)
    elif governor.pos in ("NOUN", "PROPN"):
        _below_noun(parse, noun, preposition, verdict, definite, depth)
    elif governor.pos in ("VERB", "AUX"):
        _under_verb(parse, noun, governor, verdict, definite, depth, preposition)
    elif governor.pos == "ADJ" and governor_classes(parse, governor) & {"possible", "hypothetical", "negated"}:
        verdict.add(HYPOTHETICAL)


def _settled_by_preposition(parse: Parse, noun: Token, preposition: Token, verdict: Verdict, definite: bool) -> bool:
    """The preposition and the word before it say enough: "without", "before", "towards", "in the case of"."""
    governor = parse.head(preposition)
    earlier = governor.lower in ("ahead", "earlier", "sooner", "prior", "advance")
    if preposition.lower in WITHOUT:
        verdict.negate(preposition)
    elif preposition.lower in BEFORE_NOUNS or earlier:
        if not definite and speaks_of_future(parse, governor):
            verdict.add(PLANNED)
    elif preposition.lower in AFTER_NOUNS:
        pass  # "years after a revolution" takes it for granted
    elif preposition.lower in ("toward", "towards") and not definite:
        verdict.add(HYPOTHETICAL)
    elif preposition.lower == "of" and governor.lemma in ("case", "event") and has_article(parse, governor):
        pass  # "in the case of the murder" happened; "in case of attack" did not
    elif governor.lower in ("anything", "nothing", "short") or is_in_case(parse, preposition, governor):
        verdict.add(HYPOTHETICAL)  # "said nothing about a protest", "options short of war"
    elif is_kind_of_deed(parse, noun, preposition, governor):
        verdict.add(HYPOTHETICAL)
    elif (wish := wished(parse, noun, preposition, definite)) is not None:
        verdict.add(wish)
    elif preposition.lower == "against" and not definite and governor.lemma in listed("causes", "words"):
        if not parse.dependents(noun, "prep"):
            verdict.add(HYPOTHETICAL)  # "a protest against police violence": no one deed
    else:
        return False
    return True


def _below_noun(parse: Parse, noun: Token, preposition: Token, verdict: Verdict, definite: bool, depth: int) -> None:
    """ "A threat of violence", "a wave of attacks", "the answer to an attack"."""
    governor = parse.head(preposition)
    names = governor_classes(parse, governor)
    if preposition.lower in ("of", "for", "to", "on", "about", "against") and names & UNREAL:
        _apply(parse, governor, verdict, depth, infinitive=False)
    elif governor.lemma in listed("transparent", "nouns"):
        _climb_noun(parse, governor, verdict, depth + 1)
    elif governor.lemma in listed("ends", "charges") and governor.dep == "dobj":
        _modals_only(parse, parse.head(governor), verdict)  # "could face charges of murder"
    elif not definite and is_nobody(parse, governor):
        verdict.negate(governor)
    elif not definite:
        herald = governor.lemma in listed("ends", "heralds")  # "could be a prelude to war"
        if herald or any(d.lower in ("a", "an") for d in parse.dependents(noun, "det")):
            outer = Verdict()  # "the answer to an attack should be": no attack yet
            _climb_noun(parse, governor, outer, depth + 1)
            verdict.marks.update(outer.marks if herald else outer.marks & {HYPOTHETICAL, PLANNED})


def _under_verb(
    parse: Parse,
    noun: Token,
    verb: Token,
    verdict: Verdict,
    definite: bool,
    depth: int,
    preposition: Token | None = None,
) -> None:
    """An event noun as subject, object or complement of a verb."""
    names = governor_classes(parse, verb)
    occurs = verb.lemma in listed("occurrence", "verbs")
    if noun.dep == "nsubj":
        _as_subject(parse, noun, verb, verdict, definite, depth)
    elif not definite and is_judged(parse, noun, verb):
        verdict.add(HYPOTHETICAL)
    elif noun.lemma in listed("ends", "escaped") and verb.lemma == "escape" and noun.dep == "dobj":
        verdict.negate(verb)
    elif verb.lemma == "face" and noun.lemma in listed("ends", "faced") and not definite:
        verdict.add(PLANNED)
    elif (verb.lemma == "lead" and is_sought(parse, verb)) or (
        verb.lemma == "be" and noun.dep == "attr" and not definite and is_alternative(parse, verb)
    ):
        verdict.add(HYPOTHETICAL)
    elif verb.lemma == "be" and definite and noun.dep == "attr":
        _modals_only(parse, verb, verdict)  # "it could be the worst massacre yet"
    elif taken_for_granted(parse, noun, verb, definite, preposition) or (definite and is_naming(parse, noun, verb)):
        return
    elif preposition is not None and not _argument_of(preposition, names):
        if not definite:
            inside = occurs and preposition.lower in ("in", "into")
            _climb_verb(parse, verb, verdict, negatable=inside, depth=depth + 1)
    elif names & UNREAL and not (definite and names & {"actual", "neutral"}):
        done = verb.lemma in listed("planners", "verbs") and verb.tag in ("VBD", "VBN", "VBG")
        if not definite or (occurs and not (done and "negated" not in names)):
            _apply(parse, verb, verdict, depth, infinitive=False)  # but not "jailed for planning the bombing"
    elif occurs or not definite:
        _climb_verb(parse, verb, verdict, depth=depth + 1)


def _as_subject(parse: Parse, noun: Token, verb: Token, verdict: Verdict, definite: bool, depth: int) -> None:
    occurs = verb.lemma in listed("occurrence", "verbs")
    indefinite = any(d.lower in ("a", "an") for d in parse.dependents(noun, "det"))
    if noun.lemma in listed("ends", "tolls") and not verdict.marks:
        _modals_only(parse, verb, verdict)
        if may_grow(parse, verb):
            verdict.add(POSSIBLE)
    elif indefinite and verb.tag == "VBZ" and verb.lemma in ("be", "have", "mean", "require", "need"):
        verdict.add(HYPOTHETICAL)  # "a protest has a purpose"
    elif definite and tells_its_kind(parse, verb):
        return  # "the attack may be revenge", "the ban did not lead to peace"
    elif verb.lemma == "be" and not parse.dependents(verb, "expl") and definite:
        _modals_only(parse, verb, verdict)  # "are the killings not a shame?" takes them for granted
    elif occurs or not definite:
        _climb_verb(parse, verb, verdict, negatable=occurs, depth=depth + 1)


def _argument_of(preposition: Token, names: frozenset[Modality | str]) -> bool:
    """The preposition belongs to the verb: "warn of", "call for", "prevent from", "take part in"."""
    return bool(names) and preposition.lower in ARGUMENT_PREPOSITIONS


def _modals_only(parse: Parse, verb: Token, verdict: Verdict) -> None:
    """Auxiliaries and adverbs of a verb, without its negation and without what governs it."""
    outer = Verdict()
    own_markers(parse, verb, outer, negatable=False)
    verdict.marks.update(outer.marks)
