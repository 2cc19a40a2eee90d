"""The timeline by keyboard: from clip to clip, nudging, and what a screen reader hears.

It must never take a key that the person meant for the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from studio.edits import move
from studio.model import Clip, Project, all_clips, find, frame_length, main_index, main_start
from studio.sentences import Sentence, say
from studio.session import Session
from studio.ui.timeline.names import clip_name

if TYPE_CHECKING:
    from studio.ui.timeline.view import TimelineView

__all__ = ["TimelineKeys", "described", "neighbour"]

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_ALT, _SHIFT, _CTRL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class TimelineKeys:
    """Keys of the timeline itself; all others are commands of the window."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view

    def wants(self, event: QKeyEvent, *, by_keyboard: bool) -> bool:
        """Whether the key is for the timeline and not for the window."""
        held = event.modifiers()
        if event.key() == Qt.Key.Key_Escape:
            return self._view.gestures.busy
        if event.key() not in _ARROWS:
            return False
        if held & _ALT:
            return event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and bool(self._view.bridge.session.selection)
        return by_keyboard and not held & (_CTRL | _SHIFT)

    def press(self, event: QKeyEvent, *, by_keyboard: bool) -> bool:
        """Do what the key means. Tells whether it meant anything."""
        if event.key() == Qt.Key.Key_Control:
            self._view.gestures.keys_changed(event.modifiers())
            return False
        if event.key() == Qt.Key.Key_Escape:
            if not self._view.gestures.cancel():
                session = self._view.bridge.session
                if session.selection or not session.inside:
                    session.select(())
                else:
                    self._view.bridge.run("leave-compound")
            return True
        if not self.wants(event, by_keyboard=by_keyboard):
            return False
        if event.modifiers() & _ALT:
            frames = 10 if event.modifiers() & _SHIFT else 1
            self._nudge(frames if event.key() == Qt.Key.Key_Right else -frames)
        else:
            self._go(event.key())
        return True

    def _nudge(self, frames: int) -> None:
        """Items move by frames; a clip of the main track changes places with its neighbour."""
        session = self._view.bridge.session
        chosen = session.selection

        def nudged(project: Project) -> Project:
            order = main_index(project)
            by = frames * frame_length(project.rate)
            for name in chosen if frames < 0 else reversed(chosen):
                if name in order:
                    project = _swapped(project, name, forward=frames > 0)
                elif (found := find(project, name)) is not None:
                    project = move(project, name, to=max(0 * by, found.span.start + by))
            return project

        self._view.bridge.edit(say("Nudge"), nudged)

    def _go(self, key: int) -> None:
        session = self._view.bridge.session
        chosen = session.selection[-1] if session.selection else ""
        step = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        across, down = step[Qt.Key(key)]
        found = neighbour(self._view, chosen, across, down)
        if found is not None:
            session.select((found,))
            self._view.bring_into_sight(found)


def _swapped(project: Project, name: str, *, forward: bool) -> Project:
    place = main_index(project)[name]
    other = place + (1 if forward else -1)
    if not 0 <= other < len(project.main):
        return project
    length = project.main[other].length
    return move(project, name, to=main_start(project, place) + (length if forward else -length))


def neighbour(view: TimelineView, clip_id: str, across: int, down: int) -> str | None:
    """The clip beside another in its row, or nearest in time in the next row that has any; the first without one."""
    layout = view.layout_now()
    where = layout.where(clip_id) if clip_id else None
    if where is None:
        main = layout.project.main
        return main[0].id if main else next((found.clip.id for found in all_clips(layout.project)), None)
    lane, row_number = where
    row = lane.rows[row_number]
    span = layout.span_of(clip_id)
    assert span is not None
    if across:
        place = next(i for i in range(len(row)) if row.clip(i).id == clip_id) + across
        return row.clip(place).id if 0 <= place < len(row) else None
    rows = [row for lane in layout.lanes for row in lane.rows if len(row)]
    number = rows.index(row) + down
    if not 0 <= number < len(rows):
        return None
    other, start = rows[number], float(span.start)
    nearest = min(range(len(other)), key=lambda place: abs(float(other.starts[place]) - start))
    return other.clip(nearest).id


def described(session: Session) -> Sentence:
    """What is on the timeline and what is selected, for a screen reader."""
    project = session.project
    count = sum(isinstance(thing, Clip) for thing in project.main)
    if len(session.selection) == 1 and (found := find(project, session.selection[0])) is not None:
        return say(
            "Selected: “{name}”, from {start:.2f} s, {length:.2f} s long.",
            name=clip_name(project, found.clip, session.effects),
            start=float(found.span.start),
            length=float(found.span.length),
        )
    if session.selection:
        return say("{count} clips selected.", count=len(session.selection))
    if not count:
        return say("Empty. Drop videos here or press Ctrl+I.")
    return say("One clip on the main track.") if count == 1 else say("{count} clips on the main track.", count=count)
