"""A compound opened: every edit works inside, and undo works throughout."""

import pytest

from effects import all_effects
from studio.commands import run_command
from studio.edits import EditRefused, remove_asset, set_rate, split, trim_end
from studio.effect import Effects
from studio.model import Rate, check_project, duration, find
from studio.sentences import Refused
from studio.session import Session, enter, leave, names_inside
from tests.helpers.word_sources import play, seconds, timeline, with_title


@pytest.fixture
def session() -> Session:
    opened = Session(Effects(all_effects()), keeps=False)
    opened.edit("begin", lambda _empty: with_title(timeline("abc def gh ij"), "two", 4))
    opened.select(("def", "gh", "two"))
    run_command(opened, "compound")
    return opened


def compound(session: Session) -> str:
    return session.whole.main[1].id


def test_inside_the_timeline_is_that_of_the_compound(session: Session) -> None:
    session.move_playhead(seconds(5))
    enter(session, compound(session))
    assert play(session.project) == "defgh"
    assert session.playhead == 2
    assert names_inside(session) == ("Compound 1",)
    session.move_playhead(seconds(3))
    run_command(session, "leave-compound")
    assert [thing.id for thing in session.project.main][::2] == ["abc", "ij"]
    assert session.playhead == 6
    assert session.selection == (compound(session),)


def test_edits_inside_are_steps_like_any_others(session: Session) -> None:
    name = compound(session)
    enter(session, name)
    session.edit("Split", lambda project: split(project, "def", at=seconds(1), new_id="right"))
    session.begin_draft("Trim")
    assert session.update_draft(lambda project: trim_end(project, "gh", to=seconds(4))) is None
    assert play(session.project) == "defg"
    session.commit_draft()
    assert session.project is session.project
    assert duration(session.whole) == 9
    assert not check_project(session.whole)
    session.undo()
    assert play(session.project) == "defgh"
    session.undo()
    assert session.inside == (name,)
    assert [thing.id for thing in session.project.main] == ["def", "gh"]
    session.redo()
    assert [thing.id for thing in session.project.main] == ["def", "right", "gh"]


def test_undoing_what_was_done_outside_leads_outside(session: Session) -> None:
    enter(session, compound(session))
    session.undo()
    assert session.inside == ()
    assert play(session.project) == "abcdefghij"


def test_compounds_in_compounds_are_entered_one_after_the_other(session: Session) -> None:
    outer = compound(session)
    enter(session, outer)
    session.select(("def",))
    run_command(session, "compound")
    inner = session.selection[0]
    run_command(session, "enter-compound")
    assert session.inside == (outer, inner)
    assert len(names_inside(session)) == 2
    session.edit("Trim", lambda project: trim_end(project, "def", to=seconds(2)))
    assert duration(session.whole) == 9
    leave(session, all_of_them=True)
    assert session.inside == ()
    assert find(session.project, outer).span.length == 4


def test_a_trimmed_compound_keeps_its_length_when_its_inside_changes(session: Session) -> None:
    name = compound(session)
    session.edit("Trim", lambda project: trim_end(project, name, to=seconds(7)))
    enter(session, name)
    session.edit("Trim", lambda project: trim_end(project, "gh", to=seconds(4)))
    assert find(session.whole, name).span.length == 4


def test_what_would_harm_the_rest_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="Select a compound"):
        enter(session, "abc")
    enter(session, compound(session))
    with pytest.raises(EditRefused, match="Go back out"):
        session.edit("Rate", lambda project: set_rate(project, rate=Rate(2)))
    with pytest.raises(EditRefused, match="used outside this compound"):
        session.edit("Remove", lambda project: remove_asset(project, "file:abc"))


def test_the_frame_rate_of_the_inside_goes_with_the_project(session: Session) -> None:
    session.edit("Rate", lambda project: set_rate(project, rate=Rate(3, 2)))
    assert not [problem for problem in check_project(session.whole) if problem.level == "error"]
