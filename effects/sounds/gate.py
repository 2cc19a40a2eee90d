"""Gate: quiet between the words."""

from studio.effect import Effect, Param
from studio.sounding import STEP, gated

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="gate",
    name="Gate",
    kind="sound",
    group="cleaning",
    apply=gated,
    sound_delay=STEP,
    params=(
        Param(key="threshold", name="Threshold", default=-45.0, low=-80.0, high=-10.0, unit="dB"),
        Param(key="range", name="Range", default=0.0, low=0.0, high=80.0, unit="dB", first=30.0),
        Param(key="hold", name="Hold", default=80.0, low=0.0, high=500.0, unit="ms"),
        Param(key="release", name="Release", default=120.0, low=10.0, high=1000.0, unit="ms"),
    ),
)
