"""Whether there is room on the disks for an export, asked before it begins.

It must never guess low: a disk that fills up in the middle costs the person the whole wait.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import msgspec

from studio.media.open import MediaRefused
from studio.media.writing.export_settings import ExportSettings
from studio.media.writing.works import Animation, PictureSequence, SoundFile, Work
from studio.model import SAMPLE_RATE
from studio.sentences import Sentence, say

__all__ = ["Needed", "needed", "refuse_without_room", "room_sentence"]

_MIX_BYTES_S = SAMPLE_RATE * 8
_SPARE = 32_000_000
"""What is left free for everybody else."""


class Needed(msgspec.Struct, frozen=True):
    """Bytes at most: beside the target, in the store of pieces, and in the system's folder for temporary files."""

    target: int
    store: int
    temporary: int


def needed(work: Work, seconds: Fraction) -> Needed:
    """What `work` over `seconds` may take while it is made."""
    length = float(seconds)
    mix = round(length * _MIX_BYTES_S)
    if isinstance(work, ExportSettings):
        bits = work.max_bit_rate + work.audio_bit_rate
        if work.codec == "prores":
            bits = round(work.width * work.height * float(work.rate) * 5)
        film = round(length * (bits / 8 + (288_000 if work.sound_codec == "pcm" else 0))) + 100_000
        # The index goes first at the end, but the file does not grow twice for it.
        return Needed(film, film, mix if work.loudness_lufs is not None else 0)
    if isinstance(work, SoundFile):
        lossless = work.format in ("wav", "flac")
        return Needed(round(length * (192_000 if lossless else work.bit_rate / 8)) + 100_000, 0, mix)
    if isinstance(work, Animation | PictureSequence):
        raw = round(length * float(work.rate) * work.width * work.height * 3)
        if isinstance(work, PictureSequence):
            return Needed(raw, 0, 0)
        return Needed(raw // 3, 0, raw if work.format == "gif" else 0)
    return Needed(work.width * work.height * 3, 0, 0)


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def room_sentence(
    need: Needed, target: Path, store: Path | None, *, free: Callable[[Path], int] = _free
) -> Sentence | None:
    """What is wrong with the room on the disks, in words; None when there is enough.

    What lies on one disk is added up. A disk that does not tell counts as large enough.
    """
    wanted: dict[int, tuple[int, Path]] = {}
    places = [(target.parent, need.target), (Path(tempfile.gettempdir()), need.temporary)]
    if store is not None:
        places.append((store, need.store))
    for folder, count in places:
        there = _nearest(folder)
        if there is None or not count:
            continue
        disk = there.stat().st_dev
        before, first = wanted.get(disk, (0, there))
        wanted[disk] = before + count, first
    for count, folder in wanted.values():
        try:
            room = free(folder)
        except OSError:
            continue
        if room < count + _SPARE:
            return say(
                "There may not be enough room in “{folder}”: up to {needed} MB are needed and {free} MB are free. "
                "Make room or choose another folder.",
                folder=str(folder),
                needed=f"{(count + _SPARE) / 1e6:.0f}",
                free=f"{room / 1e6:.0f}",
            )
    return None


def refuse_without_room(
    work: Work, seconds: Fraction, target: Path, store: Path | None, *, free: Callable[[Path], int] = _free
) -> None:
    """Nothing when there is room; `MediaRefused` says how much is missing where."""
    sentence = room_sentence(needed(work, seconds), target, store, free=free)
    if sentence is not None:
        raise MediaRefused(sentence)


def _nearest(folder: Path) -> Path | None:
    """The folder, or the nearest above it that is there."""
    for there in (folder, *folder.parents):
        if there.is_dir():
            return there
    return None
