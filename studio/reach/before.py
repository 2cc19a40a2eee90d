"""What a title says about reach before anything was watched: little, and the interval shows it.

Fitted on titles of Shorts of a few story channels. It must never know the channel or what was watched.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from studio.reach.intervals import Band, band_of, band_read, quantile_arrays, quantiles
from studio.reach.parameters import Parameters, made_from, packed_texts, shipped, texts_of
from studio.reach.ridge import ridge_of_terms
from studio.reach.terms import Vocabulary, pieces_of, vocabulary_of
from studio.reach.trees import PLAIN, grow, trees_read

__all__ = ["BeforeModel", "before_model", "fit_before"]

Floats = NDArray[np.float64]
_STRENGTH = 8.0
_FIRST_SHARE, _STEPS = 0.4, 6


class BeforeModel:
    """From a title to the decimal logarithm of views; made of parameters, kept as `parameters`."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self._vocabulary = Vocabulary(texts_of(parameters["terms"]), parameters["rarity"].astype(np.float64))
        self._weights = parameters["weights"].astype(np.float64)
        self._constant = float(parameters["constant"][0])
        self._band: Band = band_read(parameters, "band")

    def scores(self, titles: Sequence[str]) -> Floats:
        """The expected decimal logarithm of views of each title."""
        return self._vocabulary.sparse([pieces_of(title) for title in titles]).times(self._weights) + self._constant

    def intervals(self, scores: Floats) -> tuple[Floats, Floats]:
        """The lower and upper ends around `scores`, four times of five."""
        return self._band.around(scores)

    def plain_scores(self, titles: Sequence[str], lengths: Floats, days: Floats, ages: Floats) -> Floats:
        """What boosted trees say on length, weekday, age and the title's counts, to compare with."""
        return trees_read(self.parameters, "plain").forecast(_columns(titles, lengths, days, ages))

    def plain_intervals(self, titles: Sequence[str]) -> tuple[Floats, Floats]:
        """Intervals by quantile regression on the same score, to compare with."""
        return quantiles(self.parameters, "plain", self.scores(titles)[:, None])


@cache
def before_model() -> BeforeModel:
    """The model that comes with the program."""
    return BeforeModel(shipped("before"))


def fit_before(titles: Sequence[str], lengths: Floats, days: Floats, ages: Floats, log_views: Floats) -> BeforeModel:
    """The model of these titles, in order of `days` (N,). The band comes from forecasts of what came out later."""
    read = [pieces_of(title) for title in titles]
    edges = np.quantile(days, np.linspace(_FIRST_SHARE, 1, _STEPS)).tolist()
    ahead, rows = [np.zeros(0)], [np.zeros(0, dtype=np.int64)]
    for begin, end in pairwise(edges):
        then = np.flatnonzero((days > begin) & (days <= end))
        vocabulary, weights, constant = _fitted(read, log_views, np.flatnonzero(days <= begin))
        ahead.append(vocabulary.sparse([read[row] for row in then.tolist()]).times(weights) + constant)
        rows.append(then)
    forecast, later = np.concatenate(ahead), np.concatenate(rows)
    band = band_of(forecast, log_views[later], days[later].astype(np.int64))
    vocabulary, weights, constant = _fitted(read, log_views, np.arange(len(titles)))
    parameters: dict[str, NDArray[np.generic]] = {
        "terms": packed_texts(vocabulary.terms),
        "rarity": vocabulary.rarity,
        "weights": weights,
        "constant": np.array([constant]),
        "made_from": made_from(titles, log_views),
    }
    return BeforeModel(
        parameters
        | band.arrays("band")
        | grow(_columns(titles, lengths, days, ages), log_views, PLAIN).arrays("plain")
        | quantile_arrays(forecast[:, None], log_views[later], "plain")
    )


def _fitted(
    read: Sequence[Sequence[str]], log_views: Floats, rows: NDArray[np.int64]
) -> tuple[Vocabulary, Floats, float]:
    chosen = [read[row] for row in rows.tolist()]
    vocabulary = vocabulary_of(chosen)
    (weights,), constant = ridge_of_terms([vocabulary.sparse(chosen)], log_views[rows], _STRENGTH)
    return vocabulary, weights, constant


def _columns(titles: Sequence[str], lengths: Floats, days: Floats, ages: Floats) -> Floats:
    counts = [[len(title), len(title.split()), title.count("?"), title.count("!")] for title in titles]
    return np.column_stack([lengths, days % 7, ages, np.array(counts, dtype=np.float64).reshape(len(titles), -1)])
