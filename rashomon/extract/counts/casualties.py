"""Words that state that people were killed, injured, detained and so on, or that they took part in a protest.

Rules of the field that this module settles:
- "casualties" alone says neither killed nor injured, so it states nothing; "fatal casualties" states killed.
- "victims" alone states nothing; "mortal victims" and "claimed 12 victims" state killed.
- "shot" states injured only in a text without deaths: elsewhere who was shot may be dead or hurt (`wounded.py`).
  "Shot dead" states killed.
- A suspect who "fled the scene" is not displaced.
- Nouns for people ("protesters", "bodies") are triggers only where they are counted.
"""

from __future__ import annotations

from functools import cache, lru_cache

from rashomon.data import lexicon
from rashomon.extract.counts.captors import (
    goes_home,
    holds_captives,
    is_captive,
    is_held_captive,
    is_no_arrest,
    is_pictured,
    is_rescued,
    is_rounded_up,
)
from rashomon.extract.counts.casualty_phrases import CLAUSE_ENDS, Phrase, completion, phrases
from rashomon.extract.counts.flight import is_flight, lives_so, runs_away
from rashomon.extract.counts.groups import forms, is_gathering, is_people, is_trade
from rashomon.extract.counts.numerals import table
from rashomon.extract.counts.wounded import (
    died_of_it,
    hits_limb,
    hits_people,
    is_averted,
    is_fatal,
    is_ill,
    is_loss,
    is_year_old,
    loses_people,
    suffered_injury,
    tells_of_burying,
    tells_of_survival,
    treats_people,
)
from rashomon.extract.syntax.inflection import verb_forms
from rashomon.extract.syntax.wordsets import word_set
from rashomon.model import Field, Parse, Span, Token
from rashomon.triggers import CasualtyTrigger

__all__ = ["find_casualties", "state_field"]

NUMBER_TAGS = frozenset({"CD"})
COUNTED = frozenset({"dozen", "hundred", "thousand", "million", "score", "number", "ten", "crowd"})  # "a crowd of 500"


@cache
def field_words(section: str) -> dict[str, Field]:
    """lemma -> field for one section of the lexicon."""
    table = lexicon("casualties")[section]
    return {word: Field(field) for field, words in table.items() for word in words}


@cache
def verbs(section: str) -> dict[str, tuple[str, Field]]:
    """inflected form -> (lemma, field)."""
    fields = field_words(section)
    return {form: (lemma, fields[lemma]) for form, lemma in verb_forms(fields).items()}


@cache
def after_words() -> dict[str, frozenset[str]]:
    return {word: frozenset(words) for word, words in lexicon("casualties")["after"].items()}


def state_field(token: Token) -> Field | None:
    """The field of a word for people by what happened to them ("the wounded", "detainees"); None for "victims"."""
    return field_words("state").get(token.lower) or next(
        (
            field
            for form in forms(token)
            for field in (field_words(s).get(form) for s in ("people", "happening"))
            if field
        ),
        None,
    )


@lru_cache(maxsize=1)
def find_casualties(parse: Parse) -> tuple[CasualtyTrigger, ...]:
    """All triggers of a parsed text, in order; each token is at most one trigger. Three stages ask for them in turn."""
    found: list[CasualtyTrigger] = []
    taken: set[int] = set()
    for token in parse.tokens:
        if token.index in taken:
            continue
        trigger = (
            _phrase(parse, token, taken)
            or _total(parse, token)
            or _qualified(parse, token)
            or _verb(parse, token)
            or _shot(parse, token)
            or _suffers(parse, token)
            or _state(parse, token)
            or _happening(parse, token)
            or _people(parse, token)
        )
        if trigger is not None:
            found.append(trigger)
            taken.add(trigger.token)
            if trigger.second is not None:
                taken.add(trigger.second)
    if any(t.field is Field.KILLED for t in found) or not tells_of_survival(parse):
        found = [t for t in found if not _is_shot(parse, t) or hits_limb(parse, parse.tokens[t.token])]
    if not tells_of_burying(parse):
        trapped = word_set("casualties", "trapped", "words")
        found = [t for t in found if parse.tokens[t.token].lower not in trapped or t.second is not None]
    found = [t for t in found if t.field is not Field.MISSING or not is_rescued(parse, parse.tokens[t.token])]
    return tuple(t for t in found if not _is_argument(parse, t, found))


