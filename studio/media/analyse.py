"""What a file looks and sounds like at a glance: waveforms and thumbnails, kept on disk by content.

It must never be asked on the main thread: the first answer for a file takes a decode.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.media.looking.probe import fingerprint, probe
from studio.media.open import MediaRefused
from studio.media.read import MediaSources
from studio.media.reading.sound_reader import SoundReader
from studio.model import SAMPLE_RATE, Asset, Time
from studio.sentences import say

__all__ = ["peaks", "thumbnail", "thumbnail_from"]

PEAKS_VERSION = 1
THUMBNAIL_VERSION = 1
_READ_S = 2
_LONGEST_S = 4 * 3600


def peaks(
    media: Asset | str | Path, per_second: int = 100, *, cache: Path | None = None, track: int = 0
) -> npt.NDArray[np.float32]:
    """(N, 2) float32: the lowest and highest sample of each 1 / `per_second` s, both channels together, -1..1.

    N covers the length of the sound; (0, 2) without any. `track` counts as `Footage.sound_track` does. `per_second`
    must divide 48000. Raises `MediaRefused` when the file cannot be opened.
    """
    path = media.path if isinstance(media, Asset) else str(media)
    of_track = f"-track-{track}" if track else ""
    kept = _cache_path(cache, media, f"peaks-{PEAKS_VERSION}-{per_second}{of_track}.npy")
    if kept is not None:
        with suppress(OSError, ValueError):
            known = np.load(kept, allow_pickle=False)
            if known.ndim == 2 and known.shape[1] == 2 and known.dtype == np.float32:
                return np.asarray(known, dtype=np.float32)
    length = media.duration if isinstance(media, Asset) else probe(path).duration
    found = _measured(path, per_second, length, track)
    if kept is not None:
        _save(kept, found)
    return found


def _measured(path: str, per_second: int, length: Time, track: int) -> npt.NDArray[np.float32]:
    if SAMPLE_RATE % per_second:
        raise ValueError("per_second must divide 48000")
    step = SAMPLE_RATE // per_second
    reader = SoundReader(path, track)
    found: list[npt.NDArray[np.float32]] = []
    try:
        end = min(round(length * SAMPLE_RATE), _LONGEST_S * SAMPLE_RATE)
        chunk = _READ_S * SAMPLE_RATE
        for first in range(0, end if not reader.silent else 0, chunk):
            count = -(-min(chunk, end - first) // step) * step
            boxes = reader.samples(first, count).reshape(-1, step * 2)
            found.append(np.stack([boxes.min(axis=1), boxes.max(axis=1)], axis=1))
    finally:
        reader.close()
    return np.concatenate(found) if found else np.zeros((0, 2), dtype=np.float32)


def thumbnail(asset: Asset, at: Time, box: tuple[int, int], *, cache: Path | None = None) -> Pixels:
    """(H, W, 4) uint8: what the asset shows at source time `at`, as large as fits into `box` (width, height).

    Raises `MediaRefused` when there is no picture.
    """
    name = f"thumbnail-{THUMBNAIL_VERSION}-{at.numerator}-{at.denominator}-{box[0]}x{box[1]}.png"
    kept = _cache_path(cache, asset, name)
    if kept is not None and kept.is_file():
        known = cv2.imread(str(kept), cv2.IMREAD_UNCHANGED)
        if known is not None and known.ndim == 3 and known.shape[2] == 4:
            return np.asarray(cv2.cvtColor(known, cv2.COLOR_BGRA2RGBA), dtype=np.uint8)
    with MediaSources(threads=1) as sources:
        small = thumbnail_from(sources, asset, at, box)
    if kept is not None:
        _save(kept, small)
    return small


def thumbnail_from(sources: MediaSources, asset: Asset, at: Time, box: tuple[int, int]) -> Pixels:
    """The same from sources that stay open: for many pictures of one file."""
    frame = sources.picture(asset, at, box) if asset.has_picture else None
    if frame is None:
        raise MediaRefused(say("“{name}” has no picture that could be shown.", name=asset.name))
    factor = min(box[0] / frame.width, box[1] / frame.height, 1.0)
    size = (max(1, round(frame.width * factor)), max(1, round(frame.height * factor)))
    if size == (frame.width, frame.height):
        return frame.rgba()
    return np.asarray(cv2.resize(frame.rgba(), size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _cache_path(cache: Path | None, media: Asset | str | Path, name: str) -> Path | None:
    if cache is None:
        return None
    digest = media.fingerprint if isinstance(media, Asset) else ""
    if not digest:
        try:
            digest = fingerprint(media.path if isinstance(media, Asset) else media)
        except OSError:
            return None
    return Path(cache) / digest[:2] / digest / name


def _save(path: Path, array: npt.NDArray[np.float32] | Pixels) -> None:
    """Written whole, then renamed; a disk that does not want it is no trouble."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=path.suffix, delete=False) as file:
            if path.suffix == ".npy":
                np.save(file, array)
            else:
                file.write(cv2.imencode(".png", cv2.cvtColor(np.asarray(array), cv2.COLOR_RGBA2BGRA))[1].tobytes())
        Path(file.name).replace(path)
    except OSError:
        return
