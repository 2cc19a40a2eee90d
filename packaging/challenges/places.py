"""Places out of doors for the sample fillings, painted.

It must never draw a random number: a place is the same every time.
"""

from __future__ import annotations

from math import cos, pi, sin

from brushes import Scene, block, disc, ground, hills, shine, stroke
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

__all__ = ["LANDS", "bike", "landscape"]


def landscape(kind: str) -> Scene:
    """A place out of doors: dawn, sea, forest, city, night, field or snow."""
    skies = {
        "dawn": ("#3a3f7a", "#f0906b", "#ffd39a"),
        "sea": ("#4aa8d8", "#9bdcf0", "#f7e9c8"),
        "forest": ("#bfe3d0", "#e8f3d6", "#5f8f5a"),
        "city": ("#5a6fb0", "#f2a98a", "#f6d2a8"),
        "night": ("#0c1030", "#2a2358", "#4a2d66"),
        "field": ("#7cc3ec", "#d7eef5", "#f0e3a0"),
        "snow": ("#9fc2e8", "#e3eefb", "#ffffff"),
    }

    def paint(p: QPainter, t: float) -> None:
        ground(p, *skies[kind])
        LANDS[kind](p, t)

    return paint


def dawn(p: QPainter, t: float) -> None:
    """Dawn, at a time."""
    shine(p, 56, 92 - 4 * t, 70, "#ffe6ae")
    disc(p, 56, 92 - 4 * t, 12, "#fff4d0")
    for number, colour in enumerate(("#c76b6b", "#8a4a68", "#57365f", "#2f2347")):
        hills(p, 106 + 17 * number, 9 - number, colour, number * 2.1 + t * 0.06 * (number + 1))


def sea(p: QPainter, t: float) -> None:
    """Sea, at a time."""
    disc(p, 74, 38, 10, "#fff3b8")
    shine(p, 74, 38, 34, "#fff3b8")
    block(p, 0, 92, 100, 86, "#2789b8")
    for row in range(9):
        y = 97 + row * 8
        line = [(x, y + 1.3 * sin(x / 6 + t * 2 + row * 1.7)) for x in range(-4, 105, 4)]
        stroke(p, line, "#56b5d8" if row % 2 else "#8bd3e6", 0.9)
    sail = [(46 + 3 * t, 90), (46 + 3 * t, 60), (62 + 3 * t, 88)]
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor("#ffffff"))
    p.drawPolygon([QPointF(*point) for point in sail])
    block(p, 40 + 3 * t, 90, 24, 5, "#c8443a", 2)


def forest(p: QPainter, t: float) -> None:
    """Forest, at a time."""
    for row, colour in enumerate(("#9cc7a4", "#6fa67c", "#477f58", "#2c5c3e")):
        for number in range(7):
            x = number * 17 - 6 + row * 7 % 17 + sin(t * 0.8 + number) * 0.4
            foot = 104 + row * 22
            p.setPen(Qt.PenStyle.NoPen)
            p.setBrush(QColor(colour))
            for part in range(3):
                wide, low = 9 - 2 * part, foot - 12 * part
                p.drawPolygon([QPointF(x - wide, low), QPointF(x, low - 19), QPointF(x + wide, low)])
        block(p, 0, 104 + row * 22, 100, 80, colour)


def city(p: QPainter, t: float) -> None:
    """City, at a time."""
    disc(p, 28, 60, 11, "#fff0cf")
    for row, colour in enumerate(("#b98aa2", "#7f6a95", "#4a4a74")):
        for number in range(7):
            high = 34 + (number * 29 + row * 17) % 37
            x = number * 16 - 6 + row * 5
            block(p, x, 128 + row * 14 - high, 13, 120, colour)
            for light in range(5):
                lit = (number * 3 + light * 5 + row + int(t * 2)) % 4 == 0
                block(
                    p,
                    x + 2.5 + 5 * (light % 2),
                    133 + row * 14 - high + 7 * light,
                    3,
                    4,
                    "#ffe3a1" if lit else "#3b3a5e",
                )


