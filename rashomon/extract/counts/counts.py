"""How many people were killed, injured, detained, ... : number, counted people and casualty trigger joined by syntax.

Rules:
- One number gives at most one count per field. "12 people were killed or injured" states neither how many were killed
  nor how many were injured, so it gives none; "abducted and killed 12" gives both fields.
- One person counts where the text speaks of one unnamed person ("a boy was killed": 1). Named people and definite
  ones ("her son", "the minister") are told by recipients, not counted.
- A number after "including", "among them", "of them", "of whom" is a part of the number before it (`parts.py`).
- Things, animals, happenings, money and stretches of time are never counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rashomon.extract.counts.attackers import attackers
from rashomon.extract.counts.casualties import find_casualties, state_field
from rashomon.extract.counts.conditions import in_condition
from rashomon.extract.counts.echoes import Echo, Told, earlier_total, echoes, refers_back, said_of
from rashomon.extract.counts.gaps import gapped
from rashomon.extract.counts.groups import is_people
from rashomon.extract.counts.items import Item, Link, group_words, number_item, one_person
from rashomon.extract.counts.joints import join
from rashomon.extract.counts.ordinals import ordinal_totals
from rashomon.extract.counts.parts import find_parts, mark_parts, one_included
from rashomon.extract.counts.shares import mark_shares, shares
from rashomon.extract.counts.turnout import turnout
from rashomon.extract.events.modality import modality_of
from rashomon.extract.identity import mention_id
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Count, EventMention, EventType, Field, Modality, Parse, Reading, Sentence, Span, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["find_counts"]

LONGEST_TOTAL = 80  # the same for a running total, which may be set against other figures
LONGEST_SPAN = 160  # code points from number to trigger that one quote may cover


def find_counts(reading: Reading) -> tuple[Count, ...]:
    """Every count of people of the document, in text order. Needs numbers, events and times."""
    parse = reading.parse
    triggers: dict[int, list[CasualtyTrigger]] = {}
    for trigger in (*find_casualties(parse), *protests(reading)):
        triggers.setdefault(parse.tokens[trigger.token].sentence, []).append(trigger)
    items: dict[int, list[Item]] = {}
    for mention in reading.numbers:
        item = number_item(parse, mention)
        items.setdefault(parse.tokens[item.first].sentence, []).append(item)
    desk = Desk(reading)
    told: list[Told] = []
    for sentence in parse.sentences:
        here, numbers = triggers.get(sentence.index, []), items.get(sentence.index, [])
        links = leave_named(parse, join(parse, here, numbers))
        links.extend(shares(parse, here, numbers, links))
        links.extend(one_person(reading, here, links))
        links.extend(gapped(parse, numbers, links))
        links.extend(ordinal_totals(parse, here, links))
        links.extend(attackers(parse, numbers, links))
        links.extend(in_condition(reading, sentence, numbers, links))
        links.extend(turnout(parse, numbers, links))
        made = [(found, desk.count(sentence, found)) for found in links]
        made = mark_shares(parse, mark_parts(parse, made))
        now = [Told(count, sentence.index, sentence.passage, link.item.first) for link, count in made]
        made = [(link, as_part(parse, link, count, [*told, *now])) for link, count in made]
        now = [replace(t, count=count) for t, (_, count) in zip(now, made, strict=True)]
        desk.counts.extend(count for _, count in made)
        used = {link.item.first for link, _ in made}
        for part, field, parent in (*find_parts(parse, numbers, made), *one_included(reading, sentence, made)):
            desk.counts.append(desk.part(sentence, part, field, parent))
            used.add(part.first)
        told.extend(now)
        rest = [item for item in numbers if item.first not in used]
        for echo in echoes(parse, sentence, rest, told):
            if echo.spoken and not desk.is_spoken(echo.item.span):
                continue
            count = desk.echo(sentence, echo)
            desk.counts.append(count)
            told.append(Told(count, sentence.index, sentence.passage, echo.item.first))
    return tuple(sorted(desk.counts, key=lambda c: (c.span.start, c.span.end, c.field.value, c.id)))


def leave_named(parse: Parse, links: list[Link]) -> list[Link]:
    """Without the second link of "two of the wounded died", "two wounded men died": "wounded" says who they were."""
    kept = []
    for link in links:
        people = refers_back(parse, link.item)
        others = (other for other in links if other.item.first == link.item.first and other is not link)
        described = people is not None and people.index == link.trigger.token
        trigger = parse.tokens[link.trigger.token]
        described |= trigger.dep == "amod" and trigger.head == link.item.noun and link.trigger.field is Field.INJURED
        if not (described and any(o.trigger.field is Field.KILLED or people is not None for o in others)):
            kept.append(link)
    return kept


def as_part(parse: Parse, link: Link, count: Count, told: Sequence[Told]) -> Count:
    """The count with the earlier total that it is a part of: "two of the victims were shot", "among the dead were"."""
    people = refers_back(parse, link.item)
    if people is not None and is_inner(parse, link.item, people):
        return count
    if people is not None:
        group = count.group or said_of(parse, link.item)
        whole = earlier_total(link.item, state_field(people), told)
    elif is_listed(parse, link.trigger):
        group, whole = count.group, earlier_total(link.item, link.trigger.field, told)
    else:
        return count
    parent = count.part_of or (whole.count.id if whole is not None and whole.count.id != count.id else None)
    return replace(count, group=group, part_of=parent)


def is_inner(parse: Parse, item: Item, people: Token) -> bool:
    """ "Fired on officers, killing five of them": the pronoun stands for people of the same sentence."""
    if people.pos != "PRON":
        return False
    first = parse.sentences[people.sentence].first
    before = parse.tokens[first : item.first]
    return any(t.tag in ("NNS", "NNPS") and is_people(t) and not parse.dependents(t, "nummod") for t in before)


def is_almost_sure(parse: Parse, token: Token) -> bool:
    """ "Were almost certainly dead": who says so does not know."""
    near = (token, parse.head(token))
    adverbs = [t for word in near for t in parse.dependents(word, "advmod")]
    return any(
        t.lower in word_set("counts", "almost_sure", "adverbs")
        and t.index > 0
        and parse.tokens[t.index - 1].lower in word_set("counts", "almost_sure", "almost")
        for t in adverbs
    )


def is_listed(parse: Parse, trigger: CasualtyTrigger) -> bool:
    """ "Among the dead were three children", "the victims included two nurses": some of the people."""
    token = parse.tokens[trigger.token]
    if token.dep in ("acl", "relcl") and parse.head(token).lower in ("those", "people"):
        token = parse.head(token)
    elif trigger.people not in ("state", "self", "of"):
        return False
    if token.dep == "pobj":
        return parse.head(token).lower in ("among", "amongst")
    return token.dep == "nsubj" and parse.head(token).lemma == "include"


def protests(reading: Reading) -> list[CasualtyTrigger]:
    """Nouns for protests, which with "of", "by" and "drew" say how many took part ("a march of 5,000 people"): those of
    the lexicon, and what the mentions stage found to be a protest."""
    parse = reading.parse
    spans = {
        event.head: event.span
        for event in reading.events
        if event.type == EventType.PROTEST and event.nominal and event.casualty is None
    }
    for token in parse.tokens:
        if token.lemma in word_set("counts", "protest", "nouns"):
            spans.setdefault(token.index, Span(token.start, token.end))
    return [
        CasualtyTrigger(head, span, Field.PARTICIPANTS, "of", True)
        for head, span in sorted(spans.items())
        if parse.tokens[head].pos == "NOUN"
    ]


class Desk:
    """Makes the counts of one document; keeps the event mentions and times at hand."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse = reading.parse
        self.counts: list[Count] = []
        self.by_head = {event.head: event for event in reading.events}
        self.by_sentence: dict[int, list[EventMention]] = {}
        for event in reading.events:
            self.by_sentence.setdefault(event.sentence, []).append(event)

    def count(self, sentence: Sentence, link: Link) -> Count:
        """The count that a link of number and trigger makes."""
        trigger = link.trigger
        token = self.parse.tokens[trigger.token]
        if trigger.total and trigger.second is not None:
            token = self.parse.tokens[trigger.second]
        event = self.by_head.get(token.index) or self._governing(sentence, token.index)
        if event is not None and event.head == token.index:
            modality = event.modality
        else:
            modality = modality_of(self.parse, token, trigger.nominal)
        if modality is Modality.ACTUAL and is_almost_sure(self.parse, token):
            modality = Modality.POSSIBLE
        made = self._make(sentence, link.item, trigger.field, self._span(link.item, trigger), event, modality, None)
        return replace(made, as_of=self._as_of(sentence, link))

    def part(self, sentence: Sentence, item: Item, field: Field, parent: Count) -> Count:
        """A part of another count: same happening, same modality."""
        event = next((e for e in self.reading.events if e.id == parent.event), None)
        last = self.parse.tokens[item.last]
        span = Span(item.span.start, max(item.span.end, last.end))
        return self._make(sentence, item, field, span, event, parent.modality, parent.id)

    def echo(self, sentence: Sentence, echo: Echo) -> Count:
        """A number that takes field, happening and modality from an earlier count."""
        event = next((e for e in self.reading.events if e.id == echo.earlier.event), None)
        parent = echo.earlier.id if echo.part else None
        made = self._make(sentence, echo.item, echo.field, echo.span, event, echo.earlier.modality, parent)
        return made if echo.group is None else replace(made, group=echo.group)

    def is_spoken(self, span: Span) -> bool:
        """The number stands in what somebody says."""
        return any(content.contains(span) for spoken in self.reading.attributions for content in spoken.content)

    def _make(
        self,
        sentence: Sentence,
        item: Item,
        field: Field,
        span: Span,
        event: EventMention | None,
        modality: Modality,
        part_of: str | None,
    ) -> Count:
        return Count(
            id=mention_id("count", self.reading.document.id, item.span, field.value),
            span=span,
            number=item.number,
            field=field,
            group=group_words(self.reading, item),
            event=event.id if event is not None else None,
            modality=modality,
            part_of=part_of,
        )

    def _span(self, item: Item, trigger: CasualtyTrigger) -> Span:
        """Number, counted noun and trigger, where they stand close enough to be read together."""
        last = self.parse.tokens[item.last]
        own = Span(item.span.start, max(item.span.end, last.end))
        noun = self.parse.tokens[trigger.token]  # of a total: "the number of dead was put at 12"
        whole = Span(min(own.start, trigger.span.start, noun.start), max(own.end, trigger.span.end))
        longest = LONGEST_TOTAL if trigger.total else LONGEST_SPAN
        return whole if whole.end - whole.start <= longest else own

    def _governing(self, sentence: Sentence, token: int) -> EventMention | None:
        """The nearest event mention above a trigger that is no event of its own, else the nearest in the sentence."""
        for above in self.parse.ancestors(self.parse.tokens[token]):
            if above.index in self.by_head:
                return self.by_head[above.index]
        here = self.by_sentence.get(sentence.index, [])
        return min(here, key=lambda e: (abs(e.head - token), e.head)) if here else None

    def _as_of(self, sentence: Sentence, link: Link) -> str | None:
        """The time after "as of", "as at" or "by" ("by Friday, 12 had died"), where it is said of this count."""
        for time in self.reading.times:
            if not (sentence.span.start <= time.span.start and time.span.end <= sentence.span.end):
                continue
            first, after = self.parse.at(time.span.start), self.parse.at(time.span.end)
            if first is None or (after is not None and after.tag == "POS"):
                continue
            before = tuple(t.lower for t in self.parse.tokens[max(sentence.first, first.index - 2) : first.index])
            inside = tuple(t.lower for t in self.parse.within(time.span)[:2])
            words = (*before, *inside)
            if (
                before[-1:] == ("by",)
                or inside[:1] == ("by",)
                or ("as", "of") in pairwise(words)
                or ("as", "at") in pairwise(words)
            ) and self._governs(first.index, link):
                return time.id
        return None

    def _governs(self, time: int, link: Link) -> bool:
        """A time before the number reaches it unless another count stands between; one after it only in its clause."""
        first, last = sorted((link.item.first, link.trigger.token))
        between = self.parse.tokens[time + 1 : first] if time < first else self.parse.tokens[last + 1 : time]
        if time < first:
            opening = all(t.pos != "VERB" for t in self.parse.tokens[self._start(time) : time])
            return opening or not any(t.pos == "VERB" or t.dep == "cc" for t in between)
        return not any(t.dep in ("cc", "mark") or t.text in (";", ":") for t in between) or not any(
            t.pos in ("VERB", "AUX") for t in between
        )

    def _start(self, index: int) -> int:
        return self.parse.sentences[self.parse.tokens[index].sentence].first
