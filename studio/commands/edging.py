"""Commands that move cuts and what lies between them, frame by frame or to a time, and heal cuts."""

from __future__ import annotations

from collections.abc import Callable

from studio.commands.command import Command, CommandParam, Run, Values
from studio.commands.tools import CLIPS, at_of, edit_each, needs_selection, time_param
from studio.edits import rejoin, ripple_trim_end, ripple_trim_start, roll, slide, slip
from studio.model import Clip, Project, Time, find, frame_length, item_starts, main_at, main_frames, main_index
from studio.sentences import Refused, Sentence, say
from studio.session import Session

__all__ = ["EDGING"]

Edit = Callable[[Project, str, Time], Project]


def _to_playhead(label: Sentence, change: Edit) -> Run:
    """Moves an edge of each clip to the time given, otherwise to the playhead."""

    def run(session: Session, values: Values) -> None:
        to = values.get("to", session.playhead)
        edit_each(session, label, values, lambda project, name: change(project, name, to))

    return run


def _by_frames(label: Sentence, change: Edit, frames: int) -> Run:
    """Changes the clip that is selected, otherwise the one under the playhead, by whole frames of the project."""

    def run(session: Session, values: Values) -> None:
        by = frames * frame_length(session.project.rate)
        clip_id = _chosen(session, values)
        session.edit(label, lambda project: change(project, clip_id, by))

    return run


def _chosen(session: Session, values: Values) -> str:
    if values.get("clip"):
        return str(values["clip"])
    if len(session.selection) == 1:
        return session.selection[0]
    index = main_at(session.project, session.playhead)
    thing = session.project.main[index] if index is not None else None
    if not isinstance(thing, Clip):
        raise Refused(say("There is no clip under the playhead."))
    return thing.id


def _rolled_by(project: Project, clip_id: str, by: Time) -> Project:
    found = find(project, clip_id)
    return roll(project, clip_id, to=found.span.start + by) if found is not None else project


def _slid_by(project: Project, clip_id: str, by: Time) -> Project:
    found = find(project, clip_id)
    return slide(project, clip_id, to=found.span.start + by) if found is not None else project


def _roll(session: Session, values: Values) -> None:
    """The cut of the clip named, otherwise the one nearest to the playhead."""
    to = values.get("to", session.playhead)
    clip_id = values.get("clip") or _nearest_cut(session, to)
    session.edit(say("Roll the cut"), lambda project: roll(project, clip_id, to=to))


def _nearest_cut(session: Session, to: Time) -> str:
    project = session.project
    frames = main_frames(project)
    chosen = [main_index(project)[name] for name in session.selection if name in main_index(project)]
    if len(chosen) == 1 and chosen[0] > 0:
        return project.main[chosen[0]].id
    cuts = [
        (abs(frames[index] / project.rate - to), index)
        for index in range(1, len(project.main))
        if isinstance(project.main[index], Clip) and isinstance(project.main[index - 1], Clip)
    ]
    if not cuts:
        raise Refused(say("There is no cut to move."))
    return project.main[min(cuts)[1]].id


def _slip(session: Session, values: Values) -> None:
    edit_each(session, say("Slip"), values, lambda project, name: slip(project, name, by=values["by"]))


def _rejoin(session: Session, values: Values) -> None:
    """The halves at the cut nearest to the playhead where no clip is named or selected."""
    ids = values.get("clip") or session.selection
    if not ids:
        project, at = session.project, at_of(session, values)
        after = main_index(project)[_nearest_cut(session, at)]
        ids = (project.main[after - 1].id,)
    wanted = set(ids)

    def join(project: Project) -> Project:
        if len(wanted) == 1:
            return _joined(session, project, next(iter(wanted)))
        joined = project
        for name in ids:
            # A half that was joined to the one before it is gone, and its place is taken by what came after it.
            while _goes_on(joined, name, wanted):
                joined = rejoin(joined, name)
        if joined is project:
            raise Refused(say("These clips do not lie side by side."))
        return joined

    session.edit(say("Rejoin"), join)


def _joined(session: Session, project: Project, clip_id: str) -> Project:
    """The clip joined at whichever of its two cuts is nearer to the playhead, otherwise at the other one."""
    found, before = find(project, clip_id), _before(project, clip_id)
    if found is None or before is None:
        return rejoin(project, clip_id)
    at_start = abs(found.span.start - session.playhead) <= abs(found.span.end - session.playhead)
    first, other = (before, clip_id) if at_start else (clip_id, before)
    try:
        return rejoin(project, first)
    except Refused as refusal:
        try:
            return rejoin(project, other)
        except Refused:
            raise refusal from None


