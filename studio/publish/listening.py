"""Listening to a project's mixed sound from beginning to end: how loud, where silent, where clipped.

It must never change the sound, nor keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import floor

import numpy as np
import numpy.typing as npt

from studio.effect import Samples
from studio.model import SAMPLE_RATE, Project, Span, Time, duration
from studio.publish.found import SoundFound
from studio.render import Mixer, Sources, sound_plan

__all__ = ["hear"]

_BLOCK = 48_000
_STEP = 480
_SILENT = 10 ** (-60 / 20)
"""Silence is below −60 dBFS, FFmpeg's silencedetect's own bound."""
_SILENCE_S = 1
_CLIPPED = 10 ** (-0.1 / 20)
"""What stays at or above −0.1 dBFS for samples on end was too loud: a file has no room above it."""
_MOST_CLIPPED = 8


def hear(project: Project, mixer: Mixer, sources: Sources, *, cancelled: Callable[[], bool]) -> SoundFound | None:
    """What the sound is like; None when cancelled."""
    from studio.media.writing.loudness import LoudnessMeter

    meter, silence, clipped = LoudnessMeter(), _Silence(), _Clipped()
    both = left = right = 0.0
    for first, samples in _blocks(project, mixer, sources):
        if cancelled():
            return None
        meter.add(samples)
        silence.add(samples)
        clipped.add(first, samples)
        both += float(np.dot(samples[:, 0], samples[:, 1]))
        left += float(np.dot(samples[:, 0], samples[:, 0]))
        right += float(np.dot(samples[:, 1], samples[:, 1]))
    loudness = meter.result()
    power = (left * right) ** 0.5
    return SoundFound(
        loudness.integrated_lufs,
        loudness.true_peak_db,
        silence.result(duration(project)),
        tuple(clipped.found),
        both / power if power > 0 else 1.0,
    )


def _blocks(project: Project, mixer: Mixer, sources: Sources) -> Iterator[tuple[int, Samples]]:
    whole = floor(duration(project) * SAMPLE_RATE)
    for first in range(0, whole, _BLOCK):
        yield first, mixer.mix(sound_plan(project, first, min(_BLOCK, whole - first)), sources)


class _Silence:
    """Which hundredths of a second are silent."""

    def __init__(self) -> None:
        self._silent: list[npt.NDArray[np.bool_]] = []

    def add(self, samples: Samples) -> None:
        steps = len(samples) // _STEP
        peaks = np.abs(samples[: steps * _STEP]).reshape(steps, -1).max(axis=1) if steps else np.zeros(0)
        self._silent.append(peaks < _SILENT)

    def result(self, whole: Time) -> tuple[Span, ...]:
        flags = np.concatenate(self._silent).astype(np.int8) if self._silent else np.zeros(0, np.int8)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], flags, [0]])))
        step = Fraction(_STEP, SAMPLE_RATE)
        spans = []
        for first, end in zip(edges[::2], edges[1::2], strict=True):
            last = whole if end == len(flags) else int(end) * step
            if last - int(first) * step >= _SILENCE_S:
                spans.append(Span(int(first) * step, last - int(first) * step))
        return tuple(spans)


class _Clipped:
    """The first moments of runs of samples at the very top."""

    def __init__(self) -> None:
        self.found: list[Time] = []

    def add(self, first: int, samples: Samples) -> None:
        if len(self.found) >= _MOST_CLIPPED:
            return
        top = np.abs(samples) >= _CLIPPED
        if not top.any():
            return
        runs = top[:-2] & top[1:-1] & top[2:]
        for at in np.flatnonzero(runs.any(axis=1)):
            moment = Fraction(first + int(at), SAMPLE_RATE)
            if not self.found or moment - self.found[-1] > Fraction(1, 2):
                self.found.append(moment)
            if len(self.found) >= _MOST_CLIPPED:
                return
