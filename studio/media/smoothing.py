"""Numbers over time without their trembling. It must never know what they stand for."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["smoothed"]


def smoothed(numbers: npt.ArrayLike, sigma: float) -> npt.NDArray[np.float64]:
    """(N,): a Gaussian mean of `sigma` entries, cut off at three of them; beyond its ends the last number goes on."""
    reach = max(1, round(3 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / max(sigma, 1e-6)) ** 2)
    padded = np.pad(np.asarray(numbers, np.float64), reach, mode="edge")
    return np.convolve(padded, weights / weights.sum(), mode="valid")
