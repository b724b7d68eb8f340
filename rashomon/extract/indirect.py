"""Reported speech without quotation marks: verbs, phrases, nouns and adverbs of saying, by their dependents."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.cues import Sense
from rashomon.extract.saying import CLAUSE_HEADS, Desk, Draft
from rashomon.extract.voices import AUTHOR, UNNAMED
from rashomon.model import Claimant, ClaimantKind, Modality, Span, Stance, Token

__all__ = ["adverb_drafts", "evidence_drafts", "noun_drafts", "preposition_drafts", "verb_drafts"]

AGENT_NEEDED = frozenset(
    "call name style term dub know treat view see regard class classify compare find consider show".split()
)
DECLINES = frozenset("refuse decline fail".split())
TOLLS = frozenset("toll number figure total count loss tally cost casualty".split())
DEFAULT = Sense(Stance.ASSERTS, Modality.ACTUAL)


def verb_drafts(desk: Desk, verb: Token) -> list[Draft]:
    """The attribution that a verb makes, if its lemma is a cue and something that can be said hangs on it."""
    frames = _frames(desk, verb)
    if not frames:
        return []
    if desk.parse.dependents(verb, "auxpass") or verb.tag == "VBN" and verb.dep in ("acl", "amod", "relcl"):
        return _passive(desk, verb, frames)
    found = _active_content(desk, verb, frames)
    if found is None:
        return []
    content, sense, used = found
    head = desk.parse.head(verb)
    if verb.dep == "xcomp" and head.lemma in DECLINES:
        sense = replace(sense, modality=Modality.NEGATED)
    voice = desk.voice(_own_subject(desk, verb), verb, quoted=desk.quoted(verb))
    if voice is None or (voice[1] is None and desk.subject(verb) is None):
        return []
    cue = desk.cue_span(verb)
    if used is not None:
        cue = Span(cue.start, max(cue.end, used.end))
    draft = Draft(voice[0], voice[1], cue, verb.index, content, desk.sense_here(sense, verb))
    return [draft, *_cited(desk, verb, draft)]


def _frames(desk: Desk, verb: Token) -> dict[str, Sense]:
    if verb.pos not in CLAUSE_HEADS or verb.dep in ("aux", "auxpass"):
        return {}
    return desk.words.verbs.get(verb.lemma, {})


def _own_subject(desk: Desk, verb: Token) -> Token | None:
    return desk.subject(verb)


def _active_content(desk: Desk, verb: Token, frames: dict[str, Sense]) -> tuple[list[Span], Sense, Token | None] | None:
    """What is said, the sense of the frame that fits, and a preposition that belongs to the cue."""
    parse = desk.parse
    for child in parse.dependents(verb, "prep", "prt"):
        phrase = desk.words.phrases.get((verb.lemma, child.lower))
        if phrase and child.index <= verb.index + 2 and child.index > verb.index:
            last = max(parse.subtree(child)[-1].index, _edge(desk, verb, child))
            content = desk.span(child.index + 1, last)
            if content is not None:
                return [content], next(iter(phrase.values())), child
    clauses = parse.dependents(verb, "ccomp")
    if clauses and ("c" in frames or "q" in frames or "o" in frames or "i" in frames):
        sense = frames.get("c") or frames.get("o") or frames.get("i") or frames["q"]
        return _clause(desk, verb, clauses), sense, None
    if "i" in frames:
        for child in parse.dependents(verb, "xcomp"):
            content = desk.span(parse.subtree(child)[0].index, _edge(desk, verb, child))
            return ([content] if content else []), frames["i"], None
    parenthetical = _parenthetical(desk, verb) if "c" in frames or "q" in frames else None
    if parenthetical:
        return parenthetical, frames.get("c") or frames["q"], None
    if verb.lemma == "put" and not any(t.lemma in TOLLS for t in parse.dependents(verb, "dobj")):
        return None
    objects = parse.dependents(verb, "dobj", "oprd")
    if objects and (frames.keys() & set("no") or verb.lemma == "put"):
        first = objects[0]
        if first.index < verb.index:
            return None
        content = desk.span(parse.subtree(first)[0].index, _edge(desk, verb, first))
        sense = frames.get("n") or frames.get("o") or DEFAULT
        return ([content] if content else []), sense, None
    if "o" in frames:
        for child in parse.dependents(verb, "prep"):
            if child.lower in ("as", "for", "of", "with") and child.index > verb.index:
                content = desk.span(child.index + 1, _edge(desk, verb, child))
                return ([content] if content else []), frames["o"], None
    return None


def _clause(desk: Desk, verb: Token, clauses: tuple[Token, ...]) -> list[Span]:
    """A clause before, after or around its verb of saying."""
    parse = desk.parse
    own = {t.index for t in parse.subtree(verb)} if False else set()
    clause = clauses[-1]
    below = [t.index for t in parse.subtree(clause) if t.index not in own]
    if below[0] > verb.index:
        content = desk.span(below[0], _edge(desk, verb, clause))
        return [content] if content else []
    if below[-1] < verb.index:
        sentence = parse.sentence_of(verb)
        others = [
            t.index
            for child in parse.dependents(verb, "ccomp", "advcl", "prep", "npadvmod", "punct", "cc", "advmod")
            for t in parse.subtree(child)
            if t.index < below[0]
        ]
        first = min([below[0], *others])
        if first == sentence.first and parse.tokens[first].pos == "CCONJ":
            first += 1
        content = desk.span(first, below[-1])
        return [content] if content else []
    return desk.runs(below)


def _edge(desk: Desk, verb: Token, content: Token) -> int:
    """The last token of what is said: the content's subtree, and what follows it in the verb's clause, up to
    a further verb with the same subject or a participle that is itself a cue."""
    parse = desk.parse
    last = parse.subtree(content)[-1].index
    for child in parse.dependents(verb):
        if child.index <= content.index or child.index <= verb.index:
            continue
        if child.dep in ("punct", "cc"):
            continue
        if child.dep in ("conj", "nsubj", "parataxis"):
            break
        if child.dep in ("advcl", "prep") and _is_cue(desk, child):
            break
        last = max(last, parse.subtree(child)[-1].index)
    return last


def _is_cue(desk: Desk, token: Token) -> bool:
    return token.lemma in desk.words.verbs or token.lower in ("according", "per")


def _parenthetical(desk: Desk, verb: Token) -> list[Span] | None:
    """ "The bridge, police said, was mined": a short clause of saying set off by commas inside another sentence."""
    parse = desk.parse
    subject = next(iter(parse.dependents(verb, "nsubj")), None)
    if subject is None:
        return None
    own = [t.index for t in parse.subtree(verb)]
    sentence = parse.sentence_of(verb)
    if parse.dependents(verb, "dobj", "xcomp", "acomp", "attr", "oprd"):
        return None
    if verb.dep in ("parataxis", "advcl", "ccomp", "dep", "conj") and verb.index != sentence.root:
        marks = {t.lower for t in parse.dependents(verb, "mark", "advmod")}
        if verb.dep != "parataxis" and not (marks <= {"as"}):
            return None
        first, last = own[0], own[-1]
        before = first == sentence.first or parse.tokens[first - 1].text in (",", "—", "–", "-", "(", "”", '"')
        after = (
            last == sentence.last
            or parse.tokens[last].text in (",", "—", "–")
            or (parse.tokens[last + 1].text in (",", ".", "—", "–", "-", ")"))
        )
        if not (before and after) or last - first > 25:
            return None
        rest = [i for i in range(sentence.first, sentence.last + 1) if i < first or i > last]
        return desk.runs(rest) or None
    return None


def _cited(desk: Desk, verb: Token, outer: Draft) -> list[Draft]:
    """ "X, citing Y, said": what X says is Y's."""
    parse = desk.parse
    subject = next(iter(parse.dependents(verb, "nsubj")), None)
    around = [*parse.dependents(verb, "advcl", "prep")]
    if subject is not None:
        around += parse.dependents(subject, "acl", "relcl", "advcl")
    for child in around:
        objects = parse.dependents(child, "dobj")
        if child.lemma in ("cite", "quote") and child.tag == "VBG" and objects:
            voice = desk.voice(objects[0], child, quoted=desk.quoted(child))
            if voice is not None:
                return [
                    Draft(
                        voice[0],
                        voice[1],
                        desk.cue_span(child),
                        child.index,
                        list(outer.content),
                        outer.sense,
                        inner_of=outer,
                    )
                ]
    return []


