"""The assignment of rows to columns with the greatest total weight."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["best_assignment"]


def best_assignment(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), each row and column at most once, of greatest total weight; O(n^3).

    weights: rows of equal length, none negative.  Pairs of weight 0 are left out.  Rows come in order.
    The method is the shortest augmenting path form of the Hungarian algorithm (Kuhn 1955, Munkres 1957).
    """
    rows = len(weights)
    columns = len(weights[0]) if rows else 0
    size = max(rows, columns)
    cost = [[-weights[r][c] if r < rows and c < columns else 0.0 for c in range(size)] for r in range(size)]
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    owner, back = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        owner[0] = row
        column = 0
        slack = [float("inf")] * (size + 1)
        used = [False] * (size + 1)
        while owner[column]:
            column = _grow(cost, column, owner, back, slack, used, row_price, column_price)
        while column:
            owner[column] = owner[back[column]]
            column = back[column]
    pairs = [(owner[c] - 1, c - 1) for c in range(1, size + 1)]
    return sorted((r, c) for r, c in pairs if r < rows and c < columns and weights[r][c] > 0.0)


def _grow(
    cost: list[list[float]],
    column: int,
    owner: list[int],
    back: list[int],
    slack: list[float],
    used: list[bool],
    row_price: list[float],
    column_price: list[float],
) -> int:
    """One step of the search for an augmenting path: the next column on it."""
    used[column] = True
    row, least, nearest = owner[column], float("inf"), 0
    for other in range(1, len(owner)):
        if used[other]:
            continue
        reduced = cost[row - 1][other - 1] - row_price[row] - column_price[other]
        if reduced < slack[other]:
            slack[other], back[other] = reduced, column
        if slack[other] < least:
            least, nearest = slack[other], other
    for other in range(len(owner)):
        if used[other]:
            row_price[owner[other]] += least
            column_price[other] -= least
        else:
            slack[other] -= least
    return nearest
