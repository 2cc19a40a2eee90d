"""What the person chose for the program, while the window is open: kept at once, told to whoever it concerns.

It must never decide what a choice does: those who listen do.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from studio.session import Settings, home_folder, read_settings, write_settings

__all__ = ["Preferences", "keep_bytes", "keep_word", "kept_bytes", "kept_word"]


class Preferences(QObject):
    """The choices, as `settings`; `changed(before, now)` after each change."""

    changed = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.settings: Settings = read_settings()

    def change(self, **choices: Any) -> None:
        """Choose; what is chosen already changes nothing."""
        before, now = self.settings, replace(self.settings, **choices)
        if now != before:
            self.settings = now
            write_settings(now)
            self.changed.emit(before, now)


def kept_bytes(name: str) -> QByteArray | None:
    """Where something stood in the window the last time, as Qt wrote it; None where nothing was kept."""
    value = _layout().value(name)
    return value if isinstance(value, QByteArray) else None


def keep_bytes(**things: QByteArray | None) -> None:
    """Keep where things stand in the window, or forget it."""
    settings = _layout()
    for name, value in things.items():
        if value is None:
            settings.remove(name)
        else:
            settings.setValue(name, value)
    settings.sync()


def kept_word(name: str) -> str:
    """A word kept by `keep_word`, or an empty string."""
    return str(_layout().value(name) or "")


def keep_word(name: str, word: str) -> None:
    """Keep a word about the window: the folder last looked into."""
    _layout().setValue(name, word)


def _layout() -> QSettings:
    return QSettings(str(home_folder() / "window.ini"), QSettings.Format.IniFormat)
