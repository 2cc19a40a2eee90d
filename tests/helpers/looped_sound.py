"""A sound card whose loudspeaker stands before its microphone, with a time that passes when a test says so.

It plays what is written, records what is in the air, and tells the moments as devices do: with jitter, and not of all
delays. It is a `Clock`, and its `microphone` a `SoundIn`: nothing in the program knows the difference.
"""

from __future__ import annotations

import random
from threading import Lock

import numpy as np

from studio.media.recording.sound_in import Block
from studio.model import SAMPLE_RATE

BLOCK = 480


class LoopedSound:
    """`told_out` and `told_in` are delays it tells of, `untold` one it does not (all in samples).

    `voice` is (N,) float32 that somebody says from the moment 0 on; `loud` is how loud the loudspeaker is at the
    microphone.
    """

    def __init__(self, *, told_out=2000, told_in=700, untold=0, loud=1.0, jitter_s=0.0, voice=None) -> None:
        self.told_out, self.told_in, self.untold, self.loud = told_out, told_in, untold, loud
        self.voice = np.zeros(0, np.float32) if voice is None else voice
        self.time = 0
        self.silent = False
        self._lock = Lock()
        self._jitter_s, self._chance = jitter_s, random.Random(7)
        self._air = np.zeros(60 * SAMPLE_RATE, np.float32)
        self._begun: int | None = None
        self._written = 0
        self._waiting: list[np.ndarray] = []
        self.microphone = _Microphone(self)

    def now(self) -> float:
        """The one clock of this machine."""
        return self.time / SAMPLE_RATE

    def turn(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self.time += round(seconds * SAMPLE_RATE)

    # As a `Clock`.

    def start(self) -> None:
        with self._lock:
            self._begun = self.time
            self._lay(np.concatenate(self._waiting) if self._waiting else np.zeros((0, 2), np.float32), 0)
            self._waiting.clear()

    def stop(self) -> None:
        with self._lock:
            if self._begun is not None:
                self._air[self.time + self.told_out + self.untold :] = 0
            self._begun, self._written = None, 0
            self._waiting.clear()

    def write(self, samples) -> None:
        with self._lock:
            if self._begun is None:
                self._waiting.append(samples)
            else:
                self._lay(samples, self._written)
            self._written += len(samples)

    def _lay(self, samples, first: int) -> None:
        assert self._begun is not None
        at = self._begun + self.told_out + self.untold + first
        self._air[at : at + len(samples)] += self.loud * samples[:, 0]

    def count(self) -> int:
        return self._written

    def wanted(self) -> int:
        return max(0, self.heard() + round(0.2 * SAMPLE_RATE) - self._written)

    def lost(self) -> bool:
        """It never goes."""
        return False

    def heard(self) -> int:
        if self._begun is None:
            return 0
        return min(self._written, max(0, self.time - self._begun - self.told_out))

    def close(self) -> None:
        self.stop()

    # For the microphone.

    def recorded(self, first: int, count: int) -> np.ndarray:
        sound = self._air[first : first + count].copy()
        said = self.voice[first : first + count]
        sound[: len(said)] += said
        return sound

    def jitter(self) -> float:
        return self._chance.gauss(0.0, self._jitter_s) if self._jitter_s else 0.0


class _Microphone:
    """The other end: a `SoundIn`. `swallow` loses that many samples before the next block."""

    name = "Looped"

    def __init__(self, loop: LoopedSound) -> None:
        self._loop = loop
        self._next = 0
        self.gone = False
        self.swallow = 0
        self.running = False

    def start(self) -> None:
        self._next = self._loop.time
        self.running = True

    def read(self) -> list[Block]:
        loop, blocks = self._loop, []
        with loop._lock:
            while self.running and not self.gone and self._next + BLOCK + loop.told_in <= loop.time:
                lost = self.swallow > 0
                self._next += self.swallow
                self.swallow = 0
                samples = loop.recorded(self._next, BLOCK)
                blocks.append(Block(samples, self._next / SAMPLE_RATE + loop.jitter(), lost))
                self._next += BLOCK
        return blocks

    def close(self) -> None:
        self.running = False
