"""Gradient-boosted trees on counted columns (histograms), in numpy: for means, or for a quantile.

After Friedman 2001 and LightGBM's leaf-wise growth (Ke et al. 2017). Draws come from a seed, sums from whole columns in
a fixed order. It must never know what its columns mean.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.reach.parameters import Parameters

__all__ = ["PLAIN", "Growth", "Trees", "grow", "trees_read"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_BINS = 48
_MANY_ROWS = 1000


@dataclass(frozen=True)
class Growth:
    """How trees are grown: how many, how much each adds, leaves of each, the least rows in a leaf, the shares of rows
    and columns each sees, and how strongly leaves are held to nothing. With `quantile` they aim at that quantile."""

    trees: int = 200
    rate: float = 0.03
    leaves: int = 7
    least: int = 30
    rows: float = 0.8
    columns: float = 0.6
    held: float = 5.0
    quantile: float | None = None
    seed: int = 7


PLAIN = Growth(trees=300, rate=0.03, leaves=15, least=20, rows=1.0, columns=1.0, held=0.01)
"""The trees that the yardsticks were measured with."""


@dataclass(frozen=True)
class Trees:
    """Grown trees: at node `i` of tree `t` a row goes to `left[t, i]` when its column `column[t, i]` is at most
    `limit[t, i]` or missing, otherwise to the node after that; a node that leads to itself is a leaf with `value`."""

    column: Ints
    limit: Floats
    left: Ints
    value: Floats
    base: float

    def forecast(self, rows: Floats) -> Floats:
        """The forecast for rows (N, D)."""
        found = np.full(len(rows), self.base)
        tree = np.arange(len(self.left))
        node = np.zeros((len(rows), len(tree)), dtype=np.int64)
        at = np.arange(len(rows))[:, None]
        for _ in range(self.left.shape[1]):
            left = self.left[tree, node]
            moving = left != node
            if not moving.any():
                break
            above = rows[at, self.column[tree, node]] > self.limit[tree, node]
            node = np.where(moving, left + above, node)
        return np.asarray(found + self.value[tree, node].sum(axis=1))

    def arrays(self, name: str) -> dict[str, NDArray[np.generic]]:
        """The trees as parameters; `trees_read` reads them."""
        return {
            f"{name}_column": self.column.astype(np.int16),
            f"{name}_limit": self.limit,
            f"{name}_left": self.left.astype(np.int16),
            f"{name}_value": self.value,
            f"{name}_base": np.array([self.base]),
        }


def trees_read(parameters: Parameters, name: str) -> Trees:
    """The trees that `Trees.arrays` wrote."""
    return Trees(
        parameters[f"{name}_column"].astype(np.int64),
        parameters[f"{name}_limit"].astype(np.float64),
        parameters[f"{name}_left"].astype(np.int64),
        parameters[f"{name}_value"].astype(np.float64),
        float(parameters[f"{name}_base"][0]),
    )


def grow(rows: Floats, target: Floats, growth: Growth | None = None) -> Trees:
    """Trees that forecast `target` (N,) from `rows` (N, D); missing numbers are allowed in rows.

    With fewer than 1,000 rows there are fewer trees in proportion: more would learn the rows by heart.
    """
    growth = growth or Growth()
    edges, codes = _binned(rows)
    chance = np.random.default_rng(growth.seed)
    count, width = rows.shape
    base = float(np.quantile(target, growth.quantile)) if growth.quantile is not None else float(target.mean())
    now = np.full(count, base)
    made: list[_Tree] = []
    for _ in range(max(1, min(growth.trees, growth.trees * count // _MANY_ROWS))):
        seen = np.sort(chance.permutation(count)[: max(1, int(count * growth.rows))])
        columns = np.sort(chance.permutation(width)[: max(1, int(np.ceil(width * growth.columns)))])
        error = target - now
        slope = error if growth.quantile is None else np.where(error > 0, growth.quantile, growth.quantile - 1.0)
        tree = _grown(codes, edges, slope, seen, columns, growth)
        leaf = tree.leaves(rows)
        tree.fill(leaf[seen], error[seen], growth)
        now = now + np.array(tree.value)[leaf]
        made.append(tree)
    return _together(made, growth, base)


class _Tree:
    """One tree while it grows."""

    def __init__(self) -> None:
        self.column, self.limit, self.left, self.value = [0], [np.inf], [0], [0.0]

    def split(self, node: int, column: int, limit: float) -> int:
        """Give `node` two children; the first of them."""
        first = len(self.left)
        self.column[node], self.limit[node], self.left[node] = column, limit, first
        for child in (first, first + 1):
            self.column.append(0)
            self.limit.append(np.inf)
            self.left.append(child)
            self.value.append(0.0)
        return first

    def leaves(self, rows: Floats) -> Ints:
        """The leaf of each row."""
        column, limit, left = np.array(self.column), np.array(self.limit), np.array(self.left)
        node, at = np.zeros(len(rows), dtype=np.int64), np.arange(len(rows))
        while (moving := left[node] != node).any():
            node = np.where(moving, left[node] + (rows[at, column[node]] > limit[node]), node)
        return node

    def fill(self, leaf: Ints, error: Floats, growth: Growth) -> None:
        """Set each leaf's value from the errors of the rows that came to it."""
        for node in np.unique(leaf).tolist():
            inside = error[leaf == node]
            if growth.quantile is None:
                value = float(inside.sum()) / (len(inside) + growth.held)
            else:
                value = float(np.quantile(inside, growth.quantile)) * len(inside) / (len(inside) + growth.held)
            self.value[node] = growth.rate * value


