"""Joins numbers to casualty triggers within one sentence: by syntax, then by the words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rashomon.extract.casualties import CasualtyTrigger, listed
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
JOINING = frozenset(
    {"and", "or", "/", "and/or", "nor", "been", "were", "was", "seriously", "badly", "even", "otherwise", "severely"}
)
ADDING = (
    ("along", "with"),
    ("as", "well", "as"),
    ("in", "addition", "to"),
    ("plus",),
    ("together", "with"),
    ("and", "also"),
)
NEAR = 6  # tokens between a number's noun and the trigger that the words beside may span


def join(parse: Parse, sentence: Sentence, triggers: Sequence[CasualtyTrigger], items: Sequence[Item]) -> list[Link]:
    """The links of one sentence, in order of the numbers; at most one per number and field."""
    links: list[Link] = []
    others = {trigger.token for trigger in triggers}
    triggers = [as_total(parse, trigger) or trigger for trigger in triggers]
    for trigger in triggers:
        found = [k for k in by_syntax(parse, trigger, items) if not owned_by_other(parse, k, triggers)]
        beside = just_before(parse, trigger, items, others)
        if beside is not None and (bare(beside, trigger) or all(link.item is not beside for link in found)):
            found = [Link(beside, trigger)]
        links.extend(found)
    links.extend(added(parse, items, links))
    linked = {(link.item.first, link.trigger.field) for link in links}
    busy = {link.item.first for link in links}
    for trigger in triggers:
        if any(link.trigger is trigger for link in links) and not trigger.total:
            continue
        for item in by_neighbours(parse, sentence, trigger, triggers, items):
            if item.first not in busy and (item.first, trigger.field) not in linked:
                links.append(Link(item, trigger))
                busy.add(item.first)
    links = [link for link in links if not states_neither(parse, link.trigger, triggers, items)]
    return sorted(one_per_field(parse, links), key=lambda link: (link.item.first, link.trigger.token))


def as_total(parse: Parse, trigger: CasualtyTrigger) -> CasualtyTrigger | None:
    """ "The number of people killed has risen to 37": the number is said of "number", not of "killed"."""
    if trigger.total or trigger.people not in ("object", "state", "of", "subject"):
        return None
    token = parse.tokens[trigger.token]
    for above in (token, *parse.ancestors(token)[:4]):
        if above.lemma not in ("number", "total") or above.pos != "NOUN":
            continue
        if any(t.tag == "CD" for t in parse.dependents(above)) or not any(
            d.lower == "the" for d in parse.dependents(above, "det")
        ):
            return None
        return replace(trigger, token=above.index, people="total", total=True, second=trigger.token)
    return None


def just_before(parse: Parse, trigger: CasualtyTrigger, items: Sequence[Item], others: set[int]) -> Item | None:
    """The number right before a trigger: it is the trigger's, whatever the parse says ("and thousands more wounded")."""
    if trigger.people not in ("object", "subject", "state"):
        return None
    before = [item for item in items if item.last < trigger.token]
    if not before or not leads_to(parse, before[-1], trigger, others - {trigger.token}):
        return None
    return before[-1] if countable(parse, trigger, before[-1]) else None


def owned_by_other(parse: Parse, link: Link, triggers: Sequence[CasualtyTrigger]) -> bool:
    """ "127 dead and 155 wounded": the 155 has a word for harm of its own, and is no part of the dead."""
    if link.trigger.field not in HARM:
        return False
    return any(
        other.field in HARM
        and other.field is not link.trigger.field
        and (link.item.noun == other.token or (link.item.noun == link.item.value and link.item.last == other.token - 1))
        for other in triggers
    )


def bare(item: Item, trigger: CasualtyTrigger) -> bool:
    """ "33 bodies and 100 wounded": a number without a noun right before a trigger is its only one."""
    return item.noun == item.value and item.last == trigger.token - 1


def added(parse: Parse, items: Sequence[Item], links: Sequence[Link]) -> list[Link]:
    """ "... along with hundreds of villagers": a number added to one that is joined already."""
    found: list[Link] = []
    for before, item in zip(items, items[1:], strict=False):
        if any(link.item is item for link in links):
            continue
        words = tuple(t.lower for t in parse.tokens[max(0, item.first - 3) : item.first])
        if not any(words[-len(opener) :] == opener for opener in ADDING):
            continue
        found.extend(Link(item, k.trigger) for k in links if k.item is before and countable(parse, k.trigger, item))
    return found


def one_per_field(parse: Parse, links: list[Link]) -> list[Link]:
    """Drop second links of a number for the same field, and "killed or injured", which states neither."""
    kept: dict[tuple[int, Field], Link] = {}
    for link in sorted(links, key=lambda f: (f.item.first, abs(f.trigger.token - f.item.noun), f.trigger.token)):
        kept.setdefault((link.item.first, link.trigger.field), link)
    fields: dict[int, list[Link]] = {}
    for link in kept.values():
        fields.setdefault(link.item.first, []).append(link)
    result: list[Link] = []
    for every in fields.values():
        found = [k for k in every if k.trigger.people != "self"] or every
        harmed = [link for link in found if link.trigger.field in HARM]
        both = len(harmed) > 1 and joined(parse, harmed[0].trigger, harmed[1].trigger)
        result.extend(link for link in found if not (both and link in harmed))
    return result


