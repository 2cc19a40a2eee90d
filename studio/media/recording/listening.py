"""Listening to a microphone: its level, its samples in order, and when each of them was spoken.

Sound that the system lost is replaced by silence of its length, so that what follows stays at its place. It must never
write a file itself: it hands samples to whoever records.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Event, Lock, Thread
from time import perf_counter
from typing import NamedTuple

import numpy as np

from studio.effect import Samples
from studio.media.recording.sound_in import Block, SoundIn
from studio.media.recording.steady import Steady
from studio.model import SAMPLE_RATE

__all__ = ["Level", "Listening", "Sink"]

Sink = Callable[[int, Samples], None]
"""Takes samples of one channel; the number is that of the first, counted since listening began."""

_IDLE_S = 0.01
_GONE_AFTER_S = 3.0
_KEPT = SAMPLE_RATE
"""So much of the past can still be had by who begins to record."""
_NOTICED = round(0.003 * SAMPLE_RATE)
_FULL = 0.999
_FALL_DB_S = 24.0
_LOWEST_DB = -96.0


class Level(NamedTuple):
    """How loud it is, in dB below full scale: the peak (falling slowly) and the power.

    `clipped`: whether samples came at full scale since the last `Listening.forget_clipping`. `dead`: nothing but zeros
    come, which no room is.
    """

    peak_db: float = _LOWEST_DB
    power_db: float = _LOWEST_DB
    clipped: bool = False
    dead: bool = False


class Listening:
    """Listens to `source` from `start` to `close`, in a thread of its own, or by hand through `take`.

    Safe from any thread. `lost` counts how often sound was lost, `lost_samples` how much.
    """

    def __init__(self, source: SoundIn, *, now: Callable[[], float] = perf_counter) -> None:
        self.source = source
        self.now = now
        self.level = Level()
        self.lost = self.lost_samples = self.count = 0
        self.failed: Exception | None = None
        self._since = Steady()
        self._lock = Lock()
        self._kept: deque[tuple[int, Samples]] = deque()
        self._sinks: list[Sink] = []
        self._ended = Event()
        self._last_came = 0.0
        self._zeros = 0
        self._thread: Thread | None = None

    def start(self, *, by_hand: bool = False) -> None:
        """Listen from now on. Raises `Refused` where the device does not let itself be started."""
        self.source.start()
        self._last_came = self.now()
        if not by_hand:
            self._thread = Thread(target=self._listen, name="listening", daemon=True)
            self._thread.start()

    @property
    def gone(self) -> bool:
        """Whether the device is there no more."""
        return self.source.gone or self.now() - self._last_came > _GONE_AFTER_S

    @property
    def ready(self) -> bool:
        """Whether something came yet."""
        return len(self._since) > 0

    def moment_of(self, sample: float) -> float:
        """When that sample was spoken. Something must have come."""
        with self._lock:
            return self._since.difference + sample / SAMPLE_RATE

    def sample_at(self, moment: float) -> float:
        """Which sample was spoken then, in fractions. Something must have come."""
        with self._lock:
            return (moment - self._since.difference) * SAMPLE_RATE

    def add_sink(self, sink: Sink, *, since: float = 0.0) -> None:
        """Hand samples to `sink` from now on, and first what is kept of those spoken after the moment `since`."""
        with self._lock:
            first = round((since - self._since.difference) * SAMPLE_RATE) if len(self._since) else 0
            for number, samples in self._kept:
                if number + len(samples) > first:
                    cut = max(0, first - number)
                    sink(number + cut, samples[cut:])
            self._sinks.append(sink)

    def remove_sink(self, sink: Sink) -> None:
        """Hand nothing more to it; nothing is on its way when this returns."""
        with self._lock:
            if sink in self._sinks:
                self._sinks.remove(sink)

    def forget_clipping(self) -> None:
        """What was too loud before counts no more."""
        self.level = self.level._replace(clipped=False)

    def take(self) -> None:
        """Take what came."""
        with self._lock:
            for block in self.source.read():
                self._last_came = self.now()
                self._take(block)

    def close(self) -> None:
        """Listen no more, and give the device back. More than once is harmless."""
        with self._lock:
            if self._ended.is_set():
                return
            self._ended.set()
        if self._thread is not None:
            self._thread.join()
        self.source.close()

    def _listen(self) -> None:
        while not self._ended.wait(_IDLE_S):
            try:
                self.take()
            except Exception as error:  # noqa: BLE001  (a full disk; who records asks for it)
                self.failed = error
                with self._lock:
                    self._sinks.clear()

    def _take(self, block: Block) -> None:
        since = block.moment - self.count / SAMPLE_RATE
        if len(self._since):
            missing = round((since - self._since.difference) * SAMPLE_RATE)
            if block.lost and missing > _NOTICED:
                self.lost += 1
                self.lost_samples += missing
                self._hand_on(np.zeros(missing, np.float32))
                since = block.moment - self.count / SAMPLE_RATE
        self._since.add(since)
        self._measure(block.samples)
        self._hand_on(block.samples)

    def _hand_on(self, samples: Samples) -> None:
        first, self.count = self.count, self.count + len(samples)
        self._kept.append((first, samples))
        while self._kept[0][0] < self.count - _KEPT:
            self._kept.popleft()
        for sink in self._sinks:
            sink(first, samples)

    def _measure(self, samples: Samples) -> None:
        if not len(samples):
            return
        size = np.abs(samples)
        peak, power = float(size.max()), float(np.sqrt(np.mean(np.square(samples))))
        self._zeros = 0 if peak > 0 else self._zeros + len(samples)
        fallen = self.level.peak_db - _FALL_DB_S * len(samples) / SAMPLE_RATE
        self.level = Level(
            max(_decibels(peak), fallen),
            _decibels(power),
            self.level.clipped or peak >= _FULL,
            self._zeros > 2 * SAMPLE_RATE,
        )


def _decibels(size: float) -> float:
    return max(_LOWEST_DB, 20 * float(np.log10(size))) if size > 0 else _LOWEST_DB
