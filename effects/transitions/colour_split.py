"""Colour split: red, green and blue go three ways and meet in the next picture."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, mixed, placed, pulse, quick_in, recombined, smooth, span, within_alpha

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    strength = quick_in(pulse(moment.progress), 1.5)
    shown = mixed(before, after, smooth(span(moment.progress, 0.35, 0.65)))
    red, blue = (placed(shown, x=way * 0.09 * strength, scale=1 + 0.1 * strength, edge="mirror") for way in (-1, 1))
    return within_alpha(recombined(red, shown, blue))


EFFECT = Effect(id="colour_split", name="Colour split", kind="transition", group="glitches", apply=_apply)
