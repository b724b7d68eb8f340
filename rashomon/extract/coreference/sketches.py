"""What is known of each event mention when two of them are compared: family, place, time, people, determiner.

A *family* is a group of event words ("bombing", "blast") from `link_events.toml`; two mentions can be one happening
only when their families fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.coreference.reference_signs import Signs
from rashomon.extract.coreference.sequences import told_apart
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import (
    ActorMention,
    EventMention,
    Field,
    Modality,
    Parse,
    PassageKind,
    Place,
    PlaceMention,
    Reading,
    Span,
    TimeMention,
    TimeRange,
    Token,
)

__all__ = ["RESULTS", "TOWN", "Sketch", "families_fit", "family_of", "sketch_mentions", "stories", "tree_steps"]

# Count fields that are the outcome of another happening rather than one of their own.
RESULTS = frozenset({Field.KILLED, Field.INJURED, Field.MISSING, Field.DISPLACED})

YEAR = re.compile(r"^(?:1[89]|20)\d\d$")
DAY_NAME = re.compile(r"^\d{1,2}/\d{1,2}$")  # "the 9/11 attacks"
TOWN, DAYS = 2, 2  # where_prec of a named town, date_prec of a few days
REACH = 4  # steps in the tree between "the attack" and a place or time that is its own
OWN_FAMILY = {Field.DETAINED: "arrest", Field.KIDNAPPED: "abduction", Field.PARTICIPANTS: "protest"}


@dataclass(frozen=True, slots=True)
class Sketch:
    """One event mention, ready to be compared. `story` counts articles within the file; `names` are the proper
    nouns and `years` the years that stand with a noun trigger ("the 2019 Quetta bombing")."""

    mention: EventMention
    family: str
    result: bool
    umbrella: bool
    lemma: str
    paragraph: int
    story: int
    headline: bool
    places: tuple[Place, ...]
    times: tuple[TimeRange, ...]
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    definite: bool
    indefinite: bool
    other: bool
    names: frozenset[str]
    years: frozenset[str]
    group: str
    cumulative: bool = False  # a count over a longer time: "have been killed since the war began"
    generic: bool = False  # a general statement: "bombs have killed civilians"
    late: bool = False  # a death of wounds, perhaps days after the act
    predicate: bool = False  # "it was an attack", "called it an attack"
    resumes: bool = False  # its subject is "the gunmen", "they"
    anaphoric: bool = False  # its sentence opens with "It", "They", "Among the dead": about what was told just before
    newcomers: frozenset[str] = frozenset()  # heads of those it brings in: "a sergeant was shot"
    dead: int = 0  # how many it says were killed, where it counts people of no group
    targets: frozenset[str] = frozenset()  # what was hit or where: "the mosque"
    apart: frozenset[int] = frozenset()  # triggers of happenings that it came days before or after

    def names_whole(self) -> bool:
        """A word such as "violence" or "war" that is not told of one town on one day."""
        exact = any(p.precision <= TOWN for p in self.places) and any(t.precision <= DAYS for t in self.times)
        return (self.umbrella or self.family == "war") and not exact

    def is_own_act(self) -> bool:
        """It has a town, a day or a person of its own, or is one act ("an explosion")."""
        exact = any(p.precision <= TOWN for p in self.places) or any(t.precision <= DAYS for t in self.times)
        named = any(a.kind == "person" and a.name[:1].isupper() and not a.pronoun for a in self.recipients)
        single = self.indefinite and not self.mention.plural
        return exact or named or single or bool(self.newcomers)


@cache
def _families() -> dict[str, str]:
    return {word: family for family, words in lexicon("link_events")["families"].items() for word in words}


@cache
def families_fit(one: str, other: str) -> bool:
    """True when words of the two families may tell of one happening."""
    fits = lexicon("link_events")["fits"]
    return one == other or other in fits.get(one, ()) or one in fits.get(other, ())


def family_of(lemma: str, mention: EventMention) -> str:
    """The family of a trigger: by what it counts, by its word, by its PLOVER mode, by its type."""
    rules = lexicon("link_events")
    if mention.casualty in OWN_FAMILY:
        return OWN_FAMILY[mention.casualty]
    known = _families().get(lemma)
    if mention.casualty in RESULTS:
        return known if known in ("killing", "displacement") else "result"
    if known == "firearms" and rules["modes"].get(mention.mode or "") == "bombardment":
        return "bombardment"  # "rocket fire"
    if lemma in word_set("link_events", "anyhow", "verbs") and not mention.nominal and known == "bombardment":
        known = "bombardment" if rules["modes"].get(mention.mode or "") == "bombardment" else "attack"
    if mention.mode == "unconventional" and known in (None, "attack", "bombardment"):
        return "chemical"  # a gas attack and the air strikes that answer it are two
    if known is not None and known in rules["allowed"].get(mention.type.value, ()):
        return known
    by_mode = rules["modes"].get((mention.mode or "").lower())
    return str(by_mode or rules["types"].get(mention.type.value, mention.type.value.lower()))


def modality_group(modality: Modality) -> str:
    """Actual and possible happenings may be one; planned ones, hypothetical ones and negated ones never become them."""
    return "real" if modality in (Modality.ACTUAL, Modality.POSSIBLE) else modality.value


def stories(reading: Reading) -> dict[int, int]:
    """Per passage its story. A new one begins after a biography or comments, at a headline, and where one article
    follows another directly; advertisements, captions and links stand inside a story."""
    found: dict[int, int] = {}
    story, closed, last = 0, False, PassageKind.METADATA
    for passage in reading.passages:
        kind = passage.kind
        if kind in (PassageKind.HEADLINE, PassageKind.ARTICLE):
            story += closed or last == PassageKind.ARTICLE
            closed = False
        closed = closed or kind in (PassageKind.BIO, PassageKind.COMMENTS)
        found[passage.index] = story
        last = kind
    return found


def sketch_mentions(reading: Reading) -> list[Sketch]:
    """One sketch per event mention, in text order."""
    places = {m.id: m for m in reading.places}
    times = {m.id: m for m in reading.times}
    actors = {m.id: m for m in reading.actors}
    triggers: dict[int, list[int]] = {}
    for mention in reading.events:
        triggers.setdefault(mention.sentence, []).append(mention.head)
    story_of = stories(reading)
    signs = Signs(reading.parse)
    apart = told_apart(reading.parse, frozenset(m.head for m in reading.events))
    dead = _dead(reading)
    kinds = {p.index: p.kind for p in reading.passages}
    title = _title(reading)
    found = []
    for mention in sorted(reading.events, key=lambda m: (m.span.start, m.span.end, m.id)):
        token = reading.parse.tokens[mention.head]
        sentence = reading.parse.sentences[mention.sentence]
        family = family_of(token.lemma, mention)
        definite, indefinite, other, names, years = _phrase(reading, token, mention)
        result = mention.casualty in RESULTS
        rivals = triggers[mention.sentence] if mention.nominal else []
        found.append(
            Sketch(
                mention=mention,
                family=family,
                result=result,
                umbrella=token.lemma in lexicon("link_events")["umbrella"]["words"],
                lemma=token.lemma,
                paragraph=sentence.paragraph,
                story=story_of.get(sentence.passage, 0),
                headline=kinds.get(sentence.passage) == PassageKind.HEADLINE
                or (title is not None and title.contains(mention.span)),
                places=_places(reading, places.get(mention.place or ""), token, definite, rivals),
                times=_times(reading, times.get(mention.time or ""), token, definite, rivals),
                actors=tuple(actors[a] for a in mention.actors if a in actors),
                recipients=tuple(actors[a] for a in mention.recipients if a in actors),
                definite=definite or signs.points_by_subject(token),
                indefinite=indefinite and not signs.points_by_subject(token),
                other=other,
                names=names,
                years=years,
                group=modality_group(mention.modality),
                cumulative=signs.is_cumulative(token, sentence, result),
                generic=signs.is_generic(token, mention.nominal),
                late=result and signs.is_late(token, sentence),
                predicate=signs.points_by_subject(token),
                resumes=signs.resumes(token),
                anaphoric=signs.is_anaphoric(sentence),
                newcomers=signs.newcomers(token, [actors[a] for a in mention.recipients if a in actors]),
                dead=dead.get(mention.id, 0),
                targets=signs.targets(token),
                apart=apart.get(mention.head, frozenset()),
            )
        )
    return found


def _dead(reading: Reading) -> dict[str, int]:
    """Event mention -> the dead that it counts, the highest of its totals; parts and groups of them are left out."""
    found: dict[str, int] = {}
    for count in reading.counts:
        number = count.number.low or count.number.high
        whole = count.field is Field.KILLED and count.part_of is None and count.group is None
        if whole and count.event is not None and number and not count.number.approximate:
            found[count.event] = max(found.get(count.event, 0), number)
    return found


def _title(reading: Reading) -> Span | None:
    """Where the text prints the document's title."""
    title = (reading.document.title or "").strip()
    start = reading.document.text.find(title) if title else -1
    return Span(start, start + len(title)) if start >= 0 else None


