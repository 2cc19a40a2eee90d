"""Moving and copying what is already on the timeline, on the main track and on layers.

In the drawings a letter is a clip of the main track, and `T` an item pinned to the clip below it.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits.layers import landed
from studio.edits.main_track import cuts_without, nearest_cut, splice
from studio.edits.pieces import (
    conformed,
    is_sound,
    need_fresh,
    the_clip,
    the_layer,
    unlocked,
    with_item,
    with_items,
    without_item,
)
from studio.edits.pins import followed, shifted, under
from studio.model import (
    At,
    Found,
    Item,
    Pin,
    Project,
    Time,
    main_frames,
    main_index,
)

__all__ = ["duplicate", "move"]


def move(project: Project, clip_id: str, *, to: Time, layer: str | None = None) -> Project:
    """The project with the clip somewhere else.

        a b c   ->   a c b        (moving b past the middle of c)

        T                T
        a b c   ->   a b c        (an item begins at `to`)

    A clip or gap of the main track goes to the cut where it would land if it began at `to` and the others closed
    up; with the id of a `layer` it leaves the main track, the hole closes, and it begins at `to` up there. An item
    begins at `to`, pinned to the clip under it if it was pinned to a clip before; with another `layer` it goes on
    top of that one; with `layer="main"` into the main track, at the nearest cut. Items pinned to a clip go with it.
    """
    index = main_index(project).get(clip_id)
    if index is not None:
        if layer is None or layer == "main":
            return _reordered(project, index, to)
        return _moved_up(project, the_clip(project, clip_id), to, layer)
    found = the_clip(project, clip_id)
    if layer == "main":
        return _moved_down(project, found, to)
    return _item_moved(project, found, to, layer)


def _reordered(project: Project, index: int, to: Time) -> Project:
    place = nearest_cut(cuts_without(project, index), to, project.rate)
    if place == index:
        return project
    # The clip is put in before it is taken out, so that nothing that follows loses its transition in between.
    thing, main = project.main[index], project.main
    if place < index:
        order = (thing, *main[place:index])
        return splice(project, place, index + 1, order)
    return splice(project, index, place + 1, (*main[index + 1 : place + 1], thing))


def _moved_up(project: Project, found: Found, to: Time, layer_id: str) -> Project:
    layer = unlocked(the_layer(project, layer_id))
    sound = is_sound(layer)
    to = landed(project, to, sound=sound)
    clip = replace(conformed(project, found.clip, sound=sound), enter=None)
    closed = splice(project, found.index, found.index + 1, ())
    closed = followed(project, closed, found.clip, to - found.span.start)
    pin: Pin = At(to) if sound else under(closed, to)
    return with_items(closed, layer, (*the_layer(closed, layer_id).items, Item(clip, pin)))


def _moved_down(project: Project, found: Found, to: Time) -> Project:
    clip = conformed(project, found.clip, sound=False)
    cut = nearest_cut(main_frames(project), to, project.rate)
    return splice(without_item(project, found), cut, cut, (clip,))


def _item_moved(project: Project, found: Found, to: Time, layer_id: str | None) -> Project:
    assert found.layer is not None
    assert found.item is not None
    layer = found.layer if layer_id is None else unlocked(the_layer(project, layer_id))
    to = landed(project, to, sound=is_sound(layer))
    if layer.id == found.layer.id and to == found.span.start:
        return project
    old = found.item.pin
    pin = At(to) if isinstance(old, At) else under(project, to, old.when_gone)
    if layer.id == found.layer.id:
        return with_item(project, layer, found.index, replace(found.item, pin=pin))
    clip = found.clip
    if is_sound(layer) != is_sound(found.layer):
        clip = conformed(project, clip, sound=is_sound(layer))
    moved = replace(found.item, clip=clip, pin=pin)
    project = without_item(project, found)
    return with_items(project, layer, (*the_layer(project, layer.id).items, moved))


def duplicate(project: Project, clip_id: str, *, new_id: str) -> Project:
    """The project with a copy of the clip right after it.

        a b   ->   a a' b        (duplicating a)

    On the main track what follows moves back. On a layer the copy begins where the first ends, and nothing else
    moves. The items pinned to the clip are not copied, nor is its transition; the copy is in no group.
    """
    found = the_clip(project, clip_id)
    need_fresh(project, new_id)
    copy = replace(found.clip, id=new_id, enter=None, group="")
    if found.layer is None:
        return splice(project, found.index + 1, found.index + 1, (copy,))
    assert found.item is not None
    pin = shifted(project, found.item.pin, found.span.start, found.clip.length)
    items = found.layer.items
    after = found.index + 1
    return with_items(project, found.layer, (*items[:after], replace(found.item, clip=copy, pin=pin), *items[after:]))
