"""Old record: thin, worn, and a little off centre."""

from studio.sounding.tools import bits, chorus, cut, drive
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_old_record",
    "Old record",
    chorus(1, 0.732, 0.8, 100.0),
    cut(190.0, 4300.0),
    drive(30.0),
    bits(28.0),
)
