"""Scopes show where light and colour lie."""

from __future__ import annotations

import numpy as np

from studio.render import scope_picture


def halves(left: tuple[int, int, int], right: tuple[int, int, int]) -> np.ndarray:
    pixels = np.full((60, 80, 4), 255, np.uint8)
    pixels[:, :40, :3] = left
    pixels[:, 40:, :3] = right
    return pixels


def test_a_waveform_shows_luma_column_by_column():
    scope = scope_picture(halves((255, 255, 255), (128, 128, 128)), "waveform", 100, 101)
    lit = scope[..., :3].sum(axis=2) > 0
    assert lit[0, :49].any()
    assert not lit[1:, :49].any()
    assert np.flatnonzero(lit[:, 75]).tolist() == [50]


def test_a_parade_shows_red_green_and_blue_beside_each_other():
    scope = scope_picture(halves((255, 0, 0), (255, 0, 0)), "parade", 99, 101)
    assert scope[0, 5:28, 0].max() > 200
    assert scope[100, 40:60, 1].max() > 200
    assert scope[0, 40:].max(axis=0)[:3].sum() == 0


def test_a_vectorscope_has_grey_in_the_middle_and_blue_at_the_right():
    scope = scope_picture(halves((90, 90, 90), (0, 0, 255)), "vectorscope", 101, 101)
    down, across = np.nonzero(scope[..., :3].sum(axis=2))
    assert (50, 50) in set(zip(down.tolist(), across.tolist(), strict=True))
    assert across.max() > 95


def test_a_histogram_stands_where_the_levels_are():
    scope = scope_picture(halves((64, 64, 64), (192, 192, 192)), "histogram", 256, 40)
    assert scope[20, 64, :3].sum() > 0
    assert scope[20, 192, :3].sum() > 0
    assert scope[20, 128, :3].sum() == 0
