"""Chipmunk: a small animal that talks."""

from studio.sounding.tools import pitch, tone
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_chipmunk",
    "Chipmunk",
    pitch(8.0),
    tone(low=-9.0, high_middle=2.0),
)
