"""One source on disk and the facts known about it.

It must never hold a handle or open a file: it is what a probe found, as a value.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from studio.model.time import ZERO, Rate, Time
from studio.model.value import Value

__all__ = ["Asset", "AssetKind"]

AssetKind = Literal["video", "photo", "sound", "lut"]
"""What a file is for. A `lut` is a table of colours (.cube) that effects read."""


class Asset(Value, frozen=True):
    """A file a project uses.

    `width` and `height` are as shown: after rotation and sample aspect ratio. `rate` is the average
    frame rate (0 for photos and sound). `path` is absolute in memory; the saved form may be relative.
    `fingerprint` is a digest of the content, by which the file is found again after it moved; `size_bytes` tells which
    files are worth the digest (0: not known). `loops` says that it begins anew at its end, for as long as it is
    shown: an animated picture. `sound_tracks` is how many tracks of sound it has (0: not known).
    How it is sorted: `folder` is the id of a folder of the project (empty at the top), `stars` are 0 to 5, `colour` is
    a label such as `#41C7D9` (empty for none).
    """

    id: str
    path: str
    kind: AssetKind
    name: str
    duration: Time = ZERO
    width: int = 0
    height: int = 0
    rate: Rate = Fraction(0)
    has_sound: bool = False
    sound_tracks: int = 0
    fingerprint: str = ""
    size_bytes: int = 0
    loops: bool = False
    origin: str = ""
    author: str = ""
    licence: str = ""
    folder: str = ""
    stars: int = 0
    colour: str = ""

    @property
    def has_picture(self) -> bool:
        """Whether there is something to see."""
        return self.kind in ("video", "photo")
