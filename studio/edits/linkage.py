"""An edit made while items are not taken along by the clips under them.

It must never decide which kinds of items those are: that is a setting of the person.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from msgspec.structs import replace

from studio.edits.pieces import grain_of, is_sound, rounded
from studio.edits.pins import under
from studio.model import ZERO, At, Item, Layer, LayerKind, OnClip, Project, item_starts

__all__ = ["unlinked"]


def unlinked(project: Project, change: Callable[[Project], Project], *, kinds: Collection[LayerKind]) -> Project:
    """What `change` makes of the project while items on layers of these kinds stand at their times.

        T               T
        a b c   ->      b c        (deleting a: T stays, and is pinned to what lies under it then)

    What `change` refuses is refused.
    """
    pinned: dict[str, OnClip] = {}

    def freed(layer: Layer) -> Layer:
        if layer.kind not in kinds or not any(isinstance(item.pin, OnClip) for item in layer.items):
            return layer
        grain = grain_of(project, sound=is_sound(layer))
        items = []
        for item, start in zip(layer.items, item_starts(project, layer), strict=True):
            if isinstance(item.pin, OnClip):
                pinned[item.id] = item.pin
                item = replace(item, pin=At(max(ZERO, rounded(start, grain))))
            items.append(item)
        return replace(layer, items=tuple(items))

    free = _with_layers(project, freed)
    changed = change(free)
    if changed is free:
        return project
    known = {item.id for layer in (*project.layers, *project.sounds) for item in layer.items}

    def held(layer: Layer) -> Layer:
        if layer.kind not in kinds:
            return layer
        return replace(layer, items=tuple(_held(changed, layer, item, pinned, known) for item in layer.items))

    return _with_layers(changed, held) if pinned else changed


def _held(project: Project, layer: Layer, item: Item, pinned: dict[str, OnClip], known: set[str]) -> Item:
    if not isinstance(item.pin, At):
        return item
    old = pinned.get(item.id)
    if old is None and (item.id in known or is_sound(layer)):
        return item
    return replace(item, pin=under(project, item.pin.time, old.when_gone if old is not None else "delete"))


def _with_layers(project: Project, change: Callable[[Layer], Layer]) -> Project:
    layers = tuple(change(layer) for layer in project.layers)
    sounds = tuple(change(layer) for layer in project.sounds)
    if all(new is old for new, old in zip((*layers, *sounds), (*project.layers, *project.sounds), strict=True)):
        return project
    return replace(project, layers=layers, sounds=sounds)