def _before(project: Project, clip_id: str) -> str | None:
    """The clip that ends where this one begins, on the main track or the same layer."""
    found = find(project, clip_id)
    if found is None:
        return None
    if found.layer is None:
        before = project.main[found.index - 1] if found.index else None
        return before.id if isinstance(before, Clip) else None
    starts = zip(item_starts(project, found.layer), found.layer.items, strict=True)
    near = 1 / (2 * project.rate)
    return next((item.id for at, item in starts if abs(at + item.clip.length - found.span.start) < near), None)


def _goes_on(project: Project, name: str, wanted: set[str]) -> bool:
    """Whether what comes right after the clip is also to be joined."""
    found = find(project, name)
    if found is None:
        return False
    if found.layer is None:
        after = project.main[found.index + 1 : found.index + 2]
        return bool(after) and after[0].id in wanted
    starts = zip(item_starts(project, found.layer), found.layer.items, strict=True)
    return any(start == found.span.end and item.id in wanted for start, item in starts)


_CLIP = CommandParam("clip", say("Clip"), "clip")
_TO = time_param("to", say("To"))


def _directions(
    stem: str, names: tuple[Sentence, Sentence], helps: tuple[Sentence, Sentence], label: Sentence, change: Edit
) -> tuple[Command, Command]:
    """Two commands, one frame earlier and one frame later."""
    back, forward = (
        Command(f"{stem}-{way}", name, help_, "clip", _by_frames(label, change, frames), (_CLIP,), is_edit=True)
        for way, name, help_, frames in zip(("back", "forward"), names, helps, (-1, 1), strict=True)
    )
    return back, forward


EDGING: tuple[Command, ...] = (
    Command(
        "ripple-trim-start", say("Ripple trim the start"),
        say("Lets a clip begin with what is shown at a time; what follows on its layer moves along."),
        "clip",
        _to_playhead(say("Ripple trim the start"), lambda project, name, to: ripple_trim_start(project, name, to=to)),
        (CLIPS, _TO), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "ripple-trim-end", say("Ripple trim the end"),
        say("Lets a clip end at a time; what follows on its layer moves along."),
        "clip",
        _to_playhead(say("Ripple trim the end"), lambda project, name, to: ripple_trim_end(project, name, to=to)),
        (CLIPS, _TO), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "roll", say("Roll the cut"),
        say("Moves the cut before a clip to a time: one clip gets longer, the other shorter, nothing else moves."),
        "clip", _roll, (_CLIP, _TO), is_edit=True,
    ),
    *_directions(
        "roll", (say("Roll one frame back"), say("Roll one frame forward")),
        (say("Moves the cut before the clip one frame back."), say("Moves the cut before the clip one frame forward.")),
        say("Roll the cut"), _rolled_by,
    ),
    Command(
        "slip", say("Slip"),
        say("Shows other material of a clip in the same place: later in its source, or earlier with a minus."),
        "clip", _slip, (CLIPS, time_param("by", say("By"), required=True)), why_not=needs_selection, is_edit=True,
    ),
    *_directions(
        "slip", (say("Slip one frame back"), say("Slip one frame forward")),
        (say("Shows what comes one frame earlier in the clip's source."),
         say("Shows what comes one frame later in the clip's source.")),
        say("Slip"), lambda project, name, by: slip(project, name, by=by),
    ),
    Command(
        "slide", say("Slide"),
        say("Moves a clip between its neighbours, which get longer and shorter; nothing else moves."),
        "clip", _to_playhead(say("Slide"), lambda project, name, to: slide(project, name, to=to)),
        (CLIPS, _TO), why_not=needs_selection, is_edit=True,
    ),
    *_directions(
        "slide", (say("Slide one frame back"), say("Slide one frame forward")),
        (say("Moves the clip one frame back between its neighbours."),
         say("Moves the clip one frame forward between its neighbours.")),
        say("Slide"), _slid_by,
    ),
    Command(
        "rejoin", say("Rejoin"),
        say("Makes the halves of a split one clip again, where the second goes on with the next picture of the first."),
        "clip", _rejoin, (CLIPS._replace(required=False), time_param("at", say("Time"))), is_edit=True,
    ),
)  # fmt: skip
