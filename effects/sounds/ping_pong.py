"""Ping-pong delay: repeats that go from side to side."""

from studio.effect import Effect, Param
from studio.sounding import bounced_to_and_fro, delay_tail_s

__all__ = ["EFFECT"]

EFFECT = Effect(
    id="ping_pong",
    name="Ping-pong delay",
    kind="sound",
    group="space",
    apply=bounced_to_and_fro,
    sound_tail_s=delay_tail_s,
    params=(
        Param(key="level", name="Level", default=0.0, low=0.0, high=100.0, unit="%", first=45.0),
        Param(key="time", name="Time", default=0.3, low=0.02, high=1.0, unit="s"),
        Param(key="repeats", name="Repeats", default=45.0, low=0.0, high=85.0, unit="%"),
        Param(key="tone", name="Duller", default=40.0, low=0.0, high=100.0, unit="%"),
    ),
)
