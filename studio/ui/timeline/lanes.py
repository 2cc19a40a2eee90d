"""The lanes of the timeline: text and overlays above, the main track, sound below, items packed into rows.

What was worked out is kept by the identity of the tuples asked about, so that repainting costs nothing.
It must never know Qt, pixels across, or the zoom.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from studio.model import Clip, Gap, Item, Layer, Project, item_starts, main_frames
from studio.sentences import Sentence, say

__all__ = [
    "LANE_GAP",
    "ROW_GAP",
    "Lane",
    "LaneKind",
    "Row",
    "content_height",
    "lane_of",
    "lanes_of",
    "main_row",
    "packed_rows",
    "row_of",
]

LaneKind = Literal["text", "overlay", "look", "main", "sound"]

LANE_GAP = 4
ROW_GAP = 2
FOLDED = 20
"""How high a folded lane is, at least, in pixels."""

_HEIGHTS: dict[LaneKind, int] = {"text": 26, "overlay": 40, "look": 28, "main": 64, "sound": 52}
_LOW_HEIGHTS: dict[LaneKind, int] = {"text": 24, "overlay": 30, "look": 24, "main": 52, "sound": 36}

Floats = npt.NDArray[np.float64]
T = TypeVar("T")


class _Remembered:
    """Answers by the identity of what was asked about; keeps that alive, so an identity stays its own."""

    def __init__(self, most: int = 64) -> None:
        self._known: OrderedDict[tuple[Any, ...], tuple[tuple[object, ...], Any]] = OrderedDict()
        self._most = most

    def get(self, keys: tuple[object, ...], make: Callable[[], T]) -> T:
        identity = tuple(id(key) for key in keys)
        if identity in self._known:
            self._known.move_to_end(identity)
        else:
            self._known[identity] = (keys, make())
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        answer: T = self._known[identity][1]
        return answer


_main_rows = _Remembered(4)
_packed_rows = _Remembered(64)


@dataclass(frozen=True, eq=False)
class Row:
    """Things that do not overlap, in order of time: `starts` and `ends` in seconds, for looking up only.

    `things[order[i]]` begins at `starts[i]`; `gaps[i]` tells the gaps of the main track.
    """

    things: Sequence[Clip | Gap | Item]
    order: npt.NDArray[np.int64]
    starts: Floats
    ends: Floats
    gaps: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.order)

    def clip(self, place: int) -> Clip | Gap:
        """The clip or gap at place number `place` in order of time."""
        thing = self.things[int(self.order[place])]
        return thing.clip if isinstance(thing, Item) else thing

    def at(self, seconds: float) -> int | None:
        """The place of what lies at `seconds`, or None."""
        place = int(np.searchsorted(self.starts, seconds, side="right")) - 1
        return place if place >= 0 and seconds < self.ends[place] else None


@dataclass(frozen=True, eq=False)
class Lane:
    """One lane: `key` is `main`, the layer's id, or `new text`, `new overlay`, `new sound` where no layer is yet.

    `top` and `height` are pixels below the ruler.
    """

    key: str
    kind: LaneKind
    layer: Layer | None
    top: int
    row_height: int
    rows: tuple[Row, ...]
    folded: bool = False

    @property
    def height(self) -> int:
        """All rows together."""
        count = max(1, len(self.rows))
        height = count * self.row_height + (count - 1) * ROW_GAP
        return max(FOLDED, height) if self.folded else height

    @property
    def bottom(self) -> int:
        """The first pixel below."""
        return self.top + self.height

    def row_top(self, row: int) -> int:
        """Where row number `row` begins."""
        return self.top + row * (self.row_height + ROW_GAP)

    @property
    def name(self) -> Sentence | str:
        """What the header says."""
        if self.layer is not None and self.layer.name:
            return self.layer.name
        match self.kind:
            case "text":
                return say("Text")
            case "overlay":
                return say("Overlay")
            case "look":
                return say("Looks")
            case "sound":
                return say("Sound")
            case _:
                return say("Main")


def main_row(project: Project) -> Row:
    """The main track as a row."""

    def make() -> Row:
        seconds = np.array(main_frames(project), dtype=np.float64) / float(project.rate)
        gaps = np.fromiter((isinstance(thing, Gap) for thing in project.main), np.bool_, len(project.main))
        return Row(project.main, np.arange(len(project.main)), seconds[:-1], seconds[1:], gaps)

    return _main_rows.get((project.main, project.rate), make)


def packed_rows(project: Project, layer: Layer) -> tuple[Row, ...]:
    """The layer's items in as few rows as show every overlap; an item takes the topmost free row."""

    def make() -> tuple[Row, ...]:
        count = len(layer.items)
        starts = np.fromiter(map(float, item_starts(project, layer)), np.float64, count)
        ends = starts + np.fromiter((float(item.clip.window.length) for item in layer.items), np.float64, count)
        order = np.argsort(starts, kind="stable")
        rows = _pack(starts[order], ends[order])
        made = []
        for number in range(int(rows.max()) + 1 if count else 0):
            chosen = order[rows == number]
            made.append(Row(layer.items, chosen, starts[chosen], ends[chosen], np.zeros(len(chosen), np.bool_)))
        return tuple(made)

    return _packed_rows.get((project.main, project.rate, layer.items), make)


