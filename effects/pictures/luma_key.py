"""Luma key: what is dark becomes clear (or what is light)."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    grey = cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY).astype(np.float32) / 255
    grey = 1 - grey if settings["light"] else grey
    stays = (grey - np.float32(amount * 0.98)) / np.float32(0.01 + settings["softness"] / 250)
    return mixed(np.zeros_like(picture), picture, stays)


EFFECT = Effect(
    id="luma_key",
    name="Luma key",
    kind="picture",
    group="keys",
    apply=_apply,
    clears=True,
    params=(
        amount_param("Reach"),
        Param(key="light", name="Clear the lights", type="switch", default=False),
        Param(key="softness", name="Softness", default=20.0, low=0.0, high=100.0, unit="%"),
    ),
)
