"""Blinds: slats turn and show what is behind."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_to, mixed, ramp, smooth

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    height, width = before.shape[:2]
    along = ramp(height, width, settings["angle"]) * np.float32(settings["slats"])
    place = along - np.floor(along)
    late = np.floor(along) / np.float32(settings["slats"]) * np.float32(0.35)
    return mixed(before, after, (np.float32(smooth(moment.progress) * 1.37) - late - place) / np.float32(0.02))


EFFECT = Effect(
    id="blinds",
    name="Blinds",
    kind="transition",
    group="shapes",
    apply=_apply,
    params=(
        Param(key="slats", name="Slats", default=9.0, low=2.0, high=30.0, unit=""),
        Param(key="angle", name="Angle", default=90.0, low=-180.0, high=180.0, unit="°"),
    ),
)
