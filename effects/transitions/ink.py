"""Ink: the next picture spreads as ink does in wet paper, from the middle."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import cloud, from_to, grid, mixed

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    height, width = before.shape[:2]
    x, y = grid(height, width)
    far = np.sqrt(x * x + y * y)
    field = 0.62 * far / max(float(far.max()), 1e-6) + 0.38 * cloud(height, width, 4, seed=9)
    return mixed(before, after, (moment.progress * 1.06 - field) / 0.05)


EFFECT = Effect(id="ink", name="Ink", kind="transition", group="melting", apply=_apply)
