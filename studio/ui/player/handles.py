"""Geometry of the handles on the picture: where grips lie, and what pulling one makes of place, crop and mask.

Points count from the middle of the canvas in its short sides, x to the right, y down. It must never know Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Literal, NamedTuple

from studio.model import Mask

__all__ = [
    "CORNER_GRIPS",
    "SIDE_GRIPS",
    "Corners",
    "Frame",
    "Grip",
    "Guide",
    "Point",
    "cropped",
    "grip_points",
    "mask_frame",
    "mask_pulled",
    "moved",
    "pulled",
    "uncropped",
    "widened",
]

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Top left, top right, bottom right and bottom left of a picture, as it lies."""

Grip = Literal[
    "move",
    "rotate",
    "feather",
    "roundness",
    "left",
    "right",
    "top",
    "bottom",
    "top_left",
    "top_right",
    "bottom_right",
    "bottom_left",
]
CORNER_GRIPS: tuple[Grip, ...] = ("top_left", "top_right", "bottom_right", "bottom_left")
SIDE_GRIPS: tuple[Grip, ...] = ("top", "right", "bottom", "left")

_STRAIGHT_DEG = 2.5
_WHOLE = 0.02
_ROUND_FROM, _ROUND_OVER = 0.3, 0.5
"""Where on the way from a corner to the middle the grip of the roundness lies, and how far it goes."""


class Guide(NamedTuple):
    """A line something snapped to: across (`x`) or down (`y`) the canvas at `at`."""

    axis: Literal["x", "y"]
    at: float


class Frame(NamedTuple):
    """A box one can pull: its corners, which grips it has, and of a mask how wide its edge and how round it is.

    `feather` counts in short sides of the canvas, `roundness` from 0 to 1.
    """

    corners: Corners
    grips: tuple[Grip, ...]
    feather: float = 0.0
    roundness: float = 0.0


def _between(one: Point, other: Point, share: float = 0.5) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _minus(one: Point, other: Point) -> Point:
    return one[0] - other[0], one[1] - other[1]


def _dot(one: Point, other: Point) -> float:
    return one[0] * other[0] + one[1] * other[1]


def grip_points(frame: Frame, reach: float) -> dict[Grip, Point]:
    """Where each grip lies; the one that rotates stands `reach` outside of the top, that of the feather below the
    bottom and further by as much as it is wide, that of the roundness within the right top corner."""
    corners = frame.corners
    middle = _between(corners[0], corners[2])
    points: dict[Grip, Point] = dict(zip(CORNER_GRIPS, corners, strict=True))
    for number, side in enumerate(SIDE_GRIPS):
        points[side] = _between(corners[number], corners[(number + 1) % 4])
    top = points["top"]
    out = _minus(top, middle)
    length = hypot(*out)
    if length < 1e-6:
        along = _minus(corners[1], corners[0])
        out, length = (along[1], -along[0]), max(1e-6, hypot(*along))
    out = out[0] / length, out[1] / length
    points["rotate"] = top[0] + out[0] * reach, top[1] + out[1] * reach
    below, bottom = reach + frame.feather, points["bottom"]
    points["feather"] = bottom[0] - out[0] * below, bottom[1] - out[1] * below
    points["roundness"] = _between(corners[1], middle, _ROUND_FROM + _ROUND_OVER * frame.roundness)
    return {grip: points[grip] for grip in frame.grips if grip != "move"}


def moved(
    corners: Corners, by: Point, lines: Mapping[Literal["x", "y"], Iterable[float]], near: float
) -> tuple[Point, tuple[Guide, ...]]:
    """How far a box carried `by` really goes: its edges and middle snap to `lines` nearer than `near`."""
    done, guides = [by[0], by[1]], []
    axes: tuple[Literal["x", "y"], Literal["x", "y"]] = ("x", "y")
    for number, axis in enumerate(axes):
        values = [corner[number] for corner in corners]
        low, high = min(values), max(values)
        best: tuple[float, float] | None = None
        for own in (low, (low + high) / 2, high):
            for line in lines[axis]:
                off = line - (own + by[number])
                if abs(off) < near and (best is None or abs(off) < abs(best[0])):
                    best = off, line
        if best is not None:
            done[number] += best[0]
            guides.append(Guide(axis, best[1]))
    return (done[0], done[1]), tuple(guides)


