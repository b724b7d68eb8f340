"""Who acts, speaks or suffers: names and common nouns, each with its kind, country and chain.

A first walk over the tokens drafts a mention for every head that the lexicons or the parser's entities know;
`actor_chains` then joins the drafts and the pronouns that stand for one entity. See `armed_groups.toml` and
`actors.toml` for what counts as an actor.
"""

from __future__ import annotations

from functools import cache

from rashomon.data import lexicon
from rashomon.extract.actors.actor_chains import Draft, chain_drafts
from rashomon.extract.actors.entities import (
    KnownName,
    Names,
    bodies,
    country_of_adjective,
    is_name,
    noun_kinds,
    read_names,
)
from rashomon.extract.identity import mention_id
from rashomon.extract.syntax.phrases import full_head, phrase_bounds, phrase_name
from rashomon.model import ActorMention, Parse, Reading, Span, Token

__all__ = ["ActorDesk", "find_actors"]

INNER = frozenset({"compound", "nmod", "amod", "npadvmod", "det", "nummod", "quantmod", "advmod", "punct"})
NAME_TAGS = frozenset({"NNP", "NNPS"})
NOUN_TAGS = frozenset({"NN", "NNS"})
DISTANCING = ("so-called ", "self-styled ", "self-proclaimed ", "self-declared ")  # what the writer thinks of the name
STATE_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "poss", "agent", "appos", "attr", "ROOT"})
STATE_PREPOSITIONS = frozenset({"by", "against", "with", "on", "between", "upon", "like", "unlike"})
PRONOUNS = frozenset(
    {"her", "he", "she", "they", "it", "who", "which", "him", "them", "that", "whom", "himself", "herself"}
)
ANSWERABLE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss", "conj", "agent"})


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(lexicon("actors")[section][key])


def find_actors(reading: Reading) -> tuple[ActorMention, ...]:
    """All mentions of those who act, speak or suffer, in text order, pronouns included where they can be resolved.

    `head` is a token index, `span` the noun phrase without relative clauses, `name` the fullest name of the chain.
    """
    parse, names = reading.parse, read_names(reading)
    drafts: list[Draft] = []
    taken: set[int] = set()
    for token in parse.tokens:
        draft = draft_of(reading, names, token)
        if draft is not None and draft.head.index not in taken and sum(c.isalpha() for c in draft.name) > 1:
            taken.add(draft.head.index)
            drafts.append(draft)
    pronouns = [t for t in parse.tokens if t.lower in PRONOUNS and t.tag in {"PRP", "WP", "WDT"}]
    found: list[ActorMention] = []
    for mention in chain_drafts(reading, drafts, pronouns):
        span = Span(parse.tokens[mention.first].start, parse.tokens[mention.last].end)
        number = mention_id("actor", reading.document.id, span, mention.head.index)
        known = (mention.name, mention.kind, mention.country, mention.chain, mention.pronoun)
        found.append(ActorMention(number, span, mention.head.index, *known))
    return tuple(sorted(found, key=lambda m: (m.span.start, m.span.end, m.head)))


def draft_of(reading: Reading, names: Names, token: Token) -> Draft | None:
    """The mention that `token` heads, not yet chained; None when it heads none."""
    if token.dep in INNER:
        return _modifier_draft(reading, names, token)
    if token.index in names.known:
        if names.top(token).index != token.index:
            return None
        named = _named_draft(reading, names, token)
        return named if named is not None or token.tag in NAME_TAGS else _noun_draft(reading, names, token)
    if is_name(token):
        return _named_draft(reading, names, token) or _capital_noun(reading, names, token)
    if token.tag in NOUN_TAGS or token.tag in NAME_TAGS:
        return _noun_draft(reading, names, token)
    return None


class ActorDesk:
    """Asks of single words what `find_actors` asks of all: also of countries in roles that it leaves out."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.names = reading, read_names(reading)

    def describe(self, head: Token) -> Draft | None:
        """What a noun phrase's head names when it is asked for as an actor."""
        top = self.names.top(head)
        named = None
        if is_name(top) or top.index in self.names.known:
            named = _named_draft(self.reading, self.names, top, any_role=True)
        return named or draft_of(self.reading, self.names, head)

    def adjective(self, token: Token) -> Draft | None:
        """ "Russian" in "Russian involvement", "CIA" in "CIA involvement"."""
        if token.index in self.names.known:
            return _named_draft(self.reading, self.names, token, any_role=True)
        adjective, country = country_of_adjective(token.text)
        if not adjective:
            return None
        return Draft(token, token.index, token.index, token.text, "state", country, False, f"state {country}", ())


