"""What is to be seen, and where."""

import pytest

from studio.edits import set_transition
from studio.model import Transition
from studio.ui.timeline.layout import HEADER_WIDTH, LEAD, ClipShape, RunShape
from studio.ui.timeline.scale import Scale
from tests.studio.ui.timeline.scenes import at, drawn, lay_out, many, usual

ZERO_X = HEADER_WIDTH + LEAD


def shapes(layout, key):
    return list(layout.shapes(layout.lane(key)))


def test_clips_lie_where_their_time_lies():
    boxes = [(shape.clip.id, shape.box.x, shape.box.right) for shape in shapes(lay_out(drawn("ab . cde")), "main")]
    assert boxes == [
        ("ab", ZERO_X, ZERO_X + 198),
        (".", ZERO_X + 200, ZERO_X + 298),
        ("cde", ZERO_X + 300, ZERO_X + 598),
    ]


def test_only_what_is_on_the_screen_is_looked_at():
    layout = lay_out(many(), scroll=100_000, zoom=100)
    seen = shapes(layout, "main")
    assert 5 < len(seen) < 15
    assert all(shape.box.right > HEADER_WIDTH and shape.box.x < 1280 for shape in seen)


@pytest.mark.parametrize("zoom", [0.02, 0.1, 0.5, 1, 2, 3, 5, 20, 100, 1800])
def test_ten_thousand_clips_never_make_more_shapes_than_pixels_allow(zoom):
    layout = lay_out(many(), zoom=zoom, size=(1280, 256))
    for lane in layout.visible_lanes():
        assert len(shapes(layout, lane.key)) <= (1280 - HEADER_WIDTH) / 2 + 2


def test_neighbours_too_narrow_to_be_seen_become_runs():
    layout = lay_out(many(), zoom=0.05)
    [run] = shapes(layout, "main")
    assert isinstance(run, RunShape)
    assert (run.first, run.last) == (0, 9999)
    assert run.box.width == pytest.approx(layout.duration * 0.05, abs=1)


def test_a_run_ends_where_a_clip_can_be_seen():
    layout = lay_out(drawn("a b cdefghij k l"), zoom=1.5)
    kinds = [type(shape) for shape in shapes(layout, "main")]
    assert kinds == [RunShape, ClipShape, RunShape]


def test_narrow_items_far_apart_stay_apart():
    layout = lay_out(many(200), zoom=3)
    titles = shapes(layout, "text")
    assert len(titles) > 15
    assert all(shape.box.width < 10 for shape in titles)


def test_a_transition_is_centred_on_its_cut_and_as_wide_as_its_length():
    project = set_transition(drawn("abcd efgh"), "efgh", transition=Transition("dissolve", at(1)))
    [shape] = lay_out(project).transitions()
    assert shape.box.width == 100
    assert shape.box.x + 50 == pytest.approx(ZERO_X + 400, abs=1)
    assert shape.box.height == 24


def test_a_clip_is_found_by_its_id_wherever_it_lies():
    layout = lay_out(usual(), scroll=5000)
    assert layout.box_of("ef").x == ZERO_X + 400 - 5000
    assert layout.box_of("two").y > layout.box_of("one").y
    assert layout.span_of("lalalala").length == 8
    assert layout.box_of("nobody") is None


def test_scrolling_ends_a_little_after_the_end():
    layout = lay_out(usual(), zoom=1000)
    assert layout.duration == 10
    assert 10_000 - 1280 < layout.most_scroll < 10_000
    assert lay_out(usual(), zoom=10).most_scroll == 0


def test_lanes_shrink_before_they_scroll():
    roomy, low, tiny = (lay_out(usual(), size=(1280, height)) for height in (320, 230, 150))
    assert roomy.lane("main").height > low.lane("main").height
    assert roomy.most_scroll_y == low.most_scroll_y == 0
    assert tiny.most_scroll_y > 0


def test_the_layout_puts_time_nought_behind_the_headers():
    assert lay_out(usual()).scale == Scale(100, 0, ZERO_X)
