"""The person's shelf while the window is open: kept at once, told to the tabs that show it.

It must never hold anything about a project.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from studio.session import Shelf, read_shelf, starred, used_now, write_shelf

__all__ = ["OwnShelf"]


class OwnShelf(QObject):
    """The shelf, as `shelf`; `changed` after each change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shelf: Shelf = read_shelf()

    def star(self, thing: str) -> None:
        """Make it a favourite, or no longer one."""
        self._set(starred(self.shelf, thing))

    def use(self, thing: str) -> None:
        """It was used just now."""
        self._set(used_now(self.shelf, thing))

    def look(self, **choices: Any) -> None:
        """Choose how the library is looked at: `order`, `backward`, `rows`, `moving`."""
        self._set(replace(self.shelf, **choices))

    def _set(self, shelf: Shelf) -> None:
        if shelf != self.shelf:
            self.shelf = shelf
            write_shelf(shelf)
            self.changed.emit()