def _is_shot(parse: Parse, trigger: CasualtyTrigger) -> bool:
    """The bare verb "shot", which says nothing of the outcome."""
    shots = word_set("casualties", "wounded", "verbs")
    return trigger.second is None and parse.tokens[trigger.token].lower in shots and trigger.field is Field.INJURED


def _shot(parse: Parse, token: Token) -> CasualtyTrigger | None:
    if not hits_people(parse, token) or died_of_it(parse, token):
        return None
    own = any(t.lower.endswith(("self", "selves")) for t in parse.dependents(token, "dobj"))
    return CasualtyTrigger(token.index, Span(token.start, token.end), Field.INJURED, "subject" if own else "object")


def _suffers(parse: Parse, token: Token) -> CasualtyTrigger | None:
    """ "Two others had minor injuries", "received other, lighter wounds"."""
    if treats_people(parse, token):
        return CasualtyTrigger(token.index, Span(token.start, token.end), Field.INJURED, "object")
    injury = suffered_injury(parse, token)
    if injury is None or died_of_it(parse, token):
        return None
    return CasualtyTrigger(token.index, Span(token.start, token.end), Field.INJURED, "subject", second=injury.index)


def _is_argument(parse: Parse, trigger: CasualtyTrigger, found: list[CasualtyTrigger]) -> bool:
    """A noun for people that is what another trigger counts: "12 protesters were killed", "thousands of demonstrators
    marched". It is no trigger then."""
    if trigger.people not in ("self", "of") or trigger.field not in field_words("people").values():
        return False
    token = parse.tokens[trigger.token]
    if trigger.people == "of" and token.lemma not in word_set("casualties", "crowd", "words"):
        return False
    verbal = {t.token: t.people for t in found if t.people in ("object", "subject", "state", "of")}
    chain = parse.ancestors(token)
    for below, above in zip((token, *chain), chain, strict=False):
        if above.index in verbal:
            return below.dep in ("nsubj", "nsubjpass", "dobj", "prep", "amod") and (
                verbal[above.index] != "object" or below.dep != "nsubj"
            )
        if below.dep not in ("pobj", "prep", "conj", "appos", "nummod"):
            break
    return any(t.index in verbal and t.dep in ("acl", "amod", "relcl") for t in parse.dependents(token))


# ---------------------------------------------------------------- context of a word


def _next(parse: Parse, token: Token, steps: int = 1) -> Token | None:
    position = token.index + steps
    beside = parse.tokens[position] if 0 <= position < len(parse.tokens) else None
    return beside if beside is not None and beside.sentence == token.sentence else None


def _barred(parse: Parse, token: Token, lemma: str) -> bool:
    """True when the word after the trigger makes it something else ("dead heat", "died down")."""
    after = _next(parse, token)
    if after is None:
        return False
    return lives_so(parse, token) or any(after.lower in after_words().get(key, ()) for key in {lemma, token.lower})


def _is_verbal(token: Token) -> bool:
    """A verb by its tag; or any word in -ed or -ing where the tagger took it for a name (upper case, headlines)."""
    if token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
        return True
    return token.pos in ("PROPN", "ADJ") and token.lower.endswith(("ed", "ing", "en", "ung", "ain", "led"))


def _argument(parse: Parse, token: Token, *labels: str) -> Token | None:
    found = parse.dependents(token, *labels)
    return found[0] if found else None


def _head_of_people(parse: Parse, token: Token) -> Token:
    """The noun that tells what is counted: "hundreds of cattle" -> cattle."""
    if token.pos == "NUM" or token.lemma in COUNTED - {"crowd"}:
        for of in parse.dependents(token, "prep"):
            if of.lower == "of":
                inner = _argument(parse, of, "pobj")
                if inner is not None:
                    return inner
    return token