def _named_draft(reading: Reading, names: Names, head: Token, any_role: bool = False) -> Draft | None:
    first, last = names.bounds(head)
    found = names.kind(head, first, last)
    if found is None:
        return None
    kind, country = found
    if head.tag == "NNPS" and head.index not in names.known and country_of_adjective(head.text)[0]:
        return _people(reading, head, kind, country)
    if (
        kind in {"state", "government"}
        and names.is_place(head)
        and not (any_role or _state_acts(reading.parse, head, kind))
    ):
        return None
    parse, text = reading.parse, reading.document.text
    start = first
    while start > parse.sentence_of(head).first and parse.tokens[start - 1].tag == "NNP":
        before = parse.tokens[start - 1]
        if before.head not in range(first, last + 1) or before.dep not in {"compound", "nmod"}:
            break
        start -= 1
    name = text[parse.tokens[first].start : parse.tokens[last].end]
    if name.lower().startswith(DISTANCING):
        name = name.split(maxsplit=1)[-1]
    if head.index not in names.known and _opens_dateline(parse, first, last):
        return None
    known = names.known.get(head.index)
    key = known[2].name if known and known[0] <= first + 1 else ""
    if key and kind == "state" and country:
        key = f"state {country}"
    title = tuple(t.lower for t in parse.tokens[start:first])
    return Draft(head, start, last, " ".join(name.split()).lstrip(".,;: "), kind, country, True, key, title)


def _opens_dateline(parse: Parse, first: int, last: int) -> bool:
    """ "SORVAN, 12 May -": a name in capitals that opens a sentence, before a comma, bracket or dash."""
    if first != parse.sentence_of(parse.tokens[first]).first or last + 1 >= len(parse.tokens):
        return False
    capitals = all(t.text.isupper() for t in parse.tokens[first : last + 1])
    return capitals and parse.tokens[last + 1].text in {",", "-", "–", "—", "(", "--"}


def _people(reading: Reading, head: Token, kind: str, country: str | None) -> Draft:
    """ "ethnic Uzbeks": a people keeps the words that narrow it."""
    first, last = phrase_bounds(reading.parse, head)
    name = phrase_name(reading.parse, reading.document.text, first, last)
    return Draft(head, first, last, name, kind, country, False, "", ())


def _state_acts(parse: Parse, head: Token, kind: str) -> bool:
    """Countries act as subject, object and owner; their capitals only with verbs of speaking, wanting and sending."""
    while head.dep == "conj" and head.head != head.index:
        head = parse.head(head)
    governor = parse.head(head)
    if head.dep == "pobj":
        if kind == "state":
            return governor.lower in STATE_PREPOSITIONS or governor.dep == "agent"
        return governor.dep == "agent"
    if kind == "government":
        if head.dep != "nsubj" or governor.lemma in lexicon("actors")["voices"]["no_voice"]:
            return False
        deeds = parse.dependents(governor, "dobj", "ccomp", "xcomp")
        return bool(deeds) or governor.lemma in lexicon("actors")["voices"]["verbs"]
    return head.dep in STATE_ROLES


def _modifier_draft(reading: Reading, names: Names, token: Token) -> Draft | None:
    """A group or state before a deed: "the Nato bombing campaign", "Israeli airstrikes"."""
    governor = reading.parse.head(token)
    if token.dep not in {"compound", "amod", "nmod"} or governor.lemma not in _words("deeds", "nouns"):
        return None
    if token.index in names.known:
        _, last, known = names.known[token.index]
        if last == token.index and known.kind not in {"media"} and not names.is_capital(token):
            return _named_draft(reading, names, token, any_role=True)
        return None
    adjective, country = country_of_adjective(token.text)
    if adjective and country:
        return Draft(token, token.index, token.index, token.text, "state", country, False, f"state {country}", ())
    return None


def _capital_noun(reading: Reading, names: Names, head: Token) -> Draft | None:
    """Common nouns that the parser tags as names: "Kyrgyz Troops", "Houthi Rebels" in a headline."""
    if head.lower.rstrip("s") in noun_kinds() or head.lemma in noun_kinds():
        return _noun_draft(reading, names, head)
    return None


def _noun_draft(reading: Reading, names: Names, head: Token) -> Draft | None:
    parse = reading.parse
    inner = full_head(parse, head, _words("partitives", "nouns"))
    if inner.index != head.index:
        return _partitive(reading, names, head, inner)
    kind = common_kind(parse, names, head)
    if kind is None and country_of_adjective(head.text)[0] and head.dep not in INNER:
        kind = "group" if head.tag in {"NNS", "NNPS"} else "person"
    if kind is None:
        return None
    first, last = phrase_bounds(parse, head)
    name = phrase_name(parse, reading.document.text, first, last)
    country = _country_within(parse, names, first, head.index)
    known = _known_before(names, parse, head)
    if known is None:
        return Draft(head, first, last, name, kind, country, False, "", ())
    name = phrase_name(parse, reading.document.text, known[0], known[1])
    return Draft(head, first, last, name, known[2].kind, country, True, known[2].name, ())


