"""Is a trigger meant in its physical, public sense? "Coup" in a party, "attack" on a plan and "riot police" are not.

The decision rests on selectional preference: who does it, to what, with what, and what the sentence is about. Each
sense of the lexicon `events` may name a test by `needs`; the tests are in `senses`.
"""

from __future__ import annotations

from functools import cache

from rashomon.data import lexicon
from rashomon.extract.events.evidence import Surroundings, lexicon_words, names_people
from rashomon.extract.events.senses import TESTS
from rashomon.extract.events.triggers import words_of
from rashomon.extract.syntax.clause import Clause
from rashomon.model import EventType, Parse, Token
from rashomon.triggers import Candidate, Group

__all__ = ["done_to_things", "is_bloodless", "is_named_or_compound", "sense_of"]

NAME_ENTITIES = frozenset({"ORG", "WORK_OF_ART", "LAW", "PRODUCT", "FAC", "PERSON"})
FORCE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.OTHER})  # what can be meant in words only
PREPOSITIONS_OF_TARGET = ("on", "against", "at", "upon", "into")


# ---------------------------------------------------------------- names, compounds, periods


@cache
def title_phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Any word of a title -> the titles that hold it."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in lexicon("figurative")["titles"]["phrases"]:
        words = tuple(phrase.split())
        for word in dict.fromkeys(words):
            table.setdefault(word, []).append(words)
    return {word: tuple(found) for word, found in table.items()}


def is_named_or_compound(parse: Parse, candidate: Candidate) -> bool:
    """The trigger is part of a name, of a fixed phrase, of the name of a period, or only describes another noun."""
    token = parse.tokens[candidate.token]
    if _in_title_phrase(parse, token) or _in_name(parse, token) or token.lower in lexicon_words("states", "words"):
        return True
    if not candidate.nominal:
        return False
    return _describes_other_noun(parse, candidate, token) or _is_period(parse, token)


def _in_title_phrase(parse: Parse, token: Token) -> bool:
    for form in words_of(token):
        for words in title_phrases().get(form, ()):
            for shift in (n for n, word in enumerate(words) if word == form):
                first = token.index - shift
                if first < 0 or first + len(words) > len(parse.tokens):
                    continue
                run = parse.tokens[first : first + len(words)]
                same = all(t.sentence == token.sentence for t in run)
                if same and all(w in words_of(t) for t, w in zip(run, words, strict=True)):
                    return True
    return False


def _in_name(parse: Parse, token: Token) -> bool:
    """Inside a capitalised name of an organisation, a law, a book. Headlines capitalise all words: no sign there."""
    if not token.text[:1].isupper() or token.text.isupper():
        return False
    if token.tag in ("NNP", "NNPS") and _in_quoted_title(parse, token):
        return True
    if token.entity not in NAME_ENTITIES:
        return False
    neighbours = [
        parse.tokens[i]
        for i in (token.index - 1, token.index + 1)
        if 0 <= i < len(parse.tokens) and parse.tokens[i].entity == token.entity
    ]
    if not neighbours:
        return False
    words = [t for t in parse.tokens_of(parse.sentences[token.sentence]) if t.text.isalpha() and len(t.text) > 3]
    capitals = sum(t.text[0].isupper() for t in words)
    return capitals * 2 < len(words) or len(words) < 3


def _in_quoted_title(parse: Parse, token: Token) -> bool:
    """Inside quotation marks with another capitalised word beside it: the title of a book, a film, a song."""
    first = parse.sentences[token.sentence].first
    before = parse.tokens[first : token.index]
    marks = sum(t.text in {'"', "“", "”", "``", "''"} for t in before)
    if marks % 2 == 0:
        return False
    return any(t.text[:1].isupper() and t.pos in ("PROPN", "ADJ", "NOUN") for t in before[-3:])


def _describes_other_noun(parse: Parse, candidate: Candidate, token: Token) -> bool:
    """ "Protest leader", "murder charge": a modifier, unless its noun still tells of the happening."""
    if token.dep not in ("compound", "nmod", "amod", "npadvmod"):
        return False
    head = parse.head(token)
    if head.index in candidate.taken or head.index < token.index or _is_headline_verb(parse, token):
        return False
    return not any(w in lexicon_words("eventive_heads", "words") for w in words_of(head))


def _is_headline_verb(parse: Parse, token: Token) -> bool:
    """ "Gunmen Attack Hotel": a verb that the parser took for part of a name, after a plural of people."""
    if token.index == 0 or token.lower.endswith("ing") or not token.text[:1].isupper():
        return False
    before = parse.tokens[token.index - 1]
    return before.sentence == token.sentence and before.lower.endswith(("s", "men")) and names_people(before)


