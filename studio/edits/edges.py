"""Moving the cuts and what lies between them, while the rest of the piece stays where it is; and healing a cut.

Letters are what is seen, second by second. Items stay at their time, on whatever lies under them then. It must never
change how long the whole piece is, except where the last clip slides.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits.main_track import splice
from studio.edits.pieces import (
    called,
    earliest_own,
    grain_of,
    is_sound,
    put_back,
    rounded,
    the_clip,
    the_layer,
    with_items,
)
from studio.edits.pins import shifted, stayed, taken_over
from studio.edits.refused import EditRefused
from studio.edits.trim import end_trimmed, need_material, need_room, start_trimmed, trim_room
from studio.model import Clip, Found, Gap, Item, Project, Rate, Span, Time, Value, floor_frame, is_sourced, item_starts
from studio.sentences import say

__all__ = ["Room", "rejoin", "roll", "roll_room", "slide", "slide_room", "slip", "slip_room"]


class Room(Value, frozen=True):
    """From where to where something may be moved; None is without limit."""

    low: Time | None
    high: Time | None


def roll(project: Project, clip_id: str, *, to: Time) -> Project:
    """The project with the cut at the beginning of the clip moved to `to`.

        abcd[ef] [xy]zw   ->   abcdef zw        (rolling zw two seconds later)

    The clip before it ends there, this one begins there, and nothing else moves. On a layer the clip before it is the
    one that ends where this one begins. Refused where one of them has no material, or nothing would be left of it.
    """
    found, before = _the_cut(project, clip_id)
    by = rounded(to - found.span.start, _grain(project, found))
    if by == 0:
        return project
    need_room(project, before, before.clip.length + by)
    need_room(project, found, found.clip.length - by)
    longer = Span(before.clip.window.start, before.clip.length + by)
    shorter = Span(found.clip.window.start + by, found.clip.length - by)
    need_material(project, before, longer)
    need_material(project, found, shorter)
    left, right = end_trimmed(before.clip, longer), start_trimmed(found.clip, shorter)
    if found.layer is None:
        rolled = splice(project, before.index, found.index + 1, (left, right))
        return stayed(project, rolled, (left.id, right.id))
    return _rolled_on_a_layer(put_back(project, before, left), found, right, by)


def _rolled_on_a_layer(project: Project, found: Found, right: Clip, by: Time) -> Project:
    assert found.layer is not None
    assert found.item is not None
    item = replace(found.item, clip=right, pin=shifted(project, found.item.pin, found.span.start, by))
    items = the_layer(project, found.layer.id).items
    return with_items(project, found.layer, (*items[: found.index], item, *items[found.index + 1 :]))


def roll_room(project: Project, clip_id: str) -> Room:
    """Between which times of the timeline the cut at the beginning of the clip may be moved."""
    found, before = _the_cut(project, clip_id)
    left, right = trim_room(project, before.clip.id), trim_room(project, found.clip.id)
    # Items meet to within half a step: what counts is how far each of the two edges may go.
    apart = found.span.start - before.span.end
    end_to = left.end_to + apart if left.end_to is not None else None
    return Room(_most(left.end_from + apart, right.start_from), _least(end_to, right.start_to))


def slip(project: Project, clip_id: str, *, by: Time) -> Project:
    """The project with the clip showing what comes `by` later in its source; where it lies does not change.

        ab[cde]fg   ->   abc[def]g        (slipping by 1 second)

    Keyframes stay on their pictures, fades at the clip's edges, items at their time. Refused for what stands still
    and past the material.
    """
    found = _playing(project, clip_id)
    clip = found.clip
    by = rounded(by, _grain(project, found))
    room = slip_room(project, clip_id)
    if by == 0:
        return project
    if room.low is not None and by < 0 and by < room.low:
        raise EditRefused(say("“{name}” has no more material before this.", name=called(project, clip)))
    if room.high is not None and by > 0 and by > room.high:
        raise EditRefused(say("“{name}” has no more material after this.", name=called(project, clip)))
    slipped = replace(
        clip,
        window=_later(clip.window, by),
        fade_in=_later(clip.fade_in, by) if clip.fade_in else None,
        fade_out=_later(clip.fade_out, by) if clip.fade_out else None,
    )
    changed = put_back(project, found, slipped)
    return stayed(project, changed, (clip.id,)) if found.layer is None else changed


def slip_room(project: Project, clip_id: str) -> Room:
    """From how much earlier to how much later in its source the clip may be shown, as `by` of `slip`."""
    found, grain = _playing(project, clip_id), _grain(project, _playing(project, clip_id))
    end_to = trim_room(project, clip_id).end_to
    # How far an item may reach to the left on the timeline is no matter of its material.
    into = found.clip.window.start - earliest_own(project, found.clip)
    low = -max(0, floor_frame(into, grain)) / grain
    return Room(low, end_to - found.span.end if end_to is not None else None)


def _playing(project: Project, clip_id: str) -> Found:
    found = the_clip(project, clip_id)
    if not is_sourced(project, found.clip):
        raise EditRefused(say("“{name}” stands still, so there is nothing to slip.", name=called(project, found.clip)))
    return found


def slide(project: Project, clip_id: str, *, to: Time) -> Project:
    """The project with the clip beginning at `to`, the clip before it longer and the one after it shorter by as much.

        ab[cd] xy [ef]gh   ->   abc xy gh        (sliding xy one second later; the other way it is the reverse)

    A gap beside it gives and takes room, too. Items of the clip go with it, all others stay. Refused on a layer,
    where a clip is simply moved, at the beginning, and where a neighbour has no material.
    """
    found = the_clip(project, clip_id)
    by = rounded(to - found.span.start, project.rate)
    before, after = _neighbours(project, found)
    if by == 0:
        return project
    things: list[Clip | Gap] = [*_ended_later(project, before, found.index - 1, by), found.clip]
    stop = found.index + 1
    if after is not None:
        things += _begun_later(project, after, stop, by)
        stop += 1
    slid = splice(project, found.index - 1, stop, things)
    return stayed(project, slid, [thing.id for thing in (before, after) if isinstance(thing, Clip)])


def slide_room(project: Project, clip_id: str) -> Room:
    """Between which times of the timeline the clip may begin when it slides."""
    found = the_clip(project, clip_id)
    before, after = _neighbours(project, found)
    start, end = found.span.start, found.span.end
    if isinstance(before, Clip):
        left = trim_room(project, before.id)
        low, high = left.end_from, left.end_to
    else:
        low, high = start - before.length, None
    if isinstance(after, Clip):
        right = trim_room(project, after.id)
        first = right.start_from - end + start if right.start_from is not None else None
        return Room(_most(low, first), _least(high, right.start_to - end + start))
    return Room(low, high if after is None else _least(high, start + after.length))


def _neighbours(project: Project, found: Found) -> tuple[Clip | Gap, Clip | Gap | None]:
    name = called(project, found.clip)
    if found.layer is not None:
        raise EditRefused(say("“{name}” lies on a layer, where it can simply be moved.", name=name))
    if found.index == 0:
        raise EditRefused(say("There is nothing before “{name}” that could make room.", name=name))
    after = project.main[found.index + 1] if found.index + 1 < len(project.main) else None
    return project.main[found.index - 1], after


def _ended_later(project: Project, thing: Clip | Gap, index: int, by: Time) -> list[Clip | Gap]:
    if isinstance(thing, Gap):
        return _resized_gap(thing, by)
    found = the_clip(project, thing.id)
    need_room(project, found, thing.length + by)
    window = Span(thing.window.start, thing.length + by)
    need_material(project, found, window)
    assert project.main[index] is thing
    return [end_trimmed(thing, window)]


def _begun_later(project: Project, thing: Clip | Gap, index: int, by: Time) -> list[Clip | Gap]:
    if isinstance(thing, Gap):
        return _resized_gap(thing, -by)
    found = the_clip(project, thing.id)
    need_room(project, found, thing.length - by)
    window = Span(thing.window.start + by, thing.length - by)
    need_material(project, found, window)
    assert project.main[index] is thing
    return [start_trimmed(thing, window)]


def _resized_gap(gap: Gap, by: Time) -> list[Clip | Gap]:
    if gap.length + by < 0:
        raise EditRefused(say("The gap beside it is not that long."))
    return [replace(gap, length=gap.length + by)] if gap.length + by > 0 else []


def _the_cut(project: Project, clip_id: str) -> tuple[Found, Found]:
    """The clip and the one that ends where it begins. Refused where there is none."""
    found = the_clip(project, clip_id)
    if found.layer is None:
        before = project.main[found.index - 1] if found.index else None
        if isinstance(before, Clip):
            return found, the_clip(project, before.id)
    else:
        near = 1 / (2 * _grain(project, found))
        ends = zip(item_starts(project, found.layer), found.layer.items, strict=True)
        for start, item in ends:
            if item.id != clip_id and abs(start + item.clip.length - found.span.start) < near:
                return found, the_clip(project, item.id)
    raise EditRefused(say("There is no clip right before “{name}”.", name=called(project, found.clip)))


def rejoin(project: Project, clip_id: str) -> Project:
    """The project with the clip and the one right after it made one again, as they were before a split.

        ab|cd   ->   abcd

    It cannot be seen or heard. Refused where the second does not go on with the next picture of the first, or
    something was done to one of them and not to the other.
    """
    found = the_clip(project, clip_id)
    after = _right_after(project, found)
    if after is None:
        raise EditRefused(say("There is no clip right after “{name}”.", name=called(project, found.clip)))
    left, right = found.clip, after.clip
    if (
        left.content != right.content
        or left.speed != right.speed
        or left.time_map != right.time_map
        or left.window.end != right.window.start
    ):
        raise EditRefused(
            say("“{name}” does not go on in the clip after it: something is missing between them.",
                name=called(project, left))
        )  # fmt: skip
    if right.enter is not None or _without_edges(left) != _without_edges(right) or _faded_apart(left, right):
        raise EditRefused(
            say("The two halves of “{name}” are no longer alike. Undo what was done to one of them first.",
                name=called(project, left))
        )  # fmt: skip
    window = Span(left.window.start, left.length + right.length)
    whole = replace(left, window=window, fade_out=right.fade_out, markers=(*left.markers, *right.markers))
    if found.layer is None:
        return taken_over(splice(project, found.index, found.index + 2, (whole,)), whole, right.id)
    assert found.item is not None
    items: tuple[Item, ...] = tuple(
        replace(item, clip=whole) if item.id == left.id else item for item in found.layer.items if item.id != right.id
    )
    return with_items(project, found.layer, items)


def _right_after(project: Project, found: Found) -> Found | None:
    if found.layer is None:
        after = project.main[found.index + 1] if found.index + 1 < len(project.main) else None
        return the_clip(project, after.id) if isinstance(after, Clip) else None
    near = 1 / (2 * _grain(project, found))
    starts = zip(item_starts(project, found.layer), found.layer.items, strict=True)
    there = [item for at, item in starts if item.id != found.clip.id and abs(at - found.span.end) < near]
    # Several may begin there: the one that goes on is meant.
    there.sort(
        key=lambda item: item.clip.content != found.clip.content or item.clip.window.start != found.clip.window.end
    )
    return the_clip(project, there[0].id) if there else None


def _without_edges(clip: Clip) -> Clip:
    """What two halves of a split have in common."""
    effects = tuple(replace(applied, id="") for applied in clip.effects)
    window = Span(Time(0), Time(0))
    bare: Clip = replace(clip, id="", window=window, fade_in=None, fade_out=None, enter=None, markers=())
    return replace(bare, effects=effects)


def _faded_apart(left: Clip, right: Clip) -> bool:
    """Whether a fade begins or ends at the cut."""
    coming = right.fade_in is not None and right.fade_in != left.fade_in
    return coming or (left.fade_out is not None and left.fade_out != right.fade_out)


def _later(span: Span, by: Time) -> Span:
    return Span(span.start + by, span.length)


def _grain(project: Project, found: Found) -> Rate:
    return grain_of(project, sound=is_sound(found.layer))


def _most(*moments: Time | None) -> Time | None:
    known = [moment for moment in moments if moment is not None]
    return max(known) if known else None


def _least(*moments: Time | None) -> Time | None:
    known = [moment for moment in moments if moment is not None]
    return min(known) if known else None
