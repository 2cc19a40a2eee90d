"""The limiter: nothing above the ceiling, no clicks, and nothing changed where nothing was too loud."""

from __future__ import annotations

import numpy as np
import pytest

from studio.media.writing.limiter import CONTEXT, Limiter
from studio.media.writing.loudness import LoudnessMeter
from tests.helpers.ebu_signals import sine

CEILING = 0.5


def limited(samples, chunk=10_000):
    limiter = Limiter(CEILING)
    padded = np.pad(samples, ((CONTEXT, CONTEXT), (0, 0)))
    parts = [
        limiter.limited(padded[begin : min(begin + chunk, len(samples)) + 2 * CONTEXT])
        for begin in range(0, len(samples), chunk)
    ]
    return np.concatenate(parts)


def true_peak(samples) -> float:
    meter = LoudnessMeter()
    meter.add(samples)
    return 10 ** (meter.result().true_peak_db / 20)


def bursts() -> np.ndarray:
    """Soft noise with loud bursts, some between samples."""
    rng = np.random.default_rng(5)
    samples = rng.uniform(-0.1, 0.1, (96_000, 2)).astype(np.float32)
    for begin in (5_000, 30_000, 33_000, 70_000):
        samples[begin : begin + 1200] += sine(12_000, 0.025, 3.0, 45.0)
    return samples


def test_nothing_rises_above_the_ceiling_not_even_between_samples():
    sound = bursts()
    assert true_peak(sound) > 1.3
    assert true_peak(limited(sound)) <= CEILING * 1.005


def test_what_is_below_the_ceiling_is_left_bit_for_bit():
    sound = sine(440, 1, -7)
    assert np.array_equal(limited(sound), sound)


def test_far_from_a_peak_nothing_is_changed():
    sound = bursts()
    out = limited(sound)
    assert np.array_equal(out[:4_000], sound[:4_000])
    assert out[69_000:69_500] == pytest.approx(sound[69_000:69_500], abs=1e-3)


def test_the_gain_moves_smoothly_so_that_nothing_clicks():
    sound = np.full((48_000, 2), 0.4, np.float32)
    sound[20_000:20_003] = 1.5
    out = limited(sound)
    gain = out[:, 0] / sound[:, 0]
    assert gain.min() == pytest.approx(CEILING / 1.5, abs=0.05)
    assert np.abs(np.diff(gain)).max() < 0.01


def test_the_length_of_the_stretches_changes_nothing():
    sound = bursts()
    assert limited(sound, 96_000) == pytest.approx(limited(sound, 777), abs=1e-5)
