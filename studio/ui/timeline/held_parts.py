"""What of a compound is shown on its clip on the timeline: the files it holds, where they lie in it.

It must never know Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from studio.model import (
    MOST_NESTED,
    ZERO,
    Clip,
    Compound,
    Footage,
    Project,
    Span,
    Time,
    all_clips,
    inside_of,
)

__all__ = ["held_parts"]


def held_parts(project: Project, clip: Clip, kind: Literal["picture", "sound"]) -> Iterator[tuple[Time, Clip]]:
    """The clips of files a compound shows in its main track (or above it where that is empty), or that sound in it.

    With each the time after the compound's beginning; they are as fast as the compound plays them, and cut where it
    is. Nothing for one that is bent in time: its pictures are not where straight lines say.
    """
    yield from _parts(project, clip, kind, 1)


def _parts(project: Project, clip: Clip, kind: Literal["picture", "sound"], level: int) -> Iterator[tuple[Time, Clip]]:
    content = clip.content
    if not isinstance(content, Compound) or clip.time_map is not None or level > MOST_NESTED:
        return
    window, speed = clip.played_span, clip.speed
    track = ("main" if content.main else "layers") if kind == "picture" else "sounds"
    for found in all_clips(inside_of(project, content)):
        if found.track != track:
            continue
        start, end = max(found.span.start, window.start), min(found.span.end, window.end)
        if start >= end:
            continue
        own = found.clip.window.start + start - found.span.start
        shown = replace(
            found.clip, window=Span(own / speed, (end - start) / speed), speed=found.clip.speed * speed, enter=None
        )
        at = (start - window.start) / speed
        if isinstance(shown.content, Footage):
            yield at, shown
        else:
            for into, part in _parts(project, shown, kind, level + 1):
                yield max(ZERO, at + into), part
