"""Cave: wet walls far away."""

from studio.sounding.tools import repeats, room, tone
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_cave",
    "Cave",
    tone(high=-3.0),
    repeats(0.23, 30.0, 40.0, 65.0),
    room(4.5, 60.0, 35.0, 45.0),
)
