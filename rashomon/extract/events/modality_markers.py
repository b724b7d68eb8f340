"""What the words of one clause say of how real it is: auxiliaries, negations, adverbs, questions, commands."""

from __future__ import annotations

from rashomon.extract.events.modality_words import (
    HYPOTHETICAL,
    PLANNED,
    Verdict,
    classes,
    governor_classes,
    is_nobody,
    listed,
)
from rashomon.model import Modality, Parse, Token

__all__ = [
    "CONDITIONS",
    "SUBJECTS",
    "is_future",
    "is_not_only",
    "is_of_a_kind",
    "is_ranked",
    "own_markers",
    "participle_before_noun",
    "sentence_markers",
]

CONDITIONS = frozenset({"if", "unless", "whether", "lest", "provided", "supposing", "should"})
WH_WORDS = frozenset({"who", "what", "why", "how", "where", "when", "which", "whom", "whose"})
NOW = frozenset({"now", "still", "again", "already", "currently", "here"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def own_markers(parse: Parse, verb: Token, verdict: Verdict, negatable: bool = True) -> bool:
    """Auxiliaries, negation and adverbs of one verb. True when it has a tense or auxiliary of its own."""
    finite = verb.tag in ("VBD", "VBZ", "VBP", "MD")
    auxiliaries = parse.dependents(verb, "aux", "auxpass")
    for aux in auxiliaries:
        if aux.lower in ("would", "'d", "’d") and _is_reported_future(parse, verb):
            verdict.add(PLANNED)
            continue
        modal = aux.tag == "MD" and not _is_perceived(verb, aux)
        found = classes("auxiliaries").get(aux.lower, frozenset()) if modal else frozenset()
        for name in sorted(map(str, found)):
            verdict.add(Modality(name))
        finite = finite or aux.tag != "TO"
        if aux.lower == "going" or (aux.dep == "aux" and aux.lemma == "be" and _is_about_to(parse, verb)):
            verdict.add(PLANNED)
    for word in parse.dependents(verb):
        if word.dep == "neg" and negatable:
            if not is_not_only(parse, word):
                verdict.negate(word)
        elif word.dep == "advmod":
            names = classes("adverbs").get(word.lower, frozenset())
            verdict.add_all(names, word, negatable and word.index < verb.index)
        elif (word.dep in SUBJECTS and negatable and is_nobody(parse, word)) or (
            word.dep in ("dobj", "attr") and negatable and is_nobody(parse, word) and not _is_set_off(parse, word)
        ):
            verdict.negate(word)
        elif (word.dep == "mark" and word.lower in CONDITIONS) or (
            word.dep == "aux" and (_is_inverted(parse, verb, word) or _is_asked(parse, verb, word))
        ):
            verdict.add(HYPOTHETICAL)
        elif word.dep == "preconj" and word.lower == "neither":
            verdict.negate(word)
    if _is_generic(parse, verb, auxiliaries):
        verdict.add(HYPOTHETICAL)
    return finite


def _is_set_off(parse: Parse, word: Token) -> bool:
    """ "Wounding nine people, none seriously": said of the nine, and no object."""
    return word.lower == "none" and word.index > 0 and parse.tokens[word.index - 1].text in (",", "-", "–", "—", "--")


def is_not_only(parse: Parse, negation: Token) -> bool:
    """ "Not just a murder but a massacre", "not only killed": it was that and more."""
    after = parse.tokens[negation.index + 1 : negation.index + 2]
    return any(t.lower in ("just", "only", "merely", "simply", "solely") for t in after)


def _is_perceived(verb: Token, auxiliary: Token) -> bool:
    """ "Shots could be heard", "we could see two bodies": what one could perceive was there."""
    return auxiliary.lower == "could" and verb.lemma in listed("modals", "senses")


def _is_reported_future(parse: Parse, verb: Token) -> bool:
    """ "Said it would send troops": what was said was "we will"."""
    head = parse.head(verb)
    said = governor_classes(parse, head) & {"neutral", PLANNED}
    return verb.dep == "ccomp" and head.tag in ("VBD", "VBN") and bool(said)


def _is_inverted(parse: Parse, verb: Token, auxiliary: Token) -> bool:
    """ "Had he been captured, ...", "should they attack, ...": a condition without "if"."""
    if auxiliary.lower not in ("had", "were", "should") or verb.head == verb.index:
        return False
    return _stands_before_subject(parse, verb, auxiliary)


def _is_asked(parse: Parse, verb: Token, auxiliary: Token) -> bool:
    """ "How many do I kill?", also where the question is only a part of its sentence."""
    asked = any(t.lower in WH_WORDS and t.index < auxiliary.index for t in parse.subtree(verb))
    return auxiliary.lower in ("do", "does") and asked and _stands_before_subject(parse, verb, auxiliary)


def _stands_before_subject(parse: Parse, verb: Token, auxiliary: Token) -> bool:
    subjects = parse.dependents(verb, "nsubj", "nsubjpass")
    return bool(subjects) and auxiliary.index < parse.subtree(subjects[0])[0].index


def _is_about_to(parse: Parse, verb: Token) -> bool:
    """ "Is to be deported", "are about to attack"."""
    return any(a.tag == "TO" for a in parse.dependents(verb, "aux"))


def _is_generic(parse: Parse, verb: Token, auxiliaries: tuple[Token, ...]) -> bool:
    """ "If you protest you are a traitor", "terrorists often kill": true of no one time."""
    if verb.tag not in ("VBP", "VBZ", "VB") and not any(a.tag in ("VBP", "VBZ") for a in auxiliaries):
        return False
    if _is_whenever(parse, verb, auxiliaries):
        return True
    if verb.tag in ("VBN", "VBG") and any(a.lemma in ("have", "be") for a in auxiliaries):
        return False
    subjects = parse.dependents(verb, "nsubj", "nsubjpass")
    if any(a.lower in listed("generic", "adverbs") for a in parse.dependents(verb, "advmod")):
        return not any(_is_definite(parse, s) for s in subjects)  # "the rebels often shell the town" did so
    if subjects and subjects[0].lower in listed("generic", "subjects") and not parse.children[subjects[0].index]:
        return True
    return bool(subjects) and not auxiliaries and _is_bare_plural(parse, subjects[0]) and _is_of_any_time(parse, verb)


def _is_whenever(parse: Parse, verb: Token, auxiliaries: tuple[Token, ...]) -> bool:
    """ "When civilians are killed, the state must answer": whenever it happens."""
    present = verb.tag == "VBN" and bool(auxiliaries) and all(a.lemma == "be" for a in auxiliaries)
    if not present or not any(a.tag == "VBP" for a in auxiliaries):
        return False
    when = any(t.lower in ("when", "whenever", "if") for t in parse.dependents(verb, "advmod", "mark"))
    subjects = parse.dependents(verb, "nsubjpass")
    return when and bool(subjects) and all(_is_bare_plural(parse, s) for s in subjects)


def _is_definite(parse: Parse, noun: Token) -> bool:
    return noun.pos == "PROPN" or any(d.lower in ("the", "these", "those") for d in parse.dependents(noun, "det"))


def _is_bare_plural(parse: Parse, noun: Token) -> bool:
    """ "Suicide bombs", "terrorists": all of a kind, not these or those."""
    return noun.tag == "NNS" and not parse.dependents(noun, "det", "nummod", "poss", "predet", "relcl", "acl", "prep")


def _is_of_any_time(parse: Parse, verb: Token) -> bool:
    """Nothing in the sentence says where, when or who, and what the verb is done to is any of a kind. A headline, which
    has no full stop, tells of one time."""
    words = parse.tokens_of(parse.sentences[verb.sentence])
    if words[-1].text not in {".", "!", '"', "”", "''"} or any(_is_anchor(t) for t in words):
        return False
    if parse.dependents(verb, "advcl", "agent", "xcomp", "ccomp") or verb.lemma in listed("generic", "not_of_kinds"):
        return False
    objects = parse.dependents(verb, "dobj")
    return all(o.tag in ("NNS", "NN") and not parse.dependents(o, "det", "nummod", "poss") for o in objects)


def is_of_a_kind(parse: Parse, noun: Token) -> bool:
    """ "Wars kill children", "attacks on any citizen": any happening of the kind, none in particular."""
    targets = [t for p in parse.dependents(noun, "prep") for t in parse.dependents(p, "pobj")]
    if any(d.lower == "any" for t in targets for d in parse.dependents(t, "det")):
        return True
    verb = next((v for v in parse.ancestors(noun) if v.tag.startswith("VB")), None)
    present = verb is not None and verb.tag in ("VBP", "VBZ")
    if present and any(d.lower in ("every", "each") for d in parse.dependents(noun, "det")):
        return True
    bare = noun.tag == "NNS" or noun.lemma in listed("kinds", "nouns")
    if not bare or parse.dependents(noun, "det", "nummod", "poss", "predet", "relcl", "acl", "prep"):
        return False
    if verb is None or not present or verb.lemma in listed("generic", "not_of_kinds"):
        return False
    return not any(a.lower in NOW for a in parse.dependents(verb, "advmod")) and _is_of_any_time(parse, verb)


def _is_anchor(token: Token) -> bool:
    """A name, a place or a date: what ties a sentence to one happening."""
    if token.entity in ("DATE", "TIME"):
        return token.lower not in ("every", "day", "year", "daily", "days", "years", "week", "month")
    return token.entity in ("GPE", "LOC", "FAC", "NORP", "PERSON", "ORG", "CARDINAL", "EVENT") or token.tag == "NNP"


def sentence_markers(parse: Parse, root: Token, verdict: Verdict, finite: bool) -> None:
    """Questions and commands."""
    sentence = parse.sentences[root.sentence]
    words = parse.tokens_of(sentence)
    closing = next((t for t in reversed(words) if t.text not in {'"', "”", "’", ")", "'", "''"}), words[-1])
    subjects = parse.dependents(root, *SUBJECTS)
    if closing.text == "?":
        asked = any(t.lower in WH_WORDS and t.index < root.index for t in words)
        past = root.tag == "VBD" or any(a.tag == "VBD" for a in parse.dependents(root, "aux", "auxpass"))
        why = any(t.lower in ("why", "how") and t.index < root.index for t in words[:3])
        now = any(a.lemma in ("be", "have") for a in parse.dependents(root, "aux", "auxpass"))
        if not (asked and (past or (why and now))):  # "why is the army shelling the town?" takes it for granted
            verdict.add(HYPOTHETICAL)
    elif root.tag == "VB" and not subjects and not parse.dependents(root, "aux", "auxpass"):
        first = next((t for t in words if t.pos not in ("PUNCT", "CCONJ", "INTJ", "ADV")), root)
        if first.index == root.index or first.lower in ("please", "let", "do", "never"):
            verdict.add(HYPOTHETICAL)
    elif root.tag in ("VB", "VBN") and not subjects and any(a.tag == "TO" for a in parse.dependents(root, "aux")):
        verdict.add(PLANNED)  # headline: "Troops to invade", "to be deported"
    elif subjects and any(a.tag == "TO" for a in parse.dependents(root, "aux")) and not finite:
        verdict.add(PLANNED)


def is_ranked(parse: Parse, noun: Token) -> bool:
    """ "The fourth reporter to die", "the last to be freed": the infinitive after such a noun tells what happened."""
    words = (noun, *parse.dependents(noun, "amod"))
    return not governor_classes(parse, noun) and any(
        t.tag in ("JJS", "RBS") or t.entity == "ORDINAL" or t.lower in listed("ranks", "words") for t in words
    )


def participle_before_noun(parse: Parse, verb: Token, verdict: Verdict) -> None:
    """ "The allegedly murdered man"."""
    for word in parse.dependents(verb, "advmod"):
        verdict.add_all(classes("adverbs").get(word.lower, frozenset()), word)


def is_future(parse: Parse, verb: Token) -> bool:
    """ "Will kill": a verb with a modal."""
    return any(a.tag == "MD" for a in parse.dependents(verb, "aux"))
