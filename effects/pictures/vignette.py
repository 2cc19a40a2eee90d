"""Vignette: darker towards the corners."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing, grid, mixed, plain, shaped

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    height, width = picture.shape[:2]
    x, y = grid(height, width)
    far = np.sqrt(
        np.square(x * np.float32(min(height, width) / width)) + np.square(y * np.float32(min(height, width) / height))
    )
    dark = np.clip((far - np.float32(0.9 - 0.6 * settings["size"] / 100)) / np.float32(0.85), 0, 1)
    return mixed(picture, shaped(plain(picture), picture), dark * dark * np.float32(amount))


EFFECT = Effect(
    id="vignette",
    name="Vignette",
    kind="picture",
    group="film",
    apply=_apply,
    params=(
        amount_param(),
        Param(key="size", name="Size", default=50.0, low=0.0, high=100.0, unit="%"),
    ),
)
