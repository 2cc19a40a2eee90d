"""The best assignment of things to places: the Jonker-Volgenant way of the Hungarian algorithm.

It is exact for the worths it is given, and must never know what they are of.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["assigned"]


def assigned(worths: Sequence[Sequence[float]]) -> tuple[int | None, ...]:
    """For each row of `worths` (N of M each) its column, each column once at most, so that their sum is greatest.

    None where a row is better left alone: worths below zero are never taken, and -inf is no pair at all. Shortest
    augmenting paths with potentials (Jonker and Volgenant 1987; Crouse 2016): at most N · N · (N + M) steps.
    """
    rows, columns = len(worths), len(worths[0]) if worths else 0
    # Each row may also stay alone, in a column of its own that costs nothing.
    alone = np.full((rows, rows), np.inf)
    np.fill_diagonal(alone, 0.0)
    costs = np.hstack([-np.asarray(worths, np.float64).reshape(rows, columns), alone])
    above, beside = np.zeros(rows), np.zeros(rows + columns)
    row_of = np.full(rows + columns, -1)
    for begin in range(rows):
        _augment(costs, above, beside, row_of, begin)
    column_of: list[int | None] = [None] * rows
    for column in range(columns):
        if row_of[column] >= 0:
            column_of[row_of[column]] = column
    return tuple(column_of)


def _augment(
    costs: npt.NDArray[np.float64],
    above: npt.NDArray[np.float64],
    beside: npt.NDArray[np.float64],
    row_of: npt.NDArray[np.int_],
    begin: int,
) -> None:
    """Find the cheapest way to give `begin` a column, others changing theirs along it."""
    count = costs.shape[1]
    best = np.full(count, np.inf)
    from_row = np.full(count, -1)
    done_columns = np.zeros(count, bool)
    rows_met = [begin]
    row, reached, sink = begin, 0.0, -1
    while sink < 0:
        through = reached + costs[row] - above[row] - beside
        better = ~done_columns & (through < best)
        best[better] = through[better]
        from_row[better] = row
        column = int(np.argmin(np.where(done_columns, np.inf, best)))
        reached = float(best[column])
        done_columns[column] = True
        if row_of[column] < 0:
            sink = column
        else:
            row = int(row_of[column])
            rows_met.append(row)
    column_of = {int(row): column for column, row in enumerate(row_of) if row >= 0}
    above[begin] += reached
    for met in rows_met[1:]:
        above[met] += reached - best[column_of[met]]
    beside[done_columns] -= reached - best[done_columns]
    column = sink
    while True:
        row = int(from_row[column])
        row_of[column] = row
        if row == begin:
            return
        column, column_of[row] = column_of[row], column
