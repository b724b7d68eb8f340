"""Numbers that take their meaning from a count told before them.

- Some of people already counted: "Three of them were children." after "Twelve people were killed."
- Another figure for the same: "26 were injured, the ministry says; a nurse counted 31", "rather than the official
  figure of 12", "The opposition puts the number at 60."
- The other side of a comparison: "1,900 villagers were killed, compared with fewer than 50 soldiers."

Rules: only within a passage, and at most REACH sentences on. A figure without people takes the field of the nearest
count of its own sentence; over a sentence end only where that count is the one field told there. A number that
counts things, or that a casualty word of its own explains, is never an echo.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.extract.counts.casualties import state_field
from rashomon.extract.counts.countable import is_time_or_sum
from rashomon.extract.counts.gaps import leaves_out_verb
from rashomon.extract.counts.groups import is_gathering, is_people
from rashomon.extract.counts.items import Item
from rashomon.extract.syntax.wordsets import phrase_list, word_set
from rashomon.model import Count, Field, Parse, Sentence, Span, Token

__all__ = ["Echo", "Told", "earlier_total", "echoes", "refers_back", "said_of"]

REACH = 3  # sentences between a total and a number that takes it up
WINDOW = 7  # tokens before a figure in which the words that tie it may stand


@dataclass(frozen=True, slots=True)
class Told:
    """A count with where it was told: indexes of its sentence, its passage and its number's first word."""

    count: Count
    sentence: int
    passage: int
    first: int


@dataclass(frozen=True, slots=True)
class Echo:
    """A number explained by an earlier count: its field, whether it is a part of it, and whom it counts. `spoken` ones
    hold only where somebody is found who says so ("a nurse counted 31")."""

    item: Item
    span: Span
    field: Field
    earlier: Count
    part: bool
    group: str | None
    spoken: bool = False


def echoes(parse: Parse, sentence: Sentence, items: Sequence[Item], told: Sequence[Told]) -> Iterator[Echo]:
    """What the unexplained numbers of a sentence say of counts told before; `told` are the document's, in order."""
    if not items or not told:
        return
    near = [t for t in told if t.passage == sentence.passage and sentence.index - t.sentence <= REACH]
    for item in items:
        before = [t for t in near if t.first < item.first]
        found = before and (
            _some_of_them(parse, item, before)
            or _included(parse, item, before)
            or _from(parse, sentence, item, before)
            or _compared(parse, sentence, item, before)
            or _other_figure(parse, sentence, item, before)
        )
        if found:
            yield found


# ---------------------------------------------------------------- parts of what was told


def refers_back(parse: Parse, item: Item) -> Token | None:
    """The word for the people in "three of them", "two of the victims", "five of those killed"; None without one."""
    last = max(t.index for t in parse.within(item.span))
    after = parse.tokens[last + 1 : last + 4]
    if not after or after[0].lower != "of" or after[0].sentence != parse.tokens[item.first].sentence:
        return None
    if len(after) > 1 and after[1].lower in word_set("counts", "back", "pronouns"):
        return after[1]
    if len(after) > 2 and after[1].lower in ("the", "those", "these", "its", "their"):
        return after[2] if after[2].lower in word_set("counts", "back", "nouns") else None
    return None


def said_of(parse: Parse, item: Item) -> str | None:
    """Whom "five of the dead are children" counts: the noun that is said of them."""
    _, predicate = _predicate(parse, item)
    return _words(parse, predicate) if predicate is not None and predicate.tag in ("NN", "NNS") else None


def earlier_total(item: Item, field: Field | None, told: Sequence[Told]) -> Told | None:
    """The nearest earlier total that a number can be a part of."""
    low = item.number.low or 0
    for earlier in reversed(told):
        count = earlier.count
        top = count.number.high if count.number.high is not None else (count.number.low or 0) * 10
        if (
            (field is None or count.field is field)
            and count.part_of is None
            and low < top
            and earlier.first < item.first
        ):
            return earlier
    return None


def _some_of_them(parse: Parse, item: Item, told: Sequence[Told]) -> Echo | None:
    people = refers_back(parse, item)
    verb, predicate = _predicate(parse, item)
    if people is None:
        return _are(parse, item, predicate, told)
    pronoun = people.lower in word_set("counts", "back", "pronouns")
    if pronoun and verb is not None and verb.lemma not in word_set("counts", "back", "verbs"):
        return None
    if verb is None and parse.tokens[item.value].dep in ("dobj", "pobj") and state_field(people) is None:
        return None  # "sued hundreds of the victims"
    if item.number.high == 1 and (predicate is None or predicate.tag not in ("NN", "NNS")):
        return None  # "one of them, the mayor": somebody who is named
    earlier = earlier_total(item, state_field(people), told)
    if earlier is None:
        return None
    last = predicate if predicate is not None and predicate.index - item.last < 2 * WINDOW else people
    span = Span(item.span.start, max(last.end, people.end))
    group = _words(parse, predicate) if predicate is not None else None
    return Echo(item, span, earlier.count.field, earlier.count, True, group)


