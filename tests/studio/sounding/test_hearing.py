"""Beats of generated loops, who speaks when, and how far two recordings are apart."""

from __future__ import annotations

import numpy as np
import pytest

from studio.sounding import find_beats, late_s, offset_s, spoken
from tests.helpers.loops import f_measure, loop

RATE = 48_000


@pytest.mark.parametrize(
    ("style", "bpm", "swing"),
    [
        ("four_on_the_floor", 126, 0.0),
        ("rock", 92, 0.0),
        ("shuffle", 110, 0.3),
        ("latin", 103, 0.0),
        ("breakbeat", 168, 0),
    ],
)
def test_the_beats_of_a_loop_are_found_at_the_right_tempo(style: str, bpm: float, swing: float):
    samples, true = loop(style, bpm, 77, seconds=10, swing=swing)
    found = find_beats(samples)
    assert found.bpm == pytest.approx(bpm, rel=0.03)
    assert f_measure(np.array([beat.second for beat in found.beats]), true) >= 0.9
    assert {beat.number for beat in found.beats} == {1, 2, 3, 4}
    assert all(0 <= beat.strength <= 1 for beat in found.beats)


def test_silence_and_a_moment_have_no_beats():
    assert find_beats(np.zeros((4 * RATE, 2), np.float32)).beats == ()
    assert find_beats(np.ones((100, 2), np.float32)).beats == ()


def speech_like(seconds: float, seed: int = 1) -> np.ndarray:
    at = np.arange(int(seconds * RATE)) / RATE
    syllables = np.maximum(0, np.sin(2 * np.pi * 3.2 * at)) ** 0.7
    buzz = sum(np.sin(2 * np.pi * 150 * n * at + seed * n) / n for n in range(1, 16))
    wave = 0.1 * buzz * syllables + np.random.default_rng(seed).normal(0, 0.003, len(at)) * syllables
    return np.column_stack([wave, wave]).astype(np.float32)


def test_speech_is_found_between_quiet_and_steady_noise_is_none():
    still = np.random.default_rng(3).normal(0, 0.0008, (2 * RATE, 2)).astype(np.float32)
    spans = spoken(np.concatenate([still, speech_like(2.0), still]))
    assert len(spans) == 1
    assert spans[0][0] == pytest.approx(2.0, abs=0.15)
    assert spans[0][1] == pytest.approx(4.0, abs=0.25)
    hum = np.random.default_rng(4).normal(0, 0.05, (4 * RATE, 2)).astype(np.float32)
    assert spoken(hum) == ()


def test_two_recordings_of_the_same_are_set_together_to_a_sample():
    rng = np.random.default_rng(8)
    scene = np.concatenate([speech_like(6.0), loop("rock", 100, 5, seconds=4)[0]])
    first = scene[RATE : 8 * RATE]
    second = scene[int(2.5 * RATE) :] * 0.4 + rng.normal(0, 0.003, (len(scene) - int(2.5 * RATE), 2)).astype(np.float32)
    assert offset_s(first, second) == pytest.approx(-1.5, abs=1.5 / RATE)
    assert offset_s(first, rng.normal(0, 0.1, (5 * RATE, 2)).astype(np.float32)) is None


def test_a_take_is_laid_on_the_source_it_heard_beneath_a_louder_voice():
    chance = np.random.default_rng(3)
    source, own = (_speech(chance, 4) for _ in range(2))
    for late in (0, 4_801, 23_000):
        heard = np.concatenate([np.zeros((late, 2), np.float32), source])[: len(source)]
        take = (0.1 * heard + own + chance.normal(0, 0.02, own.shape)).astype(np.float32)
        found = late_s(source, take)
        assert found is not None
        assert abs(found - late / 48_000) < 0.0005
    noise = chance.normal(0, 0.1, own.shape).astype(np.float32)
    assert late_s(source, noise) is None, "nothing of it is heard"
    assert late_s(source, own[:100]) is None


def _speech(chance: np.random.Generator, seconds: int) -> np.ndarray:
    """(N, 2): noise without its highs, in syllables."""
    noise = chance.normal(0, 1, seconds * 48_000)
    dull = np.convolve(noise, np.hanning(24), "same")
    syllables = np.repeat(chance.random(seconds * 6) > 0.4, 8_000)
    made = (0.1 * dull * (syllables + 0.05)).astype(np.float32)
    return np.stack([made, made], axis=1)
