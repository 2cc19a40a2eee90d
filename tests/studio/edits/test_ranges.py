"""Putting a clip over others, taking stretches out, closing gaps."""

from __future__ import annotations

from itertools import count

from msgspec.structs import replace

from studio.edits import (
    add_asset,
    add_marker,
    close_gaps,
    lift_range,
    move_over,
    overwrite,
    ripple_range,
    set_layer,
)
from studio.model import Clip, Footage, Marker, Span, Time, check_project
from tests.helpers.refused import why_not
from tests.helpers.word_sources import play, play_layer, seconds, starts, timeline, with_title, word


def ids(stem: str = "new"):
    numbers = count(1)
    return lambda: f"{stem} {next(numbers)}"


def clip(text: str) -> Clip:
    return Clip(text, Footage(f"file:{text}"), Span(seconds(0), seconds(len(text))))


def span(start: float, end: float) -> Span:
    return Span(seconds(start), seconds(end) - seconds(start))


def test_overwriting_puts_a_clip_over_what_is_there():
    project = add_asset(timeline("abcdef gh"), word("XY"))
    assert play(overwrite(project, clip("XY"), at=seconds(2), new_id=ids())) == "abXYefgh"
    assert play(overwrite(project, clip("XY"), at=seconds(5), new_id=ids())) == "abcdeXYh"
    assert play(overwrite(project, clip("XY"), at=seconds(7), new_id=ids())) == "abcdefgXY"
    assert play(overwrite(project, clip("XY"), at=seconds(9), new_id=ids())) == "abcdefgh.XY"


def test_items_stay_over_what_is_overwritten():
    project = with_title(add_asset(timeline("abcdef gh"), word("XY")), "TT", 3)
    done = overwrite(project, clip("XY"), at=seconds(2), new_id=ids())
    assert starts(done)["TT"] == 3
    assert not check_project(done)


def test_a_clip_is_moved_over_others_and_leaves_a_gap():
    project = with_title(timeline("ab cdef gh"), "T", 1)
    moved = move_over(project, "ab", to=seconds(3), new_id=ids())
    assert play(moved) == "..cabfgh"
    assert starts(moved)["T"] == 4
    assert play(move_over(project, "gh", to=seconds(0), new_id=ids())) == "ghcdef"
    assert why_not(move_over, project, "T", to=seconds(0), new_id=ids()) == (
        "Only clips of the main track are put over others."
    )


def test_a_stretch_is_lifted_out_of_all_layers():
    project = with_title(timeline("abcdef gh", sounds="songsong"), "TUVW", 1)
    done = lift_range(project, span(2, 4), new_id=ids())
    assert play(done) == "ab..efgh"
    assert play_layer(done, "sound") == "so  song"
    assert play_layer(done, "text") == " T  W"
    assert not check_project(done)


def test_a_stretch_is_taken_out_and_closed():
    project = with_title(timeline("abcdef gh", sounds="songsong"), "TUVW", 1)
    project = add_marker(add_marker(project, Marker("k", Time(0)), at=seconds(3)), Marker("l", Time(0)), at=seconds(6))
    done = ripple_range(project, span(2, 4), new_id=ids())
    assert play(done) == "abefgh"
    assert play_layer(done, "sound") == "sosong"
    assert play_layer(done, "text") == " TW"
    assert [(marker.id, marker.time) for marker in done.markers] == [("l", 4)]
    assert not check_project(done)


def test_what_lies_on_a_locked_layer_stays():
    project = set_layer(timeline("abcdef gh", sounds="songsong"), "sound", locked=True)
    assert play_layer(ripple_range(project, span(2, 4), new_id=ids()), "sound") == "songsong"


def test_an_empty_stretch_is_why_not():
    assert why_not(lift_range, timeline("abc"), span(5, 7), new_id=ids()) == "There is nothing in the range."


def test_gaps_that_a_stretch_cuts_are_one_gap_again():
    done = lift_range(timeline("ab .... cd"), span(3, 7), new_id=ids())
    assert play(done) == "ab.....d"
    assert len(done.main) == 3
    assert play(ripple_range(timeline("ab .... cd"), span(3, 5), new_id=ids())) == "ab..cd"


def test_closing_all_gaps_moves_everything_up():
    project = with_title(timeline("a . b .. c"), "T", 5)
    closed = close_gaps(project)
    assert play(closed) == "abc"
    assert starts(closed)["T"] == 2
    assert close_gaps(closed) is closed
    assert close_gaps(replace(project, main=())).main == ()
