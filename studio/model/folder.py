"""A folder of the project in which media is sorted. It is no folder on the disk.

It must never say where a file lies: the asset's path does.
"""

from __future__ import annotations

from studio.model.value import Value

__all__ = ["MOST_STARS", "Folder"]

MOST_STARS = 5
"""The most stars an asset can have."""


class Folder(Value, frozen=True):
    """A named folder; `inside` is the id of the folder it lies in, empty at the top."""

    id: str
    name: str
    inside: str = ""
