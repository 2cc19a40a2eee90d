"""What the gallery shows effects on: pictures that the program makes itself, or the person's own files.

Pictures it makes are the same every time. It must never write a file.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np

from studio.cli.demo_scenes import SCENES, tune
from studio.effect import Pixels, Samples
from studio.model import Asset, Time
from studio.render import Frame, Sources
from studio.sentences import Refused, say
from studio.session import probe_all

__all__ = ["LENGTH_S", "SIZE", "Footage", "MadeSources", "made_footage", "own_footage"]

SIZE = (270, 480)
"""The gallery's pictures: width and height."""
LENGTH_S = 2
_RATE = 12
_TUNE_S = 6


class Footage(NamedTuple):
    """Something with a picture, and where it is looked at from; and what is heard, which may be something else."""

    asset: Asset
    start: Time
    heard: Asset


class _MadeFrame(NamedTuple):
    """One picture of a scene."""

    pixels: Pixels

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def opaque(self) -> bool:
        return True

    def rgba(self) -> Pixels:
        return self.pixels

    def i420(self) -> None:
        return None


class MadeSources:
    """Scenes by their names, and the tune; everything else comes from `others`."""

    def __init__(self, others: Sources) -> None:
        self._others = others

    def picture(self, asset: Asset, at: Time, box: tuple[int, int]) -> Frame | None:
        """The picture of a scene, or of a file."""
        if asset.path:
            return self._others.picture(asset, at, box)
        frames = _scene(asset.id)
        return _MadeFrame(frames[min(len(frames) - 1, max(0, int(at * _RATE)))])

    def samples(self, asset: Asset, first: int, count: int, track: int = 0) -> Samples | None:
        """The tune, or the sound of a file."""
        if asset.path:
            return self._others.samples(asset, first, count, track)
        heard = np.zeros((count, 2), np.float32)
        whole = _whole_tune()
        begin, end = max(0, first), min(len(whole), first + count)
        if begin < end:
            heard[begin - first : end - first] = whole[begin:end]
        return heard


@cache
def _whole_tune() -> Samples:
    return tune(_TUNE_S)


@cache
def _scene(name: str) -> tuple[Pixels, ...]:
    frames = []
    for drawn in dict(SCENES)[name](frame / _RATE for frame in range((LENGTH_S + 2) * _RATE)):
        small = cv2.convertScaleAbs(cv2.resize(drawn, SIZE, interpolation=cv2.INTER_AREA), alpha=255)
        frames.append(np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2RGBA), np.uint8))
    return tuple(frames)


def made_footage() -> tuple[Footage, ...]:
    """The scenes that the program makes, with its tune."""
    heard = Asset("tune", "", "sound", "Tune", Time(_TUNE_S), has_sound=True)
    scenes = [
        Asset(name, "", "video", name.capitalize(), Time(LENGTH_S + 2), *SIZE, Fraction(_RATE)) for name, _ in SCENES
    ]
    return tuple(Footage(asset, Time(0), heard) for asset in scenes)


def own_footage(paths: Iterable[Path]) -> tuple[Footage, ...]:
    """The files, each looked at from a quarter on. Raises `Refused` for the first that cannot be shown."""
    from studio.media import make_asset

    probed = probe_all(paths)
    if probed.refused:
        raise Refused(probed.refused[0].sentence)
    assets = [make_asset(facts, asset_id=f"m{number}") for number, facts in enumerate(probed.facts, 1)]
    for asset in assets:
        if not asset.has_picture:
            raise Refused(say("“{name}” has no picture to show effects on.", name=asset.name))
    heard = next((asset for asset in assets if asset.has_sound), made_footage()[0].heard)
    return tuple(Footage(asset, asset.duration / 4 if asset.kind == "video" else Time(0), heard) for asset in assets)
