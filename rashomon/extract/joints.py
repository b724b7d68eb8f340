"""Joins numbers to casualty triggers within one sentence: by syntax, then by the words beside them."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extract.casualties import CasualtyTrigger
from rashomon.extract.groups import is_gathering, is_people
from rashomon.extract.holders import expand, holders
from rashomon.extract.items import Item, Link
from rashomon.model import Field, Parse, Sentence, Token

__all__ = ["join"]

HARM = frozenset({Field.KILLED, Field.INJURED})
STRICT = frozenset({Field.PARTICIPANTS, Field.DISPLACED})  # fields whose counted noun must name people
BREAKS = frozenset({";", ":", ".", "?", "!", "(", ")", "—", "–", "--"})
# What may stand between the number's noun and a trigger to its right: "12 people were later confirmed dead".
PASSED = frozenset({"AUX", "ADV", "PART", "DET", "ADJ", "NOUN", "PROPN", "PRON"})
PASSED_VERBS = frozenset(
    {
        "confirm",
        "report",
        "fear",
        "believe",
        "leave",
        "find",
        "say",
        "know",
        "presume",
        "get",
        "list",
        "declare",
        "pronounce",
        "go",
        "think",
        "have",
        "be",
        "reportedly",
        "shoot",
        "remain",
    }
)
TOTAL_VERBS = frozenset({"rise", "stand", "climb", "reach", "be", "pass", "exceed", "hit", "increase", "jump", "grow", "go", "bring", "put", "top", "surpass", "mount", "soar", "surge", "number", "come",
                         "revise", "raise", "update", "swell", "total", "set", "announce", "report", "give", "believe", "estimate", "include", "say", "fear", "expect", "near", "approach", "move", "now", "have", "lower", "fall", "drop", "cross", "run", "place", "confirm", "introduce"})  # fmt: skip
ESTIMATES = frozenset({"estimate", "figure", "number", "count", "tally", "toll", "total", "claim"})
NEAR = 6  # tokens between a number's noun and the trigger that the words beside may span


def join(parse: Parse, sentence: Sentence, triggers: Sequence[CasualtyTrigger], items: Sequence[Item]) -> list[Link]:
    """The links of one sentence, in order of the numbers; at most one per number and field."""
    links: list[Link] = []
    for trigger in triggers:
        links.extend(by_syntax(parse, trigger, items))
    linked = {(link.item.first, link.trigger.field) for link in links}
    busy = {link.item.first for link in links}
    for trigger in triggers:
        if any(link.trigger is trigger for link in links) and not trigger.total:
            continue
        for item in by_neighbours(parse, sentence, trigger, triggers, items):
            if item.first not in busy and (item.first, trigger.field) not in linked:
                links.append(Link(item, trigger))
                busy.add(item.first)
    return sorted(one_per_field(parse, links), key=lambda link: (link.item.first, link.trigger.token))


def one_per_field(parse: Parse, links: list[Link]) -> list[Link]:
    """Drop second links of a number for the same field, and "killed or injured", which states neither."""
    kept: dict[tuple[int, Field], Link] = {}
    for link in sorted(links, key=lambda f: (f.item.first, abs(f.trigger.token - f.item.noun), f.trigger.token)):
        kept.setdefault((link.item.first, link.trigger.field), link)
    fields: dict[int, list[Link]] = {}
    for link in kept.values():
        fields.setdefault(link.item.first, []).append(link)
    result: list[Link] = []
    for found in fields.values():
        harmed = [link for link in found if link.trigger.field in HARM]
        both = len(harmed) > 1 and joined(parse, harmed[0].trigger, harmed[1].trigger)
        result.extend(link for link in found if not (both and link in harmed))
    return result


def joined(parse: Parse, one: CasualtyTrigger, other: CasualtyTrigger) -> bool:
    """True for "killed or injured", "dead and wounded": only such words between them as keep one number for both."""
    first, second = sorted((one.token, other.token))
    return second - first <= 4 and all(t.pos not in ("NUM", "NOUN") for t in parse.tokens[first + 1 : second])


# ---------------------------------------------------------------- by syntax


def by_syntax(parse: Parse, trigger: CasualtyTrigger, items: Sequence[Item]) -> list[Link]:
    """Numbers in the noun phrases that hold the trigger's people."""
    heads = {t.index: t for t in expand(parse, holders(parse, trigger))}
    found: list[Link] = []
    for item in items:
        if not ({item.noun, item.value} & heads.keys()):
            continue
        if countable(parse, trigger, item) and not other_state(parse, trigger, item):
            found.append(Link(item, trigger))
    return found


