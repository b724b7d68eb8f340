"""Our annotations of news articles: check them, turn quotes into offsets and back, compare two readers.

    python -m training.annotate compile --texts FILE.jsonl.gz --out FOLDER WORKING.yaml...
    python -m training.annotate gold --texts FILE.jsonl.gz --out FOLDER [--split dev] ANNOTATIONS
    python -m training.annotate agree --texts FILE.jsonl.gz FIRST SECOND
    python -m training.annotate differ --texts FILE.jsonl.gz FIRST SECOND [ID...]
    python -m training.annotate settle --texts FILE.jsonl.gz --out FOLDER FIRST SECOND RULING.yaml...

`compile` writes one JSON file of offsets for each working file and refuses what the text does not hold. `gold` writes
the texts and gold files in the format that `python -m benchmarks facts` reads, from the best file there is
(completed, settled, first; `training/completing.py` makes the completed ones). `agree` prints how far two readers
agree, `differ` what only one of them marked, or marked otherwise; `settle` joins the two by a ruling for each article
(claims of the first to drop or change, claims of the second to take). `training/annotations/GUIDE.md` says what is
marked.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

__all__ = [
    "COUNTS",
    "KINDS",
    "Finder",
    "Unfit",
    "agreement",
    "as_gold",
    "best",
    "changed",
    "compiled",
    "differences",
    "read_texts",
    "settled",
]

COUNTS = ("killed", "injured", "missing", "detained", "displaced", "kidnapped", "participants")
FIELDS = (*COUNTS, "actor", "recipient", "label", "motive")
STANCES = ("asserts", "accuses", "admits", "denies", "doubts")
MODALITIES = ("actual", "possible", "planned", "hypothetical", "negated")
KINDS = ("completed", "settled", "first")  # of annotations, the best first
ENDS = (". ", "\n", "! ", "? ")  # roughly, of a sentence
EVENT_KEYS = {"id", "type", "trigger", "nth", "place", "time", "part_of", "modality"}
CLAIM_KEYS = {
    "id", "event", "field", "low", "high", "approximate", "group", "value", "claimant", "via", "stance", "modality",
    "quote", "nth", "part_of", "optional", "scope",
}  # fmt: skip
Span = tuple[int, int]


class Unfit(Exception):
    """An annotation that cannot be used; each line names the file and what is wrong."""


def read_texts(path: Path) -> dict[str, dict[str, Any]]:
    """The articles by id."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return {row["id"]: row for row in (json.loads(line) for line in content.decode().split("\n") if line)}


class Finder:
    """Quotes into offsets; gathers what is wrong instead of stopping at the first."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.wrong: list[str] = []

    def span(self, what: Any, nth: int = 1) -> Span | None:
        """The offsets of a quote, or of {quote, nth}."""
        if isinstance(what, Mapping):
            what, nth = what.get("quote"), what.get("nth", 1)
        if not isinstance(what, str) or not what:
            self.wrong.append(f"{what!r} is no quote")
            return None
        at = -1
        for _ in range(nth):
            at = self.text.find(what, at + 1)
            if at < 0:
                self.wrong.append(f"the text does not hold {what!r} {nth} time(s)")
                return None
        return at, at + len(what)

    def beside(self, what: Any, evidence: Span | None) -> Span | None:
        """As `span`, but a plain quote is looked for in the words of the evidence first, then in their sentence: the
        same name may stand ten times in an article."""
        if isinstance(what, str) and what and evidence is not None:
            start, end = evidence
            after = [at for at in (self.text.find(mark, end) for mark in ENDS) if at >= 0]
            sentence = (1 + max(self.text.rfind(mark, 0, start) for mark in ENDS), min(after, default=len(self.text)))
            for first, last in (evidence, sentence):
                found = re.compile(rf"(?<!\w){re.escape(what)}(?!\w)").search(self.text, first, last)
                if found:
                    return found.span()
        return self.span(what)

    def speaker(self, what: Any) -> Span | str | None:
        return what if what in ("AUTHOR", "UNNAMED") else self.span(what)

    def one_of(self, value: Any, choices: Iterable[str], name: str) -> None:
        if value not in tuple(choices):
            self.wrong.append(f"{name} {value!r} is none of {', '.join(choices)}")


def compiled(working: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The offsets of one working file. Raises Unfit with all that is wrong."""
    find = Finder(text)
    events = [_event(one, find) for one in working.get("events") or ()]
    names = [one["id"] for one in events]
    claims = [_claim(one, find, names) for one in working.get("claims") or ()]
    ids = [one["id"] for one in claims]
    for repeated in sorted(k for k, n in Counter((*names, *ids)).items() if n > 1):
        find.wrong.append(f"two things are called {repeated}")
    groups = {kind: [list(g) for g in working.get(kind) or ()] for kind in ("disagree", "revises")}
    for one in claims:
        if one.get("part_of") and one["part_of"] not in ids:
            find.wrong.append(f"{one['id']} is part of {one['part_of']}, which is no claim")
    for group in (*groups["disagree"], *groups["revises"]):
        find.wrong.extend(f"{name} is no claim" for name in group if name not in ids)
    result = {
        "document": working["document"],
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "events": events,
        "claims": claims,
        **groups,
        "not_events": [find.span(one) for one in working.get("not_events") or ()],
    }
    if find.wrong:
        raise Unfit("\n".join(f"{working['document']}: {line}" for line in find.wrong))
    return result


