"""The bar under the picture: where we are in the whole piece, with the in and out marks.

It must never move the playhead itself: it says where it was dragged to.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from studio.sentences import say
from studio.ui.theme import theme
from studio.ui.words import shown

__all__ = ["ScrubBar"]

_STEPS = 100_000


class ScrubBar(QAbstractSlider):
    """`scrubbed(share)` while it is dragged, 0 to 1 of the whole piece; arrows are left to the window's keys."""

    scrubbed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, _STEPS)
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(shown(say("Where the playhead is")))
        self._marks: tuple[float, float] | None = None
        self.words = ""
        """The time as people read it: what a screen reader says of it."""

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, 20)

    def set_share(self, share: float, words: str = "") -> None:
        """Show where we are, said as the time in `words`."""
        self.words = words
        self.setValue(round(min(1.0, max(0.0, share)) * _STEPS))

    def set_marks(self, marks: tuple[float, float] | None) -> None:
        """Show the range between in and out, in shares of the whole."""
        self._marks = marks
        self.update()

    def _emit(self, x: float) -> None:
        self.scrubbed.emit(min(1.0, max(0.0, (x - 6) / max(1, self.width() - 12))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Jump there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._emit(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._emit(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys belong to the window."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Groove, what has been, marks, knob."""
        tokens = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, left, room = self.height() / 2, 6.0, self.width() - 12.0
        painter.setBrush(QColor(tokens.line2))
        painter.drawRoundedRect(QRectF(left, middle - 1, room, 2), 1, 1)
        if self._marks is not None:
            start, end = (left + share * room for share in self._marks)
            painter.setBrush(QColor(tokens.accwash))
            painter.drawRect(QRectF(start, middle - 5, max(2.0, end - start), 10))
            painter.setBrush(QColor(tokens.accline))
            painter.drawRect(QRectF(start - 1, middle - 6, 2, 12))
            painter.drawRect(QRectF(end - 1, middle - 6, 2, 12))
        knob = left + self.value() / _STEPS * room
        painter.setBrush(QColor(tokens.accline))
        painter.drawRoundedRect(QRectF(left, middle - 1, knob - left, 2), 1, 1)
        painter.setBrush(QColor("#FFFFFF" if tokens.name == "dark" else tokens.strong))
        painter.drawEllipse(QPointF(knob, middle), 5.5, 5.5)
