"""The best assignment of two sets to each other, as a whole and not one after the other.

The shortest augmenting path method of Jonker and Volgenant (Computing 38, 1987) over numpy rows; what cannot be
matched at all is taken apart first, so that long texts cost little.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]


def best_assignment(gain: Matrix) -> list[tuple[int, int]]:
    """Pairs (row, column) of the largest total gain; each row and column at most once. Gains of 0 or less are no match."""
    some = gain > 0
    if some.sum(axis=0).max(initial=0) <= 1 and some.sum(axis=1).max(initial=0) <= 1:  # most clauses: nothing to choose
        return [(int(row), int(column)) for row, column in np.argwhere(some)]
    pairs = []
    for rows, columns in _components(some):
        part = gain[np.ix_(rows, columns)]
        if len(rows) > len(columns):
            pairs += [(rows[r], columns[c]) for c, r in _solve(part.T)]
        else:
            pairs += [(rows[r], columns[c]) for r, c in _solve(part)]
    return sorted((r, c) for r, c in pairs if gain[r, c] > 0)


def _components(edges: NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    """The rows and columns that hang together, largest entanglements included."""
    left = set(np.flatnonzero(edges.any(axis=1)).tolist())
    found = []
    while left:
        rows, columns = {left.pop()}, set[int]()
        fresh = set(rows)
        while fresh:
            new_columns = set(np.flatnonzero(edges[sorted(fresh)].any(axis=0)).tolist()) - columns
            columns |= new_columns
            fresh = (
                set(np.flatnonzero(edges[:, sorted(new_columns)].any(axis=1)).tolist()) - rows if new_columns else set()
            )
            rows |= fresh
        left -= rows
        found.append((sorted(rows), sorted(columns)))
    return found


def _solve(gain: Matrix) -> list[tuple[int, int]]:
    """Every row of a matrix that is no taller than wide with its column, at the largest total gain."""
    cost = -gain.astype(np.float64)
    height, width = cost.shape
    if height == 1:
        return [(0, int(cost[0].argmin()))]
    u, v = np.zeros(height), np.zeros(width)
    row_of = np.full(width, -1)
    column_of = np.full(height, -1)
    for start in range(height):
        shortest = np.full(width, np.inf)
        before = np.full(width, -1)
        done = np.zeros(width, bool)
        seen = [start]
        row, lowest, sink = start, 0.0, -1
        while sink < 0:
            reduced = lowest + cost[row] - u[row] - v
            better = ~done & (reduced < shortest)
            shortest[better] = reduced[better]
            before[better] = row
            column = int(np.where(done, np.inf, shortest).argmin())
            lowest = shortest[column]
            done[column] = True
            if row_of[column] < 0:
                sink = column
            else:
                row = int(row_of[column])
                seen.append(row)
        u[start] += lowest
        for other in seen[1:]:
            u[other] += lowest - shortest[column_of[other]]
        v[done] -= lowest - shortest[done]
        column = sink
        while True:
            row = int(before[column])
            row_of[column] = row
            column_of[row], column = column, int(column_of[row])
            if row == start:
                break
    return [(row, int(column_of[row])) for row in range(height)]
