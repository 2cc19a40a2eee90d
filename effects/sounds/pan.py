"""Pan and width: where a sound stands between left and right, and how wide it is."""

from studio.effect import Effect, Param
from studio.sounding import panned

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="pan",
    name="Pan and width",
    kind="sound",
    group="levels",
    apply=panned,
    params=(
        Param(key="pan", name="Pan", default=0.0, low=-100.0, high=100.0, unit="%"),
        Param(key="width", name="Width", default=100.0, low=0.0, high=200.0, unit="%"),
    ),
)
