"""Beats on a clip, and cuts that are bound to them; music that steps back under speech."""

from __future__ import annotations

from studio.edits import (
    beat_times,
    double_beats,
    duck_under,
    follow_beats,
    halve_beats,
    nudge_beats,
    set_beats,
)
from studio.model import Footage, Marker, Span, curve_at, find, main_start
from tests.helpers.refused import why_not
from tests.helpers.word_sources import seconds, timeline


def beats(*times: object) -> tuple[Marker, ...]:
    return tuple(Marker(f"b{at}", seconds(time), beat=at % 4 + 1) for at, time in enumerate(times))


def numbers(project, clip_id: str) -> list[int]:
    return [marker.beat for marker in find(project, clip_id).clip.markers]


def test_beats_stay_on_their_sound_and_take_the_place_of_older_ones():
    project = set_beats(timeline("xx abcdef"), "abcdef", beats=beats(0, 1, 2, 3))
    assert beat_times(project, "abcdef") == (2, 3, 4, 5)
    project = set_beats(project, "abcdef", beats=beats("1/2", "3/2"))
    assert beat_times(project, "abcdef") == (seconds("5/2"), seconds("7/2"))
    assert not find(set_beats(project, "abcdef", beats=()), "abcdef").clip.markers


def test_beats_go_twice_and_half_as_fast_and_move():
    project = set_beats(timeline("abcdefgh"), "abcdefgh", beats=beats(1, 2, 3, 4))
    twice = double_beats(project, "abcdefgh", new_id="n")
    assert beat_times(twice, "abcdefgh") == tuple(seconds(time) for time in (1, "3/2", 2, "5/2", 3, "7/2", 4))
    assert numbers(twice, "abcdefgh") == [1, 2, 3, 4, 1, 2, 3]
    again = halve_beats(twice, "abcdefgh")
    assert beat_times(again, "abcdefgh") == (1, 2, 3, 4)
    assert numbers(again, "abcdefgh") == [1, 2, 3, 4]
    assert beat_times(nudge_beats(project, "abcdefgh", by=seconds("1/2")), "abcdefgh")[0] == seconds("3/2")
    assert why_not(double_beats, timeline("ab"), "ab", new_id="n") == "“ab” has no beats yet."


def test_cuts_on_beats_follow_the_beats_and_others_keep_their_length():
    # Each clip of two seconds begins on a beat; the last beat is beyond the material.
    project = timeline("[ab]cdefg [hi]jklm nopq")
    first, second, third = (thing.id for thing in project.main)
    before = (seconds(0), seconds(2), seconds(4))
    project = set_beats(project, third, beats=beats(0, 1, 2))

    def cuts(project) -> list[float]:
        return [float(main_start(project, index)) for index in range(1, 4)]

    assert cuts(project) == [2, 4, 8]
    # The beats of `nopq` are heard at 4, 5 and 6: the first cut goes there, the second to 5 and so on.
    followed = follow_beats(project, third, before=before)
    assert cuts(followed)[0] == 5
    assert find(followed, third).clip.length == 4
    assert find(followed, second) is not None
    assert find(followed, first).clip.length == 5


def test_music_is_quieter_while_someone_speaks_and_comes_back():
    project = timeline("abcdefghij")
    ducked = duck_under(project, "abcdefghij", speech=(Span(seconds(2), seconds(1)), Span(seconds(6), seconds(2))))
    gain = find(ducked, "abcdefghij").clip.gain_db
    assert [round(curve_at(gain, seconds(time)), 3) for time in (1, "5/2", 4, 7, 9)] == [0, -12, 0, -12, 0]
    near = duck_under(project, "abcdefghij", speech=(Span(seconds(2), seconds(1)), Span(seconds("7/2"), seconds(1))))
    assert curve_at(find(near, "abcdefghij").clip.gain_db, seconds("13/4")) == -12
    assert why_not(duck_under, project, "abcdefghij", speech=()).startswith("No one speaks while")


def test_a_title_has_no_beats():
    from tests.helpers.word_sources import with_title

    project = with_title(timeline("abcd"), "T", 0)
    assert not isinstance(find(project, "T").clip.content, Footage)
    assert why_not(set_beats, project, "T", beats=()).endswith("shows no file.")
