"""A speed curve one can take hold of: points over the clip's pictures, up is faster.

It says `started`, `changed` and `finished`, so that a drag can be one step of undo. It must never know a clip.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log10

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.sentences import say
from studio.ui.controls.slider import number_text
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["SpeedGraph"]

Points = tuple[tuple[float, float], ...]

_SLOWEST, _FASTEST = 0.1, 10.0
_MARGIN = 10
_NEAR = 9
_CLOSEST = 0.01
_LINES = (0.1, 1.0, 10.0)
_OWN_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    Qt.Key.Key_Space,
)  # fmt: skip


class SpeedGraph(QWidget):
    """The points (how far through the pictures, how fast there); a double click adds or takes away one.

    From the keyboard: Space goes to the next point, arrows move it, Delete takes it away.
    """

    started = Signal()
    changed = Signal(object)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.points: Points = ((0.0, 1.0), (1.0, 1.0))
        self._held: int | None = None
        self._chosen = 0
        self._playhead: float | None = None
        self.setFixedHeight(132)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(shown(say("Speed curve")))
        self.setToolTip(shown(say("Drag points; double-click to add or take away one.")))

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(280, 132)

    def set_points(self, points: Sequence[tuple[float, float]]) -> None:
        """Show a curve without saying anything; an even speed where there are no points."""
        if self._held is None:
            self.points = tuple(points) or ((0.0, 1.0), (1.0, 1.0))
            self._chosen = min(self._chosen, len(self.points) - 1)
            self._describe()
            self.update()

    def set_playhead(self, part: float | None) -> None:
        """Where on the curve the present picture is."""
        if part != self._playhead:
            self._playhead = part
            self.update()

    def _describe(self) -> None:
        part, speed = self.points[self._chosen]
        words = say(
            "Point {number} of {count}: {speed} at {part}",
            number=self._chosen + 1,
            count=len(self.points),
            speed=number_text(speed, 2, "×"),
            part=number_text(part * 100, 0, "%"),
        )
        self.setAccessibleDescription(shown(words))

    # Where things are.

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def point_at(self, part: float, speed: float) -> QPointF:
        """Where on the widget a point lies."""
        box = self._box()
        up = (log10(min(_FASTEST, max(_SLOWEST, speed))) + 1) / 2
        return QPointF(box.x() + part * box.width(), box.bottom() - up * box.height())

    def _value_at(self, place: QPointF) -> tuple[float, float]:
        box = self._box()
        part = min(1.0, max(0.0, (place.x() - box.x()) / max(1.0, box.width())))
        up = min(1.0, max(0.0, (box.bottom() - place.y()) / max(1.0, box.height())))
        speed = 10 ** (2 * up - 1)
        # The speed it was taken at is easy to hit.
        return part, 1.0 if abs(up - 0.5) < 0.03 else speed

    def _near(self, place: QPointF) -> int | None:
        for number, (part, speed) in enumerate(self.points):
            if (self.point_at(part, speed) - place).manhattanLength() <= _NEAR * 1.5:
                return number
        return None

    # What a person does.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a point."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        near = self._near(event.position())
        if near is not None:
            self._held = self._chosen = near
            self.started.emit()
            self._describe()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it."""
        if self._held is not None:
            self._put(self._held, *self._value_at(event.position()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        if self._held is not None:
            self._held = None
            self.finished.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """One point more, or one less."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = None
        near = self._near(event.position())
        if near is not None:
            self._remove(near)
            return
        part, speed = self._value_at(event.position())
        if all(abs(part - other) >= _CLOSEST for other, _speed in self.points):
            self._at_once(tuple(sorted((*self.points, (part, speed)))))

    def event(self, event: QEvent) -> bool:
        """Its keys are its own while it has the focus, whatever they do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from point to point, move one, take one away."""
        part, speed = self.points[self._chosen]
        match event.key():
            case Qt.Key.Key_Space:
                self._chosen = (self._chosen + 1) % len(self.points)
                self._describe()
                self.update()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._remove(self._chosen)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                factor = 1.1 if event.key() == Qt.Key.Key_Up else 1 / 1.1
                self._move_at_once(part, speed * factor)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._move_at_once(part + (0.02 if event.key() == Qt.Key.Key_Right else -0.02), speed)
            case _:
                super().keyPressEvent(event)

    def _move_at_once(self, part: float, speed: float) -> None:
        self.started.emit()
        self._put(self._chosen, part, speed)
        self.finished.emit()

    def _put(self, number: int, part: float, speed: float) -> None:
        points = list(self.points)
        if number in (0, len(points) - 1):
            part = points[number][0]
        else:
            part = min(points[number + 1][0] - _CLOSEST, max(points[number - 1][0] + _CLOSEST, part))
        points[number] = (part, round(min(_FASTEST, max(_SLOWEST, speed)), 2))
        self.points = tuple(points)
        self._describe()
        self.update()
        self.changed.emit(self.points)

    def _remove(self, number: int) -> None:
        if 0 < number < len(self.points) - 1:
            self._chosen = number - 1
            self._at_once((*self.points[:number], *self.points[number + 1 :]))

    def _at_once(self, points: Points) -> None:
        self.points = points
        self.update()
        self.started.emit()
        self.changed.emit(points)
        self.finished.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines at 0.1, 1 and 10, the curve, its points."""
        tokens = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setFont(ui_font(10, figures=True))
        for speed in _LINES:
            left, right = self.point_at(0, speed), self.point_at(1, speed)
            pen = QPen(QColor(tokens.line2), 1, Qt.PenStyle.DashLine if speed == 1 else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLine(left, right)
            painter.setPen(QColor(tokens.muted))
            below = 11 if speed == _FASTEST else -3
            painter.drawText(QPointF(left.x() + 2, left.y() + below), number_text(speed, 1 if speed < 1 else 0, "×"))
        if self._playhead is not None:
            top, bottom = self.point_at(self._playhead, _FASTEST), self.point_at(self._playhead, _SLOWEST)
            painter.setPen(QPen(QColor(tokens.strong), 1))
            painter.drawLine(top, bottom)
        places = [self.point_at(part, speed) for part, speed in self.points]
        painter.setPen(QPen(QColor(tokens.accline), 2))
        painter.drawPolyline(QPolygonF(places))
        for number, place in enumerate(places):
            chosen = number == self._chosen and self.hasFocus()
            painter.setPen(QPen(QColor(tokens.accline), 1.5))
            painter.setBrush(QColor(tokens.accline if chosen else tokens.strong))
            painter.drawEllipse(place, 5, 5)
