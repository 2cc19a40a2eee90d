"""Commands that cut clips and change how long and how fast they are."""

from __future__ import annotations

from collections.abc import Callable

from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import AT, CLIPS, at_of, edit_each, needs_selection, time_param
from studio.edits import set_length, set_speed, split, trim_end, trim_end_alone, trim_start, trim_start_alone
from studio.model import Clip, Project, Time, all_clips, find, main_at
from studio.sentences import Refused, Sentence, say
from studio.session import Session

__all__ = ["TRIMMING"]


def _under_playhead(session: Session, at: Time) -> tuple[str, ...]:
    """What a cut at `at` is about: the selected clips it goes through, otherwise the clip of the main track."""
    project = session.project
    through = [
        found for name in session.selection if (found := find(project, name)) and found.span.start < at < found.span.end
    ]
    if through:
        return tuple(found.clip.id for found in through)
    index = main_at(project, at)
    thing = project.main[index] if index is not None else None
    return (thing.id,) if isinstance(thing, Clip) else ()


def _nothing_under_playhead(session: Session) -> Sentence | None:
    if _under_playhead(session, session.playhead):
        return None
    return say("There is no clip under the playhead.")


def _targets(session: Session, values: Values, at: Time) -> tuple[str, ...]:
    ids = values.get("clip") or _under_playhead(session, at)
    if not ids:
        raise Refused(say("There is no clip there."))
    return tuple(ids)


def _split_these(session: Session, ids: tuple[str, ...], at: Time) -> None:
    new = {clip_id: session.new_id(clip_id.rstrip("0123456789") or "c") for clip_id in ids}

    def cut(project: Project) -> Project:
        for clip_id in ids:
            project = split(project, clip_id, at=at, new_id=new[clip_id])
        return project

    session.edit(say("Split"), cut)
    session.select(new.values())


def _split(session: Session, values: Values) -> None:
    at = at_of(session, values)
    _split_these(session, _targets(session, values, at), at)


def _split_all(session: Session, values: Values) -> None:
    at = at_of(session, values)
    # An item that a main clip's split hands over keeps its id, so the order does not matter.
    ids = tuple(found.clip.id for found in all_clips(session.project) if found.span.start < at < found.span.end)
    if not ids:
        raise Refused(say("There is no clip there."))
    _split_these(session, ids, at)


def _trim_to(
    label: Sentence, trim: Callable[..., Project], alone: Callable[..., Project], key: str
) -> Callable[[Session, Values], None]:
    """Moves an edge; where the main track's magnet is off, nothing else moves (`alone`)."""

    def run(session: Session, values: Values) -> None:
        to = values.get(key)
        to = session.playhead if to is None else to
        ids = _targets(session, values, to)
        gap_ids = {clip_id: session.new_id("g") for clip_id in ids}

        def trim_all(project: Project) -> Project:
            for clip_id in ids:
                if session.magnet:
                    project = trim(project, clip_id, to=to)
                else:
                    project = alone(project, clip_id, to=to, gap_id=gap_ids[clip_id])
            return project

        session.edit(label, trim_all)

    return run


def _delete_left(session: Session, values: Values) -> None:
    at = at_of(session, values)
    ids = _targets(session, values, at)
    starts = [found.span.start for name in ids if (found := find(session.project, name))]
    _trim_to(say("Delete left"), trim_start, trim_start_alone, "at")(session, {**values, "at": at, "clip": ids})
    # The picture under the playhead moved to where the clip begins; the playhead follows it.
    if starts and session.magnet:
        session.move_playhead(min(starts))


def _speed(session: Session, values: Values) -> None:
    edit_each(session, say("Speed"), values, lambda project, name: set_speed(project, name, speed=values["speed"]))


def _length(session: Session, values: Values) -> None:
    edit_each(session, say("Length"), values, lambda project, name: set_length(project, name, length=values["length"]))


_CLIPS_OR_PLAYHEAD = CLIPS._replace(required=False)

TRIMMING: tuple[Command, ...] = (
    Command(
        "split",
        say("Split"),
        say("Cuts a clip in two at a time; both halves keep everything done to it."),
        "clip",
        _split,
        (_CLIPS_OR_PLAYHEAD, AT),
        why_not=_nothing_under_playhead,
        is_edit=True,
    ),
    Command(
        "split-all",
        say("Split all"),
        say("Cuts every clip at a time, on all layers."),
        "clip",
        _split_all,
        (AT,),
        why_not=_nothing_under_playhead,
        is_edit=True,
    ),
    Command(
        "delete-left",
        say("Delete left of the playhead"),
        say("Takes away the part of a clip before a time; what follows moves up."),
        "clip",
        _delete_left,
        (_CLIPS_OR_PLAYHEAD, AT),
        why_not=_nothing_under_playhead,
        is_edit=True,
    ),
    Command(
        "delete-right",
        say("Delete right of the playhead"),
        say("Takes away the part of a clip after a time; what follows moves up."),
        "clip",
        _trim_to(say("Delete right"), trim_end, trim_end_alone, "at"),
        (_CLIPS_OR_PLAYHEAD, AT),
        why_not=_nothing_under_playhead,
        is_edit=True,
    ),
    Command(
        "trim-start",
        say("Trim the start"),
        say("Moves the start of a clip to a time of the timeline; inward to shorten, outward to show more."),
        "clip",
        _trim_to(say("Trim the start"), trim_start, trim_start_alone, "to"),
        (CLIPS, time_param("to", say("To"))),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "trim-end",
        say("Trim the end"),
        say("Moves the end of a clip to a time of the timeline; inward to shorten, outward to show more."),
        "clip",
        _trim_to(say("Trim the end"), trim_end, trim_end_alone, "to"),
        (CLIPS, time_param("to", say("To"))),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "speed",
        say("Speed"),
        say("Plays clips faster or slower: 2 is twice as fast, 0.5 half as fast."),
        "clip",
        _speed,
        (CLIPS, CommandParam("speed", say("Speed"), "speed", required=True, unit="×")),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "length",
        say("Length"),
        say("Sets how long a photo, title or colour is shown."),
        "clip",
        _length,
        (CLIPS, time_param("length", say("Length"), required=True)),
        why_not=needs_selection,
        is_edit=True,
    ),
)
