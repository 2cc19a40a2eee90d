"""Ring modulator: bells and machines."""

from studio.effect import Effect, Param
from studio.sounding import ringing

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="ring_modulator",
    name="Ring modulator",
    kind="sound",
    group="worn",
    apply=ringing,
    params=(
        Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%", first=60.0),
        Param(key="frequency", name="Frequency", default=180.0, low=5.0, high=2000.0, unit="Hz"),
    ),
)
