"""Event mentions of one sentence that go together: the unit that coreference places in a happening.

A result joins the act it results from ("a bomb exploded, killing 12"), acts of one actor in one breath join each
other, a predicate noun joins its subject ("the raid was the worst attack of the year").
"""

from __future__ import annotations

from rashomon.extract.coreference.compatibility import compare_places, compare_times
from rashomon.extract.coreference.sketches import Sketch, families_fit, tree_steps
from rashomon.extract.coreference.unit import Unit
from rashomon.model import ActorMention, Parse

__all__ = ["sentence_units"]


def sentence_units(parse: Parse, sketches: list[Sketch]) -> list[Unit]:
    """Group the mentions of each sentence; units in the order of their first mention."""
    by_sentence: dict[int, list[Sketch]] = {}
    for sketch in sketches:
        by_sentence.setdefault(sketch.mention.sentence, []).append(sketch)
    units: list[Unit] = []
    for number in sorted(by_sentence):
        units.extend(_sentence_units(parse, by_sentence[number]))
    return units


def _sentence_units(parse: Parse, sketches: list[Sketch]) -> list[Unit]:
    parent = list(range(len(sketches)))

    def top(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for i, one in enumerate(sketches):
        candidates = [
            (one.result and other.result, tree_steps(parse, one.mention.head, other.mention.head), j)
            for j, other in enumerate(sketches)
            if j != i and _goes_with(parse, one, other)
        ]  # a result goes with its act before it goes with another result
        if candidates:
            a, b = sorted((top(i), top(min(candidates)[2])))
            parent[b] = a
    groups: dict[int, Unit] = {}
    for i, sketch in enumerate(sketches):
        groups.setdefault(top(i), Unit()).parts.append(sketch)
    return [groups[i] for i in sorted(groups)]


def _goes_with(parse: Parse, one: Sketch, other: Sketch) -> bool:
    """True when two mentions of a sentence tell of one happening in the sentence's own grammar."""
    if one.group != other.group or _cannot_be_one(one, other):
        return False
    if families_fit(one.family, other.family) and _one_phrase(parse, one, other):
        return True
    if one.other != other.other and not (one.result or other.result):
        return False
    if one.result:  # the result looks for its act, not the act for its result
        if other.result:
            return not _different_victims(one, other) or _coordinated(parse, one, other)
        return families_fit("result", other.family)
    return not other.result and _one_act(parse, one, other)


def _one_phrase(parse: Parse, one: Sketch, other: Sketch) -> bool:
    """Their words make one phrase or one clause, whatever else stands with them."""
    if one.predicate and other.mention.head < one.mention.head:
        return True
    if _modifies(parse, one, other) or _is_one_of(parse, one, other):
        return True
    return _acts_through(parse, one, other) or _acts_through(parse, other, one)


def _one_act(parse: Parse, one: Sketch, other: Sketch) -> bool:
    """Two names for one act, or two acts of one actor in one breath."""
    if one.definite and other.definite and one.lemma != other.lemma and one.paragraph == other.paragraph:
        return families_fit(one.family, other.family) and bool(one.names & other.names)
    return _coordinated(parse, one, other) and _shared_people(one.actors, other.actors)


def _cannot_be_one(one: Sketch, other: Sketch) -> bool:
    if (one.years and other.years and not one.years & other.years) or other.mention.head in one.apart:
        return True
    if any(compare_places(a, b) == "apart" for a in one.places for b in other.places):
        return True
    return any(compare_times(a, b, one_text=True) == "apart" for a in one.times for b in other.times)


def _different_victims(one: Sketch, other: Sketch) -> bool:
    return bool(one.recipients and other.recipients) and not _shared_people(one.recipients, other.recipients)


def _shared_people(one: tuple[ActorMention, ...], other: tuple[ActorMention, ...]) -> bool:
    return any(a.chain == b.chain for a in one for b in other)


def _coordinated(parse: Parse, one: Sketch, other: Sketch) -> bool:
    """Joined by "and" or one the other's clause: verbs of one breath."""
    a, b = parse.tokens[one.mention.head], parse.tokens[other.mention.head]
    links = ("conj", "advcl", "xcomp", "appos", "acl", "dep")
    for low, high in ((a, b), (b, a)):
        token = low
        while token.head != token.index and token.dep in links:
            token = parse.head(token)
            if token.index == high.index:
                return True
    return False


def _modifies(parse: Parse, one: Sketch, other: Sketch) -> bool:
    """ "bombing" in "bombing attacks", "shooting" in "shooting death"."""
    a, b = parse.tokens[one.mention.head], parse.tokens[other.mention.head]
    return a.head == b.index and a.dep in ("compound", "amod", "nmod", "appos")


def _acts_through(parse: Parse, noun: Sketch, verb: Sketch) -> bool:
    """ "The bombing killed", "bombings that targeted police", "detonated a bomb": a noun and its own verb."""
    if not noun.mention.nominal or verb.mention.nominal:
        return False
    named, told = parse.tokens[noun.mention.head], parse.tokens[verb.mention.head]
    if named.dep == "pobj" and parse.head(named).lower == "of":
        holder = parse.head(parse.head(named))
        named = holder if holder.pos == "NOUN" and told.head != named.index else named
    if told.dep in ("relcl", "acl") and told.head == named.index:
        return True
    return named.dep in ("nsubj", "nsubjpass", "dobj") and named.head == told.index


def _is_one_of(parse: Parse, one: Sketch, other: Sketch) -> bool:
    """ "The attack was one of the worst attacks of the year": subject and predicate of one "be"."""
    subject, named = parse.tokens[one.mention.head], parse.tokens[other.mention.head]
    verb = parse.head(subject)
    if subject.dep != "nsubj" or verb.lemma != "be" or named.index < verb.index:
        return False
    if named.dep == "pobj" and parse.head(named).lower == "of":
        named = parse.head(parse.head(named))
    return named.dep == "attr" and named.head == verb.index
