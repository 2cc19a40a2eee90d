"""Beats of music: how fast it goes, where each beat lies, which of them open a bar, how strong they are.

What sets in is seen in bands of the spectrum; the tempo is the period those moments repeat with; the beats are the
path through them that is strongest and most even (Ellis, "Beat tracking by dynamic programming", JNMR 36, 2007). It
must never loop over samples.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from studio.effect import Samples
from studio.sounding.blocks import RATE, Numbers

__all__ = ["Beat", "Beats", "find_beats", "tempo_of"]

_HOP = 480
_FRAME = 2048
_PER_SECOND = RATE // _HOP
_SLOWEST, _FASTEST = 60.0, 190.0
_USUAL = 118.0
"""Most music has about so many beats a minute (Moelants, "Preferred tempo reconsidered", 2002)."""
_TEMPOS = np.exp(np.linspace(np.log(_SLOWEST), np.log(_FASTEST), 94))
_LONGEST_LOOP_S = 10
_EVEN = 300.0
"""How much an uneven step costs against a strong beat."""
_BAR = 4
_EDGES = np.array(
    [30, 60, 110, 180, 270, 400, 560, 760, 1000, 1350, 1800, 2400, 3200, 4300, 5800, 7800, 10_500, 15_000]
)
_LOW_BANDS = 2
_SNARE_BANDS = slice(10, 15)
_HIGH_BANDS = slice(15, 17)
_AT_ONCE = 512
_LAGS = 60 * _PER_SECOND / _TEMPOS
_LEARNED = {
    "all": ((1, 7.16), (2, -3.72), (4, -0.93), (0.5, -1.29), (3, -2.14), (1.5, -0.49)),
    "low": ((1, 0.84), (2, 1.28), (4, 1.94), (0.5, -1.67)),
    "snare": ((1, -6.63), (2, 1.74), (4, 1.49), (0.5, -0.72)),
    "high": ((1, 5.05), (0.5, 4.21), (0.25, 1.32)),
}
"""How much it speaks for a tempo that a part of the spectrum repeats after so many of its beats: a logistic regression
over 180 generated loops (`tests/helpers/loops.py`, other seeds than those it is tested on)."""
_CENTRE_S = 0.0115
"""What sets in is seen by a frame whose middle it has not reached yet: by so much frames are late."""


class Beat(NamedTuple):
    """A beat: its second in the sound, its place in the bar (1 opens it), how strong it is (0..1)."""

    second: float
    number: int
    strength: float


class Beats(NamedTuple):
    """The tempo in beats a minute (0 where there is none), and the beats."""

    bpm: float
    beats: tuple[Beat, ...] = ()


def find_beats(samples: Samples) -> Beats:
    """The beats of a sound (N, 2) at 48 kHz; none where nothing repeats, or in less than two seconds."""
    if len(samples) < 2 * RATE or float(np.abs(samples).max(initial=0.0)) < 1e-4:
        return Beats(0.0)
    quiet, plain = _setting_in(samples)
    whole, strokes = _together(quiet), _together(plain)
    if float(whole.max()) <= 0:
        return Beats(0.0)
    mixed = 0.5 * whole + 0.5 * strokes
    frames = _path(mixed, _period(quiet, whole))
    if len(frames) < 4:
        return Beats(0.0)
    return _told(frames, plain, mixed)


def tempo_of(seconds: Numbers) -> float:
    """Beats a minute: the mean of the steps about as long as the middle one, without beats that were missed."""
    steps = np.diff(seconds)
    middle = float(np.median(steps))
    return 60.0 / float(steps[np.abs(steps / middle - 1) < 0.25].mean())


def _setting_in(samples: Samples) -> tuple[Numbers, Numbers]:
    """(frames, bands) twice: how much more there is in each band than a moment before, in parts of its own usual.

    The first hears quiet strokes nearly as well as loud ones, and tells the tempo; the second, which weighs them as
    they are, tells which of several strokes is the beat.
    """
    mono = np.concatenate([np.zeros(_FRAME // 2, np.float32), samples.mean(axis=1), np.zeros(_FRAME // 2, np.float32)])
    frames = np.lib.stride_tricks.sliding_window_view(mono, _FRAME)[::_HOP]
    window = np.hanning(_FRAME).astype(np.float32)
    cells = np.maximum(1, (_EDGES * _FRAME / RATE).astype(int))
    cells = np.maximum.accumulate(cells + np.concatenate([[0], (np.diff(cells) < 1).cumsum()]))
    rows = []
    for first in range(0, len(frames), _AT_ONCE):
        power = np.abs(np.fft.rfft(frames[first : first + _AT_ONCE] * window, axis=1)) ** 2
        rows.append(np.add.reduceat(power, cells[:-1], axis=1)[:, : len(cells) - 1])
    energies = np.concatenate(rows)
    loud = np.maximum(energies.mean(axis=0), 1e-9)
    seen = np.log1p(30 * energies / loud), np.sqrt(energies / loud)
    rises = (np.pad(np.maximum(some[2:] - some[:-2], 0), ((1, 1), (0, 0))) for some in seen)
    quiet, plain = (np.asarray(some, np.float64) for some in rises)
    return quiet, plain


def _together(bands: Numbers) -> Numbers:
    """(frames,): all bands, the lowest most, against what is usual around it."""
    weights = np.ones(bands.shape[1])
    weights[:_LOW_BANDS] = 3.0
    total = bands @ weights
    wide = np.ones(_PER_SECOND) / _PER_SECOND
    total = np.maximum(total - np.convolve(total, wide, "same"), 0)
    total = np.convolve(total, np.hanning(7) / np.hanning(7).sum(), "same")
    return np.asarray(total / max(float(total.std()), 1e-9))


def _repeating(envelope: Numbers, longest: int) -> Numbers:
    """How like itself the envelope is at each lag up to `longest`, 1 at none."""
    some = envelope - envelope.mean()
    size = 1 << (2 * len(some)).bit_length()
    products = np.fft.irfft(np.abs(np.fft.rfft(some, size)) ** 2, size)[: longest + 1]
    products = products / np.maximum(1, len(some) - np.arange(longest + 1))
    return np.asarray(products / max(float(products[0]), 1e-12))


def _at(values: Numbers, lags: Numbers) -> Numbers:
    return np.asarray(np.interp(lags, np.arange(len(values)), values))


def _period(bands: Numbers, whole: Numbers) -> float:
    """How many frames a beat lasts: the tempo whose repetitions look most like those of drums at a known tempo."""
    longest = min(len(whole) - 1, int(_LAGS[0] * 4.1))
    alike = _repeating(whole, longest)
    score = np.zeros(len(_LAGS))
    envelopes = {
        "all": alike,
        "low": _repeating(_smooth(bands[:, :_LOW_BANDS].sum(axis=1)), longest),
        "snare": _repeating(_smooth(bands[:, _SNARE_BANDS].sum(axis=1)), longest),
        "high": _repeating(_smooth(bands[:, _HIGH_BANDS].sum(axis=1)), longest),
    }
    for name, weights in _LEARNED.items():
        for times, weight in weights:
            score += weight * _at(envelopes[name], times * _LAGS)
    octaves = np.log2(_TEMPOS / _USUAL)
    score += 0.53 * octaves - 3.39 * octaves**2
    score += _as_a_loop(whole)
    return _sharpened(alike, float(_LAGS[int(np.argmax(score))]))


def _as_a_loop(whole: Numbers) -> Numbers:
    """What speaks for each tempo because a short sound that begins at once is likely a loop of 4, 8 or 16 beats."""
    beat = len(whole) - 1.0
    if len(whole) > _LONGEST_LOOP_S * _PER_SECOND or float(whole[:15].max()) < 0.5:
        return np.zeros(len(_TEMPOS))
    while 60 * _PER_SECOND / beat < _USUAL / 2**0.5:
        beat /= 2
    return np.asarray(4.0 * np.exp(-0.5 * (np.log(_LAGS / beat) / 0.008) ** 2))


def _smooth(values: Numbers) -> Numbers:
    return np.asarray(np.convolve(values, np.hanning(9) / np.hanning(9).sum(), "same"))


def _sharpened(alike: Numbers, lag: float) -> float:
    """The lag, measured over four of it where there are as many."""
    turns = 4 if 4.2 * lag < len(alike) else 1
    near = np.arange(max(1, round(turns * lag * 0.98)), min(len(alike) - 1, round(turns * lag * 1.02)) + 1)
    if len(near) == 0:
        return lag
    return float(near[np.argmax(alike[near])]) / turns


def _path(whole: Numbers, period: float) -> list[int]:
    """The frames of the beats: each as strong as it is, less what an uneven step before it costs."""
    score, before = whole.copy(), np.full(len(whole), -1)
    steps = np.arange(-round(2 * period), -round(period / 2) + 1)
    costs = -_EVEN / 100 * np.log(-steps / period) ** 2 * 10
    for frame in range(len(whole)):
        come = frame + steps
        usable = come >= 0
        if not usable.any():
            continue
        ways = score[come[usable]] + costs[usable]
        best = int(np.argmax(ways))
        if ways[best] > 0:
            score[frame] = whole[frame] + ways[best]
            before[frame] = come[usable][best]
    last = max(0, len(whole) - round(1.2 * period))
    frame = last + int(np.argmax(score[last:]))
    path = []
    while frame >= 0:
        path.append(frame)
        frame = int(before[frame])
    path.reverse()
    return _trimmed(path, whole)


def _trimmed(path: list[int], whole: Numbers) -> list[int]:
    """Without beats before and after all music."""
    usual = 0.15 * float(np.median([_near(whole, frame) for frame in path]))
    heard = [at for at, frame in enumerate(path) if _near(whole, frame) >= usual]
    return path[heard[0] : heard[-1] + 1] if heard else []


def _near(values: Numbers, frame: int, reach: int = 3) -> float:
    return float(values[max(0, frame - reach) : frame + reach + 1].max())


def _told(frames: list[int], bands: Numbers, whole: Numbers) -> Beats:
    strengths = np.array([_near(whole, frame) for frame in frames])
    strengths = strengths / max(float(np.percentile(strengths, 95)), 1e-9)
    opening = _opening(frames, bands)
    seconds = np.array([_between(whole, frame) for frame in frames]) / _PER_SECOND + _CENTRE_S
    beats = tuple(
        Beat(max(0.0, float(second)), (at - opening) % _BAR + 1, min(1.0, float(strength)))
        for at, (second, strength) in enumerate(zip(seconds, strengths, strict=True))
    )
    return Beats(tempo_of(seconds), beats)


def _between(whole: Numbers, frame: int) -> float:
    """Where between the frames the peak lies, by a parabola through it and its neighbours."""
    if not 0 < frame < len(whole) - 1:
        return float(frame)
    a, b, c = whole[frame - 1 : frame + 2]
    bend = a - 2 * b + c
    return frame + float(np.clip(0.5 * (a - c) / bend, -0.5, 0.5)) if bend < 0 else float(frame)


def _opening(frames: list[int], bands: Numbers) -> int:
    """Which of four beats opens the bar: where the lowest sound, and what is new in all bands, weigh most."""
    low = np.array([max(bands[max(0, f - 3) : f + 4, :_LOW_BANDS].sum(axis=1)) for f in frames])
    everything = np.array([max(bands[max(0, f - 3) : f + 4, 2:10].sum(axis=1)) for f in frames])
    weight = low / max(float(low.mean()), 1e-9) + 0.5 * everything / max(float(everything.mean()), 1e-9)
    return int(np.argmax([weight[first::_BAR].mean() for first in range(min(_BAR, len(frames)))]))
