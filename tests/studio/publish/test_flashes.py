"""Flashes: what WCAG 2.2 lets pass and what it does not."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from studio.publish.flashes import FlashMeter
from studio.publish.found import Flashing

WHITE, BLACK, RED, GREEN = (255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 130, 0)
Colour = tuple[int, int, int]


def strobe(
    hertz: Fraction | int, rate: Fraction, seconds: int, a: Colour = WHITE, b: Colour = BLACK, area: float = 1.0
) -> tuple[Flashing, ...]:
    """`hertz` flashes a second between two colours over `area` of the picture."""
    meter = FlashMeter(rate)
    picture = np.full((192, 108, 4), 255, np.uint8)
    picture[..., :3] = b
    rows = round(192 * area)
    for frame in range(int(seconds * rate)):
        shown = picture.copy()
        if int(2 * Fraction(hertz) * frame / rate) % 2:
            shown[:rows, :, :3] = a
        meter.add(shown)
    return meter.result()


def kinds(found: tuple[Flashing, ...]) -> set[str]:
    return {one.kind for one in found}


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(25), Fraction(30), Fraction(30000, 1001), Fraction(60)])
@pytest.mark.parametrize(("hertz", "fails"), [(2, False), (3, False), (5, True)])
def test_two_and_three_flashes_a_second_pass_and_five_fail(hertz: int, rate: Fraction, fails: bool) -> None:
    found = strobe(hertz, rate, 3)
    assert ("general" in kinds(found)) == fails
    if fails:
        [one] = [one for one in found if one.kind == "general"]
        assert one.start < 1
        assert one.end > 2
        assert 9 <= one.transitions <= 10


def test_four_to_six_changes_a_second_kept_up_are_told_apart_from_a_failure() -> None:
    assert kinds(strobe(2, Fraction(30), 3)) == set()
    assert kinds(strobe(2, Fraction(30), 8)) == {"extended"}
    assert kinds(strobe(1, Fraction(30), 8)) == set()


def test_a_quarter_of_the_picture_is_enough_and_less_is_not() -> None:
    assert kinds(strobe(5, Fraction(30), 3, area=0.26)) == {"general"}
    assert kinds(strobe(5, Fraction(30), 3, area=0.24)) == set()


def test_small_changes_and_changes_among_bright_things_are_no_flashes() -> None:
    assert kinds(strobe(5, Fraction(30), 3, (110, 110, 110), (90, 90, 90))) == set()
    assert kinds(strobe(5, Fraction(30), 3, WHITE, (236, 236, 236))) == set()


def test_red_against_a_colour_as_bright_is_a_red_flash_and_no_general_one() -> None:
    assert kinds(strobe(5, Fraction(30), 3, RED, GREEN)) == {"red"}
    assert kinds(strobe(3, Fraction(30), 3, RED, GREEN)) == set()
    assert kinds(strobe(5, Fraction(30), 3, (0, 0, 255), (40, 40, 40))) == set()
    assert kinds(strobe(5, Fraction(30), 3, RED, BLACK)) == {"general", "red"}


def test_a_slow_fade_and_a_single_cut_are_no_flashes() -> None:
    meter = FlashMeter(Fraction(30))
    for frame in range(90):
        meter.add(np.full((192, 108, 4), frame * 2, np.uint8))
    for frame in range(90):
        meter.add(np.full((192, 108, 4), 20 if frame > 40 else 240, np.uint8))
    assert meter.result() == ()


def test_fine_grain_is_no_flash() -> None:
    chance = np.random.default_rng(5)
    meter = FlashMeter(Fraction(30))
    for _ in range(60):
        grain = np.repeat(chance.integers(96, 160, (192, 108, 1), np.uint8), 4, axis=2)
        meter.add(grain)
    assert meter.result() == ()
