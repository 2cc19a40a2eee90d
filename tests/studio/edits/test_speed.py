"""How fast a clip plays, and what stays on its pictures."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.edits import (
    add_asset,
    add_effect,
    append,
    set_fades,
    set_gain,
    set_opacity,
    set_place,
    set_speed,
    set_transition,
    split,
)
from studio.model import (
    Applied,
    Clip,
    Footage,
    Key,
    Keyframes,
    OnClip,
    Place,
    Span,
    Transition,
    check_project,
    curve_at,
    find,
)
from tests.helpers.refused import refused
from tests.helpers.word_sources import play, play_layer, seconds, starts, timeline, with_title, word

TWICE, HALF = Fraction(2), Fraction(1, 2)
RISING = Keyframes(keys=(Key(seconds(2), 0.0), Key(seconds(6), 1.0)))


def test_speed_shows_fewer_or_more_frames_and_ripples():
    assert play(set_speed(timeline("abcdef UVW"), "abcdef", speed=TWICE)) == "aceUVW"
    assert play(set_speed(timeline("abc UVW"), "abc", speed=HALF)) == "aabbccUVW"


def test_speed_begins_with_the_same_picture():
    assert play(set_speed(timeline("xx[abcdef]yy UVW"), "abcdef", speed=TWICE)) == "aceUVW"


@pytest.mark.parametrize("speed", [Fraction(3, 2), Fraction(137, 100), Fraction(1, 3), Fraction(7)])
def test_speed_there_and_back_begins_where_it_began(speed):
    project = timeline("xx[abcdef]yyyyyyy", rate=Fraction(30))
    back = set_speed(set_speed(project, "abcdef", speed=speed), "abcdef", speed=Fraction(1))
    assert find(back, "abcdef").clip.window.start == seconds(2)


def test_a_fast_clip_splits_into_fast_halves():
    project = set_speed(timeline("abcdefgh"), "abcdefgh", speed=TWICE)
    assert play(split(project, "abcdefgh", at=seconds(2), new_id="tail")) == "aceg"
    halves = split(project, "abcdefgh", at=seconds(2), new_id="tail")
    assert play(set_speed(halves, "tail", speed=Fraction(1))) == "acefgh"


def test_the_length_is_whole_frames_inside_the_source():
    project = set_speed(timeline("abcde"), "abcde", speed=TWICE)
    assert play(project) == "ac"
    assert not check_project(project)
    assert play(set_speed(timeline("ab cde"), "ab", speed=TWICE)) == "acde"
    with refused("shorter than one frame"):
        set_speed(timeline("ab"), "ab", speed=Fraction(3))
    assert play(set_speed(timeline("[ab]cdefgh"), "ab", speed=Fraction(3))) == "a"


def test_keyframes_stay_on_their_pictures():
    project = timeline("abcdefgh")
    place = Place(x=RISING, per_ratio=(("1:1", Place(y=RISING)),))
    project = set_opacity(project, "abcdefgh", opacity=RISING)
    project = set_place(project, "abcdefgh", x=RISING)
    project = set_gain(project, "abcdefgh", gain_db=RISING)
    applied = Applied("1", "blur", settings=(("radius", RISING), ("on", True)))
    project = add_effect(project, "abcdefgh", applied=applied)
    fast = find(set_speed(project, "abcdefgh", speed=TWICE), "abcdefgh").clip
    for curve in (fast.opacity, fast.gain_db, fast.place.x, fast.effects[0].setting("radius")):
        assert [key.time for key in curve.keys] == [1, 3]
        assert curve_at(curve, seconds(2)) == 0.5
    assert fast.effects[0].setting("on") is True
    assert place.per_ratio[0][1].y == RISING


def test_places_of_other_ratios_are_stretched_too():
    place = Place(per_ratio=(("1:1", Place(y=RISING)),))
    project = add_asset(timeline(""), word("abcdefgh"))
    project = append(project, Clip("c", Footage("file:abcdefgh"), Span(seconds(0), seconds(8)), place=place))
    fast = find(set_speed(project, "c", speed=TWICE), "c").clip
    assert [key.time for key in fast.place.per_ratio[0][1].y.keys] == [1, 3]


def test_fades_stay_at_the_edges_and_on_their_pictures():
    project = set_fades(timeline("xx[abcdef]"), "abcdef", fade_in=seconds(2), fade_out=seconds(4))
    fast = find(set_speed(project, "abcdef", speed=TWICE), "abcdef").clip
    assert fast.fade_in == Span(seconds(1), seconds(1))
    assert fast.fade_out == Span(seconds(2), seconds(2))


def test_pinned_items_stay_on_their_pictures():
    project = with_title(timeline("abcdefgh UVW"), "T", 6)
    fast = set_speed(project, "abcdefgh", speed=TWICE)
    assert (play(fast), play_layer(fast, "text")) == ("acegUVW", "   T")
    assert find(fast, "T").item.pin == OnClip("abcdefgh", seconds(6))


def test_an_item_whose_picture_fell_away_stays_on_the_last_one():
    project = with_title(timeline("abcde UVW"), "T", 4)
    fast = set_speed(project, "abcde", speed=TWICE)
    assert find(fast, "T").item.pin == OnClip("abcde", seconds(2))
    assert not check_project(fast)


def test_an_item_plays_fast_where_it_is():
    project = timeline("abc", sounds="song")
    fast = set_speed(project, "song", speed=TWICE)
    assert starts(fast)["song"] == 0
    assert find(fast, "song").clip.length == 2


def test_a_transition_that_no_longer_fits_is_shortened():
    project = timeline("abcdefgh ijklmnop")
    project = set_transition(project, "ijklmnop", transition=Transition("dissolve", seconds(8)))
    assert find(set_speed(project, "abcdefgh", speed=Fraction(4)), "ijklmnop").clip.enter.length == 4


def test_speeds_out_of_range_and_of_still_things_are_refused():
    project = with_title(timeline("abc"), "T", 1)
    for speed in (Fraction(0), Fraction(-1), Fraction(1, 11), Fraction(101)):
        with refused("from 0.1 to 100"):
            set_speed(project, "abc", speed=speed)
    with refused("stands still"):
        set_speed(project, "T", speed=TWICE)
    assert set_speed(project, "abc", speed=Fraction(1)) is project


def test_a_speed_is_a_small_fraction():
    project = set_speed(timeline("abcdef", rate=Fraction(30)), "abcdef", speed=Fraction(123456789, 98765432))
    assert find(project, "abcdef").clip.speed.denominator <= 10_000
