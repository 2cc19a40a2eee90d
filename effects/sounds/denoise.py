"""Remove noise: steady noise goes, what speaks or plays stays."""

from studio.effect import Effect, Param
from studio.sounding import FRAME, denoised

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="denoise",
    name="Remove noise",
    kind="sound",
    group="cleaning",
    apply=denoised,
    sound_delay=FRAME,
    params=(Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%", first=60.0),),
)
