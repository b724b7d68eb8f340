"""How well the model of roles names who and what has a role in a text, whatever the incident."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from rashomon.extract.roles.judged import Judged, empty, take
from training.encoder.network import padded_inputs
from training.reader.network import Network
from training.roles.corpus import ROLES, TYPES, Example, Text

__all__ = ["judge", "measure", "runs_of"]


def judge(network: Network, text: Text, windows: Sequence[Example]) -> Judged:
    """What the network says of a text, as the reader would have it."""
    judged = empty(text.words, tuple(ROLES), TYPES)
    ids, mask, features = padded_inputs(windows)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        roles, types = (t.float().numpy() for t in network(ids, mask, features)[3:5])
    for number, example in enumerate(windows):
        take(judged, example.window, roles[number], types[number])
    return judged


def runs_of(judged: Judged, role: int, limit: float) -> list[tuple[int, int, float]]:
    """(first, last, chance) of stretches whose words are likelier than `limit` to be in a mention of the role."""
    chances = judged.chances[:, role]
    found: list[tuple[int, int, float]] = []
    for i in np.flatnonzero(1.0 - chances[:, 0] >= limit):
        goes_on = found and found[-1][1] == i - 1 and chances[i, 2] >= chances[i, 1]
        chance = float(1.0 - chances[i, 0])
        if goes_on:
            found[-1] = (found[-1][0], int(i), max(found[-1][2], chance))
        else:
            found.append((int(i), int(i), chance))
    return found


def measure(
    judgements: Sequence[Judged], texts: Sequence[Text], limit: float = 0.5
) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each role, by places of a filler that count, to the word; and of types, by text."""
    figures = {}
    for role, name in enumerate(ROLES):
        right = predicted = gold = 0
        for judged, text in zip(judgements, texts, strict=True):
            parts = [row[role] for row in text.parts]
            wanted = {i for i, part in enumerate(parts) if part == 1}
            ends = {i: i + next((k for k, p in enumerate([*parts[i + 1 :], 0]) if p != 2), 0) for i in wanted}
            runs = [(a, b) for a, b, _ in runs_of(judged, role, limit) if parts[a] >= 0]
            right += sum(a in wanted and ends[a] == b for a, b in runs)
            predicted += len(runs)
            gold += len(wanted)
        figures[name] = _figures(right, predicted, gold)
    pairs = [
        (told >= limit, words is not None)
        for judged, text in zip(judgements, texts, strict=True)
        for told, words in zip(judged.told, text.types, strict=True)
    ]
    figures["types"] = _figures(sum(a and b for a, b in pairs), sum(a for a, _ in pairs), sum(b for _, b in pairs))
    return figures


def _figures(right: int, predicted: int, gold: int) -> tuple[float, float, float]:
    precision, recall = right / max(predicted, 1), right / max(gold, 1)
    both = precision + recall
    return round(precision, 3), round(recall, 3), round(2 * precision * recall / both if both else 0.0, 3)
