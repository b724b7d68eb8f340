"""Whom "he", "she", "they", "it" and "who" stand for: a small resolver that says nothing when it is not clear.

Recency, subjecthood and agreement in gender and number decide; weights were set by reading news texts. Relative
pronouns follow the parse. A pronoun inside a quotation never stands for its speaker, who would say "I".
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.actors.entities import bodies
from rashomon.model import Parse, Token

__all__ = ["Candidate", "antecedent", "gender_of", "resolve"]

REACH = {"he": 3, "she": 3, "him": 2, "her": 2, "himself": 1, "herself": 1, "they": 2, "them": 1, "it": 1}
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "pobj", "dative"})
CLEAR = 0.5  # by how much "they" must fit one antecedent better than any other, found by reading news texts
LIKELY = 3.0  # by how much a suspect comes before whoever else "he" may be, for a deed
SPOKEN_OF = 2.0  # by how much whom a quotation names falls behind who gave it, for "he" and "she" after it
BODY_KINDS = frozenset(
    {"organisation", "state", "government", "rebel", "military", "party", "media", "police", "group"}
)
FORCES = frozenset({"rebel", "military", "state", "government", "group", "police", "party"})  # who seizes and raids
SPEECH = frozenset(
    ["say", "claim", "deny", "accuse", "blame", "announce", "condemn", "warn", "insist", "add", "report"]
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that a later pronoun may stand for. `entity` numbers its chain."""

    head: Token
    entity: int
    kind: str
    gender: str
    plural: bool
    named: bool


@cache
def _genders() -> dict[str, str]:
    words = lexicon("actors")
    return dict.fromkeys(words["gender"]["m"], "m") | dict.fromkeys(words["gender"]["f"], "f")


def gender_of(head: Token, name: str, title: tuple[str, ...]) -> str:
    """ "m", "f" or "" from the noun, the title or the given name."""
    words = lexicon("actors")
    for word in title:
        if word in words["titles"]["m"]:
            return "m"
        if word in words["titles"]["f"]:
            return "f"
    if name:
        return _given_names().get(name.split(maxsplit=1)[0].lower(), "")
    return _genders().get(head.lemma, "")


@cache
def _given_names() -> dict[str, str]:
    names = lexicon("actors")["given_names"]
    return dict.fromkeys(names["m"].split(), "m") | dict.fromkeys(names["f"].split(), "f")


def antecedent(parse: Parse, token: Token, heads: Collection[int]) -> int | None:
    """The token index of the actor that a relative pronoun stands for; None where it stands for no actor."""
    clause = next((a for a in (token, *parse.ancestors(token)) if a.dep == "relcl"), None)
    if clause is None or clause.head > token.index:
        return None
    noun = parse.head(clause)
    comma = parse.tokens[token.index - 1].text == ","
    if comma and token.lower in {"which", "who"}:
        noun = _beyond_apposition(parse, noun, heads)
    return noun.index if noun.index in heads else _inner_head(parse, noun, heads)


def _beyond_apposition(parse: Parse, noun: Token, heads: Collection[int]) -> Token:
    """ "X, a rival of Y, which ...": a clause after a closed apposition speaks of X, not of Y inside it."""
    for above in parse.ancestors(noun):
        if above.dep == "appos" and above.pos == "NOUN":
            before = parse.head(above)
            return _last_before(parse, before, above, heads) or before
        if above.pos in {"VERB", "AUX"}:
            break
    return noun


def _last_before(parse: Parse, host: Token, apposition: Token, heads: Collection[int]) -> Token | None:
    """The actor that an apposition explains: the parser often hangs it on a noun above ("the nature of X, a rival")."""
    if host.index in heads:
        return host
    start = min(t.index for t in parse.subtree(apposition))
    inside = [
        t for t in parse.subtree(host) if t.index < start and t.index in heads and t.dep in {"pobj", "conj", "poss"}
    ]
    return inside[-1] if inside else None