def _are(parse: Parse, item: Item, predicate: Token | None, told: Sequence[Told]) -> Echo | None:
    """ "Twelve people died. Eight were women.": a bare number of whom it is only said who they are."""
    if predicate is None or item.noun != item.value or predicate.tag != "NNS" or is_people(predicate) is not True:
        return None
    if parse.tokens[item.first - 1].lower in ("those", "these", "the") and item.first:
        return None
    here = parse.tokens[item.first].sentence
    earlier = earlier_total(item, None, [t for t in told if here - t.sentence <= 1])
    joined = parse.head(parse.tokens[item.value]).dep == "conj"
    if earlier is None and joined and told[-1].sentence == here:
        earlier = told[-1]  # "ten of the dead were children and another two were nurses"
    if earlier is None or (item.number.low or 0) < 2 or predicate.index - item.last > WINDOW:
        return None
    span = Span(item.span.start, predicate.end)
    whole = earlier.count.part_of is None
    return Echo(item, span, earlier.count.field, earlier.count, whole, _words(parse, predicate))


def _from(parse: Parse, sentence: Sentence, item: Item, told: Sequence[Told]) -> Echo | None:
    """ "Twelve miners died, eight from Norland and four from Sudland", "eight in Norland": a bare number that only a
    place follows."""
    after = parse.tokens[item.last + 1 : item.last + 3]
    before = parse.tokens[item.first - 1].lower if item.first > sentence.first else ""
    last = told[-1]
    if last.sentence != sentence.index or item.noun != item.value or before not in (",", "and", "-", "–", "—", "("):
        return None
    if len(after) < 2 or after[1].pos not in ("PROPN", "DET"):
        return None
    if after[0].lower != "from" and not leaves_out_verb(parse, item):
        return None
    top = last.count.number.high if last.count.number.high is not None else last.count.number.low or 0
    if item.number.low is None or item.number.low >= top:
        return None
    place = parse.dependents(after[0], "pobj")
    span = Span(item.span.start, max([after[0].end, *(t.end for t in place)]))
    return Echo(item, span, last.count.field, last.count, last.count.part_of is None, None)


def _included(parse: Parse, item: Item, told: Sequence[Told]) -> Echo | None:
    """ "The victims included two nurses", "among the victims were two nurses"."""
    noun = parse.tokens[item.noun]
    if is_people(noun) is not True or noun.dep not in ("dobj", "nsubj", "attr"):
        return None
    verb = parse.head(noun)
    whole = [t for t in parse.dependents(verb, "nsubj") if verb.lemma == "include" and t.index < noun.index]
    if verb.lemma == "be":
        among = (p for p in parse.dependents(verb, "prep") if p.lower in ("among", "amongst"))
        whole = [t for p in among for t in parse.dependents(p, "pobj")]
    if not whole or whole[-1].lower not in word_set("counts", "back", "nouns"):
        return None
    earlier = earlier_total(item, state_field(whole[-1]), told)
    if earlier is None:
        return None
    span = Span(min(item.span.start, whole[-1].start), max(item.span.end, noun.end))
    return Echo(item, span, earlier.count.field, earlier.count, True, None)


def _predicate(parse: Parse, item: Item) -> tuple[Token | None, Token | None]:
    """The verb that the number is subject of, and the noun or adjective said of it ("were children")."""
    value = parse.tokens[item.value]
    while value.dep in ("nummod", "quantmod", "advmod", "amod"):
        value = parse.head(value)
    after = parse.tokens[item.last + 1] if item.last + 1 < len(parse.tokens) else None
    if value.dep == "conj" and after is not None and after.lower in ("was", "were") and after.dep in ("conj", "ccomp"):
        return after, next((t for t in parse.dependents(after, "attr") if t.index > item.last), None)
    if value.dep not in ("nsubj", "nsubjpass"):
        return None, None
    verb = parse.head(value)
    if verb.lemma != "be":
        return verb, None
    return verb, next((t for t in parse.dependents(verb, "attr") if t.index > item.last), None)


def _words(parse: Parse, noun: Token) -> str:
    """ "police officers": a noun with the nouns and adjectives right before it."""
    first = noun.index
    while first and parse.tokens[first - 1].head == noun.index and parse.tokens[first - 1].dep in ("compound", "amod"):
        first -= 1
    return " ".join(t.text for t in parse.tokens[first : noun.index + 1])


