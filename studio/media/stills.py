"""One still picture of a file: JPEG, PNG, WebP, BMP, GIF, HEIC, AVIF, upright.

It must never keep the file open.
"""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np

from studio.media.frame import Shape, shape_of
from studio.media.open import LARGEST_PICTURE, MediaRefused, open_media, refuse_damaged
from studio.media.streams import turn_of_frame, video_stream
from studio.media.turning import turn_of_exif
from studio.sentences import say

__all__ = ["read_still"]

_LARGEST_FILE = 400_000_000
_PACKETS_TRIED = 8


def read_still(path: str | Path) -> tuple[av.VideoFrame, Shape]:
    """The first picture of the file and how to show it. Raises `MediaRefused`."""
    path = Path(path)
    with open_media(path) as container:
        stream = video_stream(container)
        if stream is None:
            raise refuse_damaged(path)
        if stream.width * stream.height > LARGEST_PICTURE or path.stat().st_size > _LARGEST_FILE:
            raise MediaRefused(say("“{name}” is too large a picture.", name=path.name))
        webp = container.format.name == "webp_pipe"
        frame = None
        try:
            for count, packet in enumerate(container.demux(stream)):
                frame = next(iter(packet.decode()), None)
                if frame is not None or count > _PACKETS_TRIED:
                    break
        except (av.error.FFmpegError, MemoryError):
            frame = None
    data = path.read_bytes()
    if frame is None and webp:
        frame = _animated_webp(data)
    if frame is None or frame.width < 1 or frame.height < 1:
        raise refuse_damaged(path)
    turn = turn_of_exif(data)
    return frame, shape_of(frame, 1.0, turn_of_frame(frame) if turn is None else turn)


def _animated_webp(data: bytes) -> av.VideoFrame | None:
    """The first picture of an animated WebP, which FFmpeg cannot decode."""
    width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
    if data[12:16] != b"VP8X" or width * height > LARGEST_PICTURE:
        return None
    picture = cv2.imdecode(np.frombuffer(data, dtype=np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None or picture.ndim != 3:
        return None
    kind = "bgra" if picture.shape[2] == 4 else "bgr24"
    return av.VideoFrame.from_ndarray(np.ascontiguousarray(picture, dtype=np.uint8), format=kind)
