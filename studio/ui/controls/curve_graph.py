"""A curve of tones one can take hold of: points from dark to light, with how often each light comes behind it.

It must never know a clip.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF

from studio.painting import tones
from studio.sentences import say
from studio.ui.controls.point_graph import Point, PointGraph, Points
from studio.ui.controls.slider import number_text
from studio.ui.theme import theme
from studio.ui.words import shown

__all__ = ["CurveGraph", "Points"]

_STRAIGHT: Points = ((0.0, 0.0), (1.0, 1.0))
_STEP, _FINE = 0.02, 0.004


class CurveGraph(PointGraph):
    """The points (from, to), 0 to 1; a click on the line adds one and a double click takes one away."""

    most = 16
    margin = 8
    clicks_add = True

    def __init__(self) -> None:
        super().__init__(_STRAIGHT, 168)
        self._colour = ""
        self._counts: tuple[float, ...] = ()
        self.setToolTip(shown(say("Click the line to add a point, drag points, double-click one to take it away.")))
        self.set_channel("", "")

    def set_channel(self, name: str, colour: str) -> None:
        """Whose curve it is, and in which colour it is drawn."""
        self._colour = colour
        self.setAccessibleName(shown(say("Curve: {name}", name=name)))
        self.choose(0)

    def set_counts(self, counts: Sequence[float]) -> None:
        """How often each light comes, dark to light, 1 the most; empty for nothing."""
        self._counts = tuple(counts)
        self.update()

    def words(self, point: Point) -> tuple[str, str]:
        """Both in percent."""
        return number_text(point[0] * 100, 0, "%"), number_text(point[1] * 100, 0, "%")

    def rise(self, value: float) -> float:
        """As it is."""
        return value

    def value(self, rise: float) -> float:
        """As it is."""
        return rise

    def cleaned(self, value: float) -> float:
        """From 0 to 1."""
        return round(min(1.0, max(0.0, value)), 4)

    def stepped(self, point: Point, across: int, up: int, *, fine: bool) -> Point:
        """Two percent, with Shift a fifth of that."""
        step = _FINE if fine else _STEP
        return point[0] + across * step, point[1] + up * step

    def between(self, across: float) -> float:
        """On the curve."""
        return self._line()[round(across * 128)]

    def _line(self) -> list[float]:
        table = tones.curve_table(tuple(number for point in self.points for number in point))
        return [step / 128 if table is None else float(table[step * 8]) for step in range(129)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The counts, quarter lines, the curve, its points."""
        tokens, box = theme(), self.box()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        if self._counts:
            shape = [self.point_at(at / (len(self._counts) - 1), count) for at, count in enumerate(self._counts)]
            painter.setBrush(QColor(tokens.line2))
            painter.drawPolygon(QPolygonF([box.bottomLeft(), *shape, box.bottomRight()]))
        painter.setPen(QPen(QColor(tokens.line2), 1))
        for part in (0.25, 0.5, 0.75):
            painter.drawLine(self.point_at(part, 0), self.point_at(part, 1))
            painter.drawLine(self.point_at(0, part), self.point_at(1, part))
        painter.drawLine(box.bottomLeft(), box.topRight())
        colour = QColor(self._colour or tokens.accline)
        painter.setPen(QPen(colour, 2))
        painter.drawPolyline(QPolygonF([self.point_at(at / 128, y) for at, y in enumerate(self._line())]))
        self.paint_points(painter, colour)
