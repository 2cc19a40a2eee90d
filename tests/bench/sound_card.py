"""A sound card that is not there: it asks for samples as PortAudio does, and remembers when each would be heard.

For machines without sound. It takes its blocks from a thread of its own, in the time of the machine.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

RATE = 48_000
_BLOCK = 480
_LATENCY_S = 0.04


class SoundCard:
    """Opened as `sounddevice.OutputStream` is. `blocks` are what was heard: the moment of the first sample, samples."""

    def __init__(self, *, callback: Callable[..., None], channels: int, **_told: Any) -> None:
        self._callback, self._channels = callback, channels
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None
        self.latency = _LATENCY_S
        self.blocks: list[tuple[float, np.ndarray]] = []

    @property
    def time(self) -> float:
        """The card's clock, in seconds."""
        return time.perf_counter()

    @property
    def active(self) -> bool:
        """Whether it asks for samples."""
        return self._thread is not None

    def start(self) -> None:
        """Begin to ask."""
        self._ends.clear()
        self._thread = threading.Thread(target=self._ask, name="sound-card", daemon=True)
        self._thread.start()

    def abort(self) -> None:
        """Ask no more."""
        thread, self._thread = self._thread, None
        self._ends.set()
        if thread is not None:
            thread.join()

    def close(self) -> None:
        """See `abort`."""
        self.abort()

    def _ask(self) -> None:
        due = self.time
        while not self._ends.wait(max(0.0, due - self.time)):
            out = np.zeros((_BLOCK, self._channels), np.float32)
            heard = due + _LATENCY_S
            self._callback(out, _BLOCK, SimpleNamespace(currentTime=due, outputBufferDacTime=heard), None)
            self.blocks.append((heard, out))
            due += _BLOCK / RATE

    def clicks(self) -> list[float]:
        """When each click was heard: where the level first passes half the loudest."""
        level = np.concatenate([np.abs(samples).max(1) for _, samples in self.blocks])
        loud = np.flatnonzero(level > level.max() / 2)
        starts = loud[np.insert(np.diff(loud) > RATE // 10, 0, True)]
        return [self.blocks[at // _BLOCK][0] + at % _BLOCK / RATE for at in starts]
