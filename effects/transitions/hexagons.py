"""Hexagons: a honeycomb fills from one corner."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import grid, mixed

__all__ = ["EFFECT"]


def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    height, width = before.shape[:2]
    x, y = grid(height, width)
    near = []
    for offset in (0.0, 0.5):
        column = np.round(x / np.float32(0.26) - np.float32(offset)) + np.float32(offset)
        row = np.round(y / np.float32(0.45) - np.float32(offset)) + np.float32(offset)
        near.append(
            (np.abs(x - column * np.float32(0.26)) * np.float32(1.15), np.abs(y - row * np.float32(0.45)), column, row)
        )
    far = [np.maximum(b, a * np.float32(0.87) + b * np.float32(0.5)) for a, b, _, _ in near]
    first = far[0] < far[1]
    column, row = np.where(first, near[0][2], near[1][2]), np.where(first, near[0][3], near[1][3])
    order = column * np.float32(0.26) + row * np.float32(0.45)
    order = (order - order.min()) / max(float(order.max() - order.min()), 1e-6)
    size = np.float32(moment.progress * 1.5) - order * np.float32(0.9)
    return mixed(
        before,
        after,
        (size * np.float32(0.6) - np.where(first, far[0], far[1])) / np.float32(0.012) if moment.progress < 1 else 1.0,
    )


EFFECT = Effect(id="hexagons", name="Hexagons", kind="transition", group="shapes", apply=_apply)
