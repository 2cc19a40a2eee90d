"""Hearing oneself while one speaks.

It must never be on unasked: without headphones the loudspeaker comes back through the microphone.
"""

from __future__ import annotations

import numpy as np

from studio.effect import Samples
from studio.media.playing.sound_out import Clock
from studio.media.recording.listening import Listening
from studio.model import SAMPLE_RATE

__all__ = ["Monitor"]

_AHEAD = round(0.04 * SAMPLE_RATE)


class Monitor:
    """Plays what `listening` hears through `clock`, which is its own from now on, until `close`."""

    def __init__(self, listening: Listening, clock: Clock) -> None:
        self._listening, self._clock = listening, clock
        self._ahead = clock.wanted() - _AHEAD
        clock.write(np.zeros((_AHEAD, 2), np.float32))
        clock.start()
        listening.add_sink(self._play, since=listening.now())

    def _play(self, _first: int, samples: Samples) -> None:
        # What comes while enough is waiting is left out: it would only be heard later and later.
        if self._clock.wanted() >= self._ahead:
            self._clock.write(np.repeat(samples[:, None], 2, axis=1))

    def close(self) -> None:
        """Be quiet."""
        self._listening.remove_sink(self._play)
        self._clock.close()
