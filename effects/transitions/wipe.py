"""Wipe: a line runs across, the next picture behind it."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_to, mixed, ramp, smooth

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    height, width = before.shape[:2]
    soft = np.float32(settings["softness"] / 100 + 0.002)
    return mixed(
        before,
        after,
        (np.float32(smooth(moment.progress) * (1 + float(soft))) - ramp(height, width, settings["angle"])) / soft,
    )


EFFECT = Effect(
    id="wipe",
    name="Wipe",
    kind="transition",
    group="shapes",
    apply=_apply,
    params=(
        Param(key="angle", name="Angle", default=0.0, low=-180.0, high=180.0, unit="°"),
        Param(key="softness", name="Softness", default=8.0, low=0.0, high=50.0, unit="%"),
    ),
)
