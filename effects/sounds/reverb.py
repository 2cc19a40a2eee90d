"""Reverb: a room around the sound."""

from studio.effect import Effect, Param
from studio.sounding import reverb_tail_s, reverberated

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="reverb",
    name="Reverb",
    kind="sound",
    group="space",
    apply=reverberated,
    sound_tail_s=reverb_tail_s,
    params=(
        Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%", first=35.0),
        Param(key="length", name="Length", default=1.6, low=0.2, high=8.0, unit="s"),
        Param(key="damping", name="Damping", default=40.0, low=0.0, high=100.0, unit="%"),
        Param(key="before", name="Before it", default=12.0, low=0.0, high=150.0, unit="ms"),
    ),
)
