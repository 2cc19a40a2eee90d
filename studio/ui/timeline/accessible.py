"""The timeline for those who cannot see it: a list whose children are the clips, each with name, times and state.

Qt makes such an interface only when a screen reader asks. It must never hold a truth of its own: each answer is looked
up in the view and its session.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, cast

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from studio.commands.animating import WHEN_NAMES
from studio.model import Found, all_clips, find
from studio.sentences import Sentence, say
from studio.ui.controls.slider import Slider, ValueRow
from studio.ui.player.scrub_bar import ScrubBar
from studio.ui.timeline.keys import described
from studio.ui.timeline.names import clip_name
from studio.ui.timeline.view import TimelineView
from studio.ui.words import shown

__all__ = ["AccessibleClip", "AccessibleSlider", "AccessibleTimeline", "speak"]

_kept: list[QAccessibleInterface] = []
"""Every interface there ever was: a screen reader may hold on to one whose clip or window is gone, and Qt would then
reach into freed memory. One is some hundred bytes, and a clip that comes back by undo gets the same."""


@lru_cache(maxsize=1)
def speak() -> None:
    """From now on Qt asks here for the interfaces of timelines and sliders. Once for the whole process."""
    QAccessible.installFactory(_make)


def _make(_kind: str, thing: QObject | None) -> QAccessibleInterface | None:
    made: QAccessibleInterface
    if isinstance(thing, TimelineView):
        made = AccessibleTimeline(thing)
    elif isinstance(thing, ScrubBar) or (isinstance(thing, Slider) and isinstance(thing.parentWidget(), ValueRow)):
        made = AccessibleSlider(thing)
    else:
        return None
    _kept.append(made)
    return made


class AccessibleTimeline(QAccessibleWidget):
    """A list; its value is where the playhead stands."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view, QAccessible.Role.List, shown(say("Timeline")))
        self._view = view
        self.there = True
        """Whether the view still is."""
        self._clips: dict[str, AccessibleClip] = {}
        self._order: tuple[object, tuple[str, ...]] = (None, ())
        view.bridge.selection_changed.connect(self._selected)
        view.destroyed.connect(self._gone)

    def ids(self) -> tuple[str, ...]:
        """The clips, those of the main track first, each track in the order of time."""
        project = self._view.bridge.session.project
        if self._order[0] is not project:
            self._order = project, tuple(found.clip.id for found in all_clips(project))
        return self._order[1]

    def childCount(self) -> int:
        """How many clips there are."""
        return len(self.ids())

    def child(self, index: int) -> Any:
        """The clip at a place of the list."""
        ids = self.ids()
        return self.clip(ids[index]) if 0 <= index < len(ids) else None

    def clip(self, clip_id: str) -> AccessibleClip:
        """The clip with that id."""
        known = self._clips.get(clip_id)
        if known is None:
            known = self._clips[clip_id] = AccessibleClip(self, self._view, clip_id)
            _kept.append(known)
        return known

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a clip in the list, or -1."""
        ids = self.ids()
        return ids.index(child.clip_id) if isinstance(child, AccessibleClip) and child.clip_id in ids else -1

    def childAt(self, x: int, y: int) -> Any:
        """The clip at a point of the screen."""
        for clip_id in self.ids():
            clip = self.clip(clip_id)
            if clip.rect().contains(x, y):
                return clip
        return None

    def focusChild(self) -> Any:
        """The clip that keys are about, while the timeline has the keyboard."""
        selection = self._view.bridge.session.selection
        chosen = selection[-1] if selection else ""
        return self.clip(chosen) if self._view.hasFocus() and chosen in self.ids() else None

    def text(self, kind: QAccessible.Text) -> str:
        """Its name, what is on it, and where the playhead stands."""
        if kind == QAccessible.Text.Value:
            return shown(say("Playhead at {at:.2f} s", at=float(self._view.bridge.session.playhead)))
        if kind == QAccessible.Text.Description:
            return shown(described(self._view.bridge.session))
        return str(super().text(kind))

    def _gone(self) -> None:
        self.there = False

    def _selected(self) -> None:
        clip = self.focusChild() if self.there and QAccessible.isActive() else None
        if clip is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(clip, QAccessible.Event.Focus))


class AccessibleClip(QAccessibleInterface):
    """One clip: its name; its times as the value; what is special about it as the description."""

    def __init__(self, timeline: AccessibleTimeline, view: TimelineView, clip_id: str) -> None:
        super().__init__()
        self._timeline, self._view, self.clip_id = timeline, view, clip_id

    def _found(self) -> Found | None:
        return find(self._view.bridge.session.project, self.clip_id) if self._timeline.there else None

    def isValid(self) -> bool:
        """Whether it is still there."""
        return self._found() is not None

    def object(self) -> Any:
        """No widget of its own."""
        return None

    def window(self) -> Any:
        """The window it is drawn in."""
        return self._view.window().windowHandle() if self._timeline.there else None

    def parent(self) -> QAccessibleInterface:
        """The timeline."""
        return self._timeline

    def childCount(self) -> int:
        """None."""
        return 0

    def child(self, index: int) -> Any:  # noqa: ARG002
        """None."""
        return None

    def childAt(self, x: int, y: int) -> Any:  # noqa: ARG002
        """None."""
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: ARG002
        """None."""
        return -1

    def rect(self) -> QRect:
        """Where it is on the screen."""
        box = self._view.layout_now().box_of(self.clip_id) if self._timeline.there else None
        if box is None:
            return QRect()
        corner = self._view.mapToGlobal(QPoint(round(box.x), round(box.y)))
        return QRect(corner.x(), corner.y(), max(1, round(box.width)), max(1, round(box.height)))

    def role(self) -> QAccessible.Role:
        """One of a list."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Whether it is selected, and whether it can be seen without scrolling."""
        state: Any = QAccessible.State()
        if not self.isValid():
            state.invalid = True
            return cast("QAccessible.State", state)
        selected = self.clip_id in self._view.bridge.session.selection
        state.selectable = state.focusable = state.multiSelectable = True
        state.selected, state.focused = selected, selected and self._view.hasFocus()
        corner = self._view.mapToGlobal(QPoint(0, 0))
        state.offscreen = not self.rect().intersects(QRect(corner, self._view.size()))
        return cast("QAccessible.State", state)

    def text(self, kind: QAccessible.Text) -> str:
        """Name, times, or what is special."""
        found = self._found()
        if found is None:
            return ""
        session = self._view.bridge.session
        match kind:
            case QAccessible.Text.Name:
                return shown(clip_name(session.project, found.clip, session.effects))
            case QAccessible.Text.Value:
                times = say(
                    "from {start:.2f} s, {length:.2f} s long",
                    start=float(found.span.start),
                    length=float(found.span.length),
                )
                return shown(times)
            case QAccessible.Text.Description:
                return "; ".join(map(shown, _special(found)))
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Names are given in the window's own way."""


