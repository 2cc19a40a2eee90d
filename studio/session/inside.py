"""Which compound is open: the way into it, the view of the project from there, and going in and out.

It must never change a project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.edits.entering import Way, entered, way_in, with_entered
from studio.model import ZERO, Compound, Project, compounded, find
from studio.sentences import Refused, say

if TYPE_CHECKING:
    from studio.session.session import Session

__all__ = ["Inside", "enter", "leave", "names_inside"]


class Inside:
    """The way into the compound that is open; empty outside of all. Views are made once for each project."""

    def __init__(self) -> None:
        self.way: Way = ()
        self._seen: tuple[Project, Way, Project] | None = None

    def view(self, whole: Project) -> Project:
        """What is open of the whole project, the very same value each time."""
        way = way_in(whole, self.way) if self.way else ()
        if not way:
            return whole
        seen = self._seen
        if seen is None or seen[0] is not whole or seen[1] != way:
            seen = self._seen = whole, way, entered(whole, way)
        return seen[2]

    def folded(self, whole: Project, project: Project) -> Project:
        """All of the project, with what is open of it as it is in `project`."""
        return whole if project is self.view(whole) else with_entered(whole, self.way, project)

    def look_from_outside_unless_changed(self, before: Project, whole: Project) -> None:
        """After a step of the history: one that changed nothing of what was open is looked at from outside."""
        if self.way and (way_in(whole, self.way) != self.way or compounded(self.view(whole)) == compounded(before)):
            self.way = ()


def enter(session: Session, clip_id: str) -> None:
    """Open a compound: from now on its inside is the project on screen. Raises `Refused` for what is none."""
    session.commit_draft()
    found = find(session.project, clip_id)
    if found is None or not isinstance(found.clip.content, Compound):
        raise Refused(say("Select a compound first."))
    shown = min(max(session.playhead, found.span.start), found.span.end)
    at = found.clip.source_at(found.clip.window.start + shown - found.span.start)
    session.go_inside((*session.inside, clip_id), at=at)


def leave(session: Session, *, all_of_them: bool = False) -> None:
    """Go back out of the open compound, or of all; the playhead stands on the picture it stood on inside."""
    while session.inside:
        session.commit_draft()
        *way, name = session.inside
        found = find(entered(session.whole, tuple(way)), name)
        at = ZERO
        if found is not None:
            into = found.clip.own_at(session.playhead) - found.clip.window.start
            at = found.span.start + min(max(ZERO, into), found.span.length)
        session.go_inside(tuple(way), at=at, select=(name,))
        if not all_of_them:
            return


def names_inside(session: Session) -> tuple[str, ...]:
    """What the compounds are called that are open, the outermost first."""
    names, project = [], session.whole
    for clip_id in way_in(project, session.inside):
        found = find(project, clip_id)
        names.append((found.clip.name if found is not None else "") or say("Compound").translated())
        project = entered(project, (clip_id,))
    return tuple(names)
