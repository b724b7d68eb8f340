"""Words that say that somebody was hit, and may or may not live: "shot", "struck by a bullet", "taken to hospital".

They state injured only where nothing says that the same people died of it: not in "was shot and killed", nor in
"taken to hospital, where she died". "Shot" alone does so only in a text that tells of no death at all, and of wounds or
treatment: elsewhere nobody can say from the word how many of those shot are among the dead.
"""

from __future__ import annotations

from rashomon.extract.counts.groups import is_people
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Parse, Token

__all__ = [
    "died_of_it",
    "hits_limb",
    "hits_people",
    "is_averted",
    "is_fatal",
    "is_ill",
    "is_loss",
    "is_year_old",
    "loses_people",
    "suffered_injury",
    "tells_of_burying",
    "tells_of_survival",
    "treats_people",
]

SUBJECTS = ("nsubj", "nsubjpass")


def is_fatal(parse: Parse, token: Token) -> bool:
    """ "Fatally shot", "mortally wounded": the adverb makes a verb of harm one of death."""
    adverbs = {t.lower for t in parse.dependents(token, "advmod")}
    if token.index and parse.tokens[token.index - 1].sentence == token.sentence:
        adverbs.add(parse.tokens[token.index - 1].lower)
    return token.pos in ("VERB", "ADJ") and not adverbs.isdisjoint(word_set("casualties", "fatal", "adverbs"))


def is_ill(parse: Parse, token: Token) -> bool:
    """ "Taken to hospital with a high fever", "in intensive care after a stroke": no wound brought him there."""
    preps = [p for t in (token, *parse.dependents(token, "prep")) for p in _phrases_below(parse, t)]
    causes = [o for p in preps if p.lower in ("with", "after", "for", "from") for o in parse.dependents(p, "pobj")]
    listed = word_set("casualties", "illness", "words")
    return any(
        not listed.isdisjoint({o.lemma, *(t.lower for t in parse.dependents(o, "compound", "amod"))}) for o in causes
    )


def _phrases_below(parse: Parse, token: Token) -> list[Token]:
    """Prepositions that hang on a token or on the object of its preposition."""
    return [p for t in (token, *parse.dependents(token, "pobj")) for p in parse.dependents(t, "prep")]


def died_of_it(parse: Parse, token: Token) -> bool:
    """Whether the sentence says of the same people that they died: a word of death joined to the trigger or below it
    that has no subject of its own but a pronoun."""
    words = word_set("casualties", "wounded", "deaths")
    above = {t.index for t in parse.ancestors(token)}
    for death in parse.tokens_of(parse.sentences[token.sentence]):
        if death.index == token.index or not (death.lemma in words or death.lower in words):
            continue
        if any(t.dep == "neg" for t in parse.dependents(death)) or _is_not(parse, death):
            continue
        if _is_of_others(parse, death, token):
            continue
        line = [death, *parse.ancestors(death)]
        own = [s for t in line[:2] if t.index != token.index for s in parse.dependents(t, *SUBJECTS)]
        counted = [s for s in own if s.pos not in ("PRON", "ADV") and s.lower not in ("both", "all")]
        below = any(t.index == token.index for t in line)
        beside = death.index in above and token.dep in ("conj", "advcl", "xcomp", "pcomp")
        if (below and not counted) or (beside and not parse.dependents(token, *SUBJECTS)):
            return True
    return False


def _is_of_others(parse: Parse, death: Token, token: Token) -> bool:
    """ "Besides those killed, 64 people are being treated": the death is said of a noun that is not the trigger's."""
    noun = parse.head(death)
    if death.dep not in ("acl", "relcl") or not (noun.lower == "those" or is_people(noun) is True):
        return False
    own = (*parse.dependents(token, *SUBJECTS, "dobj"), parse.head(token))
    return all(noun.index != t.index for t in own) and noun.index != token.index


def _is_not(parse: Parse, word: Token) -> bool:
    """ "Non-fatal wounds"."""
    before = [t.lower for t in parse.tokens[max(0, word.index - 2) : word.index]]
    return before[-1:] == ["non"] or (before[-1:] == ["-"] and before[:1] == ["non"])


def tells_of_survival(parse: Parse) -> bool:
    """Whether a text speaks of treatment, of wounds or of a limb that was hit."""
    words = word_set("casualties", "wounded", "survival")
    return any(t.lemma in words or t.lower in words for t in parse.tokens)


def tells_of_burying(parse: Parse) -> bool:
    """Whether a text speaks of something that buries or sinks people: who is trapped there is missing."""
    words = word_set("casualties", "trapped", "disasters")
    return any(t.lemma in words for t in parse.tokens)


def is_averted(parse: Parse, noun: Token) -> bool:
    """ "The attempted murder of a guard": harm that did not come about."""
    words = word_set("casualties", "averted", "words")
    return any(t.lower in words for t in parse.dependents(noun, "amod"))


