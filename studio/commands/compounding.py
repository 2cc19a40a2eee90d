"""Commands about compounds: several clips made one, and one taken apart again."""

from __future__ import annotations

from studio.commands.command import Command, Values
from studio.commands.tools import CLIP, CLIPS, needs_selection, text_param, together
from studio.edits import make_compound, release_compound
from studio.model import Compound, Project, clips_inside, find
from studio.sentences import Refused, Sentence, say
from studio.session import Session, enter, leave

__all__ = ["COMPOUNDING"]


def _make(session: Session, values: Values) -> None:
    ids = together(session, values["clip"])
    count = sum(isinstance(clip.content, Compound) for clip in clips_inside(session.project))
    name = values.get("name") or say("Compound {number}", number=count + 1).translated()
    made: list[str] = []

    def new_id() -> str:
        made.append(session.new_id("c"))
        return made[-1]

    session.edit(say("Make a compound"), lambda project: make_compound(project, ids, name=name, new_id=new_id))
    session.select(made[:1])


def _release(session: Session, values: Values) -> None:
    compounds = [name for name in values["clip"] if _is_compound(session.project, name)]
    if not compounds:
        raise Refused(say("Select a compound first."))
    before = {clip.id for clip in session.project.main}
    before |= {item.id for layer in (*session.project.layers, *session.project.sounds) for item in layer.items}

    def release(project: Project) -> Project:
        for name in compounds:
            project = release_compound(project, name, new_id=lambda: session.new_id("c"))
        return project

    session.edit(say("Release the compound"), release)
    project = session.project
    now = [thing.id for thing in project.main]
    now += [item.id for layer in (*project.layers, *project.sounds) for item in layer.items]
    session.select(name for name in now if name not in before and find(project, name) is not None)


def _is_compound(project: Project, clip_id: str) -> bool:
    found = find(project, clip_id)
    return found is not None and isinstance(found.clip.content, Compound)


def _no_compound(session: Session) -> Sentence | None:
    if any(_is_compound(session.project, name) for name in session.selection):
        return None
    return say("Select a compound first.")


def _enter(session: Session, values: Values) -> None:
    enter(session, values["clip"])


def _leave(session: Session, values: Values) -> None:  # noqa: ARG001
    leave(session)


def _outside(session: Session) -> Sentence | None:
    return None if session.inside else say("No compound is open.")


COMPOUNDING: tuple[Command, ...] = (
    Command(
        "compound", say("Make a compound"),
        say("Makes clips one clip that plays them all, to be cut, moved and given looks as one."),
        "arrange", _make, (CLIPS, text_param("name", say("Name"))), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "release-compound", say("Release the compound"),
        say("Takes a compound apart: what it shows lies on the timeline as clips again."),
        "arrange", _release, (CLIPS,), why_not=_no_compound, is_edit=True,
    ),
    Command(
        "enter-compound", say("Open the compound"),
        say("Shows what a compound holds on the timeline, to be edited there."),
        "arrange", _enter, (CLIP,), why_not=_no_compound,
    ),
    Command(
        "leave-compound", say("Back out of the compound"), say("Shows the timeline that the compound lies on."),
        "arrange", _leave, why_not=_outside,
    ),
)  # fmt: skip
