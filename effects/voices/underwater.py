"""Underwater: dull, and moving."""

from studio.sounding.tools import chorus, cut, louder, tone
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_underwater",
    "Underwater",
    chorus(1, 1.465, 2.6, 100.0),
    cut(60.0, 620.0),
    tone(low=4.0),
    louder(5.0),
)
