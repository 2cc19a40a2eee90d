"""The beats of a clip's music, and cuts that lie on them.

A beat is a marker of the clip that says its place in the bar, so it stays on its sound. A cut that lies on a beat is
bound to it: no more is written down. It must never listen: what the beats are is told.

In the drawings `!` is a beat that opens a bar and `.` another.
"""

from __future__ import annotations

from contextlib import suppress

from msgspec.structs import replace

from studio.edits.pieces import called, put_back, rounded, seen_clip, the_clip
from studio.edits.refused import EditRefused
from studio.edits.trim import trim_end
from studio.model import (
    BEAT_COLOUR,
    DOWNBEAT_COLOUR,
    ZERO,
    Clip,
    Footage,
    Marker,
    Project,
    Time,
    find,
    main_start,
    round_to_flick,
)
from studio.sentences import say

__all__ = ["beat_times", "double_beats", "follow_beats", "halve_beats", "nudge_beats", "set_beats"]

_BAR = 4
Markers = tuple[Marker, ...]


def beat_times(project: Project, clip_id: str) -> tuple[Time, ...]:
    """When on the timeline the beats of a clip are heard, in order."""
    found = seen_clip(project, clip_id)
    own = (found.clip.own_at(marker.time) for marker in found.clip.markers if marker.beat)
    return tuple(sorted(found.span.start + at - found.clip.window.start for at in own if at in found.clip.window))


def set_beats(project: Project, clip_id: str, *, beats: Markers) -> Project:
    """The project with these beats on the clip in place of those it had; none takes them away.

                  ! . . . !
    abcdefghi ->  abcdefghi
    """
    found = the_clip(project, clip_id)
    if not isinstance(found.clip.content, Footage):
        raise EditRefused(say("“{name}” shows no file.", name=called(project, found.clip)))
    return _with_beats(project, clip_id, beats)


def nudge_beats(project: Project, clip_id: str, *, by: Time) -> Project:
    """The project with all beats of the clip `by` later in its sound.

    ! . . .          ! . . .
    abcdefgh   ->   abcdefgh       (by a second)
    """
    beats = _beats(project, clip_id)
    moved = (replace(beat, time=round_to_flick(beat.time + by)) for beat in beats)
    return _with_beats(project, clip_id, tuple(beat for beat in moved if beat.time >= ZERO))


def double_beats(project: Project, clip_id: str, *, new_id: str) -> Project:
    """The project with a beat between every two.

        ! . . . !        !...!...!
        abcdefghi   ->   abcdefghi

    Where the music goes twice as fast as was found. New beats get ids that begin with `new_id`.
    """
    beats = _beats(project, clip_id)
    found: list[Marker] = []
    for number, beat in enumerate(beats):
        found.append(beat)
        if number + 1 < len(beats):
            middle = round_to_flick((beat.time + beats[number + 1].time) / 2)
            found.append(replace(beat, id=f"{new_id}.{number}", time=middle))
    return _with_beats(project, clip_id, _counted(found, 2 * _opening(beats)))


def halve_beats(project: Project, clip_id: str) -> Project:
    """The project with every other beat; those that open bars stay.

    !...!...!        ! . . . !
    abcdefghi   ->   abcdefghi
    """
    beats = _beats(project, clip_id)
    first = _opening(beats) % 2
    return _with_beats(project, clip_id, _counted(list(beats[first::2]), _opening(beats[first::2])))


def follow_beats(project: Project, clip_id: str, *, before: tuple[Time, ...]) -> Project:
    """The project with the cuts that lay on the beats `before` on the beats of the same number that the clip has now.

        ! . . .               ! . . .
        aabbccdd         ->   aaaabbbbccccdddd      (another song, half as fast)

    Clips become longer or shorter at their ends. Where there is no material left, or no such beat, a cut stays as it is
    and what follows moves along.
    """
    the_clip(project, clip_id)
    now = beat_times(project, clip_id)
    bound: list[tuple[str, Time]] = []
    for index in range(1, len(project.main) + 1):
        cut, ending = main_start(project, index), project.main[index - 1]
        number = _beat_at(before, cut, 1 / project.rate)
        if number is not None and number < len(now) and isinstance(ending, Clip):
            bound.append((ending.id, now[number]))
    for ending_id, moment in bound:
        found = find(project, ending_id)
        if found is not None and moment > found.span.start:
            with suppress(EditRefused):
                project = trim_end(project, ending_id, to=rounded(moment, project.rate))
    return project


def _beat_at(beats: tuple[Time, ...], cut: Time, frame: Time) -> int | None:
    """The number of the beat on which a cut lies: cuts are on whole frames, beats are not."""
    near = min(range(len(beats)), key=lambda at: abs(beats[at] - cut), default=None)
    return near if near is not None and abs(beats[near] - cut) < frame else None


def _beats(project: Project, clip_id: str) -> Markers:
    found = the_clip(project, clip_id)
    beats = tuple(marker for marker in found.clip.markers if marker.beat)
    if not beats:
        raise EditRefused(say("“{name}” has no beats yet.", name=called(project, found.clip)))
    return beats


def _opening(beats: Markers) -> int:
    return next((at for at, beat in enumerate(beats) if beat.beat == 1), 0)


def _counted(beats: list[Marker], opening: int) -> Markers:
    """The beats, counted in bars from the one at `opening`."""

    def count(at: int, beat: Marker) -> Marker:
        number = (at - opening) % _BAR + 1
        return replace(beat, beat=number, colour=DOWNBEAT_COLOUR if number == 1 else BEAT_COLOUR)

    return tuple(count(at, beat) for at, beat in enumerate(beats))


def _with_beats(project: Project, clip_id: str, beats: Markers) -> Project:
    found = the_clip(project, clip_id)
    others = [marker for marker in found.clip.markers if not marker.beat]
    taken = {marker.time for marker in others}
    ids = {marker.id for marker in others}
    for beat in beats:
        if beat.id in ids:
            raise EditRefused(say("The id “{id}” is taken already.", id=beat.id))
        ids.add(beat.id)
        if beat.time not in taken:
            taken.add(beat.time)
            others.append(beat)
    markers = tuple(sorted(others, key=lambda one: one.time))
    return put_back(project, found, replace(found.clip, markers=markers))
