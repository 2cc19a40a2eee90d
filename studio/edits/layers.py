"""Layers, the items on them, and what holds the items in place.

In the drawings `T` is an item above the main track, and `:` the pin to the clip below it.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits.pieces import (
    called,
    conformed,
    grain_of,
    is_sound,
    need_fresh,
    rounded,
    the_clip,
    the_layer,
    unlocked,
    with_item,
    with_items,
    with_layer,
)
from studio.edits.pins import WhenGone, on_clip, under
from studio.edits.refused import EditRefused
from studio.model import (
    ZERO,
    At,
    Clip,
    Item,
    Layer,
    LayerKind,
    OnClip,
    Pin,
    Project,
    Time,
    TrackState,
    main_at,
    main_index,
    main_span,
)
from studio.sentences import say

__all__ = ["add_item", "add_layer", "add_on_layer", "landed", "pin", "remove_layer", "set_layer", "stacked"]


def add_layer(project: Project, layer: Layer) -> Project:
    """The project with one more, empty layer: of pictures above all others, of sound below all others."""
    need_fresh(project, layer.id)
    assert not layer.items, "items are put on a layer one by one, with add_item"
    if layer.kind == "sound":
        return replace(project, sounds=(*project.sounds, layer))
    return replace(project, layers=(*project.layers, layer))


def remove_layer(project: Project, layer_id: str) -> Project:
    """The project without the layer and everything on it. Nothing else moves.

    Refused when it is locked, and for the main track.
    """
    if layer_id == "main":
        raise EditRefused(say("A project always has its main track."))
    unlocked(the_layer(project, layer_id))
    return replace(
        project,
        layers=tuple(layer for layer in project.layers if layer.id != layer_id),
        sounds=tuple(layer for layer in project.sounds if layer.id != layer_id),
    )


def set_layer(
    project: Project,
    layer_id: str,
    *,
    hidden: bool | None = None,
    muted: bool | None = None,
    locked: bool | None = None,
    name: str | None = None,
) -> Project:
    """The project with the layer shown or hidden, heard or muted, locked or not, named. What is None stays.

    `main` is the main track, which has no name of its own. It works on a locked layer too: a lock protects what lies
    on a layer.
    """
    if layer_id == "main" and name is None:
        state = project.main_state
        switched = TrackState(
            state.hidden if hidden is None else hidden,
            state.muted if muted is None else muted,
            state.locked if locked is None else locked,
            extra=state.extra,
        )
        return project if switched == state else replace(project, main_state=switched)
    old = the_layer(project, layer_id)
    new = replace(
        old,
        hidden=old.hidden if hidden is None else hidden,
        muted=old.muted if muted is None else muted,
        locked=old.locked if locked is None else locked,
        name=old.name if name is None else name,
    )
    return project if new == old else with_layer(project, layer_id, lambda _old: new)


def landed(project: Project, moment: Time, *, sound: bool) -> Time:
    """Where on the timeline an item put at `moment` begins: on a whole frame, or a whole sample for sound.

    Refused before the start.
    """
    moment = rounded(moment, grain_of(project, sound=sound))
    if moment < ZERO:
        raise EditRefused(say("Nothing can begin before the start."))
    return moment


def add_item(
    project: Project,
    clip: Clip,
    *,
    layer: str,
    at: Time,
    when_gone: WhenGone = "delete",
    pinned: bool | None = None,
) -> Project:
    """The project with the clip on a layer, above what is there, beginning at `at`.

                      T
        a b c   ->    :
                    a b c

    A picture is pinned to the clip of the main track it begins over, if there is one; sound is pinned to its
    time. `pinned` says it otherwise. `when_gone` says what becomes of it when that clip is deleted. Its length
    becomes whole frames (whole samples for sound). Nothing else moves.
    """
    target = unlocked(the_layer(project, layer))
    need_fresh(project, clip.id)
    sound = is_sound(target)
    at = landed(project, at, sound=sound)
    clip = replace(conformed(project, clip, sound=sound), enter=None)
    held = not sound if pinned is None else pinned
    held_by: Pin = under(project, at, when_gone) if held else At(at)
    return with_items(project, target, (*target.items, Item(clip, held_by)))


_STACKING: tuple[LayerKind, ...] = ("overlay", "look", "text")
"""Words lie above looks, and looks above pictures."""


def add_on_layer(project: Project, clip: Clip, *, kind: LayerKind, at: Time, new_layer: str) -> Project:
    """The project with the clip on the topmost open layer of its kind, otherwise on a new one called `new_layer`.

         T            T
        a b    ->     P        (a picture comes to lie below the words)
                     a b

    It begins at `at` and is pinned as `add_item` does. Nothing else moves.
    """
    among = project.sounds if kind == "sound" else project.layers
    layer = next((one for one in reversed(among) if one.kind == kind and not one.locked), None)
    if layer is None:
        layer = Layer(new_layer, kind)
        project = stacked(add_layer(project, layer), layer)
    return add_item(project, clip, layer=layer.id, at=at)


def stacked(project: Project, new: Layer) -> Project:
    """The new layer moved below the layers of kinds that belong above it."""
    if new.kind not in _STACKING:
        return project
    higher = _STACKING[_STACKING.index(new.kind) + 1 :]
    others = [layer for layer in project.layers if layer.id != new.id]
    at = next((index for index, layer in enumerate(others) if layer.kind in higher), len(others))
    return replace(project, layers=(*others[:at], new, *others[at:]))


def pin(project: Project, clip_id: str, *, to_clip: str | None = None, when_gone: WhenGone = "delete") -> Project:
    """The project with the item held by a clip of the main track, or by its time (None). Nothing moves.

        T           T
        a b   ->    : b        (pinned to a)
                    a

    Refused for a clip that the item does not begin over.
    """
    found = the_clip(project, clip_id)
    if found.layer is None or found.item is None:
        raise EditRefused(
            say("“{name}” lies on the main track, where order holds it.", name=called(project, found.clip))
        )
    start = found.span.start
    if to_clip is None:
        held_by: Pin = At(rounded(start, grain_of(project, sound=is_sound(found.layer))))
    else:
        held_by = _pin_to(project, found.clip, start, to_clip, when_gone)
    if held_by == found.item.pin or (isinstance(held_by, At) and isinstance(found.item.pin, At)):
        return project
    return with_item(project, found.layer, found.index, replace(found.item, pin=held_by))


def _pin_to(project: Project, clip: Clip, start: Time, to_clip: str, when_gone: WhenGone) -> OnClip:
    index = main_index(project).get(to_clip)
    holder = project.main[index] if index is not None else None
    if index is None or not isinstance(holder, Clip):
        raise EditRefused(say("There is no clip “{id}” on the main track.", id=to_clip))
    if main_at(project, start) != index:
        raise EditRefused(
            say("“{name}” does not begin over “{clip}”.", name=called(project, clip), clip=called(project, holder))
        )
    return on_clip(holder, start - main_span(project, index).start, when_gone)
