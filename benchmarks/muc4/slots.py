"""The 24 slots of a MUC-4 template: names, kinds, groups and the small hierarchies of their set fills.

Names are those of the official score sheets.  Kinds and hierarchies come from the task documentation of
1992 (template-doc-part1 version 7, scoring-guidelines version 7); sections are named at each constant.
"""

from __future__ import annotations

from typing import Final, Literal

__all__ = [
    "GROUPS",
    "HIERARCHY",
    "NUMBER_SLOTS",
    "REFERENCED",
    "SCORED",
    "SET_SLOTS",
    "SLOTS",
    "STRING_SLOTS",
    "Kind",
    "kind_of",
]

Kind = Literal["id", "date", "place", "set", "string", "number"]

#: slot number on the form -> name on the score sheets
SLOTS: Final[dict[int, str]] = {
    1: "template-id",
    2: "inc-date",
    3: "inc-loc",
    4: "inc-type",
    5: "inc-stage",
    6: "inc-instr-id",
    7: "inc-instr-type",
    8: "perp-inc-cat",
    9: "perp-ind-id",
    10: "perp-org-id",
    11: "perp-org-conf",
    12: "phys-tgt-id",
    13: "phys-tgt-type",
    14: "phys-tgt-num",
    15: "phys-tgt-nation",
    16: "phys-tgt-effect",
    17: "phys-tgt-total-num",
    18: "hum-tgt-name",
    19: "hum-tgt-desc",
    20: "hum-tgt-type",
    21: "hum-tgt-num",
    22: "hum-tgt-nation",
    23: "hum-tgt-effect",
    24: "hum-tgt-total-num",
}

#: the slots that count towards the total rows; template-id has a row of its own and is in no total
SCORED: Final[tuple[str, ...]] = tuple(name for number, name in SLOTS.items() if number > 1)

SET_SLOTS: Final[frozenset[str]] = frozenset(
    {
        "inc-type",
        "inc-stage",
        "inc-instr-type",
        "perp-inc-cat",
        "perp-org-conf",
        "phys-tgt-type",
        "phys-tgt-nation",
        "phys-tgt-effect",
        "hum-tgt-type",
        "hum-tgt-nation",
        "hum-tgt-effect",
    }
)
STRING_SLOTS: Final[frozenset[str]] = frozenset(
    {"inc-instr-id", "perp-ind-id", "perp-org-id", "phys-tgt-id", "hum-tgt-name", "hum-tgt-desc"}
)
NUMBER_SLOTS: Final[frozenset[str]] = frozenset(
    {"phys-tgt-num", "phys-tgt-total-num", "hum-tgt-num", "hum-tgt-total-num"}
)

#: the four sub-totals of a sheet: the first part of a slot's name says which it belongs to
GROUPS: Final[tuple[str, ...]] = ("inc", "perp", "phys-tgt", "hum-tgt")

#: slot -> the slots that its cross-reference tags point to
REFERENCED: Final[dict[str, tuple[str, ...]]] = {
    "inc-instr-type": ("inc-instr-id",),
    "perp-org-conf": ("perp-org-id",),
    "phys-tgt-type": ("phys-tgt-id",),
    "phys-tgt-num": ("phys-tgt-id",),
    "phys-tgt-nation": ("phys-tgt-id",),
    "phys-tgt-effect": ("phys-tgt-id",),
    "hum-tgt-desc": ("hum-tgt-name",),
    "hum-tgt-type": ("hum-tgt-name", "hum-tgt-desc"),
    "hum-tgt-num": ("hum-tgt-name", "hum-tgt-desc"),
    "hum-tgt-nation": ("hum-tgt-name", "hum-tgt-desc"),
    "hum-tgt-effect": ("hum-tgt-name", "hum-tgt-desc"),
}

_INSTRUMENTS: Final[dict[str, tuple[str, ...]]] = {
    "MACHINE GUN": ("GUN",),
    "MORTAR": ("GUN",),
    "HANDGUN": ("GUN",),
    "RIFLE": ("GUN",),
    "BOMB": ("EXPLOSIVE",),
    "VEHICLE BOMB": ("BOMB", "EXPLOSIVE"),
    "DYNAMITE": ("BOMB", "EXPLOSIVE"),
    "MINE": ("BOMB", "EXPLOSIVE"),
    "AERIAL BOMB": ("BOMB", "EXPLOSIVE"),
    "GRENADE": ("EXPLOSIVE",),
    "MOLOTOV COCKTAIL": ("EXPLOSIVE",),
    "MISSILE": ("PROJECTILE",),
    "ROCKET": ("PROJECTILE",),
}
_NOT_ATTACK: Final = ("ARSON", "BOMBING", "KIDNAPPING", "HIJACKING", "ROBBERY", "FORCED WORK STOPPAGE")

#: slot -> key's set fill -> response fills that earn partial credit (guidelines 3.2.4, .7, .11, .13, .16, .20, .23;
#: where they can be read in two ways, the nesting of the set lists in the configuration of the scoring program)
HIERARCHY: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "inc-type": dict.fromkeys(_NOT_ATTACK, ("ATTACK",)),
    "inc-instr-type": _INSTRUMENTS,
    "perp-org-conf": {"SUSPECTED OR ACCUSED BY AUTHORITIES": ("SUSPECTED OR ACCUSED",)},
    "phys-tgt-type": {"GOVERNMENT OFFICE OR RESIDENCE": ("POLITICAL FIGURE OFFICE OR RESIDENCE",)},
    "phys-tgt-effect": {"SOME DAMAGE": ("DESTROYED",)},
    "hum-tgt-type": {
        "FORMER GOVERNMENT OFFICIAL": ("GOVERNMENT OFFICIAL", "POLITICAL FIGURE"),
        "FORMER ACTIVE MILITARY": ("ACTIVE MILITARY",),
        "GOVERNMENT OFFICIAL": ("POLITICAL FIGURE",),
    },
    "hum-tgt-effect": {"NO INJURY OR DEATH": ("NO INJURY", "NO DEATH"), "NO DEATH": ("NO INJURY",)},
}


def kind_of(slot: str) -> Kind:
    """What a slot is filled with; KeyError for a name that is no slot."""
    if slot in SET_SLOTS:
        return "set"
    if slot in STRING_SLOTS:
        return "string"
    if slot in NUMBER_SLOTS:
        return "number"
    others: dict[str, Kind] = {"template-id": "id", "inc-date": "date", "inc-loc": "place"}
    return others[slot]
