"""Keyframe lanes as they look: names, the clip's stretch, lines of the numbers, diamonds, small curves between them.

It must never change anything.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from studio.model import Clip, Found, curve_at, round_to_flick
from studio.sentences import say
from studio.ui.controls.ease_table import ease_line
from studio.ui.theme import theme
from studio.ui.timeline.key_rows import KeyPlace, KeyRow, value_text
from studio.ui.timeline.layout import HEADER_WIDTH
from studio.ui.timeline.strokes import colour, elided, text_width, words
from studio.ui.words import shown

if TYPE_CHECKING:
    from studio.ui.timeline.key_lanes import KeyLanes

__all__ = ["ROW", "ease_box", "paint_key_lanes", "paint_over_keys"]

ROW = 26
"""How high a lane is, in pixels."""
_EASE = 24
_ROOM = 58
_STEP = 4


def ease_box(left: float, right: float, top: float) -> QRectF | None:
    """Where the small curve of the way between two diamonds at `left` and `right` is; None where there is no room."""
    if right - left < _ROOM:
        return None
    return QRectF((left + right - _EASE) / 2, top + 4, _EASE, ROW - 8)


def paint_key_lanes(painter: QPainter, lanes: KeyLanes) -> None:
    """All that stays while the playhead moves, or what to do for some lanes."""
    tokens = theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width, height = lanes.width(), lanes.height()
    painter.fillRect(QRectF(0, 0, width, height), colour(tokens.panel))
    painter.fillRect(QRectF(0, 0, width, 1), colour(tokens.line))
    found, rows = lanes.found(), lanes.rows()
    if found is None or not rows:
        hint = say("Select one clip.") if found is None else say("Set keyframes with the diamonds of the inspector.")
        words(painter, elided(shown(hint), width - 32), (16, height / 2), colour(tokens.muted))
    else:
        for number, row in enumerate(rows[lanes.scrolled :]):
            if number * ROW < height:
                _lane(painter, lanes, found, row, number * ROW)


def paint_over_keys(painter: QPainter, lanes: KeyLanes) -> None:
    """The numbers at the playhead, the playhead, and the ring of the keyboard."""
    tokens, found = theme(), lanes.found()
    if found is not None:
        for number, row in enumerate(lanes.rows()[lanes.scrolled :]):
            now = _now(lanes, found, row)
            words(painter, now, (HEADER_WIDTH - 8 - text_width(now), (number + 0.5) * ROW), colour(tokens.muted))
        _playhead(painter, lanes)
    if lanes.hasFocus():
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour(tokens.accline), 2))
        painter.drawRoundedRect(QRectF(1, 1, lanes.width() - 2, lanes.height() - 2), 4, 4)


def _lane(painter: QPainter, lanes: KeyLanes, found: Found, row: KeyRow, top: float) -> None:
    tokens, middle = theme(), top + ROW / 2
    words(painter, elided(shown(row.name), HEADER_WIDTH - 64), (12, middle), colour(tokens.text))
    painter.save()
    painter.setClipRect(QRectF(HEADER_WIDTH, top, lanes.width() - HEADER_WIDTH, ROW))
    clip = found.clip
    left, right = lanes.x_of(found, clip.window.start), lanes.x_of(found, clip.window.end)
    painter.fillRect(QRectF(HEADER_WIDTH, top + 2, lanes.width(), ROW - 3), colour(tokens.lane))
    painter.fillRect(QRectF(left, top + 2, right - left, ROW - 3), colour(tokens.raised))
    _line(painter, lanes, found, row, top)
    keys = row.curve.keys
    for one, other in pairwise(keys):
        box = ease_box(lanes.x_of(found, one.time), lanes.x_of(found, other.time), top)
        if box is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(tokens.sel))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QPen(colour(tokens.strong), 1.4))
            painter.drawPolyline(ease_line(one.ease, one.bend, box.adjusted(5, 5, -5, -5)))
    for key in keys:
        if clip.window.start <= key.time <= clip.window.end:
            chosen = KeyPlace(row.number, key.time) in lanes.chosen
            _diamond(painter, lanes.x_of(found, key.time), middle, chosen=chosen)
    painter.restore()


def _now(lanes: KeyLanes, found: Found, row: KeyRow) -> str:
    """What the number is at the playhead, where that is over the clip."""
    playhead = lanes.playhead()
    if not found.span.start <= playhead <= found.span.end:
        return ""
    return value_text(row.number, curve_at(row.curve, found.clip.window.start + playhead - found.span.start))


def _line(painter: QPainter, lanes: KeyLanes, found: Found, row: KeyRow, top: float) -> None:
    """The number over the clip, from its least at the foot of the lane to its most at the top."""
    clip: Clip = found.clip
    left = max(float(HEADER_WIDTH), lanes.x_of(found, clip.window.start))
    right = min(float(lanes.width()), lanes.x_of(found, clip.window.end))
    if right <= left:
        return
    rise = row.high - row.low
    points = []
    for step in range(int((right - left) // _STEP) + 2):
        x = min(right, left + step * _STEP)
        own = round_to_flick(clip.window.start + lanes.moment_at(x) - found.span.start)
        part = (curve_at(row.curve, own) - row.low) / rise if rise else 0.5
        points.append(QPointF(x, top + ROW - 6 - min(1.2, max(-0.2, part)) * (ROW - 12)))
    painter.setPen(QPen(colour(theme().accline, 0.55), 1.2))
    painter.drawPolyline(QPolygonF(points))


def _diamond(painter: QPainter, x: float, y: float, *, chosen: bool) -> None:
    tokens = theme()
    painter.setPen(QPen(colour(tokens.ink if tokens.name == "dark" else tokens.panel), 1))
    painter.setBrush(colour(tokens.accline if chosen else tokens.strong))
    size = 6.5 if chosen else 5.5
    painter.drawPolygon(
        QPolygonF([QPointF(x, y - size), QPointF(x + size, y), QPointF(x, y + size), QPointF(x - size, y)])
    )


def _playhead(painter: QPainter, lanes: KeyLanes) -> None:
    x = lanes.playhead_x()
    if HEADER_WIDTH <= x <= lanes.width():
        painter.setPen(QPen(colour(theme().strong), 1.5))
        painter.drawLine(QLineF(x, 0, x, lanes.height()))
