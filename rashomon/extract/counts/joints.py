"""Joins numbers to casualty triggers within one sentence: by syntax, then by the words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rashomon.extract.counts.countable import countable, is_added
from rashomon.extract.counts.groups import is_gathering, is_people
from rashomon.extract.counts.holders import expand, holders
from rashomon.extract.counts.items import Item, Link
from rashomon.extract.counts.parts import opens
from rashomon.extract.counts.totals import as_total, follows_total
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Field, Parse, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["join"]

HARM = frozenset({Field.KILLED, Field.INJURED})
BREAKS = frozenset({",", ";", ":", ".", "?", "!", "(", ")", "—", "–", "--"})
# Parts of speech that may stand between the number's noun and a trigger: "12 people were later confirmed dead".
PASSED = frozenset({"AUX", "ADV", "PART", "DET", "ADJ", "NOUN", "PROPN", "PRON"})
ASIDES = frozenset({",", "-", "–", "—", "--", "(", ")"})
STATE_TAGS = frozenset({"VBN", "VBD", "JJ", "NN", "NNS"})
NEAR = 6  # tokens between a number's noun and the trigger that the words beside may span

Triggers = Sequence[CasualtyTrigger]


def join(parse: Parse, triggers: Triggers, items: Sequence[Item]) -> list[Link]:
    """The links of one sentence, in order of the numbers; at most one per number and field."""
    tokens = frozenset(trigger.token for trigger in triggers)
    triggers = [as_total(parse, trigger) or trigger for trigger in triggers]
    links: list[Link] = []
    for trigger in triggers:
        links.extend(links_of(parse, trigger, triggers, items, tokens))
    links.extend(added(parse, items, links, triggers))
    links.extend(wholes(parse, items, links))
    busy = {link.item.first for link in links}
    for trigger in triggers:
        if any(link.trigger is trigger for link in links) and not trigger.total:
            continue
        for item in by_neighbours(parse, trigger, items, tokens - {trigger.token}):
            if item.first not in busy and not is_of_other_total(trigger, item, triggers):
                links.append(Link(item, trigger))
                busy.add(item.first)
    links = [link for link in links if not states_neither(parse, link.trigger, triggers, items)]
    return sorted(one_per_field(links), key=lambda link: (link.item.first, link.trigger.token))


def links_of(
    parse: Parse, trigger: CasualtyTrigger, triggers: Triggers, items: Sequence[Item], tokens: frozenset[int]
) -> list[Link]:
    """The numbers that the syntax gives a trigger; one right before the trigger goes before what the parse says."""
    found = [k for k in by_syntax(parse, trigger, items) if not owned_by_other(k, triggers)]
    beside = just_before(parse, trigger, items, tokens - {trigger.token})
    if beside is None:
        return found
    bare = beside.noun == beside.value and beside.last == trigger.token - 1  # "33 bodies and 100 wounded"
    if bare or all(link.item is not beside for link in found):
        return [Link(beside, trigger)]
    return found


def is_of_other_total(trigger: CasualtyTrigger, item: Item, triggers: Triggers) -> bool:
    """ "The death toll is five, the number of injured is nine": the nine belong to the nearer total."""
    return trigger.total and any(
        other.total and other.field is not trigger.field and trigger.token < other.token < item.first
        for other in triggers
    )


def added(parse: Parse, items: Sequence[Item], links: Sequence[Link], triggers: Triggers) -> list[Link]:
    """Numbers added to people who are told of already: "18 soldiers dead, along with hundreds of villagers"; "the
    minister was killed, along with five guards"."""
    found: list[Link] = []
    for position, item in enumerate(items):
        found.extend(beside_named(parse, item, links, triggers))
        if not is_added(parse, item) or any(link.item is item for link in links):
            continue
        before = items[position - 1] if position else None
        same = [link.trigger for link in links if link.item is before]
        told = [t for t in triggers if t.token < item.first and t.people in ("object", "subject", "state")]
        found.extend(Link(item, t) for t in same or told[-1:] if countable(parse, t, item))
    return found


def beside_named(parse: Parse, item: Item, links: Sequence[Link], triggers: Triggers) -> list[Link]:
    """ "The deaths of Mara Lind, the ambassador, and three other diplomats": others beside somebody named, whom the
    parser joins to something else."""
    words = [t.lower for t in parse.tokens[item.first : item.last + 1]]
    before = parse.tokens[item.first - 1].lower if item.first else ""
    if before != "and" or not {"other", "others"} & set(words) or any(link.item is item for link in links):
        return []
    deed = next((t for t in reversed(triggers) if t.token < item.first), None)
    if deed is None or deed.people != "of" or deed.token + 2 >= item.first:
        return []
    between = parse.tokens[deed.token + 1 : item.first - 1]
    named = between[0].lower == "of" and any(t.entity == "PERSON" for t in between)
    plain = all(t.pos not in ("VERB", "AUX", "SCONJ") and t.text not in BREAKS - {","} for t in between)
    return [Link(item, deed)] if named and plain and countable(parse, deed, item) else []


