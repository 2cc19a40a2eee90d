"""Voices: several tools one after another under one strength.

It must never know an effect by name: what a voice is made of is said by its own file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from studio.effect import Effect, Param, Samples, Settings

__all__ = ["Step", "voice"]


class Step(NamedTuple):
    """A tool with its settings: `run` as an effect's `apply`; late by `delay` samples, ringing on for `tail_s`."""

    run: Callable[[Samples, Any, Settings], tuple[Samples, Any]]
    settings: Mapping[str, float]
    delay: int = 0
    tail_s: float = 0.0


def voice(id: str, name: str, *steps: Step) -> Effect:  # noqa: A002 (the word of the contract)
    """An effect of the group voices: the steps one after another, as much of it as `strength` % says."""
    delay = sum(step.delay for step in steps)
    tail_s = sum(step.tail_s for step in steps)

    def apply(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
        if state is None:
            state = (np.zeros((delay, samples.shape[1]), np.float32), (None,) * len(steps))
        late, states = state
        strength = np.float32(settings["strength"] / 100)
        plain = np.concatenate([late, samples])
        heard, after = samples, []
        for step, memory in zip(steps, states, strict=True):
            heard, memory = step.run(heard, memory, step.settings)
            after.append(memory)
        dry = plain[: len(samples)]
        if strength < 1:
            heard = dry + strength * (heard - dry) if strength > 0 else dry
        return np.asarray(heard, np.float32), (plain[len(samples) :], tuple(after))

    return Effect(
        id=id,
        name=name,
        kind="sound",
        group="voices",
        apply=apply,
        sound_delay=delay,
        sound_tail_s=lambda settings: tail_s if settings["strength"] > 0 else 0.0,
        params=(Param(key="strength", name="Strength", default=0.0, low=0.0, high=100.0, unit="%", first=100.0),),
    )