@dataclass(frozen=True)
class _Split:
    gain: float
    node: int
    rows: Ints
    column: int
    code: int


def _grown(codes: Ints, edges: list[Floats], slope: Floats, seen: Ints, columns: Ints, growth: Growth) -> _Tree:
    tree, open_splits = _Tree(), []
    first = _best(codes, slope, seen, columns, growth, 0)
    if first is not None:
        open_splits.append(first)
    for _ in range(growth.leaves - 1):
        if not open_splits:
            break
        best = max(open_splits, key=lambda split: (split.gain, -split.node))
        open_splits.remove(best)
        limit = float(edges[best.column][best.code - 1]) if best.code else -np.inf
        child = tree.split(best.node, best.column, limit)
        goes_left = codes[best.rows, best.column] <= best.code
        for node, rows in ((child, best.rows[goes_left]), (child + 1, best.rows[~goes_left])):
            split = _best(codes, slope, rows, columns, growth, node)
            if split is not None:
                open_splits.append(split)
    return tree


def _best(codes: Ints, slope: Floats, rows: Ints, columns: Ints, growth: Growth, node: int) -> _Split | None:
    if len(rows) < 2 * growth.least:
        return None
    size = _BINS + 1
    places = (codes[np.ix_(rows, columns)] + np.arange(len(columns)) * size).ravel()
    counts = np.bincount(places, minlength=size * len(columns)).reshape(-1, size).cumsum(axis=1)
    sums = np.bincount(places, np.repeat(slope[rows], len(columns)), size * len(columns)).reshape(-1, size)
    sums = sums.cumsum(axis=1)
    total, count = float(sums[0, -1]), len(rows)
    left, right = counts[:, :-1], count - counts[:, :-1]
    gain = sums[:, :-1] ** 2 / (left + growth.held) + (total - sums[:, :-1]) ** 2 / (right + growth.held)
    gain = np.where((left >= growth.least) & (right >= growth.least), gain, -np.inf)
    where = int(gain.argmax())
    column, code = divmod(where, size - 1)
    best = float(gain.flat[where]) - total**2 / (count + growth.held)
    return _Split(best, node, rows, int(columns[column]), code) if best > 1e-9 else None


def _binned(rows: Floats) -> tuple[list[Floats], Ints]:
    """Edges between the bins of each column, and each row's bin (N, D): 0 where the number is missing."""
    edges, codes = [], np.zeros(rows.shape, dtype=np.int64)
    for column in range(rows.shape[1]):
        values = rows[:, column]
        there = ~np.isnan(values)
        known = np.unique(values[there])
        if len(known) > _BINS:
            known = np.unique(np.quantile(values[there], np.linspace(0, 1, _BINS + 1)[1:-1], method="lower"))
        else:
            known = (known[:-1] + known[1:]) / 2
        edges.append(known)
        codes[there, column] = 1 + np.searchsorted(known, values[there], side="left")
    return edges, codes


def _together(made: list[_Tree], growth: Growth, base: float) -> Trees:
    most = 2 * growth.leaves - 1

    def whole(name: str, filler: float) -> Floats:
        return np.array([[*getattr(tree, name), *[filler] * (most - len(tree.left))] for tree in made], dtype=float)

    left = whole("left", 0).astype(np.int64)
    return Trees(whole("column", 0).astype(np.int64), whole("limit", np.inf), left, whole("value", 0.0), base)
