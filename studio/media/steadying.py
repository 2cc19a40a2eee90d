"""How a hand shook while it filmed, and what puts that right: the way of the whole picture, and the calm way beside it.

It must never be asked on the main thread of a window: it looks at every picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import atan2, cos, degrees, sin
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from studio.media.smoothing import smoothed

__all__ = ["Steadying", "steadying"]

Grey = npt.NDArray[np.uint8]
"""(H, W) uint8."""

_MOST_POINTS, _FEWEST_POINTS = 200, 12
_CALM_S = 0.6
"""The Gaussian by which the calm way is found, as a standard deviation in seconds: what lasts longer is meant."""
_MOST_ZOOM = 1.25
_NOTHING, _EDGE = 1.0005, 0.01
"""Below which zoom nothing is put right, and how much is added to it for the outermost pixels."""
_MOST_STEP = 0.2
"""Between two pictures nothing shakes by more of the short side than this: there a new shot begins."""


class Steadying(NamedTuple):
    """What puts each picture right: by how much it is moved, in its short side, and turned, in degrees clockwise.

    `zoom` is how much larger it must be for its edges not to show. `shake` is how far, in the short side, a picture
    was from the calm way on an average: before.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    rotation_deg: tuple[float, ...]
    zoom: float
    shake: float


def steadying(pictures: Iterable[Grey], rate: float) -> Steadying:
    """What puts right the pictures of a film, in order, `rate` a second."""
    steps, size, before = [(0.0, 0.0, 0.0)], (1, 1), None
    for picture in pictures:
        if before is not None:
            steps.append(_step(before, picture))
        before, size = picture, (picture.shape[1], picture.shape[0])
    way = np.cumsum(np.array(steps), axis=0)
    calm = _calmed(way, rate * _CALM_S)
    right = calm - way
    shape = size[0] / min(size), size[1] / min(size)
    share = 1.0
    while _zoom(right * share, shape) > _MOST_ZOOM:
        share *= 0.9
    shake = float(np.hypot(right[:, 0], right[:, 1]).mean())
    right = right * share
    x, y, turn = (tuple(float(number) for number in column) for column in right.T)
    return Steadying(x, y, tuple(degrees(angle) for angle in turn), _zoom(right, shape), shake)


def _step(before: Grey, after: Grey) -> tuple[float, float, float]:
    """How the whole picture moved, in its short side, and turned, in radians: as most of its points did."""
    still = (0.0, 0.0, 0.0)
    points: npt.NDArray[np.float32] | None = cv2.goodFeaturesToTrack(before, _MOST_POINTS, 0.01, 8)  # type: ignore[assignment]
    if points is None or len(points) < _FEWEST_POINTS:
        return still
    there, seen, _ = cv2.calcOpticalFlowPyrLK(before, after, points, None)  # type: ignore[call-overload]
    kept = np.asarray(seen).ravel() == 1
    if kept.sum() < _FEWEST_POINTS:
        return still
    matrix, inside = cv2.estimateAffinePartial2D(points[kept], there[kept], ransacReprojThreshold=2.0)
    if matrix is None or np.asarray(inside).sum() < _FEWEST_POINTS:
        return still
    unit, middle = min(before.shape), np.array([before.shape[1] / 2, before.shape[0] / 2])
    x, y = (matrix[:, :2] @ middle + matrix[:, 2] - middle) / unit
    if abs(x) > _MOST_STEP or abs(y) > _MOST_STEP:
        return still
    return float(x), float(y), atan2(matrix[1, 0], matrix[0, 0])


def _calmed(way: npt.NDArray[np.float64], sigma: float) -> npt.NDArray[np.float64]:
    # Beyond its ends the way goes on as it went: turned about the end, so that a pan stays a pan.
    inner = min(max(1, round(3 * sigma)), len(way) - 1)
    if not inner:
        return way
    head, tail = 2 * way[0] - way[1 : inner + 1][::-1], 2 * way[-1] - way[-inner - 1 : -1][::-1]
    longer = np.concatenate([head, way, tail])
    return np.stack([smoothed(column, sigma)[inner:-inner] for column in longer.T], axis=1)


def _zoom(right: npt.NDArray[np.float64], shape: tuple[float, float]) -> float:
    """How much larger the pictures must be, about their middle, to cover all of the frame wherever they are put."""
    most = 1.0
    half_width, half_height = shape[0] / 2, shape[1] / 2
    for x, y, turn in right:
        across, down = abs(cos(turn)), abs(sin(turn))
        # How far the frame reaches from its middle, and where that lies, as the picture sees it.
        wide, high = half_width * across + half_height * down, half_height * across + half_width * down
        own_x, own_y = abs(x * cos(turn) + y * sin(turn)), abs(y * cos(turn) - x * sin(turn))
        if own_x >= half_width or own_y >= half_height:
            return float("inf")
        most = max(most, wide / (half_width - own_x), high / (half_height - own_y))
    return float(most) if most < _NOTHING else float(most) + _EDGE
