"""From played time to source time: ramps, reverse and freeze."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.files import project_from_json, project_json
from studio.model import FLICKS_PER_SECOND, Clip, Footage, Project, Span, SpeedPoint, TimeMap

F = Fraction


def mapped(*points: tuple[str, str], start: str = "0") -> TimeMap:
    return TimeMap(F(start), tuple(SpeedPoint(F(at), F(speed)) for at, speed in points))


def test_an_even_speed_is_a_straight_line():
    twice = mapped(("0", "2"))
    assert [twice.source_at(F(at)) for at in (0, 1, 3)] == [0, 2, 6]
    assert mapped(("0", "-1"), start="8").source_at(F(3)) == 5
    assert mapped(("0", "0"), start="5").source_at(F(100)) == 5


def test_between_points_the_speed_goes_in_a_straight_line():
    ramp = mapped(("1", "1"), ("3", "3"))
    assert [ramp.speed_at(F(at)) for at in (0, 1, 2, 3, 9)] == [1, 1, 2, 3, 3]
    # A trapezium: one second at 1, two at 2 on average, then at 3.
    assert [ramp.source_at(F(at)) for at in (0, 1, 2, 3, 4)] == [0, 1, F("2.5"), 5, 8]


@pytest.mark.parametrize(
    "ramp",
    [
        mapped(("1", "1"), ("3", "3"), ("4", "0.1"), ("7", "2.5")),
        mapped(("1", "-1"), ("3", "-3"), ("4", "-0.1"), start="20"),
        mapped(("2", "1.37")),
    ],
)
def test_when_a_picture_is_shown_is_found_to_the_flick(ramp):
    for tenth in range(-20, 100):
        played = F(tenth, 10)
        assert abs(ramp.played_at(ramp.source_at(played)) - played) <= F(20, FLICKS_PER_SECOND)


def test_a_map_that_cannot_be_is_refused():
    for points in ((), (("1", "1"), ("1", "2")), (("0", "1"), ("1", "-1")), (("0", "0"), ("1", "1"))):
        with pytest.raises(ValueError, match=r"points? must|needs at least|cannot turn"):
            mapped(*points)


def test_a_map_is_saved_and_loaded():
    ramp = mapped(("1", "-1"), ("3", "-3"), start="20")
    clip = Clip("c", Footage("a"), Span(F(0), F(1)), time_map=ramp, keep_pitch=True)
    project = Project("p", main=(clip,))
    assert project_from_json(project_json(project)).project == project


def test_backwards_a_frame_shows_the_picture_before_its_moment():
    clip = Clip("c", Footage("a"), Span(F(0), F(8)), time_map=mapped(("0", "-1"), start="8"))
    assert [clip.picture_at(F(at), F(1)) for at in (0, 1, 7)] == [7, 6, 0]
    assert clip.source_span == Span(F(0), F(8))
    assert clip.own_at(F(5)) == 3
