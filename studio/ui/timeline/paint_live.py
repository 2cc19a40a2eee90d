"""What moves over the kept picture of the timeline: hover, what is in the hand, the guide, the playhead.

It must never change anything or paint what could be kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from studio.model import Time
from studio.sentences import Sentence
from studio.ui.timeline.hits import Hit, toggle_boxes
from studio.ui.timeline.layout import HEADER_WIDTH, RULER_HEIGHT, Box, Layout
from studio.ui.timeline.paint import is_on, paint_toggle
from studio.ui.timeline.paint_clips import Look
from studio.ui.timeline.strokes import colour, elided, mark, rectangle, rounded, text_width, words
from studio.ui.words import shown

__all__ = ["Live", "paint_live", "playhead_box"]

_FLAG = 5.0


@dataclass(frozen=True)
class Live:
    """What lies over the kept picture and moves: all of it is painted anew each time."""

    playhead: Time
    hover: Hit | None = None
    guide: Time | None = None
    guide_words: Sentence | None = None
    pointer: tuple[float, float] | None = None
    ghost: tuple[Box, str] | None = None
    """A clip in the hand: where, and what it is called."""
    note: str = ""
    """A few words beside the pointer, such as the new length."""
    band: Box | None = None
    cut_at: Time | None = None
    focused: bool = False
    drop_lane: str = ""


def playhead_box(layout: Layout, moment: Time) -> Box:
    """All pixels the playhead may touch when it stands at `moment`."""
    x = layout.scale.x_at(moment)
    return Box(x - _FLAG - 2, 0, 2 * _FLAG + 4, layout.lanes_bottom)


def paint_live(painter: QPainter, layout: Layout, look: Look, live: Live) -> None:
    """Everything that moves: hover, drag, guide, playhead."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.save()
    painter.setClipRect(
        QRectF(HEADER_WIDTH, RULER_HEIGHT, layout.width - HEADER_WIDTH, layout.lanes_bottom - RULER_HEIGHT)
    )
    _hover(painter, layout, look, live)
    if live.ghost is not None:
        _ghost(painter, look, *live.ghost)
    if live.band is not None:
        painter.setPen(QPen(colour(look.theme.accline), 1))
        painter.setBrush(colour(look.theme.accline, 0.12))
        painter.drawRect(rectangle(live.band))
    if live.cut_at is not None:
        x = layout.scale.x_at(live.cut_at)
        painter.setPen(QPen(colour(look.theme.strong), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(x, RULER_HEIGHT, x, layout.lanes_bottom))
    painter.restore()
    _hover_lock(painter, layout, look, live)
    if live.guide is not None:
        _guide(painter, layout, look, live)
    _playhead(painter, layout, look, live.playhead)
    if live.note and live.pointer is not None:
        _note(painter, layout, live)
    if live.focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(look.theme.accline), 2))
        painter.drawRoundedRect(QRectF(1, 1, layout.width - 2, layout.height - 2), 6, 6)


def _hover(painter: QPainter, layout: Layout, look: Look, live: Live) -> None:
    hover = live.hover
    drop = layout.lane(live.drop_lane) if live.drop_lane else None
    if drop is not None:
        painter.fillRect(rectangle(layout.lane_box(drop)), colour(look.theme.accline, 0.07))
    if hover is None or not hover.id:
        return
    box = layout.box_of(hover.id)
    if box is None:
        return
    if hover.part == "cut":
        _plus(painter, box.x - 1, box.y + box.height / 2)
    elif hover.part in ("body", "trim_start", "trim_end", "fade_in", "fade_out", "animation_in", "animation_out"):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("#FFFFFF", 0.08))
        painter.drawRoundedRect(rectangle(box), 4, 4)
        if hover.part in ("trim_start", "trim_end") and hover.id not in look.selection:
            x = box.x if hover.part == "trim_start" else box.right - 4
            rounded(painter, Box(x, box.y, 4, box.height), colour(look.theme.accline), 2)


def _plus(painter: QPainter, x: float, y: float) -> None:
    painter.setPen(QPen(colour("#F5F6F7", 0.7), 1.2))
    painter.setBrush(colour("#17181B"))
    painter.drawRoundedRect(QRectF(x - 8, y - 8, 16, 16), 4, 4)
    mark(painter, "plus", "#F5F6F7", (x, y), 12)


def _hover_lock(painter: QPainter, layout: Layout, look: Look, live: Live) -> None:
    lane = live.hover.lane if live.hover and live.hover.part in ("header", "toggle") else None
    if lane is None:
        return
    for name, at in toggle_boxes(layout, lane):
        if at.y < RULER_HEIGHT or at.bottom > layout.lanes_bottom:
            continue
        on = is_on(look, lane, name)
        if name == "folded" and (lane.folded or live.hover is None or live.hover.toggle != name):
            continue
        if name == "folded":
            painter.fillRect(rectangle(at), colour(look.theme.panel))
        under = live.hover is not None and live.hover.toggle == name
        if name == "locked" and not on:
            painter.fillRect(rectangle(at), colour(look.theme.panel))
        if under:
            rounded(painter, at, colour(look.theme.hover))
        paint_toggle(painter, name, at, on, look)


def _ghost(painter: QPainter, look: Look, box: Box, name: str) -> None:
    painter.setOpacity(0.75)
    rounded(painter, box, colour(look.theme.sel))
    painter.setPen(QPen(colour(look.theme.accline), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rectangle(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setOpacity(1.0)
    text = elided(name, int(box.width - 16))
    words(painter, text, (box.x + 8, box.y + box.height / 2), colour(look.theme.strong), weight=500)


def _tag_at(painter: QPainter, look: Look, text: str, x: float, y: float, layout: Layout) -> None:
    width = text_width(text, 11, 500) + 12
    x = min(max(HEADER_WIDTH + 2, x), layout.width - width - 2)
    rounded(painter, Box(x, y, width, 18), colour(look.theme.acc))
    words(painter, text, (x + 6, y + 9), colour(look.theme.ink), weight=500)


def _guide(painter: QPainter, layout: Layout, look: Look, live: Live) -> None:
    assert live.guide is not None
    x = layout.scale.x_at(live.guide)
    painter.fillRect(QRectF(floor(x), 4, 1.5, layout.lanes_bottom - 4), colour(look.theme.accline))
    if live.guide_words is not None:
        text = elided(shown(live.guide_words), 220, 11, 500)
        _tag_at(painter, look, text, x + 5, 4, layout)


def _note(painter: QPainter, layout: Layout, live: Live) -> None:
    assert live.pointer is not None
    text = live.note
    width = text_width(text, 11, 500) + 12
    x = min(live.pointer[0] + 14, layout.width - width - 2)
    y = max(2.0, live.pointer[1] - 30)
    rounded(painter, Box(x, y, width, 20), colour("#0A0B0C", 0.86))
    words(painter, text, (x + 6, y + 10), colour("#FFFFFF"), weight=500)


def _playhead(painter: QPainter, layout: Layout, look: Look, moment: Time) -> None:
    x = layout.scale.x_at(moment)
    if not HEADER_WIDTH <= x <= layout.width:
        return
    ink = colour(look.theme.strong)
    x = floor(x)  # a whole pixel, or it would be two pale ones
    painter.fillRect(QRectF(x, 14, 1.5, layout.lanes_bottom - 14), ink)
    x += 0.75
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x - _FLAG, 3),
                QPointF(x + _FLAG, 3),
                QPointF(x + _FLAG, 11),
                QPointF(x, 16),
                QPointF(x - _FLAG, 11),
            ]
        )
    )
