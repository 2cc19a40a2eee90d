"""The keys of all commands, in one window, by the keymap that is in force.

A text field that has the focus keeps letters and editing keys for itself. It must never hold a key itself.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from studio.commands import COMMANDS, OWN_KEYMAP, keymaps, keys_of, with_own_keys
from studio.sentences import say
from studio.session import Settings

__all__ = [
    "KeyWords",
    "Shortcuts",
    "chosen_keys",
    "key_words",
    "keymap_name",
    "keys_in_force",
    "native",
    "use_keys",
]

_in_force: dict[str, tuple[str, ...]] = keys_of()


class KeyWords(str):
    """A key as people write it, that remembers whose it is: a control can say it anew when the keymap changes."""

    command: str

    def __new__(cls, command: str, words: str) -> Self:
        """The words for the key of a command."""
        made = super().__new__(cls, words)
        made.command = command
        return made


def chosen_keys(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Keys by command id as the person chose them."""
    if settings.keymap != OWN_KEYMAP:
        return keys_of(settings.keymap)
    return with_own_keys(keys_of(settings.own_from), settings.own_keys)


def keymap_name(settings: Settings) -> str:
    """What the keymap in force is called."""
    names = {known.id: known.name for known in keymaps()}
    return names.get(settings.keymap, say("Own keys"))


def use_keys(keys: Mapping[str, tuple[str, ...]]) -> None:
    """Put keys in force; whoever calls has the shortcuts laid anew afterwards."""
    global _in_force
    _in_force = dict(keys)


def keys_in_force(command_id: str) -> tuple[str, ...]:
    """The keys of a command, in Qt's portable form."""
    return _in_force.get(command_id, ())


def key_words(command_id: str) -> KeyWords:
    """The first key of a command as people write it, or an empty string."""
    keys = keys_in_force(command_id)
    return KeyWords(command_id, native(keys[0]) if keys else "")


def native(key: str) -> str:
    """A key in Qt's portable form, as people write it on this system."""
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
        self._window, self._run = window, run
        self._on = True
        self._all: list[QShortcut] = []
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(lambda: self._run("close-media"))
        self._leaves = False
        self.lay()

    def leave_by_escape(self, on: bool) -> None:
        """Whether Escape goes back to the timeline: only while something else is on show."""
        self._leaves = on
        self._escape.setEnabled(on and self._on)

    def lay(self) -> None:
        """Listen to the keys in force, and to no others."""
        for shortcut in self._all:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._all = []
        for command in COMMANDS:
            for key in keys_in_force(command):
                sequence = QKeySequence.fromString(key, QKeySequence.SequenceFormat.PortableText)
                shortcut = QShortcut(sequence, self._window)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
                shortcut.setEnabled(self._on)
                shortcut.activated.connect(lambda name=command: self._run(name))
                self._all.append(shortcut)

    def set_enabled(self, on: bool) -> None:
        """Whether keys are listened to: not while a dialog is open."""
        self._on = on
        self._escape.setEnabled(on and self._leaves)
        for shortcut in self._all:
            shortcut.setEnabled(on)
