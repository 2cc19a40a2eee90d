"""Where sound goes, and the clock one hears by: the sound card, or the machine's clock where there is none.

It must never block for long: the sound card asks in its own thread and gets what is there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from time import monotonic
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from studio.effect import Samples
from studio.model import SAMPLE_RATE

__all__ = ["Clock", "DeviceClock", "SilentClock", "open_clock"]

_LATENCY_S = 0.06
_LONGEST_LATENCY_S = 2.0
_PATIENCE_S = 5.0
_AHEAD = round(0.2 * SAMPLE_RATE)


class Clock(Protocol):
    """Takes samples, plays them, and tells how many were heard since `start`."""

    def start(self) -> None:
        """Begin to play what was written, counting from 0."""
        ...

    def stop(self) -> None:
        """Stop at once and forget what was not played."""
        ...

    def write(self, samples: Samples) -> None:
        """Queue (N, 2) float32 for playing."""
        ...

    def wanted(self) -> int:
        """How many more samples should be queued now."""
        ...

    def heard(self) -> int:
        """How many samples were heard since `start`, by now."""
        ...

    def lost(self) -> bool:
        """Whether the device has gone while it played."""
        ...

    def close(self) -> None:
        """Give the device back."""
        ...


class SilentClock:
    """Time passes as the machine's clock says; nothing sounds."""

    def __init__(self) -> None:
        self._begun: float | None = None
        self._written = 0

    def start(self) -> None:
        """See `Clock`."""
        self._begun = monotonic()

    def stop(self) -> None:
        """See `Clock`."""
        self._begun = None
        self._written = 0

    def write(self, samples: Samples) -> None:
        """See `Clock`."""
        self._written += len(samples)

    def wanted(self) -> int:
        """See `Clock`."""
        return max(0, self.heard() + _AHEAD - self._written)

    def heard(self) -> int:
        """See `Clock`. Stands still where nothing was written yet, as a sound card would."""
        if self._begun is None:
            return 0
        return min(self._written, int((monotonic() - self._begun) * SAMPLE_RATE))

    def lost(self) -> bool:
        """See `Clock`: the machine's time never goes."""
        return False

    def close(self) -> None:
        """See `Clock`."""
        self.stop()


class DeviceClock:
    """The default sound device. Raises `OSError` or `sounddevice.PortAudioError` when there is none.

    `open_stream` opens another card instead; it is called as `sounddevice.OutputStream` is.
    """

    def __init__(self, open_stream: Callable[..., Any] | None = None) -> None:
        if open_stream is None:
            import sounddevice

            open_stream = sounddevice.OutputStream
        self._lock = Lock()
        self._queue: deque[Samples] = deque()
        self._queued = 0
        self._given = 0
        self._last_given = 0
        self._last_time = 0.0
        self._latest = 0
        self._asked_at = float("inf")
        self._stream: Any = open_stream(
            samplerate=SAMPLE_RATE, channels=2, dtype="float32", latency=_LATENCY_S, callback=self._fill
        )

    def _fill(self, out: npt.NDArray[np.float32], frames: int, time: Any, _status: Any) -> None:
        with self._lock:
            self._asked_at = monotonic()
            filled = 0
            while filled < frames and self._queue:
                first = self._queue[0]
                taken = min(len(first), frames - filled)
                out[filled : filled + taken] = first[:taken]
                filled += taken
                if taken == len(first):
                    self._queue.popleft()
                else:
                    self._queue[0] = first[taken:]
            out[filled:] = 0
            self._queued -= filled
            # What is heard from `outputBufferDacTime` on begins with sample number `_last_given`. Silence is no sample:
            # what was given before it is heard to its very end.
            if filled:
                self._last_given, self._last_time = self._given, self._heard_at(time)
            self._given += filled

    def _heard_at(self, time: Any) -> float:
        """When the first sample now asked for will be heard, in the stream's time; some drivers do not say."""
        now, said = float(time.currentTime), float(time.outputBufferDacTime)
        return said if 0 <= said - now <= _LONGEST_LATENCY_S else now + float(self._stream.latency)

    def start(self) -> None:
        """See `Clock`."""
        self._latest = self._given = self._last_given = 0
        self._last_time = float("inf")
        self._asked_at = monotonic()
        self._stream.start()

    def stop(self) -> None:
        """See `Clock`."""
        with suppress(Exception):
            self._stream.abort()
        with self._lock:
            self._asked_at = float("inf")
            self._queue.clear()
            self._queued = 0

    def write(self, samples: Samples) -> None:
        """See `Clock`."""
        with self._lock:
            self._queue.append(samples)
            self._queued += len(samples)

    def wanted(self) -> int:
        """See `Clock`."""
        return max(0, _AHEAD - self._queued)

    def heard(self) -> int:
        """See `Clock`: what the card was given, less what is still on its way to the ear."""
        with self._lock:
            begun, since, given = self._last_given, self._last_time, self._given
        passed = self._stream.time - since if self._stream.active else 0.0
        now = begun + round(passed * SAMPLE_RATE) if passed > -1e6 else 0
        self._latest = max(self._latest, min(given, max(0, now)))
        return self._latest

    def lost(self) -> bool:
        """See `Clock`: it asked for nothing for seconds."""
        return monotonic() - self._asked_at > _PATIENCE_S

    def close(self) -> None:
        """See `Clock`."""
        self.stop()
        with suppress(Exception):
            self._stream.close()


def open_clock() -> Clock:
    """The sound card's clock, or the machine's where no sound can be played."""
    try:
        return DeviceClock()
    except Exception:  # noqa: BLE001  (PortAudio missing, no device, a device that is busy: all the same to us)
        return SilentClock()
