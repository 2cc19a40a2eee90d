"""Tiles: the wall turns over tile by tile."""

from __future__ import annotations

from math import pi

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, grid, mixed, plain, ramp

__all__ = ["EFFECT"]


def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    height, width = before.shape[:2]
    x, y = grid(height, width)
    size = np.float32(0.4)
    across, down = np.floor(x / size), np.floor(y / size)
    start = ramp(height, width, 55) * 0.6
    started = np.floor(start * 10) / 10
    turned = np.clip((moment.progress * 1.0 - started) / 0.4, 0, 1).astype(np.float32)
    narrow = np.cos(turned * np.float32(pi))
    middle = (across + np.float32(0.5)) * size
    local = (x - middle) / np.where(np.abs(narrow) < 1e-3, 1e-3, np.abs(narrow))
    inside = np.abs(local) <= size / 2
    front, back = bent(before, middle + local, y), bent(after, middle + local, y)
    shown = mixed(
        plain(before, (10, 10, 12)), mixed(front, back, (turned > 0.5).astype(np.float32)), inside.astype(np.float32)
    )
    return (
        mixed(mixed(shown, before, (turned <= 0).astype(np.float32)), after, (turned >= 1).astype(np.float32))
        if down.size
        else after
    )


EFFECT = Effect(id="tiles", name="Tiles", kind="transition", group="turning", apply=_apply)
