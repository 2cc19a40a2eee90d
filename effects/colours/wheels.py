"""Colour wheels: shadows, middle and lights tinted and lifted apart (lift, gamma, gain)."""

from __future__ import annotations

from studio.effect import Colours, Effect, Param, Settings
from studio.painting import hues

__all__ = ["EFFECT"]

_WHEELS = (("lift", "Shadows"), ("gamma", "Midtones"), ("gain", "Highlights"))
_WHAT = (("x", "X"), ("y", "Y"), ("level", "Level"))


def _apply(colours: Colours, settings: Settings) -> Colours:
    lift, gamma, gain = (
        (settings[f"{key}_x"] / 100, settings[f"{key}_y"] / 100, settings[f"{key}_level"] / 100) for key, _ in _WHEELS
    )
    if not any((*lift, *gamma, *gain)):
        return colours
    return hues.wheeled(colours, lift, gamma, gain)


EFFECT = Effect(
    id="wheels",
    name="Colour wheels",
    kind="colour",
    group="colour",
    apply=_apply,
    example=(("lift_x", -40.0), ("lift_y", -50.0), ("gain_x", 45.0), ("gain_y", 25.0), ("gamma_level", 15.0)),
    params=tuple(
        Param(key=f"{key}_{what}", name=name, low=-100.0, high=100.0, unit="%", control="wheel", part=part)
        for key, part in _WHEELS
        for what, name in _WHAT
    ),
)
