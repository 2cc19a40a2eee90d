"""How loud the microphone is: a bar in decibels with its peak, and a lamp where it was too loud.

It must never listen itself: it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.sentences import say
from studio.ui.controls.slider import number_text
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.media.recording.listening import Level

__all__ = ["LevelMeter"]

_LOW_DB = -60.0
_WARM_DB, _HOT_DB = -12.0, -3.0
_TICKS = (-48, -36, -24, -12, -6)


class LevelMeter(QWidget):
    """From −60 dB to full scale."""

    def __init__(self) -> None:
        super().__init__()
        self.level: Level | None = None
        self.setFixedHeight(34)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(200, 34)

    def show_level(self, level: Level | None) -> None:
        """Show how loud it is; None where nothing is listened to."""
        if level != self.level:
            self.level = level
            self._tell()
            self.update()

    def _tell(self) -> None:
        words = shown(say("Level of the microphone"))
        if self.level is not None:
            words = f"{words}, {number_text(max(_LOW_DB, self.level.peak_db), 0, 'dB')}"
        self.setAccessibleName(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Groove, power, peak, ticks, lamp."""
        tokens, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() - 18.0
        painter.setPen(QColor("transparent"))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(0, 2, wide, 12), 3, 3)
        if self.level is not None:
            for low, high, colour in (
                (_LOW_DB, _WARM_DB, tokens.ok), (_WARM_DB, _HOT_DB, tokens.warn), (_HOT_DB, 0.0, tokens.err),
            ):  # fmt: skip
                reached = min(high, self.level.peak_db)
                if reached > low:
                    painter.setBrush(QColor(colour))
                    painter.drawRect(QRectF(_x(low) * wide, 4, (_x(reached) - _x(low)) * wide, 8))
        clipped = self.level is not None and self.level.clipped
        painter.setBrush(QColor(tokens.err if clipped else tokens.raised))
        painter.drawRoundedRect(QRectF(wide + 6, 2, 12, 12), 3, 3)
        painter.setFont(ui_font(10, figures=True))
        painter.setPen(QColor(tokens.muted))
        for tick in _TICKS:
            box = QRectF(_x(tick) * wide - 20, 17, 40, 14)
            painter.drawText(box, 0x84, number_text(tick, 0, ""))


def _x(level_db: float) -> float:
    """Where a level lies, 0 to 1."""
    return min(1.0, max(0.0, (level_db - _LOW_DB) / -_LOW_DB))
