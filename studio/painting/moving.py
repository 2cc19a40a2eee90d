"""Moving, bending and softening a whole picture. Lengths are parts of the picture's own width, height or short side.

`edge` says what lies beyond the picture: nothing (`clear`), or the picture mirrored again and again (`mirror`).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians, sin
from typing import Literal

import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.painting.patterns import around

__all__ = [
    "bent",
    "blurred",
    "framed",
    "placed",
    "shifted",
    "smeared",
    "softened",
    "spread",
    "stacked",
    "tilted",
    "torn",
    "wedged",
]

Edge = Literal["clear", "mirror"]
Field = npt.NDArray[np.float32]


def _border(edge: Edge) -> int:
    import cv2  # here, because it is slow to import and a window starts without it

    return cv2.BORDER_CONSTANT if edge == "clear" else cv2.BORDER_REFLECT


def placed(
    picture: Pixels,
    *,
    x: float = 0.0,
    y: float = 0.0,
    scale: float | tuple[float, float] = 1.0,
    turn_deg: float = 0.0,
    pivot: tuple[float, float] = (0.5, 0.5),
    edge: Edge = "clear",
) -> Pixels:
    """The picture moved by parts of its width and height, scaled and turned clockwise about `pivot`."""
    import cv2

    height, width = picture.shape[:2]
    across, down = scale if isinstance(scale, tuple) else (scale, scale)
    across, down = max(across, 1e-4), max(down, 1e-4)
    turned_cos, turned_sin = cos(radians(turn_deg)), sin(radians(turn_deg))
    matrix = np.array(
        [[across * turned_cos, -down * turned_sin, 0.0], [across * turned_sin, down * turned_cos, 0.0]], np.float64
    )
    middle = np.array([pivot[0] * (width - 1), pivot[1] * (height - 1)])
    matrix[:, 2] = middle + np.array([x * width, y * height]) - matrix[:, :2] @ middle
    return np.asarray(
        cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=_border(edge)), np.uint8
    )


def shifted(picture: Pixels, x: float, y: float, edge: Edge = "clear") -> Pixels:
    """The picture moved by parts of its width and height, to whole pixels."""
    height, width = picture.shape[:2]
    right, down = round(x * width), round(y * height)
    if edge == "mirror":
        return placed(picture, x=right / width, y=down / height, edge="mirror")
    out = np.zeros_like(picture)
    if abs(right) < width and abs(down) < height:
        out[max(0, down) : height + min(0, down), max(0, right) : width + min(0, right)] = picture[
            max(0, -down) : height - max(0, down), max(0, -right) : width - max(0, right)
        ]
    return out


def framed(picture: Pixels, left: float, top: float, right: float, bottom: float) -> Pixels:
    """The whole picture squeezed into that part of the frame; the rest is clear."""
    return placed(
        picture,
        scale=(max(right - left, 1e-4), max(bottom - top, 1e-4)),
        x=(left + right - 1) / 2,
        y=(top + bottom - 1) / 2,
    )


def bent(picture: Pixels, from_x: Field, from_y: Field, edge: Edge = "mirror") -> Pixels:
    """The picture taken at other places: `from_x`, `from_y` (H, W) as `patterns.grid` counts them."""
    import cv2

    height, width = picture.shape[:2]
    half = min(height, width) / 2
    x = from_x * np.float32(half) + np.float32((width - 1) / 2)
    y = from_y * np.float32(half) + np.float32((height - 1) / 2)
    return np.asarray(cv2.remap(picture, x, y, interpolation=cv2.INTER_LINEAR, borderMode=_border(edge)), np.uint8)


def stacked(sources: tuple[Pixels, ...]) -> Pixels:
    """The middle band of each picture, one above the other; all are of one size."""
    out = np.empty_like(sources[0])
    height = len(out)
    for number, source in enumerate(sources):
        top, bottom = height * number // len(sources), height * (number + 1) // len(sources)
        middle = (height - (bottom - top)) // 2
        out[top:bottom] = source[middle : middle + bottom - top]
    return out


def wedged(size: tuple[int, int], wedge: float, turn: float) -> tuple[Field, Field]:
    """Where a kaleidoscope takes the pixels of a picture (height, width) from: all lie in one wedge, so many radians
    wide, mirrored again and again and turned by `turn` radians."""
    direction, far = around(*size)
    angle = direction + np.float32(turn)
    # A remainder by floor: `np.mod` takes several times as long.
    angle -= np.floor(angle * np.float32(1 / (2 * wedge))) * np.float32(2 * wedge)
    angle -= np.float32(wedge)
    np.abs(angle, out=angle)
    angle += np.float32(0.3)
    return far * np.cos(angle), far * np.sin(angle)


def tilted(picture: Pixels, corners: tuple[tuple[float, float], ...]) -> Pixels:
    """The picture with its corners (left top, right top, right bottom, left bottom) at those places of the frame, in
    parts of its width and height."""
    import cv2

    height, width = picture.shape[:2]
    size = np.array([max(width - 1, 1), max(height - 1, 1)], np.float32)
    whole = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], np.float32) * size
    try:
        matrix = cv2.getPerspectiveTransform(whole, np.array(corners, np.float32) * size)
    except cv2.error:
        return np.zeros_like(picture)  # seen exactly from its edge
    if abs(np.linalg.det(matrix)) < 1e-9:
        return np.zeros_like(picture)
    return np.asarray(cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_LINEAR), np.uint8)


def softened(picture: Pixels, size: float) -> Pixels:
    """Blurred by a Gaussian whose standard deviation is that part of the short side."""
    sigma = size * min(picture.shape[:2])
    return picture if sigma < 0.1 else blurred(picture, sigma)


def blurred(picture: Pixels, sigma: float) -> Pixels:
    """Blurred by a Gaussian with a standard deviation of `sigma` pixels."""
    import cv2

    height, width = picture.shape[:2]
    # A wide blur leaves nothing fine: work on a smaller picture, where it still reaches 3 pixels.
    shrink = max(1, int(sigma / 3))
    size = max(1, round(width / shrink)), max(1, round(height / shrink))
    small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8) if shrink > 1 else picture
    soft = cv2.GaussianBlur(small, (0, 0), sigma * size[0] / width, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(soft, (width, height)) if shrink > 1 else soft, np.uint8)


def smeared(picture: Pixels, x: float, y: float) -> Pixels:
    """Blurred as by a move of those parts of the width and height: along one direction only, level or upright."""
    import cv2

    height, width = picture.shape[:2]
    across, down = max(1, round(abs(x) * width)), max(1, round(abs(y) * height))
    if across == down == 1:
        return picture
    return np.asarray(cv2.blur(picture, (across, down), borderType=cv2.BORDER_REFLECT), np.uint8)


def spread(picture: Pixels, amount: float, turn_deg: float = 0.0, steps: int = 5) -> Pixels:
    """Blurred from the middle outwards by `amount` of the size, or around it by `turn_deg`: the mean of `steps` moves,
    made on a smaller picture and only as fine as such a move leaves it."""
    import cv2

    if amount < 0.005 and abs(turn_deg) < 0.5:
        return picture
    height, width = picture.shape[:2]
    fit = max(1, width // 2), max(1, height // 2)
    small = np.asarray(cv2.resize(picture, fit, interpolation=cv2.INTER_AREA), np.uint8)
    # Doubled as often as it goes: each round halves the step, so 2 rounds more make a smear 4 times as smooth.
    rounds = max(2, steps - 2)
    for number in range(rounds):
        part = 2.0 ** -(number + 1)
        moved = placed(small, scale=1 + amount * part, turn_deg=turn_deg * part, edge="mirror")
        small = np.asarray(cv2.addWeighted(small, 0.5, moved, 0.5, 0), np.uint8)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def torn(picture: Pixels, slices: Iterable[tuple[int, int, int]], apart: int) -> Pixels:
    """Slices (first row, the one after the last, pixels to the right) slipped sideways, round the edge, and then red
    and blue moved `apart` pixels to either side."""
    slipped = picture.copy()
    for top, bottom, slip in slices:
        slipped[top:bottom] = np.roll(picture[top:bottom], slip, axis=1)
    split = slipped.copy()
    split[..., 0], split[..., 2] = np.roll(slipped[..., 0], apart, axis=1), np.roll(slipped[..., 2], -apart, axis=1)
    return split
