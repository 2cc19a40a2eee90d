"""What holds an item in its place, and what becomes of it when the main track changes.

A pin to a clip always points at a picture the clip shows, so that "the clip under it" and "the clip it
is pinned to" are the same. It must never change a clip's content.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from fractions import Fraction
from math import floor
from typing import Literal

from msgspec.structs import replace

from studio.edits.pieces import called, grain_of, is_sound, rounded
from studio.edits.refused import EditRefused
from studio.model import (
    FLICKS_PER_SECOND,
    ZERO,
    At,
    Clip,
    Item,
    Layer,
    OnClip,
    Pin,
    Project,
    Time,
    item_start,
    main_at,
    main_index,
    main_start,
)
from studio.sentences import say

__all__ = [
    "WhenGone",
    "clamped",
    "followed",
    "handed_over",
    "is_under",
    "on_clip",
    "released",
    "repictured",
    "shifted",
    "sped",
    "standing_after",
    "stayed",
    "taken_over",
    "under",
]

WhenGone = Literal["delete", "stay"]


def under(project: Project, moment: Time, when_gone: WhenGone = "delete") -> Pin:
    """A pin to the picture the main track shows at `moment`, or to that time where it shows none."""
    index = main_at(project, moment)
    clip = project.main[index] if index is not None else None
    if index is None or not isinstance(clip, Clip):
        return At(moment)
    return on_clip(clip, moment - main_start(project, index), when_gone)


def on_clip(clip: Clip, into: Time, when_gone: WhenGone) -> OnClip:
    """A pin to what the clip shows `into` seconds after its beginning."""
    source_time = _whole_flicks((clip.window.start + into) * clip.speed)
    return OnClip(clip.id, max(source_time, clip.played_span.start), when_gone)


def _whole_flicks(source_time: Time) -> Time:
    # Rounded down, so that the frame something was put on is never missed by a hair.
    return Fraction(floor(source_time * FLICKS_PER_SECOND), FLICKS_PER_SECOND)


def is_under(clip: Clip, pin: OnClip) -> bool:
    """Whether the clip shows the picture it is pinned to."""
    return pin.source_time in clip.played_span


def shifted(project: Project, pin: Pin, start: Time, by: Time) -> Pin:
    """The pin of something that began at `start` and begins `by` later, on whatever clip lies there then."""
    if isinstance(pin, At):
        return replace(pin, time=pin.time + by)
    clip = _holder(project, pin)
    moved = replace(pin, source_time=pin.source_time + by * clip.speed)
    return moved if is_under(clip, moved) else under(project, start + by, pin.when_gone)


def _holder(project: Project, pin: OnClip) -> Clip:
    clip = project.main[main_index(project)[pin.clip]]
    assert isinstance(clip, Clip)
    return clip


def handed_over(project: Project, left: Clip, right: Clip) -> Project:
    """The project with the items of `left` that now stand over `right` pinned to that."""
    border = right.played_span.start

    def hand(_layer: Layer, item: Item, pin: OnClip) -> Item:
        return replace(item, pin=replace(pin, clip=right.id)) if pin.source_time >= border else item

    return _each_pinned(project, left.id, hand)


def taken_over(project: Project, left: Clip, right_id: str) -> Project:
    """The project with the items of clip `right_id`, which became the rest of `left`, pinned to that."""
    return _each_pinned(project, right_id, lambda _layer, item, pin: replace(item, pin=replace(pin, clip=left.id)))


def stayed(before: Project, after: Project, clip_ids: Collection[str]) -> Project:
    """`after` with the items pinned to those clips at the times they had in `before`, on what lies there now."""

    def stay(layer: Layer, item: Item, pin: OnClip) -> Item:
        start = item_start(before, item)
        held = main_index(after).get(pin.clip)
        holder = after.main[held] if held is not None else None
        if isinstance(holder, Clip) and is_under(holder, pin) and item_start(after, item) == start:
            return item
        grain = grain_of(before, sound=is_sound(layer))
        return replace(item, pin=under(after, max(ZERO, rounded(start, grain)), pin.when_gone))

    for clip_id in clip_ids:
        after = _each_pinned(after, clip_id, stay)
    return after


def standing_after(project: Project, clip_id: str, border: Time) -> Project:
    """The project with the items of the clip that begin at `border` or later pinned to what lies there.

    A pin is rounded down to a flick, so that one at the very end of a clip points at its last moment.
    """

    def hand(layer: Layer, item: Item, pin: OnClip) -> Item:
        start = rounded(item_start(project, item), grain_of(project, sound=is_sound(layer)))
        return replace(item, pin=under(project, start, pin.when_gone)) if start >= border else item

    return _each_pinned(project, clip_id, hand)


def clamped(project: Project, clip: Clip) -> Project:
    """The project with the items of the clip that lost their picture pinned to the nearest one it still shows."""

    def clamp(_layer: Layer, item: Item, pin: OnClip) -> Item:
        return item if is_under(clip, pin) else replace(item, pin=_nearest_shown(project, clip, pin))

    return _each_pinned(project, clip.id, clamp)


def sped(project: Project, clip: Clip) -> Project:
    """The project with the items of a clip whose speed changed on their pictures, in whole flicks of its source.

    Splits and trims of items add frames at the clip's speed to their pins; rounding them here, once for each
    speed, keeps the fractions small.
    """

    def settle(_layer: Layer, item: Item, pin: OnClip) -> Item:
        whole = replace(pin, source_time=max(_whole_flicks(pin.source_time), clip.played_span.start))
        whole = whole if is_under(clip, whole) else _nearest_shown(project, clip, whole)
        return item if whole == pin else replace(item, pin=whole)

    return _each_pinned(project, clip.id, settle)


def repictured(project: Project, clip: Clip, played: Callable[[Time], Time]) -> Project:
    """The project with each item of a clip that got another time map at `played` of its time: on its picture."""

    def settle(_layer: Layer, item: Item, pin: OnClip) -> Item:
        moved = replace(pin, source_time=max(_whole_flicks(played(pin.source_time)), clip.played_span.start))
        return replace(item, pin=moved if is_under(clip, moved) else _nearest_shown(project, clip, moved))

    return _each_pinned(project, clip.id, settle)


def _nearest_shown(project: Project, clip: Clip, pin: OnClip) -> OnClip:
    shown = clip.played_span
    last = shown.end - clip.speed / project.rate
    return replace(pin, source_time=max(shown.start, min(pin.source_time, last)))


def released(project: Project, clip: Clip) -> Project:
    """The project with the items of the clip gone or standing by themselves, as each one's pin says.

    Refused when one of them lies on a locked layer.
    """

    def release(layer: Layer, item: Item, pin: OnClip) -> Item | None:
        _need_unlocked(project, layer, clip)
        if pin.when_gone == "delete":
            return None
        grain = grain_of(project, sound=is_sound(layer))
        return replace(item, pin=At(max(ZERO, rounded(item_start(project, item), grain))))

    return _each_pinned(project, clip.id, release)


def followed(before: Project, after: Project, clip: Clip, moved_by: Time) -> Project:
    """`after`, where the clip left the main track for a layer and begins `moved_by` later than in `before`.

    Its items go with the picture, onto whatever lies there now. Refused when one lies on a locked layer.
    """

    def follow(layer: Layer, item: Item, pin: OnClip) -> Item:
        _need_unlocked(before, layer, clip)
        grain = grain_of(before, sound=is_sound(layer))
        start = item_start(before, item) + moved_by
        return replace(item, pin=under(after, max(ZERO, rounded(start, grain)), pin.when_gone))

    return _each_pinned(after, clip.id, follow)


def _need_unlocked(project: Project, layer: Layer, clip: Clip) -> None:
    if layer.locked:
        raise EditRefused(
            say(
                "Something on the locked layer “{layer}” is pinned to “{clip}”. Unlock it first.",
                layer=layer.name or layer.id,
                clip=called(project, clip),
            )
        )


def _each_pinned(project: Project, clip_id: str, change: Callable[[Layer, Item, OnClip], Item | None]) -> Project:
    """The project with every item pinned to the clip passed through `change` (None takes it away)."""

    def changed(layer: Layer) -> Layer:
        pinned = [
            (index, item, item.pin)
            for index, item in enumerate(layer.items)
            if isinstance(item.pin, OnClip) and item.pin.clip == clip_id
        ]
        items: list[Item | None] = list(layer.items)
        for index, item, pin in pinned:
            items[index] = change(layer, item, pin)
        if all(items[index] is item for index, item, _pin in pinned):
            return layer
        return replace(layer, items=tuple(item for item in items if item is not None))

    layers = tuple(changed(layer) for layer in project.layers)
    sounds = tuple(changed(layer) for layer in project.sounds)
    if all(a is b for a, b in zip((*layers, *sounds), (*project.layers, *project.sounds), strict=True)):
        return project
    return replace(project, layers=layers, sounds=sounds)
