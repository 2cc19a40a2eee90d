"""What looks after levels: compressor, limiter, gate, de-esser.

Levels are measured in steps of 64 samples (1.3 ms) and smoothed as in Giannoulis, Massberg and Reiss, "Digital
dynamic range compressor design" (JAES 60, 2012): in decibels, after the curve. It must never make a step in the gain.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np

from studio.effect import Samples, Settings
from studio.sounding.blocks import RATE, Numbers, from_db, in_blocks, stepwise, to_db

__all__ = ["DEESSER_DELAY", "LIMITER_DELAY", "STEP", "compressed", "deessed", "gated", "limited", "smoothed"]

STEP = 64
"""Samples between two measurements; also how late what works in such steps is."""
_AHEAD = 4
LIMITER_DELAY = STEP * (1 + _AHEAD)
_KNEE_DB = 6.0
_MIDDLE = 32
DEESSER_DELAY = STEP + _MIDDLE


def _peaks(samples: Samples) -> Numbers:
    """The highest sample of each step, of either channel."""
    return np.asarray(np.abs(samples).reshape(-1, STEP * samples.shape[1]).max(axis=1), np.float64)


def keep_for(seconds: float) -> float:
    """How much of a value stays after a step, when 1 / e of it stays after `seconds`."""
    return math.exp(-STEP / (RATE * seconds)) if seconds > 0 else 0.0


def smoothed(wanted: Numbers, last: float, attack_s: float, release_s: float) -> Numbers:
    """`wanted` gains in dB, gone down to within `attack_s` and up to within `release_s`, from `last` on."""
    down, up = keep_for(attack_s), keep_for(release_s)
    found = []
    for target in wanted.tolist():
        keep = down if target < last else up
        last = target + keep * (last - target)
        found.append(last)
    return np.array(found)


def compressed(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Above `threshold` dB only one of `ratio` dB is left; `attack` and `release` in ms; `makeup` dB on top."""
    slope = 1 / settings["ratio"] - 1
    makeup = settings["makeup"]

    def work(some: Samples, last: Any) -> tuple[Samples, Any]:
        over = to_db(_peaks(some)) - settings["threshold"]
        # A curve of the second order between the two straight lines, so that nothing sets in at once.
        bend = np.clip((over + _KNEE_DB / 2) / _KNEE_DB, 0.0, 1.0)
        wanted = slope * np.where(bend < 1, bend * bend * _KNEE_DB / 2, over)
        last = 0.0 if last is None else last
        gains = smoothed(wanted, last, settings["attack"] / 1000, settings["release"] / 1000)
        return stepwise(some, 10 ** ((gains + makeup) / 20), from_db(last + makeup)), float(gains[-1])

    return in_blocks(samples, state, STEP, work)


def gated(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """What is quieter than `threshold` dB goes down by `range` dB, `hold` ms after it was last louder."""

    def work(some: Samples, memory: Any) -> tuple[Samples, Any]:
        last, held = (0.0, 0) if memory is None else memory
        hold = round(settings["hold"] / 1000 * RATE / STEP)
        wanted = []
        for loud in (to_db(_peaks(some)) >= settings["threshold"]).tolist():
            held = hold + 1 if loud else max(0, held - 1)
            wanted.append(0.0 if held else -float(settings["range"]))
        # Open is up: a gate opens at once and closes in its own time.
        gains = smoothed(np.array(wanted), last, settings["release"] / 1000, 0.002)
        return stepwise(some, 10 ** (gains / 20), from_db(last)), (float(gains[-1]), held)

    return in_blocks(samples, state, STEP, work)


@lru_cache(maxsize=8)
def _dull(hertz: float) -> Numbers:
    """A low-pass that is the same forwards and backwards, so that what it leaves out can be taken away cleanly."""
    at = np.arange(-_MIDDLE, _MIDDLE + 1)
    kernel = np.sinc(2 * hertz / RATE * at) * np.hanning(2 * _MIDDLE + 3)[1:-1]
    return np.asarray(kernel / kernel.sum())


def deessed(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Hissing above `frequency` Hz that stands out from the rest is taken down by up to `amount` % of 24 dB.

    Late by `DEESSER_DELAY`.
    """
    most = -24 * settings["amount"] / 100
    dull = _dull(float(settings["frequency"]))

    def work(some: Samples, memory: Any) -> tuple[Samples, Any]:
        last, early = (0.0, np.zeros((len(dull) - 1, some.shape[1]), np.float32)) if memory is None else memory
        joined = np.concatenate([early, some])
        early = joined[len(some) :]
        some = joined[_MIDDLE : _MIDDLE + len(some)]
        low = [np.convolve(channel, dull, "valid") for channel in joined.T]
        hiss = np.asarray(some - np.stack(low, axis=1), np.float32)
        # Speech has some 12 dB less up there than below; what comes nearer to the whole than that is hissing.
        share = to_db(_peaks(hiss)) - to_db(_peaks(some))
        wanted = np.clip(-(share + 12) * 2, most, 0.0)
        gains = smoothed(wanted, last, 0.001, 0.04)
        kept = stepwise(hiss, 1 - 10 ** (gains / 20), 1 - from_db(last))
        return some - kept, (float(gains[-1]), early)

    return in_blocks(samples, state, STEP, work)


def limited(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """`gain` dB louder and never above `ceiling` dB: the gain is down before a peak comes; late by `LIMITER_DELAY`."""
    factor, ceiling = from_db(settings["gain"]), from_db(settings["ceiling"])
    keep = keep_for(settings["release"] / 1000)

    def work(some: Samples, memory: Any) -> tuple[Samples, Any]:
        if memory is None:
            memory = (np.zeros((_AHEAD * STEP, some.shape[1]), np.float32), [1.0] * 2 * _AHEAD, 1.0)
        late, gains, last = memory
        targets = np.minimum(1.0, ceiling / np.maximum(_peaks(some) * factor, 1e-9))
        for target in targets.tolist():
            gains = [*gains, min(target, 1 - (1 - gains[-1]) * keep)]
        released = np.array(gains)
        lowest = np.lib.stride_tricks.sliding_window_view(released, _AHEAD + 1).min(axis=1)
        flat = np.lib.stride_tricks.sliding_window_view(lowest, _AHEAD).mean(axis=1)[-len(targets) :]
        coming = np.concatenate([late, some * np.float32(factor)])
        heard = stepwise(coming[: len(some)], flat, last)
        return heard, (coming[len(some) :], gains[-2 * _AHEAD :], float(flat[-1]))

    return in_blocks(samples, state, STEP, work)
