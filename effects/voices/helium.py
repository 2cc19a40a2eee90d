"""Helium: a little too high, thin and nasal."""

from studio.sounding.tools import pitch, tone
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_helium",
    "Helium",
    pitch(4.0),
    tone(low=-14.0, low_middle=-5.0, middle=4.0, high_middle=5.0),
)