def _special(found: Found) -> tuple[Sentence, ...]:
    """Where it lies, and what one would see on it."""
    clip = found.clip
    where = {"main": say("main track"), "sounds": say("sound below")}.get(found.track, say("layer above"))
    said = [where]
    if not clip.on:
        said.append(say("hidden"))
    if clip.effects:
        said.append(say("{count} effects", count=len(clip.effects)))
    if clip.enter is not None:
        said.append(say("comes in with a transition"))
    names = dict(WHEN_NAMES)
    said += [
        say("animation {when}, {length:.1f} s", when=names[one.when], length=float(one.length))
        for one in clip.animations
    ]
    return tuple(said)


class AccessibleSlider(QAccessibleWidget):
    """A slider whose value is the one that stands beside it, with its unit; the time for the bar under the picture."""

    def __init__(self, slider: Slider | ScrubBar) -> None:
        super().__init__(slider, QAccessible.Role.Slider, slider.accessibleName())
        self._slider = slider

    def text(self, kind: QAccessible.Text) -> str:
        """Its name, and its value as people read it."""
        row = self._slider.parentWidget()
        if kind == QAccessible.Text.Value and isinstance(self._slider, ScrubBar):
            return self._slider.words
        if kind == QAccessible.Text.Value and isinstance(row, ValueRow):
            return row.field.text()
        if kind == QAccessible.Text.Name:
            return self._slider.accessibleName()
        return str(super().text(kind))
