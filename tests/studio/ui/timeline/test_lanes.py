"""Lanes and rows."""

from studio.edits import set_layer
from studio.ui.timeline.lanes import content_height, lane_of, lanes_of
from tests.helpers.word_sources import with_title
from tests.studio.ui.timeline.scenes import drawn, many, usual


def names(project):
    return [lane.key for lane in lanes_of(project)]


def test_text_lies_above_pictures_above_the_main_track_above_sound():
    assert names(usual()) == ["text", "over", "main", "sound"]


def test_lanes_are_there_before_there_are_layers():
    from studio.model import Project

    assert names(Project("empty")) == ["new text", "new overlay", "main", "new sound"]


def test_overlapping_items_lie_in_rows_of_their_own():
    text = lanes_of(usual())[0]
    assert [[row.clip(place).id for place in range(len(row))] for row in text.rows] == [["one"], ["two"]]


def test_items_that_only_touch_share_a_row():
    project = with_title(with_title(drawn("abcdefgh"), "one", 0), "two", 3)
    assert len(lanes_of(project)[0].rows) == 1


def test_a_row_never_holds_two_things_at_a_time():
    project = drawn("abcdefghijkl")
    for number, start in enumerate([0, 1, 1, 2, 4, 4, 5, 8, 3]):
        project = with_title(project, "x" * (number % 3 + 1) + str(number), start)
    text = lanes_of(project)[0]
    assert sum(len(row) for row in text.rows) == 9
    for row in text.rows:
        assert all(end <= start + 1e-9 for end, start in zip(row.ends, row.starts[1:], strict=False))


def test_what_did_not_change_is_not_worked_out_again():
    project = many(1000)
    hidden = set_layer(project, "text", hidden=True)
    assert lanes_of(project)[0].rows is lanes_of(hidden)[0].rows
    assert lanes_of(project)[2].rows[0] is lanes_of(hidden)[2].rows[0]


def test_low_lanes_take_less_room():
    assert content_height(lanes_of(usual(), low=True)) < content_height(lanes_of(usual()))


def test_the_lane_under_the_pointer_is_found():
    lanes = lanes_of(usual())
    assert all(lane_of(lanes, lane.top + 1) is lane for lane in lanes)
    assert lane_of(lanes, 10_000) is None
