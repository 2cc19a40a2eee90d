"""The list of projects: commit, undo, redo.

History is a value too. It must never know how one project differs from the next.
"""

from __future__ import annotations

from studio.model import Project, Value

__all__ = ["MOST_STEPS", "Entry", "History", "begin", "commit", "go_to", "redo", "undo"]

MOST_STEPS = 1000
"""How many steps can be undone; projects share what they have in common, so a step costs about 10 kB."""


class Entry(Value, frozen=True):
    """A project, and what the person did to get there."""

    project: Project
    label: str


class History(Value, frozen=True):
    """Where we are (`present`), what came before, and what was undone (`future`, next first)."""

    present: Entry
    past: tuple[Entry, ...] = ()
    future: tuple[Entry, ...] = ()

    @property
    def project(self) -> Project:
        """The project as it stands."""
        return self.present.project

    @property
    def steps(self) -> tuple[Entry, ...]:
        """Every step there is, the oldest first, also those that were undone."""
        return (*self.past, self.present, *self.future)


def begin(project: Project, label: str = "") -> History:
    """A history with nothing to undo."""
    return History(Entry(project, label))


def commit(history: History, project: Project, label: str) -> History:
    """The history after one more step. The very same project is no step."""
    if project is history.project:
        return history
    return History(Entry(project, label), (*history.past, history.present)[-MOST_STEPS:])


def undo(history: History) -> History:
    """One step back; the same history where there is none."""
    if not history.past:
        return history
    return History(history.past[-1], history.past[:-1], (history.present, *history.future))


def redo(history: History) -> History:
    """One undone step forward again; the same history where there is none."""
    if not history.future:
        return history
    return History(history.future[0], (*history.past, history.present), history.future[1:])


def go_to(history: History, step: int) -> History:
    """The history standing at one of its `steps`; the same history where it stands there, or there is none."""
    steps = history.steps
    if not 0 <= step < len(steps) or step == len(history.past):
        return history
    return History(steps[step], steps[:step], steps[step + 1 :])
