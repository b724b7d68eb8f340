"""Reported speech by other words than verbs: "according to X", "allegedly", "X's claim that", "no evidence of"."""

from __future__ import annotations

from dataclasses import replace

from rashomon.extract.attribution.cues import PLAIN, Sense
from rashomon.extract.attribution.saying import CLAUSE_HEADS, Desk, Draft
from rashomon.extract.attribution.voices import AUTHOR, UNNAMED
from rashomon.model import Claimant, ClaimantKind, Modality, Span, Stance, Token

__all__ = ["adverb_drafts", "copula_drafts", "evidence_drafts", "noun_drafts", "preposition_drafts"]


def preposition_drafts(desk: Desk, token: Token) -> list[Draft]:
    """ "According to X", "in the words of X": the clause around the phrase is what X says."""
    parse = desk.parse
    if token.lower == "per" and not is_by_somebody(desk, token):
        return []
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
        return [Draft(voice[0], voice[1], span, token.index, content, PLAIN)] if content else []
    return []


def is_by_somebody(desk: Desk, token: Token) -> bool:
    """ "Per the Harbour Trust, 12 died", "..., per police": set off, and before somebody who speaks; not "per day"."""
    first = desk.parse.sentence_of(token).first
    before = desk.parse.tokens[token.index - 1].text if token.index > first else ","
    objects = desk.parse.dependents(token, "pobj")
    if before not in (",", "(", "-", "–", "—") or not objects or not desk.voices.can_speak(objects[0]):
        return False
    return objects[0].pos in ("PROPN", "PRON") or objects[0].tag in ("NNS", "NNPS") or objects[0].lower == "police"


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
    while kept and parse.tokens[kept[0]].pos in ("CCONJ", "PUNCT") and parse.tokens[kept[0]].text not in '“"':
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
            for child in parse.dependents(head, "nsubj", "nsubjpass"):
                kept = set(desk.plain_phrase(child))
                skipped |= {t.index for t in parse.subtree(child) if t.index not in kept}
            below = [t.index for t in parse.subtree(head) if t.index not in skipped and t.index != token.index]
            if head.dep == "relcl":
                below = [i for i in desk.plain_phrase(parse.head(head)) if i < head.index] + below
        else:
            below = [t.index for t in parse.subtree(head) if t.index != token.index]
        content = desk.runs(sorted(set(below)))
    elif token.dep == "amod" and token.lower in desk.words.adjectives and head.pos in ("NOUN", "PROPN"):
        sense = desk.words.adjectives[token.lower]
        beside = [p for p in parse.dependents(head, "prep") if p.lower in ("including", "such", "like")]
        last = min((p.index - 1 for p in beside), default=parse.subtree(head)[-1].index)
        made = desk.span(token.index + 1, last)  # "alleged crimes, including a stabbing": that is told as it is
        content = [made] if made else []
    else:
        return []
    if not content:
        return []
    return [Draft(UNNAMED, None, Span(token.start, token.end), token.index, content, sense)]


def noun_drafts(desk: Desk, noun: Token) -> list[Draft]:
    """Nouns of saying: "X's claim that", "reports of", "the official estimate of"."""
    sense = desk.words.nouns.get(noun.lemma)
    content = _noun_content(desk, noun) if sense is not None and noun.pos == "NOUN" else None
    figure = _figure_content(desk, noun) if content is None and noun.lemma in desk.words.own_figures else None
    if figure is not None and _owner(desk, noun) != (None, None):
        sense, content = desk.words.nouns["estimate"], figure
    if sense is None or content is None:
        return []
    owner, official = _owner(desk, noun)
    voice: tuple[Claimant, Span | None] | None = None
    if owner is not None:
        voice = desk.voice(owner, noun, quoted=desk.quoted(noun))
    elif official is not None:
        voice = (Claimant("officials", ClaimantKind.OFFICIAL), Span(official.start, official.end))
    elif noun.lemma in desk.words.hearsay:
        voice = (UNNAMED, None)
        sense = replace(sense, modality=Modality.POSSIBLE)
    if voice is None:
        return []
    return [Draft(voice[0], voice[1], Span(noun.start, noun.end), noun.index, [content], sense)]


