"""A speed curve one can take hold of: points over the clip's pictures, up is faster.

It must never know a clip.
"""

from __future__ import annotations

from math import log10

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF

from studio.sentences import say
from studio.ui.controls.point_graph import Point, PointGraph
from studio.ui.controls.slider import number_text
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["FASTEST", "SLOWEST", "SpeedGraph"]

SLOWEST, FASTEST = 0.1, 10.0
_LINES = (0.1, 1.0, 10.0)


class SpeedGraph(PointGraph):
    """The points (how far through the pictures, how fast there); a double click adds or takes away one."""

    ends_stay = True

    def __init__(self) -> None:
        super().__init__(((0.0, 1.0), (1.0, 1.0)), 132)
        self._playhead: float | None = None
        self.setAccessibleName(shown(say("Speed curve")))
        self.setToolTip(shown(say("Drag points; double-click to add or take away one.")))
        self.choose(0)

    def set_playhead(self, part: float | None) -> None:
        """Where on the curve the present picture is."""
        if part != self._playhead:
            self._playhead = part
            self.update()

    def words(self, point: Point) -> tuple[str, str]:
        """How far through, and how fast."""
        return number_text(point[0] * 100, 0, "%"), number_text(point[1], 2, "×")

    def rise(self, value: float) -> float:
        """As often as it doubles."""
        return (log10(min(FASTEST, max(SLOWEST, value))) + 1) / 2

    def value(self, rise: float) -> float:
        """The speed it was taken at is easy to hit."""
        return 1.0 if abs(rise - 0.5) < 0.03 else 10 ** (2 * rise - 1)

    def cleaned(self, value: float) -> float:
        """From 0.1 to 10, in hundredths."""
        return float(round(min(FASTEST, max(SLOWEST, value)), 2))

    def stepped(self, point: Point, across: int, up: int, *, fine: bool) -> Point:
        """A fiftieth of the pictures, a tenth of the speed; with Shift a fifth of that."""
        return point[0] + across * (0.004 if fine else 0.02), point[1] * (1.02 if fine else 1.1) ** up

    def between(self, across: float) -> float:
        """On the straight line between two points."""
        for (left, low), (right, high) in zip(self.points, self.points[1:], strict=False):
            if left <= across <= right:
                return low + (high - low) * (across - left) / max(1e-9, right - left)
        return self.points[-1][1]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lines at 0.1, 1 and 10, the curve, its points."""
        tokens = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setFont(ui_font(10, figures=True))
        for speed in _LINES:
            left, right = self.point_at(0, speed), self.point_at(1, speed)
            pen = QPen(QColor(tokens.line2), 1, Qt.PenStyle.DashLine if speed == 1 else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLine(left, right)
            painter.setPen(QColor(tokens.muted))
            below = 11 if speed == FASTEST else -3
            painter.drawText(QPointF(left.x() + 2, left.y() + below), number_text(speed, 1 if speed < 1 else 0, "×"))
        if self._playhead is not None:
            top, bottom = self.point_at(self._playhead, FASTEST), self.point_at(self._playhead, SLOWEST)
            painter.setPen(QPen(QColor(tokens.strong), 1))
            painter.drawLine(top, bottom)
        painter.setPen(QPen(QColor(tokens.accline), 2))
        painter.drawPolyline(QPolygonF([self.point_at(*point) for point in self.points]))
        self.paint_points(painter, QColor(tokens.accline))
