"""How a camera was held: turning and mirroring a picture upright, cheaply.

It must never resample: a turn only moves whole pixels.
"""

from __future__ import annotations

import struct

import cv2
import msgspec
import numpy as np
import numpy.typing as npt

__all__ = ["UPRIGHT", "Turn", "turn_of_exif", "turn_of_matrix", "turn_of_rotation"]


class Turn(msgspec.Struct, frozen=True):
    """Mirror left to right first when `mirrored`, then turn clockwise by `degrees` (0, 90, 180, 270)."""

    degrees: int = 0
    mirrored: bool = False

    @property
    def swaps_sides(self) -> bool:
        """Whether width and height change places."""
        return self.degrees in (90, 270)

    def size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height after the turn."""
        return (height, width) if self.swaps_sides else (width, height)

    def apply(self, picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """The picture (or one plane of it), upright."""
        if self.mirrored:
            picture = cv2.flip(picture, 1).astype(np.uint8, copy=False)
        if self.degrees == 0:
            return picture
        return cv2.rotate(picture, _CODES[self.degrees]).astype(np.uint8, copy=False)


_CODES = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
UPRIGHT = Turn()

# Signs of (a, b, c, d) in x' = a x + c y, y' = b x + d y, with y down.
_MATRICES: dict[tuple[int, ...], Turn] = {
    (1, 0, 0, 1): UPRIGHT,
    (0, 1, -1, 0): Turn(90),
    (-1, 0, 0, -1): Turn(180),
    (0, -1, 1, 0): Turn(270),
    (-1, 0, 0, 1): Turn(0, True),
    (0, -1, -1, 0): Turn(90, True),
    (1, 0, 0, -1): Turn(180, True),
    (0, 1, 1, 0): Turn(270, True),
}

# EXIF 2.3, tag 0x0112: where row 0 and column 0 of the stored picture lie.
_EXIF = {
    1: UPRIGHT,
    2: Turn(0, True),
    3: Turn(180),
    4: Turn(180, True),
    5: Turn(270, True),
    6: Turn(90),
    7: Turn(90, True),
    8: Turn(270),
}


def turn_of_matrix(matrix: bytes) -> Turn:
    """The turn nearest to a display matrix: nine 32-bit numbers as ISO 14496-12 has them (`tkhd`)."""
    a, b, _, c, d, *_ = struct.unpack("<9i", matrix[:36])
    largest = max(abs(a), abs(b), abs(c), abs(d))
    if largest == 0:
        return UPRIGHT
    signs = tuple(0 if abs(number) < largest / 2 else (1 if number > 0 else -1) for number in (a, b, c, d))
    return _MATRICES.get(signs, UPRIGHT)


def turn_of_rotation(degrees: float) -> Turn:
    """The turn nearest to FFmpeg's angle, which counts counter-clockwise."""
    return Turn(round(-degrees / 90) * 90 % 360)


def turn_of_exif(data: bytes) -> Turn | None:
    """The turn a JPEG, PNG, TIFF or WebP asks for in its EXIF; None where there is none. `data` is the whole file."""
    exif = _exif_block(data)
    if exif is None or len(exif) < 8 or exif[:2] not in (b"II", b"MM"):
        return None
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, first)
        for entry in range(min(count, 512)):
            tag, _, _, value = struct.unpack_from(order + "HHIH", exif, first + 2 + 12 * entry)
            if tag == 0x0112:
                return _EXIF.get(value)
    except struct.error:
        return None
    return None


def _exif_block(data: bytes) -> bytes | None:
    if data.startswith(b"\xff\xd8"):
        return _jpeg_exif(data)
    if data.startswith(b"\x89PNG"):
        return _chunk(data, 8, b"eXIf", ">", name_first=False)
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return data  # a TIFF is what EXIF is made of
    if data[8:12] == b"WEBP":
        block = _chunk(data, 12, b"EXIF", "<", name_first=True)
        return block[6:] if block is not None and block.startswith(b"Exif\0\0") else block
    return None


def _jpeg_exif(data: bytes) -> bytes | None:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xE1 and data[at + 4 : at + 10] == b"Exif\0\0":
            return data[at + 10 : at + 2 + length]
        if marker == 0xDA or length < 2:
            return None
        at += 2 + length
    return None


def _chunk(data: bytes, at: int, wanted: bytes, order: str, *, name_first: bool) -> bytes | None:
    """The content of the first chunk called `wanted` in a PNG (length, name) or RIFF (name, length) file."""
    while at + 8 <= len(data):
        first, second = data[at : at + 4], data[at + 4 : at + 8]
        name, raw = (first, second) if name_first else (second, first)
        (length,) = struct.unpack(order + "I", raw)
        if name == wanted:
            return data[at + 8 : at + 8 + length]
        at += 8 + length + (length % 2 if name_first else 4)
    return None
