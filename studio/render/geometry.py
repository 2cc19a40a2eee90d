"""Where pictures land on the canvas: one matrix per layer, and the plain rectangle most of them need.

All lengths here are pixels of the picture being drawn, centre conventions as in `Place`. It must never
touch pixels.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from studio.render.plan import Spot

__all__ = ["Corners", "Rectangle", "corners", "cropped_box", "fitted_size", "layer_matrix", "plain_rectangle"]

Matrix = npt.NDArray[np.float64]
Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Top left, top right, bottom right and bottom left of the picture, as (x, y) on the canvas."""


class Rectangle(NamedTuple):
    """Whole pixels: left and top edge, width and height."""

    x: int
    y: int
    width: int
    height: int


def fitted_size(spot: Spot, picture: tuple[float, float], canvas: tuple[int, int]) -> tuple[float, float]:
    """How wide and high the whole, uncropped picture lies on the canvas, in canvas pixels."""
    width, height = picture
    across, down = canvas[0] / width, canvas[1] / height
    match spot.fit:
        case "fit":
            factor = min(across, down)
        case "fill":
            factor = max(across, down)
        case "none":
            factor = min(canvas) / 1080
    return width * factor * spot.scale, height * factor * spot.scale


def _centre(spot: Spot, canvas: tuple[int, int]) -> tuple[float, float]:
    unit = min(canvas)
    return canvas[0] / 2 + spot.x * unit, canvas[1] / 2 + spot.y * unit


def layer_matrix(spot: Spot, size: tuple[float, float], pixels: tuple[int, int], canvas: tuple[int, int]) -> Matrix:
    """The 2x3 matrix from edges of the picture's `pixels` (width, height) to edges on the canvas.

    `size` is what `fitted_size` gave. Mirror first, then scale, rotation (clockwise), position.
    """
    angle = math.radians(spot.rotation_deg)
    across = size[0] / pixels[0] * (-1 if spot.mirror else 1)
    down = size[1] / pixels[1]
    linear = np.array(
        [[math.cos(angle) * across, -math.sin(angle) * down], [math.sin(angle) * across, math.cos(angle) * down]]
    )
    offset = np.array(_centre(spot, canvas)) - linear @ np.array([pixels[0] / 2, pixels[1] / 2])
    return np.column_stack([linear, offset])


def _crop(spot: Spot) -> tuple[float, float, float, float]:
    """What is left of the picture, as parts of its width and height: left, top, right, bottom edge."""
    left, top = min(1.0, max(0.0, spot.crop_left)), min(1.0, max(0.0, spot.crop_top))
    right, bottom = 1 - min(1.0, max(0.0, spot.crop_right)), 1 - min(1.0, max(0.0, spot.crop_bottom))
    return left, top, max(left, right), max(top, bottom)


def cropped_box(spot: Spot, pixels: tuple[int, int]) -> Rectangle:
    """What is left of the picture after cropping, in whole pixels of its own."""
    left, top, right, bottom = _crop(spot)
    x, y = round(left * pixels[0]), round(top * pixels[1])
    return Rectangle(x, y, max(0, round(right * pixels[0]) - x), max(0, round(bottom * pixels[1]) - y))


def corners(spot: Spot, size: tuple[float, float], canvas: tuple[int, int]) -> Corners:
    """Where the corners of the cropped picture lie on the canvas."""
    matrix = layer_matrix(spot, size, (1, 1), canvas)
    left, top, right, bottom = _crop(spot)
    found = [matrix @ np.array([x, y, 1.0]) for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))]
    one, two, three, four = ((float(point[0]), float(point[1])) for point in found)
    return one, two, three, four


def plain_rectangle(spot: Spot, size: tuple[float, float], canvas: tuple[int, int]) -> Rectangle | None:
    """Where the cropped picture lies, in whole canvas pixels, when it stands still and upright; otherwise None."""
    if not spot.steady or spot.rotation_deg % 360:
        return None
    left, top, right, bottom = _crop(spot)
    if spot.mirror:
        left, right = 1 - right, 1 - left
    middle_x, middle_y = _centre(spot, canvas)
    x, y = round(middle_x + (left - 0.5) * size[0]), round(middle_y + (top - 0.5) * size[1])
    return Rectangle(
        x,
        y,
        round(middle_x + (right - 0.5) * size[0]) - x,
        round(middle_y + (bottom - 0.5) * size[1]) - y,
    )
