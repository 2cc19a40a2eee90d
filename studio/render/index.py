"""Which items stand at a moment, and which clips are one clip split: answers remembered per tuple.

A run is what one clip became by splitting: clips that follow each other, show one content without a
break and are treated alike. What effects know of time, they know of the run, so that a split changes
nothing. It must never scan a layer for every frame.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from itertools import accumulate
from threading import Lock
from typing import Generic, NamedTuple, TypeVar

from studio.model import (
    Applied,
    Asset,
    Clip,
    Gap,
    Item,
    Layer,
    Project,
    Span,
    Time,
    item_starts,
)

__all__ = [
    "Memory",
    "Run",
    "Same",
    "asset_of",
    "item_run",
    "items_between",
    "joined",
    "main_run",
    "same_effects",
    "same_pace",
]

_REMEMBERED = 32
_GRACE_S = 1e-6
"""Floats only narrow the search; exact times decide."""

T = TypeVar("T")


class Memory(Generic[T]):
    """Answers for the last few tuples, by identity; keeps them alive so that ids stay theirs."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[int, ...], tuple[tuple[object, ...], T]] = OrderedDict()
        self._lock = Lock()

    def get(self, keys: tuple[object, ...], make: Callable[[], T]) -> T:
        """What was made for these very values, made now where it was not."""
        identity = tuple(map(id, keys))
        known = self._known.get(identity)
        if known is not None:
            return known[1]
        made = make()
        with self._lock:
            self._known[identity] = (keys, made)
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return made


class _Standing:
    """The items of a layer in order of their beginnings, for finding those within a stretch of time."""

    def __init__(self, items: tuple[Item, ...], starts: tuple[Time, ...]) -> None:
        self.starts = starts
        rough = [float(start) for start in starts]
        self._order = sorted(range(len(items)), key=rough.__getitem__)
        self._begins = [rough[index] for index in self._order]
        ends = (rough[index] + float(items[index].clip.window.length) for index in self._order)
        self._latest_end = list(accumulate(ends, max))

    def near(self, begin: float, end: float) -> list[int]:
        """The numbers of the items that may touch [begin, end), in the order of the layer."""
        at = bisect_right(self._begins, end + _GRACE_S) - 1
        found = []
        while at >= 0 and self._latest_end[at] > begin - _GRACE_S:
            found.append(self._order[at])
            at -= 1
        return sorted(found)


Same = Callable[[Clip | Gap, Clip | Gap], bool]
"""Whether the second goes on where the first ends."""


class Run(NamedTuple):
    """The first and the last clip of a run of items, and where the run lies on the timeline."""

    first: Clip
    last: Clip
    span: Span

    @property
    def window(self) -> Span:
        """The stretch of own time the whole run shows."""
        return Span(self.first.window.start, self.span.length)


_standing: Memory[_Standing] = Memory()
_assets: Memory[dict[str, Asset]] = Memory()
_item_runs: Memory[dict[str, Run]] = Memory()
_runs: Memory[dict[int, tuple[int, int]]] = Memory()


def asset_of(project: Project, asset_id: str) -> Asset | None:
    """The asset with that id, or None, without going through the list."""
    return _assets.get((project.assets,), lambda: {asset.id: asset for asset in reversed(project.assets)}).get(asset_id)


def items_between(project: Project, layer: Layer, begin: Time, end: Time) -> list[tuple[int, Item, Time]]:
    """The items of the layer that last into [begin, end), lowest first: number, item, and when it starts."""
    if not layer.items:
        return []
    standing = _standing.get(
        (project.main, project.rate, layer.items), lambda: _Standing(layer.items, item_starts(project, layer))
    )
    found = []
    for index in standing.near(float(begin), float(end)):
        item, start = layer.items[index], standing.starts[index]
        if start < end and begin < start + item.clip.window.length:
            found.append((index, item, start))
    return found


def same_effects(one: tuple[Applied, ...], other: tuple[Applied, ...]) -> bool:
    """Whether two stacks do the same, whatever the ids of their entries."""
    return one is other or (
        len(one) == len(other)
        and all(
            a.effect == b.effect and a.version == b.version and a.on == b.on and a.settings == b.settings
            for a, b in zip(one, other, strict=True)
        )
    )


def same_pace(one: Clip, other: Clip) -> bool:
    """Whether own time means the same time of the source in both, and sounds the same."""
    return one.speed == other.speed and one.time_map == other.time_map and one.keep_pitch == other.keep_pitch


def joined(before: Clip | Gap, after: Clip | Gap) -> bool:
    """Whether `after` goes on where `before` ends: same content and speed, no break, same effects, a plain cut.

    The caller knows that they touch on the timeline.
    """
    return (
        isinstance(before, Clip)
        and isinstance(after, Clip)
        and after.enter is None
        and before.window.end == after.window.start
        and same_pace(before, after)
        and before.content == after.content
        and same_effects(before.effects, after.effects)
        and before.animations == after.animations
    )


def main_run(project: Project, index: int, same: Same = joined) -> tuple[int, int]:
    """The first and the last number of the run that thing number `index` of the main track belongs to."""
    main = project.main
    runs = _runs.get((main, same), dict)
    known = runs.get(index)
    if known is None:
        first = last = index
        while first > 0 and same(main[first - 1], main[first]):
            first -= 1
        while last + 1 < len(main) and same(main[last], main[last + 1]):
            last += 1
        known = first, last
        for member in range(first, last + 1):
            runs[member] = known
    return known


def item_run(project: Project, layer: Layer, item: Item, start: Time, same: Same = joined) -> Run:
    """The run that an item of a layer, standing at `start`, belongs to."""
    runs = _item_runs.get((project.main, project.rate, layer.items, same), dict)
    run = runs.get(item.clip.id)
    if run is None:
        run = runs[item.clip.id] = _found_run(project, layer, item, start, same)
    return run


def _found_run(project: Project, layer: Layer, item: Item, start: Time, same: Same) -> Run:
    first = last = item.clip
    begin, end = start, start + item.clip.window.length
    while True:
        near = items_between(project, layer, begin - 1 / project.rate, begin)
        ending = (near_item.clip for _number, near_item, at in near if at + near_item.clip.window.length == begin)
        before = next((clip for clip in ending if same(clip, first)), None)
        if before is None:
            break
        first, begin = before, begin - before.window.length
    while True:
        near = items_between(project, layer, end, end + 1 / project.rate)
        beginning = (near_item.clip for _number, near_item, at in near if at == end)
        after = next((clip for clip in beginning if same(last, clip)), None)
        if after is None:
            break
        last, end = after, end + after.window.length
    return Run(first, last, Span(begin, end - begin))
