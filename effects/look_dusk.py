"""Dusk: teal shadows, amber lights, the hour after sunset."""

from __future__ import annotations

import numpy as np

from studio.effect import Colours, Effect, Param, Settings

__all__ = ["EFFECT"]

_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
_SHADOW = np.array([-0.055, 0.01, 0.085], np.float32)
_LIGHT = np.array([0.085, 0.025, -0.075], np.float32)


def _apply(colours: Colours, settings: Settings) -> Colours:
    strength = np.float32(settings["strength"] / 100)
    if not strength:
        return colours
    # Darker in the middle, steeper; black and white stay where they are.
    toned = np.clip(colours, 0, None) ** np.float32(1.16)
    toned = toned + 0.3 * (toned * toned * (3 - 2 * toned) - toned)
    luma = np.clip(toned @ _LUMA, 0, 1)[:, None]
    weight = luma * luma * (3 - 2 * luma)
    toned = toned + (1 - weight) * _SHADOW * (0.35 + luma) * 1.4 + weight * _LIGHT
    grey = (toned @ _LUMA)[:, None]
    toned = grey + (toned - grey) * np.float32(0.94)
    return np.asarray(colours + strength * (toned - colours), np.float32)


EFFECT = Effect(
    id="look_dusk",
    name="Dusk",
    kind="colour",
    group="looks",
    family="Cinema",
    apply=_apply,
    params=(Param(key="strength", name="Strength", low=0.0, high=100.0, unit="%"),),
)