def _event(one: Mapping[str, Any], find: Finder) -> dict[str, Any]:
    find.wrong.extend(f"event {one.get('id')}: unknown key {key}" for key in sorted(set(one) - EVENT_KEYS))
    event: dict[str, Any] = {"id": one.get("id"), "type": one.get("type", "OTHER")}
    event["trigger"] = find.span(one.get("trigger"), one.get("nth", 1))
    for key in ("place", "time"):
        if one.get(key):
            event[key] = find.span(one[key])
    return event | {key: one[key] for key in ("part_of", "modality") if one.get(key)}


def _claim(one: Mapping[str, Any], find: Finder, events: list[str]) -> dict[str, Any]:
    name = one.get("id")
    find.wrong.extend(f"claim {name}: unknown key {key}" for key in sorted(set(one) - CLAIM_KEYS))
    find.one_of(one.get("field"), FIELDS, f"claim {name}: field")
    find.one_of(one.get("event"), events, f"claim {name}: event")
    find.one_of(one.get("stance", "asserts"), STANCES, f"claim {name}: stance")
    find.one_of(one.get("modality", "actual"), MODALITIES, f"claim {name}: modality")
    claim: dict[str, Any] = {"id": name, "event": one.get("event"), "field": one.get("field")}
    evidence = find.span(one.get("quote"), one.get("nth", 1))
    if one.get("field") in COUNTS:
        bounds = one.get("low"), one.get("high")
        if not any(isinstance(b, int) for b in bounds) or not all(b is None or isinstance(b, int) for b in bounds):
            find.wrong.append(f"claim {name}: low and high are {bounds}; whole numbers or null, one of them a number")
        claim |= {"low": bounds[0], "high": bounds[1]}
        claim |= {"approximate": True} if one.get("approximate") else {}
        if one.get("group"):
            claim["group"] = find.beside(one["group"], evidence)
    else:
        claim["value"] = find.beside(one.get("value"), evidence)
    claim["claimant"] = find.speaker(one.get("claimant"))
    if one.get("via"):
        claim["via"] = [find.speaker(v) for v in one["via"]]
    claim["evidence"] = evidence
    defaults = {"stance": "asserts", "modality": "actual", "part_of": None, "optional": False, "scope": None}
    return claim | {key: one[key] for key, default in defaults.items() if one.get(key, default) != default}


def as_gold(annotation: Mapping[str, Any], text: str, name: str) -> dict[str, Any]:
    """A gold file as `python -m benchmarks facts` reads it: quotes instead of offsets. Raises Unfit where the text is
    not the one that was annotated."""
    if hashlib.sha256(text.encode()).hexdigest() != annotation["sha256"]:
        raise Unfit(f"{annotation['document']}: this is another text than the one that was annotated")

    def quote(span: Any) -> Any:
        return text[span[0] : span[1]] if isinstance(span, list | tuple) else span

    claims = []
    for one in annotation["claims"]:
        start, end = one["evidence"]
        words = text[start:end]
        nth, at = 1, text.find(words)
        while at < start:
            at, nth = text.find(words, at + 1), nth + 1
        row = {k: v for k, v in one.items() if k not in ("evidence", "group", "via")}
        row |= {"claimant": quote(one["claimant"]), "quote": words, "nth": nth}
        row |= {"value": quote(one["value"])} if "value" in one else {}
        row |= {"via": [quote(v) for v in one["via"]]} if "via" in one else {}
        claims.append(row)
    return {
        "document": name,
        "claims": claims,
        "disagree": annotation["disagree"],
        "revises": annotation["revises"],
        "not_events": [quote(span) for span in annotation["not_events"]],
    }