# ---------------------------------------------------------------- passive


def _passive(desk: Desk, verb: Token, frames: dict[str, Sense]) -> list[Draft]:
    """ "is believed to", "was reported by", "was told that", "the man accused of"."""
    parse = desk.parse
    agent = next((o for a in parse.dependents(verb, "agent") for o in parse.dependents(a, "pobj")), None)
    sense = next((frames[f] for f in "pconiq" if f in frames), None)
    if sense is None or (agent is None and (verb.lemma in AGENT_NEEDED or not frames.keys() & set("pcno"))):
        return []
    if sense.reaction and agent is None:
        return []
    content = _passive_content(desk, verb)
    voice = desk.voice(agent, verb, quoted=desk.quoted(verb))
    if not content or voice is None:
        return []
    return [Draft(voice[0], voice[1], desk.cue_span(verb), verb.index, content, desk.sense_here(sense, verb))]


def _passive_content(desk: Desk, verb: Token) -> list[Span]:
    parse = desk.parse
    clauses = parse.dependents(verb, "ccomp")
    own = [
        t.index
        for c in parse.dependents(verb, "ccomp", "xcomp", "oprd", "prep", "acomp", "advcl", "dobj")
        for t in parse.subtree(c)
        if c.index > verb.index
    ]
    subject = next(iter(parse.dependents(verb, "nsubjpass", "nsubj")), None)
    if clauses and (subject is None or subject.lower == "it" or verb.lemma in ("tell", "inform", "notify", "remind")):
        return _clause(desk, verb, clauses)
    if subject is not None and subject.lower in ("who", "which", "that"):
        subject = parse.head(verb) if verb.dep == "relcl" else None
    before: list[int] = []
    if subject is not None:
        before = [t.index for t in parse.subtree(subject) if t.index < verb.index]
    elif verb.dep in ("acl", "relcl"):
        head = parse.head(verb)
        before = [t.index for t in parse.subtree(head) if t.index < verb.index]
    return desk.runs(before) + desk.runs(sorted(set(own)))


