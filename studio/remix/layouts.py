"""The layouts of a duet: which screens several pictures have on a canvas of any shape.

The first screen is the source's, the others are one's own. It must never know clips or files.

The small screens keep clear of what TikTok draws over a video: they stand in its safe zone on upright canvases, and
48 pixels of 1080 from the edge on others; their size is 360 x 640 of 1080 x 1920, the circle's 320 across. A cut-out
before a green screen is 0.6 of the canvas (Remix layouts of TikTok, as seen 2026; sizes are estimates).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from studio.edits import Screen
from studio.model import Canvas
from studio.sentences import Refused, Sentence, say

__all__ = ["LAYOUTS", "Layout", "layout_of"]

_Screens = tuple[Screen | None, ...]


class Layout(NamedTuple):
    """A named layout: for how many pictures, and where each stands on a canvas."""

    key: str
    name: Sentence
    least: int
    most: int
    screens: Callable[[Canvas, int, bool], _Screens]
    """Given the canvas, how many pictures, and whether they are shown whole instead of filling their screens."""


def _size(canvas: Canvas) -> tuple[float, float]:
    return canvas.width / canvas.short_side, canvas.height / canvas.short_side


def _grid(rows: Sequence[int]) -> Callable[[Canvas, int, bool], _Screens]:
    """Rows of equal height, each with so many screens of equal width."""

    def screens(canvas: Canvas, count: int, whole: bool) -> _Screens:  # noqa: ARG001
        wide, high = _size(canvas)
        height = high / len(rows)
        made: list[Screen] = []
        for row, across in enumerate(rows):
            width, y = wide / across, -high / 2 + height * (row + 0.5)
            made += [Screen(-wide / 2 + width * (turn + 0.5), y, width, height, whole=whole) for turn in range(across)]
        return tuple(made)

    return screens


def _three(canvas: Canvas, count: int, whole: bool) -> _Screens:
    """One beneath the other on upright canvases, beside each other on wide ones."""
    return _grid((1, 1, 1) if canvas.height > canvas.width else (3,))(canvas, count, whole)


def _full(canvas: Canvas, whole: bool) -> Screen:
    return Screen(0.0, 0.0, *_size(canvas), whole=whole)


def _corner(canvas: Canvas, count: int, whole: bool) -> _Screens:
    wide, high = _size(canvas)
    small = (1 / 3, 16 / 27) if high > wide else (wide / 3, high / 3)
    return (_full(canvas, whole), *_stacked_small(canvas, count - 1, small, 0.0))


def _circle(canvas: Canvas, count: int, whole: bool) -> _Screens:
    return (_full(canvas, whole), *_stacked_small(canvas, count - 1, (320 / 1080, 320 / 1080), 1.0))


def _stacked_small(canvas: Canvas, count: int, size: tuple[float, float], roundness: float) -> tuple[Screen, ...]:
    """Small screens at the top left, one beneath the other."""
    wide, high = _size(canvas)
    left, top = (120 / 1080, 240 / 1080) if high > wide else (48 / 1080, 48 / 1080)
    width, height = size
    room = high - top - 48 / 1080
    if count > 1:
        # More of them become smaller, so that they stay clear of each other.
        shrunk = min(1.0, (room / count - 24 / 1080) / height)
        width, height = width * shrunk, height * shrunk
    x, y = -wide / 2 + left + width / 2, -high / 2 + top + height / 2
    step = height + 24 / 1080
    return tuple(Screen(x, y + step * turn, width, height, roundness) for turn in range(count))


def _before(canvas: Canvas, count: int, whole: bool) -> _Screens:
    """The source fills the canvas, and oneself stands before it, with one's feet at the bottom."""
    wide, high = _size(canvas)
    height, width = high * 0.6, wide / (count - 1)
    y = high / 2 - height / 2
    own = [
        Screen(-wide / 2 + width * (turn + 0.5), y, width, height, whole=True, foot=True) for turn in range(count - 1)
    ]
    return (_full(canvas, whole), *own)


def _only_source(canvas: Canvas, count: int, whole: bool) -> _Screens:
    return (_full(canvas, whole), *[None] * (count - 1))


def _only_mine(canvas: Canvas, count: int, whole: bool) -> _Screens:
    return (None, _full(canvas, whole), *[None] * (count - 2))


LAYOUTS: tuple[Layout, ...] = (
    Layout("left-right", say("Left and right"), 2, 2, _grid((2,))),
    Layout("top-bottom", say("Top and bottom"), 2, 2, _grid((1, 1))),
    Layout("corner", say("In the corner"), 2, 4, _corner),
    Layout("circle", say("In a circle"), 2, 4, _circle),
    Layout("before", say("Before the source"), 2, 3, _before),
    Layout("three", say("Three screens"), 3, 3, _three),
    Layout("one-and-two", say("One above two"), 3, 3, _grid((1, 2))),
    Layout("four", say("Four screens"), 4, 4, _grid((2, 2))),
    Layout("only-source", say("Only the source"), 2, 4, _only_source),
    Layout("only-mine", say("Only me"), 2, 4, _only_mine),
)


def layout_of(key: str, count: int) -> Layout:
    """The layout of that name for so many pictures. Refused, saying why, where it does not take as many."""
    layout = next((one for one in LAYOUTS if one.key == key), None)
    if layout is None:
        raise Refused(say("There is no layout “{name}”.", name=key))
    if not layout.least <= count <= layout.most:
        if layout.least == layout.most:
            sentence = say(
                "“{name}” is for {most} pictures, and there are {count}.",
                name=layout.name,
                most=layout.most,
                count=count,
            )
        else:
            sentence = say(
                "“{name}” is for {least} to {most} pictures, and there are {count}.",
                name=layout.name,
                least=layout.least,
                most=layout.most,
                count=count,
            )
        raise Refused(sentence)
    return layout
