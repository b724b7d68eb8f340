"""How well a network finds what a careful reader marked, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from rashomon.extract.trained.facts import empty_facts, take_facts
from rashomon.judged import COLUMNS, MARKED, Facts
from training.encoder.network import padded_inputs
from training.encoder.windowed import IGNORED
from training.facts.corpus import Example, Text
from training.reader.network import Network

__all__ = ["judge", "measure"]

LEAST = 0.5  # how likely a word must be in a mention


def judge(network: Network, text: Text, windows: Sequence[Example]) -> Facts:
    """What the network says of a text, as the reader would have it."""
    judged = empty_facts(text.words)
    for first in range(0, len(windows), 16):
        part = windows[first : first + 16]
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = network(*padded_inputs(part))[-1].float().numpy()
        for example, row in zip(part, scores, strict=True):
            take_facts(judged, example.window, row)
    return judged


def measure(network: Network, texts: Sequence[Text], parts: Sequence[Sequence[Example]]) -> dict[str, float]:
    """F1 of mentions that overlap, for doers, victims and counts, and the share of right answers for
    voice, stance and modality, at the words of claims."""
    pairs = [(text.labels, judge(network, text, windows)) for text, windows in zip(texts, parts, strict=True)]
    found: dict[str, float] = {}
    for column, name in enumerate(COLUMNS):
        if name in MARKED:
            found[name] = round(mentions([(labels[:, column], likely(j, name)) for labels, j in pairs]), 3)
        else:
            marked = [(labels[:, column], j.chances[name].argmax(axis=1)) for labels, j in pairs]
            asked = [(a[a != IGNORED], b[a != IGNORED]) for a, b in marked]
            right = sum(int((a == b).sum()) for a, b in asked)
            found[name] = round(right / max(1, sum(len(a) for a, _ in asked)), 3)
    return found


def likely(judged: Facts, name: str) -> NDArray[np.bool_]:
    """Which words are likely enough in a mention."""
    found: NDArray[np.bool_] = judged.chances[name][:, 0] <= 1 - LEAST
    return found


def mentions(pairs: Sequence[tuple[NDArray[np.int64], NDArray[np.bool_]]]) -> float:
    """F1 over runs of words: one is right where the other side has a word of it in a mention."""
    hit = wanted = right = given = 0
    for labels, found in pairs:
        for run in runs(labels > 0):
            wanted += 1
            hit += bool(found[run].any())
        for run in runs(found):
            good = bool((labels[run] > 0).any())
            if good or not (labels[run] == IGNORED).any():
                given, right = given + 1, right + good
    if not hit or not right:
        return 0.0
    recall, precision = hit / wanted, right / given
    return 2 * precision * recall / (precision + recall)


def runs(marked: NDArray[np.bool_]) -> Iterator[slice]:
    """The runs of marked words."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marked.astype(np.int64), [0]))))
    for first, end in zip(edges[::2], edges[1::2], strict=True):
        yield slice(int(first), int(end))
