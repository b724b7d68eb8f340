"""Noun phrases: where they begin and end, and which of their words make a name.

A phrase keeps what stands left of its head and the "of" and "from" complements that identify it
("young men from Osh"), never a relative clause. All positions are token indexes, both ends inclusive.
"""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.model import Parse, Span, Token

__all__ = [
    "follows_anti",
    "full_head",
    "phrase_bounds",
    "phrase_name",
    "phrase_span",
    "quoted_tokens",
    "unbroken",
    "whole_word",
]

LEFT = frozenset({"det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet"})
IDENTIFIES = frozenset({"of", "from"})
DROPPED = frozenset({"DT", "PDT", "CD", "WDT", "WP$"})  # tags that begin a phrase but no name
VAGUE_NUMBERS = frozenset({"several", "some", "many", "few", "numerous", "countless", "various"})
HOW_OFTEN = frozenset({"often", "mostly", "mainly", "largely", "sometimes", "usually", "apparently", "reportedly"})
OPENING, CLOSING = "“‘«„", "”»"
LONGEST = 25  # tokens; a longer phrase is a parser's mistake
POSSESSIVE = frozenset({"POS"})


def phrase_bounds(parse: Parse, head: Token, depth: int = 0) -> tuple[int, int]:
    """First and last token of the noun phrase of `head`, within its sentence."""
    sentence = parse.sentence_of(head)
    first = last = head.index
    for child in reversed(parse.dependents(head)):
        if child.index > head.index:
            continue
        if child.dep in LEFT or (child.dep == "punct" and child.text in {"-", "–"}):
            first = min(first, _leftmost(parse, child))
        elif child.dep not in {"advmod", "punct", "cc", "case", "npadvmod", "preconj", "conj"}:
            break
    for child in parse.dependents(head, "prep"):
        if child.index == last + 1 and child.lower in IDENTIFIES and depth < 3:
            objects = parse.dependents(child, "pobj")
            if objects and objects[0].index > child.index:
                last = phrase_bounds(parse, objects[0], depth + 1)[1]
    first = max(first, sentence.first)
    if last - first >= LONGEST:
        first = max(first, head.index - LONGEST // 2)
        last = min(last, head.index + LONGEST // 2)
    return whole_word(parse, _trim(parse, first, head.index)), last


def whole_word(parse: Parse, first: int) -> int:
    """The first token of the hyphenated word that a token is in: of "first-degree murder" no phrase is "degree
    murder"."""
    tokens = parse.tokens
    while first >= 2 and tokens[first - 1].text == "-" and tokens[first - 2].end == tokens[first].start - 1:
        first -= 2
    return first


def _leftmost(parse: Parse, token: Token) -> int:
    lowest, stack = token.index, [token.index]
    while stack:
        for child in parse.children[stack.pop()]:
            if child < token.index or child == token.index + 1:
                lowest = min(lowest, child)
                stack.append(child)
    return lowest


def _trim(parse: Parse, first: int, head: int) -> int:
    """Drop what a quotation mark, bracket or comma cuts off at the left of the head."""
    closed = 0
    for index in range(head - 1, first - 1, -1):
        token = parse.tokens[index]
        closed += token.text == ")"
        if token.text == "(" and closed:
            closed -= 1
        elif token.text in {"(", "[", ";", ":", "—", "--"} or token.lower in {"including"} or _is_dash(parse, token):
            return index + 1
    while first < head and parse.tokens[first].pos == "PUNCT":
        first += 1
    return first


def _is_dash(parse: Parse, token: Token) -> bool:
    """A hyphen with white space on both sides parts, as a dash does; within a word it joins."""
    before, after = parse.tokens[token.index - 1 : token.index], parse.tokens[token.index + 1 : token.index + 2]
    if token.text not in {"-", "–"} or not before or not after:
        return False
    return before[0].end < token.start and token.end < after[0].start


def phrase_span(parse: Parse, head: Token) -> Span:
    """The noun phrase of a head as a span of the document; see `phrase_bounds`."""
    first, last = phrase_bounds(parse, head)
    return Span(parse.tokens[first].start, parse.tokens[last].end)


def phrase_name(parse: Parse, text: str, first: int, last: int) -> str:
    """The words of a phrase without articles and numbers in front and quotation marks around."""
    first = _after_quantity(parse, first, last)
    while first < last and _counts(parse, first):
        first += 1
    while first < last and not any(map(str.isalnum, parse.tokens[first].text)):  # marks, the point of a list
        first += 1
    words = text[parse.tokens[first].start : parse.tokens[last].end]
    return " ".join(words.strip(" \n\t\"“”‘’'").split())


def _counts(parse: Parse, index: int) -> bool:
    """A word before a noun that says how many or how often and nothing of who: an article, a number, "several"."""
    token = parse.tokens[index]
    if token.tag == "CD" and _opens_compound(parse, index):
        return False
    if token.lower in HOW_OFTEN:
        return True
    return token.tag in DROPPED or token.dep == "quantmod" or token.lower in VAGUE_NUMBERS


def _opens_compound(parse: Parse, index: int) -> bool:
    """The number of "20-year-old man" belongs to the adjective."""
    after = parse.tokens[index + 1 : index + 3]
    return len(after) == 2 and after[0].text == "-" and after[1].pos != "NUM" and after[0].start == after[1].start - 1


def _after_quantity(parse: Parse, first: int, last: int) -> int:
    """Past "more than 100", "at least two dozen" at the front of a phrase."""
    numbers = [i for i in range(first, min(first + 6, last)) if parse.tokens[i].pos == "NUM" or _in_number(parse, i)]
    if not numbers or _opens_compound(parse, numbers[-1]):
        return first
    before = parse.tokens[first : numbers[0]]
    counting = all(
        t.pos in {"ADP", "ADV", "SCONJ"} or t.tag in {"JJR", "JJS", "RBR", "DT"} or t.lower in VAGUE_NUMBERS
        for t in before
    )
    return numbers[-1] + 1 if counting and numbers[-1] - numbers[0] == len(numbers) - 1 else first


def _in_number(parse: Parse, index: int) -> bool:
    """The hyphen of "twenty-one", the "and" of "a hundred and five"."""
    token = parse.tokens[index]
    if token.text not in {"-", "and"} or index == 0 or index + 1 >= len(parse.tokens):
        return False
    return parse.tokens[index - 1].pos == "NUM" and parse.tokens[index + 1].pos == "NUM"


def full_head(parse: Parse, head: Token, partitives: frozenset[str]) -> Token:
    """The head that names who is counted: "Uzbeks" in "hundreds of ethnic Uzbeks"."""
    for _ in range(3):
        if head.lemma not in partitives and head.lower not in partitives and head.pos != "NUM":
            return head
        objects = [
            thing for of in parse.dependents(head, "prep") if of.lower == "of" for thing in parse.dependents(of, "pobj")
        ]
        if not objects:
            return head
        head = objects[0]
    return head


def follows_anti(parse: Parse, first: int) -> bool:
    """ "The anti-rebel raid": the name that begins here is that of those whom it is against."""
    return first > 1 and [t.lower for t in parse.tokens[first - 2 : first]] == ["anti", "-"]


def quoted_tokens(parse: Parse) -> frozenset[int]:
    """Indexes of the tokens that stand inside double quotation marks; each paragraph begins outside."""
    inside: list[int] = []
    opened, paragraph = False, -1
    for token in parse.tokens:
        here = parse.sentences[token.sentence].paragraph
        if here != paragraph:
            opened, paragraph = False, here
        if token.text in {'"', "''", "``"}:
            opened = not opened
        elif token.text in OPENING and token.text != "‘":
            opened = True
        elif token.text in CLOSING:
            opened = False
        elif opened:
            inside.append(token.index)
    return frozenset(inside)


def unbroken(words: Iterable[Token], head: Token) -> list[Token]:
    """The run of tokens about `head`, itself one of them, that no other token breaks."""
    by_index = {t.index: t for t in words}
    first = last = head.index
    while first - 1 in by_index:
        first -= 1
    while last + 1 in by_index:
        last += 1
    return [by_index[i] for i in range(first, last + 1)]
