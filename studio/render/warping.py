"""A picture through one affine matrix: turned, scaled and moved at once.

It must never warp more than the canvas shows.
"""

from __future__ import annotations

from math import ceil, floor

import cv2
import numpy as np

from studio.effect import Pixels
from studio.render.blend import Patch
from studio.render.geometry import corners, cropped_box, layer_matrix
from studio.render.memory import recycled
from studio.render.plan import Spot

__all__ = ["warped"]

Size = tuple[int, int]


def warped(spot: Spot, size: tuple[float, float], pixels: Pixels, canvas: Size, *, opaque: bool) -> Patch | None:
    """The cropped picture through one affine matrix, within the part of the canvas it touches."""
    points = corners(spot, size, canvas)
    left, right = (limit(x for x, _y in points) for limit in (min, max))
    top, bottom = (limit(y for _x, y in points) for limit in (min, max))
    x, y = max(0, floor(left) - 1), max(0, floor(top) - 1)
    wide, tall = min(canvas[0], ceil(right) + 1) - x, min(canvas[1], ceil(bottom) + 1) - y
    if wide <= 0 or tall <= 0:
        return None
    height, width = pixels.shape[:2]
    box = cropped_box(spot, (width, height))
    matrix = layer_matrix(spot, size, (width, height), canvas)
    # OpenCV counts from the middle of the first pixel, we from its edge.
    half = matrix[:, :2] @ np.array([0.5 + box.x, 0.5 + box.y]) - 0.5
    matrix[:, 2] += half - np.array([x, y])
    cut = pixels[box.y : box.y + box.height, box.x : box.x + box.width]
    shown = cv2.warpAffine(
        cut, matrix, (wide, tall), dst=recycled((tall, wide, 4)), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT
    )
    covers = opaque and _covers(matrix, (box.width, box.height), (wide, tall))
    return Patch(np.asarray(shown, np.uint8), x, y, covers)


def _covers(matrix: np.ndarray[tuple[int, ...], np.dtype[np.float64]], picture: Size, region: Size) -> bool:
    """Whether every pixel of the region shows the inside of the picture."""
    back = np.asarray(cv2.invertAffineTransform(matrix), np.float64)
    right, bottom = region[0] - 1, region[1] - 1
    points = np.array([[0, 0, 1], [right, 0, 1], [0, bottom, 1], [right, bottom, 1]]) @ back.T
    return bool((points >= 0).all() and (points <= np.array(picture) - 1).all())
