"""Tiles: the wall turns over tile by tile."""

from __future__ import annotations

from math import pi

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, from_to, grid, mixed, plain

__all__ = ["EFFECT"]

_SIZE = np.float32(0.4)
"""Of a tile, in halves of the short side."""


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    middle = (np.floor(x / _SIZE) + np.float32(0.5)) * _SIZE
    order = middle + (np.floor(y / _SIZE) + np.float32(0.5)) * _SIZE * np.float32(0.7)
    late = (order - order.min()) / max(float(np.ptp(order)), 1e-6) * np.float32(0.6)
    turned = np.clip((np.float32(moment.progress) - late) / np.float32(0.4), 0, 1)
    narrow = np.maximum(np.abs(np.cos(turned * np.float32(pi))), np.float32(1e-3))
    local = (x - middle) / narrow
    # One picture for both sides of the tiles, so that it is bent once.
    sides = mixed(before, after, (turned > 0.5).astype(np.float32))
    shown = bent(sides, np.clip(middle + local, middle - _SIZE / 2, middle + _SIZE / 2), y)
    return mixed(
        plain(before, (10, 10, 12)),
        shown,
        ((_SIZE / 2 - np.abs(local)) * narrow / np.float32(0.008)).astype(np.float32) + 1,
    )


EFFECT = Effect(id="tiles", name="Tiles", kind="transition", group="turning", apply=_apply)
