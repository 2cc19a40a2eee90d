"""Compounds: several clips made one, and one taken apart again.

In the drawings `(a b)` is one clip that plays a and b. It must never change what is seen or heard.
"""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import NamedTuple

from msgspec.structs import replace

from studio.edits.layers import stacked
from studio.edits.main_track import splice
from studio.edits.pieces import called, grain_of, is_sound, need_fresh, rounded, the_clip, with_items
from studio.edits.pins import stayed, under
from studio.edits.ranges import NewId
from studio.edits.refused import EditRefused
from studio.edits.retold import retold, turns_round
from studio.model import (
    MOST_NESTED,
    ZERO,
    At,
    Clip,
    Compound,
    Found,
    Gap,
    Item,
    Layer,
    OnClip,
    Pin,
    Project,
    Span,
    Time,
    ceil_frame,
    depth_of,
    floor_frame,
    inside_of,
    item_index,
    item_starts,
    main_index,
    main_span,
    nearest_frame,
)
from studio.sentences import say

__all__ = ["make_compound", "release_compound"]

_GRACE = Fraction(1, 2000)
"""Pins are whole flicks and sounds whole samples: so much beside a frame is on it."""


def make_compound(project: Project, clip_ids: Collection[str], *, name: str, new_id: NewId) -> Project:
    """The project with the clips as one, which has the first id that `new_id` gives.

          T                             T                 T
        a b c d   ->   a (b c) d        : inside,   and   : alone   ->   (T T)

    With clips of the main track it takes their place there, and they must lie beside each other; without it lies
    where the topmost of them lay. What was pinned to a clip stays at its time. Refused where it would reach over a
    neighbour, and where compounds would lie too deep in one another.
    """
    order = main_index(project)
    chosen = [the_clip(project, clip_id) for clip_id in dict.fromkeys(clip_ids) if not _is_gap(project, clip_id)]
    if not chosen:
        raise EditRefused(say("Select the clips that are to be one."))
    if max(depth_of(found.clip.content) for found in chosen) >= MOST_NESTED:
        raise EditRefused(say("Compounds can lie {most} deep in one another, no more.", most=MOST_NESTED))
    span = _hull(project, chosen)
    compound_id = new_id()
    need_fresh(project, compound_id)
    mains = [found for found in chosen if found.layer is None]
    names = {found.clip.id for found in chosen}
    inner: list[Clip | Gap] = []
    if mains:
        first, last = order[mains[0].clip.id], order[mains[0].clip.id]
        for found in mains:
            first, last = min(first, found.index), max(last, found.index)
        _need_side_by_side(project, first, last, names)
        lead = main_span(project, first).start - span.start
        inner = [Gap(new_id(), lead)] if lead > 0 else []
        inner += project.main[first : last + 1]
    held = {found.clip.id for found in mains}
    compound = Compound(
        main=_without_entering(inner),
        layers=tuple(_taken(project, layer, names, held, span.start) for layer in project.layers if _of(layer, names)),
        sounds=tuple(_taken(project, layer, names, held, span.start) for layer in project.sounds if _of(layer, names)),
    )
    clip = Clip(compound_id, compound, Span(ZERO, span.length), name=name)
    if mains:
        after = _on_main(project, clip, (first, last), span)
        return _without_items(stayed(project, after, held), names)
    return _on_layer(project, clip, chosen, span, new_id)


def _is_gap(project: Project, clip_id: str) -> bool:
    index = main_index(project).get(clip_id)
    return index is not None and isinstance(project.main[index], Gap)


def _hull(project: Project, chosen: list[Found]) -> Span:
    """From where the first begins to where the last ends: whole frames, or whole samples for sounds alone."""
    start, end = min(found.span.start for found in chosen), max(found.span.end for found in chosen)
    if all(found.track == "sounds" for found in chosen):
        grain = grain_of(project, sound=True)
        return Span(rounded(start, grain), rounded(end, grain) - rounded(start, grain))
    start = floor_frame(start + _GRACE, project.rate) / project.rate
    return Span(start, ceil_frame(end - _GRACE, project.rate) / project.rate - start)


def _need_side_by_side(project: Project, first: int, last: int, names: set[str]) -> None:
    for thing in project.main[first : last + 1]:
        if isinstance(thing, Clip) and thing.id not in names:
            raise EditRefused(
                say("“{name}” lies between them. Select it too, or only clips beside each other.",
                    name=called(project, thing))
            )  # fmt: skip


