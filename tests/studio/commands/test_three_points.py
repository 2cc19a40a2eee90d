"""Three-point edits on a timeline of words: a part marked in a file goes in, or over what is there, at the playhead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from effects import all_effects
from studio.commands import Misused, run_command
from studio.edits import add_asset, remove_asset
from studio.effect import Effects
from studio.model import Project, Span, check_project
from studio.sentences import Refused
from studio.session import Session
from tests.helpers.word_sources import play, seconds, timeline, word

FILE = "file:uvwxyz"


@pytest.fixture
def opened() -> Iterator[Callable[[str], Session]]:
    session = Session(Effects(all_effects()), keeps=False)

    def open_with(drawing: str) -> Session:
        def begin(_old: Project) -> Project:
            return add_asset(add_asset(timeline(drawing), word("uvwxyz")), word("la", kind="sound"))

        session.edit("words", begin)
        return session

    yield open_with
    assert check_project(session.project) == ()
    session.close()


def mark(session: Session, first: str, last: str) -> None:
    """Open the file and mark from second `first` to the end of second `last`, by the keys of playing."""
    run_command(session, "open-media", {"media": FILE})
    run_command(session, "go", {"at": first})
    run_command(session, "mark-in")
    run_command(session, "go", {"at": last})
    run_command(session, "mark-out")


def test_a_marked_part_goes_in_where_the_playhead_is_and_the_next_one_behind_it(opened) -> None:
    session = opened("abcd ef")
    session.move_playhead(seconds(2))
    mark(session, "1", "2")
    assert session.playhead == 2, "the playhead of the timeline stays while the file is marked"
    assert session.file_deck.range == Span(seconds(1), seconds(2))
    run_command(session, "insert")
    assert play(session.project) == "abvwcdef"
    assert session.playhead == 4
    run_command(session, "insert")
    assert play(session.project) == "abvwvwcdef"
    run_command(session, "undo")
    assert play(session.project) == "abvwcdef"


def test_a_marked_part_goes_over_what_is_there(opened) -> None:
    session = opened("abcd ef")
    mark(session, "3", "4")
    session.move_playhead(seconds(1))
    run_command(session, "overwrite")
    assert play(session.project) == "axydef"


def test_the_range_of_the_timeline_says_where_and_how_much(opened) -> None:
    session = opened("abcd ef")
    session.set_range(Span(seconds(1), seconds(3)))
    run_command(session, "open-media", {"media": FILE})
    run_command(session, "go", {"at": "2"})
    run_command(session, "overwrite")
    assert play(session.project) == "awxyef"


def test_without_the_player_a_part_is_said_and_what_is_marked_stays_marked(opened) -> None:
    session = opened("abcd ef")
    run_command(session, "insert", {"media": FILE, "at": "1", "from": "4", "to": "6"})
    assert play(session.project) == "yzabcdef", "at the nearest cut, as ever"
    mark(session, "0", "0")
    run_command(session, "close-media")
    assert session.deck is session
    run_command(session, "append", {"media": FILE})
    assert play(session.project) == "yzabcdefu"
    with pytest.raises(Refused, match="ends after it begins"):
        run_command(session, "insert", {"media": FILE, "from": "3", "to": "2"})
    with pytest.raises(Misused):
        run_command(session, "insert")


def test_the_keys_of_playing_are_about_the_file_that_is_open(opened) -> None:
    session = opened("abcd")
    run_command(session, "open-media", {"media": FILE, "at": "2"})
    steps = (
        ("frame-forward", 3),
        ("second-back", 2),
        ("to-end", 6),
        ("previous-cut", 0),
        ("next-cut", 6),
        ("to-start", 0),
    )
    for command, place in steps:
        run_command(session, command)
        assert session.file_deck.playhead == place, command
    run_command(session, "mark-clip")
    assert session.file_deck.range == Span(seconds(0), seconds(6))
    run_command(session, "clear-range")
    assert session.file_deck.range is None
    assert session.playhead == 0
    assert session.range is None


def test_a_sound_can_be_looked_at_and_laid_under_the_video(opened) -> None:
    session = opened("abcd")
    run_command(session, "open-media", {"media": "file:la"})
    assert not session.file_deck.project.main
    run_command(session, "go", {"at": "1"})
    run_command(session, "mark-in")
    with pytest.raises(Refused, match="is sound"):
        run_command(session, "insert")
    run_command(session, "music")
    [item] = session.project.sounds[0].items
    assert item.clip.window == Span(seconds(1), seconds(1))


def test_whoever_edits_the_timeline_sees_it_and_whoever_sorts_the_library_goes_on(opened) -> None:
    session = opened("abcd ef")
    run_command(session, "open-media", {"media": FILE})
    run_command(session, "rename-media", {"media": FILE, "name": "Best of"})
    assert session.file_deck.project.name == "Best of"
    run_command(session, "insert", {"at": "0"})
    assert session.deck is session.file_deck
    run_command(session, "split", {"at": "2"})
    assert session.deck is session
    run_command(session, "open-media", {"media": FILE})
    run_command(session, "undo")
    assert session.deck is session


def test_a_file_that_leaves_the_project_leaves_the_player(opened) -> None:
    session = opened("abcd")
    run_command(session, "open-media", {"media": FILE})
    session.edit("gone", lambda project: remove_asset(project, FILE))
    assert session.deck is session
    run_command(session, "undo")
    assert session.file_deck.asset is not None
