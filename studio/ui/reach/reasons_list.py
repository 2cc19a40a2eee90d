"""The reasons as a list: a pin, a time, the sentence with its evidence, and a button that mends it.

It must never mend anything by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.reach.reasons import Reason
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.labels import label
from studio.ui.reach.curve import draw_pin

__all__ = ["ReasonsList"]


class _Pin(QWidget):
    def __init__(self, mark: str, number: int) -> None:
        super().__init__()
        self._mark, self._number = mark, number
        self.setFixedSize(24, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_pin(painter, QPointF(12, 12), self._mark, str(self._number))


class ReasonRow(QFrame):
    """One reason. `jumped` when its place is asked for, `mended` when the button is pressed."""

    jumped = Signal()
    mended = Signal()

    def __init__(self, number: int, reason: Reason) -> None:
        super().__init__()
        self.reason = reason
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(10)
        row.addWidget(_Pin(reason.mark, number), 0, Qt.AlignmentFlag.AlignTop)
        when = f"{float(reason.at.start):.1f} s" if reason.at is not None else ""
        self.time = label(when, "muted", figures=True)
        self.time.setFixedWidth(48)
        row.addWidget(self.time, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(reason.sentence, "body", wrap=True))
        words.addWidget(label(reason.evidence, "small", wrap=True))
        row.addLayout(words, 1)
        self.button: PushButton | None = None
        if reason.fix is not None:
            self.button = PushButton(reason.fix, "small", clicked=self.mended.emit)
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        if reason.at is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to its place."""
        if self.reason.at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.jumped.emit()
        event.accept()


class ReasonsList(QScrollArea):
    """All of them. `jumped(reason)`, `mended(reason)`."""

    jumped = Signal(object)
    mended = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("scrolled")
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(2)
        self.setWidget(inside)
        self.rows: list[ReasonRow] = []

    def show_reasons(self, reasons: Sequence[Reason]) -> None:
        """Show these; rows that stay the same are the very same."""
        if [row.reason for row in self.rows] == list(reasons):
            return
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [ReasonRow(number, reason) for number, reason in enumerate(reasons, 1)]
        for row in self.rows:
            row.jumped.connect(partial(self.jumped.emit, row.reason))
            row.mended.connect(partial(self.mended.emit, row.reason))
            self._rows.addWidget(row)
        self._rows.addStretch(1)