def _partitive(reading: Reading, names: Names, head: Token, inner: Token) -> Draft | None:
    """ "hundreds of ethnic Uzbeks": the phrase of the numeral, the name and head of those counted."""
    draft = draft_of(reading, names, inner)
    if draft is None:
        return None
    first = min(draft.first, phrase_bounds(reading.parse, head)[0])
    return Draft(
        draft.head, first, draft.last, draft.name, draft.kind, draft.country, draft.named, draft.key, draft.title
    )


def _known_before(names: Names, parse: Parse, head: Token) -> tuple[int, int, KnownName] | None:
    """ "the Islamic State group": a known name directly before a word that only says what it is."""
    before = head.index - 1
    if before > 3 and parse.tokens[before].text == ")":  # "Islamic State (IS) group"
        before = next((i - 1 for i in range(before, before - 4, -1) if parse.tokens[i].text == "("), before)
    found = names.known.get(before)
    if found is None or head.lemma not in {"group", "movement", "network", "organisation", "organization", "militia"}:
        return None
    return found if found[2].kind in {"rebel", "group", "party", "military"} else None


def common_kind(parse: Parse, names: Names, head: Token) -> str | None:
    """Kind of a common noun as an actor, from its lemma and the words before it; None where it is none."""
    lemma = head.lemma if head.tag in NOUN_TAGS else head.lower
    before = [c for c in parse.dependents(head, "amod", "compound", "nmod") if c.index < head.index]
    words = {c.lower for c in before}
    kind = noun_kinds().get(lemma) or noun_kinds().get(lemma.rstrip("s"))
    if kind is None and lemma.rstrip("s") in _words("plural_only", "nouns"):
        kind = _force_kind(head, words, before, _is_owned(parse, head))
    if kind is None:
        part = lemma in _words("parts", "nouns")
        return _modified_kind(names, before) or _kind_of_whole(parse, names, head) if part else _by_ending(head)
    if words & _words("modifier_kinds", "unnamed"):
        return "unnamed"
    if lemma == "agent" and words & _words("not_people", "agent"):
        return None
    if lemma in _words("modified", "nouns") or lemma.rstrip("s") in _words("modified", "nouns"):
        kind = _modified_kind(names, before) or kind
    plural = head.tag in {"NNS", "NNPS"}
    if kind == "person" and plural:
        return "civilian" if lemma in {"youth", "relative", "neighbour", "neighbor", "victim", "survivor"} else "group"
    if lemma in {"leader", "chief", "head", "boss"} and not plural:
        return "person"
    return kind


def _force_kind(head: Token, words: set[str], before: list[Token], owned: bool) -> str | None:
    plural = head.tag in {"NNS", "NNPS"}
    adjective = any(country_of_adjective(c.text)[0] for c in before)
    named = adjective or any(c.dep == "compound" and c.tag == "NNP" for c in before)
    if not words & _words("plural_only", "force_words") and not (plural and (named or owned)):
        return None
    return "government" if head.lemma == "power" else "police" if "police" in words else "military"


def _is_owned(parse: Parse, head: Token) -> bool:
    """ "His forces", "the general's forces", "forces loyal to the president"."""
    if head.lower != "forces":
        return False
    of = [o for p in parse.dependents(head, "prep") if p.lower == "of" for o in parse.dependents(p, "pobj")]
    owned = bool(parse.dependents(head, "poss")) or any(o.pos == "PROPN" for o in of)
    return owned or any(t.lower == "loyal" for t in parse.dependents(head, "amod"))


def _modified_kind(names: Names, before: list[Token]) -> str | None:
    for word in reversed(before):
        found = names.known.get(word.index)
        if found is not None and found[2].kind in {"rebel", "military", "police"}:
            return found[2].kind
        for kind in ("rebel", "police", "military"):
            if word.lower in _words("modifier_kinds", kind):
                return kind
    return None


def _kind_of_whole(parse: Parse, names: Names, head: Token) -> str | None:
    """ "An affiliate of X", where X is a known armed group."""
    for of in parse.dependents(head, "prep"):
        for whole in parse.dependents(of, "pobj"):
            known = names.known.get(whole.index) if of.lower == "of" else None
            if known is not None and known[2].kind in {"rebel", "military"}:
                return known[2].kind
    return None


def _by_ending(head: Token) -> str | None:
    """ "tribesmen", "oarsman": a man or woman of some trade that no list holds."""
    for ending in ("man", "woman", "men", "women"):
        if head.lower.endswith(ending) and len(head.lower) > len(ending) + 3 and head.tag in NOUN_TAGS:
            return "person" if ending.endswith("an") else "group"
    return None


def _country_within(parse: Parse, names: Names, first: int, last: int) -> str | None:
    for token in parse.tokens[first : last + 1]:
        adjective, country = country_of_adjective(token.text)
        if adjective and country:
            return country
        known = names.known.get(token.index)
        if known is not None and known[2].country:
            return known[2].country
    return None


def is_body(draft: Draft) -> bool:
    """Whether a mention names a body of people, which is "it" or "they"."""
    return draft.head.lemma in bodies()
