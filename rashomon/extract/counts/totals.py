"""Running totals: "the death toll rose to 43", "a toll of 40", "the number of people killed has risen to 37"."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.counts.countable import is_time_or_sum
from rashomon.extract.counts.groups import is_people
from rashomon.extract.counts.items import Item
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Parse, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["as_total", "follows_total"]


def as_total(parse: Parse, trigger: CasualtyTrigger) -> CasualtyTrigger | None:
    """The trigger as the total it is a part of: in "the number of people killed has risen to 37" the 37 is said of
    "number". None where there is no such noun; `second` keeps the trigger's own token."""
    if trigger.total:
        return None
    token = parse.tokens[trigger.token]
    if trigger.people in ("object", "state", "of", "subject"):
        for above in (token, *parse.ancestors(token)[:4]):
            if above.lemma not in word_set("casualties", "total", "figures") or above.pos != "NOUN":
                continue
            definite = any(d.lower == "the" for d in parse.dependents(above, "det")) or parse.dependents(above, "poss")
            if not definite or any(t.tag == "CD" for t in parse.dependents(above)):
                return None
            return replace(trigger, token=above.index, people="total", total=True, second=trigger.token)
    return replace(trigger, people="total", total=True, second=None) if is_sized(parse, trigger) else None


def is_sized(parse: Parse, trigger: CasualtyTrigger) -> bool:
    """ "The dead at the port are believed to number 60", "arrests total 300": the subject of its own size."""
    token = parse.tokens[trigger.token]
    if (
        not trigger.nominal
        or token.dep not in ("nsubj", "nsubjpass")
        or any(t.tag == "CD" for t in parse.dependents(token))
    ):
        return False
    verb = parse.head(token)
    inner = next((t for t in parse.dependents(verb, "xcomp") if t.pos in ("VERB", "AUX")), None)
    return any(
        v is not None and v.lemma in word_set("casualties", "total", "sized") and gives_number(parse, v)
        for v in (verb, inner)
    )


def gives_number(parse: Parse, verb: Token) -> bool:
    """A number stands within three words after the verb."""
    after = parse.tokens[verb.index + 1 : verb.index + 5]
    return any(t.tag == "CD" for t in after if t.sentence == verb.sentence)


def follows_total(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """True for the number of a total ("death toll: 12", "brought to 43 the number of dead") and for the figure that the
    total is set against."""
    noun = parse.tokens[item.noun]
    if item.noun != item.value and is_people(noun) is False:
        return False
    before = parse.tokens[item.first - 1].lower if item.first else ""
    if 0 < trigger.token - item.last <= 2 and before == "to":
        return True
    ties = word_set("counts", "total", "ties")
    tied = before in ties or parse.tokens[item.first].lower in ties  # "exceeded 300": the word is both tie and bound
    if is_time_or_sum(parse, item) or item.first < trigger.token or not tied:
        return False
    between = outside_brackets(parse.tokens[trigger.token + 1 : item.first])
    if any(word.text in (";", "(", ".") for word in between):
        return False
    verbs = [word for word in between if word.pos == "VERB"]
    said = all(verb.lemma in word_set("counts", "total", "verbs") or verb.tag in ("VBN", "VBG") for verb in verbs)
    compared = any(word.lemma in word_set("counts", "total", "figures") for word in between)
    return said or compared or is_predicate(parse, trigger, item)


def outside_brackets(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without what stands in brackets that are closed again: "the toll (by noon on Friday) stood at 12"."""
    kept: list[Token] = []
    opened: list[Token] = []
    for word in words:
        if word.text == "(" or opened:
            opened.append(word)
            if word.text == ")":
                opened = []
        else:
            kept.append(word)
    return (*kept, *opened)


def is_predicate(parse: Parse, trigger: CasualtyTrigger, item: Item) -> bool:
    """The number stands in the predicate of the total, over whatever clause is put between."""
    verb = parse.head(parse.tokens[trigger.token])
    for above in parse.ancestors(parse.tokens[item.value]):
        if above.index == verb.index:
            return True
        if above.pos in ("VERB", "AUX") and above.lemma not in word_set("counts", "total", "verbs"):
            return False
    return False
