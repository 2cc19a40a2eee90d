"""A draft's mixed sound heard once: loudness, peaks, silence, clipping, speech.

It must never change the sound, nor keep it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import floor, isfinite

import numpy as np

from studio.effect import Samples
from studio.model import SAMPLE_RATE, Project, Span, Time, duration
from studio.reach.signals import Signal
from studio.render import Mixer, Sources, sound_plan
from studio.sounding import spoken

__all__ = ["Heard", "hear_draft"]

_BLOCK = 10 * SAMPLE_RATE
_STEP = 480
_SILENT = 10 ** (-60 / 20)
"""Silence is below −60 dBFS, FFmpeg's silencedetect's own bound."""
_SILENCE_S = Fraction(1)
_CLIPPED = 10 ** (-0.1 / 20)
"""What stays at or above −0.1 dBFS for three samples on end was too loud."""


class Heard:
    """What was heard of a sound (N, 2) at 48 kHz."""

    def __init__(self, samples: Samples, length: Time) -> None:
        self._samples, self._length = samples, length
        self.speech = tuple(
            Span(Fraction(round(first * 100), 100), Fraction(round((end - first) * 100), 100))
            for first, end in spoken(samples)
        )
        self.silences = self._silences()

    def _silences(self) -> tuple[Span, ...]:
        steps = len(self._samples) // _STEP
        quiet = np.abs(self._samples[: steps * _STEP]).reshape(steps, -1).max(axis=1) < _SILENT if steps else []
        edges = np.flatnonzero(np.diff(np.concatenate([[0], np.asarray(quiet, np.int8), [0]])))
        spans = [
            Span(Fraction(int(first) * _STEP, SAMPLE_RATE), Fraction(int(end - first) * _STEP, SAMPLE_RATE))
            for first, end in zip(edges[::2], edges[1::2], strict=True)
        ]
        return tuple(span for span in spans if span.length >= _SILENCE_S)

    def signals(self) -> Iterator[Signal]:
        """What can be said of the sound."""
        from studio.media.writing.loudness import LoudnessMeter

        meter = LoudnessMeter()
        meter.add(self._samples)
        loudness = meter.result()
        silent = sum((span.length for span in self.silences), Fraction(0))
        yield Signal("silence", float(silent), max(self.silences, key=lambda span: span.length, default=None))
        if isfinite(loudness.true_peak_db):
            yield Signal("loudness", loudness.integrated_lufs if isfinite(loudness.integrated_lufs) else None)
            yield Signal("true-peak", loudness.true_peak_db)
            yield self._clipping()
        said = sum((span.length for span in self.speech), Fraction(0))
        yield Signal("speech-share", 100.0 * float(said / self._length) if self._length else 0.0)
        if self.speech:
            yield Signal("speech-onset", float(self.speech[0].start), self.speech[0])

    def _clipping(self) -> Signal:
        top = np.abs(self._samples).max(axis=1, initial=0.0) >= _CLIPPED
        runs = np.flatnonzero(top[:-2] & top[1:-1] & top[2:])
        if not len(runs):
            return Signal("clipping", 0.0)
        apart = 1 + int(np.count_nonzero(np.diff(runs) > SAMPLE_RATE // 2))
        return Signal("clipping", float(apart), Span(Fraction(int(runs[0]), SAMPLE_RATE), Fraction(1, 10)))


def hear_draft(project: Project, mixer: Mixer, sources: Sources, cancelled: Callable[[], bool]) -> Heard | None:
    """The project's sound heard; None when cancelled."""
    whole = floor(duration(project) * SAMPLE_RATE)
    pieces = []
    for first in range(0, whole, _BLOCK):
        if cancelled():
            return None
        pieces.append(mixer.mix(sound_plan(project, first, min(_BLOCK, whole - first)), sources))
    return Heard(np.concatenate(pieces) if pieces else np.zeros((0, 2), np.float32), duration(project))
