"""A microphone whose time is the machine's: silence, and clicks where a test puts them.

It is a `SoundIn` like the real one.
"""

from __future__ import annotations

from threading import Lock
from time import perf_counter

import numpy as np

from studio.media.recording.sound_in import Block
from studio.model import SAMPLE_RATE


class ClickingMicrophone:
    """Gives what was in the air a while ago: so that it can click when a picture that it saw was taken."""

    name, gone = "Clicking", False

    def __init__(self, behind_s: float = 0.5) -> None:
        self.behind_s = behind_s
        self.clicks: list[float] = []
        self._begun = 0.0
        self._given = 0
        self._lock = Lock()

    def start(self) -> None:
        self._begun = perf_counter()

    def read(self) -> list[Block]:
        with self._lock:
            until = round((perf_counter() - self.behind_s - self._begun) * SAMPLE_RATE)
            count = until - self._given
            if count <= 0:
                return []
            samples = np.zeros(count, np.float32)
            for click in self.clicks:
                first = round((click - self._begun) * SAMPLE_RATE) - self._given
                if 0 <= first < count:
                    samples[first : first + 240] = 0.8
            moment = self._begun + self._given / SAMPLE_RATE
            self._given = until
            return [Block(samples, moment)]

    def close(self) -> None:
        return
