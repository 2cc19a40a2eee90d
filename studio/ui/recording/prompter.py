"""The teleprompter: what the person wants to say, wandering up over the camera's picture, near the lens.

It must never be in the recording: it is painted on the screen alone.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.sentences import say
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["CameraView"]

_TICK_MS = 16
_EDGE = 18


class CameraView(QWidget):
    """The camera's picture, mirrored as people know themselves, and the words over it.

    `text`, `size` (pixels), `lines_a_minute` and `mirrored` (the words, for a glass before the lens) may be set any
    time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.size_px, self.lines_a_minute, self.mirrored = 24, 20.0, False
        self.selfie = True
        self.gone = 0.0
        """How far the words have wandered, in lines."""
        self._picture: QImage | None = None
        self._since = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._wander)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(252)
        self.setAccessibleName(shown(say("Picture of the camera")))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def wandering(self) -> bool:
        """Whether the words move."""
        return self._timer.isActive()

    def show_picture(self, picture: QImage | None) -> None:
        """Paint this one from now on."""
        self._picture = picture
        self.update()

    def begin(self) -> None:
        """Let the words wander from where they are."""
        self._since = monotonic()
        self._timer.start()

    def pause(self) -> None:
        """Let them stand."""
        self._timer.stop()

    def rewind(self) -> None:
        """Back to the first line, standing."""
        self._timer.stop()
        self.gone = 0.0
        self.update()

    def pixels(self) -> tuple[int, int]:
        """How many pixels of the screen there are for the picture."""
        ratio = self.devicePixelRatioF()
        return max(2, round(self.width() * ratio)), max(2, round(self.height() * ratio))

    def _wander(self) -> None:
        now = monotonic()
        self.gone += (now - self._since) * self.lines_a_minute / 60
        self._since = now
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Picture, a dark veil behind the words, the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor(theme().stage))
        if self._picture is not None:
            self._paint_picture(painter, self._picture)
        if self.text.strip():
            self._paint_words(painter)

    def _paint_picture(self, painter: QPainter, picture: QImage) -> None:
        scale = min(self.width() / picture.width(), self.height() / picture.height())
        wide, high = picture.width() * scale, picture.height() * scale
        painter.save()
        middle = QRectF(self.rect()).center()
        painter.translate(middle)
        if self.selfie:
            painter.scale(-1, 1)
        painter.drawImage(QRectF(-wide / 2, -high / 2, wide, high), picture)
        painter.restore()

    def _paint_words(self, painter: QPainter) -> None:
        veil = QColor("#000000")
        veil.setAlphaF(0.45)
        painter.fillRect(self.rect(), veil)
        painter.save()
        if self.mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        font = ui_font(self.size_px, 600)
        painter.setFont(font)
        painter.setPen(QColor("#FFFFFF"))
        top = _EDGE - self.gone * QFontMetricsF(font).lineSpacing()
        box = QRectF(_EDGE, top, self.width() - 2 * _EDGE, 100_000)
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(box, flags, self.text)
        painter.restore()
