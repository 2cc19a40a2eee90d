"""Cinema bars: black bars that close to the shape of the wide screen."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    height, width = picture.shape[:2]
    # At 100 % what is left is 2.39 times as wide as high, or half of an upright picture.
    left = min(1.0, max(width / 2.39 / height, 0.5))
    bar = round(height * (1 - left) / 2 * amount)
    out = picture.copy()
    for part in (out[:bar], out[height - bar :]):
        part[..., :3] = 0
        part[..., 3] = 255
    return out


EFFECT = Effect(
    id="cinema_bars",
    name="Cinema bars",
    kind="picture",
    group="film",
    apply=_apply,
    params=(amount_param(),),
)
