"""How long sound is on its way from the program, through loudspeaker and microphone, and back: measured, not believed.

Short chirps are played and recorded; their cross-correlation with what came tells where each of them is. What is
measured is what the devices do not say of themselves. It must never guess: where the chirps are not found, it says so.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from studio.effect import Samples
from studio.media.playing.sound_out import Clock
from studio.media.recording.listening import Listening
from studio.media.recording.steady import Steady
from studio.model import SAMPLE_RATE
from studio.sentences import Refused, say

__all__ = ["RoundTrip", "chirps", "measure_round_trip"]

_CHIRP_S = 0.03
_LOW_HZ, _HIGH_HZ = 500.0, 6000.0
_AT_S = (0.4, 0.83, 1.21, 1.72, 2.1)
"""Uneven, so that one is never taken for another."""
_LENGTH_S = 2.8
_EARLIEST_S, _LATEST_S = -0.1, 0.3
_ABOVE = 6.0
"""How far the correlation's peak must stand out of its middle power."""
_ALIKE_S = 0.002
_ENOUGH = 3
_STEP_S = 0.01
_CHUNK = 1600


class RoundTrip(NamedTuple):
    """By how much sound comes later than the devices say (`extra_s`), how far the chirps that were found differ
    (`spread_s`), and how many were found."""

    extra_s: float
    spread_s: float
    found: int


def _chirp() -> npt.NDArray[np.float32]:
    """(N,) float32: a linear chirp under a Hann window, whose correlation with itself is one narrow peak."""
    moments = np.arange(round(_CHIRP_S * SAMPLE_RATE)) / SAMPLE_RATE
    phase = 2 * np.pi * (_LOW_HZ * moments + (_HIGH_HZ - _LOW_HZ) / (2 * _CHIRP_S) * moments**2)
    return (0.5 * np.sin(phase) * np.hanning(len(moments))).astype(np.float32)


def chirps() -> Samples:
    """(N, 2) float32: what is played."""
    samples = np.zeros((round(_LENGTH_S * SAMPLE_RATE), 2), np.float32)
    chirp = _chirp()
    for moment in _AT_S:
        first = round(moment * SAMPLE_RATE)
        samples[first : first + len(chirp)] += chirp[:, None]
    return samples


def measure_round_trip(clock: Clock, listening: Listening, wait: Callable[[float], object]) -> RoundTrip:
    """Play the chirps through `clock` and find them in what `listening` hears; takes three seconds.

    `wait` lets that many seconds pass. Raises `Refused` where they are not heard.
    """
    heard: list[tuple[int, Samples]] = []
    listening.add_sink(lambda first, samples: heard.append((first, samples)), since=listening.now())
    played, written, begun = chirps(), 0, Steady()
    silence = np.zeros((_CHUNK, 2), np.float32)
    end = len(played) + round(_LATEST_S * SAMPLE_RATE)
    clock.start()
    try:
        for _ in range(round(3 * _LENGTH_S / _STEP_S)):
            while clock.wanted() > 0:
                more = played[written : written + _CHUNK]
                clock.write(more if len(more) else silence)
                written += len(more) or _CHUNK
            wait(_STEP_S)
            at = clock.heard()
            if at > 0:
                begun.add(listening.now() - at / SAMPLE_RATE)
            if at >= end:
                break
    finally:
        clock.stop()
    return _found(listening, heard, begun)


def _found(listening: Listening, heard: list[tuple[int, Samples]], begun: Steady) -> RoundTrip:
    refusal = Refused(
        say("The clicks were not heard. Turn the loudspeaker up, hold the microphone close to it, and try again.")
    )
    if not heard or not len(begun) or not listening.ready:
        raise refusal
    sound = np.concatenate([samples for _, samples in heard])
    chirp, late = _chirp(), []
    for moment in _AT_S:
        spoken = listening.sample_at(begun.difference + moment) - heard[0][0]
        first = max(0, round(spoken + _EARLIEST_S * SAMPLE_RATE))
        last = round(spoken + (_CHIRP_S + _LATEST_S) * SAMPLE_RATE)
        place = _place_of(chirp, sound[first:last])
        if place is not None:
            late.append((first + place - spoken) / SAMPLE_RATE)
    middle = median(late) if late else 0.0
    alike = [each for each in late if abs(each - middle) <= _ALIKE_S]
    if len(alike) < _ENOUGH:
        raise refusal
    return RoundTrip(median(alike), max(alike) - min(alike), len(alike))


def _place_of(chirp: npt.NDArray[np.float32], sound: Samples) -> float | None:
    """Where in `sound` the chirp begins, to a fraction of a sample; None where it is not there."""
    if len(sound) <= 2 * len(chirp):
        return None
    size = 1 << (len(sound) + len(chirp)).bit_length()
    spectrum = np.fft.rfft(sound, size) * np.conj(np.fft.rfft(chirp, size))
    alike = np.abs(np.fft.irfft(spectrum, size)[: len(sound) - len(chirp)])
    peak = int(np.argmax(alike))
    power = float(np.sqrt(np.mean(np.square(alike))))
    if not 0 < peak < len(alike) - 1 or alike[peak] < _ABOVE * power or alike[peak] < 1e-4:
        return None
    before, there, after = (float(alike[peak + step]) for step in (-1, 0, 1))
    bend = before - 2 * there + after
    return peak + (0.5 * (before - after) / bend if bend else 0.0)
