"""Markers on the whole piece and on clips. None of these edits moves a clip.

In the drawings a letter is what is seen in a second, and `!` a marker at the beginning of the one below it. Without
`clip_id` an edit is about a marker of the whole piece.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from studio.edits.numbers import colour_of
from studio.edits.pieces import called, put_back, rounded, the_clip
from studio.edits.refused import EditRefused
from studio.model import ZERO, Marker, Project, Time, round_to_flick
from studio.sentences import say

__all__ = ["add_marker", "remove_marker", "set_marker"]

Markers = tuple[Marker, ...]


def add_marker(project: Project, marker: Marker, *, at: Time, clip_id: str | None = None) -> Project:
    """The project with a marker at time `at` of the timeline, on the nearest whole frame.

                        !                                              !
        abcdef   ->    abcdef        (at second 1; after a trim there:   bcdef)

    On a clip it is exactly at `at`, on what the clip shows or says then, and stays there when the clip moves, is
    trimmed or played faster. Refused outside the piece or the clip, and where a marker stands already.
    """
    placed = replace(marker, time=_placed(project, at, clip_id), colour=colour_of(marker.colour))

    def add(markers: Markers) -> Markers:
        if any(other.time == placed.time for other in markers):
            raise EditRefused(say("There is a marker already."))
        if any(other.id == placed.id for other in markers):
            raise EditRefused(say("The id “{id}” is taken already.", id=placed.id))
        return tuple(sorted((*markers, placed), key=lambda one: one.time))

    return _changed(project, clip_id, add)


def set_marker(
    project: Project,
    marker_id: str,
    *,
    clip_id: str | None = None,
    name: str | None = None,
    colour: str | None = None,
    to: Time | None = None,
) -> Project:
    """The project with a marker named, coloured or moved to a time of the timeline. What is None stays.

         !                 !
        abc   ->        abc        (to second 2)

    Refused where another marker stands already.
    """
    time = None if to is None else _placed(project, to, clip_id)

    def change(markers: Markers) -> Markers:
        old = _of(markers, marker_id)
        new = replace(
            old,
            time=old.time if time is None else time,
            name=old.name if name is None else name.strip(),
            colour=old.colour if colour is None else colour_of(colour),
        )
        others = [other for other in markers if other.id != marker_id]
        if any(other.time == new.time for other in others):
            raise EditRefused(say("There is a marker already."))
        return markers if new == old else tuple(sorted((*others, new), key=lambda one: one.time))

    return _changed(project, clip_id, change)


def remove_marker(project: Project, marker_id: str, *, clip_id: str | None = None) -> Project:
    """The project without a marker.

         !
        abc   ->   abc

    Refused when there is none of that id.
    """

    def remove(markers: Markers) -> Markers:
        gone = _of(markers, marker_id)
        return tuple(other for other in markers if other is not gone)

    return _changed(project, clip_id, remove)


def _changed(project: Project, clip_id: str | None, change: Callable[[Markers], Markers]) -> Project:
    if clip_id is None:
        markers = change(project.markers)
        return project if markers is project.markers else replace(project, markers=markers)
    found = the_clip(project, clip_id)
    return put_back(project, found, replace(found.clip, markers=change(found.clip.markers)))


def _placed(project: Project, at: Time, clip_id: str | None) -> Time:
    """Where a marker at time `at` of the timeline is kept: on a whole frame, or in the source of its clip."""
    if clip_id is None:
        time = rounded(at, project.rate)
        if time < ZERO:
            raise EditRefused(say("Nothing can begin before the start."))
        return time
    found = the_clip(project, clip_id)
    if at not in found.span:
        raise EditRefused(say("“{name}” is not shown at that time.", name=called(project, found.clip)))
    clip = found.clip
    if clip.time_map is not None and clip.time_map.stands_still:
        # All its moments are one of the source.
        raise EditRefused(say("“{name}” is one frozen picture. Mark the timeline there.", name=called(project, clip)))
    time = round_to_flick(clip.source_at(clip.window.start + at - found.span.start))
    # Rounding must not take it out of sight.
    return time if clip.own_at(time) in clip.window else clip.source_at(clip.window.start)


def _of(markers: Markers, marker_id: str) -> Marker:
    for marker in markers:
        if marker.id == marker_id:
            return marker
    raise EditRefused(say("There is no marker “{id}” any more.", id=marker_id))
