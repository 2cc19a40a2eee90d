"""The scopes beside the picture: waveform, parade, vectorscope, histogram of what is on show.

It must never reckon on the main thread.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.effect import Pixels
from studio.jobs import Jobs
from studio.sentences import Sentence, say
from studio.ui.controls.choices import Choice
from studio.ui.pictures import as_image
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["ScopesPanel"]

_NAMES: tuple[tuple[str, Sentence], ...] = (
    ("waveform", say("Waveform")),
    ("parade", say("Parade")),
    ("vectorscope", say("Vectorscope")),
    ("histogram", say("Histogram")),
)
_WIDTH, _HEIGHT = 220, 200
_INK = "#8A8F98"


class _Graph(QWidget):
    """The scope last drawn, with lines to read it by."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.scope = "waveform"
        self.setFixedSize(_WIDTH, _HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000"))
        if self.image is not None:
            painter.drawImage(QRectF(self.rect()), self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(255, 255, 255, 60), 1))
        painter.setFont(ui_font(9, figures=True))
        if self.scope == "vectorscope":
            middle = QPointF(_WIDTH / 2, _HEIGHT / 2)
            for part in (0.25, 0.5):
                painter.drawEllipse(middle, part * _HEIGHT, part * _HEIGHT)
            painter.drawLine(QPointF(0, middle.y()), QPointF(_WIDTH, middle.y()))
            painter.drawLine(QPointF(middle.x(), 0), QPointF(middle.x(), _HEIGHT))
            return
        if self.scope == "histogram":
            for quarter in (1, 2, 3):
                painter.drawLine(QPointF(_WIDTH * quarter / 4, 0), QPointF(_WIDTH * quarter / 4, _HEIGHT))
            return
        for percent in (0, 25, 50, 75, 100):
            y = (_HEIGHT - 1) * (1 - percent / 100)
            painter.setPen(QPen(QColor(255, 255, 255, 60), 1))
            painter.drawLine(QPointF(0, y), QPointF(_WIDTH, y))
            painter.setPen(QColor(_INK))
            painter.drawText(QPointF(2, max(9.0, y - 2)), str(percent))


class ScopesPanel(QWidget):
    """A choice of scope over its graph; hidden until it is asked for."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._slot = jobs.latest()
        self.setObjectName("scopes")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 12, 12)
        column.setSpacing(8)
        self.choice = Choice(say("Scope"), list(_NAMES))
        self.choice.chosen.connect(self._choose)
        self.graph = _Graph()
        self.graph.setAccessibleName(shown(say("Scope of the picture")))
        column.addWidget(self.choice)
        column.addWidget(self.graph)
        column.addStretch(1)
        self._picture: QImage | None = None
        palette = self.palette()
        palette.setColor(self.backgroundRole(), QColor(theme().stage))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=False)
        self.hide()

    def look_at(self, picture: QImage | None) -> None:
        """Show how this picture is spread, as soon as a worker knows."""
        self._picture = picture
        if picture is None or not self.isVisible():
            return
        scope = self.graph.scope
        self._slot.submit(_drawn, picture, scope, done=self._came)

    def _came(self, image: QImage) -> None:
        self.graph.image = image
        self.graph.update()

    def _choose(self, scope: str) -> None:
        self.graph.scope = scope
        self.look_at(self._picture)


def _drawn(picture: QImage, scope: str) -> QImage:
    from studio.render import scope_picture

    return as_image(scope_picture(_pixels(picture), scope, _WIDTH, _HEIGHT))  # type: ignore[arg-type]


def _pixels(picture: QImage) -> Pixels:
    whole = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), whole.bytesPerLine())
    return rows[:, : whole.width() * 4].reshape(whole.height(), whole.width(), 4).copy()
