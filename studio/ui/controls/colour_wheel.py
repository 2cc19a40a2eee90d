"""A wheel of hues with a point in it: which way a tint goes, and how far.

It says `started`, `changed` and `finished`, so that a drag can be one step of undo. It must never know a clip.
"""

from __future__ import annotations

from math import atan2, degrees, hypot

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QConicalGradient,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRadialGradient,
)
from PySide6.QtWidgets import QWidget

from studio.sentences import say
from studio.ui.controls.slider import number_text
from studio.ui.theme import theme
from studio.ui.words import shown

__all__ = ["ColourWheel"]

_SIDE, _RING = 84, 4.0
_STEP, _LARGE = 2.0, 10.0
_OWN_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
)  # fmt: skip


class ColourWheel(QWidget):
    """The point (x, y) is within the circle of 100 about the middle; red lies to the right, hues go against the clock.

    From the keyboard: arrows move it (further with Shift), Delete or a double click puts it back.
    """

    started = Signal()
    changed = Signal(float, float)
    finished = Signal()
    focused = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.point = (0.0, 0.0)
        self._held = False
        self.setFixedSize(_SIDE, _SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(shown(name))
        self.setToolTip(shown(say("{name}: drag from the middle; double-click to put it back.", name=name)))
        self._describe()

    def set_point(self, x: float, y: float) -> None:
        """Show a point without saying anything."""
        if not self._held and (x, y) != self.point:
            self.point = (x, y)
            self._describe()
            self.update()

    def _describe(self) -> None:
        x, y = self.point
        words = say(
            "Hue {hue}, {much}",
            hue=number_text(degrees(atan2(y, x)) % 360, 0, "°"),
            much=number_text(min(100.0, hypot(x, y)), 0, "%"),
        )
        self.setAccessibleDescription(shown(words))

    def place_of(self, x: float, y: float) -> QPointF:
        """Where on the widget a point lies."""
        half = _SIDE / 2
        reach = half - _RING - 4
        return QPointF(half + x / 100 * reach, half - y / 100 * reach)

    def _move(self, x: float, y: float) -> None:
        far = hypot(x, y)
        if far > 100:
            x, y = x * 100 / far, y * 100 / far
        self.point = (round(x, 1), round(y, 1))
        self._describe()
        self.update()
        self.changed.emit(*self.point)

    def _at_once(self, x: float, y: float) -> None:
        self.started.emit()
        self._move(x, y)
        self.finished.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the point."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = True
            self.started.emit()
            self._carry(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it."""
        if self._held:
            self._carry(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        if self._held:
            self._held = False
            self.finished.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Back to the middle."""
        self._held = False
        self._at_once(0, 0)

    def _carry(self, place: QPointF) -> None:
        half = _SIDE / 2
        reach = half - _RING - 4
        x, y = (place.x() - half) / reach * 100, (half - place.y()) / reach * 100
        # The middle is easy to hit.
        self._move(*((0.0, 0.0) if hypot(x, y) < 4 else (x, y)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Its numbers are shown below."""
        super().focusInEvent(event)
        self.focused.emit()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own while it has the focus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Delete."""
        step = _LARGE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        x, y = self.point
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._at_once(x + (step if event.key() == Qt.Key.Key_Right else -step), y)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._at_once(x, y + (step if event.key() == Qt.Key.Key_Up else -step))
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._at_once(0, 0)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring of hues, the disc, a cross, the point."""
        tokens = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_SIDE / 2, _SIDE / 2)
        hues = QConicalGradient(middle, 0)
        for step in range(13):
            hues.setColorAt(step / 12, QColor.fromHsvF((step % 12) / 12, 0.75, 0.9))
        outer = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hues)
        painter.drawEllipse(outer)
        veil = QRadialGradient(middle, _SIDE / 2)
        veil.setColorAt(0, QColor(tokens.raised))
        clear = QColor(tokens.raised)
        clear.setAlpha(150)
        veil.setColorAt(1, clear)
        painter.setBrush(veil)
        painter.drawEllipse(outer.adjusted(_RING, _RING, -_RING, -_RING))
        painter.setPen(QPen(QColor(tokens.line2), 1))
        painter.drawLine(self.place_of(-100, 0), self.place_of(100, 0))
        painter.drawLine(self.place_of(0, -100), self.place_of(0, 100))
        painter.setPen(QPen(QColor(tokens.accline if self.hasFocus() else tokens.strong), 2))
        painter.setBrush(QColor(tokens.raised))
        painter.drawEllipse(self.place_of(*self.point), 5, 5)
