"""What is heard in a file: beats, speech, and how far two recordings of the same are apart; beats are kept on disk.

It must never be asked on the main thread of a window that has something else to do: each reads the whole sound.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import numpy as np

from studio.effect import Samples
from studio.media.reading.sound_reader import SoundReader
from studio.model import SAMPLE_RATE, Asset
from studio.sounding import Beat, Beats, find_beats, late_s, offset_s, spoken

__all__ = ["beats_of", "late_of", "offset_of", "speech_in", "whole_sound"]

BEATS_VERSION = 1
_LONGEST_S = 1800
_READ_S = 10


def beats_of(asset: Asset, *, cache: Path | None = None, track: int = 0) -> Beats:
    """The beats of a file, in seconds of it. Raises `MediaRefused` when it cannot be opened."""
    of_track = f"-track-{track}" if track else ""
    kept = (
        cache / asset.fingerprint[:2] / asset.fingerprint / f"beats-{BEATS_VERSION}{of_track}.json" if cache else None
    )
    if kept is not None and asset.fingerprint:
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(kept.read_text(encoding="utf-8"))
            return Beats(float(told["bpm"]), tuple(Beat(float(a), int(b), float(c)) for a, b, c in told["beats"]))
    found = find_beats(whole_sound(asset, track))
    if kept is not None and asset.fingerprint:
        with suppress(OSError):
            kept.parent.mkdir(parents=True, exist_ok=True)
            new = kept.with_suffix(".new")
            new.write_text(json.dumps({"bpm": found.bpm, "beats": found.beats}), encoding="utf-8")
            new.replace(kept)
    return found


def speech_in(asset: Asset, track: int = 0) -> tuple[tuple[float, float], ...]:
    """The seconds [from, to) of a file in which someone speaks."""
    return spoken(whole_sound(asset, track))


def offset_of(first: Asset, second: Asset) -> float | None:
    """How many seconds later the same is heard in the second file than in the first; None where it is not."""
    one, two = whole_sound(first), whole_sound(second)
    late = offset_s(one, two)
    return late_s(one, two) if late is None else late


def late_of(source: Asset, take: Asset) -> float | None:
    """How many seconds late a take hears the source that played while it was recorded; None where it does not."""
    return late_s(whole_sound(source), whole_sound(take))


def whole_sound(asset: Asset, track: int = 0) -> Samples:
    """All of its sound, up to half an hour."""
    count = min(round(asset.duration * SAMPLE_RATE), _LONGEST_S * SAMPLE_RATE)
    reader = SoundReader(asset.path, track)
    try:
        if reader.silent:
            return np.zeros((0, 2), np.float32)
        step = _READ_S * SAMPLE_RATE
        pieces = [reader.samples(first, min(step, count - first)) for first in range(0, count, step)]
    finally:
        reader.close()
    return np.concatenate(pieces) if pieces else np.zeros((0, 2), np.float32)
