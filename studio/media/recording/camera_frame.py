"""A picture as it came from the camera, and the words camera and program use between them.

Known to both sides of the pipe: it must never import PyAV, for the child that holds the camera may not have it.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

import cv2
import msgspec
import numpy as np
import numpy.typing as npt

__all__ = ["HEAD", "CameraFrame", "CameraOrder", "preview_of"]

HEAD = struct.Struct("<4sdHHI")
"""Before each report: what it is (`open`, `pict`, `fail`), when, width, height, how many bytes follow."""


class CameraOrder(msgspec.Struct, frozen=True):
    """The one thing the child is to do. `source` is a camera's number or path, or a film that stands for one."""

    source: int | str
    width: int = 1280
    height: int = 720
    rate: float = 30.0


class CameraFrame(NamedTuple):
    """`planes` is (3/2 H, W) uint8, I420 in BT.601; `moment` is when it was taken, by `time.perf_counter`."""

    moment: float
    width: int
    height: int
    planes: npt.NDArray[np.uint8]


def preview_of(frame: CameraFrame, box: tuple[int, int]) -> npt.NDArray[np.uint8]:
    """(H, W, 4) uint8 RGBA of the frame, as large as fits into `box`, never larger than it is."""
    picture = cv2.cvtColor(frame.planes, cv2.COLOR_YUV2RGBA_I420)
    scale = min(1.0, box[0] / frame.width, box[1] / frame.height)
    if scale < 1:
        size = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
        picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(picture, dtype=np.uint8)
