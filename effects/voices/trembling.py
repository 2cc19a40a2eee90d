"""Trembling: a voice that shivers."""

from studio.sounding.tools import chorus, tone, tremolo
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_trembling",
    "Trembling",
    chorus(1, 5.859, 0.8, 100.0),
    tremolo(5.859, 60.0),
    tone(low=-4.0, low_middle=-2.0, high_middle=3.0, high=4.0),
)
