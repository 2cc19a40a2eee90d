"""Stadium: an announcement to thousands."""

from studio.sounding.tools import cut, repeats, room, squeeze
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_stadium",
    "Stadium",
    squeeze(-26.0, 4.0, 6.0),
    cut(150.0, 6500.0),
    repeats(0.31, 34.0, 42.0, 55.0),
    room(2.8, 38.0, 45.0, 60.0),
)
