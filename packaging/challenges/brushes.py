"""What every painted scene is made of: grounds, light, discs, blocks, strokes, hills and leaves.

The picture is 100 wide and 178 high. It must never know a scene.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sin

from people import pen
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QRadialGradient

__all__ = ["HEIGHT", "WIDTH", "Scene", "block", "disc", "ground", "hills", "leaf_at", "shine", "stroke"]

WIDTH, HEIGHT = 100.0, 1600 / 9
Scene = Callable[[QPainter, float], None]


def ground(p: QPainter, *colours: str) -> None:
    """The whole picture in a gradient from above to below."""
    fill = QLinearGradient(0, 0, 0, HEIGHT)
    for number, colour in enumerate(colours):
        fill.setColorAt(number / max(1, len(colours) - 1), QColor(colour))
    p.fillRect(QRectF(0, 0, WIDTH, HEIGHT), fill)


def shine(p: QPainter, x: float, y: float, far: float, colour: str) -> None:
    """Light around a point."""
    fill = QRadialGradient(x, y, far)
    fill.setColorAt(0, QColor(colour))
    clear = QColor(colour)
    clear.setAlpha(0)
    fill.setColorAt(1, clear)
    p.fillRect(QRectF(x - far, y - far, 2 * far, 2 * far), fill)


def disc(p: QPainter, x: float, y: float, wide: float, colour: str, high: float | None = None) -> None:
    """A filled ellipse."""
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(colour))
    p.drawEllipse(QPointF(x, y), wide, wide if high is None else high)


def block(p: QPainter, x: float, y: float, wide: float, high: float, colour: str, round_: float = 0.0) -> None:
    """A filled rectangle by its left upper corner."""
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(colour))
    p.drawRoundedRect(QRectF(x, y, wide, high), round_, round_)


def stroke(p: QPainter, points: list[tuple[float, float]], colour: str, wide: float) -> None:
    """A line through points with round ends."""
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(pen(QColor(colour), wide))
    p.drawPolyline([QPointF(*point) for point in points])


def hills(p: QPainter, level: float, swing: float, colour: str, phase: float) -> None:
    """A row of hills down to the picture's foot."""
    path = QPainterPath(QPointF(0, HEIGHT))
    for step in range(51):
        x = step * 2
        path.lineTo(x, level - swing * sin(x / 17 + phase) - swing * 0.4 * sin(x / 7 + phase * 2.3))
    path.lineTo(WIDTH, HEIGHT)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(colour))
    p.drawPath(path)


def leaf_at(p: QPainter, x: float, y: float, long: float, angle: float, colour: str) -> None:
    """A leaf from its stem on."""
    p.save()
    p.translate(x, y)
    p.rotate(angle)
    leaf = QPainterPath(QPointF(0, 0))
    leaf.cubicTo(long * 0.3, -long * 0.38, long * 0.8, -long * 0.3, long, 0)
    leaf.cubicTo(long * 0.8, long * 0.3, long * 0.3, long * 0.38, 0, 0)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(colour))
    p.drawPath(leaf)
    p.restore()
