"""Place names to coordinates, measured on LGL, TR-News and GeoVirus.

    python benchmarks/geoparsing.py --data DIR [--limit N]       prints one JSON object

DIR holds lgl.xml, TR-News.xml and GeoVirus.xml. For each corpus and for all together:

recall            share of gold toponyms (with coordinates) that overlap a place mention of ours, resolved or not
precision         share of our mentions that overlap a gold toponym (GeoVirus marks only some, so read it with care)
accuracy_161km    share of those found and resolved whose point lies within 161 km (100 miles) of the gold point
resolved          share of those found that have a point
median_km         median distance of those found and resolved
recall_161km      share of all gold toponyms that are found and lie within 161 km: what a user gets in the end

`find_places` leaves out places used as actors ("Ankara said"), which these corpora mark; the figures named here count
every place name that we recognise, and `recall_scenes` says how many `find_places` keeps.
The corpora also mark demonyms ("Sudanese troops"), which are no places to us: `recall_names` leaves those out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import median
from typing import Any
from xml.etree import ElementTree

from rashomon.extract.place_words import read_demonyms
from rashomon.extract.places import locate_all
from rashomon.model import Document, Passage, PassageKind, PlaceMention, Reading, Span
from rashomon.text.parse import parse_passages

CORPORA = {"lgl": "lgl.xml", "tr-news": "TR-News.xml", "geovirus": "GeoVirus.xml"}
NEAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class Gold:
    start: int
    end: int
    phrase: str
    lat: float
    lon: float


def read_corpus(path: Path, limit: int | None) -> list[tuple[str, list[Gold]]]:
    """Texts with their gold toponyms; toponyms without coordinates are left out."""
    found = []
    for article in ElementTree.parse(path).getroot().findall("article")[:limit]:
        text = article.findtext("text") or ""
        golds = [g for node in article.iter() if node.tag in ("toponym", "location") and (g := read_gold(node))]
        found.append((text, golds))
    return found


def read_gold(node: ElementTree.Element) -> Gold | None:
    tag = node if node.tag == "location" else node.find("gaztag")
    lat = node.findtext("lat") or (tag.findtext("lat") if tag is not None else None)
    lon = node.findtext("lon") or (tag.findtext("lon") if tag is not None else None)
    if lat is None or lon is None:
        return None
    phrase = node.findtext("phrase") or node.findtext("name") or ""
    return Gold(int(node.findtext("start") or 0), int(node.findtext("end") or 0), phrase, float(lat), float(lon))


def kilometres(gold: Gold, lat: float, lon: float) -> float:
    a, b = radians(gold.lat), radians(lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon - gold.lon) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(h)))


def locate(text: str) -> list[tuple[PlaceMention, bool]]:
    reading = Reading(Document(id="benchmark", name="benchmark", text=text))
    reading.passages = (Passage(0, PassageKind.ARTICLE, Span(0, len(text))),)
    reading.parse = parse_passages(reading)
    return locate_all(reading)


def measure(corpus: list[tuple[str, list[Gold]]], show: bool = False) -> dict[str, list[Any]]:
    """Raw outcomes: one entry per gold toponym or mention."""
    raw: dict[str, list[Any]] = defaultdict(list)
    demonyms = read_demonyms()
    for text, golds in corpus:
        mentions = locate(text) if text.strip() else []
        for gold in golds:
            match = next((pair for pair in mentions if overlaps(pair[0], gold)), None)
            raw["found"].append(match is not None)
            if gold.phrase.lower() not in demonyms:
                raw["named"].append(match is not None)
            raw["scene"].append(match is not None and not match[1])
            if match is None:
                if show:
                    sys.stderr.write(f"MISSED {gold.phrase!r}: {text[max(0, gold.start - 50) : gold.end + 40]!r}\n")
                continue
            place = match[0].place
            if place.lat is None or place.lon is None:
                raw["distance"].append(None)
                if show:
                    sys.stderr.write(f"UNRESOLVED {gold.phrase!r} {place}\n")
                continue
            raw["distance"].append(kilometres(gold, place.lat, place.lon))
            if show and raw["distance"][-1] > NEAR_KM:
                sys.stderr.write(f"FAR {gold} {place.name} {place.country} {place.inside} {raw['distance'][-1]:.0f}\n")
        for mention, _ in mentions:
            hit = any(overlaps(mention, gold) for gold in golds)
            raw["right"].append(hit)
            if show and not hit:
                sys.stderr.write(
                    f"EXTRA {mention.place.text!r} {mention.place.name} {mention.place.country}: "
                    f"{text[max(0, mention.span.start - 50) : mention.span.end + 40]!r}\n"
                )
    return raw


def overlaps(mention: PlaceMention, gold: Gold) -> bool:
    return mention.span.start < gold.end and gold.start < mention.span.end


def figures(raw: dict[str, list[Any]]) -> dict[str, float | int | None]:
    distances = [d for d in raw["distance"] if d is not None]
    near = sum(d <= NEAR_KM for d in distances)
    gold, found = len(raw["found"]), sum(raw["found"])
    return {
        "recall": round(found / max(gold, 1), 4),
        "recall_names": round(sum(raw["named"]) / max(len(raw["named"]), 1), 4),
        "recall_scenes": round(sum(raw["scene"]) / max(gold, 1), 4),
        "precision": round(sum(raw["right"]) / max(len(raw["right"]), 1), 4),
        "accuracy_161km": round(near / max(len(distances), 1), 4),
        "resolved": round(len(distances) / max(found, 1), 4),
        "recall_161km": round(near / max(gold, 1), 4),
        "median_km": round(median(distances), 2) if distances else None,
        "toponyms": gold,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder with the three corpora")
    parser.add_argument("--limit", type=int, default=None, help="texts per corpus")
    parser.add_argument("--corpus", choices=sorted(CORPORA), action="append", help="only these corpora")
    parser.add_argument("--show", action="store_true", help="write every error to standard error")
    options = parser.parse_args()
    everything: dict[str, list[Any]] = defaultdict(list)
    result: dict[str, Any] = {}
    for name in options.corpus or CORPORA:
        raw = measure(read_corpus(options.data / CORPORA[name], options.limit), options.show)
        result[name] = figures(raw)
        for key, values in raw.items():
            everything[key] += values
    sys.stdout.write(json.dumps({**figures(everything), "corpora": result}) + "\n")


if __name__ == "__main__":
    main()
