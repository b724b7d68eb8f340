"""Learn the weights of linking: `rashomon/data/linking.json`.

    python training/linking.py [FOLDER]     FOLDER holds the public benchmarks (gva/, ecbplus/); takes about half an
                                            hour, nearly all of it for reading

Two cards come of it (see rashomon/link/scoring.py), each from one set:

- *reports*: GVA, train split (60 % of the incidents), below their headlines. The main happenings of two reports are one
  when the incident is; of different incidents they are two; other happenings of reports of one incident mostly are
  (they count LITTLE).
- *mentions*: ECB+, topics 1 to 30, mentions given: pairs of mentions of one document, or of documents that are a little
  alike. Its texts are a few sentences, often undated, and most of its days and towns are misread or of something else
  in the sentence, so that here these keep their signs only.

Neither development nor test splits are read. `linking_card.py` says what is fitted; ABOVE_BIAS was chosen by clustering
the development splits. The card that is shipped was learned from readings of earlier versions of the reader, most of
GVA's without headlines: reading all again changes the weights a little.
"""

from __future__ import annotations

import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations, combinations_with_replacement, product
from pathlib import Path
from typing import Any

from benchmarks.data import digest
from benchmarks.ecb_corpus import read_documents
from benchmarks.ecbplus import TOPICS, gold_stages, mention_of
from benchmarks.framework import SHARED
from benchmarks.gva import headed, main_event, read_articles, split_of
from benchmarks.reader import Reader, document_of
from rashomon.data import data_path
from rashomon.link.features import Feature, compare, forbidden
from rashomon.link.gists import Gist, gist_of, likeness
from rashomon.link.profiles import Profile, profiles_of
from rashomon.link.scoring import WEIGHTS
from rashomon.model import Happening, Reading
from training.linking_card import fit

Pair = tuple[dict[str, Feature], bool, float]

SEED, LITTLE = 20210, 0.15
FEWEST, MOST = 2, 40  # gist words that a hard pair of different incidents shares; members of a word's list that meet
DIFFERENT, ANY = 12_000, 4_000  # pairs of different incidents: hard ones, and any
LEAST_ALIKE = 0.08  # likeness of documents of which mentions are compared
ECB_DIFFERENT, ECB_SAME = 20_000, 8_000  # kept; each then stands for more
ABOVE_BIAS = {"reports": 1.0, "mentions": 0.5}  # of the base over the bias of its set, most of whose pairs are two
KEPT_APART = -0.5  # of two happenings of one document that coreference left apart
UNPLACED = -1.5  # no time, place or date on one side, and no story in common: words alone prove little
SAME_DATE = 0.8  # share of the weight of a day that a date without a year has: no data here lacks years
COPY = (
    1.0  # more that copies of one text have than stories as alike as any that were not copied: none are among the data
)
EACH = 20_000.0  # what the pairs of a set weigh together


def gist_for(reading: Reading) -> Gist:
    one = reading.document
    return gist_of(one.id, one.text, one.title, one.published)


def local_news(folder: Path) -> list[Pair]:
    reader = Reader()
    articles = [a for a in read_articles(folder) if split_of(a.incident) == "train"]
    readings = [reader.read(document_of(a.id, headed(a), a.title or None, a.published or None)) for a in articles]
    profiles = profiles_of([h for r in readings for h in r.happenings], {r.document.id: gist_for(r) for r in readings})
    by_id = {profile.id: profile for profile in profiles}
    others: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        others[profile.document].append(profile)
    told: dict[str, list[Profile]] = defaultdict(list)
    for article, reading in zip(articles, readings, strict=True):
        own = {m.id: h.id for h in reading.happenings for m in h.mentions}
        if (main := main_event(reading, own)) is not None:
            told[article.incident].append(by_id[main])
    pairs: list[Pair] = []
    for mains in told.values():
        for a, b in combinations(mains, 2):
            pairs.append((compare(a, b), True, 1.0))
            for one, other in ((a, b), (b, a)):
                rest = [q for q in others[other.document] if q.id != other.id and not forbidden(one, q)]
                pairs += [(compare(one, q), False, LITTLE) for q in rest]
    return pairs + different([(p, incident) for incident, mains in told.items() for p in mains])


