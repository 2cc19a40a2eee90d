"""What repeats and moves a sound in time: reverb, delay, chorus, vibrato.

The reverb is a feedback delay network (Jot and Chaigne, "Digital delay networks for designing artificial
reverberators", 1991) behind allpass diffusers (Schroeder, 1962). What goes round is computed in stretches as long as
the shortest delay. It must never loop over samples.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from studio.effect import Samples, Settings
from studio.sounding.blocks import RATE, ROUND, Numbers, phases
from studio.sounding.filters import filtered, low_pass, one_pole

__all__ = ["bounced_to_and_fro", "chorus_tail_s", "chorused", "delay_tail_s", "reverb_tail_s", "reverberated"]

_LINES = np.array([1187, 1361, 1553, 1733, 1951, 2179, 2393, 2633])
_DIFFUSERS = (353, 241, 149, 107)
_DIFFUSION = 0.6
_SILENCE_DB = 90.0
_SIGNS = np.array([[1.0]])
for _time in range(3):
    _SIGNS = np.block([[_SIGNS, _SIGNS], [_SIGNS, -_SIGNS]])
_TURN = _SIGNS / math.sqrt(8)


def reverb_tail_s(settings: Settings) -> float:
    """How long the reverb rings on: until it is 90 dB down."""
    if settings["amount"] <= 0:
        return 0.0
    return float(settings["length"] * _SILENCE_DB / 60 * 1.15 + 0.3 + settings["before"] / 1000)


def reverberated(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """A room in which sound falls by 60 dB in `length` s, `before` ms away, duller by `damping` %, `amount` % of it."""
    before = round(settings["before"] / 1000 * RATE)
    if state is None:
        state = (np.zeros((RATE // 5, 2), np.float32), (None,) * len(_DIFFUSERS), np.zeros((_LINES[-1], 8)), None)
    early, diffusers, lines, dull = state
    joined = np.concatenate([early, samples])
    entering = joined[len(early) - before : len(joined) - before].astype(np.float64)
    after = []
    for length, memory in zip(_DIFFUSERS, diffusers, strict=True):
        entering, memory = _diffused(entering, memory, length)
        after.append(memory)
    falls = 10 ** (-3 * _LINES / (RATE * settings["length"]))
    damped = (one_pole(0.85 * settings["damping"] / 100),)
    wet = np.empty((len(samples), 2))
    step = 1024
    for first in range(0, len(samples), step):
        some = entering[first : first + step]
        count = len(some)
        out = np.stack([lines[len(lines) - n : len(lines) - n + count, at] for at, n in enumerate(_LINES)], axis=1)
        softer, dull = filtered(np.asarray(out * falls, np.float32), dull, damped)
        back = softer.astype(np.float64) @ _TURN
        back[:, 0::2] += some[:, :1]
        back[:, 1::2] += some[:, 1:]
        lines = np.concatenate([lines, back])[count:]
        wet[first : first + count, 0] = out[:, 0::2] @ np.array([1.0, -1.0, 1.0, -1.0])
        wet[first : first + count, 1] = out[:, 1::2] @ np.array([1.0, -1.0, 1.0, -1.0])
    share = settings["amount"] / 100
    heard = samples * np.float32(1 - share / 3) + (wet * (share * 0.35)).astype(np.float32)
    heard = samples if share == 0 else heard
    return heard, (joined[len(joined) - len(early) :], tuple(after), lines, dull)


def _diffused(values: Numbers, memory: Numbers | None, length: int) -> tuple[Numbers, Numbers]:
    """An allpass: the same loudness at every frequency, smeared in time. `memory` is what goes round, oldest first."""
    ring = np.zeros((length, values.shape[1])) if memory is None else memory
    heard = np.empty_like(values)
    for first in range(0, len(values), length):
        some = values[first : first + length]
        old = ring[: len(some)]
        into = some - _DIFFUSION * old
        heard[first : first + len(some)] = old + _DIFFUSION * into
        ring = np.concatenate([ring[len(some) :], into])
    return heard, ring


def delay_tail_s(settings: Settings) -> float:
    """How long the delay goes on: until it is 90 dB down."""
    level, again = settings["level"] / 100, settings["repeats"] / 100
    if level <= 0:
        return 0.0
    turns = math.ceil(-_SILENCE_DB / (20 * math.log10(again))) if again > 0 else 0
    return float(settings["time"]) * (1 + turns) + 0.1


def bounced_to_and_fro(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Repeats every `time` s from side to side, each `repeats` % of the one before and duller by `tone`."""
    length = max(1, round(settings["time"] * RATE))
    ring, dull = (None, None) if state is None else state
    ring = np.zeros((length, 2), np.float32) if ring is None or len(ring) != length else ring
    level, again = np.float32(settings["level"] / 100), np.float32(settings["repeats"] / 100)
    soften = (low_pass(18_000 * 10 ** (-settings["tone"] / 100)),)
    heard = np.empty_like(samples)
    for first in range(0, len(samples), length):
        some = samples[first : first + length]
        back = ring[: len(some)]
        heard[first : first + len(some)] = some + level * back
        # What came from both sides begins on the left, then crosses over each time.
        round_again, dull = filtered(np.ascontiguousarray(back[:, ::-1]), dull, soften)
        entering = np.stack([some.mean(axis=1), np.zeros(len(some), np.float32)], axis=1)
        ring = np.concatenate([ring[len(some) :], entering + again * round_again])
    return heard, (ring, dull)


def chorus_tail_s(settings: Settings) -> float:
    """How late the latest of the voices is."""
    return 0.1 if settings["amount"] > 0 else 0.0


def chorused(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Several of the same, each a little late, and by turns too high and too low; `depth` ms at `rate` Hz.

    `voices` of them at `amount` % beside the sound itself; one alone, a vibrato, takes its place.
    """
    longest = RATE // 16
    early, first = (np.zeros((longest, samples.shape[1]), np.float32), 0) if state is None else state
    joined = np.concatenate([early, samples])
    amount = settings["amount"] / 100
    voices = round(settings["voices"])
    wet = np.zeros(samples.shape, np.float64)
    depth = settings["depth"] / 1000 * RATE
    for voice in range(voices):
        for channel in range(samples.shape[1]):
            # Neither the voices nor the sides move together.
            phase = voice / voices + 0.25 * channel * (voices > 1)
            turn = np.sin(2 * np.pi * (phases(first, len(samples), settings["rate"]) + phase))
            late = 2 + depth * (1 + turn) + (0.008 * RATE + voice * 0.003 * RATE if voices > 1 else 0)
            wet[:, channel] += _between(joined[:, channel], longest + np.arange(len(samples)) - late)
    wet /= math.sqrt(max(1, voices))
    heard = samples * (1 - amount if voices == 1 else 1 - amount / 3) + wet * (amount if voices == 1 else amount * 0.8)
    after = (joined[len(joined) - longest :], (first + len(samples)) % ROUND)
    return np.asarray(heard if amount > 0 else samples, np.float32), after


def _between(values: Samples, positions: Numbers) -> Numbers:
    """The values at positions between them: cubic (Catmull and Rom, 1974)."""
    at = np.floor(positions).astype(np.int64)
    t = positions - at
    last = len(values) - 1
    a, b, c, d = (values[np.clip(at + k, 0, last)].astype(np.float64) for k in (-1, 0, 1, 2))
    return np.asarray(b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))))