def _noun_content(desk: Desk, noun: Token) -> Span | None:
    """The clause with "that" or the "of" phrase of a noun of saying."""
    parse = desk.parse
    for clause in parse.dependents(noun, "acl", "ccomp", "relcl"):
        marks = parse.dependents(clause, "mark")
        if clause.index > noun.index and any(m.lower in ("that", "whether") for m in marks):
            below = parse.subtree(clause)
            return desk.span(below[0].index, below[-1].index)
    behind = _clause_behind(desk, noun)
    if behind is not None:
        return behind
    if noun.lemma in desk.words.clause_only:
        return None
    for prep in parse.dependents(noun, "prep"):
        if prep.lower == "of":
            below = parse.subtree(prep)
            objects = parse.dependents(prep, "pobj")
            taken = any(o.lemma in ("responsibility", "credit") for o in objects)  # see responsibility.py
            return None if taken else desk.span(below[0].index + 1, below[-1].index)
    return None


def _figure_content(desk: Desk, noun: Token) -> Span | None:
    """The number of "the government's figure of 15 dead" and "the union's count of the dead stands at 40"."""
    parse = desk.parse
    behind = [t for t in parse.subtree(noun) if t.index > noun.index]
    if any(t.pos == "NUM" for t in behind):
        first = behind[1] if behind[0].lower == "of" and len(behind) > 1 else behind[0]
        return desk.span(first.index, behind[-1].index)
    verb = parse.head(noun)
    if noun.dep != "nsubj" or verb.index < noun.index:
        return None
    numbers = [t for t in parse.subtree(verb) if t.index > verb.index and t.pos == "NUM"]
    if not numbers or any(t.dep in ("ccomp", "advcl") for t in (numbers[0], *parse.ancestors(numbers[0]))):
        return None
    counted = parse.head(numbers[0]) if numbers[0].dep == "nummod" else numbers[0]
    return desk.span(verb.index, max(numbers[0].index, counted.index))


def _clause_behind(desk: Desk, noun: Token) -> Span | None:
    """ "reports from X and Y that ...": the clause that the parser hung on those who report."""
    parse = desk.parse
    for prep in parse.dependents(noun, "prep"):
        nouns = [t for t in parse.subtree(prep) if t.pos in ("NOUN", "PROPN")]
        names = nouns if prep.lower in ("from", "by") else []  # also in "from partners, which include X, that ..."
        for name in names:
            for clause in parse.dependents(name, "relcl", "acl"):
                that = [m for m in parse.dependents(clause) if m.lower == "that" and m.index < clause.index]
                own = any(t.lower != "that" for t in parse.dependents(clause, "nsubj", "nsubjpass"))
                if that and own and clause.index > name.index:
                    return desk.span(that[0].index, parse.subtree(clause)[-1].index)
    return None


def copula_drafts(desk: Desk, verb: Token) -> list[Draft]:
    """ "The claim is that ...", "One theory is that ...", and "The first is that ..." after such a noun."""
    parse = desk.parse
    clause = next((c for c in parse.dependents(verb, "ccomp") if c.index > verb.index), None)
    subject = next((t for t in parse.dependents(verb, "nsubj") if t.index < verb.index), None)
    if verb.lemma != "be" or clause is None or subject is None:
        return []
    if not any(m.lower == "that" for m in parse.dependents(clause, "mark")):
        return []
    noun: Token | None = subject
    if subject.lemma not in desk.words.nouns:
        noun = _counted_off(desk, subject)
    if noun is None:
        return []
    owner, _ = _owner(desk, noun)
    if owner is None and noun.lemma not in desk.words.hearsay:
        return []
    voice = desk.voice(owner, noun, quoted=desk.quoted(verb)) if owner is not None else (UNNAMED, None)
    content = desk.span(parse.subtree(clause)[0].index, parse.subtree(clause)[-1].index)
    if voice is None or content is None:
        return []
    sense = desk.words.nouns[noun.lemma]
    if voice[0] == UNNAMED:
        sense = replace(sense, modality=Modality.POSSIBLE)
    return [Draft(voice[0], voice[1], Span(subject.start, subject.end), verb.index, [content], sense)]


def _counted_off(desk: Desk, subject: Token) -> Token | None:
    """The hearsay noun of this or the sentence before that "the first", "one", "another" picks out."""
    if subject.lower not in desk.words.ordinals:
        return None
    sentence = desk.parse.sentence_of(subject)
    start = desk.parse.sentences[max(sentence.index - 1, 0)].first
    for token in reversed(desk.parse.tokens[start : subject.index]):
        if token.pos == "NOUN" and token.lemma in desk.words.hearsay and token.lemma in desk.words.nouns:
            return token
    return None


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
