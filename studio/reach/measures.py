"""How well a forecast did: rank correlation, ordered pairs, errors, intervals; and how sure each figure is.

Numbers in, numbers out. It must never know what was forecast.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "binomial_interval",
    "bootstrap",
    "covered",
    "gini",
    "interval_score",
    "paired_bootstrap",
    "ranks",
    "spearman",
    "xauc",
]

Floats = NDArray[np.float64]
Metric = Callable[[Floats, Floats], float]

_ROUNDS = 200
_BLOCK = 512
_SEED = 20250727


def ranks(values: Floats) -> Floats:
    """The rank of each value from 1; equal values share the middle of their ranks."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    ends = np.r_[starts[1:], len(values)]
    middle = np.repeat((starts + ends + 1) / 2.0, ends - starts)
    found = np.empty(len(values))
    found[order] = middle
    return found


def spearman(truth: Floats, forecast: Floats) -> float:
    """The rank correlation; 0 where one of the two is constant."""
    a, b = ranks(truth), ranks(forecast)
    a, b = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / scale if scale > 0 else 0.0


def xauc(truth: Floats, forecast: Floats) -> float:
    """The share of all pairs with different truths that the forecast puts in the right order; ties count half."""
    right = pairs = 0.0
    for begin in range(0, len(truth), _BLOCK):
        block = slice(begin, begin + _BLOCK)
        above = truth[block, None] > truth[None, :]
        pairs += float(np.count_nonzero(above))
        right += float(np.count_nonzero(above & (forecast[block, None] > forecast[None, :])))
        right += float(np.count_nonzero(above & (forecast[block, None] == forecast[None, :]))) / 2
    return right / pairs if pairs else 0.5


def covered(truth: Floats, low: Floats, high: Floats) -> float:
    """The share of truths that lie in their interval, its ends included."""
    return float(np.mean((truth >= low) & (truth <= high)))


def interval_score(truth: Floats, low: Floats, high: Floats, share: float = 0.8) -> float:
    """The mean interval score (Gneiting and Raftery 2007): width, and 2 / (1 - share) times what lies outside. Less is
    better."""
    outside = np.maximum(low - truth, 0) + np.maximum(truth - high, 0)
    return float(np.mean(high - low + 2.0 / (1.0 - share) * outside))


def binomial_interval(count: int, share: float = 0.8, sd: float = 1.959964) -> tuple[float, float]:
    """Where the share of hits of `count` rows lies in 95 of 100 cases when each hits with `share`."""
    spread = sd * float(np.sqrt(share * (1 - share) / max(count, 1)))
    return share - spread, share + spread


def gini(values: Floats) -> float:
    """The Gini coefficient of values that are not negative: 0 all equal, near 1 all with one."""
    ordered = np.sort(values)
    count, total = len(ordered), float(ordered.sum())
    if not count or total <= 0:
        return 0.0
    return float((2 * np.arange(1, count + 1) - count - 1) @ ordered) / (count * total)


def bootstrap(
    metric: Callable[..., float],
    columns: Sequence[Floats],
    groups: NDArray[np.int64] | None = None,
    rounds: int = _ROUNDS,
) -> tuple[float, float]:
    """The 95 % interval of `metric(*columns)` when rows are drawn again, or whole groups of rows where given."""
    found = np.array(
        [metric(*(column[rows] for column in columns)) for rows in _draws(len(columns[0]), groups, rounds)]
    )
    low, high = np.quantile(found, (0.025, 0.975))
    return float(low), float(high)


def paired_bootstrap(
    metric: Metric,
    truth: Floats,
    ours: Floats,
    other: Floats,
    groups: NDArray[np.int64] | None = None,
    rounds: int = _ROUNDS,
) -> tuple[float, float, float]:
    """How much better `ours` is than `other` by `metric` on the same rows: the difference and its 95 % interval."""

    def difference(t: Floats, a: Floats, b: Floats) -> float:
        return metric(t, a) - metric(t, b)

    return difference(truth, ours, other), *bootstrap(difference, (truth, ours, other), groups, rounds)


def _draws(count: int, groups: NDArray[np.int64] | None, rounds: int) -> Sequence[NDArray[np.int64]]:
    chance = np.random.default_rng(_SEED)
    if groups is None:
        return [chance.integers(0, count, count) for _ in range(rounds)]
    members = [np.flatnonzero(groups == group) for group in np.unique(groups)]
    return [
        np.concatenate([members[one] for one in chance.integers(0, len(members), len(members))]) for _ in range(rounds)
    ]