def wholes(parse: Parse, items: Sequence[Item], links: Sequence[Link]) -> list[Link]:
    """The number before "including", where only the number after it was joined: "39 people, including 27 foreigners,
    were dead"."""
    found: list[Link] = []
    for before, item in pairwise(items):
        if opens(parse, item) and is_aside(parse, before, item) and all(link.item is not before for link in links):
            same = [link.trigger for link in links if link.item is item and link.trigger.token > item.last]
            found.extend(Link(before, t) for t in same if countable(parse, t, before))
    return found


# ---------------------------------------------------------------- which of several


def owned_by_other(link: Link, triggers: Triggers) -> bool:
    """ "127 dead and 155 wounded": the 155 has a word for harm of its own, and is no part of the dead."""
    item, field = link.item, link.trigger.field
    if field not in HARM:
        return False
    return any(
        other.field in HARM
        and other.field is not field
        and (item.noun == other.token or (item.noun == item.value and item.last == other.token - 1))
        for other in triggers
    )


def one_per_field(links: list[Link]) -> list[Link]:
    """Drop second links of a number for the same field, and people nouns beside a word that tells what happened."""
    kept: dict[tuple[int, Field], Link] = {}
    for link in sorted(links, key=lambda f: (f.item.first, abs(f.trigger.token - f.item.noun), f.trigger.token)):
        kept.setdefault((link.item.first, link.trigger.field), link)
    told = {link.item.first for link in kept.values() if link.trigger.people != "self"}
    return [link for link in kept.values() if link.trigger.people != "self" or link.item.first not in told]


def states_neither(parse: Parse, trigger: CasualtyTrigger, triggers: Triggers, items: Sequence[Item]) -> bool:
    """True for both words of "killed or injured", where the second has no number of its own; also of "killed or
    jailed"."""
    starts = {item.first for item in items}
    for other in triggers:
        if other.field is trigger.field or not joined(parse, trigger, other):
            continue
        if {trigger.field, other.field} - HARM and not alternative(parse, trigger, other):
            continue
        first, second = sorted((trigger.token, other.token))
        if any(index in starts for index in range(first + 1, second + 1)):
            continue
        followed = any(index in starts for index in (second + 1, second + 2))
        if not followed or trigger.people == other.people == "object":
            return True
    return False


def alternative(parse: Parse, one: CasualtyTrigger, other: CasualtyTrigger) -> bool:
    """ "Killed or jailed": nothing but "or" between two verbs."""
    first, second = sorted((one.token, other.token))
    return second == first + 2 and parse.tokens[first + 1].lower == "or"


def joined(parse: Parse, one: CasualtyTrigger, other: CasualtyTrigger) -> bool:
    """True for "killed or injured", "dead and wounded": only such words between them as keep one number for both."""
    first, second = sorted((one.token, other.token))
    between = [t.lower for t in parse.tokens[first + 1 : second]]
    if not 0 < len(between) <= 3 or between[0] not in word_set("counts", "both", "first"):
        return False
    return all(word in word_set("counts", "both", "words") for word in between)


# ---------------------------------------------------------------- by syntax


def by_syntax(parse: Parse, trigger: CasualtyTrigger, items: Sequence[Item]) -> list[Link]:
    """Numbers in the noun phrases that hold the trigger's people."""
    heads = {t.index for t in expand(parse, holders(parse, trigger))}
    found: list[Link] = []
    for item in items:
        beside = trigger.people in ("object", "state") and item.noun == trigger.token
        if is_joined_to(parse, trigger, item) or (not beside and not ({item.noun, item.value} & heads)):
            continue
        if countable(parse, trigger, item) and not other_state(parse, trigger, item):
            found.append(Link(item, trigger))
    return found


