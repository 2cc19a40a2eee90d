"""Counting down before a recording: large figures over the picture, and the beginning right after.

It must never begin by itself once it was called off.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from studio.sentences import say
from studio.ui.theme import ui_font
from studio.ui.words import shown

__all__ = ["COUNTDOWNS", "Countdown"]

COUNTDOWNS = (("0", say("Off")), ("3", say("3 seconds")), ("5", say("5 seconds")))
_SIDE = 132


class Countdown(QWidget):
    """Figures in the middle of `over`; `begin` is called at the end."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._left = 0
        self._begin: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(_SIDE, _SIDE)
        self.hide()

    @property
    def left(self) -> int:
        """How many seconds are left; 0 when it does not count."""
        return self._left

    def start(self, seconds: int, begin: Callable[[], object]) -> None:
        """Count from there; with 0 begin at once."""
        self.call_off()
        if seconds <= 0:
            begin()
            return
        self._left, self._begin = seconds, begin
        self._show()
        self._timer.start()

    def call_off(self) -> None:
        """Count no more."""
        self._timer.stop()
        self._left, self._begin = 0, None
        self.hide()

    def _show(self) -> None:
        self.setAccessibleName(shown(say("Recording begins in {seconds}", seconds=self._left)))
        self.move((self._over.width() - _SIDE) // 2, (self._over.height() - _SIDE) // 2)
        self.show()
        self.raise_()
        self.update()

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self._show()
            return
        begin = self._begin
        self.call_off()
        if begin is not None:
            begin()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dark disc and the figure, readable over any picture."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        disc = QColor("#000000")
        disc.setAlphaF(0.62)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(disc)
        painter.drawEllipse(self.rect())
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(ui_font(72, 700, figures=True))
        painter.drawText(QRectF(self.rect()), int(Qt.AlignmentFlag.AlignCenter), str(self._left))
