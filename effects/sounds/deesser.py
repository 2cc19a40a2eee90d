"""De-esser: sharp s sounds softer."""

from studio.effect import Effect, Param
from studio.sounding import DEESSER_DELAY, deessed

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="deesser",
    name="De-esser",
    kind="sound",
    group="cleaning",
    apply=deessed,
    sound_delay=DEESSER_DELAY,
    params=(
        Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%", first=50.0),
        Param(key="frequency", name="Frequency", default=5500.0, low=3000.0, high=9000.0, unit="Hz"),
    ),
)
