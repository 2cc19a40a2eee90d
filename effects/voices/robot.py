"""Robot: one pitch, and metal around it."""

from studio.sounding.tools import chorus, louder, robot, squeeze, tone
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_robot",
    "Robot",
    robot(100.0),
    chorus(2, 0.366, 1.0, 40.0),
    squeeze(-26.0, 4.0, 6.0),
    louder(5.0),
    tone(low=-4.0, high_middle=4.0),
)
