"""Flip: the picture is turned over like a card; the next is on its back."""

from __future__ import annotations

from math import cos, pi, sin

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, over, plain, smooth, tilted

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    turned = smooth(moment.progress) * pi
    shown = before if turned < pi / 2 else after
    wide, deep = abs(cos(turned)) / 2, 0.16 * sin(turned)
    left, right = (deep, -deep) if turned < pi / 2 else (-deep, deep)
    corners = ((0.5 - wide, -left), (0.5 + wide, -right), (0.5 + wide, 1 + right), (0.5 - wide, 1 + left))
    return over(tilted(shown, corners), plain(before, (12, 12, 14)))


EFFECT = Effect(id="flip", name="Flip", kind="transition", group="turning", apply=_apply)
