"""Commands about stretches of the timeline: the range, gaps, putting media over what is there, groups, pins."""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import (
    AT,
    CLIPS,
    MEDIA,
    PART,
    edit_each,
    media_of,
    need_picture,
    needs_selection,
    put_in,
    take_in,
    three_points,
    time_param,
)
from studio.edits import close_gaps, group, lift_range, overwrite, pin, ripple_range, ungroup
from studio.model import Clip, Gap, Project, Span, Time, find, main_at
from studio.sentences import Refused, Sentence, say
from studio.session import Session, clip_of

__all__ = ["RANGING"]


def _overwrite(session: Session, values: Values) -> None:
    media, clip_id = media_of(session, values["media"]), session.new_id("c")
    [asset] = media.assets
    need_picture(asset)

    at, part = three_points(session, values, asset)

    def put(project: Project) -> Project:
        project = take_in(project, media)
        return overwrite(
            project,
            clip_of(project, asset, clip_id, photo=session.settings.photo, part=part),
            at=at,
            new_id=lambda: session.new_id("c"),
        )

    put_in(session, say("Overwrite"), put, clip_id)


def _span(session: Session, values: Values) -> Span:
    start: Time | None = values.get("from")
    end: Time | None = values.get("to")
    if start is None and end is None and session.range is not None:
        return session.range
    if start is None or end is None:
        raise Refused(say("No range is set."))
    if end <= start:
        raise Refused(say("A range ends after it begins."))
    return Span(start, end - start)


def _lift_range(session: Session, values: Values) -> None:
    span = _span(session, values)
    session.edit(say("Lift the range"), lambda project: lift_range(project, span, new_id=lambda: session.new_id("c")))


def _ripple_range(session: Session, values: Values) -> None:
    span = _span(session, values)
    session.edit(
        say("Delete the range"), lambda project: ripple_range(project, span, new_id=lambda: session.new_id("c"))
    )
    session.set_range(None)
    session.move_playhead(span.start)


def _no_range(session: Session) -> Sentence | None:
    return None if session.range else say("No range is set.")


def _close_gaps(session: Session, values: Values) -> None:  # noqa: ARG001
    session.edit(say("Close all gaps"), close_gaps)


def _no_gaps(session: Session) -> Sentence | None:
    if any(isinstance(thing, Gap) for thing in session.project.main):
        return None
    return say("There is no gap on the main track.")


def _group(session: Session, values: Values) -> None:
    group_id = session.new_id("x")
    session.edit(say("Group"), lambda project: group(project, values["clip"], group_id=group_id))
    session.select(values["clip"])


def _too_few(session: Session) -> Sentence | None:
    return None if len(session.selection) > 1 else say("Select at least two clips.")


def _ungroup(session: Session, values: Values) -> None:
    session.edit(say("Ungroup"), lambda project: ungroup(project, values["clip"]))


def _in_no_group(session: Session) -> Sentence | None:
    clips = (find(session.project, name) for name in session.selection)
    if any(found is not None and found.clip.group for found in clips):
        return None
    return say("Select clips of a group first.")


def _pin(session: Session, values: Values) -> None:
    """To the clip named, otherwise to the one each begins over."""

    def pin_one(project: Project, clip_id: str) -> Project:
        to_clip = values.get("to")
        found = find(project, clip_id)
        if to_clip is None and found is not None:
            under = main_at(project, found.span.start)
            thing = project.main[under] if under is not None else None
            if not isinstance(thing, Clip):
                raise Refused(say("There is no clip of the main track under it."))
            to_clip = thing.id
        return pin(project, clip_id, to_clip=to_clip)

    edit_each(session, say("Pin"), values, pin_one)


def _unpin(session: Session, values: Values) -> None:
    edit_each(session, say("Unpin"), values, lambda project, clip_id: pin(project, clip_id, to_clip=None))


_RANGE = (time_param("from", say("From")), time_param("to", say("To")))

RANGING: tuple[Command, ...] = (
    Command(
        "overwrite", say("Overwrite"),
        say("Puts media on the main track from a time on, over what is there; nothing else moves."),
        "arrange", _overwrite, (MEDIA, AT, *PART), is_edit=True,
    ),
    Command(
        "lift-range", say("Lift the range"),
        say("Takes everything between in and out away and leaves it empty."),
        "arrange", _lift_range, _RANGE, why_not=_no_range, is_edit=True,
    ),
    Command(
        "delete-range", say("Delete the range"),
        say("Takes everything between in and out away; what follows moves up, on all layers that are not locked."),
        "arrange", _ripple_range, _RANGE, why_not=_no_range, is_edit=True,
    ),
    Command(
        "close-gaps", say("Close all gaps"), say("Takes every gap of the main track away; what follows moves up."),
        "arrange", _close_gaps, why_not=_no_gaps, is_edit=True,
    ),
    Command(
        "group", say("Group"), say("Clips of a group are selected, moved and deleted together."),
        "arrange", _group, (CLIPS,), why_not=_too_few, is_edit=True,
    ),
    Command(
        "ungroup", say("Ungroup"), say("Takes the groups of the clips apart."),
        "arrange", _ungroup, (CLIPS,), why_not=_in_no_group, is_edit=True,
    ),
    Command(
        "pin", say("Pin"),
        say("Holds an item by a clip of the main track, so that it goes along: the one named, or the one under it."),
        "arrange", _pin, (CLIPS, CommandParam("to", say("To clip"), "clip")), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "unpin", say("Unpin"), say("Holds an item by its time, so that no clip takes it along."),
        "arrange", _unpin, (CLIPS,), why_not=needs_selection, is_edit=True,
    ),
)  # fmt: skip
