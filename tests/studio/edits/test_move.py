"""Moving and copying what is already on the timeline."""

from __future__ import annotations

import pytest

from studio.edits import duplicate, move, pin, set_layer, set_transition
from studio.model import At, OnClip, Transition, check_project, find
from tests.helpers.refused import refused
from tests.helpers.word_sources import play, play_layer, seconds, starts, timeline, with_title


@pytest.mark.parametrize(
    ("to", "spelled"),
    [(-3, "bbaac"), (0, "bbaac"), ("0.9", "bbaac"), (1, "aabbc"), (2, "aabbc"), (3, "aacbb"), (9, "aacbb")],
)
def test_a_clip_lands_at_the_nearest_cut_of_the_others(to, spelled):
    assert play(move(timeline("aa bb c"), "bb", to=seconds(to))) == spelled


def test_a_long_clip_passes_a_short_one_half_way():
    assert play(move(timeline("aaaaaa b"), "aaaaaa", to=seconds("0.4"))) == "aaaaaab"
    assert play(move(timeline("aaaaaa b"), "aaaaaa", to=seconds("0.6"))) == "baaaaaa"


def test_a_clip_put_back_where_it_is_changes_nothing():
    project = timeline("aa .. bb")
    assert move(project, "bb", to=seconds(4)) is project
    assert move(project, "aa", to=seconds(0)) is project


def test_a_gap_moves_like_a_clip():
    assert play(move(timeline("aa . bb cc"), ".", to=seconds(4))) == "aabb.cc"


def test_pinned_items_move_with_their_clip():
    project = with_title(timeline("abc def"), "T", 4)
    assert play_layer(move(project, "def", to=seconds(0)), "text") == " T"


def test_transitions_keep_to_their_clips_and_go_at_the_start():
    dissolve = Transition("dissolve", seconds(2))
    project = set_transition(timeline("abc def ghi"), "def", transition=dissolve)
    project = set_transition(project, "ghi", transition=dissolve)
    moved = move(project, "def", to=seconds(0))
    assert find(moved, "def").clip.enter is None
    assert find(moved, "ghi").clip.enter == dissolve
    assert not check_project(moved)


def test_a_clip_of_the_main_track_moves_up_onto_a_layer_with_what_is_pinned_to_it():
    project = with_title(timeline("abc def ghi"), "T", 4)
    moved = move(project, "def", to=seconds(1), layer="over")
    assert play(moved) == "abcghi"
    assert play_layer(moved, "over") == " def"
    assert play_layer(moved, "text") == "  T"
    assert find(moved, "T").item.pin.clip == "abc"
    assert find(moved, "def").item.pin == OnClip("abc", seconds(1))


def test_neither_a_copy_nor_what_leaves_the_main_track_keeps_its_transition():
    project = set_transition(timeline("abc def"), "def", transition=Transition("dissolve", seconds(2)))
    assert find(duplicate(project, "def", new_id="copy"), "copy").clip.enter is None
    assert find(move(project, "def", to=seconds(0), layer="over"), "def").clip.enter is None


def test_an_item_moves_down_into_the_main_track():
    project = move(timeline("abc def ghi"), "def", to=seconds(1), layer="over")
    assert play(move(project, "def", to=seconds(6), layer="main")) == "abcghidef"


def test_a_picture_can_be_taken_for_its_sound():
    moved = move(timeline("abc def"), "def", to=seconds(1), layer="sound")
    assert find(moved, "def").item.pin == At(seconds(1))
    with refused("has no sound"):
        move(with_title(timeline("abc"), "T", 1), "T", to=seconds(0), layer="sound")


def test_an_item_begins_where_it_is_moved_to_and_is_pinned_to_what_lies_there():
    project = with_title(timeline("abc def"), "T", 1)
    moved = move(project, "T", to=seconds(4))
    assert find(moved, "T").item.pin == OnClip("def", seconds(1))
    assert find(move(moved, "T", to=seconds(9)), "T").item.pin == At(seconds(9))
    assert move(project, "T", to=seconds(1)) is project


def test_an_item_pinned_to_time_stays_pinned_to_time():
    project = pin(with_title(timeline("abc def"), "T", 1), "T")
    assert find(move(project, "T", to=seconds(4)), "T").item.pin == At(seconds(4))


def test_an_item_changes_its_layer():
    moved = move(with_title(timeline("abc"), "T", 1), "T", to=seconds(2), layer="over")
    assert play_layer(moved, "over") == "  T"
    assert play_layer(moved, "text") == ""


def test_where_nothing_can_go_is_refused():
    project = with_title(timeline("abc", sounds="song"), "T", 1)
    with refused("before the start"):
        move(project, "T", to=seconds(-1))
    with refused("no layer “nowhere”"):
        move(project, "T", to=seconds(1), layer="nowhere")
    with refused("has no picture"):
        move(project, "song", to=seconds(0), layer="main")
    locked = set_layer(project, "over", locked=True)
    with refused("“Pictures” is locked"):
        move(locked, "T", to=seconds(1), layer="over")
    with refused("“Pictures” is locked"):
        move(locked, "abc", to=seconds(1), layer="over")


def test_a_copy_comes_right_after():
    project = duplicate(timeline("abc de"), "abc", new_id="copy")
    assert play(project) == "abcabcde"
    assert starts(project)["copy"] == 3


def test_a_copy_of_an_item_begins_where_the_item_ends():
    project = duplicate(with_title(timeline("abc def"), "TU", 1), "TU", new_id="copy")
    assert play_layer(project, "text") == " TUTU"
    assert find(project, "copy").item.pin == OnClip("def", seconds(0))
    with refused("taken already"):
        duplicate(project, "TU", new_id="abc")
