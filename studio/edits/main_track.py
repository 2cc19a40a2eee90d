"""The main track: putting things into the order, taking them out, and what must fit afterwards.

Gaps beside each other are one gap, and the track never ends with one. A transition covers half its
length on each side of its cut; transitions never overlap, and there is none over a gap or at the start.
It must never look at layers: pins are looked after by the edits that call it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from studio.edits.refused import EditRefused
from studio.model import (
    Clip,
    Gap,
    Project,
    Rate,
    Time,
    Transition,
    floor_frame,
    main_frames,
)
from studio.sentences import say

__all__ = ["cuts_without", "nearest_cut", "need_open_main", "splice", "transition_room"]


def need_open_main(project: Project) -> None:
    """Refused when the main track is locked."""
    if project.main_state.locked:
        raise EditRefused(say("The main track is locked. Unlock it first."))


def splice(
    project: Project, start: int, stop: int, things: Iterable[Clip | Gap], *, though_locked: bool = False
) -> Project:
    """The project with things number `start` to `stop` (not included) of the main track replaced by `things`.

    Refused when the main track is locked, but for what is done to the whole project.
    """
    if not though_locked:
        need_open_main(project)
    main, new = project.main, list(things)
    if start > 0 and isinstance(main[start - 1], Gap):
        start -= 1
        new.insert(0, main[start])
    if stop < len(main) and isinstance(main[stop], Gap):
        new.append(main[stop])
        stop += 1
    new = _joined(new)
    if stop == len(main):
        while new and isinstance(new[-1], Gap):
            new.pop()
    elif stop < len(main):
        # What follows may have a transition that no longer fits.
        new.append(main[stop])
        stop += 1
    before = main[start - 1] if start else None
    for number, thing in enumerate(new):
        new[number] = before = _with_fitting_transition(thing, before, project.rate)
    return replace(project, main=(*main[:start], *new, *main[stop:]))


def _joined(things: Iterable[Clip | Gap]) -> list[Clip | Gap]:
    """The things with neighbouring gaps made one, which keeps the first one's id."""
    joined: list[Clip | Gap] = []
    for thing in things:
        last = joined[-1] if joined else None
        if isinstance(thing, Gap) and isinstance(last, Gap):
            joined[-1] = replace(last, length=last.length + thing.length)
        else:
            joined.append(thing)
    return joined


def _half(transition: Transition | None) -> Time:
    return transition.length / 2 if transition is not None else Time(0)


def _with_fitting_transition(thing: Clip | Gap, before: Clip | Gap | None, rate: Rate) -> Clip | Gap:
    """The thing with its transition shortened to whole pairs of frames, or dropped, where it would not fit."""
    if not isinstance(thing, Clip) or thing.enter is None:
        return thing
    if not isinstance(before, Clip):
        return replace(thing, enter=None)
    room = 2 * min(thing.length, before.length - _half(before.enter))
    if thing.enter.length <= room:
        return thing
    pairs = floor_frame(room / 2, rate)
    return replace(thing, enter=replace(thing.enter, length=2 * pairs / rate) if pairs > 0 else None)


def transition_room(project: Project, index: int) -> Time:
    """The longest transition that thing number `index` may come in with; 0 where there can be none.

    At most as long as the shorter of the two clips, and not over another transition.
    """
    main = project.main
    clip, before = main[index], main[index - 1] if index else None
    if not isinstance(clip, Clip) or not isinstance(before, Clip):
        return Time(0)
    after = main[index + 1] if index + 1 < len(main) else None
    leaving = _half(after.enter) if isinstance(after, Clip) else Time(0)
    return min(clip.length, before.length, 2 * (clip.length - leaving), 2 * (before.length - _half(before.enter)))


def cuts_without(project: Project, index: int) -> list[int]:
    """The frames of the cuts that remain when thing number `index` is taken out and the hole closed."""
    frames = main_frames(project)
    length = frames[index + 1] - frames[index]
    return [*frames[: index + 1], *(frame - length for frame in frames[index + 2 :])]


def nearest_cut(frames: Sequence[int], moment: Time, rate: Rate) -> int:
    """The number of the cut nearest to `moment` among rising `frames`; of two as near, the later one."""
    place = moment * rate
    after = bisect_right(frames, place)
    if after == 0:
        return 0
    if after == len(frames):
        return after - 1
    return after if frames[after] - place <= place - frames[after - 1] else after - 1
