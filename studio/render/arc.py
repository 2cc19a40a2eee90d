"""Words along a circle: a layout bent, its letters turned, what lies under them bent with them.

It must never lay out or paint.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from math import ceil, cos, degrees, pi, radians, sin
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainterPath, QPolygonF, QRadialGradient, QTransform

from studio.render.typeset import Glyph, Layout

__all__ = ["Arc", "bent", "plated", "shade", "widened"]

_JOINED = re.compile(r"[\u0600-\u08ff\u0900-\u0dff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
"""Scripts whose letters touch: they are bent themselves, so that no seam opens between them."""
_STEP = 0.03
"""Radians between two corners of a bent edge: 2 units off at a radius of a whole canvas."""
_GAP = 0.2
"""Between the last letter and the first on a full circle, in heights of a line."""
_MIDDLE = 0.36
"""Of the size: about half the height of capital letters."""
_LEAST = 1.02
"""The innermost line's radius is never nothing, or its letters would turn over."""


class Arc(NamedTuple):
    """A circle that lines lie along. `radius` is above 0 where they arch; (x, y) is what the whole is moved by.

    Each line keeps its length at its `level`, the middle of its letters, so that inner lines are not squeezed.
    """

    radius: float
    middle: float
    """How far above their baseline the middle of letters is."""
    x: float = 0.0
    y: float = 0.0

    def point(self, x: float, y: float, level: float) -> QPointF:
        """Where a point of a line of the straight layout comes to lie."""
        angle, out = x / (self.radius - level), self.radius - y
        return QPointF(out * sin(angle) + self.x, self.radius - out * cos(angle) + self.y)

    def turned(self, x: float, baseline: float) -> QTransform:
        """How a letter with its middle at `x` is moved: turned about that, which is on the circle."""
        level = baseline - self.middle
        at, angle = self.point(x, level, level), x / (self.radius - level)
        return QTransform().translate(at.x(), at.y()).rotate(degrees(angle)).translate(-x, -level)


def widened(arc_deg: float) -> float:
    """How much longer a line may be than the room it has, where it is bent so that it takes less."""
    half = radians(min(360.0, abs(arc_deg))) / 2
    return 1.0 if half < 0.01 else half / sin(min(half, pi / 2))


def bent(layout: Layout, arc_deg: float, text: str, size: float) -> tuple[Layout, Arc | None]:
    """The layout of letters of `size` bent so that the line that gets furthest goes `arc_deg` round a circle."""
    if not layout.glyphs or abs(arc_deg) < 0.5 or not layout.lines:
        return layout, None
    way = 1 if arc_deg > 0 else -1
    angle, gap = radians(min(360.0, abs(arc_deg))), _GAP * layout.line_height
    radius = max((line.width() + gap) / angle + way * line.center().y() for line in layout.lines)
    arc = Arc(way * max(radius, _LEAST * layout.height / 2), _MIDDLE * size)
    box = QRectF()
    for line in layout.lines:
        box = box.united(plated(line, 0.0, arc).boundingRect())
    arc = arc._replace(x=-box.center().x(), y=-box.center().y())
    joined = _JOINED.search(text) is not None
    glyphs = [_turned(glyph, arc, joined=joined) for glyph in layout.glyphs]
    return replace(layout, width=box.width(), height=box.height(), glyphs=glyphs), arc


def _turned(glyph: Glyph, arc: Arc, *, joined: bool) -> Glyph:
    turn = arc.turned(glyph.extent.center().x(), glyph.baseline)
    if glyph.coloured is not None or not joined:
        outline = turn.map(glyph.outline)
        extent = turn.mapRect(glyph.extent) if glyph.coloured is not None else outline.boundingRect()
        return glyph._replace(outline=outline, extent=extent, turn=turn)
    outline, level = QPainterPath(glyph.outline), glyph.baseline - arc.middle
    for number in range(outline.elementCount()):
        element = outline.elementAt(number)
        at = arc.point(element.x, element.y, level)
        outline.setElementPositionAt(number, at.x(), at.y())
    return glyph._replace(outline=outline, extent=outline.boundingRect())


def plated(box: QRectF, corner: float, arc: Arc | None, baseline: float | None = None) -> QPainterPath:
    """A box with round corners, bent with the line that it belongs to: that of `baseline`, or that which it fills."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    if arc is None:
        path.addRoundedRect(box, corner, corner)
        return path
    level = box.center().y() if baseline is None else baseline - arc.middle
    corner = min(corner, box.width() / 2, box.height() / 2)
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    edge: list[tuple[float, float]] = []
    for x, y, begin in (
        (left + corner, top + corner, pi),
        (right - corner, top + corner, 1.5 * pi),
        (right - corner, bottom - corner, 0.0),
        (left + corner, bottom - corner, 0.5 * pi),
    ):
        for step in range(7):
            angle = begin + step * pi / 12
            edge.append((x + corner * cos(angle), y + corner * sin(angle)))
    corners = []
    for (x, y), (to_x, to_y) in pairwise([*edge, edge[0]]):
        steps = max(1, ceil(abs((to_x - x) / arc.radius) / _STEP))
        corners += [arc.point(x + (to_x - x) * k / steps, y + (to_y - y) * k / steps, level) for k in range(steps)]
    path.addPolygon(QPolygonF(corners))
    path.closeSubpath()
    return path


def shade(
    head: float, foot: float, colours: tuple[QColor, QColor], arc: Arc | None
) -> QLinearGradient | QRadialGradient:
    """From one colour at height `head` of a line to another at `foot`, along the line's own up and down."""
    shading: QLinearGradient | QRadialGradient
    if arc is None:
        shading = QLinearGradient(0, head, 0, foot)
        shading.setColorAt(0, colours[0])
        shading.setColorAt(1, colours[1])
        return shading
    inner, outer = sorted((abs(arc.radius - head), abs(arc.radius - foot)))
    shading = QRadialGradient(QPointF(arc.x, arc.radius + arc.y), max(outer, 1.0))
    first, last = (colours[1], colours[0]) if arc.radius > 0 else colours
    shading.setColorAt(min(0.999, inner / max(outer, 1.0)), first)
    shading.setColorAt(1, last)
    return shading
