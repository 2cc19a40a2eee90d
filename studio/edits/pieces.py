"""Finding the clip, layer or file an edit is about, and putting a changed one back.

The only place that knows how pieces are nested. It must never decide what an edit means.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from studio.edits.main_track import need_open_main
from studio.edits.refused import EditRefused
from studio.model import (
    FLICKS_PER_SECOND,
    SAMPLE_RATE,
    ZERO,
    Adjustment,
    Asset,
    Clip,
    Compound,
    Content,
    Footage,
    Found,
    Item,
    Layer,
    Project,
    Rate,
    Solid,
    Span,
    Sticker,
    Time,
    Title,
    find,
    floor_frame,
    is_heard,
    is_seen,
    is_sourced,
    item_index,
    main_index,
    material_of,
    nearest_frame,
)
from studio.sentences import say

__all__ = [
    "called",
    "conformed",
    "earliest_own",
    "grain_of",
    "has_sound",
    "is_sound",
    "longest_window",
    "need_fresh",
    "put_back",
    "rounded",
    "seen_clip",
    "the_clip",
    "the_layer",
    "unlocked",
    "with_item",
    "with_items",
    "with_layer",
    "without_item",
]


def seen_clip(project: Project, clip_id: str) -> Found:
    """The clip and where it stands, to be looked at alone, locked or not. Refused when there is none."""
    found = find(project, clip_id)
    if found is None:
        if clip_id in main_index(project):
            raise EditRefused(say("There is only a gap there, no clip."))
        raise EditRefused(say("There is no clip “{id}” any more.", id=clip_id))
    return found


def the_clip(project: Project, clip_id: str) -> Found:
    """The clip and where it stands, to be changed. Refused when there is none, or when what it lies on is locked."""
    found = seen_clip(project, clip_id)
    if found.layer is not None:
        unlocked(found.layer)
    else:
        need_open_main(project)
    return found


def the_layer(project: Project, layer_id: str) -> Layer:
    """The layer with that id. Refused when there is none."""
    for layer in (*project.layers, *project.sounds):
        if layer.id == layer_id:
            return layer
    raise EditRefused(say("There is no layer “{id}” any more.", id=layer_id))


def unlocked(layer: Layer) -> Layer:
    """The layer itself. Refused when it is locked."""
    if layer.locked:
        raise EditRefused(say("Layer “{name}” is locked. Unlock it first.", name=layer.name or layer.id))
    return layer


def need_fresh(project: Project, new_id: str) -> None:
    """Refused when something of the project already has the id."""
    layers = (*project.layers, *project.sounds)
    if (
        not new_id
        or new_id == "main"
        or new_id in main_index(project)
        or any(layer.id == new_id or new_id in item_index(layer) for layer in layers)
        or project.asset(new_id) is not None
    ):
        raise EditRefused(say("The id “{id}” is taken already.", id=new_id))


def called(project: Project, clip: Clip) -> str:
    """The clip's name in sentences for people."""
    if clip.name:
        return clip.name
    match clip.content:
        case Footage(asset=asset_id):
            asset = project.asset(asset_id)
            return asset.name if asset is not None else asset_id
        case Title(text=text) if text.strip():
            line = " ".join(text.split())
            return line if len(line) <= 24 else line[:23] + "…"
        case Title():
            return say("Text")
        case Solid():
            return say("Colour")
        case Sticker():
            return say("Sticker")
        case Adjustment():
            return say("Look")
        case Compound():
            return say("Compound")
        case _:
            return clip.id


def has_sound(project: Project, clip: Clip) -> bool:
    """Whether there is something to hear in the clip."""
    return is_heard(project, clip.content)


def is_sound(layer: Layer | None) -> bool:
    """Whether it is a layer of sound; the main track (None) is not."""
    return layer is not None and layer.kind == "sound"


def grain_of(project: Project, *, sound: bool) -> Rate:
    """How many steps a second positions and lengths have: samples for sound, frames for pictures."""
    return Rate(SAMPLE_RATE) if sound else project.rate


def rounded(moment: Time, grain: Rate) -> Time:
    """`moment` moved to the nearest whole step of `grain`; halves go up."""
    return nearest_frame(moment, grain) / grain


def longest_window(project: Project, clip: Clip, grain: Rate) -> Time | None:
    """How long the clip's window may get from where it starts: whole steps inside its source; None: no limit."""
    if not is_sourced(project, clip):
        return None
    limit = _material(project, clip.content)
    if clip.time_map is not None:
        # Played times are whole flicks there: one more, so that a last frame is not lost by a hair.
        limit = clip.time_map.played_at(ZERO if clip.time_map.backwards else limit) + Time(1, FLICKS_PER_SECOND)
    return max(0, floor_frame(limit / clip.speed - clip.window.start, grain)) / grain


