"""What is where on the timeline: the visible rectangles, and what lies under a point.

Only what is on the screen is ever looked at, so that ten thousand clips cost no more than a hundred.
It must never know Qt; colours and words belong to the painting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from studio.model import Clip, Gap, Item, Layer, Project, Span, Transition, main_index, main_span
from studio.model.find import item_span
from studio.ui.timeline.lanes import Lane, LaneKind, Row, content_height, lanes_of
from studio.ui.timeline.scale import Scale

__all__ = [
    "CLIP_GAP",
    "HEADER_WIDTH",
    "LEAD",
    "RULER_HEIGHT",
    "Box",
    "ClipShape",
    "Layout",
    "RunShape",
    "TransitionShape",
    "make_layout",
]

HEADER_WIDTH = 124
RULER_HEIGHT = 32
LEAD = 12
"""Pixels between the headers and time 0."""
TAIL = 160
"""Pixels one can scroll past the end."""
CLIP_GAP = 2
MERGED_BELOW = 2.0
"""Clips narrower than this are shown as runs."""
LOW_BELOW = 262
"""A widget lower than this has lower lanes."""
TRANSITION_HEIGHT = 24
SCROLL_BAR = 14


class Box(NamedTuple):
    """A rectangle in pixels of the widget."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The first pixel to the right of it."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The first pixel below it."""
        return self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom


class ClipShape(NamedTuple):
    """A clip or gap that is wide enough to be seen by itself."""

    clip: Clip | Gap
    kind: LaneKind
    box: Box
    layer: Layer | None


class RunShape(NamedTuple):
    """Neighbours too narrow to be told apart, as one; `first` and `last` are places in the row."""

    kind: LaneKind
    box: Box
    row: Row
    first: int
    last: int
    layer: Layer | None


class TransitionShape(NamedTuple):
    """A transition's handle on a cut; `clip` is the one that comes in."""

    clip: Clip
    transition: Transition
    box: Box


