"""A corpus of two invented documents in the format of ECB+."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.ecb_corpus import EcbDocument, EcbMention, read_documents
from benchmarks.ecbplus import align, gold_events, head_of, measure
from benchmarks.framework import DataError, Job
from benchmarks.reader import Reader, document_of
from rashomon.model import Span


def xml(
    sentences: list[str], mentions: dict[int, str], chains: dict[str, list[int]], tag: str = "ACTION_OCCURRENCE"
) -> str:
    """`mentions` maps token number (from 1) to m_id; `chains` instance to token numbers."""
    lines, number = ['<Document doc_name="x">'], 0
    for index, sentence in enumerate(sentences):
        for word in sentence.split():
            number += 1
            lines.append(f'<token t_id="{number}" sentence="{index}" number="0">{word}</token>')
    lines.append("<Markables>")
    lines += [f'<{tag} m_id="{m}"><token_anchor t_id="{t}"/></{tag}>' for t, m in mentions.items()]
    lines.append('<HUMAN_PART_PER m_id="90"><token_anchor t_id="1"/></HUMAN_PART_PER>')
    lines.append('<ACTION_OCCURRENCE m_id="91" TAG_DESCRIPTOR="t" instance_id="ACT1"/></Markables><Relations>')
    for note, tokens in chains.items():
        ends = "".join(f'<source m_id="{mentions[t]}"/>' for t in tokens)
        lines.append(f'<CROSS_DOC_COREF r_id="1" note="{note}">{ends}<target m_id="91"/></CROSS_DOC_COREF>')
    return "\n".join([*lines, "</Relations></Document>"])


FIRST = [
    "http : //alder.example",
    "Gunmen attacked the station in Alder on Monday .",
    "The attack killed two guards .",
    "A fair opened .",
]
SECOND = ["Two guards were killed when gunmen attacked the station in Alder ."]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "ECB+" / "31"
    folder.mkdir(parents=True)
    first = xml(FIRST, {5: "1", 14: "2", 20: "3"}, {"ACT1": [5, 14]})
    second = xml(SECOND, {4: "1", 7: "2"}, {"ACT1": [7]})
    (folder / "31_1ecbplus.xml").write_text(first, encoding="utf8")
    (folder / "31_2ecb.xml").write_text(second, encoding="utf8")
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text(
        "Topic,File,Sentence Number\n31,1ecbplus,1\n31,1ecbplus,2\n31,2ecb,0\n", encoding="utf8"
    )
    return tmp_path


def test_documents_are_read(corpus: Path) -> None:
    first, second = read_documents(corpus, range(31, 36))
    assert first.text == "Gunmen attacked the station in Alder on Monday. The attack killed two guards. A fair opened."
    assert [first.text[m.span.start : m.span.end] for m in first.mentions] == ["attacked", "attack"]
    assert len(first.checked) == 2
    assert [m.cluster for m in first.mentions] == ["ACT1", "ACT1"]
    assert [m.cluster for m in second.mentions] == ["31_2ecb:1", "ACT1"]


def test_topics_that_are_not_there_are_named(corpus: Path) -> None:
    with pytest.raises(DataError, match="no document of topics 1 to 30"):
        read_documents(corpus, range(1, 31))


def test_a_mention_of_a_missing_token_is_named(corpus: Path) -> None:
    path = corpus / "ECB+" / "31" / "31_2ecb.xml"
    both = '<token_anchor t_id="4"/><token_anchor t_id="77"/>'
    path.write_text(path.read_text(encoding="utf8").replace('<token_anchor t_id="4"/>', both), encoding="utf8")
    with pytest.raises(DataError, match=r"31_2ecb\.xml: mention 1 points at token 77"):
        read_documents(corpus, None)


def test_our_mentions_stand_for_gold_mentions_once() -> None:
    text = "Gunmen attacked the station in Alder. They killed two guards."
    reading = Reader().read(document_of("x", text), whole=True)
    start = text.index("attacked")
    gold = EcbMention("g", Span(start, start + 8), "c")
    document = EcbDocument("x", 31, text, (gold,), (Span(0, len(text)),))
    found = align(reading, document)
    assert sorted(found.values())[0] == "g" or "g" in found.values()
    assert len(found) == len(reading.events) >= 2
    assert sum(item == "g" for item in found.values()) == 1
    elsewhere = EcbDocument("x", 31, text, (gold,), (Span(0, 5),))
    assert align(reading, elsewhere) == {}
    (event,) = gold_events(reading, document)
    assert event.span == gold.span


def test_the_head_of_a_span_of_several_words() -> None:
    text = "Gunmen carried out an attack on the station."
    reading = Reader().read(document_of("x", text), whole=True)
    start = text.index("an attack on")
    head = head_of(reading, Span(start, start + len("an attack on")))
    assert head is not None
    assert head.text == "attack"


def test_all_mentions_count(corpus: Path) -> None:
    found = measure(Job(corpus, "dev"))
    assert (found.documents, found.mentions) == (2, 4)
    assert found.detection.recall == 1.0
    assert 0.0 < found.conll_f1 <= 1.0
    # one lemma for "attacked" twice; the noun has one of its own or the same, "killed" stands alone
    assert found.same_lemma.b_cubed.precision == 1.0
