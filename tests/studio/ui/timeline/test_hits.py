"""What lies under the pointer."""

import pytest

from studio.edits import set_fades, set_transition
from studio.model import Transition
from studio.ui.timeline.hits import fade_points, hit, toggle_boxes
from tests.studio.ui.timeline.scenes import at, drawn, lay_out, usual


def part_at(layout, clip_id, dx, dy=0.5):
    """The part `dx` pixels into a clip (from its end when negative), `dy` of its height down."""
    box = layout.box_of(clip_id)
    x = box.x + dx if dx >= 0 else box.x + float(layout.span_of(clip_id).length) * layout.scale.zoom + dx
    found = hit(layout, x, box.y + box.height * dy)
    return found.part, found.id


@pytest.mark.parametrize(
    ("dx", "part"),
    [
        (0, "trim_start"),
        (7, "trim_start"),
        (9, "body"),
        (200, "body"),
        (-9, "body"),
        (-7, "trim_end"),
        (-1, "trim_end"),
    ],
)
def test_the_last_eight_pixels_of_a_clip_trim_it(dx, part):
    assert part_at(lay_out(drawn("abcd efgh")), "abcd", dx, 0.9) == (part, "abcd")


def test_a_narrow_clip_keeps_a_middle_to_move_it_by():
    assert part_at(lay_out(drawn("a bcd"), zoom=12), "a", 6) == ("body", "a")


def test_ruler_headers_lanes_and_the_scroll_bar_are_told_apart():
    layout = lay_out(usual())
    assert hit(layout, 400, 10).part == "ruler"
    assert hit(layout, 20, layout.box_of("ef").y + 5).part == "header"
    assert hit(layout, 1200, layout.box_of("one").y + 5).part == "lane"
    assert hit(layout, 400, 295).part == "scroll_bar"


def test_every_switch_of_a_header_can_be_pressed_and_is_large_enough():
    layout = lay_out(usual())
    found = []
    for lane in layout.lanes:
        for name, box in toggle_boxes(layout, lane):
            assert (box.width, box.height) == (24, 24)
            pressed = hit(layout, box.x + 12, box.y + 12)
            assert (pressed.part, pressed.toggle, pressed.lane.key) == ("toggle", name, lane.key)
            found.append((lane.key, name))
    assert ("sound", "muted") in found
    assert ("text", "hidden") in found
    assert ("main", "muted") in found


def test_a_gap_is_no_clip():
    assert part_at(lay_out(drawn("ab .. cd")), "..", 50) == ("gap", "..")


def test_each_row_has_its_own_clips():
    layout = lay_out(usual())
    assert part_at(layout, "one", 150)[1] == "one"
    assert part_at(layout, "two", 50)[1] == "two"


def test_fades_are_held_by_their_round_handles():
    layout = lay_out(set_fades(drawn("abcdefgh", sounds="lalalala"), "lalalala", fade_in=at(2), fade_out=at(1)))
    clip, box = layout.thing("lalalala"), layout.box_of("lalalala")
    (left, y), (right, _) = fade_points(clip, box, 100)
    assert left == pytest.approx(box.x + 200)
    assert right == pytest.approx(box.right - 100)
    assert hit(layout, left, y).part == "fade_in"
    assert hit(layout, right, y).part == "fade_out"
    assert hit(layout, left, y + 30).part == "body"


def test_without_fades_the_handles_leave_room_for_trimming():
    layout = lay_out(drawn("abcdefgh", sounds="lalalala"))
    box = layout.box_of("lalalala")
    assert hit(layout, box.x + 2, box.y + 4).part == "trim_start"
    assert hit(layout, box.x + 14, box.y + 4).part == "fade_in"


def test_a_transition_has_a_middle_and_two_edges():
    project = set_transition(drawn("abcd efgh"), "efgh", transition=Transition("dissolve", at(1)))
    layout = lay_out(project)
    [shape] = layout.transitions()
    y = shape.box.y + 12
    assert hit(layout, shape.box.x + 50, y).part == "transition"
    assert hit(layout, shape.box.x + 2, y).part == "transition_edge"
    assert hit(layout, shape.box.right - 2, y).part == "transition_edge"
    assert hit(layout, shape.box.x + 50, y).id == "efgh"


def test_a_plain_cut_offers_a_transition_and_a_gap_does_not():
    layout = lay_out(drawn("abcd efgh .. ij"))
    assert part_at(layout, "efgh", 0) == ("cut", "efgh")
    assert part_at(layout, "efgh", 0, 0.1) == ("trim_start", "efgh")
    assert part_at(layout, "ij", 0)[0] == "trim_start"
    assert part_at(layout, "abcd", 0)[0] == "trim_start"


def test_what_is_scrolled_away_is_not_under_the_pointer():
    layout = lay_out(usual(), scroll=450)
    assert hit(layout, 130, layout.box_of("ef").y + 60).id == "ef"
