"""Limiter: louder, and never above a ceiling."""

from studio.effect import Effect, Param
from studio.sounding import LIMITER_DELAY, limited

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="limiter",
    name="Limiter",
    kind="sound",
    group="levels",
    apply=limited,
    sound_delay=LIMITER_DELAY,
    params=(
        Param(key="gain", name="Gain", default=0.0, low=0.0, high=24.0, unit="dB", first=6.0),
        Param(key="ceiling", name="Ceiling", default=0.0, low=-24.0, high=0.0, unit="dB", first=-1.0),
        Param(key="release", name="Release", default=80.0, low=10.0, high=1000.0, unit="ms"),
    ),
)
