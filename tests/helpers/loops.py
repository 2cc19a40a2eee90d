"""Loops whose beats are known: drums and a bass in five styles, at any tempo, with swing and jitter."""

from __future__ import annotations

import numpy as np

RATE = 48_000
STYLES = ("four_on_the_floor", "rock", "shuffle", "latin", "breakbeat")

# Sixteenths of a bar: kick, snare, hat, bass; x is a stroke, o a ghost of one.
_PATTERNS = {
    "four_on_the_floor": ("x...x...x...x...", "....x.......x...", "..x...x...x...x.", "x..x..x...x.x..."),
    "rock": ("x.......x.x.....", "....x.......x...", "x.x.x.x.x.x.x.x.", "x.x.x.x.x.x.x.x."),
    "shuffle": ("x.......x.......", "....x.......x...", "x..xx..xx..xx..x", "x...x...x...x..."),
    "latin": ("x..ox..ox..ox..o", "x..x..x...x.x...", "x.xxx.xxx.xxx.xx", "x..o..x.x..o..x."),
    "breakbeat": ("x.x.......xx....", "....x..o.o..x..o", "x.x.x.x.x.x.x.x.", "x.....o...x....."),
}


def _hit(kind: int, rng: np.random.Generator, note: float) -> np.ndarray:
    at = np.arange(RATE // 4) / RATE
    if kind == 0:
        return 0.9 * np.sin(2 * np.pi * (50 * at + 6 * (1 - np.exp(-at * 30)))) * np.exp(-at * 14)
    if kind == 1:
        body = 0.4 * np.sin(2 * np.pi * 190 * at) * np.exp(-at * 25)
        return body + 0.5 * rng.uniform(-1, 1, len(at)) * np.exp(-at * 18)
    if kind == 2:
        hiss = np.diff(rng.uniform(-1, 1, len(at) + 1))
        return 0.16 * hiss * np.exp(-at * 60)
    wave = sum(np.sin(2 * np.pi * note * n * at) / n for n in (1, 2, 3))
    return 0.3 * wave * np.exp(-at * 7) * np.minimum(1, at * 200)


def loop(
    style: str, bpm: float, seed: int, *, seconds: float = 16.0, swing: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """(samples (N, 2) float32, seconds of the beats). `swing` 0..0.33 puts each second sixteenth late."""
    rng = np.random.default_rng(seed)
    beat = 60 / bpm
    start = rng.uniform(0.05, 0.4)
    total = np.zeros(int(seconds * RATE))
    notes = 55 * 2 ** (rng.choice([0, 3, 5, 7, 10], 8) / 12)
    for bar in range(int(seconds / beat / 4) + 1):
        for kind, pattern in enumerate(_PATTERNS[style]):
            for step, sign in enumerate(pattern):
                late = swing * beat / 2 if step % 4 == 2 and swing else 0.0
                moment = start + (bar * 4 + step / 4) * beat + late + rng.normal(0, 0.004)
                first = round(moment * RATE)
                if sign != "." and 0 <= first < len(total):
                    hit = _hit(kind, rng, notes[bar % 8])[: len(total) - first]
                    total[first : first + len(hit)] += hit * rng.uniform(0.8, 1.0) * (1.0 if sign == "x" else 0.35)
    total += rng.normal(0, 0.002, len(total))
    beats = np.arange(start, seconds - 0.05, beat)
    return np.column_stack([total, total]).astype(np.float32) * 0.5, beats


def f_measure(found: np.ndarray, true: np.ndarray, *, within_s: float = 0.07) -> float:
    """Hits against misses and extras: each true beat is met by at most one found beat within 70 ms (MIREX)."""
    left = list(found)
    hits = 0
    for moment in true:
        near = min(left, key=lambda one: abs(one - moment), default=None)
        if near is not None and abs(near - moment) <= within_s:
            hits += 1
            left.remove(near)
    return 2 * hits / max(1, len(found) + len(true))