def _places(
    reading: Reading, mention: PlaceMention | None, trigger: Token, definite: bool, rivals: list[int]
) -> tuple[Place, ...]:
    """The place of a mention, unless in its own sentence it only tells who speaks ("Peru's ministry said ...")."""
    if mention is None:
        return ()
    parse = reading.parse
    token = _top(parse, mention.span)
    if token is None or token.sentence != trigger.sentence:
        return (mention.place,)
    if _far(parse, token, trigger, definite, rivals):
        return ()
    while token.dep in ("poss", "compound", "nmod", "amod", "appos", "conj") and token.index != trigger.index:
        token = parse.head(token)
    head = parse.head(token)
    if token.dep == "pobj":
        ordinary = head.lower not in ("to", "by", "from", "with") or head.head == trigger.index
        return (mention.place,) if ordinary else ()
    speaks = head.lemma in lexicon("link_events")["determiners"]["speaking"] and head.index != trigger.index
    return () if speaks and token.dep in ("nsubj", "dobj", "dative", "nsubjpass") else (mention.place,)


def _times(
    reading: Reading, mention: TimeMention | None, trigger: Token, definite: bool, rivals: list[int]
) -> tuple[TimeRange, ...]:
    """The time of a mention, unless it stands far from the trigger in the sentence's grammar."""
    if mention is None:
        return ()
    token = _top(reading.parse, mention.span)
    if token is None or token.sentence != trigger.sentence:
        return (mention.time,)
    return () if _far(reading.parse, token, trigger, definite, rivals) else (mention.time,)