def _subject(parse: Parse, token: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb it is joined to ("came and marched")."""
    for verb in (token, *parse.ancestors(token)[:2]):
        found = _argument(parse, verb, "nsubj", "nsubjpass")
        if found is not None:
            return found
        by = verb.lower == "by" or (verb.tag == "VBG" and verb.dep in ("pcomp", "pobj"))  # "responded by rioting"
        if verb.dep not in ("conj", "xcomp", "advcl") and not by:
            break
    if token.dep in ("acl", "relcl"):
        return parse.head(token)
    return None


def _is_counted(parse: Parse, token: Token) -> bool:
    """A number or a word such as "hundreds of" stands before the noun."""
    if any(t.tag in NUMBER_TAGS or t.dep == "nummod" for t in parse.dependents(token)):
        return True
    if any(t.lower in ("several", "many", "more", "other") for t in parse.dependents(token, "amod", "det", "nummod")):
        return True
    head = parse.head(token)
    if token.dep == "pobj" and head.lower == "of":
        outer = parse.head(head)
        return outer.pos == "NUM" or outer.lemma in COUNTED
    return False


# ---------------------------------------------------------------- kinds of triggers


def _phrase(parse: Parse, token: Token, taken: set[int]) -> CasualtyTrigger | None:
    options = phrases().get(token.lower)
    if options is None or not (_is_verbal(token) or token.lower == "shot"):
        return None
    for option in options:
        second = completion(parse, token, option)
        if second is None:
            continue
        if (
            option.field is None  # "sentenced to death": nothing has happened
            or _carries_dead(parse, token, option)
            or (option.field is Field.INJURED and (died_of_it(parse, token) or is_ill(parse, token)))
            or (option.field is Field.DETAINED and is_no_arrest(parse, token, option.people))
        ):
            taken.update(second)
            return None
        last = second[-1]
        close = second[0] == token.index + 1
        taken.update(second)
        return CasualtyTrigger(
            token.index,
            Span(token.start, parse.tokens[last].end if close else token.end),
            Field.KIDNAPPED if is_rounded_up(parse, token) or is_held_captive(parse, last) else option.field,
            option.people,
            second=last,
        )
    return None


def _carries_dead(parse: Parse, token: Token, option: Phrase) -> bool:
    """ "Two bodies were taken to hospital": nobody is hurt who is dead."""
    if option.field is not Field.INJURED:
        return False
    carried = (
        *parse.dependents(token, "nsubjpass", "dobj", "nsubj"),
        *((parse.head(token),) if token.dep in ("acl", "relcl") else ()),
    )
    dead = {word for word, field in field_words("people").items() if field is Field.KILLED}
    return any(form in dead or form == "remain" for noun in carried for form in forms(_head_of_people(parse, noun)))


def _total(parse: Parse, token: Token) -> CasualtyTrigger | None:
    if token.lemma not in word_set("casualties", "total", "nouns"):
        return None
    before = [t for t in parse.tokens[max(0, token.index - 3) : token.index] if t.sentence == token.sentence]
    after = _next(parse, token)
    for field in (Field.KILLED, Field.INJURED):
        words = [t for t in before if t.lower in word_set("casualties", "total", "with", field.value)]
        if words and not any(t.text in CLAUSE_ENDS or t.text == "," for t in before[before.index(words[0]) :]):
            return CasualtyTrigger(token.index, Span(words[0].start, token.end), field, "total", True, True)
    if not _is_bare_total(parse, token, before, after):
        return None
    return CasualtyTrigger(token.index, Span(token.start, token.end), Field.KILLED, "total", True, True)


def _is_bare_total(parse: Parse, token: Token, before: list[Token], after: Token | None) -> bool:
    """ "A toll of 40", "the toll stood at 40": a number follows, and nothing makes it a road toll."""
    if token.lemma not in word_set("casualties", "total", "bare") or parse.head(token).lemma == "take":
        return False
    if after is not None and after.lower in word_set("casualties", "total", "never", "after"):
        return False
    if before and before[-1].lower in word_set("casualties", "total", "never", "before"):
        return False
    rest = parse.tokens[token.index : parse.sentences[token.sentence].last + 1]
    return any(t.tag in NUMBER_TAGS for t in rest)


def _qualified(parse: Parse, token: Token) -> CasualtyTrigger | None:
    for entry in lexicon("casualties")["qualified"]:
        if token.lemma in entry["nouns"]:
            for modifier in parse.dependents(token, "amod", "compound"):
                if modifier.lower in entry["adjectives"]:
                    span = Span(min(modifier.start, token.start), max(modifier.end, token.end))
                    field = Field(entry["field"])
                    return CasualtyTrigger(
                        token.index, span, field, entry.get("people", "self"), True, second=modifier.index
                    )
    return None


def _verb(parse: Parse, token: Token) -> CasualtyTrigger | None:
    if not _is_verbal(token) or _is_the_dead(parse, token):
        return None
    span = Span(token.start, token.end)
    if is_fatal(parse, token) or loses_people(parse, token):
        return CasualtyTrigger(token.index, span, Field.KILLED, "object")
    own = (
        token.lower in verbs("subject")
        and bool(parse.dependents(token, "nsubj"))
        and not _argument(parse, token, "dobj")
    )
    if token.lower in verbs("object") and not own and not (token.pos == "ADJ" and token.lower in field_words("state")):
        lemma, field = verbs("object")[token.lower]
        fits = not _barred(parse, token, lemma) and _object_is_people(parse, token, lemma)
        field = Field.KIDNAPPED if lemma == "capture" and is_captive(parse, token) else field
        fits = fits and not (lemma == "capture" and is_pictured(parse, token))
        return CasualtyTrigger(token.index, span, field, "object") if fits else None
    if token.lower in ("holding", "hold", "held", "holds") and holds_captives(parse, token):
        return CasualtyTrigger(token.index, span, Field.KIDNAPPED, "object")
    if token.lower in verbs("subject"):
        lemma, field = verbs("subject")[token.lower]
        fits = not _barred(parse, token, lemma) and _subject_is_people(parse, token, lemma)
        return CasualtyTrigger(token.index, span, field, "subject") if fits else None
    return None


def _object_is_people(parse: Parse, token: Token, lemma: str) -> bool:
    """The object, or the passive subject, may be people; for some verbs it must be."""
    people = _argument(parse, token, "nsubjpass") or _argument(parse, token, "dobj")
    if people is None and token.dep in ("acl", "relcl", "amod"):
        people = parse.head(token)
        if token.tag == "VBD" and is_people(people) is False:
            people = None  # "bombings killed 12": the parser joined the verb to who did it
    if people is None:
        alone = _argument(parse, token, "nsubj")  # "six sheds burned"
        thing = alone is not None and alone.pos == "NOUN" and is_people(_head_of_people(parse, alone)) is not True
        return lemma not in word_set("casualties", "needs_people", "words") or (
            token.lower.endswith("ed") and not thing
        )
    people = _head_of_people(parse, people)
    verdict = True if is_year_old(parse, people) else is_people(people)
    if token.dep == "amod" and any(field_words("people").get(form) is Field.KILLED for form in forms(people)):
        return False  # "mutilated bodies"
    if people.pos in ("PRON", "NUM") or people.entity == "PERSON":
        verdict = people.lower not in ("it", "this", "that", "which", "itself", "what")
    return verdict is True if lemma in word_set("casualties", "needs_people", "words") else verdict is not False


def _subject_is_people(parse: Parse, token: Token, lemma: str) -> bool:
    if lemma in word_set("casualties", "crowd", "verbs") and not _in_protest(parse, token):
        return False
    subject = _subject(parse, token)
    if subject is not None:
        inner = _head_of_people(parse, subject)
        subject = subject if inner.lower == "which" else inner  # "bombers, three of which died"
        if is_gathering(subject):
            return True
    if lemma == "flee" and runs_away(parse, token, subject):
        return False
    moved = _argument(parse, token, "dobj")
    if moved is not None and lemma in ("gather", "rally", "march", "assemble") and not _is_way(parse, token):
        return False
    if subject is None:
        before = _next(parse, token, -1)
        counted = before is not None and before.tag in NUMBER_TAGS  # "between 300 and 500 fled"
        return counted or lemma not in word_set("casualties", "needs_people", "words")
    verdict = is_people(subject)
    if subject.pos in ("PRON", "NUM") or subject.entity in ("PERSON", "CARDINAL"):
        verdict = subject.lower not in ("it", "this", "that", "which", "what")
    if verdict is None and lemma in word_set("casualties", "crowd", "human") and is_trade(subject):
        verdict = True
    return verdict is True if lemma in word_set("casualties", "needs_people", "words") else verdict is not False


def _is_way(parse: Parse, token: Token) -> bool:
    """ "Marched down Market Street", "marched downtown": a way, which the parser takes for the object."""
    after = _next(parse, token)
    return after is not None and after.lower in word_set("casualties", "crowd", "ways")


def _state(parse: Parse, token: Token) -> CasualtyTrigger | None:
    field = field_words("state").get(token.lower)
    if field is None or _barred(parse, token, token.lemma) or (token.pos == "VERB" and _argument(parse, token, "dobj")):
        return None
    span = Span(token.start, token.end)
    noun_like = token.pos in ("NOUN", "PROPN")
    if (
        _is_the_dead(parse, token)
        or noun_like
        or (token.dep not in ("amod", "acomp") and _has_determiner(parse, token))
    ):
        return CasualtyTrigger(token.index, span, field, "state", True)
    if _ends_count(parse, token):
        return CasualtyTrigger(token.index, span, field, "state")
    if token.dep in ("amod", "compound") and parse.head(token).index > token.index:
        noun = parse.head(token)
        if is_people(noun) is not True or any(f in field_words("people") for f in forms(noun)):
            return None
    else:
        above = parse.head(token)
        said_of = _argument(parse, above, "dobj") or _argument(parse, above, "nsubj", "nsubjpass")
        holder = said_of if token.dep != "amod" else above
        if holder is not None and is_people(_head_of_people(parse, holder)) is False and holder.pos != "NUM":
            return None
    return CasualtyTrigger(token.index, span, field, "state")


def _ends_count(parse: Parse, token: Token) -> bool:
    """ "Left thousands dead and a city in ruins": a number before it and no noun after it, whatever the parser says."""
    before, after = _next(parse, token, -1), _next(parse, token)
    counted = before is not None and (before.tag in NUMBER_TAGS or before.lower in table("vague_plurals"))
    return counted and (after is None or after.pos not in ("NOUN", "PROPN", "ADJ"))


def _is_the_dead(parse: Parse, token: Token) -> bool:
    """ "Among the wounded", "the missing": a participle used as a noun, whatever its tag."""
    before, after = _next(parse, token, -1), _next(parse, token)
    if before is None or before.lower not in ("the", "those") or token.lower not in field_words("state"):
        return False
    return after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "NUM")


def _has_determiner(parse: Parse, token: Token) -> bool:
    return any(t.tag in ("DT", "PRP$", "CD") for t in parse.dependents(token))


def _happening(parse: Parse, token: Token) -> CasualtyTrigger | None:
    field = next((field_words("happening")[f] for f in forms(token) if f in field_words("happening")), None)
    if field is None and (is_flight(parse, token) or is_loss(parse, token)):
        field = Field.DISPLACED if is_flight(parse, token) else Field.KILLED
    if field is None or token.pos not in ("NOUN", "PROPN") or _barred(parse, token, token.lemma):
        return None
    if is_averted(parse, token) or (token.dep in ("compound", "nmod") and parse.head(token).index > token.index):
        return None
    return CasualtyTrigger(token.index, Span(token.start, token.end), field, "of", True)


def _people(parse: Parse, token: Token) -> CasualtyTrigger | None:
    field = next((field_words("people")[f] for f in forms(token) if f in field_words("people")), None)
    if token.pos not in ("NOUN", "PROPN", "ADJ"):
        return None
    span = Span(token.start, token.end)
    if field is None:
        crowd = any(f in word_set("casualties", "crowd", "words") for f in forms(token))
        fits = crowd and _is_protest_crowd(parse, token)
        return CasualtyTrigger(token.index, span, Field.PARTICIPANTS, "of", True) if fits else None
    bodies_of = token.lemma in ("body", "corpse") and any(p.lower == "of" for p in parse.dependents(token, "prep"))
    strange = token.lemma == "participant" and not _in_protest(parse, token)
    strange = strange or (field is Field.DISPLACED and goes_home(parse, token))
    if not (_is_counted(parse, token) or bodies_of) or strange:
        return None
    if token.lemma == "body" and not bodies_of and parse.dependents(token, "compound"):
        return None
    return CasualtyTrigger(token.index, span, field, "self", True)


def _is_protest_crowd(parse: Parse, token: Token) -> bool:
    return any(p.lower == "of" for p in parse.dependents(token, "prep")) and _in_protest(parse, token)


def _in_protest(parse: Parse, token: Token) -> bool:
    """A word of protest stands in the same sentence; a street says so only where nobody gathers for a concert."""
    here = {t.lemma for t in parse.tokens_of(parse.sentences[token.sentence]) if t.index != token.index}
    words = word_set("casualties", "crowd", "protest_words") & here
    return bool(words - ({"street", "square"} if word_set("casualties", "crowd", "leisure") & here else set()))
