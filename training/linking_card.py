"""Fit a scorecard: logistic regression whose parts are values or lines between knots, with signs that are known.

A value that says "the same" cannot speak against, one that says "apart" cannot speak for, and more likeness never
speaks less for one happening. Without that, a card learns the accidents of its data.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize

from rashomon.link.features import Feature

__all__ = ["KNOTS", "VALUES", "fit"]

FOR, AGAINST, EITHER = (0.0, None), (None, 0.0), (None, None)
# Days or towns that cannot be one weigh at least so much, more than our noisy readings of local news would teach: two
# attacks in two towns are two, however alike their words are; so are two of one day without a telling word in common.
OTHER_DAY, FAR_DAY, OTHER_TOWN, OTHER_MEANS, A_WORD = (
    (None, -1.5),
    (None, -2.5),
    (None, -3.0),
    (None, -0.7),
    (1.1, None),
)
VALUES: dict[str, dict[str, tuple[float | None, float | None]]] = {
    "time": {
        "same-day": FOR,
        "same-date": FOR,
        "same-span": FOR,
        "next-day": EITHER,
        "touching": FOR,
        "apart": OTHER_DAY,
        "far-apart": FAR_DAY,
    },
    "place": {"same-town": FOR, "near-town": FOR, "around": FOR, "same-country": EITHER, "apart": OTHER_TOWN},
    "news": {"0-1": FOR, "2-3": FOR, "4-7": EITHER, "8-30": AGAINST, "31-180": AGAINST, "over-180": AGAINST},
    "type": {"alike": AGAINST},
    "mode": {"other-means": OTHER_MEANS},
    "actors": {"same-name": FOR, "vague": FOR, "differ": AGAINST},
    "recipients": {"same-name": FOR, "vague": FOR, "differ": AGAINST},
    "ages": {"same": FOR, "near": EITHER, "differ": AGAINST},
    "people": {"same": FOR, "differ": AGAINST},
    "tolls": {"same": FOR, "same-one": FOR, "near": EITHER, "differ": AGAINST, "far": AGAINST},
    "number": {"differs": AGAINST},
    "document": {"same": EITHER},
}
KNOTS = {
    "trigger": [0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.95, 1.0],
    "words": [0.0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.5, 1.0],
    "story": [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6],
}
RIDGE = 1.0


def _columns(firm: bool) -> tuple[list[tuple[str, Any]], list[tuple[float | None, float | None]]]:
    names: list[tuple[str, Any]] = [(part, value) for part, values in VALUES.items() for value in values]
    bounds = [bound for values in VALUES.values() for bound in values.values()]
    for part, knots in KNOTS.items():
        names += [(part, number) for number in range(len(knots))]
        rise = [A_WORD if part == "words" and knot <= 0.1 else FOR for knot in knots[1:]]
        bounds += [EITHER, *rise]
    return names, bounds if firm else [_signed(bound) for bound in bounds]


def _signed(bound: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
    """The sign that a bound asks for, without its size."""
    low, high = bound
    return (None if low is None else 0.0), (None if high is None else 0.0)


def _row(features: Mapping[str, Feature], where: Mapping[tuple[str, Any], int], width: int) -> np.ndarray:
    row = np.zeros(width)
    for part, value in features.items():
        if part in KNOTS and not isinstance(value, str):
            knots = KNOTS[part]
            row[where[part, 0]] = 1.0
            for n in range(1, len(knots)):
                row[where[part, n]] = np.clip((value - knots[n - 1]) / (knots[n] - knots[n - 1]), 0.0, 1.0)
        elif (part, value) in where:
            row[where[part, value]] = 1.0
    return row


def fit(
    rows: Sequence[Mapping[str, Feature]], labels: Sequence[bool], weights: Sequence[float], *, firm: bool
) -> tuple[dict[str, Any], float]:
    """The parts of the card, and the bias: the log odds of a pair of which nothing is known, among such pairs. `firm`
    keeps the sizes that other days, towns and means must have at least, not their signs alone."""
    names, bounds = _columns(firm)
    where = {name: number for number, name in enumerate(names)}
    x = np.array([[*_row(features, where, len(names)), 1.0] for features in rows])
    y = np.where(np.array(labels), 1.0, -1.0)
    weight = np.array(weights)
    ridge = np.r_[np.full(len(names), RIDGE), 0.0]

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = y * (x @ w)
        value = float(weight @ np.logaddexp(0, -margin) + 0.5 * ridge @ (w * w))
        slope = -(weight * y / (1 + np.exp(np.clip(margin, -500, 500)))) @ x + ridge * w
        return value, slope

    found = minimize(
        loss,
        np.zeros(x.shape[1]),
        jac=True,
        method="L-BFGS-B",
        bounds=[*bounds, EITHER],
        options={"maxiter": 2000, "maxfun": 5000},
    ).x
    parts: dict[str, Any] = {}
    for part, values in VALUES.items():
        parts[part] = {value: round(float(found[where[part, value]]), 3) for value in values}
    for part, knots in KNOTS.items():
        steps = np.cumsum([found[where[part, n]] for n in range(len(knots))])
        parts[part] = {"knots": knots, "weights": [round(float(s), 3) for s in steps]}
    return parts, float(found[-1])
