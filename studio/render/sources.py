"""What drawing and mixing need from the outside, as a protocol.

The render room opens no file: it asks `Sources`. Implementations live in the media room, and in
tests as words that spell themselves. A `Sources` belongs to one thread at a time.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from studio.effect import Pixels, Samples
from studio.model import Asset, Time

__all__ = ["Frame", "Hurried", "Sources"]


class Frame(Protocol):
    """One decoded picture, upright, square pixels, BT.709; converted only when asked.

    Never write into what its methods give.
    """

    @property
    def width(self) -> int:
        """Pixels across."""
        ...

    @property
    def height(self) -> int:
        """Pixels down."""
        ...

    @property
    def opaque(self) -> bool:
        """Whether every pixel covers what lies beneath."""
        ...

    def rgba(self) -> Pixels:
        """(H, W, 4) uint8, straight alpha, full range."""
        ...

    def i420(self) -> npt.NDArray[np.uint8] | None:
        """(H*3/2, W) uint8: limited-range BT.709 Y, U, V planes one under the other as OpenCV lays
        them out, when the picture is opaque and has an even size; otherwise None."""
        ...


class Sources(Protocol):
    """Where pictures and samples come from."""

    def picture(self, asset: Asset, at: Time, box: tuple[int, int]) -> Frame | None:
        """The picture the asset shows at source time `at`: the last one that begins at or before it (the
        first one before that). It may be smaller than the source when it still covers `box` (width, height)
        wanted pixels for the whole picture. None when the file is missing or cannot be read."""
        ...

    def samples(self, asset: Asset, first: int, count: int, track: int = 0) -> Samples | None:
        """`count` samples (count, 2) float32 from sample number `first` of the source at 48 kHz; silence
        outside it. `track` is the track of sound, as `Footage.sound_track` counts. None when the file is
        missing or has no sound."""
        ...


@runtime_checkable
class Hurried(Protocol):
    """Sources of one who may be in a hurry: while `quick`, what is nearly right does, and `settled` turns False."""

    quick: bool
    settled: bool
