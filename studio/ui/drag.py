"""What is carried when something is dragged out of the library: a kind and an id.

Kinds: `asset` (an asset), `title` (a text preset), `effect` (an effect; looks and transitions are effects too).
It must never carry a path of its own: files from the desktop come as usual file addresses.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QMimeData

__all__ = ["Carried", "carried", "dropped_files", "mime_for"]

_MIME = "application/x-decollage"


@dataclass(frozen=True)
class Carried:
    """A thing of the library in the person's hand."""

    kind: Literal["asset", "title", "effect"]
    id: str


def mime_for(thing: Carried) -> QMimeData:
    """What a drag of `thing` carries."""
    data = QMimeData()
    data.setData(_MIME, QByteArray(f"{thing.kind}\n{thing.id}".encode()))
    return data


def carried(data: QMimeData) -> Carried | None:
    """The thing of the library that `data` carries, or None."""
    if not data.hasFormat(_MIME):
        return None
    kind, _, name = bytes(data.data(_MIME).data()).decode(errors="replace").partition("\n")
    match kind:
        case "asset" | "title" | "effect":
            return Carried(kind, name)
        case _:
            return None


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The files of this computer that `data` carries."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