# ---------------------------------------------------------------- other figures for the same


def _compared(parse: Parse, sentence: Sentence, item: Item, told: Sequence[Told]) -> Echo | None:
    """ "... compared with fewer than 50 soldiers": other people, same fate, same sentence."""
    words = tuple(t.lower for t in parse.tokens[max(sentence.first, item.first - 3) : item.first])
    here = [t for t in told if t.sentence == sentence.index]
    if not here or not any(words[-len(p) :] == p for p in phrase_list("counts", "compared", "phrases")):
        return None
    noun = parse.tokens[item.noun]
    if item.noun == item.value or is_people(noun) is not True or is_gathering(noun):
        return None
    if _is_other_time(parse, sentence, item):
        return None
    alike = [t for t in here if t.count.group is not None] or here  # like is compared with like: named people
    earlier = alike[-1].count
    return Echo(item, Span(item.span.start, max(item.span.end, noun.end)), earlier.field, earlier, False, None)


def _is_other_time(parse: Parse, sentence: Sentence, item: Item) -> bool:
    """ "Compared with 12 people last year": the figure of another period."""
    after = parse.tokens[item.last + 1 : min(sentence.last, item.last + 5) + 1]
    return any(t.entity in ("DATE", "TIME") for t in after)


def _other_figure(parse: Parse, sentence: Sentence, item: Item, told: Sequence[Told]) -> Echo | None:
    """A bare number that a noun for a figure or a verb of counting gives."""
    if item.noun != item.value or is_time_or_sum(parse, item) or _is_other_time(parse, sentence, item):
        return None
    if _continues(parse, sentence, item):
        return None
    start = _figure_noun(parse, sentence, item) or _teller(parse, sentence, item)
    if start is None:
        return None
    earlier = _same_field(sentence, told)
    if earlier is None:
        return None
    noun = parse.tokens[start]
    spoken = noun.pos == "VERB"
    span = item.span if spoken else Span(noun.start, item.span.end)
    return Echo(item, span, earlier.field, earlier, False, None, spoken)


def _continues(parse: Parse, sentence: Sentence, item: Item) -> bool:
    """A noun or a unit follows the number: it counts that, whatever the parser says."""
    if item.last >= sentence.last:
        return False
    after = parse.tokens[item.last + 1]
    return after.pos in ("NOUN", "PROPN", "ADJ", "NUM", "SYM") or after.text in ("%", "-", "of", "per")


def _figure_noun(parse: Parse, sentence: Sentence, item: Item) -> int | None:
    """ "The official figure of 12", "puts the number at 60", "the real count was closer to 200"."""
    start = max(sentence.first, item.first - WINDOW)
    for token in reversed(parse.tokens[start : item.first]):
        if token.text in (";", ":", "(", ")"):
            return None
        if token.pos in ("NOUN", "PROPN") and not token.entity:
            if token.lemma not in word_set("counts", "total", "figures"):
                return None
            between = parse.tokens[token.index + 1 : item.first]
            of_people = any(t.pos in ("NOUN", "PROPN") for t in between)
            tied = parse.tokens[item.first - 1].lower in word_set("counts", "total", "ties")
            return token.index if tied and not of_people else None
    return None


def _teller(parse: Parse, sentence: Sentence, item: Item) -> int | None:
    """ "A nurse counted 31", "the army spoke of 15": a verb of counting right before the number, with a subject."""
    before = parse.tokens[item.first - 1] if item.first > sentence.first else None
    if before is None:
        return None
    verb, wanted = before, "plain"
    if before.pos == "ADP" and before.index > sentence.first:
        verb, wanted = parse.tokens[before.index - 1], before.lower
    if verb.pos != "VERB" or verb.lemma not in word_set(
        "counts", "tellers", wanted if wanted in ("of", "on") else "plain"
    ):
        return None
    if (wanted == "plain") is not (before is verb):
        return None
    subjects = parse.dependents(verb, "nsubj")
    return verb.index if subjects and subjects[0].index < verb.index else None


def _same_field(sentence: Sentence, told: Sequence[Told]) -> Count | None:
    """The count that a figure is another figure of: the nearest of the sentence, or the only one of the one before."""
    whole = [t for t in told if t.count.part_of is None]
    here = [t for t in whole if t.sentence == sentence.index]
    if here:
        return here[-1].count
    last = [t for t in whole if t.sentence == sentence.index - 1]
    fields = {t.count.field for t in last}
    return last[-1].count if len(fields) == 1 else None
