"""Equaliser: five bands louder or quieter, and a cut at either end."""

from studio.effect import Effect, Param
from studio.sounding import equalised

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="equaliser",
    name="Equaliser",
    kind="sound",
    group="tone",
    apply=equalised,
    params=(
        Param(key="low", name="Low", default=0.0, low=-18.0, high=18.0, unit="dB"),
        Param(key="low_middle", name="Low middle", default=0.0, low=-18.0, high=18.0, unit="dB"),
        Param(key="middle", name="Middle", default=0.0, low=-18.0, high=18.0, unit="dB"),
        Param(key="high_middle", name="High middle", default=0.0, low=-18.0, high=18.0, unit="dB"),
        Param(key="high", name="High", default=0.0, low=-18.0, high=18.0, unit="dB"),
        Param(key="low_cut", name="Low cut", default=20.0, low=20.0, high=1000.0, unit="Hz"),
        Param(key="high_cut", name="High cut", default=20000.0, low=500.0, high=20000.0, unit="Hz"),
    ),
)
