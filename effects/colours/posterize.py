"""Posterize: only a few levels of each channel, as on a silk-screen print."""

from __future__ import annotations

from studio.effect import Colours, Effect, Param, Settings
from studio.painting import amount_param, tones

__all__ = ["EFFECT"]


def _apply(colours: Colours, settings: Settings) -> Colours:
    amount = float(settings["amount"]) / 100
    if not amount:
        return colours
    return tones.mixed_colours(colours, tones.stepped(colours, round(settings["steps"])), amount)


EFFECT = Effect(
    id="posterize",
    name="Posterize",
    kind="colour",
    group="colour",
    apply=_apply,
    params=(amount_param(), Param(key="steps", name="Steps", default=5.0, low=2.0, high=32.0)),
)
