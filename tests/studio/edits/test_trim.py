"""Cutting clips in two, moving their edges, and how long photos and titles last."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from studio.edits import (
    add_asset,
    add_effect,
    add_item,
    append,
    set_fades,
    set_layer,
    set_length,
    set_opacity,
    set_speed,
    set_transition,
    split,
    trim_end,
    trim_room,
    trim_start,
)
from studio.model import (
    Applied,
    Clip,
    Footage,
    Key,
    Keyframes,
    OnClip,
    Project,
    Solid,
    Span,
    Transition,
    check_project,
    find,
    main_duration,
)
from tests.helpers.refused import refused
from tests.helpers.word_sources import film, play, play_layer, seconds, starts, timeline, title, with_title, word

RISING = Keyframes(keys=(Key(seconds(0), 0.0, "in_out"), Key(seconds(5), 1.0)))


def rich(rate: Fraction = Fraction(4)) -> Project:
    """A fast clip with keyframes, fades, an effect and pinned items, between two transitions."""
    project = timeline("abc xx[defghijk]yy lmn", rate=rate)
    project = set_speed(project, "defghijk", speed=Fraction(137, 100))
    project = set_opacity(project, "defghijk", opacity=RISING)
    project = set_fades(project, "defghijk", fade_in=seconds(1), fade_out=seconds(2))
    blur = Applied("1", "blur", settings=(("radius", RISING),))
    project = add_effect(project, "defghijk", applied=blur)
    project = set_transition(project, "defghijk", transition=Transition("dissolve", seconds(1)))
    project = set_transition(project, "lmn", transition=Transition("dissolve", seconds(1)))
    project = with_title(project, "T", 4)
    return with_title(project, "UVWXY", 6)


def test_a_split_changes_nothing_you_can_see():
    whole = timeline("abcdef UVW")
    assert play(split(whole, "abcdef", at=seconds(2), new_id="tail")) == play(whole) == "abcdefUVW"


@pytest.mark.parametrize("rate", [Fraction(4), Fraction(4000, 1001)])
def test_a_split_anywhere_changes_nothing_you_can_see_or_hear(rate):
    whole = rich(rate)
    before = film(whole)
    span = find(whole, "defghijk").span
    for frame in range(2, int(span.length * rate) - 2):
        halves = split(whole, "defghijk", at=span.start + frame / rate, new_id="tail")
        assert film(halves) == before
        assert starts(halves)["UVWXY"] == starts(whole)["UVWXY"]
        assert not check_project(halves)


def test_many_splits_change_nothing_you_can_see_or_hear():
    project = rich()
    before = film(project)
    for step, frame in enumerate((5, 17, 9, 30, 26, 21)):
        over = next(thing for thing in project.main if (starts(project)[thing.id] + thing.length) * 4 > frame)
        project = split(project, over.id, at=Fraction(frame, 4), new_id=f"part {step}")
    assert film(project) == before
    assert not check_project(project)


def test_a_split_item_stays_where_it_was():
    project = rich()
    halves = split(project, "UVWXY", at=Fraction(33, 4), new_id="tail")
    assert film(halves) == film(project)
    assert not check_project(halves)


def test_the_halves_share_fades_transition_and_pins_as_they_lie():
    project = split(rich(), "defghijk", at=seconds(6), new_id="tail")
    left, right = find(project, "defghijk").clip, find(project, "tail").clip
    assert (left.fade_in is None, left.fade_out is None) == (False, True)
    assert (right.fade_in is None, right.fade_out is None) == (True, False)
    assert left.enter is not None
    assert right.enter is None
    assert find(project, "lmn").clip.enter is not None
    assert find(project, "T").item.pin.clip == "defghijk"
    assert find(project, "UVWXY").item.pin.clip == "tail"


def test_a_fade_across_the_cut_stays_in_both_halves():
    project = set_fades(timeline("abcdef"), "abcdef", fade_in=seconds(4))
    halves = split(project, "abcdef", at=seconds(2), new_id="tail")
    assert film(halves) == film(project)
    assert find(halves, "tail").clip.fade_in == Span(seconds(0), seconds(4))


def test_what_was_silent_after_a_fade_stays_silent_in_both_halves():
    project = set_fades(timeline("[abcdef]ghij"), "abcdef", fade_out=seconds(2))
    project = split(project, "abcdef", at=seconds(5), new_id="tail")
    project = trim_end(project, "abcdef", to=seconds(9))
    assert film(split(project, "abcdef", at=seconds(7), new_id="end")) == film(project)


def test_a_split_inside_a_transition_shortens_it():
    project = set_transition(
        timeline("abcd efgh", rate=Fraction(2)), "efgh", transition=Transition("dissolve", seconds(4))
    )
    assert find(split(project, "efgh", at=seconds(6), new_id="tail"), "efgh").clip.enter.length == 4
    assert find(split(project, "efgh", at=seconds(5), new_id="tail"), "efgh").clip.enter.length == 2
    assert find(split(project, "abcd", at=seconds(3), new_id="tail"), "efgh").clip.enter.length == 2


@pytest.mark.parametrize("at", [-1, 0, 3, 5])
def test_there_is_nothing_to_split_at_the_edges_or_outside(at):
    with refused("nothing to split"):
        split(timeline("abc de"), "abc", at=seconds(at), new_id="tail")


def test_a_split_needs_an_id_of_its_own():
    with refused("taken already"):
        split(timeline("abc de"), "abc", at=seconds(1), new_id="de")


def test_sound_splits_at_samples():
    project = timeline("abc", sounds="song")
    halves = split(project, "song", at=Fraction(70001, 48001), new_id="tail")
    assert find(halves, "song").clip.length.denominator <= 48000
    assert starts(halves)["tail"] == find(halves, "song").span.end
    assert not check_project(halves)


def test_trims_move_the_edges_and_ripple():
    assert play(trim_start(timeline("abcd efg"), "abcd", to=seconds(2))) == "cdefg"
    assert play(trim_end(timeline("abcd efg"), "abcd", to=seconds(2))) == "abefg"
    assert play(trim_start(timeline("xx[abcd]yy efg"), "abcd", to=seconds(-2))) == "xxabcdefg"
    assert play(trim_end(timeline("xx[abcd]yy efg"), "abcd", to=seconds(6))) == "abcdyyefg"


def test_trims_stop_at_the_material_and_at_nothing():
    project = timeline("x[abcd]y efg")
    with refused("no more material before"):
        trim_start(project, "abcd", to=seconds(-2))
    with refused("no more material after"):
        trim_end(project, "abcd", to=seconds(6))
    for edit, to in ((trim_start, 4), (trim_start, 9), (trim_end, 0), (trim_end, -3)):
        with refused("Nothing would be left"):
            edit(project, "abcd", to=seconds(to))
    assert trim_start(project, "abcd", to=Fraction(1, 3)) is project
    assert trim_end(project, "abcd", to=Fraction(11, 3)) is project


def test_material_that_was_too_short_already_can_be_trimmed_but_not_extended():
    project = timeline("abcd")
    project = replace(project, assets=(replace(word("abcd"), duration=Fraction(39, 10)),))
    assert play(trim_end(project, "abcd", to=seconds(3))) == "abc"
    with refused("no more material after"):
        trim_end(project, "abcd", to=seconds(5))


def test_a_fast_clip_is_trimmed_to_whole_frames_inside_its_source():
    project = set_speed(timeline("abcdefg"), "abcdefg", speed=Fraction(2))
    assert play(project) == "ace"
    with refused("no more material"):
        trim_end(project, "abcdefg", to=seconds(4))


def test_a_fade_moves_with_the_edge_it_lies_at():
    project = set_fades(timeline("xx[abcd]yy"), "abcd", fade_in=seconds(1), fade_out=seconds(2))
    trimmed = find(trim_start(project, "abcd", to=seconds(1)), "abcd").clip
    assert trimmed.fade_in == Span(seconds(3), seconds(1))
    assert trimmed.fade_out == Span(seconds(4), seconds(2))
    trimmed = find(trim_end(project, "abcd", to=seconds(1)), "abcd").clip
    assert trimmed.fade_in == Span(seconds(2), seconds(1))
    assert trimmed.fade_out == Span(seconds(2), seconds(1))


def test_a_fade_inside_stays_where_it_is_or_goes():
    halves = split(set_fades(timeline("abcdef"), "abcdef", fade_in=seconds(4)), "abcdef", at=seconds(2), new_id="tail")
    assert find(trim_start(halves, "tail", to=seconds(3)), "tail").clip.fade_in == Span(seconds(0), seconds(4))
    assert find(trim_start(halves, "tail", to=seconds(5)), "tail").clip.fade_in is None


def test_items_pinned_to_what_is_trimmed_away_stay_on_the_clip():
    project = with_title(with_title(timeline("abcdef ghi"), "T", 0), "U", 5)
    assert find(trim_start(project, "abcdef", to=seconds(2)), "T").item.pin == OnClip("abcdef", seconds(2))
    assert find(trim_end(project, "abcdef", to=seconds(3)), "U").item.pin == OnClip("abcdef", seconds(2))
    assert play_layer(trim_end(project, "abcdef", to=seconds(3)), "text") == "T U"


def test_items_pinned_to_what_is_kept_move_with_their_picture():
    project = with_title(timeline("abcdef ghi"), "T", 4)
    trimmed = trim_start(project, "abcdef", to=seconds(2))
    assert (play(trimmed), play_layer(trimmed, "text")) == ("cdefghi", "  T")


def test_an_item_keeps_its_other_end():
    project = with_title(timeline("abc def"), "TUVW", 1)
    assert play_layer(trim_start(project, "TUVW", to=seconds(3)), "text") == "   VW"
    assert find(trim_start(project, "TUVW", to=seconds(3)), "TUVW").item.pin == OnClip("def", seconds(0))
    assert play_layer(trim_end(project, "TUVW", to=seconds(3)), "text") == " TU"
    assert starts(trim_start(project, "TUVW", to=seconds(0)))["TUVW"] == 0
    with refused("before the start"):
        trim_start(project, "TUVW", to=seconds(-1))


def test_trims_that_leave_too_little_for_a_transition_shorten_or_drop_it():
    project = timeline("abcd efgh", rate=Fraction(2))
    project = set_transition(project, "efgh", transition=Transition("dissolve", seconds(4)))
    assert find(trim_end(project, "abcd", to=seconds(1)), "efgh").clip.enter.length == 2
    assert find(trim_end(project, "abcd", to=Fraction(1, 2)), "efgh").clip.enter.length == 1
    assert find(trim_start(project, "efgh", to=Fraction(15, 2)), "efgh").clip.enter.length == 1
    odd = timeline("abcd efgh")
    odd = set_transition(odd, "efgh", transition=Transition("dissolve", seconds(4)))
    assert find(trim_end(odd, "abcd", to=seconds(1)), "efgh").clip.enter.length == 2


def test_photos_and_titles_last_as_long_as_one_likes():
    project = add_asset(timeline("abc"), word("P", kind="photo"))
    project = append(project, Clip("photo", Footage("file:P"), Span(seconds(0), seconds(2))))
    assert play(set_length(project, "photo", length=seconds(4))) == "abcPPPP"
    assert play(trim_start(project, "photo", to=seconds(-2))) == "abcPPPPPPP"
    assert play(trim_end(project, "photo", to=seconds(9))) == "abcPPPPPP"
    assert find(set_length(with_title(project, "T", 1), "T", length=seconds(7)), "T").clip.length == 7
    assert set_length(project, "photo", length=seconds(2)) is project
    with refused("Nothing would be left"):
        set_length(project, "photo", length=seconds(0))
    with refused("as long as its material"):
        set_length(project, "abc", length=seconds(2))


def test_a_drag_knows_where_to_stop():
    project = timeline("xx[abcd]y efg")
    room = trim_room(project, "abcd")
    assert (room.start_from, room.start_to, room.end_from, room.end_to) == (-2, 3, 1, 5)
    for edit, to in ((trim_start, room.start_from), (trim_start, room.start_to)):
        assert edit(project, "abcd", to=to) is not project
    for edit, to in ((trim_end, room.end_from), (trim_end, room.end_to)):
        assert edit(project, "abcd", to=to) is not project


def test_a_drag_of_an_item_stops_at_the_start():
    project = with_title(timeline("abc"), "T", 2)
    assert trim_room(project, "T").start_from == 0
    assert trim_room(project, "T").end_to is None
    project = add_item(
        project, Clip("fast", Footage("file:abc"), Span(seconds(1), seconds(1))), layer="over", at=seconds(2)
    )
    assert trim_room(project, "fast").start_from == 1


def test_locked_items_are_neither_split_nor_trimmed():
    project = set_layer(with_title(timeline("abc"), "TU", 0), "text", locked=True)
    for edit in (
        lambda: split(project, "TU", at=seconds(1), new_id="tail"),
        lambda: trim_start(project, "TU", to=seconds(1)),
        lambda: trim_end(project, "TU", to=seconds(1)),
        lambda: set_length(project, "TU", length=seconds(1)),
    ):
        with refused("locked"):
            edit()


def test_a_name_in_a_refusal_is_the_one_people_know():
    project = add_item(timeline("abc"), Clip("c", Solid(), Span(seconds(0), seconds(1))), layer="over", at=seconds(0))
    project = add_item(project, replace(title("T" * 30), id="long"), layer="text", at=seconds(0))
    project = add_item(
        project, replace(title("T"), id="empty", content=replace(title(" ").content)), layer="text", at=seconds(0)
    )
    for clip_id, name in (
        ("c", "“Colour”"),
        ("long", "“TTTTTTTTTTTTTTTTTTTTTTT…”"),
        ("empty", "“Text”"),
        ("abc", "“abc”"),
    ):
        with refused(name):
            split(project, clip_id, at=seconds(99), new_id="new")


def test_fractions_never_grow():
    project = with_title(timeline("abcdefghijklmnop", rate=Fraction(30000, 1001)), "TUVWXYZ", 5)
    clip_id, speeds = "abcdefghijklmnop", [Fraction(n, 97) for n in range(40, 240, 2)]
    for step, speed in enumerate(speeds):
        project = set_speed(project, clip_id, speed=speed)
        span = find(project, clip_id).span
        if step % 10 == 0 and span.length > 1:
            project = split(project, clip_id, at=span.start + span.length / 37, new_id=f"tail {step}")
            clip_id = f"tail {step}"
        item = find(project, "TUVWXYZ").span
        project = trim_start(project, "TUVWXYZ", to=item.start + Fraction(1, 30))
        project = trim_start(project, "TUVWXYZ", to=item.start)
    clip, item = find(project, clip_id).clip, find(project, "TUVWXYZ").item
    # Flicks, times what one frame at one speed can add.
    assert clip.source_span.start.denominator <= 705_600_000 * 30000 * 97
    assert item.pin.source_time.denominator <= 705_600_000 * 30000 * 97
    assert main_duration(project) * project.rate % 1 == 0
    assert not check_project(project)
