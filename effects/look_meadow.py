"""Meadow: warm light, fresh greens, open shadows."""

from __future__ import annotations

import numpy as np

from studio.effect import Colours, Effect, Param, Settings

__all__ = ["EFFECT"]

_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
_WARM = np.array([1.07, 1.015, 0.88], np.float32)


def _apply(colours: Colours, settings: Settings) -> Colours:
    strength = np.float32(settings["strength"] / 100)
    if not strength:
        return colours
    # A gentle S, then lifted shadows with a touch of green.
    toned = colours + 0.35 * (colours * colours * (3 - 2 * colours) - colours)
    luma = np.clip(toned @ _LUMA, 0, 1)[:, None]
    # White paper stays white: the warmth goes out towards the lights.
    warmth = (1 - luma**4) * (_WARM - 1) + 1
    toned = toned * warmth + (1 - luma) ** 3 * np.array([0.028, 0.04, 0.03], np.float32)
    # Greens and skin gain most; what is already strong gains little.
    grey = (toned @ _LUMA)[:, None]
    spread = toned.max(axis=1, keepdims=True) - toned.min(axis=1, keepdims=True)
    toned = grey + (toned - grey) * (1 + 0.38 * np.clip(1 - spread, 0, 1))
    return np.asarray(colours + strength * (toned - colours), np.float32)


EFFECT = Effect(
    id="look_meadow",
    name="Meadow",
    kind="colour",
    group="looks",
    family="Nature",
    apply=_apply,
    params=(Param(key="strength", name="Strength", low=0.0, high=100.0, unit="%"),),
)
