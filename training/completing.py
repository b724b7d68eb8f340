"""What a completing reader adds to an annotation: the marks that the readers before missed, and corrections.

    python -m training.completing --texts FILE.jsonl.gz --out FOLDER ADDITIONS.yaml...

A file holds one document or several, each:

    document: ID
    events: [...]                        # new ones, as in the working file
    claims: [...]                        # new ones; their event, and what they are part of, may be an old one
    change: {c3: {stance: asserts}}      # of the old ones, only what changes
    drop: [c9]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from training.annotate import KINDS, Finder, Unfit, best, changed, compiled, read_texts

__all__ = ["completed"]

FOLDER = Path(__file__).parent / "annotations"

KEYS = {"document", "events", "claims", "change", "drop"}


def completed(before: Mapping[str, Any], more: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The annotation with what a completing reader added, changed and dropped. Raises Unfit with all that is wrong."""
    claims = {one["id"]: one for one in before["claims"]}
    drop, change = list(more.get("drop") or ()), dict(more.get("change") or {})
    find = Finder(text)
    find.wrong.extend(f"unknown key {key}" for key in sorted(set(more) - KEYS))
    find.wrong.extend(f"there is no claim {name} so far" for name in (*drop, *change) if name not in claims)
    corrected = [one | changed(change.get(name, {}), find) for name, one in claims.items() if name not in drop]
    # the old events and claims are named in what is added, so they stand in for themselves while it is compiled
    there = {one["id"]: one for one in (*before["events"], *corrected)}
    added = _added(more, before, corrected, there, text, find)
    if find.wrong:
        raise Unfit("\n".join(f"{before['document']}: {line}" for line in find.wrong))
    left = [{k: v for k, v in one.items() if k != "part_of" or v not in drop} for one in corrected]
    groups = {
        kind: [g for g in ([i for i in group if i not in drop] for group in before[kind]) if len(g) > 1]
        for kind in ("disagree", "revises")
    }
    return {
        **before,
        "events": [*before["events"], *added["events"]],
        "claims": [*left, *added["claims"]],
        **groups,
    }


def _added(
    more: Mapping[str, Any],
    before: Mapping[str, Any],
    corrected: list[dict[str, Any]],
    there: Mapping[str, Any],
    text: str,
    find: Finder,
) -> dict[str, list[dict[str, Any]]]:
    events, claims = ([dict(one) for one in more.get(kind) or ()] for kind in ("events", "claims"))
    taken = [one["id"] for one in (*events, *claims) if one.get("id") in there]
    find.wrong.extend(f"{name} is the name of an old one" for name in taken)
    if taken:
        return {"events": [], "claims": []}
    olds = {one["id"] for one in corrected}
    whole = {one["id"]: one.pop("part_of") for one in claims if one.get("part_of") in olds}
    stand_ins = [{"id": one["id"], "trigger": text[:1]} for one in before["events"]]
    try:
        made = compiled({"document": before["document"], "events": [*stand_ins, *events], "claims": claims}, text)
    except Unfit as error:
        find.wrong.extend(line.partition(": ")[2] for line in str(error).split("\n"))
        return {"events": [], "claims": []}
    return {
        "events": made["events"][len(stand_ins) :],
        "claims": [one | ({"part_of": whole[one["id"]]} if one["id"] in whole else {}) for one in made["claims"]],
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.completing", description=__doc__.split("\n")[0])
    parser.add_argument("--texts", type=Path, required=True, help="the articles, JSON Lines with id and text")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("additions", type=Path, nargs="+")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    rows, written, refused = read_texts(given.texts), 0, 0
    for path in given.additions:
        try:
            documents = [one for one in yaml.safe_load_all(path.read_text(encoding="utf8")) if one]
        except yaml.YAMLError as error:
            sys.stderr.write(f"{path}: {error}\n")
            refused += 1
            continue
        for more in documents:
            try:
                name = more["document"]
                before = json.loads(best(FOLDER, name, KINDS[1:]).read_bytes())
                result = completed(before, more, rows[name]["text"])
            except (Unfit, StopIteration, KeyError, TypeError) as error:
                sys.stderr.write(f"{path}: {error!r}\n")
                refused += 1
                continue
            line = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
            (given.out / f"{name}.json").write_text(line + "\n", encoding="utf8")
            written += 1
    sys.stdout.write(f"{written} written, {refused} refused\n")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