def pulled(
    grip: Grip, centre: Point, scale: float, rotation_deg: float, start: Point, now: Point, *, snap: bool
) -> dict[str, float]:
    """The scale or the rotation of a place after a corner or the rotating grip went from `start` to `now`."""
    before, after = _minus(start, centre), _minus(now, centre)
    if grip == "rotate":
        turned = rotation_deg + _turn(before, after)
        straight = round(turned / 45) * 45
        return {"rotation_deg": float(straight) if snap and abs(turned - straight) < _STRAIGHT_DEG else turned}
    grown = min(100.0, max(0.01, scale * hypot(*after) / max(1e-6, hypot(*before))))
    return {"scale": 1.0 if snap and abs(grown - 1) < _WHOLE else grown}


def _turn(before: Point, after: Point) -> float:
    """The angle from one to the other, clockwise in degrees, within half a turn."""
    return (degrees(atan2(after[1], after[0]) - atan2(before[1], before[0])) + 180) % 360 - 180


def uncropped(corners: Corners, crop: Mapping[str, float]) -> Corners:
    """The corners of the whole picture of which `corners` are what is left."""
    left, right, top, bottom = (crop[f"crop_{side}"] for side in ("left", "right", "top", "bottom"))
    one, two, _three, four = corners
    across = _minus(two, one)
    down = _minus(four, one)
    wide, high = max(1e-6, 1 - left - right), max(1e-6, 1 - top - bottom)
    u = across[0] / wide, across[1] / wide
    v = down[0] / high, down[1] / high
    origin = one[0] - u[0] * left - v[0] * top, one[1] - u[1] * left - v[1] * top
    right_top = origin[0] + u[0], origin[1] + u[1]
    return (
        origin,
        right_top,
        (right_top[0] + v[0], right_top[1] + v[1]),
        (origin[0] + v[0], origin[1] + v[1]),
    )


def cropped(grip: Grip, whole: Corners, crop: Mapping[str, float], start: Point, now: Point) -> dict[str, float]:
    """The parts cut off after a side or corner of the crop went from `start` to `now`; something is always left."""
    across, down = _minus(whole[1], whole[0]), _minus(whole[3], whole[0])
    by = _minus(now, start)
    right_by = _dot(by, across) / max(1e-9, _dot(across, across))
    down_by = _dot(by, down) / max(1e-9, _dot(down, down))
    changes: dict[str, float] = {}
    for side, share, opposite in (
        ("left", right_by, "right"),
        ("right", -right_by, "left"),
        ("top", down_by, "bottom"),
        ("bottom", -down_by, "top"),
    ):
        if side in grip.split("_"):
            most = 0.98 - crop[f"crop_{opposite}"]
            changes[f"crop_{side}"] = min(max(0.0, most), max(0.0, crop[f"crop_{side}"] + share))
    return changes


def widened(centre: Point, rotation_deg: float, scale: float, now: Point) -> float:
    """How wide the lines of a title may be when a side of its box is pulled to `now`."""
    out = _minus(now, centre)
    angle = radians(rotation_deg)
    along = out[0] * cos(angle) + out[1] * sin(angle)
    return min(4.0, max(0.05, 2 * abs(along) / max(1e-6, scale)))


# Masks: from the picture's own measure to the canvas and back.


class _Axes(NamedTuple):
    middle: Point
    across: Point
    down: Point
    unit: float


def _axes(whole: Corners) -> _Axes:
    """The picture's middle, the directions of its edges, and its short side."""
    across, down = _minus(whole[1], whole[0]), _minus(whole[3], whole[0])
    wide, high = max(1e-9, hypot(*across)), max(1e-9, hypot(*down))
    return _Axes(
        _between(whole[0], whole[2]),
        (across[0] / wide, across[1] / wide),
        (down[0] / high, down[1] / high),
        min(wide, high),
    )


