"""The forms of English verbs, so that words are found where a tagger fails (headlines, upper-case texts)."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["verb_forms"]

VOWELS = "aeiou"

# Past tense and past participle of verbs that are not regular.
IRREGULAR = {
    "find": ("found",),
    "strike": ("struck", "stricken"),
    "hit": ("hit",),
    "be": ("was", "were", "is", "are", "been"),
    "beat": ("beat", "beaten"),
    "bite": ("bit", "bitten"),
    "bleed": ("bled",),
    "blow": ("blew", "blown"),
    "bring": ("brought",),
    "burn": ("burned", "burnt"),
    "choose": ("chose", "chosen"),
    "come": ("came", "come"),
    "cost": ("cost",),
    "cut": ("cut",),
    "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"),
    "flee": ("fled",),
    "fly": ("flew", "flown"),
    "freeze": ("froze", "frozen"),
    "go": ("went", "gone"),
    "hang": ("hung", "hanged"),
    "hold": ("held",),
    "hurt": ("hurt",),
    "leave": ("left",),
    "lie": ("lay", "lain", "lied"),
    "lose": ("lost",),
    "make": ("made",),
    "mow": ("mowed", "mown"),
    "put": ("put",),
    "seek": ("sought",),
    "send": ("sent",),
    "shoot": ("shot",),
    "slay": ("slew", "slain"),
    "take": ("took", "taken"),
    "throw": ("threw", "thrown"),
    "undergo": ("underwent", "undergone"),
}
DOUBLED = frozenset({"gun", "stab", "club", "kidnap", "abet", "nab", "intern", "gas", "knap"})
NOT_DOUBLED = frozenset({"intern"})


def _stem(verb: str) -> str:
    if verb in DOUBLED - NOT_DOUBLED or (
        len(verb) == 3 and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS and verb[0] not in VOWELS
    ):
        return verb if verb in NOT_DOUBLED else verb + verb[-1]
    return verb


def verb_forms(verbs: Iterable[str]) -> dict[str, str]:
    """Every inflected form in lower case, with its lemma."""
    table: dict[str, str] = {}
    for verb in verbs:
        stem = _stem(verb)
        if verb.endswith("ie"):
            progressive = verb[:-2] + "ying"
        elif verb.endswith("e") and not verb.endswith("ee"):
            progressive = verb[:-1] + "ing"
        else:
            progressive = stem + "ing"
        if verb.endswith("y") and verb[-2] not in VOWELS:
            present, past = verb[:-1] + "ies", (verb[:-1] + "ied",)
        elif verb.endswith(("s", "sh", "ch", "x")):
            present, past = verb + "es", (stem + "ed",)
        else:
            present, past = verb + "s", ((verb + "d",) if verb.endswith("e") else (stem + "ed",))
        for form in (verb, present, progressive, *IRREGULAR.get(verb, past)):
            table.setdefault(form, verb)
    return table
