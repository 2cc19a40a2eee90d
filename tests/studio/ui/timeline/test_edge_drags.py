"""Cuts rolled, content slipped, clips slid, markers and lanes by the hand: each is the very edit."""

from __future__ import annotations

from itertools import count

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from studio.commands import run_command
from studio.edits import (
    add_marker,
    group,
    move_over,
    ripple_trim_end,
    roll,
    set_animation,
    set_marker,
    set_opacity,
    set_place,
    set_transition,
    slide,
    slip,
    split,
    trim_end_alone,
)
from studio.model import Animation, Key, Keyframes, Marker, Span, Time, Transition, find
from studio.ui.timeline.hits import KEY_RISE, hit, shown_keys, toggle_boxes
from studio.ui.timeline.layout import RULER_HEIGHT
from studio.ui.timeline.view import TimelineView
from tests.helpers.word_sources import play, with_title
from tests.studio.ui.timeline.conftest import show
from tests.studio.ui.timeline.scenes import at, drawn, usual

ALT, SHIFT, CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def steps(session) -> int:
    return len(session.history.past)


def wide(view) -> None:
    show(view, drawn("[abcd]ef xy[zw]uv g[hi]jk"))


@pytest.mark.parametrize("by_tool", [True, False])
def test_a_cut_rolls_with_its_tool_or_with_alt(view, hand, session, by_tool):
    wide(view)
    before = session.project
    if by_tool:
        run_command(session, "roll-tool")
    x, y = hand.at("zw", 3)
    hand.press((x, y), ALT if not by_tool else Qt.KeyboardModifier.NoModifier)
    hand.move((x + 60, y), ALT if not by_tool else Qt.KeyboardModifier.NoModifier)
    hand.move((x + 100, y), ALT if not by_tool else Qt.KeyboardModifier.NoModifier)
    assert view.seen.note == "+1.00 s"
    hand.release()
    assert session.project == roll(before, "zw", to=at(5))
    assert steps(session) == 1


def test_content_slips_the_way_the_hand_pulls_it_and_stops_at_the_material(view, hand, session):
    wide(view)
    before = session.project
    run_command(session, "slip-tool")
    x, y = hand.at("zw")
    hand.drag((x, y), (x - 100, y))
    assert session.project == slip(before, "zw", by=at(1))
    hand.drag((x, y), (x + 900, y))
    assert session.project == slip(before, "zw", by=at(-2))


def test_a_clip_slides_and_stops_where_a_neighbour_has_nothing_left(view, hand, session):
    wide(view)
    before = session.project
    run_command(session, "slide-tool")
    x, y = hand.at("zw")
    hand.drag((x, y), (x + 100, y))
    assert session.project == slide(before, "zw", to=at(5))
    session.undo()
    hand.drag((x, y), (x + 800, y))
    assert session.project == slide(before, "zw", to=at(5) + at("29/30"))


def test_a_tool_asked_for_again_gives_way_to_selecting(view, session):
    run_command(session, "slip-tool")
    assert view.tool == "slip"
    run_command(session, "slip-tool")
    assert view.tool == "select"


def test_shift_lets_a_trim_on_a_layer_take_along_what_follows(view, hand, session):
    show(view, with_title(with_title(drawn("abcdefgh"), "one", 0), "two", 4))
    before = session.project
    x, y = hand.at("one", -3)
    hand.drag((x, y), (x - 100, y), SHIFT)
    assert session.project == ripple_trim_end(before, "one", to=at(2))
    assert find(session.project, "two").span.start == 3


def test_without_the_magnet_a_trim_leaves_a_gap_and_a_drag_covers(view, hand, session):
    run_command(session, "magnet")
    session.set_snapping(False)
    before = session.project
    x, y = hand.at("abcd", -3)
    hand.drag((x, y), (x - 100, y))
    expected = trim_end_alone(before, "abcd", to=at(3), gap_id=session.project.main[1].id)
    assert session.project == expected
    session.undo()
    x, y = hand.at("ef")
    hand.drag((x, y), (x + 150, y))
    assert find(session.project, "ef").span.start == at("5.5")
    ids = count()
    covered = move_over(before, "ef", to=at("5.5"), new_id=lambda: f"n{next(ids)}")
    assert play(session.project) == play(covered)


