"""Light leak: warm light wanders across the frame, and the picture changes beneath it."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, mixed, pulse, ramp, smooth, span, under_light

__all__ = ["EFFECT"]

_WARM = np.array([1.0, 0.58, 0.30], np.float32)


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    height, width = before.shape[:2]
    place = ramp(height, width, 20) - np.float32(moment.progress * 1.8 - 0.4)
    streak = np.exp(-np.square(place / np.float32(0.28))) * np.float32(min(1, 2 * pulse(moment.progress)))
    shown = mixed(before, after, smooth(span(moment.progress, 0.25, 0.75)))
    return under_light(shown, streak[..., None] * _WARM, 1.0)


EFFECT = Effect(id="light_leak", name="Light leak", kind="transition", group="melting", apply=_apply)