# ---------------------------------------------------------------- other cues


def preposition_drafts(desk: Desk, token: Token) -> list[Draft]:
    """ "According to X", "in the words of X": the clause around the phrase is what X says."""
    parse = desk.parse
    for words in desk.words.prepositions:
        last = token.index + len(words) - 1
        if last >= len(parse.tokens) or any(parse.tokens[token.index + n].lower != w for n, w in enumerate(words)):
            continue
        objects = parse.dependents(parse.tokens[last], "pobj")
        if not objects:
            continue
        voice = desk.voice(objects[0], token, quoted=desk.quoted(token))
        if voice is None:
            return []
        end = parse.subtree(objects[0])[-1].index
        content = _clause_around(desk, token, token.index, end)
        span = Span(token.start, parse.tokens[last].end)
        return [Draft(voice[0], voice[1], span, token.index, content, DEFAULT)] if content else []
    return []


def _clause_around(desk: Desk, token: Token, first: int, last: int) -> list[Span]:
    """The clause that a phrase (tokens first..last) is set into, without the phrase."""
    parse = desk.parse
    sentence = parse.sentence_of(token)
    root = parse.tokens[sentence.root]
    verb = root
    at_edge = first <= sentence.first + 1 or last >= sentence.last - 1
    if not at_edge:
        above = [
            t for t in parse.ancestors(token) if t.pos in CLAUSE_HEADS and parse.dependents(t, "nsubj", "nsubjpass")
        ]
        verb = above[0] if above else root
    below = {t.index for t in parse.subtree(verb)}
    for child in parse.dependents(verb, "conj", "ccomp", "parataxis"):
        other = parse.subtree(child)
        if child.dep != "ccomp" and parse.dependents(child, "nsubj", "nsubjpass") and child.index < first:
            if at_edge and last >= sentence.last - 1:
                below = {t.index for t in other}
                break
        elif child.dep == "conj" and parse.dependents(child, "nsubj", "nsubjpass") and child.index > last:
            below -= {t.index for t in other}
    kept = sorted(i for i in below if not first <= i <= last)
    while kept and parse.tokens[kept[0]].pos in ("CCONJ", "PUNCT") and not parse.tokens[kept[0]].text in '“"':
        kept.pop(0)
    while kept and parse.tokens[kept[-1]].pos == "CCONJ":
        kept.pop()
    return desk.runs(kept)


def adverb_drafts(desk: Desk, token: Token) -> list[Draft]:
    """ "allegedly", "reportedly"; "the alleged attack"."""
    parse = desk.parse
    sense = desk.words.adverbs.get(token.lower)
    head = parse.head(token)
    if sense is not None:
        if head.pos in CLAUSE_HEADS:
            skipped = {
                t.index
                for c in parse.dependents(head, "conj", "parataxis")
                for t in parse.subtree(c)
                if parse.dependents(c, "nsubj", "nsubjpass")
            }
            below = [t.index for t in parse.subtree(head) if t.index not in skipped and t.index != token.index]
            if head.dep == "relcl":
                below = [t.index for t in parse.subtree(parse.head(head)) if t.index < head.index] + below
        else:
            below = [t.index for t in parse.subtree(head) if t.index != token.index]
        content = desk.runs(sorted(set(below)))
    elif token.dep == "amod" and token.lower in desk.words.adjectives and head.pos in ("NOUN", "PROPN"):
        sense = desk.words.adjectives[token.lower]
        made = desk.span(token.index + 1, parse.subtree(head)[-1].index)
        content = [made] if made else []
    else:
        return []
    if not content:
        return []
    return [Draft(UNNAMED, None, Span(token.start, token.end), token.index, content, sense)]


