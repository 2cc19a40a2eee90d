"""Where clips and words lie on the canvas, for handles to drag and safe zones to check. No pixels."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from studio.effect import Effects, Pose
from studio.model import Found, Project, Time, all_clips, find, floor_frame, is_hidden
from studio.render.geometry import Corners, corners, fitted_size
from studio.render.layers import picture_size
from studio.render.motions import motions_at, run_of
from studio.render.moving import pose_of, posed
from studio.render.plan import Drawn, Plan, Words, clip_plan, drawn_in
from studio.render.text import texts

__all__ = ["TextBox", "clip_at", "clip_corners", "clip_pose", "text_boxes"]

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


def clip_corners(project: Project, clip_id: str, moment: Time, size: Size, pose: Pose | None = None) -> Corners | None:
    """The corners of a clip's picture or words on a canvas of `size`, whether or not another hides it.

    Where its place puts it, or where it is on its way with the `pose` of its animations. None for clips that are gone,
    off, without a picture, or not on screen at `moment`.
    """
    drawn = _drawn(project, find(project, clip_id), moment)
    if drawn is None:
        return None
    there = posed(drawn, pose, size) if pose is not None else None
    return _corners(there or drawn, size)


def clip_pose(project: Project, clip_id: str, moment: Time, effects: Effects) -> Pose | None:
    """Where its animations set a clip at `moment`, as a whole: what of it is hidden or faint does not count.

    None where none is at work, or where they leave next to nothing of it.
    """
    found = find(project, clip_id)
    drawn = _drawn(project, found, moment)
    if drawn is None or found is None or not found.clip.animations:
        return None
    own = found.clip.window.start + (floor_frame(moment, project.rate) / project.rate - found.span.start)
    run, _members = run_of(project, clip_id)
    moving = msgspec.structs.replace(drawn, motions=motions_at(found.clip, own, run, project.rate))
    pose = pose_of(effects, moving, project.rate)
    still = Pose(x=pose.x, y=pose.y, scale=pose.scale, rotation_deg=pose.rotation_deg)
    return still if still != Pose() and abs(pose.scale) > 0.01 else None


def clip_at(project: Project, moment: Time, point: tuple[float, float], size: Size, effects: Effects) -> str | None:
    """The topmost clip whose picture or words lie under a point of the canvas, where they are at `moment`."""
    for found in reversed(list(all_clips(project))):
        if found.track == "sounds" or moment not in found.span or is_hidden(project, found):
            continue
        name = found.clip.id
        shape = clip_corners(project, name, moment, size, clip_pose(project, name, moment, effects))
        if shape is not None and _holds(shape, point):
            return name
    return None


def _holds(shape: Corners, point: tuple[float, float]) -> bool:
    """Whether the point lies on the same side of all four edges."""
    sides = []
    for one, other in zip(shape, (*shape[1:], shape[0]), strict=True):
        sides.append((other[0] - one[0]) * (point[1] - one[1]) - (other[1] - one[1]) * (point[0] - one[0]))
    return all(side >= 0 for side in sides) or all(side <= 0 for side in sides)


def _drawn(project: Project, found: Found | None, moment: Time) -> Drawn | None:
    at = floor_frame(moment, project.rate) / project.rate
    if found is None or at not in found.span:
        return None
    return clip_plan(project, found.clip, found.clip.window.start + (at - found.span.start))


def _corners(drawn: Drawn, size: Size) -> Corners:
    if isinstance(drawn.shows, Words):
        words = drawn.shows
        width, height = texts.box(words.text, words.style, words.runs, words.arc_deg)
        unit = min(size) * drawn.spot.scale
        return corners(drawn.spot, (width * unit, height * unit), size)
    return corners(drawn.spot, fitted_size(drawn.spot, picture_size(drawn.shows, size), size), size)
