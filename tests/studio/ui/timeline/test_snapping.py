"""What a dragged edge meets."""

from studio.model import Span
from studio.ui.timeline.snapping import Snapping, moving_along
from tests.helpers.word_sources import with_title
from tests.studio.ui.timeline.scenes import at, drawn, many, usual

REACH = at("0.08")


def meets(snapping, moment, reach=REACH):
    meeting = snapping.nearest(at(moment), reach)
    return (meeting.moment, str(meeting.what)) if meeting else None


def test_an_edge_meets_the_playhead_the_ends_and_the_range():
    snapping = Snapping(drawn("abcd"), playhead=at("2.5"), span=Span(at(1), at(2)))
    assert meets(snapping, "0.05") == (0, "Start")
    assert meets(snapping, "2.45") == (at("2.5"), "Playhead")
    assert meets(snapping, "1.03") == (1, "Range start")
    assert meets(snapping, "2.95") == (3, "Range end")
    assert meets(snapping, "4.01") == (4, "End of the main track")


def test_an_edge_meets_the_edges_of_other_clips_by_name():
    snapping = Snapping(usual())
    assert meets(snapping, "5.97") == (6, "Start of “ghij”")
    assert meets(snapping, "1.02") == (1, "Start of “one”")
    assert meets(snapping, "4.99") == (5, "End of “two”")


def test_the_nearest_wins_and_what_is_too_far_does_not():
    snapping = Snapping(drawn("ab cd"), playhead=at("2.06"))
    assert meets(snapping, "2.02")[1] != "Playhead"
    assert meets(snapping, "2.04") == (at("2.06"), "Playhead")
    assert meets(snapping, "2.5") is None


def test_the_playhead_wins_a_tie():
    assert meets(Snapping(drawn("ab cd"), playhead=at(2)), "2.03") == (2, "Playhead")


def test_what_moves_never_meets_itself():
    project = with_title(drawn("abcdefgh"), "one", "2.5")
    assert meets(Snapping(project, moving=("one",)), "2.52") is None
    assert meets(Snapping(project), "2.52") == (at("2.5"), "Start of “one”")


def test_a_trim_meets_nothing_that_moves_along_with_it():
    project = with_title(with_title(drawn("ab cd ef"), "one", "2.5"), "q", "0.5")
    moving = moving_along(project, ("cd",), ripple_from=1)
    assert moving == {"cd", "ef", "one"}
    snapping = Snapping(project, moving=moving, ripple_from=1)
    for gone in ("2", "4", "6", "2.5"):
        assert meets(snapping, gone) is None
    assert meets(snapping, "0.5") == (at("0.5"), "Start of “q”")


def test_of_several_edges_the_nearest_decides():
    snapping = Snapping(drawn("abcd efgh"), playhead=at(7))
    shift, meeting = snapping.nearest_of((at("3.95"), at("6.98")), REACH)
    assert shift == at("0.02")
    assert str(meeting.what) == "Playhead"


def test_meetings_are_exact_moments():
    from fractions import Fraction

    from msgspec.structs import replace

    project = replace(drawn("ab cd"), rate=Fraction(30000, 1001))
    main = tuple(replace(clip, window=Span(at(0), Fraction(60 * 1001, 30000))) for clip in project.main)
    meeting = Snapping(replace(project, main=main)).nearest(at("2.01"), REACH)
    assert meeting.moment == Fraction(60060, 30000)


def test_ten_thousand_clips_are_searched_not_walked_through():
    snapping = Snapping(many(), playhead=at(3))
    looked = []
    edge = snapping._edge
    snapping._edge = lambda place: looked.append(place) or edge(place)
    assert snapping.nearest(at("1234.5"), REACH * 100) is not None
    assert len(looked) == 2
