"""How a control of the inspector changes selected clips: one step of undo for each drag.

It must never know what a number means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from studio.model import Clip, Curve, Keyframes, Project, Time, curve_at, find, with_key
from studio.ui.bridge import Bridge
from studio.ui.controls.slider import ValueRow

__all__ = ["ClipEdit", "common", "draft_row", "own_time", "with_value"]

ClipEdit = Callable[[Project, str, float], Project]
"""The project with a number of one clip changed."""


def with_value(curve: Curve, own: Time, value: float) -> Curve:
    """The curve with `value` now: another constant, or a key at own time `own` where it is animated."""
    return with_key(curve, own, value) if isinstance(curve, Keyframes) else value


def own_time(bridge: Bridge, clip_id: str) -> Time:
    """The clip's own time at the playhead, held within its window."""
    found = find(bridge.session.project, clip_id)
    if found is None:
        return Time(0)
    inside = min(max(bridge.session.playhead - found.span.start, Time(0)), found.span.length)
    return found.clip.window.start + inside


def common(bridge: Bridge, clips: Iterable[Clip], read: Callable[[Clip], Curve]) -> float | None:
    """The number all clips share at the playhead, or None where they differ."""
    values = {round(curve_at(read(clip), own_time(bridge, clip.id)), 6) for clip in clips}
    return values.pop() if len(values) == 1 else None


def draft_row(bridge: Bridge, row: ValueRow, label: str, ids: Callable[[], tuple[str, ...]], edit: ClipEdit) -> None:
    """Let `row` change the clips that `ids` gives: everything between its start and finish is one step."""
    session = bridge.session
    held: list[tuple[str, ...]] = []

    def begin() -> None:
        held[:] = [ids()]
        session.begin_draft(label)

    def change(value: float) -> None:
        if not session.drafting:
            return
        clips = held[0] if held else ids()

        def all_of_them(project: Project) -> Project:
            for clip_id in clips:
                project = edit(project, clip_id, value)
            return project

        refusal = session.update_draft(all_of_them)
        if refusal is not None:
            bridge.refused.emit(refusal)

    row.started.connect(begin)
    row.changed.connect(change)
    row.finished.connect(session.commit_draft)
