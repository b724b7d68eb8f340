"""Words that judge a happening wherever they are used of it: "the massacre", "a cowardly attack", "an act of war".

No verb of calling is needed: whoever speaks there calls it so. The words are in the lexicon `labels`, section
`judging`. Left out are names, laws and programmes ("Revolution Square", "terrorism charges", "war on terror"), and what
is only feared, planned or forbidden.
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.extract.responsibility.findings import CaseDesk
from rashomon.extract.responsibility.label_words import Called, listed
from rashomon.extract.syntax.clauses import agent_of, complement, is_negated, is_passive, patient_of, subject_of
from rashomon.extract.syntax.phrases import whole_word
from rashomon.model import Modality, Parse, Stance, Token

__all__ = ["judgements"]

TOLD = frozenset({Modality.ACTUAL, Modality.POSSIBLE})
MODIFIERS = frozenset({"amod", "compound", "nmod", "advmod", "npadvmod"})
NO_ONE = frozenset({"any", "every", "each", "another", "what", "which", "more", "future", "further"})
ACTS = frozenset({"act", "crime", "campaign", "wave", "pattern", "violation", "breach", "spate", "reign", "incident"})
GOVERNED = 3  # nouns and verbs above a word that may say that it is only feared, charged or forbidden


def judgements(desk: CaseDesk) -> Iterator[Called]:
    """All words that judge a happening, in text order; calling verbs and plain predications are not looked at."""
    for token in desk.parse.tokens:
        if token.pos in {"NOUN", "PROPN"}:
            yield from _noun(desk, token)
        elif token.pos == "VERB" and token.lemma in listed("judging", "verbs"):
            event = desk.by_head.get(token.index)
            if event is not None and event.modality in TOLD:
                yield Called(token.index, token.index, token, token, None, Stance.ASSERTS, token, own=True)


def _noun(desk: CaseDesk, noun: Token) -> Iterator[Called]:
    parse = desk.parse
    first, last = _bounds(parse, noun)
    mass = noun.lemma in listed("judging", "mass")
    own = desk.by_head.get(noun.index) or next((desk.by_head[i] for i in range(first, last) if i in desk.by_head), None)
    judged = _judges(parse, noun, first, own is not None)
    if not judged or noun.index in desk.actors or _is_name(parse, noun) or _modifies(desk, noun):
        return
    act = _act(parse, noun)
    top = act if act is not None else noun
    stance, claimant = _asked(desk, top)
    if stance is None:
        if own is not None and own.modality not in TOLD:
            return
        if desk.modality(top, nominal=True) not in TOLD or _governed(parse, top):
            return
        if own is None and mass and act is None and not _definite(parse, noun):
            return
    if act is not None:
        first = _bounds(parse, act)[0]
    called = stance or Stance.ASSERTS
    yield Called(first, last, noun, noun if own is not None else None, claimant, called, noun, own=True)


def _judges(parse: Parse, noun: Token, first: int, told: bool) -> bool:
    """Whether the noun judges by itself, with the noun before it, or by an adjective on a word for a deed."""
    before = parse.tokens[noun.index - 1] if noun.index else noun
    if noun.lemma in listed("judging", "nouns") | listed("judging", "mass"):
        return True
    if f"{before.lower} {noun.lemma}" in listed("judging", "phrases"):
        return True
    if noun.lemma in {"war", "violence", "hate", "cowardice", "piracy"} and _act(parse, noun) is not None:
        return True
    modifiers = {t.lower for t in parse.tokens[first : noun.index]}
    if noun.lemma in listed("judging", "protests") and "violent" in modifiers:
        return True
    deed = told or noun.lemma in listed("judging", "deeds")
    return deed and bool(modifiers & listed("judging", "adjectives"))


def _bounds(parse: Parse, noun: Token) -> tuple[int, int]:
    """The noun with the lower-case modifiers right before it: "senseless act", no names, numbers or articles."""
    first = noun.index
    for token in reversed(parse.tokens[max(0, noun.index - 7) : noun.index]):
        joined = token.text == "-" or (token.text in {",", "and"} and parse.tokens[token.index - 1].pos == "ADJ")
        if token.sentence != noun.sentence or not (joined or (token.dep in MODIFIERS and not token.text[0].isupper())):
            break
        first = token.index
    while first < noun.index and _begins_no_label(parse.tokens[first]):
        first += 1
    return whole_word(parse, first), noun.index


def _begins_no_label(token: Token) -> bool:
    return token.pos in {"PUNCT", "CCONJ", "NUM"} or token.tag == "JJS" or token.lower in listed("judging", "counted")


def _act(parse: Parse, noun: Token) -> Token | None:
    """ "an act of [terrorism]", "a violation of [the law]"."""
    above = parse.head(parse.head(noun))
    return above if noun.dep == "pobj" and parse.head(noun).lower == "of" and above.lemma in ACTS else None


def _is_name(parse: Parse, noun: Token) -> bool:
    """Capital letters within a sentence: a name, a title or a headline in capitals."""
    before = parse.tokens[noun.index - 1] if noun.index else noun
    after = parse.tokens[noun.index + 1 : noun.index + 2]
    first = noun.index == parse.sentence_of(noun).first
    if noun.text[0].isupper() and not first:
        return True
    return bool(first and after and after[0].text[:1].isupper()) or (before.text == "-" and noun.pos == "PROPN")


def _modifies(desk: CaseDesk, noun: Token) -> bool:
    """ "coup leader", "terrorism charges", "massacre victims": part of another word's phrase."""
    after = desk.parse.tokens[noun.index + 1 : noun.index + 3]
    if noun.dep in {"compound", "nmod", "amod"} or (noun.dep == "poss" and noun.lemma != "aggression"):
        return True
    return len(after) == 2 and after[0].text == "-" and after[0].start == noun.end