def _without_entering(things: list[Clip | Gap]) -> tuple[Clip | Gap, ...]:
    """The first clip's transition is over the clip before it, which stays outside."""
    return tuple(replace(one, enter=None) if number == 0 and isinstance(one, Clip) else one
                 for number, one in enumerate(things))  # fmt: skip


def _of(layer: Layer, names: set[str]) -> bool:
    return any(item.id in names for item in layer.items)


def _taken(project: Project, layer: Layer, names: set[str], held: set[str], start: Time) -> Layer:
    """The layer as it lies inside: the chosen items, on the clips they go with or at their time."""
    grain, items = grain_of(project, sound=is_sound(layer)), []
    for item, begins in zip(layer.items, item_starts(project, layer), strict=True):
        if item.id in names:
            goes_along = isinstance(item.pin, OnClip) and item.pin.clip in held
            items.append(item if goes_along else replace(item, pin=At(max(ZERO, rounded(begins, grain) - start))))
    return replace(layer, items=tuple(items))


def _on_main(project: Project, clip: Clip, things: tuple[int, int], span: Span) -> Project:
    first, last = things
    main, opening = project.main, project.main[first]
    shown = Span(main_span(project, first).start, main_span(project, last).end - main_span(project, first).start)
    new: list[Clip | Gap] = [replace(clip, enter=opening.enter) if isinstance(opening, Clip) else clip]
    before, after = shown.start - span.start, span.end - shown.end
    stop = last + 1
    if before > 0:
        room = main[first - 1] if first else None
        if not isinstance(room, Gap) or room.length < before:
            raise _reaches_over(project, room)
        first -= 1
        if room.length > before:
            new.insert(0, replace(room, length=room.length - before))
    if after > 0 and stop < len(main):
        room = main[stop]
        if not isinstance(room, Gap) or room.length < after:
            raise _reaches_over(project, room if isinstance(room, Clip) else None)
        stop += 1
        if room.length > after:
            new.append(replace(room, length=room.length - after))
    return splice(project, first, stop, new)


def _reaches_over(project: Project, neighbour: Clip | Gap | None) -> EditRefused:
    if isinstance(neighbour, Clip):
        name = called(project, neighbour)
        return EditRefused(say("Something selected reaches over “{name}”. Select that too, or trim it.", name=name))
    return EditRefused(say("Something selected reaches further than there is room on the main track. Trim it first."))


def _without_items(project: Project, names: set[str]) -> Project:
    """The project without items that lie inside now; layers without a name that they leave empty go."""
    for layer in (*project.layers, *project.sounds):
        if _of(layer, names):
            left = tuple(item for item in layer.items if item.id not in names)
            project = with_items(project, layer, left) if left or layer.name else _without_layer(project, layer)
    return project


def _without_layer(project: Project, gone: Layer) -> Project:
    return replace(
        project,
        layers=tuple(layer for layer in project.layers if layer.id != gone.id),
        sounds=tuple(layer for layer in project.sounds if layer.id != gone.id),
    )


def _on_layer(project: Project, clip: Clip, chosen: list[Found], span: Span, new_id: NewId) -> Project:
    names = {found.clip.id for found in chosen}
    seen = any(found.track == "layers" for found in chosen)
    among = project.layers if seen else project.sounds
    top = [layer for layer in among if _of(layer, names)][-1]
    earliest = min(chosen, key=lambda found: found.span.start)
    gone = earliest.item.pin.when_gone if earliest.item and isinstance(earliest.item.pin, OnClip) else None
    pin: Pin = At(span.start) if gone is None else under(project, span.start, gone)
    item = Item(clip, pin)
    if top.kind in ("overlay", "sound"):
        at = max(item_index(top)[name] for name in names if name in item_index(top)) + 1
        project = with_items(project, top, (*top.items[:at], item, *top.items[at:]))
    else:
        fresh = Layer(new_id(), "overlay", items=(item,))
        need_fresh(project, fresh.id)
        at = [layer.id for layer in project.layers].index(top.id) + 1
        project = replace(project, layers=(*project.layers[:at], fresh, *project.layers[at:]))
    return _without_items(project, names)


class _Part(NamedTuple):
    """Something that comes out of a compound, and when on the timeline it begins."""

    clip: Clip
    start: Time
    pin: Pin | None = None


