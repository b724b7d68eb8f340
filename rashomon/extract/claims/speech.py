"""Who says the words at a place: the attribution around a span and the voices between it and the writer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from rashomon.data import lexicon
from rashomon.extract.claims.names import FullNames
from rashomon.model import Attribution, Claimant, ClaimantKind, Modality, Reading, Span, Stance, Token

__all__ = ["AUTHOR", "Speech", "Voice"]

AUTHOR = Claimant("AUTHOR", ClaimantKind.AUTHOR)
DASHES = ("-", "--", "—", "–")
SINCE = frozenset({"since", "after", "before", "following", "during"})  # they put a charge into its time


@dataclass(frozen=True, slots=True)
class Voice:
    """A claimant, the voices between the claimant and the writer (innermost first), and the attribution it
    comes from (None for the writer, and where the words themselves name the claimant)."""

    claimant: Claimant
    span: Span | None
    via: tuple[Claimant, ...]
    attribution: Attribution | None


class Speech:
    """The attributions of one reading, asked by place.

    The innermost attribution is the one with the shortest content span that contains the words; `parent`
    gives the next voice outwards. Content spans are few per document, so a scan per question is enough.
    """

    def __init__(self, reading: Reading) -> None:
        self.parse = reading.parse
        names = FullNames(reading)
        told = [replace(a, claimant=names.fuller(a.claimant, a.claimant_span)) for a in reading.attributions]
        told = names.introduced(names.taken_up(told))
        self.by_id = {a.id: a for a in told}
        self.contents = sorted(
            ((content, a) for a in told if not self.only_shows(a) for content in a.content),
            key=lambda pair: (pair[0].end - pair[0].start, -self._depth(pair[1]), pair[0].start, pair[1].id),
        )

    def _depth(self, attribution: Attribution) -> int:
        return len(self.outwards(attribution))

    def only_shows(self, attribution: Attribution) -> bool:
        """ "A video shows two men": what can be seen there is told by whoever tells of it; "a video purports to show"
        is the video's word. By the codebook (docs/codebook.md, Claimant)."""
        if attribution.cue is None or attribution.claimant_span is None:
            return False
        words = lexicon("claims")["pictures"]
        cue = next((t for t in self.parse.within(attribution.cue) if t.lemma in words["verbs"]), None)
        if cue is None:
            return False
        named = [*self.parse.within(attribution.claimant_span), self.parse.head(cue)]  # "a video showing ..."
        picture = next((t for t in named if t.lemma in words["nouns"]), None)
        if picture is None:
            return False
        between = self.parse.tokens[min(picture.index, cue.index) : max(picture.index, cue.index)]
        return not any(t.lemma in words["doubting"] for t in between)

    def innermost(self, span: Span) -> Attribution | None:
        """The attribution with the shortest content that contains `span`, or None."""
        return next((a for content, a in self.contents if content.contains(span)), None)

    def outwards(self, attribution: Attribution | None) -> tuple[Attribution, ...]:
        """An attribution and its parents, innermost first. A loop of parents ends where it closes."""
        chain: list[Attribution] = []
        while attribution is not None and attribution not in chain:
            chain.append(attribution)
            attribution = self.by_id.get(attribution.parent) if attribution.parent else None
        return tuple(one for one in chain if not self.only_shows(one))

    def is_anothers(self, attribution: Attribution, span: Span) -> bool:
        """Whether the words within somebody's speech are told by whoever reports it."""
        unsaid = attribution.modality is Modality.NEGATED and not attribution.direct  # "did not say how nine died"
        if self.is_inserted(attribution, span):
            return False
        named = self.only_names(attribution, self.parse.within(span))
        return unsaid or named or self.presupposed(attribution, span) or self.is_background(attribution, span)

    def presupposed(self, attribution: Attribution, span: Span) -> bool:
        """True where a denial or a doubt takes the words in `span` for granted.

        "denied any part in the bombing, which killed eight" says no to the part alone: what hangs on a noun
        of involvement, or stands in a relative clause, is told by whoever reports the denial. "denied that
        eight were killed" and "denied the killing of eight" say no to all of it.
        """
        if attribution.stance not in (Stance.DENIES, Stance.DOUBTS) or attribution.direct:
            return False
        words = self.parse.within(span)
        if not words:
            return False
        involvement = lexicon("responsibility")["nouns"]["involvement"]
        above = [t for t in self.parse.ancestors(words[-1]) if t.start >= attribution.content[0].start]
        return any(t.dep == "relcl" for t in (words[-1], *above)) or any(t.lemma in involvement for t in above)

    def is_inserted(self, attribution: Attribution, span: Span) -> bool:
        """ "Doubted that the raid – in which nine died – was the reason": between dashes, after a relative pronoun; the
        nine are told by whoever doubts, and are not doubted."""
        words = self.parse.within(span)
        if not words or attribution.stance not in (Stance.DENIES, Stance.DOUBTS):
            return False
        word = words[0]
        start = max((c.start for c in attribution.content if c.start <= word.start), default=word.start)
        before = [t for t in self.parse.within(Span(start, word.end)) if t.index < word.index]
        last = next((n for n in range(len(before) - 1, -1, -1) if before[n].text in DASHES), None)
        return last is not None and any(t.tag in ("WDT", "WP", "WRB") for t in before[last + 1 : last + 4])

    def is_background(self, attribution: Attribution, span: Span) -> bool:
        """True where nobody in particular charges somebody with a deed, or somebody is not sure of it, and the words
        tell more of the deed.

        "is suspected of planting the bomb that killed three", "police fear that he laid the bombs that killed three":
        that three died is no part of the suspicion or the fear; "is suspected of killing three" is. "The alleged use of
        gas in the attack that killed three" takes back the use alone. By the codebook (docs/codebook.md, Claimant).
        """
        if attribution.cue is None or attribution.direct:
            return False
        words, cue = self.parse.within(span), self.parse.within(attribution.cue)
        unsure = any(t.lemma in lexicon("claims")["background"]["unsure"] for t in cue)
        if attribution.claimant.kind is not ClaimantKind.UNNAMED and not unsure:
            return False
        if len(cue) == 1 and cue[0].dep in ("amod", "advmod"):
            return self._beside_hedge(words, cue[0])
        cues = {t.index for t in cue}
        line = (words[-1], *self.parse.ancestors(words[-1])) if words else ()
        below = list(takewhile(lambda t: t.index not in cues, line))
        if not below or len(below) == len(line) or not any(t.pos in ("VERB", "AUX") for t in cue):
            return False
        if unsure and below[-1].dep == "ccomp":
            below.pop()  # "fear that he laid the bombs": the clause is what they fear
        if not unsure and any(t.lower in SINCE and t.pos in ("ADP", "SCONJ") for t in below):
            return True  # "charged with threats since the murder of nine guards"
        clause = next((n for n, t in enumerate(below) if t.dep == "relcl"), None)
        return clause is not None and not any(t.dep in ("ccomp", "relcl") for t in below[clause + 1 :])

    def only_names(self, attribution: Attribution, words: Sequence[Token]) -> bool:
        """ "Two men whom the mayor described as suspects in the bombing that killed three", "they consider the group,
        which seized the port, an enemy": whoever finds a word for people or for a deed does not tell the rest."""
        if attribution.cue is None or attribution.direct:
            return False
        cue = next((t for t in self.parse.within(attribution.cue) if t.pos == "VERB"), None)
        if cue is None or cue.lemma not in lexicon("claims")["background"]["naming"] or not words:
            return False
        return self._in_clause_below(words, cue)

    def _in_clause_below(self, words: Sequence[Token], top: Token) -> bool:
        """The words stand in a relative clause below a word, and in nothing that is said there."""
        line = (words[-1], *self.parse.ancestors(words[-1]))
        below = list(takewhile(lambda t: t.index != top.index, line))
        clause = next((n for n, t in enumerate(below) if t.dep == "relcl"), None)
        return len(below) < len(line) and clause is not None and not any(t.dep == "ccomp" for t in below[:clause])

    def _beside_hedge(self, words: Sequence[Token], hedge: Token) -> bool:
        """ "Allegedly used gas in the attack that killed three": the clause is no part of what is alleged."""
        hedged = self.parse.head(hedge)
        return self._is_of_other_noun(words, hedged) if hedge.dep == "amod" else self._in_clause_below(words, hedged)

    def _is_of_other_noun(self, words: Sequence[Token], noun: Token) -> bool:
        """The words stand in a clause that describes a noun below the one that is called alleged."""
        line = (words[-1], *self.parse.ancestors(words[-1])) if words else ()
        if all(t.index != noun.index for t in line):
            return False
        below = takewhile(lambda t: t.index != noun.index, line)
        return any(t.dep == "relcl" and t.head != noun.index for t in below)

    def voice(
        self,
        span: Span,
        own: Claimant | None = None,
        own_span: Span | None = None,
        deed: bool = False,
        whole: Span | None = None,
    ) -> Voice:
        """Who says the words in `span`. `own` is a claimant that the words themselves name
        ("the group claimed responsibility"): then the attributions around it are the voices between.
        `deed` says that the words tell who did it: a denial of the deed reaches them, see `presupposed`. `whole` are
        the words with what is told of them ("two men | who died")."""
        chain = self.outwards(self.innermost(span))
        words = self.parse.within(whole or span)
        while chain and (self.only_names(chain[0], words) if deed else self.is_anothers(chain[0], whole or span)):
            chain = chain[1:]
        voices = [a.claimant for a in chain]
        if own is None:
            if not chain:
                return Voice(AUTHOR, None, (), None)
            if self.is_inserted(chain[0], span):
                return Voice(voices[0], chain[0].claimant_span, _distinct(voices[1:], voices[0]), None)
            at = _answerable(voices) if deed or self._by_the_way(chain[0]) else 0
            return Voice(voices[at], chain[at].claimant_span, _distinct(voices[at + 1 :], voices[at]), chain[0])
        return Voice(own, own_span, _distinct(voices, own), None)

    def _by_the_way(self, attribution: Attribution) -> bool:
        """ "Police said that he allegedly set off three bombs", "a man accused of killing nine": a word by the way says
        that it is not proven, and whoever reports it answers for it; "cited reports that ..." are their words."""
        if attribution.claimant.kind is not ClaimantKind.UNNAMED or attribution.direct or attribution.cue is None:
            return False
        cue = self.parse.within(attribution.cue)
        return bool(cue) and not any(t.pos in ("NOUN", "PROPN") for t in cue)


def _answerable(voices: list[Claimant]) -> int:
    """ "The sheriff said that he is believed to have fired": the sheriff is the voice, nobody is not."""
    nobody = (ClaimantKind.UNNAMED, ClaimantKind.AUTHOR)
    return next((n for n, voice in enumerate(voices) if voice.kind not in nobody), 0)


def _distinct(voices: list[Claimant], innermost: Claimant) -> tuple[Claimant, ...]:
    """The voices without repetition of one that was already heard further in, and without nobody: "it is believed"
    carries no words."""
    heard, kept = {innermost.name.lower()}, []
    for voice in voices:
        if voice.name.lower() not in heard and voice.kind is not ClaimantKind.UNNAMED:
            heard.add(voice.name.lower())
            kept.append(voice)
    return tuple(kept)
