"""Loudness and true peak against the signals of EBU Tech 3341 and 3342, and files another meter was made with."""

from __future__ import annotations

import math

import av
import numpy as np
import pytest

from studio.media.reading.sound_reader import SoundReader
from studio.media.writing.loudness import LoudnessMeter
from tests.helpers.ebu_signals import LOUDNESS, PEAKS, RANGES, Signal, sine, stretches
from tests.helpers.real_media import real


def measured(samples, chunk=24_000):
    meter = LoudnessMeter()
    for begin in range(0, len(samples), chunk):
        meter.add(samples[begin : begin + chunk])
    return meter.result()


@pytest.mark.parametrize("signal", LOUDNESS, ids=lambda signal: signal.name)
def test_loudness_is_what_ebu_tech_3341_says(signal: Signal):
    assert measured(signal.samples()).integrated_lufs == pytest.approx(signal.expected, abs=0.1)


@pytest.mark.parametrize("signal", RANGES, ids=lambda signal: signal.name)
def test_the_range_is_what_ebu_tech_3342_says(signal: Signal):
    assert measured(signal.samples()).range_lu == pytest.approx(signal.expected, abs=0.2)


@pytest.mark.parametrize("signal", PEAKS, ids=lambda signal: signal.name)
def test_the_true_peak_lies_between_samples(signal: Signal):
    assert -0.4 <= measured(signal.samples()).true_peak_db - signal.expected <= 0.2


# One channel heard on both sides is 3.01 LU louder than the one channel pyloudnorm measures.
OTHER_METER = {"sine_1000": -3.0523 + 3.0103, "1770-2_Comp_RelGateTest": -10.0}


@pytest.mark.parametrize("name", OTHER_METER)
def test_files_another_meter_was_made_with_are_measured_alike(name: str):
    path = real(f"audio/pyloudnorm__{name}.wav")
    with av.open(str(path)) as container:
        count = round(container.duration * 48_000 / 1_000_000)
    reader = SoundReader(path)
    samples = reader.samples(0, count)
    reader.close()
    assert measured(samples).integrated_lufs == pytest.approx(OTHER_METER[name], abs=0.1)


def test_silence_has_no_loudness():
    for samples in (np.zeros((0, 2), np.float32), np.zeros((96_000, 2), np.float32)):
        found = measured(samples)
        assert found.integrated_lufs == found.true_peak_db == -math.inf
        assert found.range_lu == 0


def test_the_length_of_the_pieces_changes_nothing():
    sound = stretches((2, -20), (1, -30), (2, -12))
    sound *= np.random.default_rng(3).uniform(0.2, 1, sound.shape).astype(np.float32)
    first, second = measured(sound, 24_000), measured(sound, 1777)
    assert first == second


def test_a_peak_in_the_very_last_sample_counts():
    samples = np.zeros((4801, 2), np.float32)
    samples[-1, 1] = 0.5
    assert measured(samples).true_peak_db == pytest.approx(-6.02, abs=0.05)


def test_a_meter_goes_on_after_it_was_read():
    meter = LoudnessMeter()
    meter.add(sine(1000, 1, -30))
    before = meter.result()
    meter.add(sine(1000, 3, -20))
    assert meter.result().true_peak_db > before.true_peak_db + 9