def is_joined_to(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """ "Five were hurt in a rampage in Arvik and 15 in a bombing": the 15 are none of the rampage."""
    value = parse.tokens[item.value]
    bare = trigger.people == "of" and item.noun == item.value
    return bare and value.dep == "conj" and value.head == trigger.token


def other_state(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """ "12 dead and 40 wounded": the number has another word for what happened right after it."""
    if item.last + 1 >= len(parse.tokens):
        return False
    after = parse.tokens[item.last + 1]
    if after.index == trigger.token or after.sentence != parse.tokens[trigger.token].sentence:
        return False
    if after.lower not in word_set("numbers", "states", "words") or parse.dependents(after, "dobj"):
        return False
    if trigger.token > item.last:
        return after.tag in STATE_TAGS and item.last < trigger.token - 1
    return item.noun == item.value


# ---------------------------------------------------------------- by the words beside


def just_before(parse: Parse, trigger: CasualtyTrigger, items: Sequence[Item], others: frozenset[int]) -> Item | None:
    """The number right before a trigger: it is the trigger's, whatever the parse says ("thousands more wounded"). What
    stands in brackets or between dashes is passed over ("several others - including five soldiers - injured")."""
    before = [item for item in items if item.last < trigger.token]
    if not before or trigger.people not in ("object", "subject", "state"):
        return None
    nearest, end = before[-1], trigger.token
    if len(before) > 1 and opens(parse, nearest) and is_aside(parse, before[-2], nearest):
        closing = [t.index for t in parse.tokens[nearest.last + 1 : end] if t.text in ASIDES]
        if closing:
            between = parse.tokens[closing[-1] + 1 : end]
            light = all(word.index not in others and is_light(word) for word in between)
            return before[-2] if light and countable(parse, trigger, before[-2]) else None
    fits = leads_to(parse, nearest, trigger, others) and countable(parse, trigger, nearest)
    return nearest if fits and not is_within_one(parse, nearest, trigger) else None


def is_within_one(parse: Parse, item: Item, trigger: CasualtyTrigger) -> bool:
    """ "A suspect in the killings of two guards was arrested": the number is said of one person."""
    for noun in parse.dependents(parse.tokens[trigger.token], "nsubj", "nsubjpass"):
        single = noun.tag == "NN" and is_people(noun) is True and not is_gathering(noun)
        single = single and noun.lower not in word_set("counts", "several_in_one", "words")
        if single and noun.index < item.first and item.noun != noun.index:
            return any(t.index == item.noun for t in parse.subtree(noun))
    return False


def is_aside(parse: Parse, whole: Item, part: Item) -> bool:
    """Nothing but a dash, comma or bracket and "including" between two numbers."""
    between = parse.tokens[whole.last + 1 : part.first]
    return len(between) <= 4 and bool(between) and (between[0].text in ASIDES or between[0].lower == "including")


def by_neighbours(parse: Parse, trigger: CasualtyTrigger, items: Sequence[Item], others: frozenset[int]) -> list[Item]:
    """Numbers beside a trigger that the parse did not join: "killing at least 12", "deaths: 12"."""
    if trigger.total:
        return [item for item in items if follows_total(parse, trigger, item)]
    before = [item for item in items if item.last < trigger.token or item.noun == trigger.token]
    after = [item for item in items if item.first > trigger.token]
    found: Item | None = None
    if trigger.people == "of":
        if before and before[-1].noun == trigger.token:
            found = before[-1]
        elif after and is_headline_verb(parse, trigger, after[0]):
            found = after[0]
        elif after and 0 < after[0].first - trigger.token <= 3:
            ties = ("of", "by", "to") if trigger.field is Field.INJURED else ("of", "by")
            found = after[0] if parse.tokens[after[0].first - 1].lower in ties else None
        elif after and is_set_off(parse, trigger, after[0]):
            found = after[0]
    elif trigger.people == "object" and after and parse.tokens[trigger.token].tag != "JJ":
        found = after[0] if governs(parse, trigger, after[0], others) else None
    return [found] if found is not None and countable(parse, trigger, found) else []


def is_headline_verb(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """ "Norland police arrest 21": a verb that the parser takes for a noun after police."""
    word, before = parse.tokens[trigger.token], parse.tokens[trigger.token - 1] if trigger.token else None
    if word.tag != "NN" or word.index + 1 != item.first or parse.dependents(word, "det", "poss"):
        return False
    return before is not None and before.sentence == word.sentence and before.lower in ("police", "troops", "forces")


def is_set_off(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """ "The killing in the capital of 21 men", "the arrest last month of two men": nothing but a place or a time stands
    between a happening and its people."""
    between = parse.tokens[trigger.token + 1 : item.first]
    if not 2 < len(between) <= NEAR or between[0].lower == "of" or between[-1].lower != "of":
        return False
    if between[0].pos != "ADP" and between[0].entity not in ("DATE", "TIME"):
        return False
    return all(t.pos in ("PROPN", "DET", "NUM") or t.entity in ("DATE", "TIME", "GPE", "LOC") for t in between[1:-1])


def leads_to(parse: Parse, item: Item, trigger: CasualtyTrigger, others: frozenset[int]) -> bool:
    """Only light words between a number's noun and a trigger to its right."""
    between = parse.tokens[item.last + 1 : trigger.token]
    token = parse.tokens[trigger.token]
    had = any(t.lemma == "have" for t in parse.dependents(token, "aux")) and not parse.dependents(token, "auxpass")
    active = trigger.people == "object" and (token.tag != "VBN" or had) and parse.dependents(token, "dobj")
    if len(between) > NEAR or item.last >= trigger.token or token.tag == "VBG" or active:
        return False
    return all(word.index not in others and is_light(word) for word in between)


def is_light(word: Token) -> bool:
    """A word that may stand between people and what happened to them."""
    if word.pos == "VERB":
        return word.lemma in word_set("counts", "passed", "verbs")
    if word.pos in ("NOUN", "PROPN") and is_people(word) is False:
        return False
    return word.pos in PASSED and word.text not in BREAKS


def governs(parse: Parse, trigger: CasualtyTrigger, item: Item, others: frozenset[int]) -> bool:
    """An active verb right before the number: "killing at least 12"."""
    between = parse.tokens[trigger.token + 1 : item.first]
    if len(between) > 1 and between[0].lower.endswith(("self", "selves")) and between[1].lower == "and":
        between = between[2:]  # "killed himself and four others"
    if len(between) > 2 or parse.dependents(parse.tokens[trigger.token], "auxpass"):
        return False
    return all(word.pos in ("ADV", "DET", "PART") and word.index not in others for word in between)
