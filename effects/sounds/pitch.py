"""Pitch: higher or lower at the same pace."""

from studio.effect import Effect, Param
from studio.sounding import PITCH_DELAY, pitched

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="pitch",
    name="Pitch",
    kind="sound",
    group="tone",
    apply=pitched,
    sound_delay=PITCH_DELAY,
    params=(Param(key="semitones", name="Semitones", default=0.0, low=-12.0, high=12.0, unit="st"),),
)
