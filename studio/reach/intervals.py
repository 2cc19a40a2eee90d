"""Intervals that hold what happens four times of five: bands around a forecast, made from forecasts of rows not fitted.

A band is as wide as errors were near that forecast (locally scaled split-conformal: Romano, Patterson and Candès 2019;
Lei et al. 2018). It must never be made from forecasts of rows that the model was fitted on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.reach.parameters import Parameters
from studio.reach.trees import Growth, grow, trees_read

__all__ = ["Band", "band_of", "band_read", "quantile_arrays", "quantiles"]

Floats = NDArray[np.float64]
_KNOTS = 9
_NEAR = 0.3
_TAIL = 0.1


@dataclass(frozen=True)
class Band:
    """Tenths 1 and 9 of the errors at a few forecasts, with straight lines between, and what both are widened by."""

    at: Floats
    low: Floats
    high: Floats
    widened: float

    def around(self, forecast: Floats) -> tuple[Floats, Floats]:
        """The lower and upper ends for forecasts (N,), in the forecast's unit."""
        low = forecast + np.interp(forecast, self.at, self.low) - self.widened
        high = forecast + np.interp(forecast, self.at, self.high) + self.widened
        middle = (low + high) / 2
        return np.minimum(low, middle), np.maximum(high, middle)

    def arrays(self, name: str) -> dict[str, NDArray[np.float64]]:
        """The band as parameters; `band_read` reads them."""
        return {name: np.stack([self.at, self.low, self.high, np.full(len(self.at), self.widened)])}


def band_read(parameters: Parameters, name: str) -> Band:
    """The band that `Band.arrays` wrote."""
    at, low, high, widened = parameters[name].astype(np.float64)
    return Band(at, low, high, float(widened[0]))


def band_of(forecast: Floats, truth: Floats, groups: NDArray[np.int64], share: float = 0.8) -> Band:
    """The band for forecasts like these (N,), whose rows were not fitted.

    The shape comes from all rows; what it is widened by is found on rows whose group (N,) the shape was not drawn from,
    so that as many of them lie inside as should.
    """
    scores = np.empty(len(truth))
    for fold in range(2):
        held = groups % 2 == fold
        if held.all() or not held.any():
            held = np.arange(len(truth)) % 2 == fold
        at, low, high = _shape(forecast[~held], truth[~held], share)
        error = truth[held] - forecast[held]
        scores[held] = np.maximum(
            np.interp(forecast[held], at, low) - error, error - np.interp(forecast[held], at, high)
        )
    rank = min(1.0, share * (1 + 1 / max(len(truth), 1)))
    return Band(*_shape(forecast, truth, share), float(np.quantile(scores, rank)))


def quantile_arrays(rows: Floats, truth: Floats, name: str) -> dict[str, NDArray[np.generic]]:
    """The usual way to an interval, to compare with: trees for the tenths 1 and 9 of `truth` (N,) by rows (N, D)."""
    found: dict[str, NDArray[np.generic]] = {}
    for side, tenth in (("low", _TAIL), ("high", 1 - _TAIL)):
        found |= grow(rows, truth, Growth(trees=100, quantile=tenth)).arrays(f"{name}_{side}")
    return found


def quantiles(parameters: Parameters, name: str, rows: Floats) -> tuple[Floats, Floats]:
    """The interval of `quantile_arrays` for rows (N, D)."""
    low, high = (trees_read(parameters, f"{name}_{side}").forecast(rows) for side in ("low", "high"))
    return np.minimum(low, high), np.maximum(low, high)


def _shape(forecast: Floats, truth: Floats, share: float) -> tuple[Floats, Floats, Floats]:
    order = np.argsort(forecast, kind="stable")
    ordered, error = forecast[order], (truth - forecast)[order]
    count = len(ordered)
    reach = max(int(_NEAR * count / 2), min(count, 20))
    tail = (1 - share) / 2
    at, low, high = [], [], []
    for middle in np.linspace(_TAIL / 2, 1 - _TAIL / 2, _KNOTS):
        centre = int(middle * (count - 1))
        near = slice(max(0, centre - reach), min(count, centre + reach + 1))
        at.append(float(ordered[centre]))
        below, above = np.quantile(error[near], (tail, 1 - tail))
        low.append(float(below))
        high.append(float(above))
    return np.array(at) + np.arange(_KNOTS) * 1e-12, _smooth(np.array(low)), _smooth(np.array(high))


def _smooth(values: Floats) -> Floats:
    padded = np.r_[values[0], values, values[-1]]
    return np.asarray(padded[:-2] / 4 + padded[1:-1] / 2 + padded[2:] / 4)
