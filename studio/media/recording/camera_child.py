"""The child that holds the camera: OpenCV reads it, and every picture goes to the program with its moment.

A process of its own, without PyAV: OpenCV brings an FFmpeg that quarrels with PyAV's on macOS, and a driver that hangs
or crashes takes down this child only. It must never encode or keep a picture.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from threading import Event, Thread
from time import perf_counter
from typing import IO

import cv2
import msgspec
import numpy as np
import numpy.typing as npt

from studio.media.child import LineReader, child_pipes, write_whole
from studio.media.recording.camera_frame import HEAD, CameraOrder

__all__ = ["camera_child_main"]

_MISSED = 30
"""After so many failures to read, the camera is gone."""
_PLAUSIBLE_S = 1.0


def camera_child_main() -> int:
    """The child's whole life: one order on stdin, pictures on stdout, until stdin ends. The exit status."""
    os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
    orders, reports = child_pipes()
    lines = LineReader(orders)
    order = msgspec.json.decode(lines.line(), type=CameraOrder)
    ended = Event()

    def listen() -> None:
        while lines.line():
            pass
        ended.set()

    Thread(target=listen, name="camera-orders", daemon=True).start()
    with suppress(OSError):
        _film(order, ended, reports)
    return 0


def _film(order: CameraOrder, ended: Event, reports: IO[bytes]) -> None:
    camera = _opened(order)
    if not camera.isOpened():
        write_whole(reports, HEAD.pack(b"fail", 0.0, 0, 0, 0))
        return
    paced = isinstance(order.source, str) and not order.source.startswith("/dev/")
    begun, missed = perf_counter(), 0
    write_whole(reports, HEAD.pack(b"open", begun, 0, 0, 0))
    while not ended.is_set() and missed < _MISSED:
        if not camera.grab():
            missed = _MISSED if paced else missed + 1
            ended.wait(0.02)
            continue
        told = camera.get(cv2.CAP_PROP_POS_MSEC) / 1000
        if paced:
            # A film stands for a camera: its pictures come when they would have been taken.
            moment = begun + told
            ended.wait(max(0.0, moment - perf_counter()))
        else:
            moment = _taken_at(told)
        read, picture = camera.retrieve()
        if not read:
            missed += 1
            continue
        missed = 0
        _report(reports, moment, np.asarray(picture, dtype=np.uint8))
    camera.release()
    write_whole(reports, HEAD.pack(b"gone", 0.0, 0, 0, 0))


def _taken_at(told: float) -> float:
    """When a picture was taken: as the driver says by the same clock (Linux), otherwise now."""
    now = perf_counter()
    return told if sys.platform == "linux" and 0 <= now - told <= _PLAUSIBLE_S else now


def _opened(order: CameraOrder) -> cv2.VideoCapture:
    if isinstance(order.source, str) and not order.source.startswith("/dev/"):
        return cv2.VideoCapture(order.source)
    backend = {"linux": cv2.CAP_V4L2, "darwin": cv2.CAP_AVFOUNDATION, "win32": cv2.CAP_DSHOW}.get(
        sys.platform, cv2.CAP_ANY
    )
    camera = cv2.VideoCapture(order.source, backend)
    # Most webcams give large pictures at full rate only as JPEG.
    camera.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    camera.set(cv2.CAP_PROP_FRAME_WIDTH, order.width)
    camera.set(cv2.CAP_PROP_FRAME_HEIGHT, order.height)
    camera.set(cv2.CAP_PROP_FPS, order.rate)
    return camera


def _report(reports: IO[bytes], moment: float, picture: npt.NDArray[np.uint8]) -> None:
    height, width = (side // 2 * 2 for side in picture.shape[:2])
    planes = cv2.cvtColor(np.ascontiguousarray(picture[:height, :width]), cv2.COLOR_BGR2YUV_I420)
    write_whole(reports, HEAD.pack(b"pict", moment, width, height, planes.size))
    write_whole(reports, planes.tobytes())
