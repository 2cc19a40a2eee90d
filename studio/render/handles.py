"""Where clips and words lie on the canvas, for handles to drag and safe zones to check. No pixels."""

from __future__ import annotations

from typing import NamedTuple

from studio.model import Project, Time, find, floor_frame
from studio.render.geometry import Corners, corners, fitted_size
from studio.render.layers import picture_size
from studio.render.plan import Drawn, Plan, Words, clip_plan, drawn_in
from studio.render.text import texts

__all__ = ["TextBox", "clip_corners", "text_boxes"]

Size = tuple[int, int]


class TextBox(NamedTuple):
    """The upright box around a title's words: clip id, left and top edge, width and height in canvas pixels."""

    clip: str
    x: float
    y: float
    width: float
    height: float


def text_boxes(plan: Plan, size: Size) -> tuple[TextBox, ...]:
    """The box of every title the plan shows, on a canvas of `size`."""
    found = []
    for side in drawn_in(plan.layers):
        if isinstance(side.shows, Words):
            points = _corners(side, size)
            left, top = min(x for x, _y in points), min(y for _x, y in points)
            right, bottom = max(x for x, _y in points), max(y for _x, y in points)
            found.append(TextBox(side.clip, left, top, right - left, bottom - top))
    return tuple(found)


def clip_corners(project: Project, clip_id: str, moment: Time, size: Size) -> Corners | None:
    """The corners of a clip's picture or words on a canvas of `size`, whether or not another hides it.

    None for clips that are gone, off, without a picture, or not on screen at `moment`.
    """
    found = find(project, clip_id)
    at = floor_frame(moment, project.rate) / project.rate
    if found is None or at not in found.span:
        return None
    drawn = clip_plan(project, found.clip, found.clip.window.start + (at - found.span.start))
    return _corners(drawn, size) if drawn is not None else None


def _corners(drawn: Drawn, size: Size) -> Corners:
    if isinstance(drawn.shows, Words):
        width, height = texts.box(drawn.shows.text, drawn.shows.style, drawn.shows.runs)
        unit = min(size) * drawn.spot.scale
        return corners(drawn.spot, (width * unit, height * unit), size)
    return corners(drawn.spot, fitted_size(drawn.spot, picture_size(drawn.shows, size), size), size)
