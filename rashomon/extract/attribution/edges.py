"""Where somebody's words really end: the trained reader's edges, mended by the syntax around them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from rashomon.data import lexicon
from rashomon.extract.attribution.inserted import DASHES
from rashomon.extract.attribution.saying import CLAUSE_HEADS, Desk, Draft
from rashomon.model import Span, Token

__all__ = [
    "closed",
    "deed_alone",
    "inserted_alone",
    "is_below_line",
    "is_statement",
    "joined",
    "outside_noun_left",
    "own_sentence",
    "whole_clause",
    "whole_sentence",
    "with_the_rest",
    "with_trailing_clause",
    "within_quotation",
    "without_comment",
    "without_dateline",
]

RELATIVES = ("WDT", "WP", "WP$", "WRB")
DATELINE = 12  # tokens that a dateline may take
AFTER = 12  # tokens that may follow a closing "officials said": a day, a place, a medium
SHORT = 6  # tokens between a cue and the comma after it, where the two are set off
INSIDE = ("dobj", "attr", "pobj", "nummod", "quantmod", "amod", "compound", "det", "acomp", "prt")


def deed_alone(desk: Desk, draft: Draft, content: Span) -> Span:
    """A deed that somebody admits, condemns or recalls without a clause ("claimed the bombing that wounded five"): what
    a relative clause adds is told by the writer."""
    tokens = desk.parse.within(content)
    if not tokens or desk.top(tokens).pos in CLAUSE_HEADS:
        return content
    for token in tokens[1:]:
        verb = _clause_verb(desk, token) if token.tag in RELATIVES else token
        if verb.dep == "relcl" and desk.parse.head(verb).start >= content.start and not is_charged(desk, draft, verb):
            first = desk.parse.subtree(verb)[0]
            if first.index > tokens[0].index:
                return desk.span(tokens[0].index, first.index - 1) or content
    return content


def is_charged(desk: Desk, draft: Draft, clause: Token) -> bool:
    """ "Accused the regime of an attack that killed 30": of what nobody was told before, all is part of the charge."""
    cues = desk.parse.within(draft.cue) if draft.cue is not None else ()
    if any(t.lemma == "report" for t in cues):
        return True  # no deed, but news
    if not cues or cues[-1].lemma != "accuse":
        return False
    deed = desk.parse.head(clause)
    return any(t.lower in ("a", "an", "another") for t in desk.parse.dependents(deed, "det"))


def is_statement(desk: Desk, draft: Draft, content: Span) -> bool:
    """Words that a comma parts from the cue behind them ("..., according to X"): a statement, however it was parsed."""
    behind = min((span.start for span in _marks(draft)), default=0)
    return content.end <= behind and "," in desk.text[content.end : behind]


def is_below_line(desk: Desk, draft: Draft) -> bool:
    """ "The storm will pass, he says (end of a line) It is a wonder that ...": words without marks in a line of their
    own, which no colon brings in, are not what the line above tells."""
    if draft.cue is None or draft.direct or not draft.content:
        return False
    first = min(draft.content)
    between = desk.text[draft.cue.end : first.start]
    return "\n" in between and ":" not in between and not _is_quoted(desk, first)


def own_sentence(desk: Desk, draft: Draft) -> list[Span]:
    """The content without what stands in other sentences than the cue, unless quoted: a cue without marks reaches no
    further than its sentence, where that has content at all."""
    cue = desk.parse.at(draft.cue.start) if draft.cue is not None else None
    if cue is None:
        return draft.content
    sentence = desk.parse.sentence_of(cue).span
    own = [span for span in draft.content if span.start < sentence.end and sentence.start < span.end]
    if not own or desk.text[sentence.end - 1] == ":":
        return draft.content
    kept = [span for span in draft.content if span in own or _is_quoted(desk, span)]
    return [_within(desk, span, sentence) if span in own else span for span in kept]


def _within(desk: Desk, content: Span, sentence: Span) -> Span:
    """ "Officials said 167 had died. Six others were hurt": without the next sentence, where a full stop ends the cue's
    own and nothing is quoted. What stands before it is left: the parser ends sentences at abbreviations."""
    if content.end <= sentence.end or desk.text[sentence.end - 1 : sentence.end] not in (".", "!", "?"):
        return content
    following = desk.parse.at(sentence.end) or next(
        (t for t in desk.parse.within(content) if t.start >= sentence.end), None
    )
    if (
        following is None
        or not following.text[:1].isupper()
        or _is_quoted(desk, content)
        or desk.quote_of[following.index] >= 0
    ):
        return content
    return Span(content.start, sentence.end - 1)


def within_quotation(desk: Desk, draft: Draft) -> list[Span]:
    """ "“The army says that nine died,” Lind said, | adding that ...": the content without what stands outside the
    quotation that the cue is in."""
    cue = desk.parse.at(draft.cue.start) if draft.cue is not None else None
    owner = desk.quote_of[cue.index] if cue is not None else -1
    if owner < 0 or not desk.quotes[owner].sentence_like:
        return draft.content
    parts = desk.quotes[owner].parts
    cut = [
        Span(max(span.start, part.start), min(span.end, part.end))
        for span in draft.content
        for part in parts
        if span.overlaps(part)
    ]
    return cut or draft.content


def whole_clause(desk: Desk, draft: Draft, content: Span) -> Span:
    """ "They say that raids in the south, in which 21 were held, | failed": words that hold the subject of what is said
    and break off before its verb, with the rest of the clause."""
    tokens = desk.parse.within(content)
    if draft.cue is None or not tokens or content.start < draft.cue.end or _is_quoted(desk, content):
        return content
    cues = {t.index for t in desk.parse.within(draft.cue)}
    subjects = [t for t in tokens if t.dep in ("nsubj", "nsubjpass") and t.head > tokens[-1].index]
    verb = desk.parse.head(subjects[0]) if subjects else None
    if verb is None or verb.dep != "ccomp" or verb.head not in cues:
        return content
    last = desk.parse.subtree(verb)[-1]
    reach = desk.parse.tokens[tokens[-1].index + 1 : last.index + 1]
    if any(desk.quote_of[t.index] >= 0 for t in reach) or last.sentence != tokens[0].sentence:
        return content
    return desk.span(tokens[0].index, last.index) or content


def outside_noun_left(desk: Desk, draft: Draft, spans: list[Span]) -> list[Span]:
    """ "Three of the gunmen, believed to belong to a militia, were killed": what is believed is what follows the
    participle; the noun that it is said of, and what happened to it, are the writer's."""
    cue = desk.parse.at(draft.cue.start) if draft.cue is not None else None
    verb = cue if cue is None or cue.pos in CLAUSE_HEADS else desk.parse.head(cue)
    if verb is None or draft.claimant_span is not None or verb.dep != "acl" or verb.tag not in ("VBN", "VBD"):
        return spans
    after = [span for span in spans if span.start >= verb.end]
    return after or spans


