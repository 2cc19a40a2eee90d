"""The whole piece: canvas, rate, assets, main track, layers, sounds.

It must never hold what may be lost (selection, playhead, zoom): that is the session's.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from studio.model.asset import Asset
from studio.model.captions import Captions
from studio.model.challenge import Challenge
from studio.model.clip import Clip, Gap, Layer, TrackState
from studio.model.folder import Folder
from studio.model.marker import Marker
from studio.model.post import Post
from studio.model.time import Rate
from studio.model.value import Value

__all__ = ["Canvas", "FontFile", "Project"]


class Canvas(Value, frozen=True):
    """The picture's size in pixels as exported by default, and the colour where nothing lies."""

    width: int = 1080
    height: int = 1920
    background: str = "#000000"

    @property
    def short_side(self) -> int:
        """The unit of all lengths on the canvas, in pixels."""
        return min(self.width, self.height)

    @property
    def ratio(self) -> str:
        """Width to height in lowest terms, such as `9:16`."""
        divisor = gcd(self.width, self.height)
        return f"{self.width // divisor}:{self.height // divisor}"


class FontFile(Value, frozen=True):
    """A font a title uses, with the digest of its file, so that another machine can tell a different one."""

    family: str
    digest: str


class Project(Value, frozen=True):
    """Everything a person made. `layers` are pictures, bottom to top, above `main`; `sounds` lie below."""

    id: str
    name: str = "Untitled"
    canvas: Canvas = Canvas()
    rate: Rate = Fraction(30)
    assets: tuple[Asset, ...] = ()
    main: tuple[Clip | Gap, ...] = ()
    layers: tuple[Layer, ...] = ()
    sounds: tuple[Layer, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    post: Post = Post()
    markers: tuple[Marker, ...] = ()
    folders: tuple[Folder, ...] = ()
    challenge: Challenge | None = None
    main_state: TrackState = TrackState()
    captions: Captions = Captions()

    def asset(self, asset_id: str) -> Asset | None:
        """The asset with that id, or None."""
        return next((asset for asset in self.assets if asset.id == asset_id), None)

    def folder(self, folder_id: str) -> Folder | None:
        """The folder with that id, or None."""
        return next((folder for folder in self.folders if folder.id == folder_id), None)
