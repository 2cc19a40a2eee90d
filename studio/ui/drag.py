"""What is carried when something is dragged out of the library: a kind and an id.

Kinds: `asset` (an asset), `title` (a text preset), `effect` (an effect; looks and transitions are effects too),
`sound` (a sound that comes with the program), `folder` (a folder of the library).
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
    """A thing of the library in the person's hand, and the ids of others of its kind."""

    kind: Literal["asset", "title", "effect", "sound", "folder"]
    id: str
    others: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All of them, in the order of the library."""
        return (self.id, *self.others)


def mime_for(thing: Carried) -> QMimeData:
    """What a drag of `thing` carries."""
    data = QMimeData()
    data.setData(_MIME, QByteArray("\n".join((thing.kind, *thing.ids)).encode()))
    return data


def carried(data: QMimeData) -> Carried | None:
    """The thing of the library that `data` carries, or None."""
    if not data.hasFormat(_MIME):
        return None
    kind, name, *others = (*bytes(data.data(_MIME).data()).decode(errors="replace").split("\n"), "")
    match kind:
        case "asset" | "title" | "effect" | "sound" | "folder":
            return Carried(kind, name, tuple(others[:-1]))
        case _:
            return None


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """The files of this computer that `data` carries."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