def test_a_click_selects_a_group_and_alt_one_of_it(view, hand, session):
    show(view, group(usual(), ["abcd", "one"], group_id="g"))
    hand.click(hand.at("abcd"))
    assert set(session.selection) == {"abcd", "one"}
    hand.click(hand.at("abcd"), ALT)
    assert session.selection == ("abcd",)


def test_a_group_of_a_clip_and_a_sound_moves_together(view, hand, session):
    show(view, group(drawn("abcd ef ghij", sounds="lala"), ["ghij", "lala"], group_id="g"))
    x, y = hand.at("ghij")
    hand.drag((x, y), (x - 260, y))
    assert [thing.id for thing in session.project.main] == ["abcd", "ghij", "ef"]
    assert find(session.project, "lala").span.start == 0
    session.undo()
    x, y = hand.at("lala")
    session.set_snapping(False)
    hand.drag((x, y), (x + 100, y))
    assert find(session.project, "lala").span.start == 1


def test_a_marker_is_dragged_gone_to_and_met_by_edges(view, hand, session):
    marked = add_marker(usual(), Marker("k1", Time(0), "Drop"), at=at("2.5"))
    show(view, marked)
    y = RULER_HEIGHT - 6
    hand.click((hand.x_of(2.5), y))
    assert session.playhead == at("2.5")
    assert hit(view.layout_now(), hand.x_of(2.5), y).marker == "k1"
    session.move_playhead(Time(0))
    x, row = hand.at("abcd", -3)
    hand.drag((x, row), (x - 146, row), drop=False)
    assert view.seen.meeting.what == "Marker “Drop”"
    hand.key(Qt.Key.Key_Escape)
    hand.release()
    hand.drag((hand.x_of(2.5), y), (hand.x_of(3.25), y), CTRL)
    assert session.project == set_marker(marked, "k1", to=at("98/30"))


def test_shift_on_the_ruler_marks_a_range(view, hand, session):
    hand.press((hand.x_of(3), 8), SHIFT)
    hand.move((hand.x_of(2), 8), SHIFT)
    hand.move((hand.x_of(1), 8), SHIFT)
    hand.release(SHIFT)
    assert (session.range, session.playhead) == (Span(at(1), at(2)), 0)
    hand.click((hand.x_of(4), 8), SHIFT)
    assert session.range == Span(at(1), at(2))


def test_the_ends_of_the_range_are_pulled_and_escape_puts_them_back(view, hand, session):
    session.set_range(Span(at(2), at(4)))
    hand.drag((hand.x_of(6), 12), (hand.x_of(5), 12), CTRL)
    assert session.range == Span(at(2), at(3))
    hand.drag((hand.x_of(2), 12), (hand.x_of(3.5), 12), CTRL)
    assert session.range == Span(at("3.5"), at("1.5"))
    hand.drag((hand.x_of(5), 12), (hand.x_of(8), 12), CTRL, drop=False)
    assert session.range == Span(at("3.5"), at("4.5"))
    hand.key(Qt.Key.Key_Escape)
    assert session.range == Span(at("3.5"), at("1.5"))
    assert session.playhead == 0


def test_a_lane_folds_by_its_header_and_by_its_command_and_lanes_grow(view, hand, session):
    lane = next(lane for lane in view.layout_now().lanes if lane.kind == "text")
    box = dict(toggle_boxes(view.layout_now(), lane))["folded"]
    full = lane.height
    hand.click((box.x + 12, box.y + 12))
    folded = view.layout_now().lane(lane.key)
    assert folded.folded
    assert folded.height < full
    hand.click(hand.at("one"))
    assert session.selection == ("one",)
    run_command(session, "fold")
    assert not view.layout_now().lane(lane.key).folded
    high = view.layout_now().lane("main").height
    run_command(session, "lanes-higher")
    assert view.layout_now().lane("main").height > high
    run_command(session, "lanes-lower")
    assert view.layout_now().lane("main").height == high


def picture(view: TimelineView) -> QImage:
    return view.grab().toImage()


