"""Chrome: black and white with bite and a trace of cold steel."""

from __future__ import annotations

import numpy as np

from studio.effect import Colours, Effect, Param, Settings

__all__ = ["EFFECT"]

_SEEN = np.array([0.34, 0.56, 0.10], np.float32)
"""As through a yellow filter: skin lighter, skies darker than by plain luma."""
_STEEL = np.array([-0.018, 0.0, 0.024], np.float32)


def _apply(colours: Colours, settings: Settings) -> Colours:
    strength = np.float32(settings["strength"] / 100)
    if not strength:
        return colours
    grey = np.clip(colours @ _SEEN, 0, 1)[:, None]
    bent = grey * grey * (3 - 2 * grey)
    grey = grey + np.float32(0.75) * (bent - grey)
    toned = grey + (1 - grey) * grey * 4 * _STEEL
    return np.asarray(colours + strength * (toned - colours), np.float32)


EFFECT = Effect(
    id="look_chrome",
    name="Chrome",
    kind="colour",
    group="looks",
    family="Black and white",
    apply=_apply,
    params=(Param(key="strength", name="Strength", low=0.0, high=100.0, unit="%"),),
)
