"""Pixel stretch: the colours of an edge are drawn out like threads, and the next picture follows."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, grid, mixed, quick_in, span

__all__ = ["EFFECT"]


def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    low, high = float(x.min()), float(x.max())
    front = low + (high - low + 1e-3) * span(moment.progress, 0, 0.55)
    stretched = bent(before, np.maximum(x, np.float32(high - (front - low))) if front > low else x, y)
    line = low + (high - low) * quick_in(span(moment.progress, 0.3, 1), 1.6)
    held = bent(stretched, np.where(x > line, x, np.float32(line)).astype(np.float32), y)
    return mixed(
        held, after, (np.float32(line) - x) * np.float32(min(before.shape[:2]) / 2) + (1 if moment.progress >= 1 else 0)
    )


EFFECT = Effect(id="pixel_stretch", name="Pixel stretch", kind="transition", group="bending", apply=_apply)
