"""Stretches of the timeline: putting a clip over what is there, taking a stretch out, closing gaps.

Letters are what is seen, second by second, dots are gaps. New ids are asked for one by one, as many as there are cuts.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from studio.edits.main_track import need_open_main, splice
from studio.edits.pieces import (
    conformed,
    grain_of,
    is_sound,
    need_fresh,
    rounded,
    the_clip,
    with_layer,
)
from studio.edits.pins import released, standing_after, stayed
from studio.edits.refused import EditRefused
from studio.edits.trim import split
from studio.model import (
    ZERO,
    At,
    Clip,
    Gap,
    Item,
    Layer,
    Project,
    Span,
    Time,
    floor_frame,
    item_starts,
    main_at,
    main_duration,
    main_frames,
    main_span,
)
from studio.sentences import say

__all__ = ["NewId", "close_gaps", "lift_range", "move_over", "overwrite", "ripple_range"]

NewId = Callable[[], str]
"""Gives an id that nothing in the project has, another one each time."""


def overwrite(project: Project, clip: Clip, *, at: Time, new_id: NewId) -> Project:
    """The project with the clip on the main track from `at` on, over what was there.

        abcdef gh   ->   ab XY ef gh        (overwriting with XY at second 2)
        ab          ->   ab . XY            (at second 3: a gap leads there)

    Nothing else moves, and the items stay where they are, on what lies under them then.
    """
    need_fresh(project, clip.id)
    return _put_over(project, conformed(project, clip, sound=False), at, new_id)


def move_over(project: Project, clip_id: str, *, to: Time, new_id: NewId) -> Project:
    """The project with a clip of the main track beginning at `to`, over what was there, and a gap where it was.

        ab cdef gh   ->   .. cabf gh        (moving ab to second 3)

    Items pinned to it go with it; nothing else moves.
    """
    found = the_clip(project, clip_id)
    to = rounded(to, project.rate)
    if found.layer is not None:
        raise EditRefused(say("Only clips of the main track are put over others."))
    if to == found.span.start:
        return project
    if to < ZERO:
        raise EditRefused(say("Nothing can begin before the start."))
    gap = Gap(new_id(), found.clip.length)
    lifted = splice(project, found.index, found.index + 1, (gap,))
    return _put_over(lifted, found.clip, to, new_id)


def _put_over(project: Project, clip: Clip, at: Time, new_id: NewId) -> Project:
    at = rounded(at, project.rate)
    if at < ZERO:
        raise EditRefused(say("Nothing can begin before the start."))
    end = main_duration(project)
    if at >= end:
        gap = (Gap(new_id(), at - end),) if at > end else ()
        return splice(project, len(project.main), len(project.main), (*gap, clip))
    cut, start, stop = _cut_out(project, Span(at, clip.length), new_id)
    covered = [thing.id for thing in cut.main[start:stop] if isinstance(thing, Clip)]
    return stayed(cut, splice(cut, start, stop, (clip,)), covered)


def lift_range(project: Project, span: Span, *, new_id: NewId) -> Project:
    """The project with nothing in the stretch, on the main track and on all layers that are not locked.

        abcdef gh   ->   ab .. ef gh        (lifting seconds 2 to 4)

    Clips that reach into it are cut. Nothing else moves. Refused where there is nothing in it.
    """
    emptied, start, stop = _emptied(project, span, new_id)
    length = sum((thing.length for thing in emptied.main[start:stop]), ZERO)
    gap = (Gap(new_id(), length),) if length > 0 else ()
    return splice(emptied, start, stop, gap)


def ripple_range(project: Project, span: Span, *, new_id: NewId) -> Project:
    """The project without the stretch: what was in it is gone and what follows moves up, on all open layers.

        abcdef gh   ->   ab ef gh        (taking out seconds 2 to 4)

    Clips that reach into it are cut. What lies on locked layers stays on its clip or at its time. Refused where
    there is nothing in it.
    """
    span = _whole(project, span)
    emptied, start, stop = _emptied(project, span, new_id)
    closed = splice(emptied, start, stop, ())

    def moved_up(layer: Layer) -> Layer:
        if layer.locked:
            return layer
        items = tuple(_moved_up(item, layer, span, closed) for item in layer.items)
        return replace(layer, items=items)

    for layer in (*closed.layers, *closed.sounds):
        if any(isinstance(item.pin, At) and item.pin.time >= span.end for item in layer.items):
            closed = with_layer(closed, layer.id, moved_up)
    markers = tuple(
        replace(marker, time=marker.time - span.length) if marker.time >= span.end else marker
        for marker in closed.markers
        if marker.time not in span
    )
    return closed if markers == closed.markers else replace(closed, markers=markers)


def _moved_up(item: Item, layer: Layer, span: Span, project: Project) -> Item:
    if not isinstance(item.pin, At) or item.pin.time < span.end:
        return item
    grain = grain_of(project, sound=is_sound(layer))
    return replace(item, pin=At(max(ZERO, rounded(item.pin.time - span.length, grain))))


def _whole(project: Project, span: Span) -> Span:
    start = max(ZERO, rounded(span.start, project.rate))
    return Span(start, max(ZERO, rounded(span.end, project.rate) - start))


def _emptied(project: Project, span: Span, new_id: NewId) -> tuple[Project, int, int]:
    """The project cut at both ends of the stretch with no item left in it, and which things of the main track are."""
    span = _whole(project, span)
    if span.length == 0:
        raise EditRefused(say("There is nothing in the range."))
    cut = project
    for layer in (*project.layers, *project.sounds):
        if not layer.locked:
            cut = _layer_emptied(cut, layer, span, new_id)
    changed = cut is not project
    cut, start, stop = _cut_out(cut, span, new_id)
    if start == stop and not changed:
        raise EditRefused(say("There is nothing in the range."))
    for thing in cut.main[start:stop]:
        if isinstance(thing, Clip):
            cut = released(standing_after(cut, thing.id, span.end), thing)
    return cut, start, stop


def _layer_emptied(project: Project, layer: Layer, span: Span, new_id: NewId) -> Project:
    def items() -> list[tuple[Time, Item]]:
        now = next(one for one in (*project.layers, *project.sounds) if one.id == layer.id)
        return list(zip(item_starts(project, now), now.items, strict=True))

    for at in (span.start, span.end):
        for start, item in items():
            into = rounded(at - start, grain_of(project, sound=is_sound(layer)))
            if ZERO < into < item.clip.length:
                project = split(project, item.id, at=at, new_id=new_id())
    gone = {item.id for start, item in items() if start + item.clip.length / 2 in span}
    if not gone:
        return project
    return with_layer(
        project, layer.id, lambda old: replace(old, items=tuple(item for item in old.items if item.id not in gone))
    )


def _cut_out(project: Project, span: Span, new_id: NewId) -> tuple[Project, int, int]:
    """The project cut at both ends of the stretch on the main track, and from which to which number it reaches."""
    for at in (span.start, span.end):
        index = main_at(project, at)
        if index is None or main_span(project, index).start == at:
            continue
        thing = project.main[index]
        if isinstance(thing, Clip):
            project = split(project, thing.id, at=at, new_id=new_id())
        else:
            # Two gaps beside each other are one gap: this is put right by what is done with the stretch.
            length = at - main_span(project, index).start
            halves = (replace(thing, length=length), Gap(new_id(), thing.length - length))
            project = replace(project, main=(*project.main[:index], *halves, *project.main[index + 1 :]))
    frames = main_frames(project)
    first, last = floor_frame(span.start, project.rate), floor_frame(span.end, project.rate)
    inside = [index for index in range(len(project.main)) if first <= frames[index] and frames[index + 1] <= last]
    return (project, inside[0], inside[-1] + 1) if inside else (project, len(project.main), len(project.main))


def close_gaps(project: Project) -> Project:
    """The project with no gap left on the main track.

        a . b .. c   ->   a b c

    Items pinned to clips move up with them, others stay.
    """
    clips = tuple(thing for thing in project.main if isinstance(thing, Clip))
    if len(clips) == len(project.main):
        return project
    need_open_main(project)
    return replace(project, main=clips)
