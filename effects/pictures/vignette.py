"""Vignette: darker towards the corners."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_nothing, grid, mixed, plain

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    height, width = picture.shape[:2]
    x, y = grid(height, width)
    far = np.sqrt(
        np.square(x * np.float32(min(height, width) / width)) + np.square(y * np.float32(min(height, width) / height))
    )
    dark = np.clip((far - np.float32(0.9 - 0.6 * settings["size"] / 100)) / np.float32(0.85), 0, 1)
    shade = plain(picture, (0, 0, 0))
    shade[..., 3] = picture[..., 3]
    return mixed(picture, shade, dark * dark * np.float32(amount))


EFFECT = Effect(
    id="vignette",
    name="Vignette",
    kind="picture",
    group="film",
    apply=_apply,
    params=(
        Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%"),
        Param(key="size", name="Size", default=50.0, low=0.0, high=100.0, unit="%"),
    ),
)
