"""What lies under the pointer: which clip, and which part of it.

It must never know Qt or what a press on it does.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from studio.edits import number_curve, numbers_of
from studio.model import Clip, Footage, Gap, Keyframes, Project, Span, Time
from studio.ui.timeline.animation_marks import animation_at
from studio.ui.timeline.lanes import Lane, lane_of, row_of
from studio.ui.timeline.layout import HEADER_WIDTH, RULER_HEIGHT, Box, Layout

__all__ = [
    "FADE_RADIUS",
    "KEY_RISE",
    "MARKER_HEIGHT",
    "TRIM_WIDTH",
    "Hit",
    "Part",
    "fade_points",
    "hit",
    "shown_keys",
    "shows_fades",
    "toggle_boxes",
    "toggles_of",
]

TRIM_WIDTH = 8
FADE_RADIUS = 4.5
_FADE_REACH = 9.0
_EDGE_REACH = 6.0
_PLUS_REACH = 12.0
_TOGGLE = 24
_MARKER_REACH = 7.0
_KEY_REACH = 6.0
_RANGE_REACH = 6.0
KEY_RISE = 7
"""How far the middles of keyframes lie above the lower edge of their clip."""
MARKER_HEIGHT = 11
"""How high a marker on the ruler is."""

Part = Literal[
    "nothing",
    "ruler",
    "range_start",
    "range_end",
    "marker",
    "key",
    "header",
    "toggle",
    "lane",
    "body",
    "trim_start",
    "trim_end",
    "fade_in",
    "fade_out",
    "animation_in",
    "animation_out",
    "gap",
    "transition",
    "transition_edge",
    "cut",
    "scroll_bar",
]


@dataclass(frozen=True)
class Hit:
    """The part under the pointer. `id` is that of the clip or gap (for a transition or cut: of the clip coming in);
    `toggle` is `hidden`, `muted`, `locked` or `folded`; `marker` is the id of a marker of the piece;
    `moment` the own time of a keyframe."""

    part: Part
    id: str = ""
    lane: Lane | None = None
    toggle: str = ""
    marker: str = ""
    moment: Time | None = None


def toggles_of(lane: Lane) -> tuple[str, ...]:
    """The switches in a lane's header, from right to left."""
    if lane.kind == "main":
        return ("muted", "hidden", "locked")
    if lane.layer is None:
        return ()
    return ("muted" if lane.kind == "sound" else "hidden", "locked")


def toggle_boxes(layout: Layout, lane: Lane) -> tuple[tuple[str, Box], ...]:
    """The switches in a lane's header and where they can be pressed, 24 × 24 pixels each."""
    header = layout.header_box(lane)
    if lane.folded:
        return (("folded", Box(header.x + 8, header.y, _TOGGLE, header.height)),)
    y = header.y + (header.height - _TOGGLE) / 2
    boxes = [
        (name, Box(header.right - 3 - (number + 1) * _TOGGLE, y, _TOGGLE, _TOGGLE))
        for number, name in enumerate(toggles_of(lane))
    ]
    if lane.layer is not None or lane.kind == "main":
        boxes.append(("folded", Box(header.x + 8, y, _TOGGLE, _TOGGLE)))
    return tuple(boxes)