def with_trailing_clause(desk: Desk, draft: Draft, content: Span) -> Span:
    """ "Said that it was worse than the raid in March, | which left 130 dead": a statement that stops before the clause
    that ends its sentence, with that clause. What background a speaker gives is the speaker's."""
    tokens = desk.parse.within(content)
    if draft.cue is None or draft.claimant_span is None or not tokens or content.start < draft.cue.end:
        return content
    last = tokens[-1]
    after = desk.parse.tokens[last.index + 1 : desk.parse.sentence_of(last).last + 1]
    if len(after) < 4 or after[0].text != "," or after[1].tag not in RELATIVES or after[-1].text not in (".", "!"):
        return content
    if desk.top(tokens).pos not in CLAUSE_HEADS or any(desk.quote_of[t.index] >= 0 for t in (last, *after)):
        return content
    clause = _clause_verb(desk, after[1])
    if clause.dep != "relcl" or not tokens[0].index <= clause.head <= last.index:
        return content
    below = desk.parse.subtree(clause)
    if below[-1].index < after[-1].index - 1:
        return content
    return desk.span(tokens[0].index, after[-2].index) or content


def _is_quoted(desk: Desk, span: Span) -> bool:
    token = desk.parse.at(span.start)
    return token is not None and desk.quote_of[token.index] >= 0


