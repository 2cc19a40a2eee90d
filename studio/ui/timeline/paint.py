"""All of the timeline that stays while the playhead moves: headers, lanes, clips, ruler.

It is painted into a picture that is kept. It must never change anything, decode anything, or look at what is off
the screen.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from studio.model import Clip, Gap, Span
from studio.sentences import say
from studio.ui.timeline.hits import toggle_boxes
from studio.ui.timeline.lanes import Lane
from studio.ui.timeline.layout import (
    HEADER_WIDTH,
    LEAD,
    RULER_HEIGHT,
    Box,
    ClipShape,
    Layout,
    RunShape,
    TransitionShape,
)
from studio.ui.timeline.names import drawn_as
from studio.ui.timeline.paint_clips import ClipPainter, Look, Pictures, kind_colours
from studio.ui.timeline.paint_marks import paint_clip_marks, paint_missing, paint_ruler_markers
from studio.ui.timeline.scale import ruler_ticks
from studio.ui.timeline.strokes import colour, elided, mark, mixed, rectangle, rounded, text_width, words
from studio.ui.words import shown

__all__ = ["is_on", "paint_still", "paint_toggle", "scroll_thumb"]

_LANE_ICONS = {"text": "text", "overlay": "overlay", "look": "looks", "main": "media", "sound": "audio"}


def paint_still(painter: QPainter, layout: Layout, look: Look, pictures: Pictures, span: Span | None = None) -> None:
    """Everything that stays while the playhead moves."""
    theme = look.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, layout.width, layout.height), colour(theme.panel))
    painter.save()
    painter.setClipRect(QRectF(0, RULER_HEIGHT, layout.width, layout.lanes_bottom - RULER_HEIGHT))
    empty = not look.project.main and not any(lane.layer and lane.layer.items for lane in layout.lanes)
    for lane in layout.visible_lanes():
        painter.fillRect(rectangle(layout.lane_box(lane)), colour(theme.lane))
        _header(painter, layout, lane, look)
    painter.setClipRect(
        QRectF(HEADER_WIDTH, RULER_HEIGHT, layout.width - HEADER_WIDTH, layout.lanes_bottom - RULER_HEIGHT)
    )
    if span is not None:
        _outside_range(painter, layout, look, span)
    clips = ClipPainter(painter, look, pictures, layout.scale.zoom)
    for lane in layout.visible_lanes():
        _lane(painter, layout, lane, look, clips)
    if empty:
        _empty(painter, layout, look)
    painter.restore()
    _ruler(painter, layout, look, span)
    _scroll_bar(painter, layout, look)


def _header(painter: QPainter, layout: Layout, lane: Lane, look: Look) -> None:
    theme = look.theme
    box = layout.header_box(lane)
    middle = box.y + box.height / 2
    faint = lane.layer is None and lane.kind != "main"
    ink = theme.strong if lane.kind == "main" else theme.dis if faint else theme.muted
    mark(painter, "right" if lane.folded else _LANE_ICONS[lane.kind], ink, (20, middle), 16)
    if lane.folded:
        words(painter, elided(shown(lane.name), 60), (34, middle), colour(theme.muted))
        return
    toggles = toggle_boxes(layout, lane)
    shown_toggles = [(name, at, is_on(look, lane, name)) for name, at in toggles if name != "folded"]
    right = box.right - 6
    for name, at, on in shown_toggles:
        if name != "locked" or on:
            right = min(right, at.x)
            paint_toggle(painter, name, at, on, look)
    name = elided(shown(lane.name), int(right - 34))
    words(painter, name, (34, middle), colour(ink))


def paint_toggle(painter: QPainter, name: str, at: Box, on: bool, look: Look) -> None:
    """A switch of a header: its icon says whether it is on."""
    drawing = {
        "hidden": ("eye", "hide"),
        "muted": ("volume", "muted"),
        "locked": ("unlock", "lock"),
        "folded": ("down", "right"),
    }[name][on]
    ink = look.theme.accline if on and name != "locked" else look.theme.muted
    mark(painter, drawing, look.theme.strong if on else ink, (at.x + at.width / 2, at.y + at.height / 2), 16)


def is_on(look: Look, lane: Lane, name: str) -> bool:
    """Whether a switch of a header is on."""
    if name == "folded":
        return lane.folded
    return bool(getattr(lane.layer if lane.layer is not None else look.project.main_state, name))


def _lane(painter: QPainter, layout: Layout, lane: Lane, look: Look, clips: ClipPainter) -> None:
    chosen: list[Box] = []
    for shape in layout.shapes(lane):
        if isinstance(shape, RunShape):
            _run(painter, shape, look)
        elif isinstance(shape.clip, Gap):
            _gap(painter, shape, look)
        elif lane.folded:
            clips.paint_thin(shape)
        else:
            clips.paint(shape)
            if shape.clip.id not in look.dragged:
                paint_clip_marks(painter, layout, shape.clip, shape.box, look)
        if isinstance(shape, ClipShape) and shape.clip.id in look.selection and shape.clip.id not in look.dragged:
            chosen.append(shape.box)
    for box in chosen:
        _frame(painter, box, look)
    if lane.kind == "main" and not lane.folded:
        for transition in layout.transitions():
            if transition.clip.id not in look.dragged:
                _transition(painter, transition, look)
                paint_missing(painter, layout.project, transition, layout.scale.zoom)


def _run(painter: QPainter, shape: RunShape, look: Look) -> None:
    first = shape.row.clip(shape.first)
    drawn = drawn_as(look.project, first, shape.kind) if isinstance(first, Clip) else "video"
    kind = kind_colours(look.theme, drawn)
    chosen = bool(look.selection) and _any_chosen(shape, look.selection)
    edge = look.theme.accline if chosen else kind.edge
    painter.fillRect(rectangle(shape.box), colour(mixed(kind.fill, edge, 0.3)))
    painter.fillRect(QRectF(shape.box.x, shape.box.y, shape.box.width, 2), colour(edge))


def _any_chosen(shape: RunShape, selection: frozenset[str]) -> bool:
    return any(shape.row.clip(place).id in selection for place in range(shape.first, shape.last + 1))


def _gap(painter: QPainter, shape: ClipShape, look: Look) -> None:
    if shape.box.width < 6:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(look.theme.line2), 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rectangle(shape.box).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
    text = elided(shown(say("Gap")), int(shape.box.width - 12))
    middle = shape.box.x + shape.box.width / 2
    words(painter, text, (middle - text_width(text) / 2, shape.box.y + shape.box.height / 2), colour(look.theme.muted))


def _transition(painter: QPainter, shape: TransitionShape, look: Look) -> None:
    box = shape.box
    painter.setPen(QPen(colour(look.theme.ctl), 1))
    painter.setBrush(colour("#F5F6F7", 0.95))
    painter.drawRoundedRect(rectangle(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if box.width < 18:
        return
    x, y = box.x + box.width / 2, box.y + box.height / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("#101215"))
    for side in (-1, 1):
        painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x + 7 * side, y - 5), QPointF(x + 7 * side, y + 5)]))


def _frame(painter: QPainter, box: Box, look: Look) -> None:
    """The frame and the trim handles of a selected clip."""
    theme = look.theme
    lime = colour(theme.accline)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(lime)
    if box.width >= 28:
        for x in (box.x - 1, box.right - 7):
            painter.drawRoundedRect(QRectF(x, box.y, 8, box.height), 3, 3)
            bar = min(12.0, box.height - 10)
            painter.fillRect(
                QRectF(x + 3, box.y + (box.height - bar) / 2, 2, bar),
                colour(theme.ink if theme.name == "dark" else theme.panel),
            )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(lime, 2))
    painter.drawRoundedRect(rectangle(box).adjusted(0, 1, 0, -1), 4, 4)


def _outside_range(painter: QPainter, layout: Layout, look: Look, span: Span) -> None:
    left, right = layout.scale.x_at(span.start), layout.scale.x_at(span.end)
    height = layout.lanes_bottom - RULER_HEIGHT
    shade = colour(look.theme.win, 0.5)
    painter.fillRect(QRectF(HEADER_WIDTH, RULER_HEIGHT, max(0.0, left - HEADER_WIDTH), height), shade)
    painter.fillRect(QRectF(right, RULER_HEIGHT, max(0.0, layout.width - right), height), shade)
    painter.setPen(QPen(colour(look.theme.accline, 0.6), 1))
    painter.drawLines([QLineF(x, RULER_HEIGHT, x, layout.lanes_bottom) for x in (left, right)])


def _ruler(painter: QPainter, layout: Layout, look: Look, span: Span | None) -> None:
    theme = look.theme
    painter.save()
    painter.setClipRect(QRectF(HEADER_WIDTH, 0, layout.width - HEADER_WIDTH, RULER_HEIGHT))
    painter.fillRect(QRectF(HEADER_WIDTH, 0, layout.width - HEADER_WIDTH, RULER_HEIGHT), colour(theme.panel))
    if span is not None:
        left, right = layout.scale.x_at(span.start), layout.scale.x_at(span.end)
        painter.fillRect(QRectF(left, 0, right - left, RULER_HEIGHT - 9), colour(theme.accline, 0.16))
        for x, inward in ((left, 1), (right, -1)):
            painter.fillRect(QRectF(min(x, x + 2 * inward), 0, 2, RULER_HEIGHT - 9), colour(theme.accline))
            # The tab one takes hold of.
            rounded(painter, Box(min(x, x + 6 * inward), 0, 6, 9), colour(theme.accline), 2)
    ticks = ruler_ticks(layout.scale, look.project.rate, HEADER_WIDTH - 60, layout.width)
    foot = RULER_HEIGHT - 9
    painter.setPen(QPen(colour(theme.line2), 1))
    painter.drawLines([QLineF(t.x, foot - (8 if t.label else 4), t.x, foot) for t in ticks])
    for tick in ticks:
        if tick.label:
            words(painter, tick.label, (tick.x + 4, 11), colour(theme.muted))
    painter.setClipRect(QRectF(HEADER_WIDTH, 0, layout.width - HEADER_WIDTH, layout.lanes_bottom))
    paint_ruler_markers(painter, layout, look)
    painter.restore()


def scroll_thumb(layout: Layout) -> Box | None:
    """The part of the scroll bar that is dragged, or None when everything is to be seen."""
    if layout.most_scroll <= 0:
        return None
    track = layout.width - HEADER_WIDTH - LEAD - 8
    part = layout.room / layout.content_width
    width = max(32.0, track * part)
    x = HEADER_WIDTH + LEAD + (track - width) * layout.scale.scroll / layout.most_scroll
    return Box(min(x, HEADER_WIDTH + LEAD + track - width), layout.height - 8, width, 4)


def _scroll_bar(painter: QPainter, layout: Layout, look: Look) -> None:
    painter.fillRect(
        QRectF(0, layout.lanes_bottom, layout.width, layout.height - layout.lanes_bottom), colour(look.theme.panel)
    )
    thumb = scroll_thumb(layout)
    if thumb is not None:
        rounded(painter, thumb, colour(look.theme.line2), 2)
    if layout.most_scroll_y > 0:
        room = layout.lanes_bottom - RULER_HEIGHT
        height = max(16.0, room * room / (room + layout.most_scroll_y))
        y = RULER_HEIGHT + (room - height) * layout.scroll_y / layout.most_scroll_y
        rounded(painter, Box(layout.width - 5, y, 3, height), colour(look.theme.line2), 1.5)


def _empty(painter: QPainter, layout: Layout, look: Look) -> None:
    theme = look.theme
    main = layout.lane("main")
    assert main is not None
    lane = layout.lane_box(main)
    box = Box(HEADER_WIDTH + LEAD, lane.y + 1, layout.width - HEADER_WIDTH - 2 * LEAD, lane.height - 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(theme.line2), 1.5, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rectangle(box), 6, 6)
    text = elided(shown(say("Drop videos here or press Ctrl+I")), int(box.width - 60), 13)
    width = text_width(text, 13) + 44
    x, y = box.x + (box.width - width) / 2, box.y + box.height / 2
    mark(painter, "import", theme.muted, (x + 16, y), 32 if box.height > 44 else 20)
    words(painter, text, (x + 44, y), colour(theme.text), size=13)