def _inner_head(parse: Parse, noun: Token, heads: Collection[int]) -> int | None:
    """ "hundreds of men who": the noun counted stands in the "of" phrase."""
    for of in parse.dependents(noun, "prep"):
        for thing in parse.dependents(of, "pobj"):
            if of.lower == "of" and thing.index in heads:
                return thing.index
    return None


def resolve(parse: Parse, token: Token, candidates: list[Candidate], quoted: frozenset[int]) -> int | None:
    """The entity that a personal pronoun stands for, or None."""
    word = token.lower
    if word not in REACH:
        return None
    wilful = word == "it" and _it_does(parse, token)
    if word == "it" and not (wilful or _it_acts(parse, token)):
        return _reported(parse, token, candidates)
    if word == "them" and _counted_of(parse, token):
        return _those_before(token, candidates)
    reach = REACH[word]
    speaker = _speaker(parse, token) if token.index in quoted else None
    spoken_of = _described(parse, token)
    barred = {c.entity for c in candidates if c.head.index in {speaker, spoken_of}}
    barred |= _spoke_before(parse, token, candidates, quoted)
    best: tuple[float, int] | None = None
    chosen, rivals = None, []
    outside = word in {"he", "she"} and token.index not in quoted
    spoken = _spoken_between(parse, token, quoted) if outside else 0
    for order, candidate in enumerate(candidates):
        distance = token.sentence - candidate.head.sentence
        if distance > spoken and candidate.head.index not in quoted:
            distance -= spoken  # speech in between is as nothing for whoever spoke
        if distance > reach or candidate.entity in barred or not _agrees(word, candidate):
            continue
        if word == "they" and _is_unlike(parse, token, candidate):
            continue
        if wilful and candidate.kind not in FORCES:
            continue
        if _same_clause(parse, token, candidate.head) or _leaves_quotation(token, candidate.head, quoted):
            continue
        named_in_speech = SPOKEN_OF if outside and candidate.head.index in quoted else 0.0
        likely = LIKELY if _is_likely(parse, token, candidate) else 0.0
        likely -= LIKELY if _tells_of_victim(parse, token, candidate) else 0.0
        likely += SPOKEN_OF if _says_so_himself(parse, token, candidate) else 0.0
        score = (_score(parse, token, candidate, distance) - named_in_speech + likely, order)
        rivals.append((score[0], candidate.entity))
        if best is None or score > best:
            best, chosen = score, candidate
    if chosen is None or best is None:
        return None
    if word in {"they", "them"} and any(e != chosen.entity and best[0] - value < CLEAR for value, e in rivals):
        return None
    return chosen.entity


def _is_likely(parse: Parse, token: Token, candidate: Candidate) -> bool:
    """ "Guards shot the suspect when he began firing": of such deeds "he" is the suspect told in the same sentence."""
    words = lexicon("actors")["unlike"]
    verb = parse.head(token)
    near = token.sentence == candidate.head.sentence and candidate.head.lemma in words["doers"]
    begun = [verb, *(c for c in parse.dependents(verb, "xcomp") if verb.lemma in {"begin", "start"})]
    return near and token.dep == "nsubj" and any(v.lemma in words["deeds"] + words["shots"] for v in begun)


def _says_so_himself(parse: Parse, token: Token, candidate: Candidate) -> bool:
    """ "Lind said that Orun told them he would leave": of two who speak "he" is the nearer."""
    speaking = parse.head(parse.head(token))
    verbs = lexicon("actors")["voices"]["verbs"]
    if token.dep not in SUBJECTS or parse.head(token).dep != "ccomp" or speaking.lemma not in verbs:
        return False
    outer = (a for a in parse.ancestors(speaking) if a.index != speaking.index)
    told = any(a.lemma in verbs and parse.dependents(a, "nsubj") for a in outer)
    return told and candidate.head.dep == "nsubj" and candidate.head.head == speaking.index


