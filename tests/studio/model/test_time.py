"""Exact time: frames, flicks, samples, and the words people type for them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.model import (
    FLICKS_PER_SECOND,
    Span,
    ceil_frame,
    floor_frame,
    frame_length,
    frame_time,
    is_whole_frames,
    nearest_frame,
    parse_rate,
    parse_time,
    round_to_flick,
    round_to_frame,
    round_to_sample,
    sample_index,
    timecode,
)
from studio.sentences import Sentence

NTSC = Fraction(30000, 1001)
MOMENTS = st.fractions(min_value=-1000, max_value=1000, max_denominator=10**9)
RATES = st.sampled_from(
    [Fraction(1), Fraction(24), Fraction(25), NTSC, Fraction(60000, 1001), Fraction(240), Fraction(59, 2)]
)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2.5", Fraction(5, 2)),
        (" 0 ", Fraction(0)),
        ("1:02.5", Fraction(125, 2)),
        ("1:00:00", Fraction(3600)),
        ("5/2", Fraction(5, 2)),
        ("-1:30", Fraction(-90)),
        ("+3", Fraction(3)),
        ("0.1", Fraction(1, 10)),
    ],
)
def test_people_write_time_as_they_like(text, moment):
    assert parse_time(text) == moment


@pytest.mark.parametrize("text", ["", "soon", "1:2:3:4", "1/0", "nan", "inf", "1e3", "2,5", "1//2", "-", "1:-2"])
def test_what_is_no_time_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="not a time") as caught:
        parse_time(text)
    assert isinstance(caught.value.args[0], Sentence)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("30", Fraction(30)),
        ("29.97", NTSC),
        ("23.976", Fraction(24000, 1001)),
        ("30000/1001", NTSC),
        ("12.5", Fraction(25, 2)),
    ],
)
def test_people_write_rates_as_cameras_do(text, rate):
    assert parse_rate(text) == rate


@pytest.mark.parametrize("text", ["0", "-30", "241", "fast", "1/0", "", "nan", "inf", "1e999999999"])
def test_what_is_no_rate_is_refused(text):
    with pytest.raises(ValueError, match="not a frame rate") as caught:
        parse_rate(text)
    assert isinstance(caught.value.args[0], Sentence)


@pytest.mark.parametrize(
    ("moment", "rate", "code"),
    [
        (Fraction(0), Fraction(30), "00:00:00:00"),
        (Fraction(3661) + Fraction(29, 30), Fraction(30), "01:01:01:29"),
        (Fraction(-1, 30), Fraction(30), "-00:00:00:01"),
        (30 * 1001 / NTSC / 1001, NTSC, "00:00:01:00"),
        (Fraction(1, 2), Fraction(1), "00:00:00:00"),
    ],
)
def test_timecode_counts_frames(moment, rate, code):
    assert timecode(moment, rate) == code


@given(moment=MOMENTS, rate=RATES)
def test_the_frame_on_screen_began_at_or_before_the_moment(moment, rate):
    frame = floor_frame(moment, rate)
    assert frame_time(frame, rate) <= moment < frame_time(frame + 1, rate)
    assert frame_time(ceil_frame(moment, rate) - 1, rate) < moment <= frame_time(ceil_frame(moment, rate), rate)


@given(moment=MOMENTS, rate=RATES)
def test_rounding_goes_to_the_nearest_and_once(moment, rate):
    near = round_to_frame(moment, rate)
    assert abs(near - moment) <= frame_length(rate) / 2
    assert round_to_frame(near, rate) == near
    assert is_whole_frames(near, rate)
    assert abs(round_to_flick(moment) - moment) <= Fraction(1, 2 * FLICKS_PER_SECOND)
    assert round_to_sample(moment) == Fraction(sample_index(moment), 48000)


def test_halves_of_frames_go_up():
    assert nearest_frame(Fraction(1, 2), Fraction(1)) == 1
    assert nearest_frame(Fraction(-1, 2), Fraction(1)) == 0


@pytest.mark.parametrize("rate", [24, 25, 30, 48, 50, 60, 90, 100, 120, 44100, 48000, NTSC, Fraction(24000, 1001)])
def test_usual_rates_are_whole_flicks(rate):
    assert (FLICKS_PER_SECOND / Fraction(rate)).denominator == 1


def test_a_span_is_half_open():
    span = Span(Fraction(1), Fraction(2))
    assert span.end == 3
    assert Fraction(1) in span
    assert Fraction(3) not in span
    assert not span.overlaps(Span(Fraction(3), Fraction(1)))
    assert span.overlaps(Span(Fraction(0), Fraction(5)))


@pytest.mark.parametrize(("start", "length"), [(1.0, Fraction(1)), (Fraction(1), 1), ("1", Fraction(1))])
def test_floats_are_no_time(start, length):
    with pytest.raises(TypeError, match="must be a Fraction"):
        Span(start, length)


def test_a_span_has_no_negative_length():
    with pytest.raises(ValueError, match="negative length"):
        Span(Fraction(0), Fraction(-1))
