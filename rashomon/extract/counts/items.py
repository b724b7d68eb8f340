"""What is counted: numbers with their nouns, and single people without a number ("a boy")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rashomon.extract.counts.groups import is_gathering, is_people, is_trade
from rashomon.extract.counts.holders import expand, holders
from rashomon.extract.counts.numerals import read_quantity, table
from rashomon.extract.counts.wounded import is_year_old
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Field, Number, NumberMention, Parse, PassageKind, Reading, Span, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["Item", "Link", "group_words", "number_item", "one_person", "single_item"]

ARTICLES = frozenset({"a", "an", "another"})
SINGULAR_FIELDS = frozenset({Field.KILLED, Field.INJURED, Field.MISSING, Field.DETAINED, Field.KIDNAPPED})
LONGEST_GROUP = 8  # tokens


@dataclass(frozen=True, slots=True)
class Item:
    """A number in a sentence, or one person without a number.

    `first` and `last` are token indexes of the number's first word and of the counted noun; `value` is the token
    that carries the number in the syntax, `noun` what it counts (the number itself where nothing is named).
    """

    span: Span
    number: Number
    first: int
    last: int
    value: int
    noun: int


@dataclass(frozen=True, slots=True)
class Link:
    """A number and the word that says what happened to the people."""

    item: Item
    trigger: CasualtyTrigger


def number_item(parse: Parse, mention: NumberMention) -> Item:
    """The item of a number mention."""
    inside = parse.within(mention.span)
    first, last = inside[0].index, inside[-1].index
    outside = [t for t in inside if t.head < first or t.head > last or t.head == t.index]
    carrying = [t for t in outside if t.pos in ("NUM", "NOUN") or t.tag == "CD"] or outside or [inside[-1]]
    return Item(mention.span, mention.number, first, max(last, mention.head), carrying[-1].index, mention.head)


def one_person(reading: Reading, triggers: Iterable[CasualtyTrigger], links: Iterable[Link]) -> list[Link]:
    """One unnamed person that something happened to: "a boy was killed", "a woman and her two children"."""
    parse = reading.parse
    linked = {index for link in links for index in (link.item.noun, link.item.value)}
    found: list[Link] = []
    seen: set[tuple[int, Field]] = set()
    for trigger in triggers:
        if trigger.field not in SINGULAR_FIELDS or trigger.people not in ("object", "subject", "state", "of"):
            continue
        described = parse.tokens[trigger.token].dep == "amod"  # "an injured tourist" tells of no injuring
        for held in () if described else expand(parse, holders(parse, trigger)):
            noun = meant(parse, trigger, held)
            if (
                is_apposition(parse, noun)
                or noun.index in linked
                or noun.index == trigger.token
                or (noun.index, trigger.field) in seen
            ):
                continue
            item = single_item(reading, noun)
            if item is None:
                continue
            seen.add((noun.index, trigger.field))
            found.append(Link(item, trigger))
    return found


def single_item(reading: Reading, noun: Token) -> Item | None:
    """The item of one unnamed person: "a boy", "another young man"; None for any other noun."""
    start = _one(reading, noun)
    if start is None:
        return None
    span = Span(start.start, noun.end)
    number = Number(1, 1, False, reading.quote(span))
    return Item(span, number, start.index, noun.index, noun.index, noun.index)


def meant(parse: Parse, trigger: CasualtyTrigger, noun: Token) -> Token:
    """ "Hit a soldier with a car, killing him": the object of the verb that the pronoun takes up, within its clause."""
    token = parse.tokens[trigger.token]
    if noun.lower not in ("him", "her") or token.dep != "advcl" or token.tag != "VBG" or noun.head != token.index:
        return noun
    return next(iter(parse.dependents(parse.head(token), "dobj")), noun)


def is_apposition(parse: Parse, noun: Token) -> bool:
    """ "Anna Novak, a teacher and a mother": the words say more of somebody who is named. "A boy, a girl and a man" are
    three, as long as none of the words is one that a person also is."""
    last = noun
    while noun.dep == "conj":
        noun = parse.head(noun)
    if noun.dep != "appos":
        return False
    listed = [parse.head(noun), noun, *parse.dependents(noun, "conj")]
    unnamed = all(
        ((t.tag == "NN" or is_national(t)) and any(d.lower in ARTICLES for d in parse.dependents(t, "det")))
        or ((t.tag == "NNS" or is_national(t)) and t in (listed[0], listed[-1]) and parse.dependents(t, "nummod"))
        for t in listed
    )
    also = any(t.lower in word_set("counts", "several_in_one", "also") for t in listed)
    also = also and not parse.dependents(listed[-1], "nummod")  # "a guard, a crew member and ten tourists"
    if parse.dependents(listed[0], "nummod") and parse.dependents(noun, "nummod") and last is not noun:
        return False  # "two Canadians, six Finns and a nurse"
    return len(listed) < 3 or last not in listed or not unnamed or also


def _one(reading: Reading, noun: Token) -> Token | None:
    """The first word of "a boy", "another young man"; None unless the noun is one unnamed person."""
    parse = reading.parse
    aged = is_year_old(parse, noun)
    of_deed = noun.dep == "pobj" and parse.head(noun).lower == "of" and noun.lower == "another"
    if (noun.dep in ("nsubj", "nsubjpass", "dobj") or of_deed) and (
        noun.lower == "another" or noun.lower in table("ordinals")
    ):
        return _one_more(parse, noun)
    if (
        (noun.tag != "NN" and not aged and not is_national(noun))
        or (is_people(noun) is not True and not aged and not is_joined_trade(parse, noun))
        or is_gathering(noun)
        or noun.lower in word_set("counts", "several_in_one", "words")
    ):
        return None
    joined = [t for t in parse.dependents(noun, "conj") if t.tag == "NN" and is_people(t) is not False]
    if any(not parse.dependents(t, "det", "poss", "amod") for t in joined):
        return None  # "a father and son": two
    determiners = parse.dependents(noun, "det", "poss", "nummod")
    if determiners:
        owners = [t for t in parse.dependents(noun, "poss") if t.tag == "NN"]  # "a judge's son", "another woman's baby"
        before = [*determiners[:1], *(d for owner in owners[:1] for d in parse.dependents(owner, "det"))]
        return next((t for t in before if t.lower in ARTICLES), None)
    passage = reading.passages[parse.sentences[noun.sentence].passage]
    if passage.kind != PassageKind.HEADLINE:
        return None
    left = [t for t in parse.subtree(noun) if t.index <= noun.index]
    return left[0] if left else noun


def is_national(noun: Token) -> bool:
    """ "A Malaysian", "an American": a name of a people that stands for one of them."""
    return noun.entity == "NORP" and noun.pos in ("PROPN", "ADJ") and noun.tag in ("NNP", "NNPS", "JJ")


def is_joined_trade(parse: Parse, noun: Token) -> bool:
    """ "A pilot and a budding painter": a noun in -er beside one that names a person."""
    return noun.dep == "conj" and is_trade(noun) and is_people(noun) is None and is_people(parse.head(noun)) is True


def _one_more(parse: Parse, noun: Token) -> Token | None:
    """ "Another died on the way", "four were killed and a fifth was hurt": one more; not a share of them."""
    if noun.lower == "another":
        return noun if not noun.index or parse.tokens[noun.index - 1].lower not in ("one", "yet") else None
    article = next((d for d in parse.dependents(noun, "det") if d.lower == "a"), None)
    sentence = parse.sentence_of(noun)
    start = parse.sentences[max(0, sentence.index - 1)].first
    before = [read_quantity(parse.tokens, i) for i in range(start, noun.index)]
    told = any(q is not None and q.low == table("ordinals")[noun.lower] - 1 for q in before)
    return article if told and len(parse.dependents(noun)) == 1 else None


def group_words(reading: Reading, item: Item) -> str | None:
    """The words for whom the number counts, without number and bare "people": "ethnic Uzbeks", "police officers"."""
    parse = reading.parse
    noun = parse.tokens[item.noun]
    if (
        noun.lower in word_set("counts", "group", "states")
        and noun.index > item.first
        and parse.tokens[noun.index - 1].start >= item.span.end
    ):
        noun = parse.tokens[noun.index - 1]  # "one Palestinian dead"
    if item.noun == item.value and item.number.text != reading.quote(Span(parse.tokens[item.first].start, noun.end)):
        return None
    if noun.pos not in ("NOUN", "PROPN", "ADJ") or (noun.index <= item.last and item.span.end >= noun.end):
        return None
    after = next((t for t in parse.tokens[item.first : noun.index] if t.start >= item.span.end), noun)
    if after.text == ",":
        return None  # "more than 100, mostly residents"
    start = noun
    for token in reversed(parse.tokens[max(item.first, noun.index - LONGEST_GROUP) : noun.index]):
        if (
            token.end <= item.span.end
            or token.lower in word_set("counts", "group", "skipped")
            or token.pos not in ("ADJ", "NOUN", "PROPN", "PUNCT", "VERB", "PART")
        ):
            break
        if token.pos == "PUNCT" and token.text not in ("-", "‐"):
            break
        start = token
    end = _members(parse, noun)
    text = reading.quote(Span(start.start, end.end))
    nobody = word_set("counts", "group", "generic") | word_set("counts", "group", "states")
    if start.index == end.index and noun.lower in nobody:
        return None
    return " ".join(text.split())


def _members(parse: Parse, noun: Token) -> Token:
    """The end of "members of the security forces", "supporters of the party"."""
    if noun.lemma not in word_set("counts", "group", "with_of"):
        return noun
    for preposition in parse.dependents(noun, "prep"):
        if preposition.lower == "of" and preposition.index == noun.index + 1:
            for inner in parse.dependents(preposition, "pobj"):
                if inner.index - noun.index <= LONGEST_GROUP:
                    return inner
    return noun