def _is_period(parse: Parse, token: Token) -> bool:
    """ "Since the Second World War", "post-war": the name of a time."""
    before = parse.tokens[token.index - 1] if token.index else None
    if before is not None and before.text == "-" and token.index > 1:
        return parse.tokens[token.index - 2].lower in ("post", "pre", "anti", "inter", "non", "mid")
    named = token.entity == "EVENT" or token.pos == "PROPN"
    if not named or token.dep != "pobj":
        return False
    return parse.head(token).lower in lexicon_words("periods", "prepositions")


# ---------------------------------------------------------------- senses


def sense_of(parse: Parse, candidate: Candidate, around: Surroundings) -> Group | None:
    """The first group of the lexicon whose test the clause passes; None when no sense fits."""
    if is_named_or_compound(parse, candidate):
        return None
    clause = Clause(parse, candidate, around)
    usual = candidate.usual
    if usual.type in FORCE and _is_spoken(clause, usual.needs is None):
        return None
    for group in candidate.groups:
        if group.needs is None or TESTS[group.needs](clause):
            return group
    return None


def is_bloodless(parse: Parse, candidate: Candidate, around: Surroundings) -> bool:
    """A name, a compound, or an attack in words, whatever sense its word may have."""
    if is_named_or_compound(parse, candidate):
        return True
    usual = candidate.usual
    return usual.type in FORCE and _is_spoken(Clause(parse, candidate, around), usual.needs is None)


def done_to_things(parse: Parse, candidate: Candidate, around: Surroundings) -> bool:
    """ "Killed the bill": what it is done to is neither people nor a place."""
    clause = Clause(parse, candidate, around)
    return _only_abstract(clause, clause.through("of") if candidate.nominal else clause.objects())


def _is_spoken(clause: Clause, plain_word: bool) -> bool:
    """A verbal or other bloodless one by its own words: "scathing attack", "attack on his record", "killed the bill",
    "criticised him in an assault over taxes", "led attacks on the mayor for closing the pools"."""
    if not clause.nominal and _only_abstract(clause, clause.objects()):
        return not _is_flying(clause)  # whatever weapons the talk is about
    if clause.around.weapons[clause.token.sentence]:
        return False
    if plain_word:  # "political violence" is violence; "a political attack" mostly is not
        spoken = bool(clause.modifiers() & lexicon_words("verbal", "always"))
    else:
        spoken = bool(clause.modifiers() & (lexicon_words("verbal", "adjectives") | lexicon_words("verbal", "adverbs")))
    if spoken or _amid_criticism(clause) or (clause.token.lemma == "come" and _gives_reason(clause)):
        return True
    targets = clause.through(*PREPOSITIONS_OF_TARGET) if clause.nominal else clause.objects()
    if _only_abstract(clause, targets):
        return True
    near = not clause.around.others(clause.token) if clause.nominal else clause.weight < 2 and clause.political()
    return bool(targets) and near and _gives_reason(clause)


def _is_flying(clause: Clause) -> bool:
    """ "Shells hit the market", "planes struck targets": what flies speaks no words."""
    return clause.has(clause.subjects(), "fired", "missiles") or clause.has(clause.subjects(), "fired", "flown")


def _amid_criticism(clause: Clause) -> bool:
    """ "Came under attack by activists who criticised his speeches": a word of attack beside words of criticism."""
    if clause.token.lemma not in ("attack", "assault", "fire", "hit", "onslaught", "blast", "target", "strike"):
        return False
    sentence = clause.token.sentence
    if clause.around.force[sentence] or clause.around.others(clause.token) or clause.place_given():
        return False
    definite = any(d.lower in ("the", "that", "this") for d in clause.parse.dependents(clause.token, "det"))
    return not definite and bool(clause.sentence_words() & lexicon_words("criticism", "words"))


def _only_abstract(clause: Clause, targets: tuple[Token, ...]) -> bool:
    return (
        bool(targets)
        and clause.has(targets, "abstract", "words")
        and not any(names_people(t) or clause.is_place(t) or t.entity or t.pos == "PROPN" for t in targets)
        and not any(clause.is_held(t) or (clause.nominal and t.lower == "targets") for t in targets)
    )


def _gives_reason(clause: Clause) -> bool:
    """ "For doing so", "over taxes", "as reckless": what one says against somebody, not what one does to him."""
    places = [clause.token]
    if clause.nominal:
        places += [t for p in clause.parse.dependents(clause.token, "prep") for t in clause.parse.dependents(p, "pobj")]
        places.append(clause.parse.head(clause.token))
    for place in places:
        for preposition in clause.parse.dependents(place, "prep"):
            if preposition.lower == "for" and clause.parse.dependents(preposition, "pcomp"):
                return True
            if preposition.lower in lexicon_words("verbal", "prepositions") and place.index == clause.token.index:
                return True
    return False
