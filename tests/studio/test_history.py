"""The list of projects: commit, undo, redo."""

from __future__ import annotations

from studio.edits import rename
from studio.history import MOST_STEPS, begin, commit, go_to, redo, undo
from studio.model import Project
from tests.helpers.word_sources import timeline

START = timeline("abc")


def named(count: int):
    history = begin(START)
    for number in range(count):
        history = commit(history, rename(history.project, name=f"Film {number}"), f"Rename {number}")
    return history


def test_undo_and_redo_walk_the_same_way():
    history = named(3)
    back = undo(undo(undo(history)))
    assert back.project is START
    forth = redo(redo(redo(back)))
    assert forth.project is history.project
    assert forth == history


def test_nothing_to_undo_or_redo_changes_nothing():
    history = begin(START)
    assert undo(history) is history
    assert redo(history) is history


def test_the_very_same_project_is_no_step():
    history = named(2)
    assert commit(history, history.project, "Nothing") is history
    assert commit(undo(history), undo(history).project, "Nothing").future


def test_a_new_step_forgets_what_was_undone():
    history = commit(undo(named(2)), START, "Start over")
    assert not history.future
    assert undo(history).project.name == "Film 0"


def test_the_label_says_what_was_done():
    assert named(2).present.label == "Rename 1"


def test_only_so_many_steps_are_kept():
    history = named(MOST_STEPS + 5)
    assert len(history.past) == MOST_STEPS
    assert history.past[0].project.name == "Film 4"


def test_any_step_is_gone_to_and_what_lies_on_both_sides_stays() -> None:
    history = begin(Project("p"), "first")
    for name in ("a", "b", "c"):
        history = commit(history, Project(name), name)
    back = go_to(history, 1)
    assert [step.label for step in back.steps] == ["first", "a", "b", "c"]
    assert (back.present.label, len(back.past), len(back.future)) == ("a", 1, 2)
    assert go_to(back, 3) == history
    assert go_to(history, 3) is history
    assert go_to(history, 9) is history
    assert go_to(history, -1) is history
