"""Chorus: one sounds like several."""

from studio.effect import Effect, Param
from studio.sounding import chorus_tail_s, chorused

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="chorus",
    name="Chorus",
    kind="sound",
    group="space",
    apply=chorused,
    sound_tail_s=chorus_tail_s,
    params=(
        Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%", first=60.0),
        Param(key="voices", name="Voices", default=3.0, low=2.0, high=6.0),
        Param(key="rate", name="Rate", default=0.8, low=0.1, high=6.0, unit="Hz"),
        Param(key="depth", name="Depth", default=2.5, low=0.2, high=8.0, unit="ms"),
    ),
)
