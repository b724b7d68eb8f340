"""Reading ECB+ (Cybulska and Vossen 2014): texts, event mentions, and which of them are one event across documents.

Only sentences that `ECBplus_coreference_sentences.csv` lists count (if the file is there): others were not checked by
the annotators. Event mentions are the markables ACTION_* and NEG_ACTION_*; those of one cross-document instance are one
cluster, those of one chain within a document another, each other mention its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from benchmarks.data import files_of, read_table, read_xml
from benchmarks.framework import DataError
from rashomon.model import Span

__all__ = ["EcbDocument", "EcbMention", "read_documents", "topic_of"]

ACTION = re.compile(r"(NEG_)?ACTION_")
CLOSING = frozenset({".", ",", ";", ":", "?", "!", ")", "]", "}", "%", "''", "n't", "...", "'", "’", "”"})
OPENING = frozenset({"(", "[", "{", "$", "``", "“"})


@dataclass(frozen=True, slots=True)
class EcbMention:
    """`span` covers its tokens in EcbDocument.text; `cluster` names its event over the whole corpus."""

    id: str
    span: Span
    cluster: str


@dataclass(frozen=True, slots=True)
class EcbDocument:
    """`checked` are the spans of the sentences in which all events are marked."""

    name: str
    topic: int
    text: str
    mentions: tuple[EcbMention, ...]
    checked: tuple[Span, ...]


def topic_of(path: Path) -> int:
    found = re.match(r"(\d+)_", path.name)
    if found is None:
        raise DataError(f"{path}: the name does not begin with the number of a topic.")
    return int(found[1])


def read_documents(folder: Path, topics: Sequence[int] | None) -> list[EcbDocument]:
    """The documents of some topics (None: all), sorted by name. The folder holds ECB+/TOPIC/*.xml or is ECB+ itself."""
    inner = folder / "ECB+" if (folder / "ECB+").is_dir() else folder
    paths = files_of(inner, "*/*.xml", "*.xml")
    chosen = [path for path in paths if topics is None or topic_of(path) in topics]
    if not chosen:
        raise DataError(
            f"{inner}: no document of topics {topics[0]} to {topics[-1]} is here." if topics else f"{inner}: empty"
        )
    checked = _checked_sentences(folder)
    return [_read(path, checked) for path in sorted(chosen, key=lambda p: (topic_of(p), p.name))]


def _checked_sentences(folder: Path) -> set[tuple[str, str]] | None:
    """(document, sentence number), or None where there is no list."""
    path = next((p for p in (folder, folder.parent) if (p / "ECBplus_coreference_sentences.csv").is_file()), None)
    if path is None:
        return None
    table = path / "ECBplus_coreference_sentences.csv"
    rows = read_table(table, ("Topic", "File", "Sentence Number"), delimiter=",")
    return {(f"{row['Topic']}_{row['File']}", row["Sentence Number"]) for _, row in rows}


def _read(path: Path, checked: set[tuple[str, str]] | None) -> EcbDocument:
    root = read_xml(path)
    text, spans, sentences = _text(root, path)
    inside = [span for number, span in sentences.items() if checked is None or (path.stem, number) in checked]
    clusters = _clusters(root, path)
    mentions = []
    for one in root.iterfind("Markables/*"):
        anchors = [anchor.get("t_id", "") for anchor in one.iterfind("token_anchor")]
        if not ACTION.match(one.tag) or not anchors:
            continue
        missing = [anchor for anchor in anchors if anchor not in spans]
        if missing and any(anchor in spans for anchor in anchors):
            raise DataError(f"{path}: mention {one.get('m_id')} points at token {missing[0]}, which is not there.")
        if missing:
            continue  # in the line with the address of the page, which is left out
        span = Span(min(spans[a].start for a in anchors), max(spans[a].end for a in anchors))
        if any(sentence.contains(span) for sentence in inside):
            name = f"{path.stem}:{one.get('m_id')}"
            mentions.append(EcbMention(name, span, clusters.get(one.get("m_id", ""), name)))
    mentions.sort(key=lambda m: (m.span, m.id))
    return EcbDocument(path.stem, topic_of(path), text, tuple(mentions), tuple(inside))


def _text(root: Element, path: Path) -> tuple[str, dict[str, Span], dict[str, Span]]:
    """The text with usual spacing, the span of each token by its id, and of each sentence by its number.

    The first line of *ecbplus files is the page's address, and is left out.
    """
    text = ""
    spans: dict[str, Span] = {}
    sentences: dict[str, Span] = {}
    address = path.stem.endswith("ecbplus")
    before = ""
    for token in root.iterfind("token"):
        word, number = token.text or "", token.get("sentence", "")
        if address and number == "0":
            continue
        close = word in CLOSING or word.startswith(("'s", "'re", "'ve", "'ll", "'d", "'m"))
        if text and not close and before not in OPENING:
            text += " "
        start = len(text)
        text += word
        spans[token.get("t_id", "")] = Span(start, len(text))
        sentences[number] = Span(sentences[number].start if number in sentences else start, len(text))
        before = word
    if not text:
        raise DataError(f"{path}: the document has no tokens.")
    return text, spans, sentences


def _clusters(root: Element, path: Path) -> dict[str, str]:
    """m_id -> cluster, of mentions that corefer with others."""
    found: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        across = relation.tag == "CROSS_DOC_COREF"
        name = relation.get("note") if across else f"{path.stem}#{relation.get('r_id')}"
        for end in relation.iterfind("source"):
            if name and end.get("m_id"):
                found[str(end.get("m_id"))] = name
    return found
