"""Sound effects and voices, each heard on a spoken-like sound: they change it, stay in bounds, and differ."""

from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pytest

from effects import all_effects
from studio.effect import Effect, settings_at
from studio.model import ZERO

SOUNDS = [effect for effect in all_effects() if effect.kind == "sound"]
RATE = 48_000

TOOLS = (
    "equaliser", "pitch", "pan", "compressor", "limiter", "denoise", "gate", "deesser", "reverb", "ping_pong", "chorus",
    "drive", "bit_crusher", "ring_modulator", "tremolo", "echo",
)  # fmt: skip
VOICES = (
    "deep", "giant", "chipmunk", "helium", "robot", "alien", "radio", "telephone", "megaphone", "cave", "underwater",
    "old_record", "stadium", "trembling",
)  # fmt: skip


def spoken() -> np.ndarray:
    """Half a second of vowels: a buzz of 140 Hz that swells, with some breath."""
    at = np.arange(RATE // 2) / RATE
    buzz = sum(np.sin(2 * np.pi * 140 * n * at + n) / n for n in range(1, 40))
    breath = np.random.default_rng(4).normal(0, 0.05, len(at))
    wave = (buzz * 0.2 + breath) * (0.55 - 0.45 * np.cos(2 * np.pi * 4 * at))
    return np.column_stack([wave, wave]).astype(np.float32) * 0.7


def heard(effect: Effect, **changes: Any) -> np.ndarray:
    settings = settings_at(effect, (), ZERO) | {p.key: p.first for p in effect.params if p.first is not None} | changes
    return effect.apply(np.concatenate([spoken(), np.zeros((8192, 2), np.float32)]), None, settings)[0]


def colours(samples: np.ndarray) -> np.ndarray:
    """How strong each third of an octave is, in dB against all of it."""
    power = np.abs(np.fft.rfft(samples.mean(axis=1))) ** 2
    edges = (50 * 2 ** (np.arange(27) / 3) * len(samples) / RATE).astype(int)
    bands = np.array([power[low:high].sum() for low, high in pairwise(edges)])
    return 10 * np.log10(bands / bands.sum() + 1e-6)


def test_the_list_has_sixteen_tools_and_fourteen_voices():
    assert {effect.id for effect in SOUNDS} == {*TOOLS, *(f"voice_{name}" for name in VOICES)}


@pytest.mark.parametrize(
    "effect", [pytest.param(effect, id=effect.id) for effect in SOUNDS if effect.group == "voices"]
)
def test_a_voice_is_heard_and_stays_in_bounds(effect: Effect):
    wave = heard(effect)
    level = float(np.sqrt(np.mean(wave**2)) / np.sqrt(np.mean(spoken() ** 2)))
    assert 0.35 < level < 2.2
    assert np.abs(wave).max() < 1.3
    half = heard(effect, strength=50.0)
    late = heard(effect, strength=0.0)
    assert np.abs(half - (wave + late) / 2).max() < 1e-5


def test_no_two_voices_sound_alike():
    found = {effect.id: colours(heard(effect)) for effect in SOUNDS if effect.group == "voices"}
    found["plain"] = colours(np.concatenate([spoken(), np.zeros((8192, 2), np.float32)]))
    near = {pair: float(np.abs(found[pair[0]] - found[pair[1]]).mean()) for pair in combinations(found, 2)}
    assert min(near.values()) > 1.0, min(near, key=near.get)