def different(mains: Sequence[tuple[Profile, str]]) -> list[Pair]:
    """Pairs of main happenings of different incidents: those whose stories share words, and any."""
    chance = random.Random(SEED)
    lists: dict[str, list[int]] = defaultdict(list)
    for number, (profile, _) in enumerate(mains):
        words = profile.gist.words if profile.gist else {}
        for word in sorted(words, key=lambda w: (-words[w], w))[:12]:
            lists[word].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for members in lists.values():
        for place, one in enumerate(members):
            for other in members[place + 1 : place + MOST]:
                shared[one, other] += 1
    hard = [pair for pair, count in sorted(shared.items()) if count >= FEWEST]
    chance.shuffle(hard)
    chosen = [p for p in hard if mains[p[0]][1] != mains[p[1]][1]][:DIFFERENT]
    chosen += [(chance.randrange(len(mains)), chance.randrange(len(mains))) for _ in range(ANY)]
    return [
        (compare(mains[a][0], mains[b][0]), False, 1.0)
        for a, b in chosen
        if mains[a][1] != mains[b][1] and not forbidden(mains[a][0], mains[b][0])
    ]


def news_of_all_kinds(folder: Path) -> list[Pair]:
    reader = Reader()
    happenings: list[Happening] = []
    gists: dict[str, Gist] = {}
    cluster: dict[str, str] = {}
    for document in read_documents(folder, TOPICS["train"]):
        reading = reader.read(document_of(document.name, document.text), whole=True, instead=gold_stages(document))
        names = {mention_of(reading, m): m.cluster for m in document.mentions}
        happenings += reading.happenings
        gists[reading.document.id] = gist_for(reading)
        cluster.update({h.id: names[h.mentions[0].id] for h in reading.happenings})
    told: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles_of(happenings, gists):
        told[profile.document].append(profile)
    same: list[tuple[Profile, Profile]] = []
    differ: list[tuple[Profile, Profile]] = []
    for one, other in combinations_with_replacement(gists, 2):
        if one != other and likeness(gists[one], gists[other]) < LEAST_ALIKE:
            continue
        for a, b in combinations(told[one], 2) if one == other else product(told[one], told[other]):
            if not forbidden(a, b):
                (same if cluster[a.id] == cluster[b.id] else differ).append((a, b))
    chance = random.Random(SEED)
    return [(compare(a, b), True, weight) for a, b, weight in some(same, ECB_SAME, chance)] + [
        (compare(a, b), False, weight) for a, b, weight in some(differ, ECB_DIFFERENT, chance)
    ]


def some(
    pairs: list[tuple[Profile, Profile]], number: int, chance: random.Random
) -> list[tuple[Profile, Profile, float]]:
    """A sample, in which each stands for those left out."""
    chosen = pairs if len(pairs) <= number else chance.sample(pairs, number)
    return [(a, b, len(pairs) / len(chosen)) for a, b in chosen]


def learn(pairs: Sequence[Pair], name: str) -> dict[str, Any]:
    """The card of one set, as it is stored."""
    share = EACH / sum(weight for *_, weight in pairs)
    rows, labels, weights = zip(*pairs, strict=True)
    parts, bias = fit(rows, labels, [weight * share for weight in weights], firm=name == "reports")
    return finished(parts, bias + ABOVE_BIAS[name])


def finished(parts: dict[str, Any], base: float) -> dict[str, Any]:
    """The card as it is stored: a word that both have weighs 0, so that what is unknown does not weigh like it."""
    trigger = parts["trigger"]["weights"]
    best = trigger[-1]
    parts["trigger"]["weights"] = [round(weight - best, 3) for weight in trigger]
    parts["time"]["same-date"] = round(SAME_DATE * parts["time"]["same-day"], 3)
    parts["unplaced"] = {"words-only": UNPLACED}
    story = parts["story"]
    parts["story"] = {
        "knots": [*story["knots"], 1.0],
        "weights": [*story["weights"], round(story["weights"][-1] + COPY, 3)],
    }
    return {"base": round(base + best, 3), "kept_apart": KEPT_APART, "parts": parts}


def main(folder: Path) -> None:
    sets = {"reports": local_news(folder / "gva"), "mentions": news_of_all_kinds(folder / "ecbplus")}
    manifest = {
        "made_by": "training/linking.py",
        "pairs": {name: len(pairs) for name, pairs in sets.items()},
        "same": {name: sum(same for _, same, _ in pairs) for name, pairs in sets.items()},
        "data": {name: digest(folder / name) for name in ("gva", "ecbplus")},
    }
    stored = {"manifest": manifest, **{name: learn(pairs, name) for name, pairs in sets.items()}}
    data_path(WEIGHTS).write_text(json.dumps(stored, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "benchmarks")
