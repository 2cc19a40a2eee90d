"""Drafts and openings compared on the same viewers: which holds them better, or that they cannot be told apart.

It must never name a winner that chance would name as well.
"""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from studio.reach.belief import believed, described
from studio.reach.forecast import Range
from studio.reach.norms import norm_at
from studio.reach.signals import Signals
from studio.reach.viewers import Crowd
from studio.reach.watching import logit
from studio.sentences import Sentence, say

__all__ = ["OPENING_VIEWERS", "Comparison", "Standing", "Told", "compare", "compare_openings", "told_apart"]

OPENING_VIEWERS = 300
_PAIRED = 0.85
"""How alike a viewer's mood is for two versions (correlation of the normal scores): an assumption."""
_LIKING = 0.9
_ALIKE_DRAFTS = 0.7
"""How much of what nobody knows of two drafts is the same for both: an assumption."""
_WORLDS = 2000
_SURE = 0.9
_LEVEL = 0.05
_STAY_LOGIT_SD, _COMMON = 0.30, 0.675


class Told(NamedTuple):
    """Whether versions can be told apart, which holds best (its number), and how likely chance alone does so."""

    apart: bool
    best: int
    by_chance: float


def told_apart(stayed: npt.NDArray[np.bool_]) -> Told:
    """Versions (rows) seen by the same viewers (columns): Cochran's Q test (Biometrika 37, 1950) at 5 %."""
    count = len(stayed)
    rows = stayed.sum(axis=1).astype(float)
    columns = stayed.sum(axis=0).astype(float)
    below = count * columns.sum() - float((columns**2).sum())
    best = int(np.argmax(rows))
    if below <= 0 or count < 2:
        return Told(False, best, 1.0)
    q = (count - 1) * (count * float((rows**2).sum()) - rows.sum() ** 2) / below
    chance = _chi_square_tail(q, count - 1)
    return Told(chance < _LEVEL, best, chance)


def _chi_square_tail(q: float, degrees: int) -> float:
    """P(chi² > q), by Wilson and Hilferty's cube root (PNAS 17, 1931): within 0.002 of the exact value."""
    if q <= 0:
        return 1.0
    part = 2 / (9 * degrees)
    return 1 - NormalDist().cdf(((q / degrees) ** (1 / 3) - (1 - part)) / sqrt(part))


def compare_openings(stays: npt.ArrayLike, crowd: Crowd, seed: int, count: int = OPENING_VIEWERS) -> Told:
    """Openings with these chances to be stayed with, shown to the same `count` viewers of the crowd each."""
    chances = np.asarray(stays, float)
    rng = np.random.default_rng([seed, 8])
    liking = crowd.patience[rng.choice(len(crowd), count, replace=False)].astype(float)
    mood = sqrt(_PAIRED) * rng.standard_normal(count) + sqrt(1 - _PAIRED) * rng.standard_normal((len(chances), count))
    normal = NormalDist()
    edges = np.array([normal.inv_cdf(float(chance)) for chance in np.clip(chances, 1e-4, 1 - 1e-4)])
    spread = _LIKING / 1.7
    score = (mood + spread * liking) / sqrt(1 + spread**2)
    return told_apart(score > -edges[:, None])


class Standing(msgspec.Struct, frozen=True):
    """A draft among those compared: how likely it holds people best (0 to 1), and who stays."""

    name: str
    best: float
    stay: Range


class Comparison(msgspec.Struct, frozen=True):
    """Drafts compared. `apart` says whether one of them, `best`, can be told from the rest. `gain` is how many points
    more stay with it than with the second."""

    seed: int
    drafts: tuple[Standing, ...]
    apart: bool
    best: int
    gain: Range

    @property
    def verdict(self) -> Sentence:
        """The headline."""
        if not self.apart:
            return say("They cannot be told apart, by what is known.")
        return say("“{name}” may hold people better, by this model.", name=self.drafts[self.best].name)


def compare(drafts: tuple[tuple[str, Signals], ...], seed: int) -> Comparison:
    """Drafts, by name, compared in two thousand possible worlds; what nobody knows is mostly the same for all of them.

    One is called best where it is so in nine of ten worlds. The same seed gives the same.
    """
    rng = np.random.default_rng([seed, 9])
    beliefs = [believed(one, *(described(one.words) or (None, 0.0))) for _, one in drafts]
    common = rng.standard_normal(_WORLDS)
    own = rng.standard_normal((len(drafts), _WORLDS))
    mixed = sqrt(_ALIKE_DRAFTS) * common + sqrt(1 - _ALIKE_DRAFTS) * own
    held = (
        np.array([belief.mean for belief in beliefs])[:, None]
        + mixed * np.array([belief.spread for belief in beliefs])[:, None]
    )
    usual = np.array([float(logit(norm_at(float(signals.length)).stay)) for _, signals in drafts])[:, None]
    stay = 1 / (1 + np.exp(-(usual + _STAY_LOGIT_SD * _COMMON * held)))
    winners = np.argmax(held, axis=0)
    chances = np.array([(winners == number).mean() for number in range(len(drafts))])
    order = np.argsort(-chances)
    best, second = int(order[0]), int(order[1]) if len(order) > 1 else int(order[0])
    return Comparison(
        seed,
        tuple(
            Standing(name, float(chance), _range(row))
            for (name, _), chance, row in zip(drafts, chances, stay, strict=True)
        ),
        bool(chances[best] >= _SURE),
        best,
        _range(100 * (stay[best] - stay[second])),
    )


def _range(values: npt.NDArray[np.float64]) -> Range:
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9))
    return Range(float(middle), float(low), float(high))
