"""Compressor: loud and quiet come closer together."""

from studio.effect import Effect, Param
from studio.sounding import STEP, compressed

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="compressor",
    name="Compressor",
    kind="sound",
    group="levels",
    apply=compressed,
    sound_delay=STEP,
    params=(
        Param(key="threshold", name="Threshold", default=-18.0, low=-60.0, high=0.0, unit="dB", first=-24.0),
        Param(key="ratio", name="Ratio", default=1.0, low=1.0, high=20.0, first=3.0),
        Param(key="attack", name="Attack", default=8.0, low=1.0, high=100.0, unit="ms"),
        Param(key="release", name="Release", default=120.0, low=10.0, high=1000.0, unit="ms"),
        Param(key="makeup", name="Make-up", default=0.0, low=0.0, high=24.0, unit="dB", first=4.0),
    ),
)