def fade_points(clip: Clip, box: Box, zoom: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """The middles of the round handles at the ends of the fades, kept clear of the trim handles."""
    window = clip.window
    fade_in = float(clip.fade_in.end - window.start) if clip.fade_in else 0.0
    fade_out = float(window.end - clip.fade_out.start) if clip.fade_out else 0.0
    clear = min(TRIM_WIDTH + FADE_RADIUS + 1, box.width / 2)
    y = box.y + FADE_RADIUS
    left = min(max(box.x + fade_in * zoom, box.x + clear), box.right - clear)
    right = max(min(box.right - fade_out * zoom, box.right - clear), box.x + clear)
    return (left, y), (right, y)


def shown_keys(project: Project, clip: Clip) -> list[Time]:
    """The own times inside the clip's window at which any of its numbers has a key, in order."""
    curves = (number_curve(project, clip, name) for name in numbers_of(clip))
    times = {key.time for curve in curves if isinstance(curve, Keyframes) for key in curve.keys}
    return sorted(time for time in times if time in clip.window)


def hit(layout: Layout, x: float, y: float, selection: Collection[str] = (), span: Span | None = None) -> Hit:
    """What lies at (x, y) of the widget; keyframes are there to be hit on the clips of `selection`, which show them,
    the ends of the range on the ruler where `span` is the one that is set."""
    found = _hit(layout, x, y)
    if found.part == "ruler" and span is not None:
        return Hit(_range_at(layout, span, x))
    thin = found.lane is not None and found.lane.folded
    if found.id in selection and found.part in ("body", "trim_start", "trim_end") and not thin:
        moment = _key_at(layout, found.id, x, y)
        if moment is not None:
            return Hit("key", found.id, found.lane, moment=moment)
    return found


def _range_at(layout: Layout, span: Span, x: float) -> Part:
    """The end of the range under `x`, outside of it where both are near; otherwise the ruler."""
    start, end = layout.scale.x_at(span.start), layout.scale.x_at(span.end)
    reach = min(_RANGE_REACH, max(2.0, (end - start) / 3))
    if start - _RANGE_REACH <= x <= start + reach:
        return "range_start"
    return "range_end" if end - reach <= x <= end + _RANGE_REACH else "ruler"


def _key_at(layout: Layout, clip_id: str, x: float, y: float) -> Time | None:
    clip, box = layout.thing(clip_id), layout.box_of(clip_id)
    if not isinstance(clip, Clip) or box is None or abs(y - box.bottom + KEY_RISE) > _KEY_REACH:
        return None
    zoom, start = layout.scale.zoom, clip.window.start
    near = [(abs(box.x + float(own - start) * zoom - x), own) for own in shown_keys(layout.project, clip)]
    distance, own = min(near, default=(_KEY_REACH + 1, start))
    return own if distance <= _KEY_REACH else None


def _hit(layout: Layout, x: float, y: float) -> Hit:
    if y >= layout.lanes_bottom:
        return Hit("scroll_bar")
    if y < RULER_HEIGHT:
        if x < HEADER_WIDTH:
            return Hit("nothing")
        marker = _marker_at(layout, x) if y >= RULER_HEIGHT - MARKER_HEIGHT - 2 else ""
        return Hit("marker", marker=marker) if marker else Hit("ruler")
    lane = lane_of(layout.lanes, y - RULER_HEIGHT + layout.scroll_y)
    if lane is None:
        return Hit("nothing")
    if x < HEADER_WIDTH:
        name = next((name for name, box in toggle_boxes(layout, lane) if box.holds(x, y)), "")
        return Hit("toggle" if name else "header", lane=lane, toggle=name)
    if lane.kind == "main" and not lane.folded and (special := _cut_hit(layout, lane, x, y)):
        return special
    return _clip_hit(layout, lane, x, y)


def _marker_at(layout: Layout, x: float) -> str:
    """The marker of the piece under `x`, the later one where two are as near."""
    near = [(abs(layout.scale.x_at(marker.time) - x), marker.id) for marker in layout.project.markers]
    distance, name = min(reversed(near), key=lambda pair: pair[0], default=(_MARKER_REACH + 1, ""))
    return name if distance <= _MARKER_REACH else ""


def _cut_hit(layout: Layout, lane: Lane, x: float, y: float) -> Hit | None:
    for shape in layout.transitions():
        box = shape.box
        if box.y <= y < box.bottom and box.x - 3 <= x < box.right + 3:
            edge = min(_EDGE_REACH, box.width / 3)
            at_edge = x < box.x + edge or x >= box.right - edge
            return Hit("transition_edge" if at_edge else "transition", shape.clip.id, lane)
    row, middle = lane.rows[0], layout.y_of(lane) + lane.row_height / 2
    place = row.at(layout.scale.seconds_at(x + _PLUS_REACH))
    if place is None or place == 0 or abs(y - middle) > _PLUS_REACH:
        return None
    cut = layout.scale.x_at(row.starts[place]) - 1
    after, before = row.clip(place), row.clip(place - 1)
    wide = min(row.ends[place] - row.starts[place], row.ends[place - 1] - row.starts[place - 1]) * layout.scale.zoom
    plain = isinstance(after, Clip) and isinstance(before, Clip) and after.enter is None
    return Hit("cut", after.id, lane) if plain and wide >= 56 and abs(x - cut) <= _PLUS_REACH else None


def _clip_hit(layout: Layout, lane: Lane, x: float, y: float) -> Hit:
    if not lane.rows:
        return Hit("lane", lane=lane)
    row = lane.rows[row_of(lane, y - RULER_HEIGHT + layout.scroll_y)]
    place = row.at(layout.scale.seconds_at(x))
    if place is None:
        return Hit("lane", lane=lane)
    clip = row.clip(place)
    if isinstance(clip, Gap):
        return Hit("gap", clip.id, lane)
    if lane.folded:
        return Hit("body", clip.id, lane)
    left, right = layout.scale.x_at(row.starts[place]), layout.scale.x_at(row.ends[place])
    top = layout.y_of(lane, lane.rows.index(row))
    box = Box(left, top, right - left, lane.row_height)
    part: Part = "body"
    handle = min(float(TRIM_WIDTH), box.width / 4)
    if clip.animations and (when := animation_at(layout, clip, box, (x, y))):
        part = "animation_in" if when == "in" else "animation_out"
    elif shows_fades(lane.kind, clip, box) and (fade := _fade_hit(clip, box, layout.scale.zoom, (x, y))):
        part = fade
    elif x < left + handle:
        part = "trim_start"
    elif x >= right - handle:
        part = "trim_end"
    return Hit(part, clip.id, lane)


def shows_fades(kind: str, clip: Clip, box: Box) -> bool:
    """Whether a clip has round handles for its fades."""
    return kind == "sound" and isinstance(clip.content, Footage) and box.width >= 48


def _fade_hit(clip: Clip, box: Box, zoom: float, point: tuple[float, float]) -> Part | None:
    fade_in, fade_out = fade_points(clip, box, zoom)
    for part, (x, y) in (("fade_in", fade_in), ("fade_out", fade_out)):
        if abs(point[0] - x) <= _FADE_REACH and point[1] - y <= _FADE_REACH:
            return "fade_in" if part == "fade_in" else "fade_out"
    return None
