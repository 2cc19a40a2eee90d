"""What was measured in a project's pictures and sound, as values that can be kept.

It must never say what is good or bad: that depends on the platform.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

import msgspec

from studio.model import Span, Time

__all__ = ["ClipFound", "Corner", "FlashKind", "Flashing", "Measured", "PicturesFound", "SoundFound", "TitleFound"]


Corner = Literal["top left", "top right", "bottom left", "bottom right"]
FlashKind = Literal["general", "red", "extended", "stripes"]


class Flashing(NamedTuple):
    """A stretch with too many flashes, or with stripes: of which kind, from when until when, the most transitions in a
    second (the pairs of stripes), and how strong a black over it must be, of 100, to make it harmless."""

    kind: FlashKind
    start: Time
    end: Time
    transitions: int
    dark: int = 75

    def darkened(self, rate: Fraction) -> range:
        """The frames that a black over it covers: from the one before it begins to its last."""
        return range(max(0, floor(self.start * rate) - 1), ceil(self.end * rate))


class SoundFound(msgspec.Struct, frozen=True):
    """The mixed sound: integrated loudness in LUFS and true peak in dBTP (-inf for silence), the silences of a second
    and more, the moments where it is clipped (at most a few), and how alike both channels are (1 the same, -1
    opposite, 0 where there is nothing)."""

    integrated_lufs: float
    true_peak_db: float
    silences: tuple[Span, ...] = ()
    clipped: tuple[Time, ...] = ()
    likeness: float = 1.0


class TitleFound(msgspec.Struct, frozen=True):
    """A title: its clip, a moment it was looked at, the contrast around its letters."""

    clip: str
    at: Time
    contrast: float


class ClipFound(msgspec.Struct, frozen=True):
    """A clip of the main track: parts of width and height that are black bars, and its sharpness (see `bars`)."""

    clip: str
    at: Time
    bars_wide: float
    bars_high: float
    sharpness: float


class PicturesFound(msgspec.Struct, frozen=True):
    """All pictures: flashes, black and still stretches, corners where something stays, what single clips look like."""

    flashes: tuple[Flashing, ...] = ()
    black: tuple[Span, ...] = ()
    still: tuple[Span, ...] = ()
    corners: tuple[Corner, ...] = ()
    clips: tuple[ClipFound, ...] = ()


class Measured(msgspec.Struct, frozen=True):
    """What is known so far; None is not measured yet."""

    sound: SoundFound | None = None
    titles: tuple[TitleFound, ...] | None = None
    pictures: PicturesFound | None = None

    @property
    def complete(self) -> bool:
        """Whether everything was measured."""
        return self.sound is not None and self.titles is not None and self.pictures is not None
