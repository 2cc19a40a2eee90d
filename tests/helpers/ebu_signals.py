"""The signals of EBU Tech 3341 and 3342 that are defined by a formula, as 48 kHz stereo."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from studio.effect import Samples

__all__ = ["LOUDNESS", "PEAKS", "RANGES", "Signal", "sine", "stretches"]

RATE = 48_000


class Signal(NamedTuple):
    """A signal and what a meter should show for it, in LUFS, LU or dBTP."""

    name: str
    samples: Callable[[], Samples]
    expected: float


def sine(hertz: float, seconds: float, level_db: float, phase: float = 0.0) -> Samples:
    """A sine whose peak is `level_db` in both channels; `phase` in degrees."""
    places = np.arange(round(seconds * RATE))
    wave = 10 ** (level_db / 20) * np.sin(2 * np.pi * hertz * places / RATE + np.radians(phase))
    return np.repeat(wave[:, None], 2, axis=1).astype(np.float32)


def stretches(*parts: tuple[float, float]) -> Samples:
    """A sine of 1 kHz, in stretches of (seconds, level in dB)."""
    return np.concatenate([sine(1000, seconds, level) for seconds, level in parts])


def _steps(*parts: tuple[float, float]) -> Callable[[], Samples]:
    return lambda: stretches(*parts)


def _peak(divisor: int, level_db: float, phase: float) -> Callable[[], Samples]:
    return lambda: _faded(sine(RATE / divisor, 1, level_db, phase))


def _faded(samples: Samples) -> Samples:
    """With soft ends: a sine cut off rings between its samples."""
    samples[:2400] *= np.linspace(0, 1, 2400, dtype=np.float32)[:, None]
    samples[-2400:] *= np.linspace(1, 0, 2400, dtype=np.float32)[:, None]
    return samples


LOUDNESS = (
    Signal("case 1", _steps((20, -23)), -23.0),
    Signal("case 2", _steps((20, -33)), -33.0),
    Signal("case 3", _steps((10, -36), (60, -23), (10, -36)), -23.0),
    Signal("case 4", _steps((10, -72), (10, -36), (60, -23), (10, -36), (10, -72)), -23.0),
    Signal("case 5", _steps((20, -26), (20.1, -20), (20, -26)), -23.0),
)
"""Tech 3341, cases 1 to 5. Case 6 has five channels, 7 and 8 are recordings, 9 asks for short-term loudness."""

PEAKS = (
    Signal("case 15", _peak(4, -6.02, 0.0), -6.0),
    Signal("case 16", _peak(4, -6.02, 45.0), -6.0),
    Signal("case 17", _peak(6, -6.02, 60.0), -6.0),
    Signal("case 18", _peak(8, -6.02, 67.5), -6.0),
    Signal("case 19", _peak(4, 2.98, 45.0), 3.0),
)
"""Tech 3341, cases 15 to 19: sines whose samples miss their peaks."""

RANGES = (
    Signal("range 1", _steps((20, -20), (20, -30)), 10.0),
    Signal("range 2", _steps((20, -20), (20, -15)), 5.0),
    Signal("range 3", _steps((20, -40), (20, -20)), 20.0),
    Signal("range 4", _steps((20, -50), (20, -35), (20, -20), (20, -35), (20, -50)), 15.0),
)
"""Tech 3342, cases 1 to 4."""
