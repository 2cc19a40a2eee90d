"""The samples of a source as fast or slow, forwards or backwards, as a voice plays them: pitch follows speed.

Every sample depends on its own number alone, so blocks may begin anywhere. It must never keep anything.
"""

from __future__ import annotations

from itertools import pairwise
from math import floor
from typing import Protocol

import numpy as np
import numpy.typing as npt

from studio.effect import Samples
from studio.model import SAMPLE_RATE, ZERO, Asset, Time, TimeMap
from studio.render.sound_plan import Ensemble, Voice

__all__ = ["Hearing", "from_source", "mapped_seconds", "source_positions"]

Numbers = npt.NDArray[np.float64]
Wholes = npt.NDArray[np.int64]


class Hearing(Protocol):
    """Where the samples of files and of compounds come from, as `Sources.samples` gives them."""

    def samples(self, asset: Asset | Ensemble, first: int, count: int, track: int = 0) -> Samples | None:
        """`count` samples from number `first` on; None where there are none."""
        ...


def from_source(voice: Voice, first: int, last: int, sources: Hearing) -> Samples | None:
    """The source under samples [first, last): as it is at speed 1, else interpolated with Catmull-Rom cubics.

    None where there is no source.
    """
    count = last - first
    if voice.time_map is not None:
        positions = source_positions(voice, np.arange(first, last))
        whole = np.floor(positions).astype(np.int64)
        return _interpolated(voice, whole, (positions - whole).astype(np.float32), sources)
    origin = voice.origin * SAMPLE_RATE
    if voice.speed == 1:
        # The same rounding for every sample of the voice: at most half a sample, ten microseconds.
        return sources.samples(voice.asset, first - floor(origin + Time(1, 2)), count, voice.track)
    # The source position of sample n is (n - origin) speed, an exact fraction: computed in integers.
    exact = (first - origin) * voice.speed
    step = voice.speed
    unit = exact.denominator * step.denominator
    start, remainder = divmod(exact.numerator * step.denominator, unit)
    steps = np.arange(count, dtype=np.int64) * (step.numerator * exact.denominator) + remainder
    whole, part = np.divmod(steps, unit)
    return _interpolated(voice, whole + start, (part / unit).astype(np.float32), sources)


def _interpolated(voice: Voice, whole: Wholes, part: npt.NDArray[np.float32], sources: Hearing) -> Samples | None:
    start = int(min(whole[0], whole[-1])) - 1
    source = sources.samples(voice.asset, start, int(max(whole[0], whole[-1])) + 3 - start, voice.track)
    if source is None:
        return None
    at = part[:, None]
    before, here, there, beyond = (source[whole - start + offset] for offset in (-1, 0, 1, 2))
    # Catmull and Rom, "A class of local interpolating splines", 1974, in Horner form.
    bend = np.float32(0.5) * (beyond - before) + np.float32(1.5) * (here - there)
    turn = before - np.float32(2.5) * here + np.float32(2) * there - np.float32(0.5) * beyond
    slope = np.float32(0.5) * (there - before)
    return np.asarray(((bend * at + turn) * at + slope) * at + here, np.float32)


def source_positions(voice: Voice, numbers: Wholes) -> Numbers:
    """Where in the source, in samples of 48 kHz, each sample of the timeline lies."""
    origin = voice.origin * SAMPLE_RATE
    whole = floor(origin)
    if voice.time_map is not None and voice.time_map.backwards:
        # As with pictures: turned round, the very same samples are heard.
        numbers = numbers + 1
    played = (np.asarray(numbers - whole, np.float64) - float(origin - whole)) / SAMPLE_RATE * float(voice.speed)
    return (played if voice.time_map is None else mapped_seconds(voice.time_map, played)) * SAMPLE_RATE


def mapped_seconds(time_map: TimeMap, played: Numbers) -> Numbers:
    """`TimeMap.source_at` for many played times, in seconds, without its rounding."""
    points = time_map.points
    first = points[0]
    # The source's time at the first point, exactly; from there on the parabolas add up.
    reached = float(time_map.start + time_map.run_to(first.at) - time_map.run_to(ZERO))
    source = reached + np.minimum(played - float(first.at), 0) * float(first.speed)
    for one, two in pairwise(points):
        length = float(two.at - one.at)
        into = np.clip(played - float(one.at), 0, length)
        source += into * (float(one.speed) + into * (float(two.speed - one.speed) / (2 * length)))
    last = points[-1]
    return np.asarray(source + np.maximum(played - float(last.at), 0) * float(last.speed), np.float64)
