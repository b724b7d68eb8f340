"""Make `benchmarks/muc4/places.toml`: the places that MUC-4 locations are written with, from the task's own lists.

python -m training.muc4.places MUC4_FOLDER

Taken from the official set lists (task-documentation/more) and the keys of corpora/dev: which place lies in which,
how its kind is called, and how often the keys of the development corpus have it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from benchmarks.muc4.places import PLACES
from benchmarks.muc4.templates import read_templates

LISTS = ("containing-areas-part1.v5", "containing-areas-part2")
SYNONYMS = "places-synonyms.v3"
OF_KEYS = 3  # a place in a key counts as much as so many entries of a list
HEAD = """# Origin: made by training/muc4/places.py from the MUC-4 task documentation (lists of places) and the keys of
# its development corpus. A place is written from the country inwards; the number says how often keys and lists have it.
"""


def tidy(line: str) -> str | None:
    """The place of a line of the lists, without remarks; None for a line that has none."""
    line = line.split("*", maxsplit=1)[0].replace("?", "")
    if not re.match(r"[A-Z][A-Z. ]+: [A-Z0-9]", line):
        return None
    parts = []
    for part in line.split(":"):
        found = re.match(r"\s*([^()]+?)\s*\(([^()]*)\)", part)
        if found and found[2].strip():
            parts.append(f"{found[1]} ({found[2].strip()})")
        elif name := re.match(r"\s*([A-Z0-9.' -]+)", part):
            parts.append(name[1].strip())
        else:
            return None
    return ": ".join(parts)


def main() -> None:
    folder = Path(sys.argv[1])
    documentation = folder / "task-documentation" / "more"
    counts: Counter[str] = Counter()
    for name in LISTS:
        lines = (documentation / name).read_text(errors="replace").splitlines()
        counts.update(place for line in lines if "*" in line and (place := tidy(line)))
    for path in sorted((folder / "corpora" / "dev").glob("key*")):
        for template in read_templates(path):
            for filler in template.fillers("inc-loc"):
                counts.update({value: OF_KEYS for value in filler.values if ":" in value and " - " not in value})
    pairs = {}
    for line in (documentation / SYNONYMS).read_text(errors="replace").splitlines():
        if found := re.match(r"([A-Z0-9., ]+?) *(?:=|->) *([A-Z0-9., ]+?) *(?:<-NEW)?$", line):
            pairs[found[1]] = found[2]
    rows = [f"{json.dumps(place)} = {counts[place]}" for place in sorted(counts)]
    more = [f"{json.dumps(one)} = {json.dumps(pairs[one])}" for one in sorted(pairs)]
    PLACES.write_text(HEAD + "\n".join(["", "[places]", *rows, "", "[synonyms]", *more]) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