def agreement(
    pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]], texts: Mapping[str, str]
) -> dict[str, dict[str, float]]:
    """How far two readers agree: F1 of the second against the first, each claim used once.

    counts: field and both bounds, evidence that overlaps. claimant: the same speaker besides (share of those counts).
    responsibility: doer with claimant and stance; words that share one of four letters or more.
    """
    found: Counter[str] = Counter()
    for a, b in pairs:
        text = texts[a["document"]]
        found += _compare(a, b, text)
    return {
        kind: {"f1": _f1(found[kind], found[kind + " a"], found[kind + " b"]), "first": found[kind + " a"],
               "second": found[kind + " b"], "both": found[kind]}
        for kind in ("counts", "counts with claimant", "responsibility", "labels")
    }  # fmt: skip


def differences(a: Mapping[str, Any], b: Mapping[str, Any], text: str) -> list[str]:
    """A line for each claim that only one reader has, or that has another claimant: reader, id, field, value, stance,
    claimant, words."""

    def line(side: str, one: Mapping[str, Any]) -> str:
        value = text[slice(*one["value"])] if "value" in one else f"{one['low']}..{one['high']}"
        who = one["claimant"] if isinstance(one["claimant"], str) else text[slice(*one["claimant"])]
        extra = " ".join(f"{k}={one[k]}" for k in ("stance", "modality", "optional", "part_of", "scope") if k in one)
        return f"{side} {one['id']} {one['field']} {value!r} by {who!r} {extra} in {text[slice(*one['evidence'])]!r}"

    found = []
    second = list(b["claims"])
    for one in a["claims"]:
        kind = "counts" if one["field"] in COUNTS else "other"
        same = [o for o in second if o["field"] == one["field"] and _same(kind, one, o, text)]
        same.sort(key=lambda o: not _same_speaker(one["claimant"], o["claimant"], text))
        if not same:
            found.append(line("first", one))
            continue
        second.remove(same[0])
        keys = ("stance", "modality", "part_of")
        alike = all((one.get(k) is None) == (same[0].get(k) is None) for k in keys)
        if not (alike and _same_speaker(one["claimant"], same[0]["claimant"], text)):
            found += [line("first", one), "  " + line("second", same[0])]
    return found + [line("second", one) for one in second]


