"""Kitchens, a workshop and things on a table for the sample fillings, painted.

It must never draw a random number: a scene is the same every time.
"""

from __future__ import annotations

from math import cos, sin

from brushes import Scene, block, disc, ground, leaf_at, shine, stroke
from people import hand, pen
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

__all__ = ["chopping", "clay", "coffee", "desk", "ingredients", "kiln", "pan", "plate", "product"]


def board(p: QPainter) -> None:
    """Board, at a time."""
    ground(p, "#d9a36a", "#c58c54")
    for grain in range(8):
        stroke(p, [(0, 20 + grain * 22), (100, 23 + grain * 22)], "#b97f49", 0.7)


def ingredients(p: QPainter, t: float) -> None:
    """Ingredients, at a time."""
    board(p)
    for x, y, wide, colour in ((28, 58, 15, "#e04f3d"), (60, 50, 14, "#e65a45"), (46, 76, 13, "#d8432f")):
        disc(p, x, y + sin(t * 1.4 + x) * 0.5, wide, colour)
        disc(p, x - 4, y - 5, 3, "#f08a78")
        for leaf in range(5):
            leaf_at(p, x, y - wide + 2, 6, leaf * 72 - 90, "#3b8a4c")
    block(p, 66, 72, 20, 34, "#f4ecd8", 7)
    disc(p, 76, 74, 9, "#e7dabb", 3)
    disc(p, 24, 106, 12, "#f7f0e2")
    disc(p, 24, 106, 5, "#f5b93b")
    for leaf in range(7):
        leaf_at(p, 50, 112, 20, -170 + leaf * 24, ("#4fae63", "#35804a")[leaf % 2])


def chopping(p: QPainter, t: float) -> None:
    """Chopping, at a time."""
    board(p)
    block(p, 12, 40, 76, 100, "#efd2a4", 6)
    for number in range(6):
        disc(p, 30 + number * 5.5, 92, 8, ("#e04f3d", "#ee7a66")[number % 2], 13)
    down = abs(sin(t * 6)) * 13
    p.save()
    p.translate(68, 80 - down)
    p.rotate(-8)
    blade = QPainterPath(QPointF(-2, -40))
    blade.lineTo(8, -40)
    blade.lineTo(8, 20)
    blade.quadTo(-3, 14, -2, -40)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor("#e3e9ee"))
    p.drawPath(blade)
    block(p, -1, -72, 8, 34, "#3a2a22", 3)
    p.restore()
    hand(p, 30, 72, 0.9, "#f0bfa0", -24, "#7a4fa3")


def pan(p: QPainter, t: float) -> None:
    """Pan, at a time."""
    ground(p, "#33373d", "#23262b")
    block(p, 56, 86, 60, 8, "#1b1d20", 4)
    disc(p, 44, 92, 36, "#15171a")
    disc(p, 44, 92, 31, "#c9452f")
    for number in range(9):
        angle = number * 2.4 + t * 0.7
        disc(p, 44 + 19 * cos(angle), 92 + 19 * sin(angle), 5, ("#e8734f", "#f4d58a", "#4fae63")[number % 3])
    for puff in range(4):
        rise = (t * 0.5 + puff / 4) % 1
        p.setOpacity(0.35 * (1 - rise))
        disc(p, 30 + puff * 10 + 4 * sin(t * 2 + puff), 78 - rise * 62, 5 + 8 * rise, "#ffffff")
    p.setOpacity(1)


def plate(p: QPainter, t: float) -> None:
    """Plate, at a time."""
    ground(p, "#2f6f6a", "#235550")
    disc(p, 50, 92, 40, "#e9e2d3")
    disc(p, 50, 92, 37, "#fffaf0")
    disc(p, 50, 92, 27, "#f0c65c")
    for strand in range(9):
        bow = 6 + strand * 2.1
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(QColor("#e0ac3c"), 1.5))
        p.drawArc(QRectF(50 - bow, 92 - bow, 2 * bow, 2 * bow), int((strand * 47 + t * 8) * 16), 210 * 16)
    disc(p, 50, 89, 13, "#cf4631")
    for leaf in range(3):
        leaf_at(p, 50, 85, 11, -140 + leaf * 50 + 3 * sin(t * 2), "#3f9152")
    for number in range(8):
        disc(p, 50 + 22 * cos(number * 0.8), 92 + 19 * sin(number * 0.8), 1.1, "#fff7e0")
    stroke(p, [(94, 50), (94, 132)], "#dfe5ea", 2)
    stroke(p, [(6, 50), (6, 132)], "#dfe5ea", 2)


