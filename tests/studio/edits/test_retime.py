"""Speed curves, reverse and frozen pictures, as drawings."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.edits import (
    SPEED_CURVES,
    freeze,
    reverse,
    set_fades,
    set_keep_pitch,
    set_opacity,
    set_speed,
    set_speed_curve,
    set_transition,
    speed_curve,
    split,
    trim_end,
    trim_start,
)
from studio.model import Key, Keyframes, Span, Transition, check_project, find
from tests.helpers.refused import refused
from tests.helpers.word_sources import play, play_layer, seconds, starts, timeline, with_title

SLOW_THEN_FAST = ((0.0, 0.5), (0.5, 0.5), (0.501, 2.0), (1.0, 2.0))


def test_a_speed_curve_shows_the_same_pictures_and_ripples():
    project = set_speed_curve(timeline("abcdefgh UV"), "abcdefgh", points=SLOW_THEN_FAST)
    assert play(project) == "aabbccddefUV"
    assert check_project(project) == ()


def test_a_speed_curve_begins_and_ends_where_the_clip_did():
    project = timeline("xx[abcdef]yy UV", rate=Fraction(30))
    for name, points in SPEED_CURVES.items():
        changed = find(set_speed_curve(project, "abcdef", points=points), "abcdef").clip
        assert abs(changed.source_span.start - 2) < Fraction(1, 10**6), name
        assert abs(changed.source_span.end - 8) <= Fraction(1, 10), name


def test_a_speed_curve_is_read_off_as_it_was_set():
    project = set_speed_curve(timeline("xx[abcdef]yy", rate=Fraction(30)), "abcdef", points=SPEED_CURVES["hero"])
    read = speed_curve(find(project, "abcdef").clip)
    for got, wanted in zip(read, SPEED_CURVES["hero"], strict=True):
        assert got == pytest.approx(wanted, abs=0.03)
    plain = set_speed_curve(project, "abcdef", points=())
    assert speed_curve(find(plain, "abcdef").clip) == ()
    assert find(plain, "abcdef").clip.time_map is None


def test_splitting_and_trimming_keep_the_curve_and_move_the_window():
    project = set_speed_curve(timeline("abcdefgh UV"), "abcdefgh", points=SLOW_THEN_FAST)
    halves = split(project, "abcdefgh", at=seconds(4), new_id="tail")
    assert play(halves) == play(project)
    assert play(trim_start(halves, "tail", to=seconds(6))) == "aabbddefUV"
    assert play(trim_end(project, "abcdefgh", to=seconds(3))) == "aabUV"
    assert play(set_speed(project, "abcdefgh", speed=Fraction(2))) == "abcdeUV"


def test_a_curve_that_cannot_be_is_refused():
    project = with_title(timeline("abc"), "T", 1)
    with refused("from 0.1 to 10"):
        set_speed_curve(project, "abc", points=((0.0, 1.0), (1.0, 11.0)))
    with refused("from 0 to 1"):
        set_speed_curve(project, "abc", points=((0.0, 1.0), (0.9, 1.0)))
    with refused("from 2 to 32 points"):
        set_speed_curve(project, "abc", points=((0.0, 1.0),))
    with refused("stands still"):
        set_speed_curve(project, "T", points=SPEED_CURVES["jump"])


def test_reverse_turns_a_clip_round_and_back():
    project = timeline("xx[abcd]yy ef")
    turned = reverse(project, "abcd")
    assert play(turned) == "dcbaef"
    assert check_project(turned) == ()
    assert reverse(turned, "abcd") == project
    assert play(reverse(set_speed(timeline("abcdefgh"), "abcdefgh", speed=Fraction(2)), "abcdefgh")) == "geca"


def test_a_reversed_clip_is_trimmed_and_split_like_any_other():
    turned = reverse(timeline("xx[abcd]yy ef"), "abcd")
    assert play(trim_end(turned, "abcd", to=seconds(6))) == "dcbaxxef"
    assert play(trim_start(turned, "abcd", to=seconds(-2))) == "yydcbaef"
    with refused("no more material after"):
        trim_end(turned, "abcd", to=seconds(7))
    assert play(reverse(split(turned, "abcd", at=seconds(2), new_id="tail"), "tail")) == "dcabef"


def test_reverse_turns_a_curve_and_keys_with_their_pictures():
    project = set_speed_curve(timeline("abcdefgh UV"), "abcdefgh", points=SLOW_THEN_FAST)
    assert play(reverse(project, "abcdefgh")) == "feddccbbaaUV"
    keys = Keyframes(keys=(Key(seconds(1), 0.0, "in_quad"), Key(seconds(3), 1.0)))
    turned = find(reverse(set_opacity(timeline("abcd"), "abcd", opacity=keys), "abcd"), "abcd").clip
    assert turned.opacity == Keyframes(keys=(Key(seconds(1), 1.0, "out_quad"), Key(seconds(3), 0.0)))


def test_pinned_items_stay_on_their_pictures():
    project = with_title(timeline("abcdefgh UV"), "T", 2)
    assert play_layer(reverse(project, "abcdefgh"), "text") == "     T"
    slow = set_speed_curve(project, "abcdefgh", points=SLOW_THEN_FAST)
    assert play_layer(slow, "text") == "    T"
    assert play_layer(set_speed_curve(slow, "abcdefgh", points=()), "text") == "  T"


def test_fades_stay_at_the_edges():
    project = set_fades(timeline("xx[abcd]yy"), "abcd", fade_in=seconds(1), fade_out=seconds(2))
    turned = find(reverse(project, "abcd"), "abcd").clip
    assert (turned.fade_in, turned.fade_out) == (Span(seconds(2), seconds(1)), Span(seconds(4), seconds(2)))


def test_freeze_shows_one_picture_and_goes_on():
    project = freeze(timeline("abcdef gh"), "abcdef", at=seconds(2), still_id="still", new_id="rest")
    assert play(project) == "abccccdefgh"
    assert check_project(project) == ()
    assert play(trim_end(project, "still", to=seconds(9))) == "abccccccccdefgh"
    with refused("stands still"):
        freeze(project, "still", at=seconds(3), still_id="2", new_id="3")
    with refused("Move the playhead"):
        freeze(project, "abcdef", at=seconds(9), still_id="2", new_id="3")


def test_freeze_at_the_first_picture_and_on_a_layer():
    project = set_transition(timeline("abc def"), "def", transition=Transition("dissolve", seconds(2)))
    still = freeze(project, "def", at=seconds(3), still_id="still", new_id="rest", length=seconds(2))
    assert play(still) == "abcdddef"
    assert find(still, "still").clip.enter == Transition("dissolve", seconds(2))
    assert find(still, "def").clip.enter is None


def test_what_is_pinned_after_the_freeze_goes_with_its_picture():
    project = with_title(with_title(timeline("abcdef"), "T", 1), "U", 4)
    still = freeze(project, "abcdef", at=seconds(2), still_id="still", new_id="rest")
    assert starts(still)["T"] == 1
    assert starts(still)["U"] == 7


def test_pitch_is_kept_only_where_there_is_sound():
    project = with_title(timeline("abc"), "T", 1)
    assert find(set_keep_pitch(project, "abc", keep_pitch=True), "abc").clip.keep_pitch
    with refused("has no sound"):
        set_keep_pitch(project, "T", keep_pitch=True)
