"""Stabilise moves, turns and enlarges a picture as its keyframes say."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from effects.pictures import stabilise
from studio.effect import Moment, Pixels

MOMENT = Moment(time=0.0, length=1.0, progress=0.0, seed=1, rate=Fraction(30))
SETTINGS = {"amount": 100.0, "x": 0.0, "y": 0.0, "turn": 0.0, "zoom": 0.0}


def dot(x: int, y: int) -> Pixels:
    picture = np.full((100, 200, 4), (0, 0, 0, 255), np.uint8)
    picture[y - 2 : y + 3, x - 2 : x + 3, :3] = 255
    return picture


def middle(picture: Pixels) -> tuple[float, float]:
    rows, columns = np.nonzero(picture[..., 0] > 128)
    return float(columns.mean()), float(rows.mean())


def test_a_picture_is_moved_by_parts_of_its_short_side() -> None:
    put = stabilise.EFFECT.apply(dot(100, 50), SETTINGS | {"x": 10.0, "y": -20.0}, MOMENT)
    assert middle(put) == (110, 30)
    half = stabilise.EFFECT.apply(dot(100, 50), SETTINGS | {"x": 10.0, "amount": 50.0}, MOMENT)
    assert middle(half) == (105, 50)


def test_it_is_turned_clockwise_and_enlarged_about_its_middle() -> None:
    turned = stabilise.EFFECT.apply(dot(130, 50), SETTINGS | {"turn": 90.0}, MOMENT)
    assert np.allclose(middle(turned), (99.5, 80), atol=1)
    large = stabilise.EFFECT.apply(dot(120, 50), SETTINGS | {"zoom": 50.0}, MOMENT)
    assert np.allclose(middle(large), (130.25, 50), atol=1)
