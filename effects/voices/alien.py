"""Alien: two tones at a time, from far away."""

from studio.sounding.tools import chorus, pitch, ring, room
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_alien",
    "Alien",
    pitch(3.0),
    ring(87.89, 55.0),
    chorus(3, 1.099, 3.5, 60.0),
    room(0.8, 18.0),
)