def hits_people(parse: Parse, token: Token) -> bool:
    """ "Two men were shot", "shot a clerk": somebody is hit; "shot a film" or "shot at police" does not."""
    if token.lower not in word_set("casualties", "wounded", "verbs") or token.pos != "VERB":
        return False
    if any(_aims(parse, p) for p in parse.dependents(token) if p.index == token.index + 1):
        return False
    people = parse.dependents(token, "nsubjpass") or parse.dependents(token, "dobj")
    if not people and token.dep in ("acl", "relcl") and token.tag == "VBN":
        people = (parse.head(token),)
    if not people and token.dep == "conj" and token.tag in ("VBN", "VBD"):
        people = parse.dependents(parse.head(token), "nsubjpass")
    if any(t.lower.endswith(("self", "selves")) for t in people):
        people = parse.dependents(token, "nsubj")
    return any(is_people(t) is True or is_year_old(parse, t) or t.pos == "NUM" for t in people)


def loses_people(parse: Parse, token: Token) -> bool:
    """ "We lost four soldiers", "losing two sons", "two lives were lost": people whom one loses by their death, not to
    another place."""
    if token.lemma == "lose" and any(t.lemma == "life" for t in parse.dependents(token, "nsubjpass")):
        return True
    if token.lemma != "lose" or token.pos != "VERB" or parse.dependents(token, "auxpass"):
        return False
    if any(
        o.entity in ("GPE", "LOC")
        for p in parse.dependents(token, "prep")
        if p.lower == "to"
        for o in parse.dependents(p, "pobj")
    ):
        return False
    lost = [*parse.dependents(token, "dobj")]
    lost += [
        t
        for noun in lost
        for p in parse.dependents(noun, "prep")
        if p.lower == "of"
        for t in parse.dependents(p, "pobj")
    ]
    named = word_set("casualties", "lost", "people")
    return any(t.lemma in named or (t.entity == "NORP" and t.tag in ("NNS", "NNPS")) for t in lost)


def is_loss(parse: Parse, token: Token) -> bool:
    """ "The loss of two soldiers", "of a colleague": people whom one loses by their death."""
    if token.lower not in ("loss", "losses"):
        return False
    named = word_set("casualties", "lost", "people")
    of = [t for p in parse.dependents(token, "prep") if p.lower == "of" for t in parse.dependents(p, "pobj")]
    return any(t.lemma in named for t in of)


def hits_limb(parse: Parse, token: Token) -> bool:
    """ "Shot in the leg": who was hit there is told of as hurt, whatever happened to others."""
    limbs = word_set("casualties", "wounded", "limbs")
    return any(t.lemma in limbs for p in parse.dependents(token, "prep") for t in parse.dependents(p, "pobj"))


def suffered_injury(parse: Parse, token: Token) -> Token | None:
    """The noun for the injury that a verb gives its subject: "had minor injuries", "suffered a broken arm"."""
    if token.pos not in ("VERB", "AUX") or token.lemma not in word_set("casualties", "wounded", "suffer"):
        return None
    nouns = [*parse.dependents(token, "dobj")]
    for preposition in parse.dependents(token, "prep"):
        if preposition.lower == "from" and token.lemma != "have":
            nouns.extend(parse.dependents(preposition, "pobj"))
    for noun in nouns:
        described = [t.lower for t in parse.dependents(noun, "amod", "det", "neg")]
        if "no" in described or (
            "non" not in described and any(word in word_set("casualties", "wounded", "deaths") for word in described)
        ):
            continue
        broken = "broken" in described or "fractured" in described
        if noun.lemma in word_set("casualties", "wounded", "injuries") or broken:
            return noun
    return None


def treats_people(parse: Parse, token: Token) -> bool:
    """ "The hospital was treating three men": people who are treated by those who treat the wounded are hurt."""
    if token.lemma != "treat" or token.pos != "VERB" or parse.dependents(token, "auxpass"):
        return False
    doctors = any(t.lemma in word_set("casualties", "wounded", "healers") for t in parse.dependents(token, "nsubj"))
    return doctors and any(is_people(t) is True or t.pos == "NUM" for t in parse.dependents(token, "dobj"))


def _aims(parse: Parse, particle: Token) -> bool:
    """ "Shot at police", "shot up the house"; "shot at a motel" says where."""
    if particle.lower == "at":
        return any(is_people(t) is True or t.pos == "PRON" for t in parse.dependents(particle, "pobj"))
    return particle.lower in ("up", "into", "down")


def is_year_old(parse: Parse, token: Token) -> bool:
    """ "A 19-year-old": an age that stands for the person."""
    if token.lower not in ("old", "olds") or token.index < 4 or token.dep in ("amod", "compound", "acomp"):
        return False
    before = [t.lower for t in parse.tokens[token.index - 4 : token.index]]
    return before[1:] == ["-", "year", "-"] and before[0].isdigit()
