"""Cutting clips in two, moving their edges, and how long photos and titles last.

Letters are what is seen, second by second: split and trim move windows, never the content. A trim
never goes past the material and never to nothing.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits.main_track import splice
from studio.edits.pieces import (
    called,
    earliest_own,
    grain_of,
    is_sound,
    longest_window,
    need_fresh,
    put_back,
    rounded,
    the_clip,
    the_layer,
    with_item,
    with_items,
)
from studio.edits.pins import clamped, handed_over, shifted
from studio.edits.refused import EditRefused
from studio.model import (
    ZERO,
    Clip,
    Found,
    Gap,
    Project,
    Rate,
    Span,
    Time,
    Value,
    floor_frame,
    is_sourced,
    item_starts,
)
from studio.sentences import say

__all__ = [
    "TrimRoom",
    "end_trimmed",
    "need_material",
    "need_room",
    "ripple_trim_end",
    "ripple_trim_start",
    "set_length",
    "split",
    "start_trimmed",
    "trim_end",
    "trim_end_alone",
    "trim_room",
    "trim_start",
    "trim_start_alone",
]


class TrimRoom(Value, frozen=True):
    """Between which times of the timeline the two edges of a clip may be moved; None is without limit."""

    start_from: Time | None
    start_to: Time
    end_from: Time
    end_to: Time | None


def split(project: Project, clip_id: str, *, at: Time, new_id: str) -> Project:
    """The project with the clip cut in two at the whole frame nearest to `at`; the second half gets the new id.

        abcd   ->   ab|cd

    It cannot be seen or heard: both halves keep content, speed, keyframes and effects, and a fade stays where it
    was. Pinned items go to the half that shows their picture. The first half keeps the transition in. Refused
    at the edges.
    """
    found = the_clip(project, clip_id)
    clip = found.clip
    need_fresh(project, new_id)
    length = rounded(at - found.span.start, _grain(project, found))
    if not ZERO < length < clip.length:
        raise EditRefused(
            say("There is nothing to split: move the playhead inside “{name}”.", name=called(project, clip))
        )
    window = clip.window
    left = _with_window(clip, Span(window.start, length))
    right = _with_window(clip, Span(window.start + length, window.length - length))
    right = replace(right, id=new_id, enter=None)
    border = right.window.start
    left = replace(left, markers=tuple(marker for marker in clip.markers if clip.own_at(marker.time) < border))
    right = replace(right, markers=tuple(marker for marker in clip.markers if clip.own_at(marker.time) >= border))
    if found.layer is None:
        return handed_over(splice(project, found.index, found.index + 1, (left, right)), left, right)
    assert found.item is not None
    pin = shifted(project, found.item.pin, found.span.start, length)
    halves = (replace(found.item, clip=left), replace(found.item, clip=right, pin=pin))
    items = found.layer.items
    return with_items(project, found.layer, (*items[: found.index], *halves, *items[found.index + 1 :]))


def trim_start(project: Project, clip_id: str, *, to: Time) -> Project:
    """The project with the clip beginning with the picture that is now at `to`.

        abcd efg   ->   cd efg        (trimming abcd to second 2: the hole closes)

        T T              T            (an item begins later, its end stays)
        abcd       ->   abcd

    A fade in moves with the edge. Items pinned to what was trimmed away stay, at the clip's new first picture.
    """
    found = the_clip(project, clip_id)
    by = rounded(to - found.span.start, _grain(project, found))
    if by == 0:
        return project
    need_room(project, found, found.clip.length - by)
    window = Span(found.clip.window.start + by, found.clip.length - by)
    need_material(project, found, window)
    clip = start_trimmed(found.clip, window)
    if found.layer is None:
        return clamped(splice(project, found.index, found.index + 1, (clip,)), clip)
    assert found.item is not None
    if found.span.start + by < ZERO:
        raise EditRefused(say("Nothing can begin before the start."))
    pin = shifted(project, found.item.pin, found.span.start, by)
    return with_item(project, found.layer, found.index, replace(found.item, clip=clip, pin=pin))


def trim_end(project: Project, clip_id: str, *, to: Time) -> Project:
    """The project with the clip ending at `to`.

        abcd efg   ->   ab efg        (trimming abcd to second 2: the hole closes)

    On a layer nothing else moves. A fade out moves with the edge. Items pinned to what was trimmed away stay, at
    the clip's new last picture.
    """
    found = the_clip(project, clip_id)
    return _ended(project, found, rounded(to - found.span.start, _grain(project, found)))


def ripple_trim_start(project: Project, clip_id: str, *, to: Time) -> Project:
    """The project with the clip beginning with the picture that is now at `to`, and what follows it moved along.

        TTTT U   ->   TT U        (trimming TTTT of a layer to its second 2: the hole closes there, too)

    On the main track it is `trim_start`.
    """
    found = the_clip(project, clip_id)
    if found.layer is None:
        return trim_start(project, clip_id, to=to)
    by = rounded(to - found.span.start, _grain(project, found))
    if by == 0:
        return project
    need_room(project, found, found.clip.length - by)
    window = Span(found.clip.window.start + by, found.clip.length - by)
    need_material(project, found, window)
    changed = put_back(project, found, start_trimmed(found.clip, window))
    return _followed_on_the_layer(project, changed, found, -by)


def ripple_trim_end(project: Project, clip_id: str, *, to: Time) -> Project:
    """The project with the clip ending at `to`, and what follows it moved along.

        TTTT U   ->   TT U        (trimming TTTT of a layer to its second 2: the hole closes there, too)

    On the main track it is `trim_end`.
    """
    found = the_clip(project, clip_id)
    changed = trim_end(project, clip_id, to=to)
    if found.layer is None or changed is project:
        return changed
    return _followed_on_the_layer(project, changed, found, the_clip(changed, clip_id).clip.length - found.clip.length)


def _followed_on_the_layer(before: Project, after: Project, found: Found, by: Time) -> Project:
    """`after` with every item of the layer that began at the end of the clip or later beginning `by` later."""
    assert found.layer is not None
    layer = the_layer(after, found.layer.id)
    starts = item_starts(before, found.layer)
    border = found.span.end - 1 / (2 * before.rate)
    items = tuple(
        replace(item, pin=shifted(after, item.pin, start, by)) if start >= border and item.id != found.clip.id else item
        for start, item in zip(starts, layer.items, strict=True)
    )
    return with_items(after, layer, items)


def trim_start_alone(project: Project, clip_id: str, *, to: Time, gap_id: str) -> Project:
    """The project with the clip beginning at `to`, and nothing else moved.

        abcd efg   ->   .. cd efg        (trimming abcd to second 2: a gap stays)
        . bcd      ->   abcd             (trimming bcd to second 0: it takes the gap's room)

    On a layer it is `trim_start`. Refused where the clip would grow over the one before it.
    """
    found = the_clip(project, clip_id)
    if found.layer is not None:
        return trim_start(project, clip_id, to=to)
    by = rounded(to - found.span.start, project.rate)
    if by == 0:
        return project
    need_room(project, found, found.clip.length - by)
    window = Span(found.clip.window.start + by, found.clip.length - by)
    need_material(project, found, window)
    clip = start_trimmed(found.clip, window)
    before = project.main[found.index - 1] if found.index else None
    if by > 0:
        need_fresh(project, gap_id)
        return clamped(splice(project, found.index, found.index + 1, (Gap(gap_id, by), clip)), clip)
    gap = _shorter_gap(project, found, before, by)
    return splice(project, found.index - 1, found.index + 1, (*gap, clip))


def trim_end_alone(project: Project, clip_id: str, *, to: Time, gap_id: str) -> Project:
    """The project with the clip ending at `to`, and nothing else moved.

        abcd efg   ->   ab .. efg        (trimming abcd to second 2: a gap stays)
        ab .. ef   ->   abcd ef          (trimming ab to second 4: it takes the gap's room)

    On a layer it is `trim_end`. Refused where the clip would grow over the one after it.
    """
    found = the_clip(project, clip_id)
    if found.layer is not None or found.index + 1 == len(project.main):
        return trim_end(project, clip_id, to=to)
    by = rounded(to - found.span.end, project.rate)
    if by == 0:
        return project
    need_room(project, found, found.clip.length + by)
    window = Span(found.clip.window.start, found.clip.length + by)
    need_material(project, found, window)
    clip = end_trimmed(found.clip, window)
    if by < 0:
        need_fresh(project, gap_id)
        return clamped(splice(project, found.index, found.index + 1, (clip, Gap(gap_id, -by))), clip)
    gap = _shorter_gap(project, found, project.main[found.index + 1], -by)
    return splice(project, found.index, found.index + 2, (clip, *gap))


def _shorter_gap(project: Project, found: Found, beside: Clip | Gap | None, by: Time) -> tuple[Gap, ...]:
    """What is left of the gap beside the clip when it changes by `by`. Refused where there is not enough of it."""
    if not isinstance(beside, Gap) or beside.length + by < 0:
        raise EditRefused(say("There is no room beside “{name}” to grow into.", name=called(project, found.clip)))
    return (replace(beside, length=beside.length + by),) if beside.length + by > 0 else ()


def set_length(project: Project, clip_id: str, *, length: Time) -> Project:
    """The project with a photo, title or colour lasting `length`, in whole frames.

        aa b   ->   aaaa b        (setting a to 4 seconds)

    Refused for video and sound, whose length is a matter of material: trim them or change their speed.
    """
    found = the_clip(project, clip_id)
    if is_sourced(project, found.clip):
        raise EditRefused(
            say("“{name}” is as long as its material. Trim it instead.", name=called(project, found.clip))
        )
    return _ended(project, found, rounded(length, _grain(project, found)))


def trim_room(project: Project, clip_id: str) -> TrimRoom:
    """Between which times of the timeline the edges of the clip may be moved, so that a drag can stop there."""
    found = the_clip(project, clip_id)
    clip, span, grain = found.clip, found.span, _grain(project, found)
    start_from, longest = None, longest_window(project, clip, grain)
    if longest is not None:
        longest = max(longest, clip.length)
        into = clip.window.start - earliest_own(project, clip)
        start_from = span.start - max(0, floor_frame(into, grain)) / grain
    if found.layer is not None:
        back = floor_frame(span.start, grain) / grain
        start_from = max(start_from, span.start - back) if start_from is not None else span.start - back
    end_to = span.start + longest if longest is not None else None
    return TrimRoom(start_from, span.end - 1 / grain, span.start + 1 / grain, end_to)


def _grain(project: Project, found: Found) -> Rate:
    return grain_of(project, sound=is_sound(found.layer))


def _ended(project: Project, found: Found, length: Time) -> Project:
    if length == found.clip.length:
        return project
    need_room(project, found, length)
    window = Span(found.clip.window.start, length)
    need_material(project, found, window)
    clip = end_trimmed(found.clip, window)
    if found.layer is None:
        return clamped(splice(project, found.index, found.index + 1, (clip,)), clip)
    return put_back(project, found, clip)


def need_room(project: Project, found: Found, length: Time) -> None:
    """Refused where the clip would be left without a length."""
    if length <= 0:
        raise EditRefused(say("Nothing would be left of “{name}”.", name=called(project, found.clip)))


def need_material(project: Project, found: Found, window: Span) -> None:
    """Refused where the window leaves the source further than it does already."""
    clip = found.clip
    if not is_sourced(project, clip):
        return
    if window.start < clip.window.start and window.start < earliest_own(project, clip):
        raise EditRefused(say("“{name}” has no more material before this.", name=called(project, clip)))
    limit = longest_window(project, clip, _grain(project, found))
    if limit is not None and window.end > clip.window.end and window.length > limit:
        raise EditRefused(say("“{name}” has no more material after this.", name=called(project, clip)))


def _with_window(clip: Clip, window: Span) -> Clip:
    """The clip shown through another window, without the fades that are over or have not begun there."""
    # Before a fade in and after a fade out there is silence, so those that lie further inside still matter.
    fade_in = clip.fade_in if clip.fade_in is not None and clip.fade_in.end > window.start else None
    fade_out = clip.fade_out if clip.fade_out is not None and clip.fade_out.start < window.end else None
    return replace(clip, window=window, fade_in=fade_in, fade_out=fade_out)


def start_trimmed(clip: Clip, window: Span) -> Clip:
    """The clip beginning with another window; a fade in moves with the edge."""
    fade = clip.fade_in
    if fade is not None and fade.start == clip.window.start and fade.end <= clip.window.end:
        clip = replace(clip, fade_in=Span(window.start, min(fade.length, window.length)))
    return _with_window(clip, window)


def end_trimmed(clip: Clip, window: Span) -> Clip:
    """The clip ending with another window; a fade out moves with the edge."""
    fade = clip.fade_out
    if fade is not None and fade.end == clip.window.end and fade.start >= clip.window.start:
        length = min(fade.length, window.length)
        clip = replace(clip, fade_out=Span(window.end - length, length))
    return _with_window(clip, window)
