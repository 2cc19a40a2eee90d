"""Stickers: drawn by ourselves, at any size, clear around; they go round without a seam and none is like another."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import cv2
import numpy as np
import pytest

from effects import all_effects
from studio.effect import Effect, Effects, Moment, settings_at
from studio.model import ZERO
from studio.render.fonts import load_fonts

load_fonts()
STICKERS = Effects(all_effects()).of_kind("sticker")
_ONCE = {"sticker_counter", "sticker_countdown", "sticker_progress_bar", "sticker_progress_ring"}
"""These tell how much of the clip has gone, so they do not begin anew."""


def drawn(effect: Effect, time: float, side: int = 48, **changed) -> np.ndarray:
    moment = Moment(time=time, length=3.0, progress=time / 3, seed=3, rate=Fraction(30))
    return effect.apply((side, side), settings_at(effect, (), ZERO) | changed, moment)


LISTED = (
    "sticker_arrow",
    "sticker_curved_arrow",
    "sticker_chevrons",
    "sticker_swipe_up",
    "sticker_tap",
    "sticker_pin",
    "sticker_circle_mark",
    "sticker_underline",
    "sticker_focus",
    "sticker_tick",
    "sticker_cross",
    "sticker_heart",
    "sticker_hearts",
    "sticker_sparkles_mark",
    "sticker_star",
    "sticker_confetti_burst",
    "sticker_burst",
    "sticker_fire",
    "sticker_lightning",
    "sticker_crown",
    "sticker_notes",
    "sticker_speech",
    "sticker_typing",
    "sticker_badge",
    "sticker_price",
    "sticker_button",
    "sticker_bell",
    "sticker_recording",
    "sticker_equaliser",
    "sticker_counter",
    "sticker_countdown",
    "sticker_progress_bar",
    "sticker_progress_ring",
    "sticker_smile",
    "sticker_laugh",
    "sticker_love",
    "sticker_wow",
    "sticker_cool",
    "sticker_cry",
)


def test_they_stand_in_the_library_in_this_order_under_six_headings():
    assert tuple(effect.id for effect in STICKERS) == LISTED
    assert len({effect.group for effect in STICKERS}) == 6


@pytest.mark.parametrize("effect", [pytest.param(one, id=one.id) for one in STICKERS])
def test_it_is_premultiplied_clear_around_moving_and_the_same_twice(effect: Effect):
    pictures = [drawn(effect, time) for time in (0.1, 0.55, 0.9, 1.3)]
    for picture in pictures:
        assert (picture[..., :3] <= picture[..., 3:]).all()
        assert picture[0, 0, 3] == picture[-1, -1, 3] == 0
    assert max(int(picture[..., 3].max()) for picture in pictures) > 200
    assert any(np.abs(picture.astype(int) - pictures[0]).max() > 24 for picture in pictures[1:])
    assert np.array_equal(drawn(effect, 0.55), pictures[1])
    if effect.id not in _ONCE:
        # All rounds, from a second to six, end together after so many seconds.
        assert np.abs(drawn(effect, 0.0).astype(int) - drawn(effect, 72072.0)).max() <= 3


def test_none_is_like_another():
    looks = {}
    for effect in STICKERS:
        shown = [cv2.resize(drawn(effect, time), (24, 24), interpolation=cv2.INTER_AREA) for time in (0.55, 1.1)]
        looks[effect.id] = np.stack(shown).astype(int)
    alike = {(one, other): np.abs(looks[one] - looks[other]).mean() for one, other in combinations(looks, 2)}
    nearest = min(alike, key=alike.__getitem__)
    assert alike[nearest] > 4, nearest


def test_a_larger_one_is_sharper_not_a_blown_up_small_one():
    tick = next(one for one in STICKERS if one.id == "sticker_tick")
    small, large = (drawn(tick, 1.2, side=side)[..., 3].astype(int) for side in (60, 600))
    soft = [((picture > 20) & (picture < 235)).mean() for picture in (small, large)]
    assert soft[1] < soft[0] / 5


def test_words_colour_and_numbers_are_settings():
    by_id = {one.id: one for one in STICKERS}
    speech = by_id["sticker_speech"]
    assert not np.array_equal(drawn(speech, 1.0, words="Yes"), drawn(speech, 1.0, words="No"))
    assert not np.array_equal(drawn(speech, 1.0, colour="#ff0000"), drawn(speech, 1.0))
    count = by_id["sticker_countdown"]
    assert not np.array_equal(drawn(count, 1.0, start=3.0), drawn(count, 1.0, start=9.0))
    assert drawn(count, 4.0)[..., 3].max() == 0
