"""Each tool does what its name says, measured on tones and noise."""

import math

import numpy as np
import pytest

from studio.sounding import (
    LIMITER_DELAY,
    compressed,
    deessed,
    denoised,
    equalised,
    gated,
    limited,
    panned,
    pitched,
    reverberated,
)
from studio.sounding.filters import bell, filtered, high_pass, high_shelf, low_pass, low_shelf

RATE = 48_000
FLAT = {"low": 0.0, "low_middle": 0.0, "middle": 0.0, "high_middle": 0.0, "high": 0.0, "low_cut": 20.0, "high_cut": 2e4}


def sine(hertz: float, level: float = 0.5, seconds: float = 0.5) -> np.ndarray:
    wave = level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    return np.column_stack([wave, wave]).astype(np.float32)


def noise(level: float, seconds: float = 0.5) -> np.ndarray:
    wave = np.random.default_rng(1).uniform(-level, level, int(seconds * RATE))
    return np.column_stack([wave, wave]).astype(np.float32)


def db(samples: np.ndarray) -> float:
    return 10 * math.log10(float(np.mean(np.asarray(samples, np.float64) ** 2)) + 1e-20)


def gain(section: object, hertz: float) -> float:
    heard, _state = filtered(sine(hertz), None, (section,))
    return db(heard[4800:]) - db(sine(hertz)[4800:])


def test_filters_have_the_gains_of_their_formulas():
    assert gain(low_pass(1000), 1000) == pytest.approx(-3, abs=0.1)
    assert gain(high_pass(1000), 1000) == pytest.approx(-3, abs=0.1)
    assert gain(low_pass(1000), 4000) == pytest.approx(-24, abs=1)
    assert gain(bell(1000, 6, 1), 1000) == pytest.approx(6, abs=0.05)
    assert gain(low_shelf(400, -9), 50) == pytest.approx(-9, abs=0.2)
    assert gain(high_shelf(4000, 5), 15_000) == pytest.approx(5, abs=0.2)


def test_a_filter_in_blocks_is_its_difference_equation():
    section = bell(700, 8, 2)
    given = noise(0.5, 0.02)
    slow, (x1, x2, y1, y2) = [], (0.0, 0.0, 0.0, 0.0)
    for x in given[:, 0].astype(float):
        y = section.b0 * x + section.b1 * x1 + section.b2 * x2 - section.a1 * y1 - section.a2 * y2
        x1, x2, y1, y2 = x, x1, y, y1
        slow.append(y)
    heard, _state = filtered(given, None, (section,))
    assert np.abs(heard[:, 0] - slow).max() < 1e-6


def test_the_equaliser_lifts_one_band_and_leaves_the_others():
    heard, _state = equalised(sine(1000), None, FLAT | {"middle": 9.0})
    assert db(heard[4800:]) - db(sine(1000)) == pytest.approx(9, abs=0.3)
    heard, _state = equalised(sine(8000), None, FLAT | {"middle": 9.0})
    assert abs(db(heard[4800:]) - db(sine(8000))) < 0.5


def test_a_compressor_leaves_one_decibel_of_so_many():
    settings = {"threshold": -20.0, "ratio": 4.0, "attack": 5.0, "release": 100.0, "makeup": 0.0}
    heard, _state = compressed(sine(500, 1.0), None, settings)
    # A tone at full scale is 20 dB above: 15 of them go.
    assert float(np.abs(heard[12_000:]).max()) == pytest.approx(10 ** (-15 / 20), rel=0.03)


def test_a_limiter_never_passes_its_ceiling_and_is_late_as_it_says():
    burst = np.concatenate([sine(300, 0.1), sine(300, 0.9, 0.1), sine(300, 0.1)])
    heard, _state = limited(burst, None, {"gain": 12.0, "ceiling": -1.0, "release": 80.0})
    assert float(np.abs(heard).max()) <= 10 ** (-1 / 20) + 1e-6
    quiet, _state = limited(sine(300, 0.1), None, {"gain": 0.0, "ceiling": 0.0, "release": 80.0})
    assert np.array_equal(quiet[LIMITER_DELAY:], sine(300, 0.1)[:-LIMITER_DELAY])


def test_a_gate_closes_between_words():
    settings = {"threshold": -40.0, "range": 40.0, "hold": 50.0, "release": 30.0}
    heard, _state = gated(np.concatenate([sine(300), noise(0.002, 1.0)]), None, settings)
    assert db(heard[4800:20_000]) == pytest.approx(db(sine(300)), abs=0.1)
    assert db(heard[-9600:]) < db(noise(0.002)) - 38


def test_noise_goes_and_a_tone_that_comes_and_goes_stays():
    still = noise(0.02, 2.0)
    tone = sine(440, 0.3, 2.0) * (np.arange(2 * RATE) % RATE > RATE // 2)[:, None]
    heard, _state = denoised(still + tone, None, {"amount": 80.0})
    heard = heard[2048:]
    assert db(heard[RATE + 4800 : RATE + 20_000]) < db(still) - 12
    assert db(heard[RATE * 3 // 2 + 4800 : 2 * RATE - 7000]) == pytest.approx(db(sine(440, 0.3)), abs=0.7)


def test_hissing_goes_and_a_vowel_stays():
    settings = {"amount": 60.0, "frequency": 5500.0}
    hiss, _state = deessed(sine(8000, 0.3), None, settings)
    assert db(hiss[4800:]) < db(sine(8000, 0.3)) - 8
    vowel, _state = deessed(sine(300, 0.3), None, settings)
    assert abs(db(vowel[4800:]) - db(sine(300, 0.3))) < 0.1


@pytest.mark.parametrize("semitones", [-7.0, 5.0, 12.0])
def test_a_tone_is_so_many_semitones_higher_and_as_loud(semitones: float):
    heard, _state = pitched(sine(440, 0.5, 1.0), None, {"semitones": semitones})
    heard = heard[12_000:, 0]
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard)), 8 * len(heard)))
    found = int(np.argmax(spectrum)) * RATE / (8 * len(heard))
    assert 12 * math.log2(found / (440 * 2 ** (semitones / 12))) == pytest.approx(0, abs=0.1)
    assert db(heard) == pytest.approx(db(sine(440)), abs=1)


def test_a_reverb_falls_by_60_db_in_its_length():
    settings = {"amount": 100.0, "length": 1.0, "damping": 0.0, "before": 0.0}
    click = np.zeros((2 * RATE, 2), np.float32)
    click[0] = 1
    heard, _state = reverberated(click, None, settings)
    early, late = db(heard[RATE // 5 : RATE // 5 + 4800]), db(heard[RATE * 6 // 5 : RATE * 6 // 5 + 4800])
    assert early - late == pytest.approx(60, abs=4)
    assert np.corrcoef(heard[2000:20_000].T)[0, 1] < 0.5


def test_pan_keeps_the_near_side_and_goes_without_a_step():
    left, state = panned(sine(300), None, {"pan": -100.0, "width": 100.0})
    assert np.abs(left[:, 1]).max() < 1e-6
    assert np.abs(left[:, 0] - sine(300)[:, 0]).max() < 1e-6
    back, _state = panned(np.ones((480, 2), np.float32), state, {"pan": 0.0, "width": 100.0})
    assert np.abs(np.diff(back[:, 1])).max() < 0.01
    assert back[-1, 1] == pytest.approx(1)
