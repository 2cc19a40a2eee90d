"""Small marks on the timeline: markers on the ruler and on clips, groups, animations, keyframes, missing material.

It must never change anything or look at what is off the screen.
"""

from __future__ import annotations

from zlib import crc32

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from studio.edits import missing_material
from studio.model import Clip, Project
from studio.ui.timeline.animation_marks import MARK_RISE, animation_marks
from studio.ui.timeline.hits import KEY_RISE, MARKER_HEIGHT, shown_keys
from studio.ui.timeline.layout import HEADER_WIDTH, RULER_HEIGHT, Box, Layout, TransitionShape
from studio.ui.timeline.paint_clips import Look
from studio.ui.timeline.strokes import colour, elided, hatch, rectangle, rounded, words

__all__ = ["paint_clip_marks", "paint_missing", "paint_ruler_markers"]

_GROUP_COLOURS = ("#41C7D9", "#A98BF5", "#F28C38", "#F5C542", "#EF5350", "#7BC86C")
_NAMES_ABOVE = 46.0
"""Names of markers are shown where the next one is at least this many pixels away."""


def paint_ruler_markers(painter: QPainter, layout: Layout, look: Look) -> None:
    """The markers of the piece: flags at the foot of the ruler with a fine line down the lanes, names where there is
    room."""
    markers = layout.project.markers
    if not markers:
        return
    foot = RULER_HEIGHT - 1
    places = [layout.scale.x_at(marker.time) for marker in markers]
    for number, (marker, x) in enumerate(zip(markers, places, strict=True)):
        if not HEADER_WIDTH - 8 <= x <= layout.width + 8:
            continue
        ink = colour(marker.colour)
        painter.setPen(QPen(colour(marker.colour, 0.35), 1))
        painter.drawLine(QLineF(x, RULER_HEIGHT, x, layout.lanes_bottom))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        top = foot - MARKER_HEIGHT
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(x - 4.5, top),
                    QPointF(x + 4.5, top),
                    QPointF(x + 4.5, top + 6),
                    QPointF(x, foot),
                    QPointF(x - 4.5, top + 6),
                ]
            )
        )
        room = (places[number + 1] if number + 1 < len(places) else layout.width) - x
        if marker.name and room > _NAMES_ABOVE:
            text = elided(marker.name, int(room - 14))
            words(painter, text, (x + 8, foot - 5), colour(look.theme.strong))


def paint_clip_marks(painter: QPainter, layout: Layout, clip: Clip, box: Box, look: Look) -> None:
    """A clip's own markers, the bar of its group, how long it comes and goes, its keyframes while it is selected."""
    zoom = layout.scale.zoom
    if clip.group and box.width > 6:
        ink = _GROUP_COLOURS[crc32(clip.group.encode()) % len(_GROUP_COLOURS)]
        rounded(painter, Box(box.x + 3, box.bottom - 4, box.width - 6, 2.5), colour(ink), 1)
    if clip.animations:
        _animations(painter, layout, clip, box)
    if clip.markers:
        _markers(painter, clip, box, zoom)
    if clip.id in look.selection:
        _keys(painter, look.project, clip, box, zoom)


def _animations(painter: QPainter, layout: Layout, clip: Clip, box: Box) -> None:
    """A line from the end of the clip as far as it comes or goes, with a knob to take; a dotted one for a loop."""
    y = box.bottom - MARK_RISE
    for mark in animation_marks(layout, clip, box):
        left, right = max(mark.left, HEADER_WIDTH), min(mark.right, painter.viewport().width())
        if mark.grip is not None:
            left, right = min(left, mark.grip), max(right, mark.grip)
        style = Qt.PenStyle.DotLine if mark.when == "loop" else Qt.PenStyle.SolidLine
        for ink, wide in ((colour("#101215", 0.75), 4.0), (colour("#FFFFFF"), 1.5)):
            painter.setPen(QPen(ink, wide, style, Qt.PenCapStyle.FlatCap))
            painter.drawLine(QLineF(left, y, right, y))
        if mark.grip is not None and mark.grip >= HEADER_WIDTH:
            painter.setPen(QPen(colour("#101215"), 1))
            painter.setBrush(colour("#FFFFFF"))
            painter.drawEllipse(QPointF(mark.grip, y), 3, 3)


def _markers(painter: QPainter, clip: Clip, box: Box, zoom: float) -> None:
    window = clip.window
    for marker in clip.markers:
        own = clip.own_at(marker.time)
        if own not in window:
            continue
        x = box.x + float(own - window.start) * zoom
        if not HEADER_WIDTH <= x <= painter.viewport().width():
            continue
        painter.setPen(QPen(colour(marker.colour, 0.55), 1))
        painter.drawLine(QLineF(x, box.y + 4, x, box.bottom - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(marker.colour))
        top = box.bottom - 9
        painter.drawPolygon(
            QPolygonF([QPointF(x, top), QPointF(x + 4, top + 4), QPointF(x, top + 8), QPointF(x - 4, top + 4)])
        )


def _keys(painter: QPainter, project: Project, clip: Clip, box: Box, zoom: float) -> None:
    painter.setPen(QPen(colour("#101215"), 1))
    painter.setBrush(colour("#FFFFFF"))
    y = box.bottom - KEY_RISE
    for time in shown_keys(project, clip):
        x = box.x + float(time - clip.window.start) * zoom
        if HEADER_WIDTH <= x <= painter.viewport().width():
            painter.drawPolygon(QPolygonF([QPointF(x, y - 4), QPointF(x + 4, y), QPointF(x, y + 4), QPointF(x - 4, y)]))


def paint_missing(painter: QPainter, project: Project, shape: TransitionShape, zoom: float) -> None:
    """Stripes over the part of a transition in which a clip's edge picture stands still."""
    leaving, coming = missing_material(project, shape.clip.id)
    if leaving == 0 and coming == 0:
        return
    box = shape.box
    for length, at_end in ((leaving, True), (coming, False)):
        width = min(box.width / 2, float(length) * zoom)
        if width > 0:
            # What the clip before lacks comes after the cut, what the clip itself lacks before it.
            x = box.right - width if at_end else box.x
            part = Box(x, box.y, width, box.height)
            hatch(painter, part, colour("#D14343", 0.75))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("#D14343"), 1.5))
    painter.drawRoundedRect(rectangle(box).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4)
