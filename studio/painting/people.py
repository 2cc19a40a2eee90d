"""Where people and faces are in a picture, told by two small networks that come with the program.

The networks are constants, as tables would be: each is read once, and OpenCV runs it. Each thread has its own, for a
network keeps what it last computed. It must never look at more than the picture it is given.
"""

from __future__ import annotations

import threading
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from studio.effect import Pixels

if TYPE_CHECKING:
    import cv2

__all__ = ["Face", "faces_in", "people_matte"]

_MATTE_SIDE = 256
_FACE_SIDE = 128
_EDGE_SIDE = 288
"""The short side on which the matte is fitted to the edges of the picture."""
_EDGE_REACH = 9
_EDGE_EVENNESS = 1e-4
"""Fast guided filter (He, Sun: "Fast Guided Filter", arXiv 1505.00996): its window, and how even a patch has to be not
to count as an edge."""
_SURE, _OVERLAP = 0.5, 0.3
"""How likely a face must be, and how much two may share."""

_own = threading.local()


class Face(NamedTuple):
    """Left and top edge, width and height, in parts of the picture's width and height; how sure, 0 to 1."""

    x: float
    y: float
    width: float
    height: float
    sure: float


def _network(name: str) -> cv2.dnn.Net:
    known: cv2.dnn.Net | None = getattr(_own, name, None)
    if known is None:
        import cv2  # here, because it is slow to import and a window starts without it

        content = (resources.files("assets") / "networks" / f"{name}.tflite").read_bytes()
        known = cv2.dnn.readNetFromTFLite(np.frombuffer(content, np.uint8))
        setattr(_own, name, known)
    return known


def people_matte(picture: Pixels) -> npt.NDArray[np.float32]:
    """(H, W) float32 from 0 to 1: how much of each pixel of a premultiplied (H, W, 4) picture is people."""
    import cv2

    colours = np.ascontiguousarray(picture[..., :3])
    small = cv2.resize(colours, (_MATTE_SIDE, _MATTE_SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    network = _network("people")
    network.setInput(np.ascontiguousarray(small.transpose(2, 0, 1)[None]))
    return _fitted(np.asarray(network.forward()[0, 0], np.float32), colours)


def _fitted(matte: npt.NDArray[np.float32], colours: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """The matte as large as the picture, its edges drawn to the picture's."""
    import cv2

    height, width = colours.shape[:2]
    factor = min(1.0, _EDGE_SIDE / min(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    light = cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY)
    guide = cv2.resize(light, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    rough = cv2.resize(matte, size, interpolation=cv2.INTER_LINEAR)

    def mean(values: npt.ArrayLike) -> npt.NDArray[np.float32]:
        return np.asarray(cv2.blur(np.asarray(values, np.float32), (_EDGE_REACH, _EDGE_REACH)), np.float32)

    mean_guide, mean_rough = mean(guide), mean(rough)
    slope = (mean(guide * rough) - mean_guide * mean_rough) / (
        mean(guide * guide) - mean_guide * mean_guide + np.float32(_EDGE_EVENNESS)
    )
    level = mean(mean_rough - slope * mean_guide)
    steep = mean(slope) / np.float32(255)
    whole = np.asarray(cv2.resize(steep, (width, height), interpolation=cv2.INTER_LINEAR) * light, np.float32)
    whole += cv2.resize(level, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(np.clip(whole, 0, 1, out=whole), np.float32)


def _anchors() -> npt.NDArray[np.float32]:
    """(896, 2): where the network's boxes are counted from, two to a cell of 16 × 16 and six to one of 8 × 8.

    Source: `face_detection_short_range_common.pbtxt` of MediaPipe, strides 8, 16, 16, 16.
    """
    found = []
    for side, each in ((16, 2), (8, 6)):
        across, down = np.meshgrid((np.arange(side) + 0.5) / side, (np.arange(side) + 0.5) / side)
        found.append(np.repeat(np.stack([across.ravel(), down.ravel()], axis=1), each, axis=0))
    return np.concatenate(found).astype(np.float32)


_ANCHORS = _anchors()


def faces_in(picture: Pixels) -> tuple[Face, ...]:
    """The faces of a (H, W, 4) picture, the surest first: those that take about a tenth of it or more."""
    import cv2

    height, width = picture.shape[:2]
    side = max(height, width)
    left, top = (side - width) // 2, (side - height) // 2
    square = np.zeros((side, side, 3), np.uint8)
    square[top : top + height, left : left + width] = picture[..., :3]
    given = cv2.resize(square, (_FACE_SIDE, _FACE_SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 127.5 - 1
    network = _network("faces")
    network.setInput(np.ascontiguousarray(given.transpose(2, 0, 1)[None]))
    marks, boxes = network.forward(["classificators", "regressors"])
    sure = 1 / (1 + np.exp(-np.clip(marks[0, :, 0], -80, 80)))
    chosen = np.flatnonzero(sure > _SURE)
    if not len(chosen):
        return ()
    middles = _ANCHORS[chosen] + boxes[0, chosen, :2] / _FACE_SIDE
    sizes = boxes[0, chosen, 2:4] / _FACE_SIDE
    corners = (middles - sizes / 2) * side - (left, top)
    rectangles = np.concatenate([corners, sizes * side], axis=1)
    kept = cv2.dnn.NMSBoxes(rectangles.tolist(), sure[chosen].tolist(), _SURE, _OVERLAP)
    found = (rectangles[int(one)] for one in np.ravel(kept))
    surest = [float(sure[chosen[int(one)]]) for one in np.ravel(kept)]
    parts = (
        Face(float(x / width), float(y / height), float(wide / width), float(high / height), likely)
        for (x, y, wide, high), likely in zip(found, surest, strict=True)
    )
    return tuple(sorted(parts, key=lambda face: -face.sure))
