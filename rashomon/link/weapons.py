"""Which weapons are rivals: an attack may be made with several.

A voice that tells of a blast and of gunfire, or of both in one sentence, shows that this attack had both; then nobody
who names one of them contradicts who names the other. What carried a bomb is no rival of the bomb, and "gunfire" none
of a rifle. Sarin against chlorine stays a dispute, and so do rubber bullets against live rounds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from rashomon.data import lexicon
from rashomon.extract.coreference.compatibility import stem
from rashomon.link.versions import Version, states

__all__ = ["are_rivals", "told_together"]

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
BLAST = frozenset({"explosives", "suicide-attack"})

Families = frozenset[str]


def told_together(versions: Sequence[Version]) -> frozenset[Families]:
    """Pairs of kinds of weapons that one voice gives in one text, or that stand in one sentence about it."""
    told: dict[tuple[str, str], set[str]] = defaultdict(set)
    for version in versions:
        if states(version):
            told[version.voice, version.document] |= _families(version.claim.value.text) | _families(version.sentence)
    return frozenset(frozenset({one, other}) for found in told.values() for one in found for other in found)


def are_rivals(one: Version, other: Version, together: frozenset[Families]) -> bool:
    """Could not both have been used? `together` is of `told_together`."""
    mine, theirs = one.claim.value.text, other.claim.value.text
    ours, others = _families(mine), _families(theirs)
    if ours and others and not ours & others:
        carried = (_is_vehicle(mine) and others & BLAST) or (_is_vehicle(theirs) and ours & BLAST)
        return not carried and not any(frozenset({a, b}) in together for a in ours for b in others)
    return not (ours & others and (_is_generic(mine) or _is_generic(theirs)))


def _families(text: str) -> frozenset[str]:
    """The modes of the weapons that a text names, as the lexicon of weapons orders them, and those of "blast"."""
    modes, pattern = _known()
    return frozenset(modes[found] for found in pattern.findall(" ".join(_stems(text))))


def _is_vehicle(text: str) -> bool:
    return _stems(text)[-1:] != () and _stems(text)[-1] in lexicon("link_cues")["weapons"]["vehicles"]


def _is_generic(text: str) -> bool:
    """ "Gunfire", "a bomb": any weapon of its kind; "rubber bullets" are not any bullets."""
    plain = [word for word in _stems(text) if word not in ("a", "an", "the")]
    return len(plain) == 1 and plain[0] in lexicon("link_cues")["weapons"]["generic"]


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in WORD.findall(text.lower()))


@cache
def _known() -> tuple[dict[str, str], re.Pattern[str]]:
    """Weapons in stems -> their mode, and a pattern that finds the longest first ("rubber bullet" before "bullet")."""
    modes = {" ".join(_stems(w)): "explosives" for w in lexicon("link_cues")["weapons"]["blasts"]}
    modes |= {" ".join(_stems(w)): mode for mode, words in lexicon("weapons")["modes"].items() for w in words}
    longest = sorted(modes, key=lambda words: (-len(words), words))
    return modes, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
