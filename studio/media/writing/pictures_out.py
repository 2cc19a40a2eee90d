"""Single pictures to files: PNG, JPEG, WebP; a still cut to a shape so that words stay whole.

It must never leave a picture that is larger than was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import cv2
import numpy as np

from studio.effect import Pixels
from studio.media.writing.works import Still
from studio.render import TextBox

__all__ = ["cut_to_shape", "drawn_size", "encoded_picture", "left_edge", "write_sequence"]

_LEAST_QUALITY = 40
_QUALITY_STEP = 8
_FLAGS = MappingProxyType({"jpg": cv2.IMWRITE_JPEG_QUALITY, "webp": cv2.IMWRITE_WEBP_QUALITY})


def encoded_picture(pixels: Pixels, kind: str, quality: int = 92, max_bytes: int | None = None) -> bytes:
    """(H, W, 4) RGBA, opaque, as the bytes of a file; at a lower quality where it would be larger than `max_bytes`."""
    colours = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGBA2BGR)
    while True:
        flags = [_FLAGS[kind], quality] if kind in _FLAGS else [cv2.IMWRITE_PNG_COMPRESSION, 4]
        done, data = cv2.imencode(f".{kind}", colours, flags)
        if not done:
            raise OSError(f"a picture of {colours.shape} could not be encoded as {kind}")
        found = data.tobytes()
        if max_bytes is None or len(found) <= max_bytes or kind not in _FLAGS or quality <= _LEAST_QUALITY:
            return found
        quality = max(_LEAST_QUALITY, quality - _QUALITY_STEP)


def drawn_size(canvas: tuple[int, int], still: Still) -> tuple[int, int]:
    """How large the whole canvas is drawn so that what is kept of it fills the still: even numbers of pixels."""
    scale = max(Fraction(still.width, canvas[0]), Fraction(still.height, canvas[1]))
    width, height = max(still.width, round(canvas[0] * scale)), max(still.height, round(canvas[1] * scale))
    return width + width % 2, height + height % 2


def cut_to_shape(pixels: Pixels, still: Still, boxes: Iterable[TextBox] = ()) -> Pixels:
    """The part of the drawn canvas that the still shows; words of `boxes`, in the same pixels, are kept whole if they
    fit."""
    height, width = pixels.shape[:2]
    words = list(boxes)
    left = left_edge(width, still.width, still.place, [(box.x, box.x + box.width) for box in words])
    top = left_edge(height, still.height, still.place, [(box.y, box.y + box.height) for box in words])
    return pixels[top : top + still.height, left : left + still.width]


def left_edge(whole: int, kept: int, place: float | None, words: list[tuple[float, float]]) -> int:
    """Where the kept stretch begins: at `place` (0 to 1), or in the middle and from there as little aside as shows all
    `words` (from, to), if they fit."""
    room = whole - kept
    if place is not None:
        return round(room * min(1.0, max(0.0, place)))
    begin = room / 2
    if words:
        first, last = max(0.0, min(low for low, _ in words)), min(float(whole), max(high for _, high in words))
        if last - first <= kept:
            begin = min(max(begin, last - kept), first)
    return round(min(max(0.0, begin), room))


def write_sequence(pictures: Iterable[Pixels], folder: Path) -> int:
    """Every picture as 00001.png and so on in `folder`, which is there and empty; how many there are."""
    count = 0
    for pixels in pictures:
        count += 1
        (folder / f"{count:05d}.png").write_bytes(encoded_picture(pixels, "png"))
    return count
