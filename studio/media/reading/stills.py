"""One still picture of a file: JPEG, PNG, WebP, BMP, GIF, HEIC, AVIF, upright.

It must never keep the file open.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import av
import cv2
import numpy as np
from av.container import InputContainer
from av.video.stream import VideoStream

from studio.files.looked_into import admit
from studio.media.open import LARGEST_PICTURE, MediaRefused, open_media, refuse_damaged
from studio.media.reading.frame import Shape, shape_of
from studio.media.reading.streams import turn_of_frame, video_stream
from studio.media.reading.tiles import Grid, grid_of, put_together
from studio.media.reading.turning import turn_of_exif
from studio.sentences import say

__all__ = ["read_still"]

_LARGEST_FILE = 400_000_000
_PACKETS_TRIED = 8
_MENDED_PIXELS = 50_000_000


def read_still(path: str | Path) -> tuple[av.VideoFrame, Shape]:
    """The first picture of the file and how to show it. Raises `MediaRefused`."""
    path = Path(path)
    admit(path)
    grid = _grid(path)
    if grid is not None:
        with open_media(path) as container:
            frame = put_together(container, grid)
        if frame is None:
            raise refuse_damaged(path)
        return frame, shape_of(frame, 1.0, grid.turn)
    frame, whole = _first_picture(path, strict=True)
    data = path.read_bytes()
    if not whole and _size(frame) <= _MENDED_PIXELS:
        # OpenCV's decoders make more of a photo that is cut short, and know a WebP that FFmpeg does not.
        frame = _by_opencv(data, frame) or _first_picture(path, strict=False)[0]
    if frame is None or frame.width < 1 or frame.height < 1:
        raise refuse_damaged(path)
    turn = turn_of_exif(data)
    return frame, shape_of(frame, 1.0, turn_of_frame(frame) if turn is None else turn)


def _grid(path: Path) -> Grid | None:
    """How the photo is tiled; None for one in one piece. Raises `MediaRefused` when it is too large."""
    with path.open("rb") as file:
        if file.read(8)[4:] != b"ftyp" or path.stat().st_size > _LARGEST_FILE:
            return None
    grid = grid_of(path.read_bytes())
    if grid is not None and grid.width * grid.height > LARGEST_PICTURE:
        raise MediaRefused(say("“{name}” is too large a picture.", name=path.name))
    return grid


def _size(frame: av.VideoFrame | None) -> int:
    return frame.width * frame.height if frame is not None else 0


def _first_picture(path: Path, *, strict: bool) -> tuple[av.VideoFrame | None, bool]:
    """The first picture, and whether the decoder, when it is strict, found nothing wrong with it."""
    with open_media(path) as container:
        stream = video_stream(container)
        if stream is None:
            raise refuse_damaged(path)
        if stream.width * stream.height > LARGEST_PICTURE or path.stat().st_size > _LARGEST_FILE:
            raise MediaRefused(say("“{name}” is too large a picture.", name=path.name))
        if strict:
            stream.codec_context.options = {**stream.codec_context.options, "err_detect": "explode"}
        return _decoded(container, stream)


def _decoded(container: InputContainer, stream: VideoStream) -> tuple[av.VideoFrame | None, bool]:
    whole = True
    with suppress(av.error.FFmpegError, MemoryError):
        for count, packet in enumerate(container.demux(stream)):
            try:
                frame = next(iter(packet.decode()), None)
            except av.error.FFmpegError:
                frame, whole = None, False
            if frame is not None:
                return frame, whole and not frame.is_corrupt
            if count > _PACKETS_TRIED:
                break
    return None, False


def _by_opencv(data: bytes, known: av.VideoFrame | None) -> av.VideoFrame | None:
    """The picture of a JPEG or WebP in 8 bits, not turned; None when OpenCV makes nothing of it."""
    webp, jpeg = data[8:12] == b"WEBP", data.startswith(b"\xff\xd8")
    if not jpeg and not webp:
        return None
    if webp:
        width, height = (int.from_bytes(data[at : at + 3], "little") + 1 for at in (24, 27))
        if known is None and (data[12:16] != b"VP8X" or width * height > LARGEST_PICTURE):
            return None
    picture = cv2.imdecode(
        np.frombuffer(data, dtype=np.uint8),
        cv2.IMREAD_UNCHANGED if webp else cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION,
    )
    if picture is None or picture.ndim != 3:
        return None
    kind = "bgra" if picture.shape[2] == 4 else "bgr24"
    return av.VideoFrame.from_ndarray(np.ascontiguousarray(picture, dtype=np.uint8), format=kind)