def countable(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """True when what the number counts can be people of this trigger."""
    noun = parse.tokens[item.noun]
    if item.noun in (item.value, trigger.token, trigger.second) or noun.index == parse.tokens[item.first].index:
        return noun.index == trigger.token or not followed_by_thing(parse, item)
    verdict = is_people(noun)
    if verdict is None and is_gathering(noun):
        verdict = True
    if trigger.people in ("of", "total") and verdict is None and noun.pos == "NOUN":
        return trigger.field is not Field.PARTICIPANTS
    return verdict is True if trigger.field in STRICT else verdict is not False


def followed_by_thing(parse: Parse, item: Item) -> bool:
    """A number without a noun before words that make it a time or a sum: never people."""
    token = parse.tokens[item.value]
    year = token.entity == "DATE" and len(token.text) == 4 and token.text.isdigit()
    return year or token.entity in ("TIME", "MONEY", "PERCENT", "ORDINAL")


def other_state(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """ "12 dead and 40 wounded": the second number has a word of its own beside it."""
    after = parse.tokens[item.last + 1] if item.last + 1 < len(parse.tokens) else None
    if after is None or after.index == trigger.token or after.sentence != parse.tokens[trigger.token].sentence:
        return False
    return (
        after.lower in ("dead", "wounded", "injured", "missing", "hurt", "lifeless", "killed", "arrested", "detained")
        and after.tag in ("VBN", "VBD", "JJ", "NN", "NNS")
        and item.last < trigger.token - 1
        if trigger.token > item.last
        else after.lower in ("wounded", "injured", "missing", "hurt", "dead", "lifeless") and item.noun == item.value
    )


# ---------------------------------------------------------------- by the words beside


def by_neighbours(
    parse: Parse,
    sentence: Sentence,
    trigger: CasualtyTrigger,
    triggers: Sequence[CasualtyTrigger],
    items: Sequence[Item],
) -> list[Item]:
    """Numbers beside a trigger that the parse did not join: "22 killed, 60 injured", "killing at least 12"."""
    if trigger.total:
        return [item for item in items if follows_total(parse, trigger, item)]
    others = {t.token for t in triggers if t.token != trigger.token}
    before = [item for item in items if item.last < trigger.token or item.noun == trigger.token]
    after = [item for item in items if item.first > trigger.token]
    token = parse.tokens[trigger.token]
    if trigger.people == "of":
        if before and before[-1].noun == trigger.token:
            return [before[-1]]
        if after and 0 < after[0].first - trigger.token <= 3 and parse.tokens[after[0].first - 1].lower in ("of", "by"):
            return [after[0]] if countable(parse, trigger, after[0]) else []
        return []
    if before and leads_to(parse, before[-1], trigger, others) and countable(parse, trigger, before[-1]):
        return [before[-1]]
    if trigger.people == "object" and after and token.tag != "JJ" and governs(parse, trigger, after[0], others):
        return [after[0]] if countable(parse, trigger, after[0]) else []
    return []


def leads_to(parse: Parse, item: Item, trigger: CasualtyTrigger, others: set[int]) -> bool:
    """Only light words between a number's noun and a trigger to its right."""
    between = parse.tokens[item.last + 1 : trigger.token]
    if len(between) > NEAR or item.last >= trigger.token:
        return False
    token = parse.tokens[trigger.token]
    if token.tag in ("VBG",) or (trigger.people == "object" and has_object(parse, token)):
        return False
    for word in between:
        if word.index in others or word.text in BREAKS or word.text == ",":
            return False
        if word.pos == "VERB" and word.lemma not in PASSED_VERBS:
            return False
        if word.pos not in PASSED and word.pos != "VERB":
            return False
        if word.pos in ("NOUN", "PROPN") and is_people(word) is False:
            return False
    return True


def has_object(parse: Parse, token: Token) -> bool:
    return bool(parse.dependents(token, "dobj")) and token.tag != "VBN"


def governs(parse: Parse, trigger: CasualtyTrigger, item: Item, others: set[int]) -> bool:
    """An active verb right before the number: "killing at least 12"."""
    between = parse.tokens[trigger.token + 1 : item.first]
    if parse.dependents(parse.tokens[trigger.token], "auxpass"):
        return False
    return len(between) <= 2 and all(
        w.pos in ("ADV", "DET", "PART", "ADP")
        and w.lower not in ("in", "on", "by", "at", "after", "since", "for", "from", "with", "to", "of", "near")
        and w.index not in others
        for w in between
    )


def follows_total(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """ "The death toll rose to 43", "a toll of 40", "death toll: 12", and the figure it is set against."""
    noun = parse.tokens[item.noun]
    if item.noun != item.value and is_people(noun) is False:
        return False
    if followed_by_thing(parse, item) or item.first < trigger.token:
        return False
    before = parse.tokens[item.first - 1]
    if before.lower in (
        "of",
        "to",
        "at",
        "reached",
        "is",
        "was",
        "be",
        "above",
        "past",
        "passed",
        "exceeded",
        "exceeds",
        "topped",
        "hit",
        "surpassed",
        "from",
        ":",
        "including",
        "stands",
        "as",
        "be",
        "stood",
        "crossed",
    ):
        between = parse.tokens[trigger.token + 1 : item.first]
        return verb_of_total(between) and not any(w.text in (";", "(", ".") for w in between)
    return False


def verb_of_total(between: Sequence[Token]) -> bool:
    """Only verbs that a toll is said with stand between, or a noun for another figure ("the official estimate of")."""
    verbs = [w for w in between if w.pos == "VERB"]
    return all(w.lemma in TOTAL_VERBS or w.tag in ("VBN", "VBG") for w in verbs) or any(
        w.lemma in ESTIMATES for w in between
    )