@dataclass(frozen=True, eq=False)
class Layout:
    """The timeline as it lies on a widget `width` by `height` pixels, scrolled `scroll_y` pixels down."""

    project: Project
    lanes: tuple[Lane, ...]
    scale: Scale
    width: int
    height: int
    scroll_y: float
    duration: float
    low: bool
    folded: frozenset[str] = frozenset()
    stretch: float = 1.0
    _where: dict[str, tuple[Lane, int] | None] = field(default_factory=dict)

    @property
    def lanes_bottom(self) -> int:
        """Where the lanes end and the scroll bar begins."""
        return self.height - SCROLL_BAR

    @property
    def content_width(self) -> float:
        """How wide everything is at this zoom; with room to drop something at the end where it does not fit."""
        wide = self.duration * self.scale.zoom
        return wide + TAIL if wide > self.room else self.room

    @property
    def room(self) -> float:
        """How many pixels of time there are on the screen."""
        return float(self.width - HEADER_WIDTH - LEAD)

    @property
    def most_scroll(self) -> float:
        """How far one can scroll to the right."""
        return max(0.0, self.content_width - self.room)

    @property
    def most_scroll_y(self) -> float:
        """How far one can scroll down."""
        return float(max(0, content_height(self.lanes) - (self.lanes_bottom - RULER_HEIGHT)))

    def y_of(self, lane: Lane, row: int = 0) -> float:
        """Where a row begins on the widget."""
        return RULER_HEIGHT + lane.row_top(row) - self.scroll_y

    def lane_box(self, lane: Lane) -> Box:
        """The whole lane without its header."""
        return Box(HEADER_WIDTH, self.y_of(lane), self.width - HEADER_WIDTH, lane.height)

    def header_box(self, lane: Lane) -> Box:
        """The lane's header."""
        return Box(0, self.y_of(lane), HEADER_WIDTH, lane.height)

    def visible_lanes(self) -> Iterator[Lane]:
        """The lanes that are on the screen."""
        for lane in self.lanes:
            top = self.y_of(lane)
            if top < self.lanes_bottom and top + lane.height > RULER_HEIGHT:
                yield lane

    def lane(self, key: str) -> Lane | None:
        """The lane with that key."""
        return next((lane for lane in self.lanes if lane.key == key), None)

    def shapes(self, lane: Lane) -> Iterator[ClipShape | RunShape]:
        """What is to be seen of a lane, from left to right, row by row."""
        for number, row in enumerate(lane.rows):
            yield from self._row_shapes(lane, number, row)

    def _row_shapes(self, lane: Lane, number: int, row: Row) -> Iterator[ClipShape | RunShape]:
        low = self.scale.seconds_at(HEADER_WIDTH)
        high = self.scale.seconds_at(self.width)
        first = int(np.searchsorted(row.ends, low, side="right"))
        last = int(np.searchsorted(row.starts, high, side="left"))
        if first >= last:
            return
        shift = self.scale.origin - self.scale.scroll
        lefts = row.starts[first:last] * self.scale.zoom + shift
        rights = row.ends[first:last] * self.scale.zoom + shift
        y, height = self.y_of(lane, number), lane.row_height
        narrow = (rights - lefts) < MERGED_BELOW
        # A run ends at every clip wide enough to be seen, and wherever one could see between two.
        breaks = ~narrow[1:] | ~narrow[:-1] | ((lefts[1:] - rights[:-1]) > MERGED_BELOW)
        begins = np.concatenate(([0], np.flatnonzero(breaks) + 1))
        ends = np.concatenate((begins[1:], [last - first]))
        gaps = row.gaps
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            x, right = float(lefts[begin]), float(rights[end - 1])
            if narrow[begin]:
                if not gaps[first + begin : first + end].all():
                    box = Box(x, y, max(1.0, right - x), height)
                    yield RunShape(lane.kind, box, row, first + begin, first + end - 1, lane.layer)
            else:
                box = Box(x, y, right - x - (CLIP_GAP if right - x > 2 * CLIP_GAP else 0), height)
                yield ClipShape(row.clip(first + begin), lane.kind, box, lane.layer)

    def transitions(self) -> Iterator[TransitionShape]:
        """The transitions that are wide enough to be seen."""
        main = self.lane("main")
        if main is None:
            return
        row = main.rows[0]
        low = int(np.searchsorted(row.ends, self.scale.seconds_at(HEADER_WIDTH), side="right"))
        high = int(np.searchsorted(row.starts, self.scale.seconds_at(self.width), side="left")) + 1
        if (high - low) * 2 * MERGED_BELOW > self.width:
            return
        for place in range(max(1, low), min(high, len(row))):
            clip = row.clip(place)
            if isinstance(clip, Clip) and clip.enter is not None:
                width = float(clip.enter.length) * self.scale.zoom
                if width >= 3:
                    yield TransitionShape(clip, clip.enter, self._transition_box(main, row.starts[place], width))

    def _transition_box(self, main: Lane, cut: float, width: float) -> Box:
        y = self.y_of(main) + (main.row_height - TRANSITION_HEIGHT) / 2
        return Box(self.scale.x_at(cut) - CLIP_GAP / 2 - width / 2, y, width, TRANSITION_HEIGHT)

    def where(self, thing_id: str) -> tuple[Lane, int] | None:
        """The lane and row of a clip or gap, or None."""
        if thing_id not in self._where:
            self._where[thing_id] = self._search(thing_id)
        return self._where[thing_id]

    def _search(self, thing_id: str) -> tuple[Lane, int] | None:
        if thing_id in main_index(self.project):
            main = self.lane("main")
            return (main, 0) if main is not None else None
        for lane in self.lanes:
            if lane.layer is None:
                continue
            number = next((i for i, item in enumerate(lane.layer.items) if item.id == thing_id), None)
            if number is not None:
                return lane, next(i for i, row in enumerate(lane.rows) if bool(np.any(row.order == number)))
        return None

    def span_of(self, thing_id: str) -> Span | None:
        """Where a clip or gap lies in time, or None."""
        index = main_index(self.project).get(thing_id)
        if index is not None:
            return main_span(self.project, index)
        found = self.where(thing_id)
        if found is None or found[0].layer is None:
            return None
        layer = found[0].layer
        return item_span(self.project, layer, next(i for i, item in enumerate(layer.items) if item.id == thing_id))

    def thing(self, thing_id: str) -> Clip | Gap | None:
        """The clip or gap with that id, or None."""
        index = main_index(self.project).get(thing_id)
        if index is not None:
            return self.project.main[index]
        found = self.where(thing_id)
        if found is None or found[0].layer is None:
            return None
        item: Item = next(item for item in found[0].layer.items if item.id == thing_id)
        return item.clip

    def box_of(self, thing_id: str) -> Box | None:
        """The rectangle of a clip or gap, on the screen or off it, or None."""
        found, span = self.where(thing_id), self.span_of(thing_id)
        if found is None or span is None:
            return None
        x, width = self.scale.x_at(span.start), float(span.length) * self.scale.zoom
        gap = CLIP_GAP if width > 2 * CLIP_GAP else 0
        return Box(x, self.y_of(found[0], found[1]), max(1.0, width - gap), found[0].row_height)


def make_layout(
    project: Project,
    scale: Scale,
    size: tuple[int, int],
    *,
    scroll_y: float = 0.0,
    low: bool | None = None,
    folded: frozenset[str] = frozenset(),
    stretch: float = 1.0,
) -> Layout:
    """The layout for a widget of `size` (width, height) pixels, lanes `folded` or `stretch` times as high.

    Lanes are `low` where the usual ones do not fit; while something is under the hand it is given, and nothing jumps.
    """
    width, height = size
    usual = lanes_of(project, folded=folded, stretch=stretch)
    if low is None:
        low = height < LOW_BELOW or content_height(usual) > height - SCROLL_BAR - RULER_HEIGHT
    lanes = lanes_of(project, low=True, folded=folded, stretch=stretch) if low else usual
    scale = Scale(scale.zoom, scale.scroll, HEADER_WIDTH + LEAD)
    # In a row nothing overlaps, so that the last to begin is the last to end.
    ends = [float(row.ends[-1]) for lane in lanes for row in lane.rows if len(row)]
    return Layout(project, lanes, scale, width, height, scroll_y, max(ends, default=0.0), low, folded, stretch)
