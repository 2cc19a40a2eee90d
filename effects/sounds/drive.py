"""Drive: warm to torn, like an amplifier turned up."""

from studio.effect import Effect, Param
from studio.sounding import driven

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="drive",
    name="Drive",
    kind="sound",
    group="worn",
    apply=driven,
    params=(Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%", first=35.0),),
)
