"""How many came to a protest, where no word for marching or gathering says so: "the protesters numbered 3,500",
"thousands who thronged the square", "an event that drew a crowd of 1,000", "the last one drew thousands", "8,000 turned
out".

All of it holds only where the sentence, or the one before it in the passage, tells of a protest: crowds fill streets
for other reasons too. Police and soldiers who stand there are no protesters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.extract.counts.countable import is_of_known, is_time_or_sum
from rashomon.extract.counts.groups import forms, is_gathering, is_people
from rashomon.extract.counts.items import Item, Link
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Field, Parse, Span, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["turnout"]

WINDOW = 9  # tokens between "the number of protesters" and the number
LEAST = 3  # fewer people are no crowd


def turnout(parse: Parse, items: Iterable[Item], links: Sequence[Link]) -> list[Link]:
    """Links of numbers to the word that makes their people protesters; none for a number that is linked already."""
    taken = {link.item.first for link in links}
    found: list[Link] = []
    for item in items:
        if item.first in taken or (item.number.low or item.number.high or 0) < LEAST:
            continue
        word = _word(parse, item)
        if word is not None and tells_of_protest(parse, word):
            trigger = CasualtyTrigger(word.index, Span(word.start, word.end), Field.PARTICIPANTS, "subject")
            found.append(Link(item, trigger))
    return found


def _word(parse: Parse, item: Item) -> Token | None:
    """The word that says that the counted people came, or None."""
    bare = item.noun == item.value
    if bare and is_time_or_sum(parse, item):
        return None
    noun = parse.tokens[item.noun]
    if not bare and (is_people(noun) is not True or is_gathering(noun) or is_armed(noun)):
        return None
    if is_of_known(parse, item):
        return None
    size = _size(parse, item) if bare else None
    return size or _came(parse, noun) or _crowd(parse, item) or _drawn(parse, noun) or _sent(parse, noun)


def is_armed(noun: Token) -> bool:
    return any(form in word_set("casualties", "captors", "fighters") for form in forms(noun))


def _whole(parse: Parse, noun: Token) -> Token:
    """ "Thousands" of "thousands of people"; any other noun itself."""
    of = noun.dep == "pobj" and parse.head(noun).lower == "of"
    return parse.head(parse.head(noun)) if of else noun


def _came(parse: Parse, noun: Token) -> Token | None:
    """ "8,000 people turned out", "thousands shouted", "thousands who thronged the streets", "hundreds chanting"."""
    head = _whole(parse, noun)
    verbs = [v for t in {head.index: head, noun.index: noun}.values() for v in parse.dependents(t, "relcl", "acl")]
    if head.dep == "nsubj":
        verbs.insert(0, parse.head(head))
    return next((verb for verb in verbs if verb.pos == "VERB" and _brings(parse, verb)), None)


def _drawn(parse: Parse, noun: Token) -> Token | None:
    """ "The last one drew thousands of people", "a march that is said to have attracted 3,000 people"."""
    head = _whole(parse, noun)
    verb = parse.head(head)
    if head.dep != "dobj" or verb.lemma not in word_set("counts", "attracted", "drawing"):
        return None
    governor = parse.head(verb) if verb.dep == "xcomp" else verb
    who = [t for v in (verb, governor) for t in parse.dependents(v, "nsubj", "nsubjpass")]
    words = word_set("counts", "attracted", "again") | word_set("counts", "protest", "nouns")
    return verb if any(t.lemma in words or t.lower in words for t in who) else None


def _sent(parse: Parse, noun: Token) -> Token | None:
    """ "Anger at the tax brought thousands of people into the streets"."""
    head = _whole(parse, noun)
    verb = parse.head(head)
    if head.dep != "dobj" or verb.lemma not in word_set("counts", "turnout", "sends"):
        return None
    ways = [p for t in (verb, head, noun) for p in parse.dependents(t, "prep") if p.lower in ("into", "onto", "to")]
    goals = [form for p in ways for t in parse.dependents(p, "pobj") for form in forms(t)]
    return verb if any(form in word_set("counts", "turnout", "places") for form in goals) else None


def _brings(parse: Parse, verb: Token) -> bool:
    """A verb of those who are there: by itself, with a particle, or with a street or square that they fill."""
    if verb.lemma in word_set("counts", "turnout", "verbs"):
        return True
    particles = {t.lower for t in parse.dependents(verb, "prt", "advmod")}
    if (verb.lemma in ("turn", "come") and "out" in particles) or (
        verb.lemma in ("turn", "show") and "up" in particles
    ):
        return not parse.dependents(verb, "xcomp", "acomp", "attr", "dobj", "oprd")
    if verb.lemma not in word_set("counts", "turnout", "fill"):
        return False
    below = [*parse.dependents(verb, "dobj")]
    below += [t for p in parse.dependents(verb, "prep") for t in parse.dependents(p, "pobj")]
    return any(form in word_set("counts", "turnout", "places") for token in below for form in forms(token))


def _size(parse: Parse, item: Item) -> Token | None:
    """ "The protesters numbered 3,500", "put the number of protesters at 3,500"."""
    value = parse.tokens[item.value]
    before = parse.tokens[max(parse.sentence_of(value).first, item.first - WINDOW) : item.first]
    after = parse.tokens[item.last + 1] if item.last + 1 < len(parse.tokens) else None
    if after is not None and (after.pos in ("NOUN", "PROPN", "NUM", "SYM") or after.text in ("%", "-")):
        return None
    if before and before[-1].lemma in ("number", "total") and before[-1].pos == "VERB":
        return next((t for t in parse.dependents(before[-1], "nsubj") if is_protester(t)), None)
    if not before or before[-1].lower not in word_set("counts", "total", "ties"):
        return None
    for token in reversed(before[:-1]):
        if is_protester(token) and token.index > 1 and parse.tokens[token.index - 1].pos in ("ADP", "DET", "ADJ"):
            near = parse.tokens[max(0, token.index - 3) : token.index]
            return token if any(t.lemma in word_set("counts", "total", "figures") for t in near) else None
        if token.pos in ("NOUN", "PROPN", "VERB") and token.lemma not in word_set("counts", "total", "verbs"):
            return None
    return None


def _crowd(parse: Parse, item: Item) -> Token | None:
    """ "A crowd of more than 1,000"."""
    value = parse.tokens[item.value]
    for token in (value, parse.tokens[item.noun]):
        above = parse.head(token)
        if token.dep != "pobj" or above.lower != "of":
            continue
        crowd = parse.head(above)
        if any(form in word_set("casualties", "crowd", "words") for form in forms(crowd)):
            return crowd
    return None


def is_protester(token: Token) -> bool:
    """ "Protesters", "demonstrators"; "the crowd"."""
    words = word_set("casualties", "people", "participants") | word_set("casualties", "crowd", "words")
    return token.pos in ("NOUN", "PROPN") and any(form in words for form in forms(token))


def tells_of_protest(parse: Parse, word: Token) -> bool:
    """A word for a protest or for protesters stands in the sentence or in the one before it."""
    here = parse.sentence_of(word)
    near = [here]
    if here.index and parse.sentences[here.index - 1].passage == here.passage:
        near.append(parse.sentences[here.index - 1])
    known = word_set("counts", "protest", "nouns") | word_set("casualties", "people", "participants")
    known |= word_set("counts", "turnout", "protesting")
    return any(form in known for s in near for token in parse.tokens_of(s) for form in forms(token))
