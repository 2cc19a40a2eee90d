"""What works on each sample by itself: place and width, drive, crushing, ring modulation, tremolo.

Where a gain changes it goes there in a straight line, so that keyframes never click. It must never loop over samples.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from studio.effect import Samples, Settings
from studio.sounding.blocks import ROUND, from_db, phases

__all__ = ["crushed", "driven", "panned", "ringing", "trembling"]


def panned(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Set at `pan` (-100 left to 100 right) and as wide as `width` % says; 0 % is mono.

    The far side goes by a quarter of a circle and the near side stays, so that the middle is as it was.
    """
    turn = settings["pan"] / 100 * math.pi / 2
    left = math.cos(max(0.0, turn)) if turn < math.pi / 2 else 0.0
    right = math.cos(min(0.0, turn)) if turn > -math.pi / 2 else 0.0
    now = np.array([left, right, settings["width"] / 100])
    before = now if state is None else state
    if np.array_equal(before, (1.0, 1.0, 1.0)) and np.array_equal(now, before):
        return samples, now
    way = ((np.arange(len(samples)) + 1) / max(1, len(samples)))[:, None]
    gains = before + (now - before) * way if not np.array_equal(now, before) else np.broadcast_to(now, (len(way), 3))
    middle = (samples[:, :1] + samples[:, 1:]) / 2
    side = (samples[:, :1] - samples[:, 1:]) / 2 * gains[:, 2:]
    return np.asarray(np.concatenate([middle + side, middle - side], axis=1) * gains[:, :2], np.float32), now


def driven(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Pushed into a soft bend (tanh) by `amount` % of 30 dB, about as loud as before."""
    amount = settings["amount"]
    if amount <= 0:
        return samples, state
    push = from_db(30 * amount / 100)
    # What a signal of -12 dB comes to, so that more drive is more colour, and not only more sound.
    level = math.tanh(push * 0.25) / 0.25
    share = min(1.0, amount / 10)
    heard = np.tanh(samples * push) / level
    return np.asarray(samples * (1 - share) + heard * share, np.float32), state


def crushed(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """As few steps as an old machine has: down to 4 bits, each sample held for up to 16, by `amount` %."""
    first, held = (0, np.zeros((1, samples.shape[1]), np.float32)) if state is None else state
    amount = settings["amount"] / 100
    hold = 1 << round(4 * amount)
    count = len(samples)
    numbers = first + np.arange(count)
    steps = 2 ** (15 - 12 * amount)
    # Each sample is the last one whose number is a multiple of `hold`; before the first, what was held.
    source = np.arange(count) - numbers % hold
    kept = np.where((source >= 0)[:, None], samples[np.maximum(source, 0)], held)
    heard = np.round(kept * steps) / steps if amount > 0 else samples
    return np.asarray(heard, np.float32), ((first + count) % ROUND, kept[-1:] if count else held)


def ringing(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Multiplied with a tone of `frequency` Hz, `amount` % of it: bells and machines."""
    first = 0 if state is None else state
    amount = settings["amount"] / 100
    after = (first + len(samples)) % ROUND
    if amount <= 0:
        return samples, after
    tone = np.sin(2 * np.pi * phases(first, len(samples), settings["frequency"]))
    return np.asarray(samples * (1 - amount + amount * tone)[:, None], np.float32), after


def trembling(samples: Samples, state: Any, settings: Settings) -> tuple[Samples, Any]:
    """Louder and quieter `rate` times a second by `amount` %, from side to side by `spread` %."""
    first = 0 if state is None else state
    amount = settings["amount"] / 100
    after = (first + len(samples)) % ROUND
    if amount <= 0:
        return samples, after
    turn = phases(first, len(samples), settings["rate"])[:, None] + np.array([0.0, settings["spread"] / 200])
    return np.asarray(samples * (1 - amount * (0.5 - 0.5 * np.cos(2 * np.pi * turn))), np.float32), after
