"""What is usual: staying, watching, finishing and acting, by length, from counted outcomes.

Medians and spreads of real tables (dates and sizes stand at each). It must never be taken for a platform's own numbers:
they come from a few channels and one research set.
"""

from __future__ import annotations

import math
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

__all__ = ["ACTIONS", "ACTION_CORRELATION", "RETENTION_SPREAD", "Norm", "Rate", "ladder_survival", "norm_at"]

_SHORTS_FROM = (30, 45, 60, 75, 90, 120, 150, 181)
_SHORTS_STAY = (79.4, 81.0, 80.1, 78.1, 80.5, 82.5, 84.3)
_SHORTS_WATCHED = (95.8, 90.4, 89.4, 83.8, 81.1, 77.4, 75.4)
_SHORTS_WATCHED_LOW = (91.0, 84.0, 82.0, 74.0, 73.0, 68.0, 63.0)
_SHORTS_WATCHED_HIGH = (100.0, 95.0, 94.0, 89.0, 87.0, 83.0, 82.0)
"""Six story channels, January to April 2025, 2,817 Shorts of at least 1,000 engaged views: median stay and median
average watched in %, and its tenths 1 and 9, by seconds."""

_PURE_MIDDLE = (9.0, 22.0, 42.0, 84.0, 180.0)
_PURE_FINISHED = {"random": (10.41, 6.24, 3.80, 2.10, 0.71), "normal": (28.73, 24.85, 17.39, 11.26, 4.69)}
_PURE_PLAYED = {"random": (17.7, 18.2, 18.6, 19.0, 16.7), "normal": (40.7, 45.6, 48.5, 48.7, 43.6)}
_PURE_POSITIVE = {"random": (0.78, 0.63, 0.60, 0.51, 0.46), "normal": (3.19, 2.38, 2.46, 1.94, 1.52)}
_PURE_NEGATIVE = {"random": (0.110, 0.117, 0.110, 0.115, 0.119), "normal": (0.075, 0.071, 0.077, 0.072, 0.091)}
"""KuaiRand-Pure, Kuaishou 2022, % of 1.19 million impressions shown at random and 0.29 million of the normal feed, by
seconds (the middle of each of five lengths)."""

RETENTION_SPREAD = (5.0, 9.2)
"""The standard deviation of stay and of average watched over the Shorts, in points."""


class Rate(msgspec.Struct, frozen=True):
    """An action per view: its median, and the standard deviation of its natural logarithm over videos."""

    action: str
    median: float
    log_sd: float


ACTIONS = (
    Rate("like", 0.053, 0.72),
    Rate("comment", 0.00057, 1.03),
    Rate("share", 0.0030, 1.58),
    Rate("save", 0.0025, 0.92),
)
"""TikTok, Vietnam, May and June 2025, 10,099 posts that did well."""

ACTION_CORRELATION: NDArray[np.float64] = np.array(
    [
        [1.00, 0.40, 0.44, 0.80],
        [0.40, 1.00, 0.58, 0.47],
        [0.44, 0.58, 1.00, 0.44],
        [0.80, 0.47, 0.44, 1.00],
    ]
)
"""Correlations of the logarithms, in the order of `ACTIONS`."""

_LEVELS = (200, 500, 5_000, 20_000, 150_000, 700_000, 3_000_000)
_SURVIVAL = (0.890, 0.837, 0.657, 0.491, 0.199, 0.046, 0.003)


class Norm(msgspec.Struct, frozen=True):
    """What is usual at a length. All are shares of 1.

    `stay` and `watched` with the tenths 1 and 9 of `watched` are those of viewers in a matched feed (Shorts);
    `finished`, `played`, `positive` and `negative` are per impression, at random and in the normal feed.
    """

    duration_s: float
    stay: float
    watched: float
    watched_low: float
    watched_high: float
    finished_random: float
    finished: float
    played_random: float
    played: float
    positive_random: float
    positive: float
    negative_random: float
    negative: float
    beyond: bool
    """The length is outside of what was counted for staying and watching (30 to 181 s); the nearest serves."""


def norm_at(duration_s: float) -> Norm:
    """What is usual for a video of that many seconds, in straight lines over the logarithm of length."""
    at = math.log(max(duration_s, 1.0))
    middles = [math.log(math.sqrt(a * b)) for a, b in pairwise(_SHORTS_FROM)]
    pure = [math.log(middle) for middle in _PURE_MIDDLE]

    def shorts(values: tuple[float, ...]) -> float:
        return float(np.interp(at, middles, values)) / 100

    def feed(values: tuple[float, ...]) -> float:
        return float(np.interp(at, pure, values)) / 100

    return Norm(
        duration_s=duration_s,
        stay=shorts(_SHORTS_STAY),
        watched=shorts(_SHORTS_WATCHED),
        watched_low=shorts(_SHORTS_WATCHED_LOW),
        watched_high=shorts(_SHORTS_WATCHED_HIGH),
        finished_random=feed(_PURE_FINISHED["random"]),
        finished=feed(_PURE_FINISHED["normal"]),
        played_random=feed(_PURE_PLAYED["random"]),
        played=feed(_PURE_PLAYED["normal"]),
        positive_random=feed(_PURE_POSITIVE["random"]),
        positive=feed(_PURE_POSITIVE["normal"]),
        negative_random=feed(_PURE_NEGATIVE["random"]),
        negative=feed(_PURE_NEGATIVE["normal"]),
        beyond=not _SHORTS_FROM[0] <= duration_s <= _SHORTS_FROM[-1],
    )


def ladder_survival() -> tuple[tuple[int, float], ...]:
    """How many posts reach so many views: TikTok search results, Mexico, 2019 to 2025, which are better than most."""
    return tuple(zip(_LEVELS, _SURVIVAL, strict=True))
