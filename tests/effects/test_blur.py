"""Blur: light spreads, none is lost, and every size of picture looks alike."""

from fractions import Fraction

import cv2
import numpy as np
import pytest

from effects.blur import EFFECT
from studio.effect import Moment

NOW = Moment(time=0.0, length=1.0, progress=0.0, seed=0, rate=Fraction(30))


def blurred(pixels: np.ndarray, amount: float) -> np.ndarray:
    return EFFECT.apply(pixels, {"amount": amount}, NOW)


def dot(size: int) -> np.ndarray:
    pixels = np.zeros((size, size, 4), np.uint8)
    pixels[..., 3] = 255
    pixels[size * 2 // 5 : size * 3 // 5, size * 2 // 5 : size * 3 // 5, :3] = 240
    return pixels


@pytest.mark.parametrize("amount", [5.0, 30.0, 100.0])
def test_light_spreads_and_none_is_lost(amount: float):
    result = blurred(dot(200), amount)
    assert result[..., 0].mean() == pytest.approx(dot(200)[..., 0].mean(), rel=0.03)
    assert (result[..., 0] > 2).sum() > (dot(200)[..., 0] > 2).sum()


@pytest.mark.parametrize("amount", [10.0, 40.0, 80.0])
def test_every_size_looks_alike(amount: float):
    large = cv2.resize(blurred(dot(1200), amount), (300, 300), interpolation=cv2.INTER_AREA)
    small = blurred(dot(300), amount)
    assert np.abs(large.astype(int) - small).max() <= 12


def test_a_flat_picture_stays_as_it_is():
    flat = np.full((60, 90, 4), 77, np.uint8)
    assert np.abs(blurred(flat, 100.0).astype(int) - 77).max() <= 1


def test_more_is_softer():
    peaks = [int(blurred(dot(200), amount).max(axis=(0, 1))[0]) for amount in (20.0, 60.0, 100.0)]
    assert peaks == sorted(peaks, reverse=True)
    assert peaks[-1] < peaks[0]
