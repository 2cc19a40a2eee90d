"""Clips that belong together, and moments that were marked."""

from __future__ import annotations

from studio.edits import (
    add_marker,
    duplicate,
    group,
    move,
    remove_marker,
    set_marker,
    set_speed,
    trim_start,
    ungroup,
)
from studio.model import Marker, Time, find, grouped, marked
from tests.helpers.refused import why_not
from tests.helpers.word_sources import seconds, timeline, with_title


def mark(name: str = "k1") -> Marker:
    return Marker(name, Time(0))


def test_a_group_is_found_by_any_of_its_clips_and_ends_with_ungroup():
    project = with_title(timeline("ab cd ef"), "T", 0)
    project = group(project, ["ab", "T"], group_id="g1")
    assert set(grouped(project, ["T"])) == {"ab", "T"}
    assert grouped(project, ["cd"]) == ("cd",)
    project = group(project, ["ef", "ab"], group_id="g2")
    assert set(grouped(project, ["ef"])) == {"ab", "T", "ef"}
    assert grouped(ungroup(project, ["T"]), ["ef"]) == ("ef",)
    assert find(duplicate(project, "ab", new_id="copy"), "copy").clip.group == ""


def test_a_group_has_two_clips_at_least():
    project = timeline("ab cd")
    assert why_not(group, project, ["ab"], group_id="g1") == "A group needs at least two clips."
    assert why_not(ungroup, project, ["ab"]) == "This clip is in no group."


def test_a_marker_of_the_piece_stands_at_its_time():
    project = add_marker(timeline("abc"), mark(), at=seconds("7/5"))
    assert [marker.time for marker in project.markers] == [1]
    assert why_not(add_marker, project, mark("k2"), at=seconds(1)) == "There is a marker already."
    named = set_marker(project, "k1", name="Drop", colour="#ff0000", to=seconds(2))
    assert [(one.name, one.colour, one.time) for one in named.markers] == [("Drop", "#FF0000", 2)]
    assert not remove_marker(named, "k1").markers
    assert why_not(remove_marker, named, "k9") == "There is no marker “k9” any more."


def test_a_marker_of_a_clip_stays_on_what_it_marks():
    project = add_marker(timeline("xx abcdef"), mark(), at=seconds(4), clip_id="abcdef")

    def at(project):
        return [time for time, _marker in marked(find(project, "abcdef"))]

    assert at(project) == [4]
    assert at(trim_start(project, "abcdef", to=seconds(3))) == [3]
    assert at(trim_start(project, "abcdef", to=seconds(5))) == []
    assert at(set_speed(project, "abcdef", speed=seconds(2))) == [3]
    assert at(move(project, "abcdef", to=seconds(0))) == [2]
    assert "is not shown" in why_not(add_marker, project, mark("k2"), at=seconds(1), clip_id="abcdef")
    assert at(set_marker(project, "k1", clip_id="abcdef", to=seconds(6))) == [6]
    assert at(remove_marker(project, "k1", clip_id="abcdef")) == []
