"""Make `benchmarks/muc4/weights.json.gz`: what the maker of MUC-4 templates learned from the development corpus.

python -m training.muc4.weights MUC4_FOLDER

Reads the 1,300 texts of corpora/dev with our reader and holds what it found against their keys; tst1, tst2 and tst3
are never looked at. Every model is a logistic regression, trained by AdaGrad in a fixed order (benchmarks.muc4.linear
uses it): which types of incident a text tells of (`type ...`), which role an entity has (`role`), and what the set
fills of its slots are (`hum-tgt-type` and so on).
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from benchmarks.muc4.entities import Entity, Text
from benchmarks.muc4.features import (
    Anchor,
    anchors,
    entity_features,
    incident_features,
    perpetrator_features,
    text_features,
)
from benchmarks.muc4.incidents import anchor_features, pair_features
from benchmarks.muc4.likeness import string_credit
from benchmarks.muc4.linear import WEIGHTS, Linear
from benchmarks.muc4.reading import read_message
from benchmarks.muc4.slots import REFERENCED
from benchmarks.muc4.templates import Filler, Template, read_templates
from benchmarks.muc4.texts import read_messages
from benchmarks.reader import Reader

ROLES = {
    "perp-ind-id": "perp-ind",
    "perp-org-id": "perp-org",
    "phys-tgt-id": "phys",
    "hum-tgt-name": "hum",
    "hum-tgt-desc": "hum",
    "inc-instr-id": "instr",
}
TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY", "HIJACKING", "FORCED WORK STOPPAGE")
NONE = "-"
RATE, ROUNDS, FEWEST, SMALLEST = 0.2, 8, 3, 0.1
SURE = 0.98  # an example that a model is so sure of teaches it nothing more
DECAY = {"type": 0.01, "role": 0.001}
Example = tuple[Sequence[str], str]
Match = tuple[Template, str, Filler]


@dataclass
class Lesson:
    """One text of the development corpus, read, with the templates of its key."""

    name: str
    text: Text
    told: list[Anchor]
    features: list[str]
    entities: list[tuple[Entity, list[str]]]
    templates: list[Template]

    @cached_property
    def found(self) -> list[list[Match]]:
        """For each entity the fillers of the key that it stands for."""
        return all_matches(self)


def lesson(text: Text, name: str, templates: Sequence[Template]) -> Lesson:
    told = anchors(text)
    entities = [(entity, entity_features(text, entity, told)) for entity in text.entities]
    relevant = [t for t in templates if not t.irrelevant]
    return Lesson(name, text, told, text_features(text, told), entities, relevant)


def all_matches(one: Lesson) -> list[list[Match]]:
    """For each entity the fillers of the key that it stands for, with template and slot."""
    if not one.templates:
        return [[] for _ in one.entities]
    return [matches(one, entity) for entity, _ in one.entities]


def matches(one: Lesson, entity: Entity) -> list[Match]:
    strings = {one.text.string(mention) for mention in entity.mentions} | {
        one.text.words(*mention.name) for mention in entity.mentions if mention.name
    }
    heads = {one.text.words(mention.head, mention.head) for mention in entity.mentions}
    found = []
    for template in one.templates:
        for slot in ROLES:
            for filler in template.fillers(slot):
                names = slot in {"hum-tgt-name", "perp-org-id"}
                credit = max(string_credit(s, filler.values, names) for s in strings)
                if credit >= 0.5 and (names or entity.person or any(heads & set(v.split()) for v in filler.values)):
                    found.append((template, slot, filler))
    return found


def train(examples: Sequence[Example], decay: float, smallest: float = SMALLEST) -> Linear:
    """A model for examples of features and class; features seen less than FEWEST times are left out."""
    classes = tuple(sorted({label for _, label in examples}))
    counts = Counter(f for features, _ in examples for f in features)
    index = {name: n for n, name in enumerate(sorted(f for f, c in counts.items() if c >= FEWEST), 1)}
    weights = np.zeros((len(index) + 1, len(classes)))
    squares = np.full_like(weights, 1e-4)
    data = [
        (np.array([0, *(index[f] for f in features if f in index)]), classes.index(label))
        for features, label in examples
    ]
    order = list(range(len(data)))
    for turn in range(ROUNDS):
        random.Random(turn).shuffle(order)
        for n in order:
            at, label = data[n]
            scores = weights[at].sum(axis=0)
            scores = np.exp(scores - scores.max())
            slope = scores / scores.sum()
            if slope[label] > SURE:
                continue
            slope[label] -= 1.0
            step = slope + decay * weights[at]
            squares[at] += step * step
            weights[at] -= RATE * step / np.sqrt(squares[at])
    kept = {
        name: tuple(round(float(x), 2) for x in weights[n])
        for name, n in index.items()
        if abs(weights[n]).max() >= smallest
    }
    return Linear(classes, {"": tuple(round(float(x), 2) for x in weights[0])} | kept)


def role_of(hits: Sequence[Match]) -> str:
    found = Counter(ROLES[slot] for _, slot, _ in hits)
    return found.most_common(1)[0][0] if found else NONE


def attributes(one: Lesson) -> Iterable[tuple[str, Example]]:
    """Examples for the set fills that hang on an entity."""
    for (_, features), match in zip(one.entities, one.found, strict=True):
        for template, slot, filler in match:
            kind = template.fillers("inc-type")[0].values[0]
            more = [*features, f"type={kind}"]
            for other in REFERENCED:
                if slot not in REFERENCED[other] or other in {"hum-tgt-desc", "phys-tgt-num", "hum-tgt-num"}:
                    continue
                if other.endswith("nation"):
                    continue
                hits = [f for f in template.fillers(other) if set(f.references) & set(filler.values)]
                yield other, (more, hits[0].values[0].lstrip("(") if hits else NONE)


def told_of(one: Lesson, anchor: Anchor) -> str:
    """The number of the template that a word tells of: of its type, with most fillers in the word's sentence."""
    best: tuple[int, str] = (0, "")
    for template in one.templates:
        if template.fillers("inc-type")[0].values[0] != anchor.type:
            continue
        hits = 0
        for (entity, _), match in zip(one.entities, one.found, strict=True):
            if any(other is template for other, _, _ in match):
                hits += any(mention.sentence == anchor.sentence for mention in entity.mentions)
        if hits > best[0]:
            best = hits, template.number
    return best[1]


