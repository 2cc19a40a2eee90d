"""Animated pictures, GIF, WebP and PNG, read as films: each picture for its own time.

Lengths are read from the file's own structure, pictures are made by Pillow, which knows how one is laid over another.
It must never hold more than two pictures, and never decode to learn how long something lasts.
"""

from __future__ import annotations

import warnings
from collections.abc import Generator, Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageSequence

from studio.files.looked_into import admit
from studio.media.fingerprints import FileState, state_of
from studio.media.open import LARGEST_FILM, MediaRefused, refuse_damaged
from studio.media.reading.decoding import Decoding, Key
from studio.media.reading.turning import UPRIGHT, Turn, turn_of_exif
from studio.model import FLICKS_PER_SECOND, Time
from studio.sentences import say

__all__ = ["AnimationDecoding", "animation_lengths", "decoding_of"]

_LARGEST_FILE = 200_000_000
_MOST_PICTURES = 20_000
_FORMATS = ("GIF", "WEBP", "PNG")
# What every browser does: pictures that would be shown for a hundredth or less are shown for a tenth.
_TOO_SHORT, _INSTEAD = Fraction(1, 100), Fraction(1, 10)


def decoding_of(path: str | Path, *, threads: int = 2, careful: bool = False) -> Decoding | AnimationDecoding:
    """What gives the pictures of a film or of an animated picture, one after the other. Raises `MediaRefused`."""
    if animation_lengths(path):
        return AnimationDecoding(path)
    return Decoding(path, threads=threads, careful=careful)


def animation_lengths(path: str | Path) -> tuple[Time, ...]:
    """How long each picture is shown, in seconds; empty for what is not animated. Raises `MediaRefused`."""
    admit(path)
    try:
        return _lengths(state_of(path))
    except OSError:
        return ()


@lru_cache(maxsize=128)
def _lengths(file: FileState) -> tuple[Time, ...]:
    with file.path.open("rb") as opened:
        head = opened.read(64)
    read = next((reader for at, mark, reader in _READERS if head[at : at + len(mark)] == mark), None)
    if read is None or file.size > _LARGEST_FILE:
        return ()
    found = []
    for length in read(file.path.read_bytes()):
        found.append(length if length > _TOO_SHORT else _INSTEAD)
        if len(found) >= _MOST_PICTURES:
            break
    return tuple(found) if len(found) > 1 else ()


def _gif_lengths(data: bytes) -> Iterator[Time]:
    """GIF89a: a picture is an image descriptor; its length stands in the control block before it, in hundredths."""
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    length = Fraction(0)
    while at + 10 < len(data):
        if data[at] == 0x2C:
            yield length
            length = Fraction(0)
            packed = data[at + 9]
            at = _after_blocks(data, at + 11 + (3 << (packed & 7) + 1 if packed & 0x80 else 0))
        elif data[at] == 0x21:
            if data[at + 1] == 0xF9:
                length = Fraction(int.from_bytes(data[at + 4 : at + 6], "little"), 100)
            at = _after_blocks(data, at + 2)
        else:
            return


def _after_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1


def _webp_lengths(data: bytes) -> Iterator[Time]:
    """RIFF: a picture is an ANMF chunk; its length is 24 bits at byte 12 of it, in thousandths."""
    if data[12:16] != b"VP8X" or not data[20] & 2:
        return
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"ANMF" and at + 24 <= len(data):
            yield Fraction(int.from_bytes(data[at + 20 : at + 23], "little"), 1000)
        at += 8 + size + size % 2


def _png_lengths(data: bytes) -> Iterator[Time]:
    """APNG: acTL before the first IDAT says how many pictures, each has an fcTL with its length as a fraction."""
    at, announced, seen = 8, 0, 0
    while at + 12 <= len(data):
        size, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if name == b"acTL" and size == 8:
            announced = int.from_bytes(data[at + 8 : at + 12], "big")
        elif name == b"IDAT" and not announced:
            return
        elif name == b"fcTL" and size == 26 and seen < announced:
            over, under = (int.from_bytes(data[at + 28 + n : at + 30 + n], "big") for n in (0, 2))
            seen += 1
            yield Fraction(over, under or 100)
        at += 12 + size


_READERS = ((0, b"GIF8", _gif_lengths), (8, b"WEBP", _webp_lengths), (0, b"\x89PNG\r\n\x1a\n", _png_lengths))


class AnimationDecoding:
    """The pictures of an animated picture, one after the other (see `Decoding`, whose face this has)."""

    aspect = 1.0
    careful = True
    time_base = Fraction(1, FLICKS_PER_SECOND)
    offset: Time = Fraction(0)

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._begins = [0, *(round(end * FLICKS_PER_SECOND) for end in accumulate(animation_lengths(path)))]
        self.damaged = False
        self.turn: Turn = turn_of_exif(self._path.read_bytes()) or UPRIGHT
        self._open()

    def _open(self) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._image: Image.Image = Image.open(self._path, formats=_FORMATS)
        except Exception as problem:
            raise refuse_damaged(self._path) from problem
        if self._image.width * self._image.height > LARGEST_FILM:
            self._image.close()
            raise MediaRefused(say("“{name}” is too large a picture.", name=self._path.name))
        self._pictures = self._decoded()

    def close(self) -> None:
        """Give back the file."""
        self._pictures.close()
        self._image.close()

    def rewind(self, *, careful: bool | None = None) -> None:  # noqa: ARG002  (always careful)
        """Begin at the first picture."""
        self.close()
        self._open()

    def start_at(self, key: Key) -> bool:  # noqa: ARG002
        """There is nowhere to start but at the first picture."""
        return False

    def start_near(self, goal: int) -> bool:  # noqa: ARG002
        """There is nowhere to start but at the first picture."""
        return False

    def only(self, key: Key | None, shown: int) -> av.VideoFrame | None:  # noqa: ARG002
        """No picture stands by itself but the first."""
        return None

    def key_time_before(self, ticks: int) -> int | None:  # noqa: ARG002
        """The first picture is the only one that needs no other."""
        return 0

    def take(self) -> av.VideoFrame | None:
        """The next picture; None at the end, or where the file is damaged."""
        return next(self._pictures, None)

    def _decoded(self) -> Generator[av.VideoFrame]:
        number = -1 if self._image.info.get("default_image") else 0
        pictures = iter(ImageSequence.Iterator(self._image))
        while number + 1 < len(self._begins):
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    picture = np.asarray(next(pictures).convert("RGBA"), dtype=np.uint8)
            except StopIteration:
                return
            except Exception:  # noqa: BLE001  (as above: what was read before counts)
                self.damaged = True
                return
            if number >= 0:
                frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgba")
                frame.pts, frame.time_base = self._begins[number], self.time_base
                yield frame
            number += 1
