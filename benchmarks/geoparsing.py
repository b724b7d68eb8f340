"""Place names to coordinates, measured on LGL, TR-News and GeoVirus.

Data: a folder of *.xml; each is one corpus of <article>s with a <text> and toponyms that have start, end, and
coordinates (LGL and TR-News: <toponym> with <gaztag>; GeoVirus: <location>). Toponyms without coordinates are left out.
A sample is one of the articles of each corpus. For all together, and for each corpus:

recall            share of gold toponyms that overlap a place mention of ours, resolved or not
precision         share of our mentions that overlap a gold toponym (GeoVirus marks only some, so read it with care)
accuracy_161km    share of those found and resolved whose point lies within 161 km (100 miles) of the gold point
resolved          share of those found that have a point
median_km         median distance of those found and resolved
recall_161km      share of all gold toponyms that are found and lie within 161 km: what a user gets in the end

`find_places` leaves out places used as actors ("Ankara said"), which these corpora mark; the figures count every
place name that we recognise, and `recall_scenes` says how many `find_places` keeps. The corpora also mark demonyms
("Sudanese troops"), which are no places to us: `recall_names` leaves those out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from statistics import median
from xml.etree.ElementTree import Element

from benchmarks.data import files_of, number_of, read_xml
from benchmarks.framework import DataError, Job
from benchmarks.reader import Reader, document_of
from rashomon.extract.places.place_words import read_demonyms
from rashomon.extract.places.places import locate_all
from rashomon.model import PlaceMention

__all__ = ["Figures", "GeoResult", "Gold", "Tally", "kilometres", "measure", "read_corpus"]

NEAR_KM = 161.0
EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Gold:
    """A toponym: code points in its article's text, degrees."""

    start: int
    end: int
    phrase: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Figures:
    recall: float
    accuracy_161km: float
    median_km: float | None
    recall_161km: float
    precision: float
    resolved: float
    recall_names: float
    recall_scenes: float
    toponyms: int


@dataclass(frozen=True, slots=True)
class GeoResult(Figures):
    corpora: Mapping[str, Figures] = field(default_factory=dict)
    documents: int = 0
    failed: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Outcomes, one entry for each gold toponym (found, named, scene), each found one (distance in km, None where
    unresolved), each mention of ours (right)."""

    found: list[bool] = field(default_factory=list)
    named: list[bool] = field(default_factory=list)
    scene: list[bool] = field(default_factory=list)
    distance: list[float | None] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def add(self, golds: Sequence[Gold], mentions: Sequence[tuple[PlaceMention, bool]]) -> None:
        """One article: `mentions` with whether each is used as an actor."""
        demonyms = read_demonyms()
        for gold in golds:
            match = next((pair for pair in mentions if overlaps(pair[0], gold)), None)
            self.found.append(match is not None)
            self.scene.append(match is not None and not match[1])
            if gold.phrase.lower() not in demonyms:
                self.named.append(match is not None)
            if match is not None:
                place = match[0].place
                known = place.lat is not None and place.lon is not None
                self.distance.append(kilometres(gold, place.lat or 0.0, place.lon or 0.0) if known else None)
        self.right += [any(overlaps(mention, gold) for gold in golds) for mention, _ in mentions]

    def join(self, other: Tally) -> None:
        for name in ("found", "named", "scene", "distance", "right"):
            getattr(self, name).extend(getattr(other, name))

    def figures(self) -> Figures:
        distances = [d for d in self.distance if d is not None]
        near, found = sum(d <= NEAR_KM for d in distances), sum(self.found)
        return Figures(
            recall=_share(found, len(self.found)),
            accuracy_161km=_share(near, len(distances)),
            median_km=median(distances) if distances else None,
            recall_161km=_share(near, len(self.found)),
            precision=_share(sum(self.right), len(self.right)),
            resolved=_share(len(distances), found),
            recall_names=_share(sum(self.named), len(self.named)),
            recall_scenes=_share(sum(self.scene), len(self.scene)),
            toponyms=len(self.found),
        )


def _share(some: int, all_of_them: int) -> float:
    return some / all_of_them if all_of_them else 0.0


def overlaps(mention: PlaceMention, gold: Gold) -> bool:
    return mention.span.start < gold.end and gold.start < mention.span.end


def kilometres(gold: Gold, lat: float, lon: float) -> float:
    """Great-circle distance (haversine) on a sphere of 6,371 km."""
    a, b = radians(gold.lat), radians(lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(lon - gold.lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def read_corpus(path: Path) -> list[tuple[str, list[Gold]]]:
    """Texts with their gold toponyms, also those few whose offsets lie outside the text: nobody can find them."""
    found = []
    for article in read_xml(path).findall("article"):
        text = article.findtext("text") or ""
        golds = [g for node in article.iter() if node.tag in ("toponym", "location") and (g := _gold(node, path))]
        found.append((text, golds))
    if not found:
        raise DataError(f"{path}, line 1: it holds no <article>.")
    return found


def _gold(node: Element, path: Path) -> Gold | None:
    tag = node if node.tag == "location" else node.find("gaztag")
    texts = [node.findtext(key) or (tag.findtext(key) if tag is not None else None) for key in ("lat", "lon")]
    if not all(texts):
        return None
    lat, lon = (number_of(text, float, path, "a coordinate") for text in texts)
    start, end = (int(number_of(node.findtext(key), int, path, key)) for key in ("start", "end"))
    return Gold(start, end, node.findtext("phrase") or node.findtext("name") or "", lat, lon)


def measure(job: Job) -> GeoResult:
    total, corpora, documents, reader = Tally(), {}, 0, Reader()
    for path in files_of(job.data, "*.xml"):
        articles = list(enumerate(read_corpus(path)))
        chosen = job.pick(articles, lambda item: f"{path.name}:{item[0]}")  # noqa: B023 (used at once)
        tally = Tally()
        for number, (text, golds) in job.follow(chosen, f"geoparsing: {path.name}, article"):
            name = f"{path.name}:{number}"
            tally.add(golds, locate(reader, name, text) if text.strip() else [])
        corpora[path.stem.lower()] = tally.figures()
        total.join(tally)
        documents += len(chosen)
    shared = total.figures()
    return GeoResult(
        **{name: getattr(shared, name) for name in Figures.__dataclass_fields__},
        corpora=corpora,
        documents=documents,
        failed=tuple(reader.failed),
    )


def locate(reader: Reader, name: str, text: str) -> list[tuple[PlaceMention, bool]]:
    """All place names of a text, with whether each is used as an actor."""
    return locate_all(reader.read(document_of(name, text), whole=True, until="parse"))