def pairs(told: Sequence[tuple[Lesson, Anchor, str]]) -> Iterable[Example]:
    """Examples of words of one type in one text: do they tell of the same incident?"""
    for number, (one, anchor, template) in enumerate(told):
        for other_lesson, other, other_template in told[number + 1 : number + 40]:
            if other_lesson is not one or not template or not other_template or other.type != anchor.type:
                continue
            yield pair_features(one.text, anchor, other), str(template == other_template)


def models(lessons: Sequence[Lesson]) -> dict[str, Linear]:
    found: dict[str, Linear] = {}
    for kind in TYPES:
        examples = [
            (one.features, str(any(t.fillers("inc-type")[0].values[0] == kind for t in one.templates)))
            for one in lessons
        ]
        if sum(label == "True" for _, label in examples) >= FEWEST:
            found[f"type {kind}"] = train(examples, DECAY["type"])
    found["role"] = train(
        [(fs, role_of(hits)) for one in lessons for (_, fs), hits in zip(one.entities, one.found, strict=True)],
        DECAY["role"],
    )
    sets: dict[str, list[Example]] = {}
    told = [(one, anchor, told_of(one, anchor)) for one in lessons for anchor in one.told]
    found["anchor"] = train([(anchor_features(o.text, a, o.told), str(bool(t))) for o, a, t in told], DECAY["role"])
    found["same"] = train(list(pairs(told)), DECAY["role"])
    for one in lessons:
        for slot, example in attributes(one):
            sets.setdefault(slot, []).append(example)
        for template in one.templates:
            kind = template.fillers("inc-type")[0].values[0]
            words = incident_features(one.text, [a for a in one.told if a.type == kind], kind)
            sets.setdefault("inc-stage", []).append((words, template.fillers("inc-stage")[0].values[0]))
            perps = [
                entity
                for (entity, _), hits in zip(one.entities, one.found, strict=True)
                if any(other is template and slot.startswith("perp") for other, slot, _ in hits)
            ]
            category = template.fillers("perp-inc-cat")
            about = perpetrator_features(one.text, perps, kind) + words
            sets.setdefault("perp-inc-cat", []).append((about, category[0].values[0] if category else NONE))
    return found | {slot: train(examples, DECAY["role"]) for slot, examples in sorted(sets.items())}


def save(found: dict[str, Linear], path: Path = WEIGHTS) -> None:
    rows = {name: {"classes": m.classes, "weights": dict(sorted(m.weights.items()))} for name, m in found.items()}
    origin = "made by training/muc4/weights.py from the development corpus of MUC-4 (corpora/dev)"
    content = json.dumps({"origin": origin, "models": rows}, separators=(",", ":")) + "\n"
    path.write_bytes(gzip.compress(content.encode(), mtime=0))


def main() -> None:
    folder = Path(sys.argv[1]) / "corpora" / "dev"
    keys: dict[str, list[Template]] = {}
    for path in sorted(folder.glob("key*")):
        for template in read_templates(path):
            keys.setdefault(template.message, []).append(template)
    reader, lessons = Reader(), []
    for path in sorted(folder.glob("dev-muc3*")):
        for message in read_messages(path):
            lessons.append(lesson(Text(read_message(reader, message)), message.name, keys.get(message.name, [])))
        sys.stderr.write(f"{len(lessons)} texts read\n")
    save(models(lessons))


if __name__ == "__main__":
    main()
