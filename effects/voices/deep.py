"""Deep: a voice a fourth lower, with a chest."""

from studio.sounding.tools import pitch, tone
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_deep",
    "Deep",
    pitch(-5.0),
    tone(low=4.0, high_middle=2.0),
)
