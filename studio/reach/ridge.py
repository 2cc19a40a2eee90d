"""Ridge regression in float64, by conjugate gradients: sums in a fixed order, so the same rows give the same weights.

It must never know what its columns mean.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from studio.reach.terms import Sparse

__all__ = ["ridge_of_rows", "ridge_of_terms"]

Floats = NDArray[np.float64]
_MOST_STEPS = 600
_NEAR = 1e-11


def ridge_of_terms(
    parts: list[Sparse], target: Floats, strength: float, counts: Floats | None = None
) -> tuple[list[Floats], float]:
    """The weights of the columns of each part, and the constant. Rows count as often as `counts` says.

    A forecast is the constant plus the sum of each part's rows by its weights. The constant is the target's mean and
    is not held back; the columns are not centred, so that rows stay sparse.
    """
    often = np.ones(len(target)) if counts is None else counts
    constant = float((often * target).sum() / often.sum())

    def products(weights: list[Floats]) -> list[Floats]:
        forecast = sum((part.times(one) for part, one in zip(parts, weights, strict=True)), np.zeros(len(target)))
        return [part.turned_times(often * forecast) + strength * one for part, one in zip(parts, weights, strict=True)]

    weights = [np.zeros(part.width) for part in parts]
    left = [part.turned_times(often * (target - constant)) for part in parts]
    way = [one.copy() for one in left]
    now = first = _dot(left, left)
    for _ in range(_MOST_STEPS):
        if now <= first * _NEAR**2:
            break
        moved = products(way)
        step = now / _dot(way, moved)
        weights = [one + step * by for one, by in zip(weights, way, strict=True)]
        left = [one - step * by for one, by in zip(left, moved, strict=True)]
        before, now = now, _dot(left, left)
        way = [one + now / before * by for one, by in zip(left, way, strict=True)]
    return weights, constant


def ridge_of_rows(rows: Floats, target: Floats, strength: float) -> tuple[Floats, float]:
    """The weight of each column and the constant, of rows (N, D) with few columns. The constant is not held back."""
    middle, constant = rows.mean(axis=0), float(target.mean())
    centred = rows - middle
    square = np.einsum("ni,nj->ij", centred, centred) + strength * np.eye(rows.shape[1])
    weights = np.linalg.solve(square, np.einsum("ni,n->i", centred, target - constant))
    return weights, constant - float((middle * weights).sum())


def _dot(one: list[Floats], other: list[Floats]) -> float:
    return sum(float((a * b).sum()) for a, b in zip(one, other, strict=True))
