"""Where things stand: order gives the main track its times, pins give the items theirs."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from studio.edits import add_item, set_speed
from studio.model import (
    At,
    Clip,
    Footage,
    OnClip,
    Project,
    Span,
    all_clips,
    duration,
    find,
    is_sourced,
    item_index,
    item_start,
    item_starts,
    main_at,
    main_duration,
    main_frames,
    main_index,
    main_span,
    main_start,
)
from tests.helpers.word_sources import seconds, timeline, title, with_title


def test_positions_follow_from_order():
    project = timeline("abc .. d", rate=Fraction(2))
    assert main_frames(project) == (0, 6, 10, 12)
    assert main_start(project, 1) == 3
    assert main_span(project, 2) == Span(seconds(5), seconds(1))
    assert main_index(project) == {"abc": 0, "..": 1, "d": 2}
    assert main_duration(project) == 6


def test_an_empty_track_has_no_length():
    project = Project("empty")
    assert (main_duration(project), duration(project), main_at(project, seconds(0))) == (0, 0, None)
    assert list(all_clips(project)) == []


def test_a_moment_belongs_to_the_frame_on_screen():
    project = timeline("ab c", rate=Fraction(2))
    assert [main_at(project, Fraction(t, 4)) for t in (-1, 0, 7, 8, 11, 12)] == [None, 0, 0, 1, 1, None]


def test_items_stand_where_their_pins_are():
    project = with_title(set_speed(timeline("abcdef ghi"), "abcdef", speed=Fraction(2)), "T", 4)
    layer = project.layers[1]
    assert item_starts(project, layer) == (4,)
    assert item_start(project, layer.items[0]) == 4
    assert item_index(layer) == {"T": 0}
    loose = replace(layer.items[0], pin=OnClip("nothing", seconds(2)))
    assert item_start(project, loose) == 0


def test_everything_is_found_by_its_id():
    project = with_title(timeline("abc . def", sounds="song"), "T", 5)
    assert [found.clip.id for found in all_clips(project)] == ["abc", "def", "T", "song"]
    assert find(project, "def").span == Span(seconds(4), seconds(3))
    title_found = find(project, "T")
    assert (title_found.track, title_found.layer.id, title_found.index) == ("layers", "text", 0)
    assert title_found.item.pin == OnClip("def", seconds(1))
    assert find(project, "song").track == "sounds"
    assert find(project, "song").item.pin == At(seconds(0))
    assert find(project, ".") is None
    assert find(project, "nothing") is None


def test_the_whole_piece_lasts_until_nothing_is_there():
    project = add_item(timeline("abc"), title("TUVW"), layer="text", at=seconds(2))
    assert (main_duration(project), duration(project)) == (3, 6)


def test_only_video_and_sound_play_in_time():
    project = with_title(timeline("abc", sounds="song"), "T", 0)
    assert is_sourced(project, find(project, "abc").clip)
    assert is_sourced(project, find(project, "song").clip)
    assert not is_sourced(project, find(project, "T").clip)
    assert not is_sourced(project, Clip("x", Footage("file:nothing"), Span(seconds(0), seconds(1))))
