"""A curve one can take hold of by its points: dragging, keys, and a bar of fields that says and takes their numbers.

A graph says `started`, `changed` and `finished`, so that a drag can be one step of undo. It must never know a clip, nor
what its numbers mean: whoever stands on it says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from studio.sentences import Sentence, say
from studio.ui.controls.buttons import IconButton
from studio.ui.controls.labels import label
from studio.ui.controls.slider import ValueField
from studio.ui.theme import theme
from studio.ui.words import shown

__all__ = ["Point", "PointBar", "PointGraph", "Points"]

Point = tuple[float, float]
Points = tuple[Point, ...]

_NEAR = 13
_CLOSEST = 0.01
_OWN_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
    Qt.Key.Key_Space, Qt.Key.Key_Insert, Qt.Key.Key_Plus,
)  # fmt: skip


class PointGraph(QWidget):
    """Points from left to right, 0 to 1 across; at least two, at most `most`.

    From the keyboard: Space goes to the next point (with Shift to the one before), arrows move it (finer with Shift),
    Insert or + adds one after it, Delete takes it away. `chose` tells that another point is chosen, or its numbers.
    """

    started = Signal()
    changed = Signal(object)
    finished = Signal()
    chose = Signal()

    most = 32
    margin = 10
    clicks_add = False
    """Whether one click beside the points makes one; otherwise two do."""
    ends_stay = False
    """Whether the first and the last point keep their place across, and cannot be taken away."""

    def __init__(self, points: Points, height: int) -> None:
        super().__init__()
        self._usual = points
        self.points: Points = points
        self.chosen = 0
        self._held: int | None = None
        self._high = height
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(280, self._high)

    # What whoever stands on it says.

    def words(self, point: Point) -> tuple[str, str]:
        """What is across and what is up, as people read it."""
        raise NotImplementedError

    def rise(self, value: float) -> float:
        """How far up a value lies, 0 to 1."""
        raise NotImplementedError

    def value(self, rise: float) -> float:
        """The value that lies so far up."""
        raise NotImplementedError

    def cleaned(self, value: float) -> float:
        """A value within its limits, rounded as it is kept."""
        raise NotImplementedError

    def stepped(self, point: Point, across: int, up: int, *, fine: bool) -> Point:
        """Where an arrow key puts a point."""
        raise NotImplementedError

    def between(self, across: float) -> float:
        """The value of the curve there."""
        raise NotImplementedError

    # What others show and ask.

    def set_points(self, points: Sequence[Point]) -> None:
        """Show a curve without saying anything; the plain one where there are no points."""
        if self._held is None:
            self.points = tuple(points) or self._usual
            self.choose(min(self.chosen, len(self.points) - 1))

    def choose(self, number: int) -> None:
        """Let the keys and fields be about that point, counted round."""
        self.chosen = number % len(self.points)
        across, up = self.words(self.points[self.chosen])
        words = say("Point {number} of {count}: {up} at {across}", number=self.chosen + 1, count=len(self.points),
                    up=up, across=across)  # fmt: skip
        self.setAccessibleDescription(shown(words))
        self.chose.emit()
        self.update()

    def move_chosen(self, point: Point) -> None:
        """Put the chosen point there, as one step."""
        self.started.emit()
        self._put(self.chosen, point)
        self.finished.emit()

    def add_after_chosen(self) -> None:
        """A point on the curve, half way to the next."""
        first = min(self.chosen, len(self.points) - 2)
        middle = (self.points[first][0] + self.points[first + 1][0]) / 2
        self.started.emit()
        made = self._add((middle, self.between(middle)))
        if made is not None:
            self.choose(made)
        self.finished.emit()

    def removable(self, number: int) -> bool:
        """Whether that point can be taken away."""
        inner = 0 < number < len(self.points) - 1
        return len(self.points) > 2 and (inner or not self.ends_stay)

    def remove(self, number: int) -> None:
        """Take a point away, where that can be."""
        if not self.removable(number):
            return
        self._held = None
        self.started.emit()
        self.chosen = max(0, number - 1)
        self._show((*self.points[:number], *self.points[number + 1 :]))
        self.finished.emit()

    # Where things are.

    def box(self) -> QRectF:
        """Where the curve lies on the widget."""
        return QRectF(self.rect()).adjusted(self.margin, self.margin, -self.margin, -self.margin)

    def point_at(self, across: float, value: float) -> QPointF:
        """Where on the widget a point lies."""
        box = self.box()
        return QPointF(box.x() + across * box.width(), box.bottom() - self.rise(value) * box.height())

    def _value_at(self, place: QPointF) -> Point:
        box = self.box()
        across = min(1.0, max(0.0, (place.x() - box.x()) / max(1.0, box.width())))
        return across, self.value(min(1.0, max(0.0, (box.bottom() - place.y()) / max(1.0, box.height()))))

    def _near(self, place: QPointF) -> int | None:
        away = [(self.point_at(*point) - place).manhattanLength() for point in self.points]
        nearest = min(range(len(away)), key=away.__getitem__)
        return nearest if away[nearest] <= _NEAR else None

    # What a person does.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a point, or make one where that is wished."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        near = self._near(event.position())
        if near is None and not self.clicks_add:
            return
        self.started.emit()
        if near is None:
            near = self._add(self._value_at(event.position()))
        if near is None:
            self.finished.emit()
            return
        self._held = near
        self.choose(near)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it."""
        if self._held is not None:
            self._put(self._held, self._value_at(event.position()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        if self._held is not None:
            self._held = None
            self.finished.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """One point less, or one more."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        near = self._near(event.position())
        if near is not None:
            self.remove(near)
        elif not self.clicks_add:
            self.started.emit()
            made = self._add(self._value_at(event.position()))
            if made is not None:
                self.choose(made)
            self.finished.emit()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own while it has the focus, whatever they do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, arrows, Insert, Delete."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Space:
                self.choose(self.chosen + (-1 if shift else 1))
            case Qt.Key.Key_Left | Qt.Key.Key_Right | Qt.Key.Key_Up | Qt.Key.Key_Down:
                across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
                up = {Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}.get(Qt.Key(event.key()), 0)
                self.move_chosen(self.stepped(self.points[self.chosen], across, up, fine=shift))
            case Qt.Key.Key_Insert | Qt.Key.Key_Plus:
                self.add_after_chosen()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove(self.chosen)
            case _:
                super().keyPressEvent(event)

    def paint_points(self, painter: QPainter, colour: QColor) -> None:
        """The points, the chosen one stronger."""
        tokens = theme()
        for number, point in enumerate(self.points):
            chosen = number == self.chosen
            painter.setPen(QPen(colour, 1.5))
            filled = colour if chosen and self.hasFocus() else QColor(tokens.strong if chosen else tokens.raised)
            painter.setBrush(filled)
            painter.drawEllipse(self.point_at(*point), 5, 5)

    def _add(self, point: Point) -> int | None:
        across = round(point[0], 4)
        if len(self.points) >= self.most or any(abs(across - one) < _CLOSEST for one, _value in self.points):
            return None
        points = tuple(sorted((*self.points, (across, self.cleaned(point[1])))))
        self._show(points)
        return next(number for number, one in enumerate(points) if one[0] == across)

    def _put(self, number: int, point: Point) -> None:
        across = self.points[number][0]
        if not self.ends_stay or 0 < number < len(self.points) - 1:
            low = self.points[number - 1][0] + _CLOSEST if number else 0.0
            high = self.points[number + 1][0] - _CLOSEST if number + 1 < len(self.points) else 1.0
            across = round(min(high, max(low, point[0])), 4)
        self._show((*self.points[:number], (across, self.cleaned(point[1])), *self.points[number + 1 :]))

    def _show(self, points: Points) -> None:
        self.points = points
        self.choose(min(self.chosen, len(points) - 1))
        self.changed.emit(points)


class PointBar(QWidget):
    """Below a graph: to the point before and after, which one it is, its two numbers, one more, one less.

    `across` and `up` are a field, its name, and how many of what it counts in are one in the graph.
    """

    def __init__(
        self,
        graph: PointGraph,
        across: tuple[ValueField, Sentence, float],
        up: tuple[ValueField, Sentence, float],
    ) -> None:
        super().__init__()
        self._graph = graph
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.before = IconButton(
            "left", say("Point before"), clicked=lambda: self._ask(lambda: graph.choose(graph.chosen - 1))
        )
        self.after = IconButton(
            "right", say("Next point"), clicked=lambda: self._ask(lambda: graph.choose(graph.chosen + 1))
        )
        self.which = label("", "small", figures=True)
        self.fields = (across[0], up[0])
        self._units = [across[2], up[2]]
        self.add = IconButton("plus", say("Add a point"), clicked=lambda: self._ask(graph.add_after_chosen))
        self.remove = IconButton(
            "delete", say("Take the point away"), clicked=lambda: self._ask(lambda: graph.remove(graph.chosen))
        )
        row.addWidget(self.before)
        row.addWidget(self.which)
        row.addWidget(self.after)
        for at, (field, name, _unit) in enumerate((across, up)):
            field.setAccessibleName(shown(name))
            field.setToolTip(shown(name))
            field.entered.connect(lambda value, at=at: self._typed(at, value))
            row.addWidget(field, 1)
        row.addWidget(self.add)
        row.addWidget(self.remove)
        graph.chose.connect(self._tell)
        self._tell()

    def measure_across(self, whole: float, unit: str, decimals: int) -> None:
        """Let the first field count in so many of `unit` from end to end."""
        if self._units[0] != whole:
            self._units[0] = whole
            self.fields[0].measure(whole, unit, decimals)
            self._tell()

    def _ask(self, what: Callable[[], None]) -> None:
        """What was typed counts first, and for the point it was typed for."""
        for field in self.fields:
            if field.hasFocus():
                field.clearFocus()
        what()

    def _typed(self, at: int, value: float) -> None:
        across, up = self._graph.points[self._graph.chosen]
        wanted = value / self._units[at]
        self._graph.move_chosen((wanted, up) if at == 0 else (across, wanted))

    def _tell(self) -> None:
        graph = self._graph
        self.which.setText(f"{graph.chosen + 1}/{len(graph.points)}")
        for field, number, unit in zip(self.fields, graph.points[graph.chosen], self._units, strict=True):
            field.set_number(number * unit)
        last = len(graph.points) - 1
        self.fields[0].setEnabled(not graph.ends_stay or 0 < graph.chosen < last)
        self.add.setEnabled(len(graph.points) < graph.most)
        self.remove.setEnabled(graph.removable(graph.chosen))