def earliest_own(project: Project, clip: Clip) -> Time:
    """The first own time at which the source of a clip that plays in time has a picture or sound."""
    if clip.time_map is None:
        return ZERO
    first = _material(project, clip.content) if clip.time_map.backwards else ZERO
    played, backwards = clip.time_map.played_at(first), clip.time_map.backwards
    # Played times are whole flicks: the next one where that moment lies before the first picture by less than one.
    before = first - clip.time_map.source_at(played)
    outside = before < 0 if backwards else before > 0
    return (played + Time(1, FLICKS_PER_SECOND) * outside) / clip.speed


def conformed(project: Project, clip: Clip, *, sound: bool) -> Clip:
    """The clip as it may lie there: a length in whole steps, inside its source, with content that belongs there.

    Refused when the file is not part of the project, or there is nothing to see or to hear in it.
    """
    if isinstance(clip.content, Footage):
        asset = _asset_of(project, clip.content)
        if asset.kind == "lut":
            raise EditRefused(
                say("“{name}” is a LUT: put the effect “LUT” on a clip and choose it there.", name=asset.name)
            )
        if not sound and not asset.has_picture:
            raise EditRefused(say("“{name}” has no picture. Put it on a sound layer.", name=asset.name))
    if isinstance(clip.content, Compound) and not sound and not is_seen(project, clip.content):
        raise EditRefused(say("“{name}” has no picture. Put it on a sound layer.", name=called(project, clip)))
    if sound and not has_sound(project, clip):
        raise EditRefused(say("“{name}” has no sound.", name=called(project, clip)))
    if clip.speed <= 0 or (clip.speed != 1 and not is_sourced(project, clip)):
        raise EditRefused(say("“{name}” cannot have that speed.", name=called(project, clip)))
    if is_sourced(project, clip) and clip.window.start < 0 and clip.source_span.start < 0:
        raise EditRefused(say("“{name}” cannot begin before its first picture.", name=called(project, clip)))
    grain = grain_of(project, sound=sound)
    limit = longest_window(project, clip, grain)
    length = floor_frame(clip.length, grain) / grain if limit is not None else rounded(clip.length, grain)
    length = length if limit is None else min(length, limit)
    if length <= 0:
        raise EditRefused(say("“{name}” is shorter than one frame.", name=called(project, clip)))
    return clip if length == clip.length else replace(clip, window=Span(clip.window.start, length))


def _material(project: Project, content: Content) -> Time:
    return material_of(project, content) if isinstance(content, Compound) else _asset_of(project, content).duration


def _asset_of(project: Project, content: Content) -> Asset:
    assert isinstance(content, Footage)
    asset = project.asset(content.asset)
    if asset is None:
        raise EditRefused(say("The file “{id}” is not part of this project.", id=content.asset))
    return asset


def put_back(project: Project, found: Found, clip: Clip) -> Project:
    """The project with the found clip replaced; its length on the main track must be the same."""
    if found.clip == clip:
        return project
    if found.layer is not None:
        assert found.item is not None
        return with_item(project, found.layer, found.index, replace(found.item, clip=clip))
    main = project.main
    return replace(project, main=(*main[: found.index], clip, *main[found.index + 1 :]))


def with_item(project: Project, layer: Layer, index: int, item: Item) -> Project:
    """The project with item number `index` of the layer replaced."""
    return with_items(project, layer, (*layer.items[:index], item, *layer.items[index + 1 :]))


def with_items(project: Project, layer: Layer, items: tuple[Item, ...]) -> Project:
    """The project with other items on the layer."""
    return with_layer(project, layer.id, lambda old: replace(old, items=items))


def with_layer(project: Project, layer_id: str, change: Callable[[Layer], Layer]) -> Project:
    """The project with one layer passed through `change`; all others stay the very same values."""

    def changed(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        if all(layer.id != layer_id for layer in layers):
            return layers
        return tuple(change(layer) if layer.id == layer_id else layer for layer in layers)

    return replace(project, layers=changed(project.layers), sounds=changed(project.sounds))


def without_item(project: Project, found: Found) -> Project:
    """The project without an item of a layer."""
    assert found.layer is not None
    items = found.layer.items
    return with_items(project, found.layer, (*items[: found.index], *items[found.index + 1 :]))
