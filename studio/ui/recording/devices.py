"""How the window comes to microphones, loudspeakers and cameras.

It must never keep one open itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.sentences import Refused, Sentence, say

if TYPE_CHECKING:
    from studio.media.playing.sound_out import Clock
    from studio.media.recording.camera import CameraChoice
    from studio.media.recording.sound_in import SoundIn

__all__ = ["Devices", "disk_words"]


class Devices:
    """How devices are opened; tests and hosts with their own sound put others in."""

    def microphones(self) -> tuple[str, ...]:
        """The names of those that are there, the usual one first. Raises `Refused`."""
        from studio.media.recording.sound_in import microphones

        return tuple(each.name for each in microphones())

    def microphone(self, name: str) -> SoundIn:
        """Open one. Raises `Refused`."""
        from studio.media.recording.sound_in import open_microphone

        return open_microphone(name)

    def clock(self) -> Clock:
        """Open the loudspeaker."""
        from studio.media.playing.sound_out import open_clock

        return open_clock()

    def cameras(self) -> tuple[CameraChoice, ...]:
        """The cameras that may be there."""
        from studio.media.recording.camera import cameras

        return cameras()


def disk_words(error: Exception) -> Sentence:
    """Why a recording could not be kept, in words."""
    if isinstance(error, Refused):
        return error.sentence
    reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
    return say("The recording could not be written: {reason}.", reason=reason)
