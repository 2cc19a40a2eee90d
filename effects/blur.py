"""Blur: a soft picture, as through frosted glass."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, softened

__all__ = ["EFFECT"]

_MOST = 0.05
"""The Gaussian's standard deviation at 100 %, in the picture's short side."""


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    return softened(picture, amount * _MOST)


EFFECT = Effect(id="blur", name="Blur", kind="picture", group="focus", apply=_apply, params=(amount_param(),))
