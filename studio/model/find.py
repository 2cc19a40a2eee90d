"""Where things are in a project: positions that follow from order and pins.

Answers are remembered by the identity of the tuples asked about (edits share what they do not
change), so asking again costs nothing. It must never change a project.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Literal, NamedTuple, TypeVar

from studio.model.clip import Clip, Compound, Footage, Gap, Item, Layer, OnClip
from studio.model.folder import Folder
from studio.model.marker import Marker
from studio.model.project import Project
from studio.model.time import ZERO, Rate, Span, Time, floor_frame
from studio.model.value import Value

__all__ = [
    "Found",
    "Standing",
    "all_clips",
    "all_markers",
    "duration",
    "find",
    "folder_path",
    "grouped",
    "is_hidden",
    "is_sourced",
    "item_index",
    "item_span",
    "item_start",
    "item_starts",
    "main_at",
    "main_duration",
    "main_frames",
    "main_index",
    "main_span",
    "main_start",
    "marked",
]

_REMEMBERED = 16


T = TypeVar("T")


class Memory(Generic[T]):
    """Remembers the answer for the last few tuples, by identity; keeps them alive so ids stay theirs."""

    def __init__(self, most: int = _REMEMBERED) -> None:
        self._most = most
        self._known: OrderedDict[tuple[int, ...], tuple[tuple[object, ...], T]] = OrderedDict()

    def get(self, keys: tuple[object, ...], make: Callable[[], T]) -> T:
        identity = tuple(id(key) for key in keys)
        known = self._known.get(identity)
        if known is None:
            known = (keys, make())
            self._known[identity] = known
            while len(self._known) > self._most:
                try:
                    self._known.popitem(last=False)
                except KeyError:  # another thread emptied it first
                    break
        return known[1]


_main_frames: Memory[tuple[int, ...]] = Memory()
_main_index: Memory[dict[str, int]] = Memory()
_item_starts: Memory[tuple[Time, ...]] = Memory()
_item_index: Memory[dict[str, int]] = Memory()
_all_markers: Memory[tuple[Standing, ...]] = Memory()


class Found(Value, frozen=True):
    """A clip and where it stands: `layer` is None on the main track; `span` is on the timeline."""

    clip: Clip
    span: Span
    track: Literal["main", "layers", "sounds"]
    index: int
    layer: Layer | None = None
    item: Item | None = None


def main_frames(project: Project) -> tuple[int, ...]:
    """The frame each clip and gap of the main track begins at, and at the end the first frame after the last."""

    def add_up() -> tuple[int, ...]:
        # Whole numbers, because adding fractions costs ten times as much on long timelines.
        up, down = project.rate.numerator, project.rate.denominator
        frame, frames = 0, [0]
        for thing in project.main:
            length = thing.length
            frame += (length.numerator * up) // (length.denominator * down)
            frames.append(frame)
        return tuple(frames)

    return _main_frames.get((project.main, project.rate), add_up)


def main_start(project: Project, index: int) -> Time:
    """When thing number `index` of the main track begins; the number after the last gives the end."""
    return main_frames(project)[index] / project.rate


def main_index(project: Project) -> dict[str, int]:
    """The place in the order of each clip and gap of the main track, by id. Do not write into it."""
    return _main_index.get((project.main,), lambda: {thing.id: i for i, thing in enumerate(project.main)})


def main_duration(project: Project) -> Time:
    """How long the main track is."""
    return main_start(project, -1)


def main_span(project: Project, index: int) -> Span:
    """Where thing number `index` of the main track lies."""
    frames = main_frames(project)
    return Span(frames[index] / project.rate, (frames[index + 1] - frames[index]) / project.rate)


def main_at(project: Project, moment: Time) -> int | None:
    """The number of the clip or gap of the main track shown at `moment`, or None outside it."""
    frames = main_frames(project)
    frame = floor_frame(moment, project.rate)
    return bisect_right(frames, frame) - 1 if 0 <= frame < frames[-1] else None


def is_hidden(project: Project, found: Found) -> bool:
    """Whether what the clip lies on is hidden: its layer, or the main track."""
    return found.layer.hidden if found.layer is not None else project.main_state.hidden


def is_sourced(project: Project, clip: Clip) -> bool:
    """Whether the clip plays a source in time (video, sound, a compound), so that speed and material limits apply.

    A frozen picture does not, nor does an animated picture, which begins anew at its end.
    """
    if clip.time_map is not None and clip.time_map.stands_still:
        return False
    if not isinstance(clip.content, Footage):
        return isinstance(clip.content, Compound)
    asset = project.asset(clip.content.asset)
    return asset is not None and asset.kind != "photo" and not asset.loops


def item_start(project: Project, item: Item) -> Time:
    """When the item begins on the timeline; a pin to a clip that is gone or stands still counts as time 0."""
    if not isinstance(item.pin, OnClip):
        return item.pin.time
    at = main_index(project).get(item.pin.clip)
    return ZERO if at is None else _pinned_start(project.main[at], main_frames(project)[at], project.rate, item.pin)


def _pinned_start(clip: Clip | Gap, frame: int, rate: Rate, pin: OnClip) -> Time:
    """Frame / rate + source time / speed - start of the window, for a clip that begins at `frame`."""
    if not isinstance(clip, Clip) or clip.speed <= 0:
        return ZERO
    # In whole numbers and reduced once, because this is done for every item after every edit.
    source, speed, own = pin.source_time, clip.speed, clip.window.start
    into, into_parts = source.numerator * speed.denominator, source.denominator * speed.numerator
    start, start_parts = frame * rate.denominator, rate.numerator
    skipped, skipped_parts = own.numerator, own.denominator
    whole = start * into_parts * skipped_parts + into * start_parts * skipped_parts
    return Time(whole - skipped * start_parts * into_parts, start_parts * into_parts * skipped_parts)


def item_starts(project: Project, layer: Layer) -> tuple[Time, ...]:
    """When each item of the layer begins on the timeline, as `item_start` says."""

    def resolve() -> tuple[Time, ...]:
        index, frames, main, rate = main_index(project), main_frames(project), project.main, project.rate
        starts = []
        for item in layer.items:
            pin = item.pin
            if isinstance(pin, OnClip):
                at = index.get(pin.clip)
                starts.append(ZERO if at is None else _pinned_start(main[at], frames[at], rate, pin))
            else:
                starts.append(pin.time)
        return tuple(starts)

    return _item_starts.get((project.main, project.rate, layer.items), resolve)


def item_index(layer: Layer) -> dict[str, int]:
    """The place in the stacking order of each item of the layer, by id. Do not write into it."""
    return _item_index.get((layer.items,), lambda: {item.clip.id: i for i, item in enumerate(layer.items)})


def item_span(project: Project, layer: Layer, index: int) -> Span:
    """Where item number `index` of the layer lies on the timeline."""
    return Span(item_starts(project, layer)[index], layer.items[index].clip.length)


def _in_layer(project: Project, layer: Layer, index: int) -> Found:
    item = layer.items[index]
    track: Literal["layers", "sounds"] = "sounds" if layer.kind == "sound" else "layers"
    return Found(item.clip, Span(item_start(project, item), item.clip.length), track, index, layer, item)


def _layer_clips(project: Project) -> Iterator[Found]:
    for layer in (*project.layers, *project.sounds):
        for index in range(len(layer.items)):
            yield _in_layer(project, layer, index)


def all_clips(project: Project) -> Iterator[Found]:
    """Every clip of the project: the main track in order, then the layers, then the sounds."""
    for index, thing in enumerate(project.main):
        if isinstance(thing, Clip):
            yield Found(thing, main_span(project, index), "main", index)
    yield from _layer_clips(project)


def find(project: Project, clip_id: str) -> Found | None:
    """The clip with that id and where it stands, or None. Gaps are not clips: see `main_index`."""
    index = main_index(project).get(clip_id)
    if index is not None:
        thing = project.main[index]
        return Found(thing, main_span(project, index), "main", index) if isinstance(thing, Clip) else None
    for layer in (*project.layers, *project.sounds):
        at = item_index(layer).get(clip_id)
        if at is not None:
            return _in_layer(project, layer, at)
    return None


def marked(found: Found) -> tuple[tuple[Time, Marker], ...]:
    """The markers of the clip that can be seen, with the times of the timeline they stand at."""
    window = found.clip.window
    own = [(found.clip.own_at(marker.time), marker) for marker in found.clip.markers]
    return tuple((found.span.start + time - window.start, marker) for time, marker in own if time in window)


class Standing(NamedTuple):
    """A marker, the time of the timeline it stands at, and the clip it is on (None: on the piece)."""

    time: Time
    marker: Marker
    clip_id: str | None


def all_markers(project: Project) -> tuple[Standing, ...]:
    """Every marker that can be seen, in order of time."""

    def gather() -> tuple[Standing, ...]:
        standing = [Standing(marker.time, marker, None) for marker in project.markers]
        ids = [thing.id for thing in project.main if isinstance(thing, Clip) and thing.markers]
        layers = (*project.layers, *project.sounds)
        ids += [item.clip.id for layer in layers for item in layer.items if item.clip.markers]
        for name in ids:
            found = find(project, name)
            assert found is not None
            standing += [Standing(time, marker, name) for time, marker in marked(found)]
        return tuple(sorted(standing, key=lambda one: one.time))

    return _all_markers.get((project.main, project.layers, project.sounds, project.markers, project.rate), gather)


def grouped(project: Project, ids: Iterable[str]) -> tuple[str, ...]:
    """The ids, and those of all clips that are in a group with one of them, each once."""
    chosen = tuple(dict.fromkeys(ids))
    groups = {found.clip.group for name in chosen if (found := find(project, name)) is not None and found.clip.group}
    if not groups:
        return chosen
    others = (found.clip.id for found in all_clips(project) if found.clip.group in groups)
    return tuple(dict.fromkeys((*chosen, *others)))


def duration(project: Project) -> Time:
    """How long the whole piece is: the last moment anything is seen or heard."""
    ends = [main_duration(project)]
    for layer in (*project.layers, *project.sounds):
        ends += [start + item.clip.length for start, item in zip(item_starts(project, layer), layer.items, strict=True)]
    return max(ends)


def folder_path(project: Project, folder_id: str) -> tuple[Folder, ...]:
    """The folder and those it lies in, the uppermost first; empty for the top and for folders that are gone.

    A way that goes round in a circle ends where it would begin again.
    """
    known = {folder.id: folder for folder in project.folders}
    way: list[Folder] = []
    while (folder := known.pop(folder_id, None)) is not None:
        way.insert(0, folder)
        folder_id = folder.inside
    return tuple(way)
