"""What every value of a project is: frozen, comparable, hashable, and told apart by what it holds."""

from __future__ import annotations

from fractions import Fraction

import pytest

import studio.model
from studio.model import Asset, Canvas, Place, Span, Value, place_for
from tests.helpers.word_sources import timeline, with_title


def test_values_never_change():
    with pytest.raises(AttributeError):
        timeline("abc").name = "other"


def test_equal_values_are_equal_and_hash_alike():
    first, second = with_title(timeline("abc"), "T", 1), with_title(timeline("abc"), "T", 1)
    assert first == second
    assert hash(first) == hash(second)
    assert first != timeline("abc")


def test_what_a_newer_program_wrote_is_part_of_a_value():
    assert Span(Fraction(0), Fraction(1), extra='{"mood": 1}') != Span(Fraction(0), Fraction(1))


def test_every_value_is_frozen():
    for name in studio.model.__all__:
        thing = getattr(studio.model, name)
        if isinstance(thing, type) and issubclass(thing, Value):
            assert thing.__struct_config__.frozen, name
            assert "extra" in thing.__struct_fields__, name


def test_a_place_may_differ_for_each_ratio():
    place = Place(per_ratio=(("1:1", Place(x=0.5)),))
    assert place_for(place, "1:1") == Place(x=0.5)
    assert place_for(place, "9:16") == place


def test_the_canvas_knows_its_ratio():
    assert [Canvas(*size).ratio for size in ((1080, 1920), (1080, 1080), (1920, 1080))] == ["9:16", "1:1", "16:9"]
    assert Canvas(1920, 1080).short_side == 1080


def test_a_file_of_sound_has_no_picture():
    assert not Asset("a", "/a", "sound", "a").has_picture
    assert Asset("a", "/a", "photo", "a").has_picture
