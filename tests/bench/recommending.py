"""The recommender of the feed: time of an update, what it tells after thirty swipes, and against two rivals.

The viewers are those of `tests/helpers/drifting_viewers.py`, whose taste moves. Rivals learn from the same swipes: a
copy that is renewed once a day, and a table with the hash trick in as many bytes (dict, keys and all).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from studio.reach.recommender import Recommender
from tests.bench.rows import Row, percentile
from tests.helpers.drifting_viewers import EACH, Viewer, auc
from tests.helpers.hashed_recommender import HashedRecommender

_DAY = 2 * EACH
_SEEDS, _SWIPES = 10, 1800


def rows(folder: Path, runs: int) -> Iterator[Row]:
    """Personas first, then what moves."""
    yield _personas(30 * runs)
    updates: list[float] = []
    found = [_against_rivals(seed, updates) for seed in range(500, 500 + _SEEDS)]
    yield Row(
        group="recommender", name="an update, 99th of 100", value=percentile(updates, 0.99), unit="ms", limit=1.0,
        limit_name="at most", note=f"median {percentile(updates, 0.5):.3f} ms",
    )  # fmt: skip
    ours, daily, hashed = np.array(found).mean(axis=0)
    for name, other, column in (("retrained each day", daily, 1), ("a hashed table of equal bytes", hashed, 2)):
        better = sum(one[0] > one[column] for one in found)
        yield Row(
            group="recommender", name=f"AUC above {name}", value=100 * (ours - other), unit="/100",
            limit=0.0, limit_name="above", lower_is_better=False,
            note=f"{ours:.3f} and {other:.3f}; better with {better} of {_SEEDS} seeds",
        )  # fmt: skip


def _personas(count: int) -> Row:
    found = []
    for seed in range(count):
        learner, viewer = Recommender(), Viewer(seed, drifts=False)
        swipes = list(islice(viewer.swipes(), 330))
        for swipe in swipes[:30]:
            learner.learn("p", swipe.features, {"stay": float(swipe.stayed)}, 0)
        scores = [float(learner.chances("p", swipe.features)[0]) for swipe in swipes[30:]]
        best = [swipe.chance for swipe in swipes[30:]]
        truth = [swipe.stayed for swipe in swipes[30:]]
        found.append((auc(scores, truth), auc(best, truth)))
    ours, best_there_is = np.array(found).mean(axis=0)
    return Row(
        group="recommender", name="persona AUC after 30 swipes", value=float(ours), unit="", limit=0.75,
        limit_name="at least", lower_is_better=False, note=f"{count} viewers; the truth itself has {best_there_is:.3f}",
    )  # fmt: skip


def _against_rivals(seed: int, updates: list[float]) -> tuple[float, float, float]:
    learner, copy = Recommender(), Recommender()
    swipes = list(islice(Viewer(seed).swipes(), _SWIPES))
    ours, daily = [], []
    truth = [swipe.stayed for swipe in swipes]
    for number, swipe in enumerate(swipes):
        if number % _DAY == 0:
            copy = Recommender(learner.snapshot())
        ours.append(float(learner.chances("p", swipe.features)[0]))
        daily.append(float(copy.chances("p", swipe.features)[0]))
        begin = time.perf_counter()
        learner.learn("p", swipe.features, {"stay": float(swipe.stayed)}, number / _DAY)
        updates.append(1000 * (time.perf_counter() - begin))
    hashed, others = HashedRecommender(learner.memory_bytes), []
    for swipe in swipes:
        others.append(hashed.stays(swipe.features))
        hashed.learn(swipe.features, swipe.stayed)
    return auc(ours, truth), auc(daily, truth), auc(others, truth)
