"""Megaphone: torn, nasal, and out of doors."""

from studio.sounding.tools import cut, drive, repeats, squeeze, tone
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_megaphone",
    "Megaphone",
    cut(520.0, 4200.0),
    squeeze(-30.0, 8.0, 10.0),
    drive(62.0),
    tone(middle=6.0),
    repeats(0.12, 16.0, 22.0, 70.0),
)
