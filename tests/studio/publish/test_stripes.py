"""Stripes are found at every angle and width that can harm, and real footage has none."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from studio.publish.flashing import FlickerMeter, least_dark
from studio.publish.found import Flashing
from studio.publish.light import relative_light
from studio.publish.stripes import StripeMeter, pairs_of_stripes

DOWN, ACROSS = np.mgrid[0:192, 0:108].astype(float)


def shown(levels: np.ndarray) -> np.ndarray:
    return np.repeat(np.clip(levels, 0, 255).astype(np.uint8)[..., None], 4, axis=2)


def bars(length: float, degrees: float, dark: int = 20, bright: int = 230) -> np.ndarray:
    turn = np.deg2rad(degrees)
    waves = (ACROSS * np.cos(turn) + DOWN * np.sin(turn)) / length
    return shown(np.where(np.sin(2 * np.pi * waves) > 0, bright, dark))


def pairs(picture: np.ndarray) -> int:
    return pairs_of_stripes(relative_light(picture))


@pytest.mark.parametrize(("length", "degrees"), [(4, 0), (6, 20), (9, 45), (12, 70), (16, 90), (24, 90), (8, 135)])
def test_stripes_are_found_at_any_angle_and_counted(length: float, degrees: float) -> None:
    turn = np.deg2rad(degrees)
    across = 108 * abs(np.cos(turn)) + 192 * abs(np.sin(turn))
    assert pairs(bars(length, degrees)) == pytest.approx(across / length, rel=0.3)


def test_rings_are_stripes_too() -> None:
    rings = np.sin(2 * np.pi * np.hypot(ACROSS - 54, DOWN - 96) / 6)
    assert pairs(shown(127 + 100 * np.sign(rings))) >= 6


def test_few_faint_bright_fine_and_small_ones_and_checks_are_none() -> None:
    assert pairs(bars(30, 0)) == 0
    assert pairs(bars(8, 0, 120, 130)) == 0
    assert pairs(bars(8, 0, 235, 255)) == 0
    assert pairs(bars(2.5, 0)) == 0
    small = shown(np.full((192, 108), 90))
    small[:38] = bars(6, 0)[:38]
    assert pairs(small) == 0
    checks = np.sign(np.sin(2 * np.pi * ACROSS / 8) * np.sin(2 * np.pi * DOWN / 8))
    assert pairs(shown(127 + 100 * checks)) == 0
    assert pairs(shown(np.random.default_rng(3).integers(0, 255, (192, 108)))) == 0


def test_they_count_when_they_stay_for_more_than_half_a_second() -> None:
    striped, plain = bars(9, 45), bars(9, 45) // 30 + 90
    for count, found in ((12, 0), (30, 1)):
        meter = StripeMeter(Fraction(30))
        for frame in range(60):
            meter.add(striped if 10 <= frame < 10 + count else plain)
        assert len(meter.result()) == found


def test_the_least_black_is_looked_for_under_which_nothing_is_found() -> None:
    striped = bars(9, 45, 60, 160)
    meter = FlickerMeter(Fraction(6))
    for _ in range(12):
        meter.add(striped)
    [one] = meter.result()
    assert (one.kind, one.start, one.end) == ("stripes", 0, 2)
    dark = least_dark(one, Fraction(6), 12, lambda _frame: striped, lambda: False)
    assert 20 <= dark <= 50
    for strength, left in ((dark, False), (dark - 5, True)):
        assert bool(pairs((striped * (1 - strength / 100)).round().astype(np.uint8))) == left
    assert isinstance(one, Flashing)
