"""Radio: an announcer, close and loud."""

from studio.sounding.tools import cut, drive, squeeze, tone
from studio.sounding.voices import voice

__all__ = ["EFFECT"]

EFFECT = voice(
    "voice_radio",
    "Radio",
    cut(110.0, 7500.0),
    squeeze(-32.0, 6.0, 10.0),
    drive(18.0),
    tone(low_middle=-3.0, middle=3.0, high_middle=3.0),
)
