"""Blink: lids close over the old picture and open on the next."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, grid, mixed, plain, smooth, softened

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    opened = abs(1 - 2 * smooth(moment.progress))
    reach = float(np.abs(y).max()) * 1.35
    lid = np.float32(reach * opened) * (1 - np.square(x / np.float32(max(float(np.abs(x).max()) * 1.6, 1e-6))))
    shown = softened(before if moment.progress < 0.5 else after, 0.02 * (1 - opened))
    return mixed(plain(before), shown, (lid - np.abs(y)) / np.float32(0.14) + np.float32(0.5) if opened < 1 else 1.0)


EFFECT = Effect(id="blink", name="Blink", kind="transition", group="shapes", apply=_apply)