def release_compound(project: Project, clip_id: str, *, new_id: NewId) -> Project:
    """The project with what the compound shows as clips of their own, at the same times.

                            T
        a (b c) d   ->   a b c d        (of what is trimmed off nothing comes back)

    What was done to the compound as a whole goes with it; its speed, its curve and its direction stay, on each of them.
    Refused for what is none, and where one picture of it stands still.
    """
    found = the_clip(project, clip_id)
    clip, content, name = found.clip, found.clip.content, called(project, found.clip)
    if not isinstance(content, Compound):
        raise EditRefused(say("“{name}” is no compound.", name=name))
    if clip.time_map is not None and clip.time_map.stands_still:
        raise EditRefused(say("“{name}” is one picture that stands still: nothing in it plays.", name=name))
    if found.track == "sounds" and (content.main or content.layers):
        raise EditRefused(say("The pictures of “{name}” cannot lie among the sounds.", name=name))
    if content.main_state.hidden or content.main_state.muted:
        raise EditRefused(
            say("Inside “{name}” the main track is hidden or muted. Open it and switch that off first.", name=name)
        )
    inside = inside_of(project, content)
    window = clip.window
    if found.track != "sounds":
        window = Span(nearest_frame(clip.window.start, project.rate) / project.rate, clip.window.length)
    fresh = _Fresh(project, clip_id, new_id)
    shift = found.span.start - window.start
    plays_as_it_is = clip.speed == 1 and clip.time_map is None
    things = _things(inside, window, fresh) if plays_as_it_is else _things_retold(inside, clip, fresh)
    if found.layer is None:
        if things and isinstance(things[0], Clip):
            things[0] = replace(things[0], enter=clip.enter)
        after = splice(project, found.index, found.index + 1, things)
        after = stayed(project, after, (clip_id,))
    else:
        after = _things_on_layer(project, found, things)
    for layer in (*content.layers, *content.sounds):
        parts = _parts(inside, layer, window, shift, fresh) if plays_as_it_is else _retold(inside, layer, found, fresh)
        after = _layer_out(after, found, layer, parts, fresh)
    return after


class _Fresh:
    """Ids for what comes out: its own where nothing else has it, otherwise a new one."""

    def __init__(self, project: Project, gone: str, new_id: NewId) -> None:
        self._taken = {thing.id for thing in project.main} | {asset.id for asset in project.assets} | {"main"}
        for layer in (*project.layers, *project.sounds):
            self._taken |= {layer.id, *(item.id for item in layer.items)}
        self._taken.discard(gone)
        self._new_id = new_id

    def __call__(self, wanted: str = "") -> str:
        name = wanted if wanted and wanted not in self._taken else self._new_id()
        self._taken.add(name)
        return name


def _things(inside: Project, window: Span, fresh: _Fresh) -> list[Clip | Gap]:
    """What of the inner main track lies in the window, with a gap at its end where it is shorter."""
    things: list[Clip | Gap] = []
    reached = window.start
    for index, thing in enumerate(inside.main):
        span = main_span(inside, index)
        start, end = max(span.start, window.start), min(span.end, window.end)
        if start >= end:
            continue
        if isinstance(thing, Clip):
            shown = Span(thing.window.start + start - span.start, end - start)
            things.append(replace(thing, id=fresh(thing.id), window=shown))
        else:
            things.append(Gap(fresh(thing.id), end - start))
        reached = end
    if reached < window.end:
        things.append(Gap(fresh(), window.end - reached))
    return things


def _parts(inside: Project, layer: Layer, window: Span, shift: Time, fresh: _Fresh) -> list[_Part]:
    grain, parts = grain_of(inside, sound=is_sound(layer)), []
    for item, begins in zip(layer.items, item_starts(inside, layer), strict=True):
        begins = rounded(begins + shift, grain) - shift
        start, end = max(begins, window.start), min(begins + item.clip.length, window.end)
        length = floor_frame(end - start + _GRACE / 1000, grain) / grain
        if length > 0:
            shown = Span(item.clip.window.start + start - begins, length)
            parts.append(_Part(replace(item.clip, id=fresh(item.id), window=shown), start + shift, item.pin))
    return parts


