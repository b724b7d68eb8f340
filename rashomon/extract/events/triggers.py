"""Words that may tell of a happening: the lexicon `events` and where its words stand in a text.

This stage only finds candidates. Whether a word is meant in its physical sense is for `figurative` to say,
whether it happened for `modality`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.syntax.inflection import verb_forms
from rashomon.model import EventType, Parse, Span, Token
from rashomon.triggers import Candidate, Group

__all__ = ["find_candidates", "words_of"]

GAP = 3  # words that may stand between the parts of a verb phrase ("took three soldiers hostage")
CLAUSE_ENDS = frozenset({".", ";", ":", "?", "!", ",", "(", ")", "--", "—", "–", '"', "“", "”"})
DOING = frozenset({"police", "military", "terrorist", "artillery"})  # "police raided" is no police raid
FILLERS = frozenset({"the", "a", "an", "their", "his", "her", "its"})


@dataclass(frozen=True, slots=True)
class Tables:
    """The lexicon by first word."""

    verbs: dict[str, tuple[Group, ...]]
    nouns: dict[str, tuple[Group, ...]]
    verb_phrases: dict[str, tuple[tuple[tuple[str, ...], Group], ...]]
    noun_phrases: dict[str, tuple[tuple[tuple[str, ...], Group], ...]]


@cache
def tables() -> Tables:
    single: dict[str, dict[str, list[Group]]] = {"verbs": {}, "nouns": {}}
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Group]]]] = {"verb_phrases": {}, "noun_phrases": {}}
    for entry in lexicon("events")["group"]:
        group = Group(
            EventType(entry["type"]),
            entry.get("mode"),
            entry.get("needs"),
            entry.get("of"),
            bool(entry.get("mutual", False)),
        )
        for kind, table in single.items():
            for word in entry.get(kind, ()):
                table.setdefault(word, []).append(group)
        for kind, longer in phrases.items():
            for words in entry.get(kind, ()):
                parts = tuple(w for w in words.split() if w != "~")
                longer.setdefault(parts[0], []).append((parts, group))
    by_length = {
        kind: {word: tuple(sorted(found, key=lambda f: -len(f[0]))) for word, found in table.items()}
        for kind, table in phrases.items()
    }
    return Tables(
        {word: tuple(groups) for word, groups in single["verbs"].items()},
        {word: tuple(groups) for word, groups in single["nouns"].items()},
        by_length["verb_phrases"],
        by_length["noun_phrases"],
    )


@cache
def inflected() -> dict[str, str]:
    """Inflected form -> lemma, for verbs of the lexicon: taggers fail on headlines and upper case."""
    found = tables()
    return verb_forms(sorted({*found.verbs, *found.verb_phrases}))


@cache
def plurals() -> dict[str, str]:
    words = {word for parts in tables().noun_phrases.values() for phrase, _ in parts for word in phrase}
    return {plural(word): word for word in sorted(words | set(tables().nouns))}


def plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


def words_of(token: Token) -> tuple[str, ...]:
    """The forms under which a token may stand in a lexicon: its lemma, the word itself, its singular."""
    lower = token.lower
    singular = plurals().get(lower)
    return (token.lemma, lower) if singular is None else (token.lemma, lower, singular)


def is_verbal(token: Token) -> bool:
    """A verb by its tag; or a word in -ed or -ing where the tagger took it for a name or an adjective."""
    if token.pos == "VERB" or (token.tag.startswith("VB") and token.pos != "NOUN"):
        return True
    return token.pos in ("PROPN", "ADJ") and token.lower.endswith(("ed", "ing")) and token.lower in inflected()


def is_nominal(token: Token) -> bool:
    return token.pos in ("NOUN", "PROPN") or token.tag in ("NN", "NNS", "NNP", "NNPS")


def find_candidates(parse: Parse) -> tuple[Candidate, ...]:
    """All candidates in order; a token is part of at most one, and longer phrases win."""
    found: list[Candidate] = []
    taken: set[int] = set()
    for token in parse.tokens:
        if token.index in taken:
            continue
        candidate = _noun_phrase(parse, token) or _verb_phrase(parse, token) or _single(parse, token)
        if candidate is not None and not taken.intersection(candidate.taken):
            found.append(candidate)
            taken.update(candidate.taken)
    return tuple(found)


def _noun_phrase(parse: Parse, token: Token) -> Candidate | None:
    options = [o for form in words_of(token) for o in tables().noun_phrases.get(form, ())]
    last = parse.sentences[token.sentence].last
    best: tuple[tuple[str, ...], Group] | None = None
    groups: list[Group] = []
    for words, group in options:
        if token.index + len(words) - 1 > last or (best is not None and len(words) < len(best[0])):
            continue
        run = parse.tokens[token.index : token.index + len(words)]
        told = words[0] in DOING and run[-1].tag in ("VBD", "VBN") and run[-1].lower != words[-1]
        if not told and all(word in words_of(t) for t, word in zip(run, words, strict=True)):
            if best is None or len(words) > len(best[0]):
                best, groups = (words, group), []
            groups.append(group)
    if best is None:
        return None
    run = parse.tokens[token.index : token.index + len(best[0])]
    head = _head_of_run(parse, run)
    return Candidate(
        head.index,
        Span(run[0].start, run[-1].end),
        tuple(t.index for t in run),
        tuple(dict.fromkeys(groups)),
        True,
    )


def _head_of_run(parse: Parse, run: tuple[Token, ...]) -> Token:
    """The token of a run whose head lies outside it; the last one when the parse disagrees."""
    inside = {t.index for t in run}
    outer = [t for t in run if t.head not in inside or t.head == t.index]
    return outer[0] if len(outer) == 1 and is_nominal(outer[0]) else run[-1]


def _verb_phrase(parse: Parse, token: Token) -> Candidate | None:
    lemma = inflected().get(token.lower, token.lemma)
    options = tables().verb_phrases.get(token.lemma, ()) or tables().verb_phrases.get(lemma, ())
    verbal = is_verbal(token) or token.tag.startswith("VB")
    if not options or not verbal or _is_gerund_noun(parse, token):
        return None
    for words in dict.fromkeys(words for words, _ in options):
        run = _follow(parse, token, words[1:])
        if run is None:
            continue
        last = run[-1] if run else token.index
        close = last - token.index == len(run)
        span = Span(token.start, parse.tokens[last].end if close else token.end)
        groups = tuple(group for same, group in options if same == words)
        return Candidate(token.index, span, (token.index, *run), groups, False)
    return None


def _follow(parse: Parse, token: Token, words: tuple[str, ...]) -> tuple[int, ...] | None:
    """Indexes of the words that complete a verb phrase, within the clause."""
    last = parse.sentences[token.sentence].last
    position, run = token.index, []
    for word in words:
        for ahead in range(position + 1, min(last, position + 1 + GAP) + 1):
            here = parse.tokens[ahead]
            if here.text in CLAUSE_ENDS or (here.pos == "VERB" and word not in words_of(here)):
                return None
            if word in words_of(here):
                run.append(ahead)
                position = ahead
                break
        else:
            return None
    return tuple(run)


def _single(parse: Parse, token: Token) -> Candidate | None:
    span = Span(token.start, token.end)
    if is_verbal(token) and not _is_gerund_noun(parse, token):
        groups = tables().verbs.get(token.lemma) or tables().verbs.get(inflected().get(token.lower, ""))
        if groups:
            return Candidate(token.index, span, (token.index,), groups, False)
    if is_nominal(token) or (token.tag == "VBG" and not parse.dependents(token, "dobj")):
        forms = (token.lower, *words_of(token)) if is_nominal(token) else (token.lower,)  # "struggling" is no struggle
        for form in dict.fromkeys(forms):
            groups = tables().nouns.get(form)
            if groups:
                return Candidate(token.index, span, (token.index,), groups, True)
    return None


def _is_gerund_noun(parse: Parse, token: Token) -> bool:
    """ "Fighting broke out", "the bombing": a gerund in the place of a noun, without an object of its own."""
    if token.tag != "VBG" or token.lower not in tables().nouns or parse.dependents(token, "dobj", "nsubj"):
        return False
    if any(t.dep in ("det", "poss") for t in parse.dependents(token)):
        return True
    return token.dep in ("nsubj", "nsubjpass", "pobj", "attr") or (
        token.dep == "dobj" and parse.head(token).pos == "VERB"
    )