def _pack(starts: Floats, ends: Floats) -> npt.NDArray[np.int64]:
    """The row of each interval; `starts` in order. The classic greedy colouring of intervals."""
    rows = np.zeros(len(starts), np.int64)
    if not len(starts) or not np.any(starts[1:] < np.maximum.accumulate(ends)[:-1] - 1e-9):
        return rows
    busy: list[tuple[float, int]] = []
    free: list[int] = []
    most = 0
    for place, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
        while busy and busy[0][0] <= start + 1e-9:
            heappush(free, heappop(busy)[1])
        if free:
            row = heappop(free)
        else:
            row, most = most, most + 1
        rows[place] = row
        heappush(busy, (end, row))
    return rows


def lanes_of(
    project: Project, *, low: bool = False, folded: frozenset[str] = frozenset(), stretch: float = 1.0
) -> tuple[Lane, ...]:
    """All lanes from top to bottom. Text, overlay and sound have a lane before they have a layer.

    Those whose keys are `folded` are thin lines; all others are `stretch` times as high as usual.
    """
    heights = _LOW_HEIGHTS if low else _HEIGHTS
    plan: list[tuple[str, LaneKind, Layer | None, tuple[Row, ...]]] = []
    kinds = {layer.kind for layer in project.layers}
    if "text" not in kinds:
        plan.append(("new text", "text", None, ()))
    plan += [(layer.id, layer.kind, layer, packed_rows(project, layer)) for layer in reversed(project.layers)]
    if "overlay" not in kinds:
        plan.append(("new overlay", "overlay", None, ()))
    plan.append(("main", "main", None, (main_row(project),)))
    plan += [(layer.id, "sound", layer, packed_rows(project, layer)) for layer in project.sounds]
    if not project.sounds:
        plan.append(("new sound", "sound", None, ()))
    lanes, top = [], 0
    for key, kind, layer, rows in plan:
        thin = key in folded
        height = max(3, FOLDED // max(1, len(rows)) - ROW_GAP) if thin else max(16, round(heights[kind] * stretch))
        lane = Lane(key, kind, layer, top, height, rows, thin)
        lanes.append(lane)
        top = lane.bottom + LANE_GAP
    return tuple(lanes)


def content_height(lanes: Sequence[Lane]) -> int:
    """How high all lanes are together."""
    return lanes[-1].bottom if lanes else 0


def lane_of(lanes: Sequence[Lane], y: float) -> Lane | None:
    """The lane at `y` pixels below the ruler; the space between two lanes belongs to the upper one."""
    return next((lane for lane in lanes if lane.top <= y < lane.bottom + LANE_GAP), None)


def row_of(lane: Lane, y: float) -> int:
    """The number of the row of `lane` at `y` pixels below the ruler."""
    return min(max(0, int((y - lane.top) // (lane.row_height + ROW_GAP))), max(0, len(lane.rows) - 1))
