"""Film burn: the frame catches fire in the gate, and the next picture lies behind."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import cloud, from_to, mixed, pulse, under_light

__all__ = ["EFFECT"]

_FIRE = np.array([1.0, 0.52, 0.12], np.float32)


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    height, width = before.shape[:2]
    front = moment.progress * 1.5 - cloud(height, width, 3, seed=4)
    burnt = mixed(before, after, front / 0.06 - 3)
    near = np.clip(1 - np.abs(front - 0.2) / 0.24, 0, 1) ** 2 * np.float32(min(1, 6 * pulse(moment.progress)))
    return under_light(burnt, near[..., None] * _FIRE)


EFFECT = Effect(id="film_burn", name="Film burn", kind="transition", group="melting", apply=_apply)
