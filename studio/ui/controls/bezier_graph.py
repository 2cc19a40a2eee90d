"""A Bézier one takes hold of: two handles between the first key and the next.

It says `started`, `changed` and `finished`, so that a drag can be one step of undo. It must never know a clip.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio.model import FLAT_BEND, Bend, Ease
from studio.sentences import say
from studio.ui.controls.ease_table import ease_line
from studio.ui.theme import theme
from studio.ui.words import shown

__all__ = ["BezierGraph"]

LOWEST, HIGHEST = -1.0, 2.0
"""How far a handle goes below the first key and above the next, in ways from one to the other."""
_MARGIN = 12
_NEAR = 14
_STEP = 0.05
_ARROWS = {
    Qt.Key.Key_Left: (-_STEP, 0.0), Qt.Key.Key_Right: (_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, _STEP), Qt.Key.Key_Down: (0.0, -_STEP),
}  # fmt: skip
_OWN_KEYS = (*_ARROWS, Qt.Key.Key_Space)


class BezierGraph(QWidget):
    """The curve and its two handles. From the keyboard Space goes to the other handle and the arrows move it."""

    started = Signal()
    changed = Signal(object)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.bend: Bend = FLAT_BEND
        self.ease: Ease = "bezier"
        self._held: int | None = None
        self._chosen = 0
        self.setFixedSize(self.sizeHint())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(shown(say("Curve between the keyframes")))
        self.setToolTip(shown(say("Pull the two handles.")))
        self._describe()

    def sizeHint(self) -> QSize:
        """Room for curves that swing past both keys."""
        return QSize(216, 196)

    def set_curve(self, ease: Ease, bend: Bend | None) -> None:
        """Show an easing without saying anything; handles stand where its Bézier has them."""
        if self._held is None:
            self.ease, self.bend = ease, bend or FLAT_BEND
            self._describe()
            self.update()

    def _describe(self) -> None:
        x, y = self.bend[2 * self._chosen : 2 * self._chosen + 2]
        words = say("Handle {number} of 2: {x:.2f} across, {y:.2f} up", number=self._chosen + 1, x=x, y=y)
        self.setAccessibleDescription(shown(words))

    def _box(self) -> QRectF:
        """From the first key at the lower left to the next at the upper right."""
        whole = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        unit = whole.height() / (HIGHEST - LOWEST)
        return QRectF(whole.x(), whole.bottom() - (1 - LOWEST) * unit, whole.width(), unit)

    def place(self, number: int) -> QPointF:
        """Where handle number 0 or 1 lies on the widget."""
        box, (x, y) = self._box(), self.bend[2 * number : 2 * number + 2]
        return QPointF(box.x() + x * box.width(), box.bottom() - y * box.height())

    def _put(self, number: int, x: float, y: float) -> None:
        parts = list(self.bend)
        parts[2 * number : 2 * number + 2] = [
            round(min(1.0, max(0.0, x)), 3),
            round(min(HIGHEST, max(LOWEST, y)), 3),
        ]
        self.bend, self.ease = (parts[0], parts[1], parts[2], parts[3]), "bezier"
        self._describe()
        self.update()
        self.changed.emit(self.bend)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer handle."""
        away = [(self.place(number) - event.position()).manhattanLength() for number in (0, 1)]
        nearer = away.index(min(away))
        if event.button() == Qt.MouseButton.LeftButton and away[nearer] <= _NEAR * 1.5:
            self._held = self._chosen = nearer
            self.started.emit()
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it."""
        if self._held is not None:
            box = self._box()
            across = (event.position().x() - box.x()) / box.width()
            self._put(self._held, across, (box.bottom() - event.position().y()) / box.height())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        if self._held is not None:
            self._held = None
            self.finished.emit()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own while it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The other handle, or this one elsewhere."""
        if event.key() == Qt.Key.Key_Space:
            self._chosen = 1 - self._chosen
            self._describe()
            self.update()
        elif (step := _ARROWS.get(Qt.Key(event.key()))) is not None:
            x, y = self.bend[2 * self._chosen : 2 * self._chosen + 2]
            self.started.emit()
            self._put(self._chosen, x + step[0], y + step[1])
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Both keys' heights, the curve, and the handles on their stems."""
        tokens, painter, box = theme(), QPainter(self), self._box()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setPen(QPen(QColor(tokens.line2), 1, Qt.PenStyle.DashLine))
        painter.drawLine(box.topLeft(), box.topRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(QPen(QColor(tokens.muted), 1.5))
        if self.ease == "bezier":
            painter.drawLine(box.bottomLeft(), self.place(0))
            painter.drawLine(box.topRight(), self.place(1))
        painter.setPen(QPen(QColor(tokens.accline), 2))
        painter.drawPolyline(ease_line(self.ease, self.bend if self.ease == "bezier" else None, box))
        for number in (0, 1):
            chosen = number == self._chosen and self.hasFocus()
            painter.setPen(QPen(QColor(tokens.accline if self.ease == "bezier" else tokens.muted), 1.5))
            painter.setBrush(QColor(tokens.accline if chosen else tokens.strong))
            painter.drawEllipse(self.place(number), 5.5, 5.5)
