"""The effects this program has, with what reads the files that they name."""

from __future__ import annotations

from effects import all_effects
from studio.effect import Effects

__all__ = ["effects_here"]


def effects_here() -> Effects:
    """The built-in effects; LUTs are read from disk, through the gate of all media."""
    return Effects(all_effects(), reading=_read)


def _read(path: str) -> bytes:
    from studio.media.reading.lut_file import read_lut  # loads FFmpeg, which not every command needs

    return read_lut(path)