def _tells_of_victim(parse: Parse, token: Token, candidate: Candidate) -> bool:
    """ "Lind said that guards warned the man before he was shot": whoever tells it was hardly the one."""
    verb = parse.head(token)
    words = lexicon("actors")["unlike"]
    if token.dep != "nsubjpass" or verb.lemma not in words["deeds"] + words["shots"]:
        return False
    said = parse.head(candidate.head)
    return (
        candidate.head.dep == "nsubj"
        and said.lemma in SPEECH
        and any(a.index == said.index for a in parse.ancestors(verb))
    )


def _is_unlike(parse: Parse, token: Token, candidate: Candidate) -> bool:
    """ "Officials knew of both men before they attacked": those who tell of such deeds do not do them."""
    verb = parse.head(token)
    words = lexicon("actors")["unlike"]
    unarmed = verb.lemma in words["shots"] and candidate.kind != "police"
    told = verb.lemma in words["deeds"] or unarmed
    return token.dep == "nsubj" and told and candidate.head.lemma in words["tellers"]


def _spoken_between(parse: Parse, token: Token, quoted: frozenset[int]) -> int:
    """How many sentences right before a word's own stand in quotation marks from end to end."""
    number = token.sentence - 1
    while number >= 0:
        sentence = parse.sentences[number]
        words = [i for i in range(sentence.first, sentence.last + 1) if parse.tokens[i].pos != "PUNCT"]
        if not all(i in quoted for i in words):
            break
        number -= 1
    return token.sentence - 1 - number


def _counted_of(parse: Parse, token: Token) -> bool:
    """ "two of them": some of those just told."""
    of = parse.head(token)
    counter = parse.head(of)
    return token.dep == "pobj" and of.lower == "of" and (counter.pos in {"NUM", "DET"} or of.index - 1 == counter.index)


def _those_before(token: Token, candidates: list[Candidate]) -> int | None:
    """The last plural of the same sentence, of the one before where there is none; nobody where there is none."""
    plural = [c for c in candidates if c.plural and 0 <= token.sentence - c.head.sentence <= 1]
    people = [c for c in plural if c.head.lemma not in {"police"}]
    return people[-1].entity if people else None


def _score(parse: Parse, token: Token, candidate: Candidate, distance: int) -> float:
    score = -1.5 * distance
    if candidate.head.dep in SUBJECTS:
        score += 2.0 if token.dep in SUBJECTS else 1.0
    elif candidate.head.dep in OBJECTS:
        score += 0.3
    elif candidate.head.dep == "poss":  # "Novak's party was banned, and he fled"
        owns_subject = distance == 0 and parse.head(candidate.head).dep in SUBJECTS and token.dep in SUBJECTS
        score += 2.0 if owns_subject else 0.2
    score += 0.5 * candidate.named + 1.5 * bool(candidate.gender)
    if parse.sentences[candidate.head.sentence].paragraph != parse.sentences[token.sentence].paragraph:
        score -= 0.5
    return score


def _agrees(word: str, candidate: Candidate) -> bool:
    if word in {"he", "him", "himself"}:
        return _one_person(candidate) and candidate.gender != "f"
    if word in {"she", "her", "herself"}:
        return _one_person(candidate) and candidate.gender != "m"
    if word in {"they", "them"}:
        return candidate.plural or _many(candidate)
    return not candidate.plural and candidate.kind in BODY_KINDS and (candidate.named or _is_body(candidate))


def _many(candidate: Candidate) -> bool:
    """A body that "they" can stand for: police, an army, an armed group; no state and no single person."""
    if candidate.kind not in {"rebel", "police", "military", "group"} or candidate.gender:
        return False
    return candidate.named or _is_body(candidate)


def _is_body(candidate: Candidate) -> bool:
    return candidate.head.lemma in bodies()


def _leaves_quotation(token: Token, other: Token, quoted: frozenset[int]) -> bool:
    """Words around a quotation do not refer to somebody who is named only inside it, in the same sentence."""
    return token.index not in quoted and other.index in quoted and token.sentence == other.sentence