def night(p: QPainter, t: float) -> None:
    """Night, at a time."""
    for number in range(60):
        x, y = number * 61.8 % 100, number * 37.7 % 120
        disc(p, x, y, 0.35 + 0.3 * abs(sin(t * 2 + number)), "#fdf6d8")
    disc(p, 70, 40, 10, "#fdf3cf")
    disc(p, 74, 37, 9, "#1c1a48")
    hills(p, 140, 6, "#1d1640", 0.6)
    hills(p, 156, 5, "#120d2c", 2.2)
    block(p, 40, 124, 16, 22, "#0f0b26")
    disc(p, 48, 134, 2.4 + 0.3 * sin(t * 5), "#ffc95e")


def field(p: QPainter, t: float) -> None:
    """Field, at a time."""
    disc(p, 26 + 2 * t, 40, 13, "#ffffff", 5)
    disc(p, 36 + 2 * t, 37, 10, "#ffffff", 5)
    hills(p, 104, 5, "#8fbf63", 0.4)
    for row in range(6):
        hills(p, 120 + row * 10, 3, ("#e3b64b", "#d49f3a")[row % 2], row + t * 0.08)
    for stalk in range(12):
        x = 4 + stalk * 8.4
        bend = 2.5 * sin(t * 1.9 + stalk)
        stroke(p, [(x, 178), (x + bend, 148)], "#b98527", 0.8)
        disc(p, x + bend, 146, 1.4, "#f5cf6b", 4)


def snow(p: QPainter, t: float) -> None:
    """Snow, at a time."""
    for x, top, wide, colour in ((28, 52, 44, "#7d98bd"), (72, 40, 52, "#6584ad")):
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(colour))
        p.drawPolygon([QPointF(x - wide, 140), QPointF(x, top), QPointF(x + wide, 140)])
        p.setBrush(QColor("#ffffff"))
        p.drawPolygon([QPointF(x - wide * 0.25, top + 22), QPointF(x, top), QPointF(x + wide * 0.25, top + 22)])
    hills(p, 132, 5, "#eef5fd", 1.0)
    for flake in range(40):
        x, y = (flake * 61.8 + 3 * sin(t + flake)) % 100, (flake * 37.7 + t * 16) % 178
        disc(p, x, y, 0.7, "#ffffff")


def bike(p: QPainter, t: float) -> None:
    """Bike, at a time."""
    ground(p, "#8fd0ee", "#d5eef7", "#9fcf8d")
    hills(p, 108, 5, "#7fb872", 1 + t * 0.5)
    block(p, 0, 132, 100, 46, "#6f7580")
    for dash in range(4):
        block(p, (dash * 34 - t * 46) % 136 - 30, 150, 18, 2, "#f6f3e8", 1)
    for x in (30, 68):
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(QColor("#23262c"), 2))
        p.drawEllipse(QPointF(x, 124), 14, 14)
        for spoke in range(4):
            angle = spoke * pi / 4 + t * 5
            stroke(
                p,
                [(x - 13 * cos(angle), 124 - 13 * sin(angle)), (x + 13 * cos(angle), 124 + 13 * sin(angle))],
                "#8c919a",
                0.5,
            )
    stroke(p, [(30, 124), (44, 98), (62, 98), (50, 124), (30, 124)], "#e4572e", 2.6)
    stroke(p, [(50, 124), (44, 94)], "#e4572e", 2.4)
    stroke(p, [(68, 124), (61, 90), (67, 88)], "#e4572e", 2.4)
    stroke(p, [(40, 93), (48, 93)], "#23262c", 3)


LANDS: dict[str, Scene] = {
    "dawn": dawn,
    "sea": sea,
    "forest": forest,
    "city": city,
    "night": night,
    "field": field,
    "snow": snow,
}
