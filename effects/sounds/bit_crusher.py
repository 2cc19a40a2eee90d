"""Bit crusher: the few steps of an old machine."""

from studio.effect import Effect, Param
from studio.sounding import crushed

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="bit_crusher",
    name="Bit crusher",
    kind="sound",
    group="worn",
    apply=crushed,
    params=(Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%", first=50.0),),
)