def states_neither(
    parse: Parse, trigger: CasualtyTrigger, triggers: Sequence[CasualtyTrigger], items: Sequence[Item]
) -> bool:
    """True for both words of "killed or injured", where the second has no number of its own."""
    if trigger.field not in HARM:
        return False
    starts = {item.first for item in items}
    for other in triggers:
        if other.field in HARM and other.field is not trigger.field and joined(parse, trigger, other):
            first, second = sorted((trigger.token, other.token))
            numbered = any(index in starts for index in range(first + 1, second + 1))
            if not numbered and not any(index in starts for index in range(second + 1, second + 3)):
                return True
            if not numbered and trigger.people == "object" and other.people == "object":
                return True
    return False


def joined(parse: Parse, one: CasualtyTrigger, other: CasualtyTrigger) -> bool:
    """True for "killed or injured", "dead and wounded": only such words between them as keep one number for both."""
    first, second = sorted((one.token, other.token))
    between = [t.lower for t in parse.tokens[first + 1 : second]]
    return (
        0 < len(between) <= 3
        and between[0] in ("and", "or", "/", "and/or", "nor")
        and all(w in JOINING for w in between)
    )


# ---------------------------------------------------------------- by syntax


def by_syntax(parse: Parse, trigger: CasualtyTrigger, items: Sequence[Item]) -> list[Link]:
    """Numbers in the noun phrases that hold the trigger's people."""
    heads = {t.index: t for t in expand(parse, holders(parse, trigger))}
    found: list[Link] = []
    for item in items:
        beside = trigger.people in ("object", "state") and item.noun == trigger.token
        if not beside and not ({item.noun, item.value} & heads.keys()):
            continue
        if countable(parse, trigger, item) and not other_state(parse, trigger, item):
            found.append(Link(item, trigger))
    return found


def countable(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """True when what the number counts can be people of this trigger."""
    noun = parse.tokens[item.noun]
    value = parse.tokens[item.value]
    if item.number.high == 1 and item.noun != item.value and value.dep in ("attr", "appos"):
        return False  # "the driver was one of 28 people killed"
    if trigger.field is Field.PARTICIPANTS and not says_participants(parse, trigger, item):
        return False
    if item.noun == trigger.token and noun.lemma in listed("happening_of_only", "words"):
        return False
    if item.noun in (item.value, trigger.token, trigger.second) or noun.index == parse.tokens[item.first].index:
        return noun.index == trigger.token or not followed_by_thing(parse, item)
    verdict = is_people(noun)
    if is_gathering(noun):  # "five gangs" is no number of people, "a 500-strong gang" is one
        verdict = "strong" in item.number.text.lower()
    if trigger.people in ("of", "total") and verdict is None and noun.pos == "NOUN":
        return trigger.field is not Field.PARTICIPANTS
    return verdict is True if trigger.field in STRICT else verdict is not False


def says_participants(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """ "three protests" counts protests; "one protester" and "four of the rioters" say nothing of how many there were."""
    if trigger.people == "of":
        return item.noun != trigger.token
    if trigger.people == "self":
        few = item.number.low is not None and item.number.low < 2
        return not few and not of_known(parse, item)
    return True


def of_known(parse: Parse, item: Item) -> bool:
    """ "four of the rioters": some of people already spoken of."""
    last = max(t.index for t in parse.within(item.span))
    after = [t.lower for t in parse.tokens[last + 1 : last + 3]]
    return after[:1] == ["of"] and after[1:] in (["the"], ["those"], ["these"], ["them"], ["its"], ["their"])


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
            return [before[-1]] if countable(parse, trigger, before[-1]) else []
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
    """ "The death toll rose to 43", "a toll of 40", "death toll: 12", "brought to 43 the number of dead", and the figure
    it is set against."""
    noun = parse.tokens[item.noun]
    if item.noun != item.value and is_people(noun) is False:
        return False
    if 0 < trigger.token - item.last <= 2 and parse.tokens[item.first - 1].lower == "to":
        return True
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
        said = verb_of_total(between) or predicate_of(parse, trigger, item)
        return said and not any(w.text in (";", "(", ".") for w in between)
    return False


def predicate_of(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """The number stands in the predicate of the toll, over whatever clause is put between."""
    verb = parse.head(parse.tokens[trigger.token])
    for above in parse.ancestors(parse.tokens[item.value]):
        if above.index == verb.index:
            return True
        if above.pos in ("VERB", "AUX") and above.lemma not in TOTAL_VERBS:
            return False
    return False


def verb_of_total(between: Sequence[Token]) -> bool:
    """Only verbs that a toll is said with stand between, or a noun for another figure ("the official estimate of")."""
    verbs = [w for w in between if w.pos == "VERB"]
    return all(w.lemma in TOTAL_VERBS or w.tag in ("VBN", "VBG") for w in verbs) or any(
        w.lemma in ESTIMATES for w in between
    )
