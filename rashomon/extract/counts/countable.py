"""Whether a number can be the number of people of a casualty trigger: no cows, no protests, no years."""

from __future__ import annotations

from rashomon.extract.counts.groups import is_gathering, is_people, is_trade
from rashomon.extract.counts.items import Item
from rashomon.extract.syntax.wordsets import phrase_list, word_set
from rashomon.model import Field, Parse, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["countable", "is_added", "is_of_known", "is_time_or_sum"]

FORCES = 10
STRICT = frozenset({Field.PARTICIPANTS, Field.DISPLACED})  # fields whose counted noun must name people


def countable(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """True when what the number counts can be people of this trigger."""
    noun = parse.tokens[item.noun]
    if (
        is_denied(parse, item)
        or is_one_of(parse, trigger, item)
        or (trigger.field is Field.PARTICIPANTS and not says_participants(parse, trigger, item))
    ):
        return False
    if item.noun == trigger.token and noun.lemma in word_set("casualties", "happening_of_only", "words"):
        return False
    if item.noun == trigger.token:  # "one of the hostages" says nothing of how many there were
        return trigger.people != "self" or trigger.field is Field.KILLED or item.number.high != 1
    if item.noun in (item.value, trigger.second, item.first):
        return not is_time_or_sum(parse, item)
    verdict = is_people(noun)
    if is_gathering(noun):  # "five gangs" is no number of people; "a 500-strong gang" and "150 allied forces" are
        verdict = "strong" in item.number.text.lower() or is_forces(noun, item)
    if trigger.people in ("of", "total") and verdict is None and noun.pos == "NOUN":
        return trigger.field is not Field.PARTICIPANTS
    if noun.lower in word_set("counts", "back", "pronouns"):
        verdict = True  # "dozens of them"
    strict = trigger.field in STRICT and not does_as_people_do(trigger, noun)
    return verdict is True if strict else verdict is not False


def is_forces(noun: Token, item: Item) -> bool:
    """ "150 allied forces": the plural stands for soldiers where there are more than there can be armies."""
    return noun.lower == "forces" and (item.number.low or item.number.high or 0) >= FORCES


def does_as_people_do(trigger: CasualtyTrigger, noun: Token) -> bool:
    """ "2,000 dockers marched", "thousands of northerners fled": people do so, if the noun may name a trade."""
    return trigger.field in STRICT and trigger.people in ("subject", "object") and is_trade(noun)


def is_denied(parse: Parse, item: Item) -> bool:
    """ "Fourteen died, not ten": the number is named to be set aside."""
    before = parse.tokens[item.first - 1] if item.first else None
    return before is not None and before.lower == "not" and before.sentence == parse.tokens[item.first].sentence


def is_one_of(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """ "The driver was one of 28 people killed" tells who he was, not how many were killed."""
    value = parse.tokens[item.value]
    if item.number.high != 1 or item.noun == item.value:
        return False
    return value.dep in ("attr", "appos") or (value.dep == "pobj" and parse.head(value).lower == "as")


def says_participants(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """ "Three protests" counts protests; "one protester", "four of the rioters" and "shot 80 protesters" say nothing of
    how many took part."""
    if trigger.people == "of":
        return item.noun != trigger.token
    if trigger.people != "self":
        return True
    few = item.number.low is not None and item.number.low < 2
    noun = parse.tokens[item.value if item.value != item.noun else trigger.token]
    if parse.head(noun).index == trigger.token:
        noun = parse.tokens[trigger.token]
    suffered = noun.dep in ("dobj", "nsubjpass") and parse.head(noun).lemma in word_set("counts", "victims", "verbs")
    return not few and not suffered and not is_of_known(parse, item)


def is_of_known(parse: Parse, item: Item) -> bool:
    """ "Four of the rioters": some of people already spoken of."""
    last = max(t.index for t in parse.within(item.span))
    after = [t.lower for t in parse.tokens[last + 1 : last + 3]]
    return after[:1] == ["of"] and after[1:] in (["the"], ["those"], ["these"], ["them"], ["its"], ["their"])


def is_time_or_sum(parse: Parse, item: Item) -> bool:
    """A number without a noun that the parser takes for a year, a time or a sum: never people."""
    token = parse.tokens[item.value]
    year = token.entity == "DATE" and len(token.text) == 4 and token.text.isdigit()
    return year or token.entity in ("TIME", "MONEY", "PERCENT", "ORDINAL")


def is_added(parse: Parse, item: Item) -> bool:
    """ "... along with hundreds of villagers"."""
    words = tuple(t.lower for t in parse.tokens[max(0, item.first - 3) : item.first])
    return any(words[-len(phrase) :] == phrase for phrase in phrase_list("counts", "added", "phrases"))
