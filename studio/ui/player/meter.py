"""The loudness meter beside the picture: two bars that rise at once and fall slowly, and the loudness in LUFS.

It must never measure anything: it is told.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.sentences import say
from studio.ui.controls.slider import number_text
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media import Level

__all__ = ["Meter"]

_LOWEST_DB = -60.0
_MARKS = (0, -6, -14, -30, -60)
_FALL_DB = 1.6
"""How far a bar falls from one telling to the next."""
_LOUD_DB = -1.0


class Meter(QWidget):
    """Left and right in dB full scale, the highest of late as a line, LUFS since playing began beneath."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(58)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(80)
        self.setAccessibleName(shown(say("Loudness")))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.bars = [_LOWEST_DB, _LOWEST_DB]
        self.highest = _LOWEST_DB
        self.lufs: float | None = None

    def sizeHint(self) -> QSize:
        """As high as the stage."""
        return QSize(58, 200)

    def show_level(self, level: Level | None) -> None:
        """Show how loud it is now; None when nothing plays."""
        if level is None:
            self.bars, self.highest = [_LOWEST_DB, _LOWEST_DB], _LOWEST_DB
        else:
            told = (level.left_db, level.right_db)
            self.bars = [
                max(_LOWEST_DB, now if isfinite(now) else _LOWEST_DB, bar - _FALL_DB)
                for now, bar in zip(told, self.bars, strict=True)
            ]
            self.highest = max(self.highest, *self.bars)
            self.lufs = level.lufs if isfinite(level.lufs) else None
            if self.lufs is not None:
                words = say("{loudness} since playing began", loudness=number_text(self.lufs, 1, "LUFS"))
                self.setAccessibleDescription(shown(words))
        self.update()

    def _place(self, db: float) -> float:
        top, bottom = 14.0, self.height() - 40.0
        # The upper half of the scale is where one looks: the lower is drawn together.
        share = 1 - float((min(0.0, max(_LOWEST_DB, db)) / _LOWEST_DB) ** 0.6)
        return bottom - share * (bottom - top)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars, marks, the figure."""
        tokens = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.stage))
        bottom = self._place(_LOWEST_DB)
        for number, bar in enumerate(self.bars):
            left = 4 + number * 8
            painter.fillRect(QRectF(left, 14, 5, bottom - 14), QColor(tokens.line2))
            filled = QColor("#E5534B" if bar > _LOUD_DB else tokens.sound.edge)
            painter.fillRect(QRectF(left, self._place(bar), 5, bottom - self._place(bar)), filled)
        if self.highest > _LOWEST_DB:
            painter.setPen(QPen(QColor(tokens.strong), 1))
            y = self._place(self.highest)
            painter.drawLine(QPointF(4, y), QPointF(17, y))
        painter.setFont(ui_font(10, figures=True))
        painter.setPen(QColor(tokens.muted))
        for mark in _MARKS:
            painter.drawText(QPointF(22, self._place(mark) + 4), number_text(mark, 0, ""))
        if self.lufs is not None:
            box = QRectF(0, self.height() - 32, self.width(), 30)
            words = f"{number_text(self.lufs, 1, '')}\nLUFS"
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
