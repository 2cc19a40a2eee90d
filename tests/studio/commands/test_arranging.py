"""Commands on a timeline of words: cuts, ranges, groups, markers, and what magnet and linkage mean for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from effects import all_effects
from studio.commands import COMMANDS, run_command
from studio.effect import Effects
from studio.model import Project, Span, Time, check_project, find
from studio.sentences import Refused
from studio.session import Session
from tests.helpers.word_sources import play, play_layer, seconds, starts, timeline, with_title


@pytest.fixture
def opened() -> Iterator[Callable[[Project], Session]]:
    session = Session(Effects(all_effects()), keeps=False)

    def open_with(project: Project) -> Session:
        session.edit("words", lambda _old: project)
        return session

    yield open_with
    assert check_project(session.project) == ()
    session.close()


def test_cuts_roll_and_clips_slip_and_slide_frame_by_frame_or_to_a_time(opened) -> None:
    session = opened(timeline("[abcd]ef xy[zw]uv gh"))
    run_command(session, "roll", {"to": "5"})
    assert play(session.project) == "abcdewgh"
    session.select(["zw"])
    run_command(session, "roll-back")
    run_command(session, "slip-forward")
    assert play(session.project) == "abcdwugh"
    run_command(session, "slip", {"by": "-2"})
    assert play(session.project) == "abcdyzgh"
    run_command(session, "slide-forward")
    assert play(session.project) == "abcdeyzh"


def test_the_halves_at_the_playhead_are_rejoined(opened) -> None:
    session = opened(timeline("abcdef gh"))
    run_command(session, "split", {"at": "2"})
    run_command(session, "split", {"at": "4"})
    assert len(session.project.main) == 4
    session.select(["abcdef", *[thing.id for thing in session.project.main[1:3]]])
    run_command(session, "rejoin")
    assert [thing.id for thing in session.project.main] == ["abcdef", "gh"]
    session.move_playhead(seconds(3))
    run_command(session, "split")
    assert session.selection != ("abcdef",)
    run_command(session, "rejoin")
    assert len(session.project.main) == 2
    run_command(session, "split", {"at": "3"})
    session.select([])
    session.move_playhead(seconds(3))
    run_command(session, "rejoin")
    assert play(session.project) == "abcdefgh"
    assert len(session.project.main) == 2


def test_the_range_is_lifted_or_taken_out(opened) -> None:
    session = opened(timeline("abcdef gh", sounds="songsong"))
    assert COMMANDS["delete-range"].why_not(session) == "No range is set."
    session.set_range(Span(seconds(2), seconds(2)))
    run_command(session, "lift-range")
    assert play(session.project) == "ab..efgh"
    session.undo()
    run_command(session, "delete-range")
    assert (play(session.project), play_layer(session.project, "sound")) == ("abefgh", "sosong")
    assert (session.range, session.playhead) == (None, 2)
    run_command(session, "delete-range", {"from": "0", "to": "1"})
    assert play(session.project) == "befgh"


def test_a_group_is_selected_deleted_and_moved_together(opened) -> None:
    session = opened(with_title(timeline("ab cd ef", sounds="song"), "T", 4))
    session.select(["ab", "T"])
    run_command(session, "group")
    session.select(["T"])
    assert set(session.selection) == {"ab", "T"}
    run_command(session, "delete", {"clip": "ab"})
    assert find(session.project, "T") is None
    session.undo()
    run_command(session, "move", {"clip": "ab", "to": "4"})
    assert (starts(session.project)["ab"], starts(session.project)["T"]) == (4, 8)
    session.undo()
    session.select(["T"])
    run_command(session, "ungroup")
    session.select(["T"])
    assert session.selection == ("T",)


def test_a_copy_of_a_group_is_a_group_of_its_own(opened) -> None:
    session = opened(timeline("ab cd ef"))
    run_command(session, "group", {"clip": "ab,cd"})
    session.select(["ab"])
    run_command(session, "copy")
    run_command(session, "paste")
    copies = session.selection
    assert len(copies) == 2
    groups = {find(session.project, name).clip.group for name in copies}
    assert len(groups) == 1
    assert groups != {find(session.project, "ab").clip.group, ""}


def test_without_the_magnet_nothing_else_moves(opened) -> None:
    session = opened(timeline("abcd ef gh"))
    run_command(session, "magnet", {"on": "off"})
    run_command(session, "trim-end", {"clip": "abcd", "to": "2"})
    assert play(session.project) == "ab..efgh"
    run_command(session, "delete", {"clip": "ef"})
    assert play(session.project) == "ab....gh"
    run_command(session, "move", {"clip": "gh", "to": "3"})
    assert play(session.project) == "ab.gh"
    run_command(session, "close-gaps")
    assert play(session.project) == "abgh"


def test_what_is_not_linked_stays_when_its_clip_goes(opened) -> None:
    session = opened(with_title(timeline("ab cd ef"), "T", 2))
    run_command(session, "linkage", {"kind": "text", "on": "off"})
    run_command(session, "delete", {"clip": "cd"})
    assert starts(session.project)["T"] == 2
    assert find(session.project, "T").item.pin.clip == "ef"
    session.undo()
    run_command(session, "linkage")
    run_command(session, "delete", {"clip": "cd"})
    assert find(session.project, "T") is None


def test_markers_are_set_gone_to_coloured_and_removed(opened) -> None:
    session = opened(timeline("abcdef", sounds="songsong"))
    run_command(session, "marker", {"at": "1", "name": "Here"})
    session.move_playhead(seconds(3))
    run_command(session, "beat")
    run_command(session, "beat", {"at": "5"})
    assert len(find(session.project, "songsong").clip.markers) == 2
    session.move_playhead(Time(0))
    stops = []
    for _press in range(4):
        run_command(session, "next-marker")
        stops.append(session.playhead)
    assert stops[:3] == [1, 3, 5]
    run_command(session, "previous-marker")
    assert session.playhead == 5
    run_command(session, "remove-marker")
    assert len(find(session.project, "songsong").clip.markers) == 1
    session.move_playhead(seconds(1))
    before = session.project.markers[0].colour
    run_command(session, "marker-colour")
    assert session.project.markers[0].colour != before
    run_command(session, "change-marker", {"marker": "Here", "to": "2", "name": "There"})
    assert [(one.time, one.name) for one in session.project.markers] == [(2, "There")]
    with pytest.raises(Refused, match="no marker here"):
        run_command(session, "remove-marker", {"at": "4"})


def test_sound_is_detached_and_the_same_key_puts_it_back(opened) -> None:
    session = opened(timeline("abcd ef"))
    session.select(["abcd"])
    run_command(session, "detach-sound")
    assert play_layer(session.project, "sound") == "abcd"
    run_command(session, "detach-sound")
    assert not any(layer.items for layer in session.project.sounds)
    run_command(session, "detach-sound", {"clip": "abcd,ef"})
    session.select([*session.selection, "abcd"])
    run_command(session, "attach-sound")
    assert not any(layer.items for layer in session.project.sounds)


def test_a_clip_is_replaced_and_takes_attributes_of_another(opened) -> None:
    session = opened(timeline("abcd ef"))
    run_command(session, "replace", {"clip": "abcd", "media": "ef", "whole": "on"})
    assert play(session.project) == "efef"
    run_command(session, "opacity", {"clip": "ef", "opacity": "50%"})
    session.select(["ef"])
    run_command(session, "copy-attributes")
    run_command(session, "paste-attributes", {"clip": "abcd", "parts": "opacity"})
    assert find(session.project, "abcd").clip.opacity == 0.5
    with pytest.raises(Refused, match="none of place"):
        run_command(session, "paste-attributes", {"clip": "abcd", "parts": "colour"})


def test_a_transition_gets_room(opened) -> None:
    session = opened(timeline("abcd efgh"))
    run_command(session, "transition", {"clip": "efgh", "effect": "dissolve", "length": "2"})
    session.move_playhead(seconds(3))
    assert COMMANDS["make-room"].enabled(session)
    run_command(session, "make-room")
    assert play(session.project) == "abcfgh"
    assert not COMMANDS["make-room"].enabled(session)


def test_a_marker_goes_on_the_selected_clip_only_where_that_is_shown(opened) -> None:
    session = opened(timeline("ab cd ef"))
    session.select(["cd"])
    run_command(session, "marker", {"at": "1"})
    run_command(session, "marker", {"at": "3"})
    assert [marker.time for marker in session.project.markers] == [1]
    assert len(find(session.project, "cd").clip.markers) == 1