def _clause_verb(desk: Desk, token: Token) -> Token:
    """The verb of the clause that a word opens."""
    while token.pos not in CLAUSE_HEADS and desk.parse.head(token) is not token:
        token = desk.parse.head(token)
    return token


def joined(desk: Desk, draft: Draft, content: list[Span], cues: Sequence[int]) -> list[Span]:
    """ "Said that the raid, | which killed nine, | was a crime": what is set off within somebody's statement is said
    with it, unless another voice or a quotation stands in it. `cues` are the tokens of all cues, in order."""
    if draft.claimant_span is None or draft.cue is None:
        return content
    found: list[Span] = []
    for span in sorted(content):
        if found and _is_set_off(desk, draft, Span(found[-1].end, span.start), cues):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _is_set_off(desk: Desk, draft: Draft, gap: Span, cues: Sequence[int]) -> bool:
    """Whether nothing but an insertion into one sentence stands between two parts of what is said."""
    tokens = desk.parse.within(gap) if gap.start < gap.end else ()
    if not tokens or desk.parse.at(gap.start - 1) is None or any(gap.overlaps(span) for span in _marks(draft)):
        return False
    before, after = desk.parse.at(gap.start - 1), desk.parse.at(gap.end)
    if before is None or after is None or before.sentence != after.sentence or tokens[0].text not in (",", *DASHES):
        return False
    alone = all(desk.quote_of[t.index] < 0 and t.text not in (";", ":") for t in tokens)
    return alone and not any(t.index in cues for t in tokens)


def _marks(draft: Draft) -> list[Span]:
    return [span for span in (draft.cue, draft.claimant_span) if span is not None]


def without_comment(desk: Desk, draft: Draft, content: Span) -> Span:
    """ "Says that the raids will go on, | a stance that has cost it friends": what takes up a statement in order to say
    something of it is the writer's."""
    tokens = desk.parse.within(content)
    if draft.cue is None or not tokens or content.start < draft.cue.end or _is_quoted(desk, content):
        return content
    for comma, article in pairwise(tokens):
        if comma.text != "," or article.lower not in ("a", "an") or article.index + 2 > tokens[-1].index:
            continue
        noun = next((t for t in tokens if t.index > article.index and t.pos in ("NOUN", "PROPN", "VERB")), article)
        behind = desk.parse.tokens[noun.index + 1]
        if noun.lemma in _takings() and behind.lower in ("that", "which"):
            return desk.span(tokens[0].index, comma.index - 1) or content
    return content


@cache
def _takings() -> frozenset[str]:
    """Nouns that take up what somebody said."""
    return frozenset(lexicon("cues")["taken_up"]["nouns"].split())


def inserted_alone(desk: Desk, draft: Draft, content: Span) -> Span:
    """What an insertion between dashes says ends with it ("a bombing - which X said hit a base - killed 16")."""
    cue = desk.parse.at(draft.cue.start) if draft.cue is not None else None
    if cue is None or content.start < cue.end:
        return content
    first = desk.parse.sentence_of(cue).first
    if sum(_is_dash(desk, t) for t in desk.parse.tokens[first : cue.index]) % 2 == 0:
        return content
    tokens = desk.parse.within(content)
    dash = next((t for t in tokens if _is_dash(desk, t)), None)
    return content if dash is None else desk.span(tokens[0].index, dash.index - 1) or content


def _is_dash(desk: Desk, token: Token) -> bool:
    """A dash between words; the hyphen of "20-year-old" is none."""
    spaced = desk.text[token.start - 1 : token.start].isspace() and desk.text[token.end : token.end + 1].isspace()
    return token.text in DASHES or (token.text == "-" and spaced)