def _on_picture(axes: _Axes, point: Point) -> Point:
    out = _minus(point, axes.middle)
    return _dot(out, axes.across) / axes.unit, _dot(out, axes.down) / axes.unit


def _on_canvas(axes: _Axes, point: Point) -> Point:
    x, y = point[0] * axes.unit, point[1] * axes.unit
    return (
        axes.middle[0] + x * axes.across[0] + y * axes.down[0],
        axes.middle[1] + x * axes.across[1] + y * axes.down[1],
    )


def _turned(point: Point, angle_deg: float) -> Point:
    angle = radians(angle_deg)
    return point[0] * cos(angle) - point[1] * sin(angle), point[0] * sin(angle) + point[1] * cos(angle)


def mask_frame(mask: Mask, numbers: Mapping[str, float], whole: Corners) -> Frame:
    """The box of a mask on the canvas; `numbers` are its curves at this moment."""
    axes = _axes(whole)
    wide, high = numbers["width"], numbers["height"]
    grips: tuple[Grip, ...] = ("move", "rotate", *CORNER_GRIPS, *SIDE_GRIPS)
    if mask.shape == "rectangle":
        grips = (*grips, "roundness")
    if mask.shape in ("line", "band"):
        wide, high = 1.4, 0.0 if mask.shape == "line" else high
        grips = ("move", "rotate") if mask.shape == "line" else ("move", "rotate", "top", "bottom")
    elif mask.shape == "text":
        wide = max(0.2, high * 0.6 * max(1, len(mask.text)))
        grips = ("move", "rotate", *CORNER_GRIPS)
    found = []
    for x, y in ((-wide, -high), (wide, -high), (wide, high), (-wide, high)):
        turned = _turned((x / 2, y / 2), numbers["rotation_deg"])
        found.append(_on_canvas(axes, (turned[0] + numbers["x"], turned[1] + numbers["y"])))
    one, two, three, four = found
    feather = numbers.get("feather", 0.0) * axes.unit
    return Frame((one, two, three, four), (*grips, "feather"), feather, numbers.get("roundness", 0.0))


def mask_pulled(
    grip: Grip, numbers: Mapping[str, float], whole: Corners, start: Point, now: Point, *, snap: bool
) -> dict[str, float]:
    """The numbers of a mask that change when a grip of its box goes from `start` to `now`."""
    axes = _axes(whole)
    before, after = _on_picture(axes, start), _on_picture(axes, now)
    centre = numbers["x"], numbers["y"]
    if grip == "move":
        x, y = centre[0] + after[0] - before[0], centre[1] + after[1] - before[1]
        return {"x": 0.0 if snap and abs(x) < _WHOLE else x, "y": 0.0 if snap and abs(y) < _WHOLE else y}
    before, after = _minus(before, centre), _minus(after, centre)
    if grip == "rotate":
        turned = numbers["rotation_deg"] + _turn(before, after)
        straight = round(turned / 45) * 45
        return {"rotation_deg": float(straight) if snap and abs(turned - straight) < _STRAIGHT_DEG else turned}
    local = _turned(after, -numbers["rotation_deg"])
    if grip == "feather":
        pulled_by = local[1] - _turned(before, -numbers["rotation_deg"])[1]
        return {"feather": min(2.0, max(0.0, numbers["feather"] + pulled_by))}
    if grip == "roundness":
        # The way from the right top corner to the middle.
        way = -numbers["width"] / 2, numbers["height"] / 2
        by = _minus(local, _turned(before, -numbers["rotation_deg"]))
        gone = _dot(by, way) / max(1e-9, _dot(way, way)) / _ROUND_OVER
        return {"roundness": min(1.0, max(0.0, numbers["roundness"] + gone))}
    if grip in ("left", "right"):
        return {"width": min(10.0, 2 * abs(local[0]))}
    if grip in ("top", "bottom"):
        return {"height": min(10.0, 2 * abs(local[1]))}
    factor = hypot(*after) / max(1e-6, hypot(*before))
    return {name: min(10.0, max(0.01, numbers[name] * factor)) for name in ("width", "height")}
