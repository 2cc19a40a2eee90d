"""Files with tables of colours (`.cube`): opened like all media, through the gate, and no further than they may be.

It must never take more than the largest table needs.
"""

from __future__ import annotations

import stat
from pathlib import Path

from studio.files.looked_into import admit
from studio.media.open import MediaRefused
from studio.painting.cube import LARGEST_CUBE_BYTES, CubeRefused, parse_cube
from studio.sentences import say

__all__ = ["LUT_ENDING", "check_lut", "is_lut", "read_lut"]

LUT_ENDING = ".cube"


def is_lut(path: Path) -> bool:
    """Whether the file's name says that it is a table of colours."""
    return path.suffix.lower() == LUT_ENDING


def read_lut(path: str | Path) -> bytes:
    """What the file holds. Raises `OSError` where it cannot be read, `Refused` where it may not be."""
    path = Path(path)
    admit(path)
    if not is_lut(path):
        raise MediaRefused(say("“{name}” is no LUT. LUTs end with .cube.", name=path.name))
    if not stat.S_ISREG(path.stat().st_mode):
        raise MediaRefused(say("“{name}” is no file.", name=path.name))
    with path.open("rb") as file:
        return file.read(LARGEST_CUBE_BYTES + 1)


def check_lut(path: Path) -> None:
    """Come back when the file is a table that can be used. Raises `MediaRefused`."""
    try:
        parse_cube(read_lut(path))
    except FileNotFoundError:
        raise MediaRefused(say("There is no file “{name}”.", name=path.name)) from None
    except OSError:
        raise MediaRefused(say("“{name}” cannot be read.", name=path.name)) from None
    except CubeRefused as refusal:
        raise MediaRefused(refusal.sentence) from None
