"""What a dragged edge meets: the playhead, the edges of other clips, the range, the ends.

All candidates are gathered once, when the drag begins; each question is then a search in a sorted list.
It must never let an edge meet what moves along with it, or slow drags would stick.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from studio.model import (
    ZERO,
    Clip,
    Layer,
    OnClip,
    Project,
    Span,
    Standing,
    Time,
    all_markers,
    item_span,
    main_duration,
    main_frames,
)
from studio.sentences import Sentence, say
from studio.ui.timeline.lanes import main_row, packed_rows
from studio.ui.timeline.names import clip_name

__all__ = ["REACH", "Meeting", "Snapping", "moving_along"]

REACH = 8
"""How near, in pixels of the screen, an edge must come to meet something."""


@dataclass(frozen=True)
class Meeting:
    """The exact moment an edge meets, and what it meets there, in words."""

    moment: Time
    what: Sentence


def moving_along(project: Project, ids: Collection[str], *, ripple_from: int | None = None) -> frozenset[str]:
    """`ids`, everything of the main track from number `ripple_from` on, and all items pinned to any of them."""
    moving = set(ids)
    if ripple_from is not None:
        moving.update(thing.id for thing in project.main[ripple_from:])
    for layer in (*project.layers, *project.sounds):
        moving.update(item.id for item in layer.items if isinstance(item.pin, OnClip) and item.pin.clip in moving)
    return frozenset(moving)


def _marker_words(standing: Standing) -> Sentence:
    name = standing.marker.name
    return say("Marker “{name}”", name=name) if name else say("Marker")


class Snapping:
    """The candidates of one drag. `moving` are the ids that move; with `ripple_from`, the cut before that number
    of the main track moves too."""

    def __init__(
        self,
        project: Project,
        *,
        playhead: Time | None = None,
        span: Span | None = None,
        moving: Collection[str] = (),
        ripple_from: int | None = None,
    ) -> None:
        self._project = project
        self._named: list[Meeting] = [Meeting(ZERO, say("Start"))]
        if playhead is not None:
            self._named.insert(0, Meeting(playhead, say("Playhead")))
        if span is not None:
            self._named += [Meeting(span.start, say("Range start")), Meeting(span.end, say("Range end"))]
        if ripple_from is None and project.main:
            self._named.append(Meeting(main_duration(project), say("End of the main track")))
        self._named += [
            Meeting(standing.time, _marker_words(standing))
            for standing in all_markers(project)
            if standing.clip_id is None or standing.clip_id not in moving
        ]
        self._sources: list[Layer | None] = [None, *project.layers, *project.sounds]
        moments, codes = self._gather(moving, ripple_from)
        order = np.argsort(moments, kind="stable")
        self._moments, self._codes = moments[order], codes[order]

    def _gather(
        self, moving: Collection[str], ripple_from: int | None
    ) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], np.ndarray[tuple[int, int], np.dtype[np.int64]]]:
        """All edges as floats, each with a code (which source, which thing, 0 start or 1 end) to find it again."""
        moments, codes = [], []
        for source, layer in enumerate(self._sources):
            rows = (main_row(self._project),) if layer is None else packed_rows(self._project, layer)
            for row in rows:
                kept = (
                    np.fromiter((row.clip(place).id not in moving for place in range(len(row))), np.bool_, len(row))
                    & ~row.gaps
                )
                for edge, edges in ((0, row.starts), (1, row.ends)):
                    places = np.flatnonzero(kept)
                    if layer is None and edge == 1 and ripple_from is not None:
                        places = places[places != ripple_from - 1]
                    moments.append(edges[places])
                    codes.append(
                        np.stack([np.full(len(places), source), row.order[places], np.full(len(places), edge)], 1)
                    )
        return np.concatenate(moments), np.concatenate(codes)

    def nearest(self, moment: Time, reach: Time) -> Meeting | None:
        """What lies nearest to `moment`, no farther than `reach`; the playhead wins a tie, then 0 and the range."""
        best: Meeting | None = None
        for meeting in (*self._named, *self._edges_around(moment)):
            distance = abs(meeting.moment - moment)
            if distance <= reach and (best is None or distance < abs(best.moment - moment)):
                best = meeting
        return best

    def nearest_of(self, moments: Iterable[Time], reach: Time) -> tuple[Time, Meeting] | None:
        """For something with several edges: how far to shift it so that the nearest of them meets, and what."""
        found: list[tuple[Time, Meeting]] = []
        for moment in moments:
            meeting = self.nearest(moment, reach)
            if meeting is not None:
                found.append((meeting.moment - moment, meeting))
        return min(found, key=lambda pair: abs(pair[0])) if found else None

    def _edges_around(self, moment: Time) -> list[Meeting]:
        place = int(np.searchsorted(self._moments, float(moment)))
        return [self._edge(near) for near in (place - 1, place) if 0 <= near < len(self._moments)]

    def _edge(self, place: int) -> Meeting:
        source, number, edge = (int(code) for code in self._codes[place])
        layer = self._sources[source]
        if layer is None:
            moment: Time = Fraction(main_frames(self._project)[number + edge]) / self._project.rate
            thing = self._project.main[number]
        else:
            span = item_span(self._project, layer, number)
            moment, thing = (span.end if edge else span.start), layer.items[number].clip
        name = clip_name(self._project, thing) if isinstance(thing, Clip) else ""
        return Meeting(moment, say("End of “{name}”", name=name) if edge else say("Start of “{name}”", name=name))
