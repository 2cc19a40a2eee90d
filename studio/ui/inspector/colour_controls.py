"""Controls of colour effects that are more than rows: curves on one graph, wheels, bands of hue.

Which of them a param wants, it declares itself. They must never know an effect by name.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.effect import Param
from studio.model import Setting
from studio.sentences import say
from studio.ui.controls.buttons import IconButton
from studio.ui.controls.choices import Choice
from studio.ui.controls.colour_wheel import ColourWheel
from studio.ui.controls.curve_graph import CurveGraph, Points
from studio.ui.controls.labels import label
from studio.ui.controls.point_graph import PointBar
from studio.ui.controls.slider import ValueField
from studio.ui.theme import theme
from studio.ui.words import shown

__all__ = ["BandPicker", "Curves", "Wheels", "light_counts"]

_COUNTED = 64


def light_counts(picture: QImage) -> tuple[float, ...]:
    """How often each of 64 lights comes in a picture, dark to light, the most as 1; roots, so that few are seen."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    lights = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()]
    counts = np.sqrt(np.bincount((lights // 4).ravel(), minlength=_COUNTED).astype(float))
    return tuple((counts / max(1.0, counts.max())).tolist())


class Curves(QWidget):
    """Several curves on one graph, one at a time; `changed(key, points)` while one is moved."""

    started = Signal()
    changed = Signal(str, object)
    finished = Signal()

    def __init__(self, params: Sequence[Param]) -> None:
        super().__init__()
        self._params = {param.key: param for param in params}
        self._points: dict[str, Points] = {key: _pairs(param.default) for key, param in self._params.items()}
        self._key = params[0].key
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(4)
        self.channel = Choice(say("Channel"), [(param.key, param.name) for param in params])
        self.channel.chosen.connect(self.show_channel)
        self.straight = IconButton("reset", say("Straighten the curve"), clicked=self._straighten)
        top.addWidget(self.channel, 1)
        top.addWidget(self.straight)
        column.addLayout(top)
        self.graph = CurveGraph()
        column.addWidget(self.graph)
        self.bar = PointBar(
            self.graph,
            (ValueField(0, 100, decimals=1, prefix="X"), say("From, in percent"), 100),
            (ValueField(0, 100, decimals=1, prefix="Y"), say("To, in percent"), 100),
        )
        column.addWidget(self.bar)
        self.graph.started.connect(self.started)
        self.graph.changed.connect(self._moved)
        self.graph.finished.connect(self.finished)
        self.show_channel(self._key)

    def set_curve(self, key: str, setting: Setting) -> None:
        """Show one curve as it is."""
        self._points[key] = _pairs(setting)
        if key == self._key:
            self.graph.set_points(self._points[key])

    def show_channel(self, key: str) -> None:
        """Show another of the curves."""
        self._key = key
        param = self._params[key]
        self.channel.set_key(key)
        self.graph.set_channel(shown(param.name), param.swatch)
        self.graph.set_points(self._points[key])

    def _moved(self, points: Points) -> None:
        self._points[self._key] = points
        self.changed.emit(self._key, tuple(number for point in points for number in point))

    def _straighten(self) -> None:
        self.started.emit()
        self._moved(_pairs(self._params[self._key].default))
        self.finished.emit()
        self.graph.set_points(self._points[self._key])


def _pairs(setting: Setting) -> Points:
    numbers = setting if isinstance(setting, tuple) else ()
    return tuple(zip(numbers[::2], numbers[1::2], strict=False))


class Wheels(QWidget):
    """A wheel for each part side by side; `moved(part, x, y)` while one is, `chosen(part)` when one gets the focus."""

    started = Signal(str)
    moved = Signal(str, float, float)
    finished = Signal()
    chosen = Signal(str)

    def __init__(self, parts: Sequence[str]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(4)
        self.wheels: dict[str, ColourWheel] = {}
        for part in parts:
            wheel = self.wheels[part] = ColourWheel(part)
            wheel.started.connect(lambda part=part: self.started.emit(part))
            wheel.changed.connect(lambda x, y, part=part: self.moved.emit(part, x, y))
            wheel.finished.connect(self.finished)
            wheel.focused.connect(lambda part=part: self.chosen.emit(part))
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(wheel, 0, Qt.AlignmentFlag.AlignHCenter)
            words: QLabel = label(part, "small")
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
            row.addLayout(column, 1)


class _Band(QAbstractButton):
    """A disc of a band's colour."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setCheckable(True)
        self.setAccessibleName(shown(name))
        self.setToolTip(shown(name))
        self.setFixedSize(28, 28)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(28, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = tokens.accline if self.hasFocus() else tokens.strong if self.isChecked() else tokens.raised
        painter.setPen(QPen(QColor(ring), 2))
        painter.setBrush(QColor(self._colour))
        box = (
            QRectF(self.rect()).adjusted(3, 3, -3, -3)
            if self.isChecked()
            else QRectF(self.rect()).adjusted(6, 6, -6, -6)
        )
        painter.drawEllipse(box)


class BandPicker(QWidget):
    """Which of several bands the rows below are about; `chosen(part)`. Arrows go from one to the next."""

    chosen = Signal(str)

    def __init__(self, parts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.bands: dict[str, QAbstractButton] = {}
        for part, colour in parts:
            band = self.bands[part] = _Band(part, colour)
            band.toggled.connect(lambda on, part=part: self.chosen.emit(part) if on else None)
            self._group.addButton(band)
            row.addWidget(band)
        row.addStretch(1)