def noun_drafts(desk: Desk, noun: Token) -> list[Draft]:
    """ "X's claim that", "reports of", "the official estimate of"."""
    sense = desk.words.nouns.get(noun.lemma)
    if sense is None or noun.pos != "NOUN":
        return []
    parse = desk.parse
    clause = next(
        (
            c
            for c in parse.dependents(noun, "acl", "ccomp", "relcl")
            if c.index > noun.index and any(m.lower in ("that", "whether") for m in parse.dependents(c, "mark"))
        ),
        None,
    )
    prep = next((c for c in parse.dependents(noun, "prep") if c.lower == "of"), None)
    owner, official = _owner(desk, noun)
    if clause is not None:
        content = desk.span(parse.subtree(clause)[0].index, parse.subtree(clause)[-1].index)
    elif prep is not None and noun.lemma not in desk.words.clause_only:
        below = parse.subtree(prep)
        content = desk.span(below[0].index + 1, below[-1].index)
    else:
        return []
    if content is None:
        return []
    voice: tuple[Claimant, Span | None] | None
    if owner is not None:
        voice = desk.voice(owner, noun, quoted=desk.quoted(noun))
    elif official is not None:
        voice = (Claimant("officials", ClaimantKind.OFFICIAL), Span(official.start, official.end))
    elif noun.lemma in desk.words.hearsay:
        voice = (UNNAMED, None)
        sense = replace(sense, modality=Modality.POSSIBLE)
    else:
        return []
    if voice is None:
        return []
    return [Draft(voice[0], voice[1], Span(noun.start, noun.end), noun.index, [content], sense)]


def _owner(desk: Desk, noun: Token) -> tuple[Token | None, Token | None]:
    """Whose saying a noun is: its possessor, "by X", "from X", or the subject of "made the claim that"; and the
    adjective "official" where that is all that the text says."""
    parse = desk.parse
    for child in parse.dependents(noun, "poss"):
        return child, None
    for child in parse.dependents(noun, "prep", "agent"):
        if child.lower in ("by", "from"):
            for found in parse.dependents(child, "pobj"):
                return found, None
    for child in parse.dependents(noun, "amod", "compound", "nmod"):
        if child.lower == "official":
            return None, child
        if child.dep == "compound" and (
            child.entity in ("ORG", "GPE") or child.lemma in ("police", "government", "army")
        ):
            return child, None
    governor = parse.head(noun)
    if noun.dep == "dobj" and governor.lemma in (
        "make",
        "issue",
        "release",
        "publish",
        "express",
        "repeat",
        "give",
        "have",
    ):
        subject = desk.subject(governor)
        if subject is not None:
            return subject, None
    return None, None


def evidence_drafts(desk: Desk, noun: Token) -> list[Draft]:
    """ "There is no evidence that", "found no proof of": whoever says so doubts what follows."""
    parse = desk.parse
    if noun.lemma not in desk.words.no_evidence or noun.pos != "NOUN":
        return []
    governor = parse.head(noun)
    none = any(t.lower == "no" for t in parse.dependents(noun, "det", "neg"))
    if not none and not (
        governor.lemma in ("be", "have", "find", "see", "offer", "provide") and desk.negated(governor)
    ):
        return []
    content: list[Span] = []
    for child in parse.dependents(noun, "acl", "ccomp", "prep", "relcl"):
        if child.index > noun.index:
            below = parse.subtree(child)
            first = below[0].index + (1 if child.dep == "prep" else 0)
            made = desk.span(first, below[-1].index)
            if made is not None and (child.dep != "prep" or child.lower in ("of", "for")):
                content.append(made)
    if not content:
        return []
    voice: tuple[Claimant, Span | None] | None = None
    if governor.pos in CLAUSE_HEADS and governor.lemma != "be" and noun.dep == "dobj":
        subject = desk.subject(governor)
        voice = desk.voice(subject, governor, quoted=desk.quoted(noun)) if subject is not None else None
    sense = Sense(Stance.DOUBTS, Modality.ACTUAL)
    found = voice or (AUTHOR, None)
    return [Draft(found[0], found[1], Span(noun.start, noun.end), noun.index, content, sense)]
