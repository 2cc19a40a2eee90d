"""Tremolo: louder and quieter, again and again."""

from studio.effect import Effect, Param
from studio.sounding import trembling

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="tremolo",
    name="Tremolo",
    kind="sound",
    group="worn",
    apply=trembling,
    params=(
        Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%", first=60.0),
        Param(key="rate", name="Rate", default=5.0, low=0.2, high=20.0, unit="Hz"),
        Param(key="spread", name="Side to side", default=0.0, low=0.0, high=100.0, unit="%"),
    ),
)
