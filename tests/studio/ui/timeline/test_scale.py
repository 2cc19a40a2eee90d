"""Time and pixels."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.model import is_whole_frames
from studio.ui.timeline.scale import Scale, ruler_ticks

RATES = [Fraction(30), Fraction(30000, 1001), Fraction(24), Fraction(60)]


@given(st.floats(0.02, 2000), st.floats(0, 1e6), st.floats(0, 4000), st.sampled_from(RATES))
def test_a_place_on_the_screen_is_the_nearest_frame_exactly(zoom, scroll, x, rate):
    scale = Scale(zoom, scroll, 124)
    moment = scale.moment_at(x)
    frame = scale.frame_at(x, rate)
    assert isinstance(frame, Fraction)
    assert is_whole_frames(frame, rate)
    assert frame == 0 or abs(frame - moment) <= 1 / (2 * rate)


@given(st.integers(0, 100_000), st.sampled_from(RATES), st.floats(1, 1800))
def test_a_frame_drawn_and_pressed_is_the_same_frame(frame, rate, zoom):
    scale = Scale(zoom, float(frame / rate) * zoom - 300, 124)
    if zoom / float(rate) > 0.01:
        assert scale.frame_at(scale.x_at(frame / rate), rate) == frame / rate


def test_a_sound_lands_on_a_sample():
    assert (Scale(333.3).sample_at(1234.5) * 48000).denominator == 1


def test_nothing_lies_before_the_start():
    assert Scale(100, 0, 124).frame_at(3, Fraction(30)) == 0


@given(st.floats(0.1, 500), st.floats(0, 1e5), st.floats(124, 1280), st.floats(0.1, 10))
def test_zooming_keeps_the_time_under_the_pointer(zoom, scroll, x, factor):
    before = Scale(zoom, scroll, 124)
    after = before.zoomed(zoom * factor, x, Fraction(30))
    if after.scroll > 0:
        assert after.seconds_at(x) == pytest.approx(before.seconds_at(x), abs=1e-6 + 1e-9 * before.seconds_at(x))


@pytest.mark.parametrize("zoom", [0.02, 0.5, 3, 20, 86, 200, 700, 1800])
@pytest.mark.parametrize("rate", RATES)
def test_the_ruler_never_crowds_and_is_never_empty(zoom, rate):
    ticks = ruler_ticks(Scale(zoom, 0, 124), rate, 124, 1404)
    labels = [tick for tick in ticks if tick.label]
    assert labels
    assert len(ticks) < 400
    assert all(b.x - a.x >= 70 for a, b in pairwise(labels))


def test_the_ruler_says_seconds_and_frames():
    assert [tick.label for tick in ruler_ticks(Scale(86, 0, 0), Fraction(30), 0, 180)] == [
        "0:00",
        "",
        "0:01",
        "",
        "0:02",
        "",
    ]
    close = [tick.label for tick in ruler_ticks(Scale(600, 0, 0), Fraction(30), 0, 650) if tick.label]
    assert close == ["0:00", "5f", "10f", "15f", "20f", "25f", "0:01"]
    far = [tick.label for tick in ruler_ticks(Scale(0.03, 0, 0), Fraction(30), 0, 200) if tick.label]
    assert far[:2] == ["0:00", "1:00:00"]
