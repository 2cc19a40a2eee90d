"""A curve of tones one can take hold of: points from dark to light, with how often each light comes behind it.

It says `started`, `changed` and `finished`, so that a drag can be one step of undo. It must never know a clip.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.painting import tones
from studio.sentences import say
from studio.ui.controls.slider import number_text
from studio.ui.theme import theme
from studio.ui.words import shown

__all__ = ["CurveGraph"]

Points = tuple[tuple[float, float], ...]

_STRAIGHT: Points = ((0.0, 0.0), (1.0, 1.0))
_MARGIN = 8
_NEAR = 12
_CLOSEST = 0.01
_STEP, _FINE = 0.02, 0.004
_MOST = 16
_OWN_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    Qt.Key.Key_Space, Qt.Key.Key_Insert, Qt.Key.Key_Plus,
)  # fmt: skip


class CurveGraph(QWidget):
    """The points (from, to), 0 to 1; a click on the line adds one and a double click takes one away.

    From the keyboard: Space goes to the next point, arrows move it (finer with Shift), Insert or + adds one after it,
    Delete takes it away.
    """

    started = Signal()
    changed = Signal(object)
    finished = Signal()
    chose = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.points: Points = _STRAIGHT
        self.chosen = 0
        self._held: int | None = None
        self._colour = ""
        self._name = ""
        self._counts: tuple[float, ...] = ()
        self.setFixedHeight(168)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(shown(say("Click the line to add a point, drag points, double-click one to take it away.")))
        self.set_channel("", "")

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(280, 168)

    def set_channel(self, name: str, colour: str) -> None:
        """Whose curve it is, and in which colour it is drawn."""
        self._name, self._colour = name, colour
        self.setAccessibleName(shown(say("Curve: {name}", name=name)))
        self.chosen = 0
        self.update()

    def set_points(self, points: Sequence[tuple[float, float]]) -> None:
        """Show a curve without saying anything; a straight one where there are no points."""
        if self._held is None:
            self.points = tuple(points) or _STRAIGHT
            self.chosen = min(self.chosen, len(self.points) - 1)
            self._describe()
            self.update()

    def set_counts(self, counts: Sequence[float]) -> None:
        """How often each light comes, dark to light, 1 the most; empty for nothing."""
        self._counts = tuple(counts)
        self.update()

    def move_chosen(self, place: tuple[float, float]) -> None:
        """Put the chosen point there, as one step."""
        self.started.emit()
        self._put(self.chosen, *place)
        self.finished.emit()

    def _describe(self) -> None:
        before, after = self.points[self.chosen]
        words = say(
            "Point {number} of {count}: {before} becomes {after}",
            number=self.chosen + 1,
            count=len(self.points),
            before=number_text(before * 100, 0, "%"),
            after=number_text(after * 100, 0, "%"),
        )
        self.setAccessibleDescription(shown(words))
        self.chose.emit()

    # Where things are.

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def point_at(self, before: float, after: float) -> QPointF:
        """Where on the widget a point lies."""
        box = self._box()
        return QPointF(box.x() + before * box.width(), box.bottom() - after * box.height())

    def _value_at(self, place: QPointF) -> tuple[float, float]:
        box = self._box()
        before = min(1.0, max(0.0, (place.x() - box.x()) / max(1.0, box.width())))
        return before, min(1.0, max(0.0, (box.bottom() - place.y()) / max(1.0, box.height())))

    def _near(self, place: QPointF) -> int | None:
        away = [(self.point_at(*point) - place).manhattanLength() for point in self.points]
        nearest = min(range(len(away)), key=away.__getitem__)
        return nearest if away[nearest] <= _NEAR else None

    def _line(self) -> list[float]:
        table = tones.curve_table(tuple(number for point in self.points for number in point))
        return [step / 128 if table is None else float(table[step * 8]) for step in range(129)]

    # What a person does.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a point, or make one where the line is clicked."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        near = self._near(event.position())
        self.started.emit()
        if near is None:
            near = self._add(*self._value_at(event.position()))
        if near is None:
            self.finished.emit()
            return
        self._held = self.chosen = near
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
        """One point less."""
        near = self._near(event.position())
        if event.button() == Qt.MouseButton.LeftButton and near is not None:
            self.remove(near)

    def event(self, event: QEvent) -> bool:
        """Its keys are its own while it has the focus, whatever they do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, arrows, Insert, Delete."""
        step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        before, after = self.points[self.chosen]
        match event.key():
            case Qt.Key.Key_Space:
                self.chosen = (self.chosen + 1) % len(self.points)
                self._describe()
                self.update()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.move_chosen((before + (step if event.key() == Qt.Key.Key_Right else -step), after))
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.move_chosen((before, after + (step if event.key() == Qt.Key.Key_Up else -step)))
            case Qt.Key.Key_Insert | Qt.Key.Key_Plus:
                self.add_after_chosen()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove(self.chosen)
            case _:
                super().keyPressEvent(event)

    def add_after_chosen(self) -> None:
        """A point on the line, half way to the next."""
        first = min(self.chosen, len(self.points) - 2)
        middle = (self.points[first][0] + self.points[first + 1][0]) / 2
        self.started.emit()
        made = self._add(middle, self._line()[round(middle * 128)])
        if made is not None:
            self.chosen = made
            self._describe()
        self.finished.emit()

    def remove(self, number: int) -> None:
        """Take a point away; two always stay."""
        if len(self.points) <= 2:
            return
        self._held = None
        self.started.emit()
        self.chosen = max(0, number - 1)
        self._show((*self.points[:number], *self.points[number + 1 :]))
        self.finished.emit()

    def _add(self, before: float, after: float) -> int | None:
        if len(self.points) >= _MOST or any(abs(before - one) < _CLOSEST for one, _ in self.points):
            return None
        points = sorted((*self.points, (round(before, 4), round(after, 4))))
        self._show(tuple(points))
        return next(number for number, point in enumerate(points) if point[0] == round(before, 4))

    def _put(self, number: int, before: float, after: float) -> None:
        low = self.points[number - 1][0] + _CLOSEST if number else 0.0
        high = self.points[number + 1][0] - _CLOSEST if number + 1 < len(self.points) else 1.0
        placed = round(min(high, max(low, before)), 4), round(min(1.0, max(0.0, after)), 4)
        self._show((*self.points[:number], placed, *self.points[number + 1 :]))

    def _show(self, points: Points) -> None:
        self.points = points
        self._describe()
        self.update()
        self.changed.emit(points)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The counts, quarter lines, the curve, its points."""
        tokens, box = theme(), self._box()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self._counts:
            shape = [self.point_at(at / (len(self._counts) - 1), count) for at, count in enumerate(self._counts)]
            painter.setBrush(QColor(tokens.line2))
            painter.drawPolygon(QPolygonF([box.bottomLeft(), *shape, box.bottomRight()]))
        painter.setPen(QPen(QColor(tokens.line2), 1))
        for part in (0.25, 0.5, 0.75):
            painter.drawLine(self.point_at(part, 0), self.point_at(part, 1))
            painter.drawLine(self.point_at(0, part), self.point_at(1, part))
        painter.drawLine(box.bottomLeft(), box.topRight())
        colour = QColor(self._colour or tokens.accline)
        painter.setPen(QPen(colour, 2))
        painter.drawPolyline(QPolygonF([self.point_at(at / 128, y) for at, y in enumerate(self._line())]))
        for number, point in enumerate(self.points):
            chosen = number == self.chosen
            painter.setPen(QPen(colour, 1.5))
            painter.setBrush(
                colour if chosen and self.hasFocus() else QColor(tokens.strong if chosen else tokens.raised)
            )
            painter.drawEllipse(self.point_at(*point), 5, 5)