def closed(desk: Desk, content: Span) -> Span:
    """Words that break off within a phrase ("killed three and injured | about 150 people", "100 | dead"), with the rest
    of it."""
    tokens = desk.parse.within(content)
    if not tokens or tokens[-1].index + 1 >= len(desk.parse.tokens):
        return content
    last, following = tokens[-1], desk.parse.tokens[tokens[-1].index + 1]
    if following.sentence != last.sentence or following.pos == "PUNCT":
        return content
    if last.pos == "NUM" and last.head == following.index and following.pos in ("NOUN", "ADJ"):
        return desk.span(tokens[0].index, following.index) or content
    top = following
    while top.head > last.index and desk.parse.head(top) is not top:
        top = desk.parse.head(top)
    if top.dep not in INSIDE or not tokens[0].index <= top.head <= last.index:
        return content
    end = following.index
    for token in desk.parse.subtree(top):
        if token.index > end:
            if token.pos == "PUNCT" or token.index != end + 1:
                break
            end = token.index
    return desk.span(tokens[0].index, end) or content


def without_dateline(desk: Desk, content: Span) -> Span:
    """ "HAVANA, Cuba - A bomb killed nine, police said": the police begin after the dash."""
    tokens = desk.parse.within(content)
    dash = next((n for n, t in enumerate(tokens[:DATELINE]) if _is_dash(desk, t)), None)
    if not dash or dash + 1 >= len(tokens) or len(tokens[0].text) < 3 or not tokens[0].text.isupper():
        return content
    return desk.span(tokens[dash + 1].index, tokens[-1].index) or content


def whole_sentence(desk: Desk, draft: Draft, cues: Sequence[int], content: list[Span]) -> list[Span]:
    """`content`, and of a sentence that ends on its cue ("..., police said.", "..., according to X.") or has it set off
    ("..., police said, in the worst raid in years."): all of the sentence before the cue, unless another cue or a
    quotation stands in it. `cues` are the tokens of all cues, in order."""
    cue = desk.parse.at(draft.cue.start) if draft.cue is not None else None
    if cue is None or draft.claimant_span is None:
        return content
    sentence = desk.parse.sentence_of(cue).span
    said = [span for span in content if sentence.start <= span.start < cue.start]
    before = _before(desk, draft, cue, cues)
    if len(said) != 1 or not before or said[0].end > before[-1].end:
        return content
    whole = desk.span(before[0].index, before[-1].index)
    if whole is None or said[0].contains(whole):
        return content
    return [whole if span == said[0] else span for span in content]


def _before(desk: Desk, draft: Draft, cue: Token, cues: Sequence[int]) -> list[Token]:
    """The words of a sentence before the cue that ends it; empty where they may not all be said."""
    parse, sentence = desk.parse, desk.parse.sentence_of(cue)
    edges = _marks(draft)
    first, ending = min(s.start for s in edges), parse.at(max(s.end for s in edges) - 1)
    rest = parse.tokens[ending.index + 1 : sentence.last + 1] if ending is not None else ()
    set_off = bool(rest) and rest[0].text == "," and rest[0].index - cue.index < SHORT
    if ending is None or (not set_off and (len(rest) > AFTER or any(t.pos in CLAUSE_HEADS for t in rest))):
        return []
    before = [t for t in parse.tokens[sentence.first : cue.index] if t.end <= first]
    while before and (before[-1].pos == "PUNCT" or before[-1].lower in ("as", "and")):
        before.pop()
    if any(sentence.first <= other < cue.index for other in cues):
        return []
    if any(desk.quote_of[t.index] >= 0 or t.text in (";", ":") for t in before):
        return []
    return before[1:] if before and before[0].pos == "CCONJ" else before


def with_the_rest(desk: Desk, draft: Draft) -> list[Span]:
    """ "A toll of 40 was announced, with 100 more injured": what hangs on the passive verb of saying is said too."""
    if draft.cue_token < 0 or not draft.content:
        return []
    verb = desk.parse.tokens[draft.cue_token]
    after = [p for p in desk.parse.dependents(verb, "prep") if p.lower == "with" and p.index > verb.index]
    passive = desk.parse.dependents(verb, "nsubjpass") and all(span.end <= verb.start for span in draft.content)
    told = [p for p in after if any(o.tag in ("VBN", "JJ", "VBD") for o in desk.parse.dependents(p, "pcomp", "pobj"))]
    spans = [desk.span(p.index, desk.parse.subtree(p)[-1].index) for p in told] if passive else []
    return [span for span in spans if span is not None]
