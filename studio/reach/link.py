"""What watching says about reach: staying, average watched and length, to views as a multiple of the usual.

Fitted on Shorts of a few story channels whose watching was measured over the same weeks as their views, so it is an
upper bound for what a first sample can tell. It must never be read as a cause, nor outside of its fitted range.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from studio.reach.intervals import Band, band_of, band_read, quantile_arrays, quantiles
from studio.reach.norms import norm_at
from studio.reach.parameters import Parameters, shipped
from studio.reach.ridge import ridge_of_rows
from studio.reach.standing import Multiple
from studio.reach.trees import PLAIN, grow, trees_read

__all__ = ["LinkModel", "Watched", "fit_link", "link_model", "views_multiple"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Watched = tuple[Floats, Floats, Floats]
"""Stayed to watch in %, average watched in %, and length in seconds, (N,) each."""

_STRENGTH = 2.0
_FIRST_SHARE = 0.4
_STEPS = 6


class LinkModel:
    """From watching to the decimal logarithm of views; made of parameters, kept as `parameters`."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self._middle, self._scale, self._weights = parameters["columns"].astype(np.float64)
        self._constant = float(parameters["constant"][0])
        self._lowest, self._highest = parameters["range"].astype(np.float64)
        self._band: Band = band_read(parameters, "band")

    def scores(self, watched: Watched) -> Floats:
        """The expected decimal logarithm of views (N,). What lies outside of the fitted range counts as its edge."""
        held = tuple(
            np.clip(column, low, high) for column, low, high in zip(watched, self._lowest, self._highest, strict=True)
        )
        rows = (_columns((held[0], held[1], held[2])) - self._middle) / self._scale
        return np.asarray((rows * self._weights).sum(axis=1) + self._constant)

    def intervals(self, scores: Floats) -> tuple[Floats, Floats]:
        """The lower and upper ends around `scores`, four times of five."""
        return self._band.around(scores)

    def plain_scores(self, watched: Watched) -> Floats:
        """What boosted trees on staying and average watched say, to compare with."""
        return trees_read(self.parameters, "plain").forecast(np.column_stack(watched[:2]))

    def plain_intervals(self, watched: Watched) -> tuple[Floats, Floats]:
        """Intervals by quantile regression on the same three columns, to compare with."""
        return quantiles(self.parameters, "plain", np.column_stack(watched))


@cache
def link_model() -> LinkModel:
    """The model that comes with the program."""
    return LinkModel(shipped("link"))


def views_multiple(stay: float, watched: float, duration_s: float) -> Multiple:
    """How many times the usual views a video of that length gets when that share of viewers stays and that share of it
    is watched on average (both of 1; the usual ones are those of `norm_at`)."""
    norm, model = norm_at(duration_s), link_model()
    columns = np.array([[stay, watched, duration_s], [norm.stay, norm.watched, duration_s]]) * (100.0, 100.0, 1.0)
    score = model.scores((columns[:, 0], columns[:, 1], columns[:, 2]))
    low, high = model.intervals(score)
    usual = float(score[1])
    return Multiple(*(float(10 ** (one - usual)) for one in (score[0], low[0], high[0])))


def fit_link(watched: Watched, log_views: Floats, moments: Floats, channels: Ints) -> LinkModel:
    """The model of these videos. The band comes from forecasts of what was published later (`moments`, (N,), any unit)
    and of channels left out, since both is what a new video is."""
    rows = _columns(watched)
    ahead, truth, groups = _later(rows, log_views, moments)
    for channel in np.unique(channels).tolist():
        held = channels == channel
        if held.all():
            continue
        ahead.append(_Fitted(rows[~held], log_views[~held])(rows[held]))
        truth.append(log_views[held])
        groups.append(moments[held].astype(np.int64))
    band = band_of(np.concatenate(ahead), np.concatenate(truth), np.concatenate(groups))
    forecast = _Fitted(rows, log_views)
    inside = np.quantile(np.stack(watched), (0.005, 0.995), axis=1)
    return LinkModel(
        {
            "columns": np.stack([forecast.middle, forecast.scale, forecast.weights]),
            "constant": np.array([forecast.constant]),
            "range": inside,
        }
        | band.arrays("band")
        | grow(np.column_stack(watched[:2]), log_views, PLAIN).arrays("plain")
        | quantile_arrays(np.column_stack(watched), log_views, "plain")
    )


def _later(rows: Floats, log_views: Floats, moments: Floats) -> tuple[list[Floats], list[Floats], list[Ints]]:
    """Forecasts of each stretch of time from all that came before it, their truths, and the days as groups."""
    edges = np.quantile(moments, np.linspace(_FIRST_SHARE, 1, _STEPS))
    ahead, truth, groups = [], [], []
    for begin, end in pairwise(edges.tolist()):
        before, then = moments <= begin, (moments > begin) & (moments <= end)
        if before.sum() > rows.shape[1] and then.any():
            ahead.append(_Fitted(rows[before], log_views[before])(rows[then]))
            truth.append(log_views[then])
            groups.append(moments[then].astype(np.int64))
    return ahead, truth, groups


class _Fitted:
    """A ridge of rows in their own spread: called with rows it gives forecasts."""

    def __init__(self, rows: Floats, target: Floats) -> None:
        self.middle, self.scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
        self.weights, self.constant = ridge_of_rows((rows - self.middle) / self.scale, target, _STRENGTH)

    def __call__(self, rows: Floats) -> Floats:
        return np.asarray(((rows - self.middle) / self.scale * self.weights).sum(axis=1) + self.constant)


def _columns(watched: Watched) -> Floats:
    stay, average, length = watched
    lasting = np.log(np.maximum(length, 1.0))
    return np.column_stack([stay, average, stay**2, average**2, stay * average, lasting, lasting**2])