def _far(parse: Parse, token: Token, trigger: Token, definite: bool, rivals: list[int]) -> bool:
    """True when a place or time is too far from "the attack", or nearer to another trigger of the sentence."""
    steps = tree_steps(parse, token.index, trigger.index)
    if steps <= REACH:
        return False
    if _clauses_between(parse, token, trigger) > 1:
        return True
    return definite or any(tree_steps(parse, token.index, rival) <= steps - 2 for rival in rivals)


def _clauses_between(parse: Parse, token: Token, trigger: Token) -> int:
    """Relative and subordinate clauses that a place stands in and the trigger does not."""
    above = {trigger.index, *(t.index for t in parse.ancestors(trigger))}
    path = [token, *parse.ancestors(token)]
    own = [t for t in path if t.index not in above]
    return sum(t.dep in ("relcl", "advcl", "ccomp") for t in own)


def _top(parse: Parse, span: Span) -> Token | None:
    """The token of a span that the rest of the span hangs on."""
    tokens = parse.within(span)
    own = {t.index for t in tokens}
    return next((t for t in tokens if t.head not in own or t.head == t.index), tokens[-1] if tokens else None)


def tree_steps(parse: Parse, one: int, other: int) -> int:
    """Steps between two tokens of one sentence in its dependency tree."""
    up = {one: 0}
    for steps, token in enumerate(parse.ancestors(parse.tokens[one]), start=1):
        up[token.index] = steps
    if other in up:
        return up[other]
    for steps, token in enumerate(parse.ancestors(parse.tokens[other]), start=1):
        if token.index in up:
            return up[token.index] + steps
    return 99


def _phrase(
    reading: Reading, token: Token, mention: EventMention
) -> tuple[bool, bool, bool, frozenset[str], frozenset[str]]:
    """How the words around the trigger point: definite, indefinite, another one; its names and years."""
    parse, words = reading.parse, lexicon("link_events")["determiners"]
    below = parse.dependents(token)
    if token.pos not in ("NOUN", "PROPN", "PRON"):
        other = any(t.lower in words["adverbs"] for t in below if t.dep == "advmod")
        arm = mention.weapon
        used = [t for t in below if t.dep == "dobj" and arm is not None and t.start < arm.end and arm.start < t.end]
        new = any(d.lower in words["indefinite"] for t in used for d in parse.dependents(t, "det"))  # "set off a bomb"
        return token.pos == "PRON", new, other, frozenset(), frozenset()
    left = [t for t in below if t.index < token.index]
    left += [d for t in left if t.dep in ("compound", "poss", "nmod") for d in parse.dependents(t)]
    if token.dep == "conj" and parse.head(token).pos == "NOUN" and not any(t.dep in ("det", "poss") for t in left):
        left += [t for t in parse.dependents(parse.head(token), "det", "poss") if t.index < token.index]
    left += [t for t in _container_words(parse, token) if t.dep in ("det", "poss", "amod")]
    names = frozenset(t.lower for t in left if (t.pos == "PROPN" and len(t.text) > 2) or DAY_NAME.match(t.text))
    years = frozenset(t.text for t in left if YEAR.match(t.text))
    if token.pos == "PROPN":
        names |= {token.lower}
    lowers = {t.lower for t in left}
    pointing = bool(lowers & set(words["near"]))
    definite = bool(lowers & set(words["definite"])) or token.pos == "PRON" or any(t.dep == "poss" for t in left)
    indefinite = bool(lowers & set(words["indefinite"])) or (token.tag == "NNS" and not definite)
    other = bool(lowers & set(words["other"])) and not pointing
    held = {parse.head(parse.head(token)).lemma} if token.dep == "pobj" and parse.head(token).lower == "of" else set()
    other = other or (not definite and bool((lowers | held) & set(words["other_unless_definite"])))
    return definite, indefinite, other, names, years


def _container_words(parse: Parse, token: Token) -> tuple[Token, ...]:
    """What stands with "outbreak" in "this latest outbreak of violence"; by the order of the words, since parsers
    often lose the noun after "of"."""
    if token.index < 2 or parse.tokens[token.index - 1].lower != "of":
        return ()
    holder = parse.tokens[token.index - 2]
    known = holder.lemma in lexicon("link_events")["determiners"]["containers"]
    return parse.dependents(holder) if known and holder.sentence == token.sentence else ()
