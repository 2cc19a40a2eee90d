"""Swing in: the next picture hangs from its upper edge and swings to rest."""

from __future__ import annotations

from math import cos, pi, sin

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, over, quick_out, tilted

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    time = moment.progress
    angle = (1 - quick_out(time, 1.6)) * cos(time * 2.5 * pi) * pi / 2
    deep, high = 0.32 * sin(angle), cos(angle)
    return over(tilted(after, ((0.0, 0.0), (1.0, 0.0), (1 + deep, high), (-deep, high))), before)


EFFECT = Effect(id="swing", name="Swing in", kind="transition", group="turning", apply=_apply)
