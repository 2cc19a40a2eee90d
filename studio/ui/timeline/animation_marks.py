"""Where the marks of a clip's animations lie: how far coming and going reach into it, and what can be taken hold of.

It must never know Qt or what an animation looks like.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from studio.model import Clip, When
from studio.render import animation_spans
from studio.ui.timeline.layout import Box, Layout

__all__ = ["MARK_RISE", "AnimationMark", "animation_at", "animation_marks"]

MARK_RISE = 3.5
"""How far the middle of the marks lies above the lower edge of their clip."""
_NARROWEST = 24.0
_REACH_X, _REACH_Y = 5.0, 6.0
_CLEAR = 11.0
"""Grips stay so far from the ends of the clip, where it is trimmed."""


class AnimationMark(NamedTuple):
    """What an animation takes of a clip, from `left` to `right` on the widget; `grip` is where its inner end is taken
    hold of, None for a loop and where that end lies on another part of a clip that was split."""

    when: When
    left: float
    right: float
    grip: float | None


def animation_marks(layout: Layout, clip: Clip, box: Box) -> tuple[AnimationMark, ...]:
    """The marks of a clip that lies at `box`; none on clips too narrow for them."""
    if not clip.animations or box.width < _NARROWEST:
        return ()
    zoom, window = layout.scale.zoom, clip.window
    found = []
    for when, span in animation_spans(layout.project, clip.id).items():
        start, end = max(span.start, window.start), min(span.end, window.end)
        inner = span.end if when == "in" else span.start
        if start >= end and not window.start <= inner <= window.end:
            continue
        left, right = (box.x + float(own - window.start) * zoom for own in (start, max(start, end)))
        grip = None
        if when != "loop" and window.start <= inner <= window.end:
            clear = min(_CLEAR, box.width / 2)
            grip = min(max(right if when == "in" else left, box.x + clear), box.right - clear)
        found.append(AnimationMark(when, left, right, grip))
    return tuple(found)


def animation_at(layout: Layout, clip: Clip, box: Box, point: tuple[float, float]) -> Literal["in", "out"] | None:
    """The animation whose grip lies under a point."""
    if abs(point[1] - box.bottom + MARK_RISE) > _REACH_Y:
        return None
    for mark in animation_marks(layout, clip, box):
        if mark.grip is not None and abs(mark.grip - point[0]) <= _REACH_X:
            return "in" if mark.when == "in" else "out"
    return None
