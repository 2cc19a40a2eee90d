"""Strobe: dark and light in turn, never more than three times a second."""

from __future__ import annotations

from math import pi, sin

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed, plain, shaped

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    # Three flashes a second are the most that is held to be harmless (WCAG 2.3.1); 2.5 leave room at any rate.
    dark = (1 + sin(moment.time * 2 * pi * 2.5)) / 2
    return mixed(picture, shaped(plain(picture), picture), 0.85 * amount * dark * dark)


EFFECT = Effect(
    id="strobe",
    name="Strobe",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(amount_param(),),
)
