"""Moving cuts, what lies between them and what is seen in them; healing a cut."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.edits import (
    add_item,
    add_marker,
    rejoin,
    ripple_trim_end,
    ripple_trim_start,
    roll,
    roll_room,
    set_fades,
    set_opacity,
    set_speed,
    set_speed_curve,
    slide,
    slide_room,
    slip,
    slip_room,
    split,
    trim_end_alone,
    trim_room,
    trim_start,
    trim_start_alone,
)
from studio.model import Marker, Span, Time, check_project, find, marked
from tests.helpers.refused import why_not
from tests.helpers.word_sources import film, play, play_layer, seconds, starts, timeline, title, with_title


def test_rolling_moves_the_cut_and_nothing_else():
    project = timeline("[abcd]ef xy[zw] gh")
    assert play(project) == "abcdzwgh"
    assert play(roll(project, "zw", to=seconds(5))) == "abcdewgh"
    assert play(roll(project, "zw", to=seconds(2))) == "abxyzwgh"


def test_items_stay_where_they_are_when_a_cut_rolls():
    project = with_title(timeline("[abcd]ef xy[zw] gh"), "TT", 3)
    rolled = roll(project, "zw", to=seconds(2))
    assert starts(rolled)["TT"] == 3
    assert find(rolled, "TT").item.pin.clip == "zw"
    assert not check_project(rolled)


def test_a_roll_stops_at_the_material_and_leaves_something_of_both():
    project = timeline("[abcd]ef xy[zw] gh")
    assert roll_room(project, "zw") == type(roll_room(project, "zw"))(seconds(2), seconds(5))
    assert why_not(roll, project, "zw", to=seconds(6)) == "Nothing would be left of “xyzw”."
    assert "no more material" in why_not(roll, project, "zw", to=seconds(1))
    assert why_not(roll, project, "abcd", to=seconds(1)) == "There is no clip right before “abcdef”."


def test_a_cut_between_two_items_rolls_too():
    project = timeline("abcdefgh", sounds="")
    project = add_item(project, title("TTTT"), layer="text", at=seconds(0))
    project = add_item(project, title("UUUU"), layer="text", at=seconds(4))
    rolled = roll(project, "UUUU", to=seconds(6))
    assert play_layer(rolled, "text") == "TTTTTTUU"


def test_slipping_shows_other_material_in_the_same_place():
    project = timeline("pq ab[cde]fg rs")
    assert play(slip(project, "cde", by=seconds(1))) == "pqdefrs"
    assert play(slip(project, "cde", by=seconds(-2))) == "pqabcrs"
    assert slip_room(project, "cde") == type(slip_room(project, "cde"))(seconds(-2), seconds(2))
    assert why_not(slip, project, "cde", by=seconds(3)) == "“abcdefg” has no more material after this."
    assert why_not(slip, project, "cde", by=seconds(-3)) == "“abcdefg” has no more material before this."


def test_what_stands_still_cannot_be_slipped():
    project = with_title(timeline("abc"), "TT", 0)
    assert why_not(slip, project, "TT", by=seconds(1)) == "“TT” stands still, so there is nothing to slip."


def test_fades_and_items_stay_while_the_content_slips():
    project = set_fades(with_title(timeline("ab[cde]fg"), "T", 1), "cde", fade_in=seconds(1), fade_out=seconds(1))
    slipped = slip(project, "cde", by=seconds(2))
    clip = find(slipped, "cde").clip
    assert (clip.fade_in, clip.fade_out) == (Span(seconds(4), seconds(1)), Span(seconds(6), seconds(1)))
    assert starts(slipped)["T"] == 1


def test_a_clip_slides_between_its_neighbours():
    project = timeline("[ab]cd xy e[fgh]")
    assert play(project) == "abxyfgh"
    assert play(slide(project, "xy", to=seconds(3))) == "abcxygh"
    assert play(slide(project, "xy", to=seconds(1))) == "axyefgh"
    assert slide_room(project, "xy") == type(slide_room(project, "xy"))(seconds(1), seconds(4))


def test_gaps_give_and_take_room_for_a_clip_that_slides():
    project = timeline("ab .. xy ... gh")
    assert play(slide(project, "xy", to=seconds(2))) == "abxy.....gh"
    assert play(slide(project, "xy", to=seconds(7))) == "ab.....xygh"
    assert why_not(slide, project, "xy", to=seconds(8)) == "The gap beside it is not that long."


def test_items_of_a_clip_slide_with_it_and_others_stay():
    project = with_title(with_title(timeline("[ab]cd xy e[fgh]"), "T", 2), "U", 5)
    slid = slide(project, "xy", to=seconds(3))
    assert (starts(slid)["T"], starts(slid)["U"]) == (3, 5)


def test_the_first_clip_and_items_do_not_slide():
    project = with_title(timeline("ab cd"), "T", 0)
    assert "nothing before" in why_not(slide, project, "ab", to=seconds(1))
    assert "simply be moved" in why_not(slide, project, "T", to=seconds(1))


def test_the_halves_of_a_split_become_one_again():
    project = set_opacity(set_speed(timeline("abcdef gh"), "abcdef", speed=Fraction(3, 2)), "abcdef", opacity=0.5)
    project = add_marker(with_title(project, "T", 3), Marker("k1", Time(0)), at=seconds(3), clip_id="abcdef")
    halves = split(project, "abcdef", at=seconds(2), new_id="tail")
    assert [marker.id for _time, marker in marked(find(halves, "tail"))] == ["k1"]
    assert rejoin(halves, "abcdef") == project


def test_halves_of_an_item_become_one_again():
    project = with_title(timeline("abcdefgh"), "TUVWXY", 1)
    halves = split(project, "TUVWXY", at=seconds(3), new_id="tail")
    assert film(rejoin(halves, "TUVWXY")) == film(project)


@pytest.mark.parametrize("drawing", ["ab cd", "[ab]cd ab[cd]"])
def test_only_what_goes_on_is_rejoined(drawing):
    project = timeline("[ab]cdef") if drawing == "ab cd" else timeline(drawing)
    if drawing == "ab cd":
        assert why_not(rejoin, project, "ab") == "There is no clip right after “abcdef”."
        assert "something is missing" in why_not(rejoin, timeline("ab cd"), "ab")
        return
    assert play(rejoin(project, "ab")) == "abcd"


def test_halves_that_were_changed_apart_are_not_rejoined():
    halves = set_opacity(split(timeline("abcd"), "abcd", at=seconds(2), new_id="tail"), "tail", opacity=0.5)
    assert "no longer alike" in why_not(rejoin, halves, "abcd")


def test_a_trim_alone_leaves_a_gap_and_takes_it_back():
    project = timeline("abcd efg")
    shorter = trim_start_alone(project, "abcd", to=seconds(2), gap_id="g")
    assert play(shorter) == "..cdefg"
    assert play(trim_start_alone(shorter, "abcd", to=seconds(1), gap_id="h")) == ".bcdefg"
    shorter = trim_end_alone(project, "abcd", to=seconds(2), gap_id="g")
    assert play(shorter) == "ab..efg"
    assert play(trim_end_alone(shorter, "abcd", to=seconds(4), gap_id="h")) == "abcdefg"
    assert "no room" in why_not(trim_end_alone, timeline("[ab]c d"), "ab", to=seconds(3), gap_id="g")


def test_a_ripple_trim_on_a_layer_takes_along_what_follows():
    project = with_title(with_title(timeline("abcdefghij"), "TUVW", 1), "X", 6)
    assert play_layer(ripple_trim_start(project, "TUVW", to=seconds(3)), "text") == " VW X"
    assert play_layer(ripple_trim_end(project, "TUVW", to=seconds(2)), "text") == " T X"
    assert play_layer(ripple_trim_end(project, "TUVW", to=seconds(6)), "text").endswith("X")
    assert starts(ripple_trim_end(project, "TUVW", to=seconds(6)))["X"] == 7
    assert play(ripple_trim_end(timeline("abcd ef"), "abcd", to=seconds(2))) == "abef"


def test_with_a_speed_curve_the_first_picture_is_the_limit_too():
    project = set_speed_curve(timeline("pq ab[cdefgh]ij"), "cdefgh", points=((0.0, 2.0), (1.0, 0.5)))
    room = slip_room(project, "cdefgh")
    assert room.low is not None
    slipped = slip(project, "cdefgh", by=room.low)
    assert not check_project(slipped)
    assert "no more material before" in why_not(slip, project, "cdefgh", by=room.low - 1)
    start = trim_room(project, "cdefgh").start_from
    assert not check_project(trim_start(project, "cdefgh", to=start))
    assert "no more material before" in why_not(trim_start, project, "cdefgh", to=start - 1)


def test_of_two_items_that_begin_at_a_cut_the_one_that_goes_on_is_rejoined():
    project = with_title(with_title(timeline("abcdefgh"), "XX", 3), "TUVW", 1)
    halves = split(project, "TUVW", at=seconds(3), new_id="tail")
    assert film(rejoin(halves, "TUVW")) == film(project)
