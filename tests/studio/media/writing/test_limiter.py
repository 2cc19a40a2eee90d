"""The limiter: nothing above the ceiling, no clicks, and nothing changed where nothing was too loud."""

from __future__ import annotations

import numpy as np
import pytest

from studio.media.writing.limiter import CONTEXT, FORGOTTEN, Limiter, Stream, held_down
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


def harmonics_db(samples: np.ndarray, hertz: float) -> float:
    """All that is not the tone, against the tone: of two whole seconds in the middle."""
    heard = samples[48_000:144_000, 0] * np.blackman(96_000)
    power = np.abs(np.fft.rfft(heard)) ** 2
    at = round(hertz * 2)
    tone = power[at - 6 : at + 7].sum()
    return 10 * np.log10((power[20:].sum() - tone) / tone)


@pytest.mark.parametrize(("hertz", "most_db"), [(50, -35), (100, -80), (1000, -80)])
def test_a_tone_in_all_six_channels_is_turned_down_and_not_bent(hertz: float, most_db: float):
    # Left, centre and left surround at full scale: 1 + 0.707 + 0.707 (ITU-R BS.775).
    sound = sine(hertz, 4, 20 * np.log10(2.414))
    made = np.concatenate(list(held_down(np.array_split(sound, 120))))
    assert len(made) == len(sound)
    assert 0.9 < np.abs(made[48_000:]).max() <= 1.0
    assert harmonics_db(np.clip(sound, -1, 1), hertz) > -13
    assert harmonics_db(made, hertz) < most_db


def test_a_stream_leaves_what_fits_and_gives_the_same_from_the_middle():
    quiet = sine(997, 1, 0)
    assert np.array_equal(np.concatenate(list(held_down(np.array_split(quiet, 7)))), quiet)
    loud = bursts() * 2
    whole = np.concatenate(list(held_down([loud])))
    middle = 70_800
    stream = Stream(FORGOTTEN)
    stream.limited(loud[middle - FORGOTTEN : middle])
    parts = [stream.limited(part) for part in np.array_split(loud[middle:], 9)] + [stream.rest()]
    assert np.abs(np.concatenate(parts) - whole[middle:]).max() < 10 ** (-90 / 20)
