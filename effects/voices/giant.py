"""Giant: an octave down, in a large hall."""

from studio.sounding.tools import drive, pitch, room, tone
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_giant",
    "Giant",
    pitch(-10.0),
    drive(12.0),
    tone(low=5.0, high_middle=3.0),
    room(1.4, 22.0),
)