def _things_retold(inside: Project, compound: Clip, fresh: _Fresh) -> list[Clip | Gap]:
    """What of the inner main track the compound plays, one after the other, as it plays it."""
    shown, whole, rate = compound.source_span, compound.window, inside.rate
    found: list[tuple[Clip | Gap, Span]] = []
    for index, thing in enumerate(inside.main):
        span = main_span(inside, index)
        start, end = max(span.start, shown.start), min(span.end, shown.end)
        if start < end:
            if isinstance(thing, Clip):
                thing = replace(thing, window=Span(thing.window.start + start - span.start, end - start))
            found.append((thing, Span(start, end - start)))
    if found and turns_round(compound):
        # A transition stays on its cut, and belongs to the clip that comes in there now.
        enters = [thing.enter if isinstance(thing, Clip) else None for thing, _span in found[1:]]
        found = [
            (replace(thing, enter=enter) if isinstance(thing, Clip) else thing, span)
            for (thing, span), enter in zip(found, [*enters, None], strict=True)
        ][::-1]
    things: list[Clip | Gap] = []
    reached = 0
    for thing, span in found:
        one, other = (nearest_frame(compound.own_at(at) - whole.start, rate) for at in (span.start, span.end))
        if not things and min(one, other) > 0:
            reached = min(one, other)
            things.append(Gap(fresh(), Time(reached) / rate))
        frames = max(one, other) - reached
        if frames <= 0:
            continue
        stretch = Span(whole.start + Time(reached) / rate, Time(frames) / rate)
        if isinstance(thing, Clip):
            made = retold(inside, replace(thing, id=fresh(thing.id)), span.start, compound, stretch, rate)
            if made is not None:
                things.append(made)
                reached += nearest_frame(made.length, rate)
        else:
            things.append(Gap(fresh(thing.id), stretch.length))
            reached += frames
    empty = nearest_frame(whole.length, rate) - reached
    if empty > 1 or not things:
        things.append(Gap(fresh(), Time(empty) / rate))
    return things


def _retold(inside: Project, layer: Layer, found: Found, fresh: _Fresh) -> list[_Part]:
    """What of an inner layer the compound plays, as it plays it."""
    compound = found.clip
    shown, whole, grain = compound.source_span, compound.window, grain_of(inside, sound=is_sound(layer))
    parts = []
    for item, begins in zip(layer.items, item_starts(inside, layer), strict=True):
        start, end = max(begins, shown.start), min(begins + item.clip.length, shown.end)
        if start >= end:
            continue
        edges = (compound.own_at(at) - whole.start for at in (start, end))
        first, last = sorted(min(max(ZERO, rounded(edge, grain)), whole.length) for edge in edges)
        # A layer of sounds counts in samples, of which a frame need not have a whole number.
        length = floor_frame(last - first + _GRACE / 1000, grain) / grain
        if length > 0:
            clip = replace(
                item.clip, id=fresh(item.id), window=Span(item.clip.window.start + start - begins, end - start)
            )
            made = retold(inside, clip, start, compound, Span(whole.start + first, length), grain)
            if made is not None:
                parts.append(_Part(made, found.span.start + first, item.pin))
    return parts


def _things_on_layer(project: Project, found: Found, things: list[Clip | Gap]) -> Project:
    assert found.layer is not None
    assert found.item is not None
    items, start = [], found.span.start
    pinned = found.item.pin
    for thing in things:
        if isinstance(thing, Clip):
            pin = under(project, rounded(start, project.rate), pinned.when_gone) if isinstance(pinned, OnClip) else None
            items.append(Item(replace(thing, enter=None), pin or At(start)))
        start += thing.length
    old = found.layer.items
    return with_items(project, found.layer, (*old[: found.index], *items, *old[found.index + 1 :]))


def _layer_out(project: Project, found: Found, layer: Layer, parts: list[_Part], fresh: _Fresh) -> Project:
    """The project with the parts on the layer they came from, where it is there and open, otherwise on a new one."""
    if not parts:
        return project
    items = tuple(
        Item(
            part.clip,
            under(project, part.start, part.pin.when_gone) if isinstance(part.pin, OnClip) else At(part.start),
        )
        for part in parts
    )
    flags = (layer.kind, layer.hidden, layer.muted, False)
    for old in (*project.layers, *project.sounds):
        if old.id == layer.id and (old.kind, old.hidden, old.muted, old.locked) == flags:
            return with_items(project, old, (*old.items, *items))
    new = replace(layer, id=fresh(layer.id), items=items)
    if is_sound(layer):
        return replace(project, sounds=(*project.sounds, new))
    if found.layer is None:
        return stacked(replace(project, layers=(*project.layers, new)), new)
    names = [one.id for one in project.layers]
    at = names.index(found.layer.id) + 1 if found.layer.id in names else len(names)
    return replace(project, layers=(*project.layers[:at], new, *project.layers[at:]))
