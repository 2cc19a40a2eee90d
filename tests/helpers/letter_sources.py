"""Sources for drawing and mixing: the n-th second of the file `abc` is one flat colour and one tone per letter.

Pairs with `word_sources`: what is drawn can be read back as letters, exactly.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from studio.effect import Pixels, Samples
from studio.model import SAMPLE_RATE, Asset, Time
from studio.render.convert import Planes, i420_from_rgba

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def colour_of(letter: str) -> tuple[int, int, int]:
    """A colour of its own for each letter, far from the others and from black."""
    number = LETTERS.index(letter) + 1
    return 60 + 60 * (number % 4), 60 + 60 * (number // 4 % 4), 60 + 60 * (number // 16 % 4)


def letter_of(pixel: np.ndarray) -> str:
    """The letter whose colour is nearest; `.` for black."""
    if int(pixel[:3].astype(int).sum()) < 60:
        return "."
    return min(
        LETTERS, key=lambda letter: sum(abs(int(a) - b) for a, b in zip(pixel[:3], colour_of(letter), strict=True))
    )


@dataclass
class FlatFrame:
    """A frame; `uses` tells what it was asked for."""

    pixels: Pixels
    opaque: bool = True
    uses: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        return self.pixels.shape[1]

    @property
    def height(self) -> int:
        return self.pixels.shape[0]

    def rgba(self) -> Pixels:
        self.uses.append("rgba")
        return self.pixels

    def i420(self) -> Planes | None:
        self.uses.append("i420")
        if not self.opaque or self.width % 2 or self.height % 2:
            return None
        return i420_from_rgba(self.pixels)


@dataclass
class LetterSources:
    """Frames of `size`, or of each file's own in `pictures`; files in `missing` give nothing."""

    size: tuple[int, int] = (54, 96)
    missing: set[str] = field(default_factory=set)
    pictures: dict[str, Pixels] = field(default_factory=dict)
    opaque: bool = True
    last: FlatFrame | None = None

    def picture(self, asset: Asset, at: Time, box: tuple[int, int]) -> FlatFrame | None:
        assert min(box) >= 1
        if asset.name in self.missing:
            return None
        pixels = self.pictures.get(asset.name)
        if pixels is None:
            letter = asset.name[min(int(at), len(asset.name) - 1)]
            pixels = np.empty((self.size[1], self.size[0], 4), np.uint8)
            pixels[...] = (*colour_of(letter), 255)
        pixels.flags.writeable = False
        self.last = FlatFrame(pixels, self.opaque)
        return self.last

    def samples(self, asset: Asset, first: int, count: int, track: int = 0) -> Samples | None:
        if asset.name in self.missing:
            return None
        index = np.arange(first, first + count)
        second = np.clip(index // SAMPLE_RATE, 0, len(asset.name) - 1)
        pitch = np.array([100 + 20 * LETTERS.index(letter) for letter in asset.name])[second]
        tone = 0.2 * np.sin(2 * np.pi * pitch * index / SAMPLE_RATE)
        tone[(index < 0) | (index >= len(asset.name) * SAMPLE_RATE)] = 0
        return np.column_stack([tone, -tone]).astype(np.float32)
