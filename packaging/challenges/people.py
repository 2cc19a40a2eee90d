"""The people of the sample fillings: flat figures that talk, blink and move, painted with Qt.

Nobody real is shown. Everything is in hundredths of the picture's width. It must never draw a random number: a figure
is the same every time.
"""

from __future__ import annotations

from math import sin
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

__all__ = ["ANN", "BO", "CLEO", "DEV", "ELA", "Person", "bust", "figure", "hand", "pen"]


class Person(NamedTuple):
    """What one looks like; `style` is how the hair falls: short, long, bun or curls."""

    skin: str
    hair: str
    shirt: str
    style: str


ANN = Person("#c98b5f", "#2b1b17", "#f2b134", "long")
BO = Person("#f1c9a5", "#6b3f22", "#2f7d6d", "short")
CLEO = Person("#7a4a2f", "#17110f", "#e4572e", "curls")
DEV = Person("#a9714b", "#201a18", "#3d5a98", "short")
ELA = Person("#f0bfa0", "#b5523b", "#7a4fa3", "bun")


def pen(colour: QColor, wide: float) -> QPen:
    """A pen with round ends."""
    return QPen(QBrush(colour), wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _shade(colour: str, by: int) -> QColor:
    return QColor(colour).darker(by) if by > 100 else QColor(colour).lighter(200 - by)


def _blinks(time: float, offset: float) -> bool:
    return (time + offset) % 2.7 < 0.12


def bust(
    p: QPainter,
    who: Person,
    x: float,
    y: float,
    size: float,
    time: float,
    *,
    talks: float = 0.0,
    smiles: float = 1.0,
    tilt: float = 0.0,
    wide: float = 1.0,
) -> None:
    """Head and shoulders, the chin near (x, y); `talks` is how far the mouth opens, `wide` how open the eyes are."""
    p.save()
    p.translate(x, y)
    p.scale(size, size)
    p.setPen(Qt.PenStyle.NoPen)
    _hair_behind(p, who)
    body = QPainterPath(QPointF(-38, 90))
    body.cubicTo(-38, 34, -26, 27, -10, 24)
    body.lineTo(10, 24)
    body.cubicTo(26, 27, 38, 34, 38, 90)
    body.closeSubpath()
    p.setBrush(QColor(who.shirt))
    p.drawPath(body)
    p.setBrush(_shade(who.shirt, 116))
    p.drawPath(_polygon((-10, 24), (0, 36), (10, 24), (6, 21), (-6, 21)))
    p.setBrush(_shade(who.skin, 114))
    p.drawRoundedRect(QRectF(-6.5, 4, 13, 26), 6, 6)
    p.rotate(tilt + 1.6 * sin(time * 1.7))
    p.setBrush(QColor(who.skin))
    for side in (-1, 1):
        p.drawEllipse(QPointF(side * 15, -3), 3, 4.2)
    p.drawEllipse(QPointF(0, -4), 15, 18.5)
    _hair_before(p, who)
    _face(p, who, time, talks, smiles, wide)
    p.restore()


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(*point)
    path.closeSubpath()
    return path


def _hair_behind(p: QPainter, who: Person) -> None:
    p.setBrush(_shade(who.hair, 118))
    if who.style == "long":
        p.drawRoundedRect(QRectF(-19, -24, 38, 58), 17, 17)
    elif who.style == "bun":
        p.drawEllipse(QPointF(0, -29), 9, 8.5)
    elif who.style == "curls":
        for number in range(9):
            p.drawEllipse(QPointF(-20 + 5 * number, -12 - 12 * sin(number / 8 * 3.14)), 8.5, 9.5)


def _hair_before(p: QPainter, who: Person) -> None:
    p.setBrush(QColor(who.hair))
    hair = QPainterPath(QPointF(-15.6, -2))
    if who.style == "long":
        hair.cubicTo(-19, -32, 19, -32, 15.6, -2)
        hair.cubicTo(12, -14, 4, -17, -2, -18)
        hair.cubicTo(-8, -15, -14, -10, -15.6, -2)
    elif who.style == "curls":
        hair.cubicTo(-19, -29, 19, -29, 15.6, -2)
        hair.cubicTo(12, -12, 6, -14, 0, -13.5)
        hair.cubicTo(-6, -14, -12, -12, -15.6, -2)
    else:
        hair.cubicTo(-18, -31, 18, -31, 15.6, -2)
        hair.cubicTo(14, -12, 11, -14, 7, -14.5)
        hair.cubicTo(0, -12, -9, -14, -13, -13)
        hair.cubicTo(-14, -9, -15, -6, -15.6, -2)
    p.drawPath(hair)


def _face(p: QPainter, who: Person, time: float, talks: float, smiles: float, wide: float) -> None:
    dark = QColor("#22150f")
    shut = _blinks(time, len(who.style) * 0.31)
    for side in (-1, 1):
        p.setBrush(QColor("#fffdf8") if not shut else QColor(who.skin))
        p.drawEllipse(QPointF(side * 6, -4.5), 2.9, 2.4 * wide)
        p.setBrush(dark)
        p.drawEllipse(QPointF(side * 6, -4.3), 1.7, 1.7 if not shut else 0.3)
        p.setPen(pen(QColor(who.hair), 1.3))
        lift = -10.2 - 1.8 * (wide - 1)
        p.drawLine(QPointF(side * 3.6, lift), QPointF(side * 8.6, lift + 0.6))
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor(230, 110, 90, 60))
        p.drawEllipse(QPointF(side * 9, 2.4), 3, 2)
    p.setPen(pen(_shade(who.skin, 132), 1.0))
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.drawArc(QRectF(-1.6, -2.4, 3.6, 4), 200 * 16, 150 * 16)
    open_ = talks * (0.25 + 0.75 * abs(sin(time * 9) * sin(time * 5.3 + 1)))
    if open_ > 0.1:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(QColor("#7a2323"))
        p.drawEllipse(QPointF(0, 6.6), 3.6, 0.8 + 3.0 * open_)
        p.setBrush(QColor("#fff6ee"))
        p.drawRoundedRect(QRectF(-2.4, 5.6 - 2.2 * open_, 4.8, 1.2), 0.6, 0.6)
    else:
        p.setPen(pen(QColor("#8a3324"), 1.3))
        mouth = QPainterPath(QPointF(-4.4, 6))
        mouth.quadTo(0, 6 + 4.4 * smiles, 4.4, 6)
        p.drawPath(mouth)
    p.setPen(Qt.PenStyle.NoPen)


