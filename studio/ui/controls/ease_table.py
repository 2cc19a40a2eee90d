"""All easings as small curves, to choose one by its look.

It must never know a clip: it says which one was chosen.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.model import Bend, Ease, eased
from studio.sentences import say
from studio.ui.controls.ease_names import ease_name, ease_table
from studio.ui.theme import theme
from studio.ui.words import shown

__all__ = ["EaseTable", "ease_line"]

_WIDE, _TALL = 38, 34
_POINTS = 24
_OWN_KEYS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter,
    Qt.Key.Key_Space,
)  # fmt: skip


@lru_cache(maxsize=64)
def _shape(ease: Ease, bend: Bend | None) -> tuple[tuple[float, float], ...]:
    steps = [(number / _POINTS, eased(number / _POINTS, ease, bend)) for number in range(_POINTS + 1)]
    return (*steps[:-1], (1.0, 0.0), (1.0, 1.0)) if ease == "hold" else tuple(steps)


def ease_line(ease: Ease, bend: Bend | None, box: QRectF) -> QPolygonF:
    """The easing as a line: the box's foot is the first key, its top the next; some swing past both."""
    return QPolygonF(
        [QPointF(box.x() + across * box.width(), box.bottom() - up * box.height())
         for across, up in _shape(ease, bend)]
    )  # fmt: skip


class EaseTable(QWidget):
    """Three rows of eleven easings. `chosen(ease)` by a click, or by the arrows and Enter."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._table = ease_table()
        self.ease: Ease | None = None
        self._at = (0, 0)
        self._under: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(shown(say("Easings")))
        self._describe()

    def sizeHint(self) -> QSize:
        """All of them."""
        return QSize(_WIDE * len(self._table[0]), _TALL * len(self._table))

    def set_ease(self, ease: Ease | None) -> None:
        """Show which one is in force, or none where several differ."""
        self.ease = ease
        for row, eases in enumerate(self._table):
            if ease in eases:
                self._at = (row, eases.index(ease))
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(shown(ease_name(self._table[self._at[0]][self._at[1]])))

    def _cell(self, place: QPointF) -> tuple[int, int] | None:
        column, row = int(place.x() // _WIDE), int(place.y() // _TALL)
        inside = 0 <= row < len(self._table) and 0 <= column < len(self._table[0])
        return (row, column) if inside else None

    def middle_of(self, ease: Ease) -> QPointF:
        """The middle of an easing's cell."""
        row = next(number for number, eases in enumerate(self._table) if ease in eases)
        return QPointF((self._table[row].index(ease) + 0.5) * _WIDE, (row + 0.5) * _TALL)

    def _choose(self, cell: tuple[int, int]) -> None:
        self.set_ease(self._table[cell[0]][cell[1]])
        self.chosen.emit(self.ease)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the one pressed."""
        cell = self._cell(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lit under the pointer."""
        self._under = self._cell(event.position())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """No longer lit."""
        self._under = None
        self.update()
        super().leaveEvent(event)

    def event(self, event: QEvent) -> bool:
        """Its keys are its own, and each cell has its name."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self._cell(QPointF(event.pos()))
            if cell is not None:
                QToolTip.showText(event.globalPos(), shown(ease_name(self._table[cell[0]][cell[1]])), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go, Enter or Space chooses."""
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            row = min(max(self._at[0] + step[0], 0), len(self._table) - 1)
            self._at = row, min(max(self._at[1] + step[1], 0), len(self._table[0]) - 1)
            self._describe()
            self.update()
        elif event.key() in _OWN_KEYS:
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the arrows are."""
        self.update()
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A curve in each cell; the one in force on its own ground."""
        tokens, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, eases in enumerate(self._table):
            for column, ease in enumerate(eases):
                box = QRectF(column * _WIDE + 2, row * _TALL + 2, _WIDE - 4, _TALL - 4)
                painter.setPen(Qt.PenStyle.NoPen)
                on, under = ease == self.ease, (row, column) == self._under
                painter.setBrush(QColor(tokens.sel if on else tokens.hover if under else tokens.raised))
                painter.drawRoundedRect(box, 4, 4)
                if self.hasFocus() and (row, column) == self._at:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(QColor(tokens.accline), 1.5))
                    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
                painter.setPen(QPen(QColor(tokens.accline if on else tokens.text), 1.5))
                painter.drawPolyline(ease_line(ease, None, box.adjusted(7, 8, -7, -8)))
