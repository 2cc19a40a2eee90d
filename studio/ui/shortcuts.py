"""The keys of all commands, in one window.

A text field that has the focus keeps letters and editing keys for itself. It must never hold a key itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio.commands import COMMANDS

__all__ = ["Shortcuts", "key_words"]


def key_words(command_id: str) -> str:
    """The first key of a command as people write it, or an empty string."""
    command = COMMANDS.get(command_id)
    if command is None or not command.keys:
        return ""
    return _native(command.keys[0])


def _native(key: str) -> str:
    sequence = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
    words = sequence.toString(QKeySequence.SequenceFormat.NativeText)
    arrows = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
    last = words.rsplit("+", 1)[-1]
    if sys.platform != "darwin" and last in arrows:
        words = words[: -len(last)] + arrows[last]
    return words


class Shortcuts:
    """Runs commands by their keys while `window` is active."""

    def __init__(self, window: QWidget, run: Callable[[str], object]) -> None:
        self._all: list[QShortcut] = []
        for command in COMMANDS.values():
            for key in command.keys:
                sequence = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
                shortcut = QShortcut(sequence, window)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
                shortcut.activated.connect(lambda name=command.id: run(name))
                self._all.append(shortcut)

    def set_enabled(self, on: bool) -> None:
        """Whether keys are listened to: not while a dialog is open."""
        for shortcut in self._all:
            shortcut.setEnabled(on)