def figure(p: QPainter, who: Person, x: float, y: float, size: float, time: float, *, pose: float = 0.0) -> None:
    """Somebody whole, standing on (x, y), swinging to the beat; `pose` 0 rests, 1 has the arms up."""
    p.save()
    p.translate(x, y)
    p.scale(size, size)
    sway = 2.2 * sin(time * 6)
    skin = QColor(who.skin)
    p.setBrush(Qt.BrushStyle.NoBrush)
    for side in (-1, 1):
        p.setPen(pen(QColor("#2a3040"), 6.4))
        knee = QPointF(side * (6 + sway * side * 0.4), -17)
        p.drawPolyline([QPointF(side * 3.4 + sway, -33), knee, QPointF(side * 6.5, -2)])
        p.setPen(pen(QColor("#f4f1ea"), 4.0))
        p.drawLine(QPointF(side * 6.5, -1.4), QPointF(side * 9.5, -1.4))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(who.shirt))
    p.drawRoundedRect(QRectF(-8.5 + sway, -60, 17, 29), 6, 6)
    for side in (-1, 1):
        lift = pose * (20 + 3 * sin(time * 6 + side))
        elbow = QPointF(sway + side * (14 + 2 * pose), -48 - lift * 0.45)
        p.setPen(pen(QColor(who.shirt).darker(112), 5.2))
        p.drawLine(QPointF(sway + side * 7.4, -56), elbow)
        p.setPen(pen(skin, 4.4))
        p.drawLine(elbow, QPointF(sway + side * (15 - 3 * pose), -34 - lift * 2.1))
    p.restore()
    bust_on_top = size * 0.5
    bust_x, bust_y = x + sway * size * 1.1, y - 68.5 * size
    p.save()
    p.setClipRect(QRectF(bust_x - 40, bust_y - 60, 80, 60 + 12.5 * size))
    bust(p, who._replace(shirt=who.skin), bust_x, bust_y, bust_on_top, time, smiles=1.1)
    p.restore()


def hand(p: QPainter, x: float, y: float, size: float, skin: str, angle: float, sleeve: str) -> None:
    """A hand and its sleeve reaching in, the fingers at (x, y), the arm coming from below at `angle` degrees."""
    p.save()
    p.translate(x, y)
    p.rotate(angle)
    p.scale(size, size)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(sleeve))
    p.drawRoundedRect(QRectF(-8, 26, 16, 90), 5, 5)
    p.setBrush(QBrush(QColor(skin)))
    p.drawRoundedRect(QRectF(-6, 8, 12, 24), 5, 5)
    p.drawRoundedRect(QRectF(-8, 2, 16, 17), 6, 6)
    for number, long in enumerate((9, 12, 11.5, 8.5)):
        p.drawRoundedRect(QRectF(-8 + 4.05 * number, 4 - long, 3.8, long + 8), 1.9, 1.9)
    p.save()
    p.translate(-8, 12)
    p.rotate(-38)
    p.drawRoundedRect(QRectF(-2.2, -10, 4.4, 13), 2.2, 2.2)
    p.restore()
    p.restore()
