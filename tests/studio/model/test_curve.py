"""Numbers that change over time."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.model import Key, Keyframes, curve_at, is_animated, round_to_flick, stretched, with_key

RISING = Keyframes(keys=(Key(Fraction(1), 0.0), Key(Fraction(3), 10.0)))
EASES = ("linear", "hold", "in", "out", "in_out")


def test_before_the_first_and_after_the_last_key_the_number_holds():
    assert [curve_at(RISING, Fraction(t)) for t in (-5, 1, 2, 3, 9)] == [0.0, 0.0, 5.0, 10.0, 10.0]
    assert curve_at(7.5, Fraction(3)) == 7.5


@pytest.mark.parametrize(
    ("ease", "half"), [("linear", 5.0), ("hold", 0.0), ("in", 1.25), ("out", 8.75), ("in_out", 5.0)]
)
def test_easing_shapes_the_way(ease, half):
    curve = Keyframes(keys=(Key(Fraction(0), 0.0, ease), Key(Fraction(2), 10.0)))
    assert curve_at(curve, Fraction(1)) == half
    assert curve_at(curve, Fraction(2)) == 10.0


@given(st.sampled_from(EASES), st.fractions(min_value=0, max_value=1, max_denominator=1000))
def test_easing_never_goes_beyond_the_keys(ease, time):
    curve = Keyframes(keys=(Key(Fraction(0), 2.0, ease), Key(Fraction(1), 3.0)))
    assert 2.0 <= curve_at(curve, time) <= 3.0


def test_keys_must_be_there_and_in_order():
    with pytest.raises(ValueError, match="at least one"):
        Keyframes(keys=())
    with pytest.raises(ValueError, match="in order"):
        Keyframes(keys=(Key(Fraction(1), 0.0), Key(Fraction(1), 1.0)))


def test_a_key_is_added_or_replaced():
    assert with_key(3.0, Fraction(2), 5.0).keys == (Key(Fraction(2), 5.0),)
    assert [key.value for key in with_key(RISING, Fraction(2), 7.0).keys] == [0.0, 7.0, 10.0]
    assert [key.value for key in with_key(RISING, Fraction(3), 7.0).keys] == [0.0, 7.0]


def test_only_what_changes_is_animated():
    assert is_animated(RISING)
    assert not is_animated(1.0)
    assert not is_animated(Keyframes(keys=(Key(Fraction(0), 1.0), Key(Fraction(1), 1.0))))


@given(st.fractions(min_value=Fraction(1, 100), max_value=100), st.fractions(min_value=0, max_value=4))
def test_stretching_moves_every_value_with_its_time(factor, time):
    curve = stretched(RISING, factor)
    assert abs(curve_at(curve, time * factor) - curve_at(RISING, time)) < 1e-4
    assert all(key.time == round_to_flick(key.time) for key in curve.keys)


def test_keys_pressed_into_one_flick_become_one():
    assert len(stretched(RISING, Fraction(1, 10**12)).keys) == 1
    assert stretched(4.0, Fraction(2)) == 4.0
