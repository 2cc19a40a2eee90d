"""One lane for each animated number of the selected clip, under the timeline and along its time.

Diamonds are clicked, selected, pulled, copied and taken away; the way from one to the next is chosen between them. A
pull is one draft of the session. It must never keep keys: it looks at the clip each time it paints.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from studio.edits import move_keys, put_keys, remove_key
from studio.model import Found, Key, Project, Time, find, frame_length, round_to_frame
from studio.sentences import say
from studio.ui.bridge import Bridge
from studio.ui.timeline.drags import Snaps
from studio.ui.timeline.ease_picker import EasePicker
from studio.ui.timeline.key_rows import (
    KEY_REACH,
    KeyPlace,
    KeyRow,
    key_rows,
    nearest_key,
    neighbour_key,
    stretch_at,
    value_text,
)
from studio.ui.timeline.layout import HEADER_WIDTH
from studio.ui.timeline.paint_keys import ROW, ease_box, paint_key_lanes, paint_over_keys
from studio.ui.timeline.view import TimelineView
from studio.ui.words import shown

__all__ = ["KeyLanes"]

_MOST_ROWS = 5
_FAR_ENOUGH = 3
_OWN_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    Qt.Key.Key_Return, Qt.Key.Key_Enter,
)  # fmt: skip
_CTRL, _ALT, _SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class KeyLanes(QWidget):
    """The lanes of the clip selected alone; as high as they are, at most five of them, then it scrolls.

    From the keyboard: arrows go from diamond to diamond, with Alt they move it, Delete takes it away, Ctrl+C and
    Ctrl+V copy to the playhead, Enter chooses its easing.
    """

    def __init__(self, view: TimelineView) -> None:
        super().__init__()
        self._view, self._bridge = view, view.bridge
        self._still: QPixmap | None = None
        self.chosen: frozenset[KeyPlace] = frozenset()
        self._copied: tuple[tuple[str, Key], ...] = ()
        self._clip_id = ""
        self._scroll = 0
        self._pressed: KeyPlace | None = None
        self._before: tuple[KeyPlace, ...] = ()
        self._from = QPointF()
        self._dragging = False
        self._snaps: Snaps | None = None
        self.setObjectName("keyLanes")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(shown(say("Keyframe lanes")))
        bridge: Bridge = view.bridge
        for signal in (bridge.project_changed, bridge.selection_changed, bridge.opened):
            signal.connect(self._look)
        bridge.playhead_changed.connect(self.update)
        view.laid.connect(self._repaint_all)
        self._look()

    # What there is.

    def found(self) -> Found | None:
        """The clip whose numbers are shown: the one that is selected alone."""
        session = self._bridge.session
        return find(session.project, session.selection[0]) if len(session.selection) == 1 else None

    def rows(self) -> tuple[KeyRow, ...]:
        """Its animated numbers."""
        found = self.found()
        session = self._bridge.session
        return key_rows(session.project, found.clip, session.effects) if found is not None else ()

    def _look(self) -> None:
        found, rows = self.found(), self.rows()
        if (found.clip.id if found is not None else "") != self._clip_id:
            self._clip_id, self.chosen, self._scroll = found.clip.id if found is not None else "", frozenset(), 0
        there = {KeyPlace(row.number, key.time) for row in rows for key in row.curve.keys}
        self.chosen &= there
        height = min(max(1, len(rows)), _MOST_ROWS) * ROW + 1
        if height != self.height():
            self.setFixedHeight(height)
        self._scroll = min(self._scroll, max(0, len(rows) - _MOST_ROWS))
        self._describe(rows)
        self._repaint_all()

    def _describe(self, rows: tuple[KeyRow, ...]) -> None:
        words = say("{count} animated numbers.", count=len(rows)) if rows else say("No keyframes.")
        at = self._one()
        row = next((row for row in rows if at is not None and row.number == at.number), None)
        if at is not None and row is not None and (found := self.found()) is not None:
            number = next(i for i, key in enumerate(row.curve.keys) if key.time == at.own)
            words = say(
                "{name}, keyframe {number} of {count}: {value} at {time:.2f} s",
                name=row.name,
                number=number + 1,
                count=len(row.curve.keys),
                value=value_text(row.number, row.curve.keys[number].value),
                time=float(at.own - found.clip.window.start),
            )
        self.setAccessibleDescription(shown(words))

    def sizeHint(self) -> QSize:
        """As high as the lanes."""
        return QSize(600, self.height())

    # What lies where.

    def x_of(self, found: Found, own: Time) -> float:
        """Where an own time of the clip lies, in pixels across."""
        return self._view.layout_now().scale.x_at(found.span.start + own - found.clip.window.start)

    def moment_at(self, x: float) -> Time:
        """The time of the timeline at a pixel across."""
        return self._view.layout_now().scale.moment_at(x)

    def playhead(self) -> Time:
        """Where the playhead is."""
        return self._bridge.session.playhead

    def playhead_x(self) -> float:
        """Where it is, in pixels across."""
        return self._view.layout_now().scale.x_at(self.playhead())

    @property
    def scrolled(self) -> int:
        """How many lanes are scrolled past."""
        return self._scroll

    def place_of(self, place: KeyPlace) -> QPointF:
        """The middle of a diamond on the widget."""
        found = self.found()
        assert found is not None
        number = next(i for i, row in enumerate(self.rows()) if row.number == place.number)
        return QPointF(self.x_of(found, place.own), (number - self._scroll + 0.5) * ROW)

    def _row_at(self, place: QPointF) -> KeyRow | None:
        rows, number = self.rows(), int(place.y() // ROW) + self._scroll
        return rows[number] if place.y() >= 0 and number < len(rows) else None

    def _into(self, found: Found, x: float) -> float:
        return float(self._view.layout_now().scale.moment_at(x) - found.span.start)

    def key_at(self, place: QPointF) -> KeyPlace | None:
        """The diamond there."""
        row, found = self._row_at(place), self.found()
        if row is None or found is None or place.x() < HEADER_WIDTH - KEY_REACH:
            return None
        reach = KEY_REACH / self._view.layout_now().scale.zoom
        key = nearest_key(row, found.clip, self._into(found, place.x()), reach)
        return KeyPlace(row.number, key.time) if key is not None else None

    def _stretch(self, place: QPointF) -> KeyPlace | None:
        """The key with which the way there begins."""
        row, found = self._row_at(place), self.found()
        if row is None or found is None or place.x() < HEADER_WIDTH:
            return None
        stretch = stretch_at(row, found.clip, self._into(found, place.x()))
        return KeyPlace(row.number, stretch[0].time) if stretch is not None else None

    def _ease_at(self, place: QPointF) -> KeyPlace | None:
        """The key whose little curve, between it and the next, is there."""
        row, found, start = self._row_at(place), self.found(), self._stretch(place)
        if row is None or found is None or start is None:
            return None
        stretch = stretch_at(row, found.clip, self._into(found, place.x()))
        assert stretch is not None
        box = ease_box(self.x_of(found, stretch[0].time), self.x_of(found, stretch[1].time), 0)
        return start if box is not None and box.left() <= place.x() <= box.right() else None

    # By the hand.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select a diamond, with Ctrl or Shift one more; a press beside all of them selects none."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed, self._from, self._dragging = self.key_at(event.position()), event.position(), False
        if self._pressed is None:
            eased = self._ease_at(event.position())
            if eased is not None:
                self.choose_ease((eased,))
            elif not event.modifiers() & (_CTRL | _SHIFT):
                self._choose(frozenset())
        elif event.modifiers() & (_CTRL | _SHIFT):
            self._choose(self.chosen ^ {self._pressed})
        elif self._pressed not in self.chosen:
            self._choose(frozenset({self._pressed}))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull what is selected."""
        at = event.position()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            if not self._dragging and abs(at.x() - self._from.x()) >= _FAR_ENOUGH and self._pressed in self.chosen:
                self._before = tuple(self.chosen)
                self._dragging, self._snaps = True, Snaps(self._bridge.session, (self._clip_id,))
                self._bridge.session.begin_draft(say("Move the keyframes"))
            if self._dragging:
                self._pull(at.x(), snap=not event.modifiers() & _CTRL)
            return
        over = self.key_at(at) is not None
        hand = Qt.CursorShape.PointingHandCursor if self._ease_at(at) is not None else Qt.CursorShape.ArrowCursor
        self.setCursor(Qt.CursorShape.SizeHorCursor if over else hand)

    def _pull(self, x: float, *, snap: bool) -> None:
        session, layout = self._bridge.session, self._view.layout_now()
        found = find(session.present, self._clip_id)
        if found is None or self._pressed is None or self._snaps is None:
            return
        start = found.span.start + self._pressed.own - found.clip.window.start
        to = layout.scale.moment_at(x)
        if snap and session.snapping and (met := self._snaps.nearest_of((to,), layout)):
            to += met[0]
        by = round_to_frame(to - start, session.project.rate)
        owns = [place.own for place in self._before]
        by = min(max(by, found.clip.window.start - min(owns)), found.clip.window.end - max(owns))
        by = round_to_frame(by, session.project.rate)
        shown_so_far = self.chosen
        refused = session.update_draft(lambda project: move_keys(project, self._clip_id, keys=self._before, by=by))
        moved = frozenset(KeyPlace(place.number, place.own + by) for place in self._before)
        self._choose(moved if refused is None else shown_so_far)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a press that did not pull puts the playhead on the diamond, so that its value can be typed."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._dragging:
            self._bridge.session.commit_draft()
        elif self._pressed is not None and self._pressed in self.chosen:
            self._go_to(self._pressed)
        self._pressed, self._dragging = None, False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Down the lanes where there are more than fit; otherwise what the timeline does."""
        most = len(self.rows()) - _MOST_ROWS
        if most > 0 and not event.modifiers():
            self._scroll = min(max(0, self._scroll - (1 if event.angleDelta().y() > 0 else -1)), most)
            self._repaint_all()
            event.accept()
        else:
            self._view.wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with what is selected, or with what lies under the pointer."""
        under = self.key_at(QPointF(event.pos()))
        if event.reason() == QContextMenuEvent.Reason.Mouse and under is not None and under not in self.chosen:
            self._choose(frozenset({under}))
        ways = tuple(self.chosen) or tuple(filter(None, (self._stretch(QPointF(event.pos())),)))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(shown(say("Easing…")), lambda: self.choose_ease(ways)).setEnabled(bool(ways))
        menu.addSeparator()
        menu.addAction(shown(say("Copy")), self.copy).setEnabled(bool(self.chosen))
        menu.addAction(shown(say("Paste at the playhead")), self.paste).setEnabled(bool(self._copied))
        menu.addAction(shown(say("Remove")), self.remove).setEnabled(bool(self.chosen))
        menu.addSeparator()
        menu.addAction(shown(say("Select all keyframes")), self.choose_all).setEnabled(bool(self.rows()))
        menu.popup(event.globalPos())

    # What is done.

    def _choose(self, places: frozenset[KeyPlace]) -> None:
        self.chosen = places
        self._describe(self.rows())
        self._repaint_all()

    def choose_all(self) -> None:
        """Select every diamond."""
        self._choose(frozenset(KeyPlace(row.number, key.time) for row in self.rows() for key in row.curve.keys))

    def remove(self) -> None:
        """Take the selected diamonds away."""
        places = tuple(self.chosen)

        def without(project: Project) -> Project:
            for place in places:
                found = find(project, self._clip_id)
                if found is not None:
                    at = found.span.start + place.own - found.clip.window.start
                    project = remove_key(project, self._clip_id, number=place.number, at=at)
            return project

        if places:
            self._bridge.edit(say("Remove the keyframes"), without)

    def copy(self) -> None:
        """Keep copies of the selected diamonds, to be pasted on this clip or another."""
        found = self.found()
        if found is None or not self.chosen:
            return
        self._copied = tuple(
            (row.number, key)
            for row in self.rows()
            for key in row.curve.keys
            if KeyPlace(row.number, key.time) in self.chosen
        )

    def paste(self) -> None:
        """Put the copies on the clip, the first of them at the playhead."""
        at, keys = self._bridge.session.playhead, self._copied
        if keys and self._clip_id:
            self._bridge.edit(
                say("Paste the keyframes"), lambda project: put_keys(project, self._clip_id, keys=keys, at=at)
            )

    def choose_ease(self, places: tuple[KeyPlace, ...]) -> None:
        """Open the easings of the ways that begin there."""
        if places:
            picker = EasePicker(self, self._bridge, self._clip_id, places)
            first = min(places, key=lambda place: place.own)
            picker.show_at(self.mapToGlobal(self.place_of(first).toPoint()))

    def _go_to(self, place: KeyPlace) -> None:
        found = self.found()
        if found is not None:
            self._bridge.session.move_playhead(found.span.start + place.own - found.clip.window.start)

    # By the keys.

    def _one(self) -> KeyPlace | None:
        return min(self.chosen, key=lambda place: (place.own, place.number)) if self.chosen else None

    def _mine(self, event: QKeyEvent) -> bool:
        letters = (Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_A)
        if event.modifiers() & _CTRL:
            return event.key() in letters and not event.modifiers() & (_SHIFT | _ALT)
        return event.key() in _OWN_KEYS or (event.key() == Qt.Key.Key_Escape and self._dragging)

    def event(self, event: QEvent) -> bool:
        """Its keys are its own while it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._mine(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go, move, copy, remove, ease."""
        if not self._mine(event):
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Escape:
                self._bridge.session.drop_draft()
                self._pressed, self._dragging = None, False
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.choose_ease(tuple(self.chosen))
            case Qt.Key.Key_C:
                self.copy()
            case Qt.Key.Key_V:
                self.paste()
            case Qt.Key.Key_A:
                self.choose_all()
            case Qt.Key.Key_Left | Qt.Key.Key_Right if event.modifiers() & _ALT:
                frames = (10 if event.modifiers() & _SHIFT else 1) * (1 if event.key() == Qt.Key.Key_Right else -1)
                self._nudge(frames)
            case _:
                self._step(event.key())

    def _nudge(self, frames: int) -> None:
        by = frames * frame_length(self._bridge.session.project.rate)
        keys = tuple(self.chosen)
        if keys and self._bridge.edit(
            say("Move the keyframes"), lambda project: move_keys(project, self._clip_id, keys=keys, by=by)
        ):
            self._choose(frozenset(KeyPlace(place.number, place.own + by) for place in keys))

    def _step(self, key: int) -> None:
        """To the next diamond of the lane, or the nearest of the lane above or below."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        rows = self.rows()
        if rows:
            to = neighbour_key(rows, self._one(), *steps[Qt.Key(key)])
            number = next(i for i, row in enumerate(rows) if row.number == to.number)
            self._scroll = min(max(self._scroll, number - _MOST_ROWS + 1), number)
            self._choose(frozenset({to}))
            self._go_to(to)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A ring shows it."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The kept picture, then what moves."""
        ratio = self.devicePixelRatioF()
        if self._still is None or self._still.devicePixelRatio() != ratio:
            self._still = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
            self._still.setDevicePixelRatio(ratio)
            still = QPainter(self._still)
            paint_key_lanes(still, self)
            still.end()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        paint_over_keys(painter, self)
        painter.end()

    def _repaint_all(self) -> None:
        self._still = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All anew."""
        self._repaint_all()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self._repaint_all()
        super().changeEvent(event)
