"""What a file is like at a few of its moments: how much moves, how sharp, how loud, whether a face is seen.

Kept on disk by content. It must never be asked on the main thread, and never say what a file is good for.
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from functools import cache as once
from pathlib import Path

import cv2
import msgspec
import numpy as np
import numpy.typing as npt

from studio.effect import Samples
from studio.media.analyse import thumbnail_from
from studio.media.open import MediaRefused
from studio.media.read import MediaSources
from studio.media.reading.sound_reader import SoundReader
from studio.model import SAMPLE_RATE, ZERO, Asset, Time

__all__ = ["SILENT_DB", "Glance", "glances_of"]

GLANCES_VERSION = 1
SILENT_DB = -60.0
_MOST, _EVERY_S = 4, 3.0
_APART = Fraction(1, 10)
_BOX = (320, 320)
_HEARD_S = 1.0


class Glance(msgspec.Struct, frozen=True):
    """A moment of a file.

    `at_s` in seconds of the file; `motion` is how many of 255 levels the picture changes on average within 0.1 s;
    `sharpness` is the variance of the Laplacian at 320 pixels; `loudness_db` is the RMS of the second around it, -60
    at the least; `faces` is how many faces seen from the front were found.
    """

    at_s: float
    motion: float = 0.0
    sharpness: float = 0.0
    loudness_db: float = SILENT_DB
    faces: int = 0


_DECODER = msgspec.json.Decoder(tuple[Glance, ...])


def glances_of(asset: Asset, *, cache: Path | None = None) -> tuple[Glance, ...]:
    """Up to four moments spread evenly over a file, one of a photo. Raises `MediaRefused` when it cannot be opened."""
    kept = None
    if cache is not None and asset.fingerprint:
        kept = cache / asset.fingerprint[:2] / asset.fingerprint / f"glances-{GLANCES_VERSION}.json"
        with suppress(OSError, msgspec.MsgspecError):
            return _DECODER.decode(kept.read_bytes())
    found = _looked_at(asset)
    if kept is not None:
        with suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            new = kept.with_suffix(".new")
            new.write_bytes(msgspec.json.encode(found))
            new.replace(kept)
    return found


def _looked_at(asset: Asset) -> tuple[Glance, ...]:
    moments = _moments(asset)
    loud = _loudness(asset, moments)
    if not asset.has_picture:
        return tuple(Glance(float(at), loudness_db=level) for at, level in zip(moments, loud, strict=True))
    found = []
    with MediaSources(threads=1) as sources:
        for at, level in zip(moments, loud, strict=True):
            first = _grey(sources, asset, at)
            motion = 0.0
            if asset.kind == "video" and asset.duration > _APART:
                motion = float(cv2.absdiff(first, _grey(sources, asset, at + _APART)).mean())
            sharpness = float(cv2.Laplacian(first, cv2.CV_32F).var())
            found.append(Glance(float(at), motion, sharpness, level, _faces(first)))
    return tuple(found)


def _moments(asset: Asset) -> tuple[Time, ...]:
    if asset.kind == "photo":
        return (ZERO,)
    room = max(ZERO, asset.duration - 2 * _APART)
    count = max(1, min(_MOST, round(float(room) / _EVERY_S) + 2))
    return tuple(room * (2 * turn + 1) / (2 * count) for turn in range(count))


def _grey(sources: MediaSources, asset: Asset, at: Time) -> npt.NDArray[np.uint8]:
    picture = thumbnail_from(sources, asset, at, _BOX)
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY), np.uint8)


@once
def _finder() -> cv2.CascadeClassifier:
    folder = Path(cv2.__file__).parent / "data"
    return cv2.CascadeClassifier(str(folder / "haarcascade_frontalface_default.xml"))


def _faces(grey: npt.NDArray[np.uint8]) -> int:
    return len(_finder().detectMultiScale(grey, scaleFactor=1.15, minNeighbors=3, minSize=(28, 28)))


def _loudness(asset: Asset, moments: tuple[Time, ...]) -> tuple[float, ...]:
    if not asset.has_sound and asset.kind != "sound":
        return (SILENT_DB,) * len(moments)
    try:
        reader = SoundReader(asset.path)
    except MediaRefused:
        return (SILENT_DB,) * len(moments)
    try:
        if reader.silent:
            return (SILENT_DB,) * len(moments)
        count = round(_HEARD_S * SAMPLE_RATE)
        return tuple(_level_db(reader.samples(max(0, round(at * SAMPLE_RATE) - count // 2), count)) for at in moments)
    finally:
        reader.close()


def _level_db(samples: Samples) -> float:
    power = float(np.square(samples, dtype=np.float64).mean()) if len(samples) else 0.0
    return max(SILENT_DB, 10 * float(np.log10(max(power, 1e-12))))