def test_marks_are_seen(view, session):
    plain = picture(view)
    project = add_marker(usual(), Marker("k1", Time(0)), at=at(2))
    project = add_marker(project, Marker("k2", Time(0)), at=at(5), clip_id="lalalala")
    show(view, project)
    assert picture(view) != plain
    grouped = group(project, ["abcd", "ef"], group_id="g")
    before = picture(view)
    show(view, grouped)
    assert picture(view) != before


def test_missing_material_is_seen_in_a_transition(view, session):
    made = Transition("dissolve", at(1))
    show(view, set_transition(drawn("[abcd]ef xy[zw]"), "zw", transition=made))
    enough = picture(view)
    show(view, set_transition(drawn("[abcd]ef xy[zw]"), "zw", transition=made))
    assert picture(view) == enough
    show(view, set_transition(drawn("abcd zwuv"), "zwuv", transition=made))
    box = next(view.layout_now().transitions()).box
    red = picture(view).pixelColor(round(box.x + box.width / 2), round(box.y))
    assert red.red() > red.green() + 40


def test_keys_of_a_selected_clip_are_gone_to_and_dragged_together(view, hand, session):
    rising = Keyframes(keys=(Key(at(1), 0.0), Key(at(9), 1.0)))
    show(view, set_place(set_opacity(usual(), "abcd", opacity=rising), "abcd", x=rising))
    assert shown_keys(session.project, find(session.project, "abcd").clip) == [1]
    session.select(["abcd"])
    box = view.layout_now().box_of("abcd")
    x, y = hand.x_of(1), box.bottom - KEY_RISE
    hand.click((x, y))
    assert (session.playhead, session.selection) == (1, ("abcd",))
    session.move_playhead(Time(0))
    hand.drag((x, y), (x + 150, y))
    clip = find(session.project, "abcd").clip
    assert [key.time for key in clip.opacity.keys] == [key.time for key in clip.place.x.keys] == [at("2.5"), 9]
    assert steps(session) == 1


def test_alt_carries_a_copy(view, hand, session):
    x, y = hand.at("abcd")
    hand.press((x, y), ALT)
    hand.move((x + 300, y), ALT)
    hand.move((x + 540, y), ALT)
    hand.release(ALT)
    assert play(session.project)[::30] == "abcdefabcdghij"
    assert session.selection == (session.project.main[2].id,)
    session.undo()
    run_command(session, "magnet")
    session.set_snapping(False)
    hand.press((x, y), ALT)
    hand.move((x + 300, y), ALT)
    hand.move((x + 400, y), ALT)
    hand.release(ALT)
    assert play(session.project)[::30] == "abcdabcdij"
    assert steps(session) == 1


def lengths(session, *names) -> list[tuple[str, object]]:
    clips = [find(session.project, name).clip for name in names]
    return [(one.when, one.length) for clip in clips for one in clip.animations]


def test_the_end_of_an_animation_is_dragged_on_all_parts_of_what_was_split(view, hand, session):
    project = drawn("[abcd]efgh xy")
    for when in ("in", "out"):
        project = set_animation(project, "abcd", animation=Animation(when, "fade", at("0.5")))
    show(view, split(project, "abcd", at=at(2), new_id="cut"))
    session.set_snapping(on=False)
    box = view.layout_now().box_of("abcd")
    x, y = hand.x_of(0.5), box.bottom - 3
    assert hit(view.layout_now(), x, y).part == "animation_in"
    hand.drag((x, y), (hand.x_of(1.5), y))
    assert lengths(session, "abcd", "cut") == [("in", at("1.5")), ("out", at("0.5"))] * 2
    # Coming stops where going begins.
    x = hand.x_of(1.5)
    hand.drag((x, y), (hand.x_of(3.9), y))
    assert lengths(session, "abcd") == [("in", at("3.5")), ("out", at("0.5"))]
    x = hand.x_of(3.5)
    found = hit(view.layout_now(), x + 1, y)
    assert (found.part, found.id) in {("animation_in", "cut"), ("animation_out", "cut")}
    assert steps(session) == 2


def test_a_loop_has_no_grip_and_narrow_clips_have_none(view, hand):
    project = set_animation(drawn("abcd ef"), "abcd", animation=Animation("loop", "sway", at(1)))
    show(view, project)
    box = view.layout_now().box_of("abcd")
    assert {hit(view.layout_now(), box.x + dx, box.bottom - 3).part for dx in range(10, 300, 5)} == {"body"}
