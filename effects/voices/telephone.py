"""Telephone: 300 to 3400 Hz, as telephones always were."""

from studio.sounding.tools import cut, drive, squeeze
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_telephone",
    "Telephone",
    cut(320.0, 3300.0),
    squeeze(-28.0, 5.0, 10.0),
    drive(10.0),
)
