"""The files of a project and the order of its main track."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from studio.edits import (
    add_asset,
    append,
    insert,
    lift,
    pin,
    remove_asset,
    ripple_delete,
    set_layer,
    set_transition,
)
from studio.model import (
    At,
    Clip,
    Footage,
    OnClip,
    Project,
    Span,
    Transition,
    check_project,
    find,
    main_duration,
)
from tests.helpers.refused import refused
from tests.helpers.word_sources import play, play_layer, seconds, timeline, title, with_title, word

DISSOLVE = Transition("dissolve", seconds(2))


def clip_of(text: str, clip_id: str = "new", length: Fraction | None = None) -> Clip:
    return Clip(clip_id, Footage(f"file:{text}"), Span(seconds(0), length or seconds(len(text))))


def test_a_clip_is_appended():
    project = add_asset(timeline("abc"), word("XY"))
    assert play(append(project, clip_of("XY"))) == "abcXY"


@pytest.mark.parametrize(
    ("at", "spelled"), [(-5, "XYabcdef"), ("1.4", "XYabcdef"), ("1.5", "abcXYdef"), (4, "abcXYdef"), (99, "abcdefXY")]
)
def test_a_clip_is_inserted_at_the_nearest_cut(at, spelled):
    project = add_asset(timeline("abc def"), word("XY"))
    assert play(insert(project, clip_of("XY"), at=seconds(at))) == spelled


def test_pinned_items_move_along_with_what_is_inserted_before_them():
    project = with_title(add_asset(timeline("abc def"), word("XY")), "T", 4)
    assert play_layer(insert(project, clip_of("XY"), at=seconds(0)), "text") == "      T"


def test_a_clip_gets_whole_frames_inside_its_material():
    project = add_asset(Project("project", rate=Fraction(30)), replace(word("abc"), duration=Fraction(299, 100)))
    added = append(project, clip_of("abc"))
    assert main_duration(added) == Fraction(89, 30)
    assert not check_project(added)


def test_what_cannot_lie_on_the_main_track_is_refused():
    project = add_asset(timeline("abc"), word("song", kind="sound"))
    with refused("has no picture"):
        append(project, clip_of("song"))
    with refused("not part of this project"):
        append(project, clip_of("unknown"))
    with refused("taken already"):
        append(project, clip_of("abc", clip_id="abc"))
    with refused("shorter than one frame"):
        append(project, clip_of("abc", length=Fraction(1, 3)))
    with refused("that speed"):
        append(project, replace(title("T"), speed=Fraction(2)))
    with refused("before its first picture"):
        append(project, replace(clip_of("abc"), window=Span(seconds(-1), seconds(2))))


def test_ripple_delete_closes_the_hole():
    assert play(ripple_delete(timeline("abc de fgh"), "de")) == "abcfgh"
    assert play(ripple_delete(timeline("abc .. fgh"), "..")) == "abcfgh"


def test_lift_leaves_a_gap():
    assert play(lift(timeline("abc de fgh"), "de", gap_id="gap")) == "abc..fgh"


def test_gaps_beside_each_other_become_one():
    project = lift(timeline("abc de .. fgh"), "de", gap_id="gap")
    assert play(project) == "abc....fgh"
    assert len(project.main) == 3


def test_there_is_no_gap_at_the_end():
    assert play(lift(timeline("abc de"), "de", gap_id="gap")) == "abc"
    assert play(ripple_delete(timeline("abc .. de"), "de")) == "abc"
    assert ripple_delete(timeline("abc"), "abc").main == ()


@pytest.mark.parametrize("delete", [ripple_delete, lambda p, c: lift(p, c, gap_id="gap")])
def test_pinned_items_go_with_their_clip_or_stay_at_their_time(delete):
    project = with_title(timeline("abc def ghi"), "T", 4)
    project = with_title(project, "S", 5, when_gone="stay")
    project = delete(project, "def")
    assert find(project, "T") is None
    assert find(project, "S").item.pin == At(seconds(5))


def test_a_clip_that_holds_something_on_a_locked_layer_is_not_deleted():
    project = set_layer(with_title(timeline("abc def"), "T", 1), "text", locked=True)
    with refused("locked layer “Words”"):
        ripple_delete(project, "abc")
    assert play(ripple_delete(project, "def")) == "abc"


def test_items_are_simply_taken_away():
    project = with_title(timeline("abc"), "T", 1)
    assert play_layer(ripple_delete(project, "T"), "text") == ""
    assert play(lift(project, "T", gap_id="gap")) == "abc"
    with refused("locked"):
        ripple_delete(set_layer(project, "text", locked=True), "T")


def test_a_transition_stays_where_it_fits_and_goes_where_it_does_not():
    project = set_transition(timeline("abc def ghi"), "ghi", transition=DISSOLVE)
    assert find(ripple_delete(project, "def"), "ghi").clip.enter == DISSOLVE
    assert find(lift(project, "def", gap_id="gap"), "ghi").clip.enter is None
    alone = ripple_delete(ripple_delete(project, "def"), "abc")
    assert find(alone, "ghi").clip.enter is None


def test_what_is_not_there_is_refused():
    project = timeline("abc .. def")
    with refused("no clip “nothing”"):
        ripple_delete(project, "nothing")
    with refused("only a gap"):
        lift(project, "..", gap_id="gap")
    with refused("taken already"):
        lift(project, "abc", gap_id="def")


def test_a_file_comes_and_goes_but_not_while_it_is_used():
    project = add_asset(timeline("abc"), word("XY"))
    with refused("taken already"):
        add_asset(project, word("XY"))
    with refused("still on the timeline"):
        remove_asset(project, "file:abc")
    with refused("not part of this project"):
        remove_asset(project, "file:nothing")
    assert remove_asset(project, "file:XY") == timeline("abc")


def test_deleting_under_a_pin_to_time_leaves_it_alone():
    project = pin(with_title(timeline("abc def"), "T", 1), "T")
    assert find(ripple_delete(project, "abc"), "T").item.pin == At(seconds(1))
    assert isinstance(find(with_title(timeline("abc"), "T", 1), "T").item.pin, OnClip)