def _definite(parse: Parse, noun: Token) -> bool:
    return any(t.dep in {"det", "poss"} and t.lower not in NO_ONE for t in parse.dependents(noun, "det", "poss"))


def _governed(parse: Parse, noun: Token) -> bool:
    """Words above or right before that say it is nobody's judgement of what happened: fear, law, charge, film."""
    if any(t.lower in NO_ONE | {"no"} for t in parse.dependents(noun, "det", "amod")):
        return True
    below, above = noun, parse.ancestors(noun)[:GOVERNED]
    if any(t.lower in {"against", "on"} and parse.head(t).lemma in {"war", "fight", "battle"} for t in above[:1]):
        return True
    for token in above:
        if token.lemma in listed("judging", "generic") and below.dep not in {"nsubj", "nsubjpass", "advcl", "conj"}:
            return True
        below = token
    return False


def _asked(desk: CaseDesk, noun: Token) -> tuple[Stance | None, Token | str | None]:
    """Whether the word is only weighed: "whether it was", "ruled out", "investigated as", "charged with", "was not"."""
    parse, above = desk.parse, desk.parse.head(noun)
    verb = next((a for a in (above, *parse.ancestors(above)[:2]) if a.pos in {"VERB", "AUX"}), above)
    who = agent_of(parse, verb) if is_passive(parse, verb) else subject_of(parse, verb)
    if noun.dep == "pobj" and above.lower == "as" and verb.lemma in listed("judging", "weigh"):
        return Stance.DOUBTS, who or "UNNAMED"
    if noun.dep == "pobj" and above.lower in {"of", "with"} and verb.lemma in listed("judging", "charge"):
        charged = verb.pos != "VERB" or (desk.modality(verb) in TOLD and not is_negated(parse, verb))
        return (Stance.ACCUSES, who or "UNNAMED") if charged else (None, None)
    if noun.dep == "pobj" and parse.head(above).lower == "guilty" and is_negated(parse, parse.head(above)):
        return Stance.DENIES, who or "UNNAMED"
    if verb.lemma == "rule" and noun.dep in {"dobj", "nsubjpass"}:
        return (Stance.DOUBTS if is_negated(parse, verb) else Stance.DENIES), who
    return (_predicated(desk, verb), None) if noun.dep == "attr" and verb.lemma == "be" else (None, None)


def _predicated(desk: CaseDesk, verb: Token) -> Stance | None:
    """ "whether the blast was ...", "the blast was not ..."; None where it is plainly said."""
    parse = desk.parse
    subject = patient_of(parse, verb) or subject_of(parse, verb)
    if subject is None or not _is_happening(desk, subject):
        return None
    if any(t.lower in {"whether", "if"} for t in parse.dependents(verb, "mark")):
        return Stance.DOUBTS
    return Stance.DENIES if is_negated(parse, verb) else None


def _is_happening(desk: CaseDesk, subject: Token) -> bool:
    vague = subject.lower in {"it", "this", "that", "they", "these", "what", "which"}
    inside = complement(desk.parse, (subject,), frozenset({"in", "of"}))
    return vague or desk.deed_in(subject) is not None or desk.deed_in(inside) is not None
