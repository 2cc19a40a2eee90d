"""A number that tells one decoded picture from another, to the last bit of its planes.

It must never look at what lies in memory beside the picture: rows are padded with whatever was there.
"""

from __future__ import annotations

import zlib

import av
import numpy as np

__all__ = ["picture_digest"]


def picture_digest(frame: av.VideoFrame) -> int:
    """A CRC of size, format and planes, before any conversion."""
    digest = zlib.crc32(f"{frame.format.name} {frame.width} {frame.height}".encode())
    for number, plane in enumerate(frame.planes):
        if plane.line_size <= 0:
            continue
        used = _row_bytes(frame, number, plane.width, plane.line_size)
        rows = np.frombuffer(memoryview(plane), np.uint8)[: plane.line_size * plane.height]
        rows = rows.reshape(plane.height, plane.line_size)[:, :used]
        digest = zlib.crc32(np.ascontiguousarray(rows).data, digest)
    return digest


def _row_bytes(frame: av.VideoFrame, plane: int, width: int, line_size: int) -> int:
    """How many bytes of a row are picture."""
    bits = [part.bits for part in frame.format.components if part.plane == plane]
    if len(frame.planes) == 1:
        return min(line_size, -(-width * frame.format.padded_bits_per_pixel // 8))
    return min(line_size, width * sum(-(-each // 8) for each in bits))