def clay(stage: int) -> Scene:
    """A pot being thrown on the wheel, from lump (0) to finished (3)."""

    def paint(p: QPainter, t: float) -> None:
        ground(p, "#5b4636", "#7c5f47", "#3f3026")
        shine(p, 76, 30, 70, "#f6d3a0")
        disc(p, 50, 134, 40, "#2d2420", 9)
        disc(p, 50, 131, 38, "#8b8178", 8)
        high, wide, neck = ((18, 21, 19), (34, 20, 15), (50, 23, 11), (56, 24, 13))[stage]
        colours = ("#b58463", "#b58463", "#bd8c6a", "#d9694a")
        wobble = (1.2 - 0.35 * stage) * sin(t * 9)
        pot = QPainterPath(QPointF(50 - wide * 0.7, 130))
        pot.cubicTo(
            50 - wide * 1.4, 130 - high * 0.5, 50 - neck * 0.7 + wobble, 130 - high * 0.7, 50 - neck, 130 - high
        )
        pot.lineTo(50 + neck, 130 - high)
        pot.cubicTo(50 + neck * 0.7 + wobble, 130 - high * 0.7, 50 + wide * 1.4, 130 - high * 0.5, 50 + wide * 0.7, 130)
        pot.closeSubpath()
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(colours[stage]))
        p.drawPath(pot)
        disc(p, 50, 130 - high, neck, QColor(colours[stage]).darker(140).name(), 3.2)
        for ring in range(4):
            at = 126 - high * (0.15 + 0.2 * ring)
            stroke(p, [(38 + ring, at), (62 - ring, at)], QColor(colours[stage]).darker(112).name(), 0.8)
        if stage < 3:
            hand(p, 26 + wobble * 0.4, 128 - high * 0.7, 0.85, "#a9714b", 34, "#3d5a98")
            hand(p, 75 - wobble * 0.4, 128 - high * 0.6, 0.85, "#a9714b", -34, "#3d5a98")

    return paint


def kiln(p: QPainter, t: float) -> None:
    """Kiln, at a time."""
    ground(p, "#2b211c", "#41302a")
    block(p, 14, 46, 72, 96, "#7a4a3a", 8)
    for row in range(8):
        for brick in range(5):
            block(
                p,
                15 + brick * 14.4 + (row % 2) * -4,
                48 + row * 12,
                12.5,
                10,
                ("#8d5745", "#83503f")[(row + brick) % 2],
                1,
            )
    block(p, 32, 76, 36, 52, "#1a0f0b", 16)
    for flame in range(6):
        high = 20 + 7 * sin(t * 7 + flame * 1.9)
        path = QPainterPath(QPointF(34 + flame * 5.6, 127))
        path.quadTo(36 + flame * 5.6, 127 - high, 37 + flame * 5.6, 122 - high)
        path.quadTo(41 + flame * 5.6, 127 - high * 0.6, 40 + flame * 5.6, 127)
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(("#ff8a2b", "#ffc247")[flame % 2]))
        p.drawPath(path)
    shine(p, 50, 112, 46, "#88ff9a3d")


def product(angle: float, *colours: str) -> Scene:
    """A pair of headphones on a stand, seen a little turned."""

    def paint(p: QPainter, t: float) -> None:
        ground(p, *colours)
        shine(p, 50, 92, 56, "#ffffff")
        disc(p, 50, 154, 32, QColor(colours[-1]).darker(125).name(), 6)
        p.save()
        p.translate(50, 108 + 1.5 * sin(t * 2))
        p.rotate(angle + 4 * sin(t * 1.4))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(pen(QColor("#20242b"), 6))
        p.drawArc(QRectF(-28, -44, 56, 72), 0, 180 * 16)
        p.setPen(pen(QColor("#e4572e"), 2))
        p.drawArc(QRectF(-25, -41, 50, 66), 20 * 16, 140 * 16)
        for side in (-1, 1):
            block(p, side * 28 - 9, -12, 18, 36, "#20242b", 9)
            block(p, side * 24 - 6, -9, 12, 30, "#f2b134" if side > 0 else "#e9a11f", 6)
            disc(p, side * 30, 6, 5, "#3a414c")
        p.restore()

    return paint


def coffee(p: QPainter, t: float) -> None:
    """Coffee, at a time."""
    ground(p, "#e8d2b8", "#c99f76")
    block(p, 0, 122, 100, 56, "#8d6142")
    disc(p, 48, 126, 30, "#f6efe4", 6)
    block(p, 28, 84, 40, 42, "#fffaf2", 12)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(QPen(QColor("#fffaf2"), 5))
    p.drawEllipse(QPointF(70, 102), 8, 10)
    disc(p, 48, 86, 19, "#6a4028", 4)
    for puff in range(3):
        line = [(40 + puff * 8 + 3 * sin(y / 8 + t * 2.2 + puff), 80 - y) for y in range(0, 34, 3)]
        p.setOpacity(0.55)
        stroke(p, line, "#ffffff", 1.6)
    p.setOpacity(1)


def desk(p: QPainter, t: float) -> None:
    """Desk, at a time."""
    ground(p, "#33415c", "#52658a")
    block(p, 0, 126, 100, 52, "#b5835a")
    block(p, 22, 66, 56, 40, "#20252e", 3)
    block(p, 25, 69, 50, 34, "#e9f1fb", 1)
    for line in range(5):
        block(
            p,
            29,
            73 + line * 6,
            (36, 26, 40, 20, 32)[line] * min(1.0, max(0.1, t * 1.4 - line * 0.2)),
            2.4,
            "#5b8def" if line % 2 else "#9db7de",
            1,
        )
    block(p, 46, 106, 8, 14, "#20252e")
    block(p, 34, 119, 32, 4, "#20252e", 2)
    block(p, 8, 104, 10, 20, "#e4572e", 2)
    stroke(p, [(88, 126), (84, 84), (74, 74)], "#f2b134", 2)
    disc(p, 72, 74, 6, "#f2b134")
    shine(p, 70, 80, 34, "#fff2c4")