def settled(a: Mapping[str, Any], b: Mapping[str, Any], ruling: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The first reader's annotation with the ruling `{drop: [id], take: [id of the second], change: {id: {key:
    value}}}` applied. An event of the second comes along where the first has none with the same trigger or the same
    type and place. Raises Unfit for ids that are not there."""
    drop: list[str] = ruling.get("drop") or []
    take: list[str] = ruling.get("take") or []
    change: dict[str, dict[str, Any]] = ruling.get("change") or {}
    own = {c["id"] for c in a["claims"]}
    other = {c["id"]: c for c in b["claims"]}
    wrong = [f"the first reader has no {i}" for i in (*drop, *change) if i not in own]
    wrong += [f"the second reader has no {i}" for i in take if i not in other]
    find = Finder(text)
    claims = [c | changed(change.get(c["id"], {}), find) for c in a["claims"] if c["id"] not in drop]
    events = list(a["events"])
    for name in (i for i in take if i in other):
        event = _event_of(other[name]["event"], b["events"], events)
        claims.append(other[name] | {"id": f"second-{name}", "event": event})
    wrong += find.wrong
    if wrong:
        raise Unfit("\n".join(f"{a['document']}: {line}" for line in wrong))
    renamed = {i: f"second-{i}" for i in take}
    kept = {c["id"] for c in claims}
    for one in claims[-len(take) :] if take else ():
        one["part_of"] = renamed.get(one.get("part_of", ""))
    claims = [{k: v for k, v in c.items() if k != "part_of" or v in kept} for c in claims]
    groups = {
        kind: [g for g in ([i for i in group if i in kept] for group in a[kind]) if len(g) > 1]
        for kind in ("disagree", "revises")
    }
    return {**a, "events": events, "claims": claims, **groups}


def changed(change: Mapping[str, Any], find: Finder) -> dict[str, Any]:
    """What a ruling changes of a claim, with offsets for its quotes."""
    spans = {"claimant": find.speaker, "value": find.span, "group": find.span, "quote": find.span}
    found = {("evidence" if k == "quote" else k): spans[k](v) if k in spans else v for k, v in change.items()}
    find.wrong.extend(f"unknown key {key}" for key in sorted(set(change) - CLAIM_KEYS))
    return found


def _event_of(name: str, theirs: list[dict[str, Any]], ours: list[dict[str, Any]]) -> str:
    """The id among our events of one of theirs, which is added where we have none like it."""
    event = next(e for e in theirs if e["id"] == name)
    alike = [e for e in ours if e["trigger"][0] < event["trigger"][1] and event["trigger"][0] < e["trigger"][1]]
    alike += [e for e in ours if e["type"] == event["type"] and event.get("place") and e.get("place") == event["place"]]
    if not alike:
        alike = [{k: v for k, v in event.items() if k != "part_of"} | {"id": f"second-{name}"}]
        ours.append(alike[0])
    return str(alike[0]["id"])


def _f1(both: int, first: int, second: int) -> float:
    return round(2 * both / (first + second), 4) if first + second else 1.0


def _compare(a: Mapping[str, Any], b: Mapping[str, Any], text: str) -> Counter[str]:
    n: Counter[str] = Counter()
    kinds = {"counts": COUNTS, "responsibility": ("actor",), "labels": ("label",)}
    for kind, fields in kinds.items():
        first = [c for c in a["claims"] if c["field"] in fields]
        second = [c for c in b["claims"] if c["field"] in fields]
        used: set[int] = set()
        for one in first:
            same = [i for i, other in enumerate(second) if i not in used and _same(kind, one, other, text)]
            same.sort(key=lambda i: not _same_speaker(one["claimant"], second[i]["claimant"], text))
            if not same:
                continue
            if one.get("optional") or second[same[0]].get("optional"):
                second[same[0]] = {**second[same[0]], "optional": True}
                one["optional"] = True
            used.add(same[0])
            if one.get("optional"):
                continue
            n[kind] += 1
            n[f"{kind} with claimant"] += _same_speaker(one["claimant"], second[same[0]]["claimant"], text)
        for side, claims in (("a", first), ("b", second)):
            needed = sum(not c.get("optional") for c in claims)
            n[f"{kind} {side}"] += needed
            n[f"{kind} with claimant {side}"] += needed
    return n


def _same(kind: str, one: Mapping[str, Any], other: Mapping[str, Any], text: str) -> bool:
    if kind == "counts":
        near = one["evidence"][0] < other["evidence"][1] and other["evidence"][0] < one["evidence"][1]
        return near and all(one[key] == other[key] for key in ("field", "low", "high"))
    near = one["evidence"][0] < other["evidence"][1] + 150 and other["evidence"][0] < one["evidence"][1] + 150
    same = near and _share_word(text[slice(*one["value"])], text[slice(*other["value"])])
    if kind == "responsibility":
        same = same and one.get("stance", "asserts") == other.get("stance", "asserts")
        same = same and _same_speaker(one["claimant"], other["claimant"], text)
    return same


def _same_speaker(one: Any, other: Any, text: str) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return bool(one == other)
    return _share_word(text[slice(*one)], text[slice(*other)])


def _share_word(one: str, other: str) -> bool:
    def words(name: str) -> set[str]:
        every = {w.strip("’'s.,").lower() for w in name.split()}
        return {w for w in every if len(w) > 3} or every

    return bool(words(one) & words(other))


def best(folder: Path, name: str, kinds: Iterable[str] = KINDS) -> Path:
    """The best annotation of an article: the completed one, else the settled one, else the first reader's."""
    return next(path for kind in kinds if (path := folder / kind / f"{name}.json").exists())


def _files(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf8"))


def main(given: argparse.Namespace) -> int:
    rows = read_texts(given.texts)
    if given.verb == "compile":
        return _compile(given, rows)
    if given.verb == "agree":
        second = {one["document"]: one for one in _files(given.second)}
        pairs = [(one, second[one["document"]]) for one in _files(given.first) if one["document"] in second]
        result = agreement(pairs, {key: row["text"] for key, row in rows.items()})
        sys.stdout.write(json.dumps({"documents": len(pairs), **result}, indent=1) + "\n")
        return 0
    if given.verb == "differ":
        second = {one["document"]: one for one in _files(given.second)}
        for one in _files(given.first):
            if one["document"] in second and (not given.ids or one["document"] in given.ids):
                lines = differences(one, second[one["document"]], rows[one["document"]]["text"])
                sys.stdout.write("\n".join((f"== {one['document']}", *lines)) + "\n")
        return 0
    if given.verb == "settle":
        return _settle(given, rows)
    splits = json.loads((given.annotations.parent / "splits.json").read_text(encoding="utf8"))
    given.out.mkdir(parents=True, exist_ok=True)
    for read_once in _files(given.annotations):
        name = read_once["document"]
        one = json.loads(best(given.annotations.parent, name).read_text(encoding="utf8"))
        if given.split in (splits[name]["split"], "all"):
            gold = as_gold(one, rows[name]["text"], f"{name}.txt")
            (given.out / f"{name}.txt").write_text(rows[name]["text"], encoding="utf8", newline="")
            text = yaml.safe_dump(gold, allow_unicode=True, sort_keys=False, width=120)
            (given.out / f"{name}.yaml").write_text(text, encoding="utf8")
    return 0


def _compile(given: argparse.Namespace, rows: Mapping[str, dict[str, Any]]) -> int:
    given.out.mkdir(parents=True, exist_ok=True)
    unfit = 0
    for path in given.working:
        try:
            working = yaml.safe_load(path.read_text(encoding="utf8"))
            if working["document"] not in rows:
                raise Unfit(f"{path}: no article has the id {working['document']}")
            result = compiled(working, rows[working["document"]]["text"])
        except (Unfit, yaml.YAMLError, KeyError, TypeError) as error:
            sys.stderr.write(f"{path}: {error}\n")
            unfit += 1
            continue
        line = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
        (given.out / f"{result['document']}.json").write_text(line + "\n", encoding="utf8")
    sys.stdout.write(f"{len(given.working) - unfit} written, {unfit} refused\n")
    return 1 if unfit else 0


def _settle(given: argparse.Namespace, rows: Mapping[str, dict[str, Any]]) -> int:
    given.out.mkdir(parents=True, exist_ok=True)
    unfit = 0
    for path in given.rulings:
        try:
            ruling = yaml.safe_load(path.read_text(encoding="utf8"))
            name = ruling["document"]
            a, b = (json.loads((f / f"{name}.json").read_text(encoding="utf8")) for f in (given.first, given.second))
            result = settled(a, b, ruling, rows[name]["text"])
        except (Unfit, OSError, yaml.YAMLError, KeyError, TypeError) as error:
            sys.stderr.write(f"{path}: {error}\n")
            unfit += 1
            continue
        line = json.dumps(result, ensure_ascii=False, separators=(",", ":"))
        (given.out / f"{name}.json").write_text(line + "\n", encoding="utf8")
    sys.stdout.write(f"{len(given.rulings) - unfit} settled, {unfit} refused\n")
    return 1 if unfit else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training.annotate", description=__doc__.split("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb in ("compile", "gold", "agree", "differ", "settle"):
        one = verbs.add_parser(verb)
        one.add_argument("--texts", type=Path, required=True, help="the articles, JSON Lines with id and text")
        if verb in ("agree", "differ", "settle"):
            one.add_argument("first", type=Path)
            one.add_argument("second", type=Path)
        if verb == "differ":
            one.add_argument("ids", nargs="*", help="only these articles")
        if verb in ("agree", "differ"):
            continue
        one.add_argument("--out", type=Path, required=True)
        if verb == "compile":
            one.add_argument("working", type=Path, nargs="+")
        elif verb == "settle":
            one.add_argument("rulings", type=Path, nargs="+")
        else:
            one.add_argument("--split", default="dev", choices=("train", "dev", "test", "all"))
            one.add_argument("annotations", type=Path)
    return parser


if __name__ == "__main__":
    sys.exit(main(_arguments().parse_args()))