def _one_person(candidate: Candidate) -> bool:
    if candidate.plural or candidate.kind in {"state", "organisation", "party"}:
        return False
    if candidate.kind == "person":
        return True
    return (
        not candidate.named
        and candidate.head.tag == "NN"
        and candidate.head.lemma not in lexicon("actors")["bodies"]["nouns"]
    )


def _it_acts(parse: Parse, token: Token) -> bool:
    """Only an "it" that speaks is surely an actor: "it said", "it claimed responsibility"."""
    verb = parse.head(token)
    return (
        token.dep == "nsubj" and verb.lemma in SPEECH and not any(c.dep == "nsubjpass" for c in parse.dependents(verb))
    )


def _it_does(parse: Parse, token: Token) -> bool:
    """ "It has seized the town", "it launched a raid": deeds that only a body does, of its own will."""
    verb = parse.head(token)
    by_itself = token.dep == "nsubj" and verb.dep != "ccomp" and not parse.dependents(verb, "auxpass")
    return by_itself and verb.lemma in lexicon("actors")["unlike"]["wilful"]


def _reported(parse: Parse, token: Token, candidates: list[Candidate]) -> int | None:
    """ "The group denied that it was behind it": in reported speech "it" is the body that speaks."""
    verb = parse.head(token)
    above = parse.head(verb)
    if token.dep not in SUBJECTS or verb.dep != "ccomp" or above.lemma not in lexicon("actors")["voices"]["verbs"]:
        return None
    subjects = {t.index for t in parse.dependents(above, "nsubj")}
    found = [c for c in candidates if c.head.index in subjects and _agrees("it", c)]
    return found[-1].entity if found else None


def _same_clause(parse: Parse, token: Token, other: Token) -> bool:
    """An object cannot be its own verb's subject, nor a subject its possessor's thing ("him" in "he hit him")."""
    if token.lower.endswith("self"):
        return False
    verb, theirs = _verb(parse, token), _verb(parse, other)
    return verb == theirs and token.dep != "poss" and other.dep != "poss" and token.index != other.index


def _verb(parse: Parse, token: Token) -> int:
    while token.head != token.index and token.pos not in {"VERB", "AUX"}:
        token = parse.head(token)
    return token.index


def _described(parse: Parse, token: Token) -> int:
    """ "two men who they say are suspects": they are not the two men. The head of the noun described, else -1."""
    for above in parse.ancestors(token):
        if above.dep == "relcl":
            inside = parse.tokens[above.head + 1 : token.index]
            return above.head if any(t.lower in {"who", "whom", "which", "that"} for t in inside[-2:]) else -1
    return -1


def _spoke_before(parse: Parse, token: Token, candidates: list[Candidate], quoted: frozenset[int]) -> frozenset[int]:
    """Whose quotation goes on here: " "...," X said. "He ..." " is X speaking of somebody else."""
    if token.index not in quoted or token.sentence == 0:
        return frozenset()
    before = parse.sentences[token.sentence - 1]
    if before.paragraph != parse.sentences[token.sentence].paragraph:
        return frozenset()
    inside = [i for i in range(before.first, before.last + 1) if i in quoted]
    verbs = lexicon("actors")["voices"]["verbs"]
    return frozenset(
        c.entity
        for c in candidates
        if inside
        and c.head.sentence == token.sentence - 1
        and c.head.dep == "nsubj"
        and c.head.index not in quoted
        and parse.head(c.head).lemma in verbs
    )


def _speaker(parse: Parse, token: Token) -> int | None:
    """The subject of the verb of saying that governs a quoted word."""
    for above in parse.ancestors(token):
        if above.pos == "VERB":
            for subject in parse.dependents(above, "nsubj"):
                if above.lemma in lexicon("actors")["voices"]["verbs"] and subject.index != token.index:
                    return subject.index
    return None
