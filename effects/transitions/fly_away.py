"""Fly away: the old picture tumbles into the distance."""

from __future__ import annotations

from math import cos, pi, sin

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, over, placed, quick_in, smooth, tilted

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    gone = quick_in(moment.progress, 1.7)
    size, turned = 1 - gone, gone * 1.4 * pi
    deep = 0.18 * sin(turned) * size
    wide, high = size / 2, size / 2 * (0.35 + 0.65 * abs(cos(turned)))
    x, y = 0.5 + 0.35 * gone, 0.5 - 0.4 * gone
    if size <= 0.01:
        return after
    corners = (
        (x - wide + deep, y - high),
        (x + wide - deep, y - high),
        (x + wide + deep, y + high),
        (x - wide - deep, y + high),
    )
    return over(tilted(before, corners), placed(after, scale=1.15 - 0.15 * smooth(moment.progress), edge="mirror"))


EFFECT = Effect(id="fly_away", name="Fly away", kind="transition", group="turning", apply=_apply)
