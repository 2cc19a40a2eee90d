"""Echo: what was heard, again and again, each time quieter."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from studio.effect import Effect, Param, Samples, Settings

__all__ = ["EFFECT"]

_RATE = 48_000
_SILENCE = 10 ** (-90 / 20)


def _apply(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """A feedback comb: out[n] = in[n] + level (delayed[n] = in[n - d] + feedback delayed[n - d]).

    `state` is the ring of the last `d` samples that go round, oldest first, or None at the start.
    """
    delay = max(1, round(settings["delay"] * _RATE))
    level, feedback = np.float32(settings["level"] / 100), np.float32(settings["feedback"] / 100)
    ring = np.zeros((delay, 2), np.float32) if state is None or len(state) != delay else state
    heard = np.empty_like(samples)
    for start in range(0, len(samples), delay):
        some = samples[start : start + delay]
        back = ring[: len(some)]
        heard[start : start + len(some)] = some + level * back
        ring = np.concatenate([ring[len(some) :], some + feedback * back])
    return heard, ring


def _tail(settings: Settings) -> float:
    level, feedback = settings["level"] / 100, settings["feedback"] / 100
    if level <= 0:
        return 0.0
    turns = math.ceil(math.log(_SILENCE) / math.log(feedback)) if feedback > _SILENCE else 0
    return float(settings["delay"]) * (1 + turns)


EFFECT = Effect(
    id="echo",
    name="Echo",
    kind="sound",
    group="space",
    apply=_apply,
    sound_tail_s=_tail,
    params=(
        Param(key="level", name="Level", default=0.0, low=0.0, high=100.0, unit="%", first=40.0),
        Param(key="delay", name="Delay", default=0.28, low=0.02, high=1.0, unit="s"),
        Param(key="feedback", name="Repeats", default=35.0, low=0.0, high=80.0, unit="%"),
    ),
)
