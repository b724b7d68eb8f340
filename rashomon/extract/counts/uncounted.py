"""Numbers that are no counts: percentages, money, ages, years, dates, fractions, matches, labels such as "Route 40"."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extract.counts.groups import is_people
from rashomon.extract.counts.numerals import HYPHENS, Quantity, follows, read_digits, read_quantity, table
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Parse, Token

__all__ = ["is_no_count", "names_a_person"]

OLDEST = 120  # years of age
NOUN_TAGS = frozenset({"NOUN", "PROPN"})
CURRENCY = frozenset("$£€¥₹₦₽₱₩₪")


def is_no_count(parse: Parse, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Percentages, money, ages, years, dates, times, fractions, matches, labels and the like."""
    return (
        unit_follows(tokens, at, end)
        or label_precedes(parse, tokens, at, end)
        or is_date(tokens, at, end)
        or is_age(tokens, at, end)
        or is_ratio(tokens, at, end)
        or is_pronoun(parse, tokens, at, end)
        or is_no_set(parse, tokens, at, end)
        or is_beside_a_name(tokens, at, end)
    )


def unit_follows(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "40 %", "40 km", "50-year-old", "two-thirds", "3-2", "at 5 p.m."."""
    if end >= len(tokens):
        return False
    after = tokens[end]
    if after.lower in word_set("numbers", "never_after", "words") or after.lower in ("-year", "-yr"):
        return after.lower not in ("th", "m") or after.start == tokens[end - 1].end
    if after.text in HYPHENS and after.start == tokens[end - 1].end and end + 1 < len(tokens):
        following = tokens[end + 1]
        if following.start != after.end:
            return False
        if following.text[0].isdigit():
            return True
        return following.lower not in word_set("numbers", "never_after", "hyphen_ok")
    return after.lower in word_set("numbers", "never_after", "fractions") and tokens[at].lower not in ("a", "an")


def label_precedes(parse: Parse, tokens: Sequence[Token], at: int, end: int) -> bool:  # noqa: PLR0911 - rules in order
    """Money signs, "aged 40", "Route 40", "No. 5", "F-16": the number is a sum, an age or a name."""
    if not at:
        return False
    before = tokens[at - 1]
    if before.text == "." and at > 1 and tokens[at - 2].text in ("No", "Nos") and tokens[at - 2].end == before.start:
        return True  # "the No. 2 official", cut into three
    if before.lower in word_set("numbers", "never_before", "words") or before.text[-1] in CURRENCY:
        if before.lower in word_set("numbers", "never_before", "numbered_ok"):
            return tokens[at].text[0].isdigit() and (
                (before.text[0].isupper() and not before.text.isupper()) or end == len(tokens)
            )
        return tokens[at].text[0].isdigit() or before.text[-1] in CURRENCY or before.lower in ("aged", "age")
    if before.end == tokens[at].start and before.text[-1] not in "(\"'“‘[—–/" and before.text not in HYPHENS:
        return not before.text.endswith(("…", "..."))
    if before.text in HYPHENS and before.end == tokens[at].start and at > 1:
        return tokens[at - 2].end == before.start
    head = parse.head(tokens[at])
    return (
        before.pos == "PROPN"
        and head.index == before.index
        and tokens[at].dep == "nummod"
        and tokens[at].entity
        not in (
            "CARDINAL",
            "",
        )
    )


def is_beside_a_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "Harbour Police 22 Donald Cole died": a number among captions and credits, which counts no one of that name."""
    before = tokens[at - 1] if at else None
    return tokens[at].text.isdigit() and names_a_person(tokens, end) and (before is None or before.pos in NOUN_TAGS)


def names_a_person(tokens: Sequence[Token], at: int) -> bool:
    """Does a person's name of two words or more begin here, which says no more of a noun ("three Ana Cole fans")?"""
    end = at
    while end < len(tokens) and tokens[end].entity == "PERSON" and tokens[end].tag == "NNP":
        end += 1
    return end >= at + 2 and (end == len(tokens) or tokens[end].pos not in NOUN_TAGS)


def is_date(tokens: Sequence[Token], at: int, end: int) -> bool:
    """A year, or a day beside the name of a month."""
    token = tokens[at]
    if not token.text[0].isdigit() or end != at + 1:
        return False
    before, after = tokens[at - 1] if at else None, tokens[end] if end < len(tokens) else None
    return is_day(token, before, after) or is_calendar_year(token, before, after)


def is_day(token: Token, before: Token | None, after: Token | None) -> bool:
    """ "10 June", "June 10", and "June 2014"."""
    months = word_set("numbers", "dates", "months")
    if after is not None and after.lower in months and (after.text[0].isupper() or after.lower != "may"):
        return len(token.text) <= 2
    if before is None or before.lower not in months:
        return False
    if before.lower == "may" and before.pos != "PROPN":  # "who May 25 died": a capital, and nothing that it could count
        return before.text[0].isupper() and len(token.text) <= 2 and (after is None or after.pos not in NOUN_TAGS)
    return len(token.text) in (1, 2, 4)


def is_calendar_year(token: Token, before: Token | None, after: Token | None) -> bool:
    """Four digits between 1000 and 2100 that stand where a year stands, and no noun that they could count follows."""
    if len(token.text) != 4 or not token.text.isdigit() or not 1000 <= int(token.text) <= 2100:
        return False
    if token.entity == "DATE":
        return True
    if before is not None and before.lower in word_set("numbers", "dates", "before_year"):
        return after is None or after.pos not in NOUN_TAGS or after.entity == "DATE"
    return token.dep == "npadvmod"


def is_age(tokens: Sequence[Token], at: int, end: int) -> bool:  # noqa: PLR0911 - rules in order
    """ "Maria Lopez, 34, ..." and "40 years old"."""
    if end + 1 < len(tokens) and tokens[end].lower in word_set("numbers", "age", "units"):
        following = [t.lower for t in tokens[end + 1 : end + 3]]
        return following[0] in ("old", "olds") or (following[0] in HYPHENS and following[-1] in ("old", "olds"))
    if not at or not read_digits(tokens[at].text):
        return False
    if is_listed_age(tokens, at) or is_set_off(tokens, at, end) or is_age_then(tokens, at, end):
        return True
    if tokens[at - 1].lower in ("under", "over", "below", "above") and at > 1 and is_people(tokens[at - 2]):
        said_of = tokens[at - 2].pos != "VERB" and tokens[at].text.isdigit() and int(tokens[at].text) < OLDEST
        return said_of and tokens[at - 1].dep == "prep" and (end >= len(tokens) or tokens[end].pos not in NOUN_TAGS)
    if tokens[at - 1].text in (",", "(") and at > 1 and len(tokens[at].text) <= 3:
        closed = end >= len(tokens) or tokens[end].text in (",", ")", ".", ";") or tokens[end].lower in ("of", "and")
        name = tokens[at - 2]
        if closed and is_aged(tokens, at, end):
            return True
        return closed and (
            name.entity == "PERSON" or (name.pos == "PROPN" and name.entity not in ("GPE", "LOC", "DATE"))
        )
    return False


def is_aged(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "A fourth man, 31, was", "the other two men, 27 and 32, were": ages set off after people."""
    noun = tokens[at - 2]
    following = tokens[end].text if end < len(tokens) else "."
    if is_people(noun) is not True or noun.pos not in ("NOUN", "PROPN") or int(read_age(tokens[at])) > OLDEST:
        return False
    if noun.tag in ("NN", "NNP"):
        return following in (",", ")", ".", ";")
    return following.lower() in ("and", ",") and end + 1 < len(tokens) and tokens[end + 1].text.isdigit()


def is_set_off(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "The women, both 22, were", "Rossi, 35, was": a low number between two commas, before a verb."""
    if end + 1 >= len(tokens) or tokens[end].text != "," or int(read_age(tokens[at])) > OLDEST or at < 2:
        return False
    if tokens[at - 1].lower == "both":
        return True
    before, verb = tokens[at - 2], tokens[end + 1]
    single = before.pos == "PROPN" and before.tag != "NNPS" and before.entity not in ("DATE", "TIME")
    return tokens[at - 1].text == "," and single and (verb.pos == "AUX" or verb.tag in ("VBD", "VBZ"))


def is_age_then(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "Rossi, then 24, was held"."""
    return (
        at > 1
        and tokens[at - 1].lower in ("then", "now", "just", "only")
        and tokens[at - 2].text == ","
        and end < len(tokens)
        and tokens[end].text == ","
        and int(read_age(tokens[at])) < OLDEST
    )


def read_age(token: Token) -> str:
    return token.text if token.text.isdigit() else str(OLDEST + 1)


def is_listed_age(tokens: Sequence[Token], at: int) -> bool:
    """The later numbers of "ages 21, 22 and 28"."""
    last = at
    while at > 1 and tokens[at - 1].lower in (",", "and", "or", "to") and tokens[at - 2].text.isdigit():
        at -= 2
    if at > 0 and tokens[at - 1].lower in ("age", "ages", "aged"):
        return True
    people = at < last and at > 1 and tokens[at - 1].text == "," and is_people(tokens[at - 2]) is True
    return (
        people
        and tokens[at - 2].tag in ("NNS", "NNPS")
        and all(int(t.text) < OLDEST for t in tokens[at : last + 1 : 2])
    )


def is_ratio(tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "one in three", "nine out of ten", "4:1", and the second number of each."""
    joints = (("in",), ("out", "of"), ("in", "every"), (":",), ("of", "every"))
    for joint in joints:
        if follows(tokens, end, joint):
            second = end + len(joint)
            quantity = read_quantity(tokens, second) if second < len(tokens) else None
            noun = tokens[quantity.end] if quantity is not None and quantity.end < len(tokens) else None
            if quantity is None or is_year(tokens[second]) or joint[0] == "out":
                continue
            if tokens[at].lower in table("vague_plurals") or follows(tokens, quantity.end, ("of",)):
                continue  # "dozens in one of the deadliest attacks"
            if noun is None or noun.pos not in NOUN_TAGS or is_small(quantity):
                return joint != ("in",) or not time_noun(noun)
        start = at - len(joint)
        if start > 0 and follows(tokens, start, joint) and joint[0] != "of" and not is_year(tokens[at]):
            first = tokens[start - 1]
            if joint[0] == "out" or not (first.lower in table("units") or first.text.isdigit()):
                continue
            after = tokens[end] if end < len(tokens) else None
            return not time_noun(after)
    return False


def is_small(quantity: Quantity) -> bool:
    return quantity.high is not None and quantity.high <= 1000


def is_year(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) == 4


def time_noun(token: Token | None) -> bool:
    """A noun for a time, place or happening: "twelve in three days" is no ratio."""
    return token is not None and token.lemma in word_set("numbers", "no_ratio", "words")


def is_no_set(parse: Parse, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Of "both" only "both died", "both of them" and "both men were" count people, of "pair" and "trio" only "the pair
    were"; "both killed and wounded" and "a pair of boots" count none."""
    token = tokens[at]
    if end != at + 1 or token.lower not in word_set("numbers", "set_words", "words"):
        return False
    subject = token.dep in ("nsubj", "nsubjpass")
    if token.lower != "both":
        definite = at > 0 and tokens[at - 1].lower == "the"
        return not (definite and subject) or (end < len(tokens) and tokens[end].lower == "of")
    head = parse.head(token)
    if is_said_of_two(parse, token):
        return False
    if subject:
        described = head.pos == "AUX" and bool(parse.dependents(head, "attr"))  # "both of whom are members"
        return described or head.pos not in ("VERB", "AUX", "ADJ")
    if head.index + 1 < len(parse.tokens) and parse.tokens[head.index + 1].text == ",":
        return True  # "two Americans, both civilians, were killed"
    return token.dep != "det" or is_people(head) is not True or head.dep not in ("nsubj", "nsubjpass", "dobj")


def is_said_of_two(parse: Parse, both: Token) -> bool:
    """ "Ana Cole and Tim Rowe were both killed": two names, which the word counts; not "both killed and wounded"."""
    before, after = (parse.tokens[i] if 0 <= i < len(parse.tokens) else None for i in (both.index - 1, both.index + 1))
    if before is None or before.pos != "AUX" or after is None or after.tag not in ("VBN", "JJ"):
        return False
    if any(t.dep == "cc" for t in parse.dependents(after)):
        return False
    names = [t for t in parse.dependents(after, "nsubj", "nsubjpass") if t.entity == "PERSON"]
    joined = [t for name in names for t in parse.dependents(name, "conj")]
    return len(names) == 1 and len(joined) == 1 and joined[0].entity == "PERSON"


def is_pronoun(parse: Parse, tokens: Sequence[Token], at: int, end: int) -> bool:
    """ "one" that counts nothing: "no one", "one another", "one day", "this one"."""
    token = tokens[at]
    if token.lower != "one" or end != at + 1:
        return False
    before = tokens[at - 1].lower if at and tokens[at - 1].pos != "SCONJ" else ""
    after = tokens[end].lower if end < len(tokens) else ""
    if before == "which" and token.dep == "nummod" and tokens[at - 1].dep == "pobj":
        return False  # "a blast in which one person died"
    subject = token.tag == "PRP" and token.dep in ("nsubj", "nsubjpass")
    subject = subject and after in ("was", "died", "remained", "remains")  # "where one was in a coma"
    if (token.tag not in ("CD", "NN") and not subject) or before in (
        "no",
        "any",
        "every",
        "each",
        "this",
        "that",
        "which",
        "the",
        "some",
    ):
        return True
    if subject:
        return False
    return after in ("another", "day", "thing", "way", "side", "hand", "point", "time") or token.pos in ("PRON", "NOUN")
