"""Words that the search for roles (`roles.py`) looks for: light verbs, sides, counters, words of telling."""

from __future__ import annotations

__all__ = [
    "AIMED",
    "BESIDE",
    "BY_HANDS",
    "CHARGING",
    "COUNTERS",
    "CROWDS",
    "FIGHTING",
    "HAPPENING",
    "HOLDING",
    "HOMELANDS",
    "LIGHT",
    "NAMES",
    "PARTITIVES",
    "PRISON",
    "QUALITY",
    "RANKS",
    "REPEL",
    "SIDES",
    "SPELLS",
    "STRIFE",
    "TAKING",
    "TARGETS",
    "TELLING",
    "TOWARDS",
]

# "The country's only attack", "the state's first mass shooting": nouns of places, and words that rank what was there.
HOMELANDS = frozenset(
    {"country", "nation", "state", "province", "region", "county", "city", "town", "village", "kingdom"}
)
RANKS = frozenset({"first", "second", "third", "last", "only", "single"})
BY_HANDS = frozenset({"hand", "behest", "order"})
LIGHT = frozenset(
    {"carry", "launch", "stage", "mount", "conduct", "commit", "perpetrate", "make", "wage", "hold", "organize"}
    | {"organise", "plan", "begin", "start", "open", "lead", "plot", "unleash", "undertake", "impose", "declare"}
    | {"order", "mastermind", "orchestrate", "use", "do", "continue", "resume", "execute", "join", "announce"}
    | {"instigate", "inflict", "form", "intensify", "escalate", "head", "renew", "increase", "authorize", "authorise"}
)
HAPPENING = frozenset(
    {"break", "erupt", "occur", "happen", "take", "ensue", "flare", "continue", "start", "begin", "resume", "rage"}
    | {"report", "intensify", "escalate", "follow", "be"}
)
HOLDING = frozenset({"hold", "man", "guard", "occupy", "own", "run", "control", "use"})
# "The assault was repelled by the army": whoever drives attackers back is the one they attacked.
REPEL = frozenset(
    {"repel", "repulse", "rebuff", "withstand", "fend off", "beat back", "beat off", "fight off", "push back"}
)
STRIFE = frozenset(
    {"war", "conflict", "crisis", "unrest", "infighting", "turmoil", "strife", "upheaval", "bloodshed", "insurgency"}
    | {"uprising", "revolution", "revolt", "rebellion"}
)
CROWDS = frozenset({"protests", "demonstrations", "rallies", "marches", "riots"})  # of people somewhere, not of a state
COUNTERS = frozenset(
    {"series", "number", "string", "wave", "spate", "dozen", "hundred", "score", "couple", "one", "two", "three"}
    | {"several", "some", "most", "many", "campaign", "act", "pair", "spree", "round", "thousand", "handful"}
    | {"ten", "million"}
)
BESIDE = ("amod", "compound", "nmod")
NAMES = frozenset({"term", "word", "label", "phrase"})
AIMED = frozenset({"shoot", "fire", "aim", "throw", "hurl", "lob", "open", "strike", "lash", "shell", "launch"})
TARGETS = frozenset({"on", "against", "at", "upon", "toward", "towards"})
TOWARDS = frozenset({"to", "with", "from", "by", "for", "on", "against"})
SIDES = frozenset({"between", "among", "with", "involving", "and"})
SPELLS = frozenset({"year", "month", "term", "sentence", "decade", "life"})  # "served nine years for killing"
TAKING = frozenset({"arrest", "detain", "jail", "kill", "abduct", "imprison", "torture", "kidnap"})
PRISON = frozenset({"prison", "jail", "custody", "row"})
FIGHTING = frozenset({"fight", "battle"})  # whoever stands as their object is fought, and may do nothing
TELLING = frozenset({"say", "tell", "identify", "name", "report", "describe", "announce", "confirm", "believe"})
CHARGING = frozenset({"accuse", "charge", "convict", "suspect", "acquit", "guilty"})
QUALITY = ("ness", "ity", "ism", "ence", "ance", "cy")  # "his weakness has harmed them": he did nothing to them
PARTITIVES = frozenset(
    {"dozen", "hundred", "thousand", "number", "score", "group", "member", "million", "people", "lot"}
)
