"""People with the state they are in: "one was in critical condition, five in serious condition", "a woman, 32, in fair
condition", "seven with minor injuries", "with four in custody"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rashomon.extract.counts.items import Item, Link, single_item
from rashomon.extract.syntax.wordsets import phrase_list, word_set
from rashomon.model import Field, Parse, Reading, Sentence, Span, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["in_condition"]

AFTER = 5  # tokens after the people that "in ... condition" may take


def in_condition(reading: Reading, sentence: Sentence, items: Iterable[Item], links: Sequence[Link]) -> list[Link]:
    """Links of bare numbers and of single people that such a state follows, where nothing else explains them."""
    parse = reading.parse
    taken = {link.item.first for link in links}
    bare = [item for item in items if item.noun == item.value]
    people = [single_item(reading, t) for t in parse.tokens_of(sentence) if t.pos == "NOUN"]
    single = [item for item in people if item is not None]
    found: list[Link] = []
    for item in sorted((*bare, *single), key=lambda i: i.first):
        state = _state(parse, item.last + 1 if item in bare else _past_age(parse, item.last + 1), sentence)
        if item.first not in taken and state is not None:
            word, field = state
            trigger = CasualtyTrigger(word.index, Span(word.start, word.end), field, "state", True)
            found.append(Link(item, trigger))
    return found


def _state(parse: Parse, start: int, sentence: Sentence) -> tuple[Token, Field] | None:
    """The noun of "in critical condition", "with minor injuries" or "in custody", where these words start here, and
    what it says of people."""
    after = parse.tokens[start : min(start + AFTER, sentence.last + 1)]
    words = [t.lower for t in after]
    if words[:1] == ["in"] and "condition" in words:
        at = words.index("condition")
        return (after[at], Field.INJURED) if words[at - 1] in word_set("counts", "conditions", "words") else None
    if words[:1] == ["with"]:
        wounds = (t for t in after[1:] if t.lemma in word_set("counts", "conditions", "wounds"))
        wound = next(wounds, None)
        between = parse.tokens[start + 1 : wound.index] if wound is not None else ()
        light = all(t.pos in ("ADJ", "ADV", "NOUN", "DET", "PUNCT", "VERB") and t.text != "," for t in between)
        return (wound, Field.INJURED) if wound is not None and light else None
    for phrase in phrase_list("counts", "conditions", "held"):
        if tuple(words[: len(phrase)]) == phrase:
            return after[len(phrase) - 1], Field.DETAINED
    return None


def _past_age(parse: Parse, start: int) -> int:
    """Where the words after "a woman, 32," start."""
    marks = [t.text for t in parse.tokens[start : start + 3]]
    aged = len(marks) > 2 and marks[0] == marks[2] == "," and marks[1].isdigit()
    return start + 3 if aged else start
