"""Changing keys: what the person's own keymap becomes when a command gets a key, loses its keys, or starts over.

It must never put a key in force: whoever calls keeps the settings it gives.
"""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from studio.commands import OWN_KEYMAP
from studio.session import Settings
from studio.ui.shortcuts import chosen_keys

__all__ = ["RESERVED", "asks_for", "begin_own", "key_of", "own_in_the_way", "with_keys", "without_own"]

RESERVED = frozenset(
    {Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F6, Qt.Key.Key_Return, Qt.Key.Key_Enter}
)
"""Keys for getting around in any window: no command can have them, or a person without a mouse would be caught."""
_ALONE = frozenset({Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def key_of(event: QKeyEvent) -> str:
    """The key that was pressed, in Qt's portable form; an empty string while only Ctrl and the like are held."""
    key, held = Qt.Key(event.key()), event.modifiers() & _HELD
    if key in _ALONE or key == Qt.Key.Key_unknown:
        return ""
    text = event.text()
    if len(text) == 1 and text.isprintable() and not text.isalnum() and not text.isspace():
        # Shift is part of the sign already: the key is “?”, not “Shift+?”.
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(held.value | key.value).toString(QKeySequence.SequenceFormat.PortableText)


def asks_for(settings: Settings, key: str) -> str | None:
    """The command that the key asks for, or None."""
    return next((command for command, keys in chosen_keys(settings).items() if key in keys), None)


def own_in_the_way(settings: Settings) -> bool:
    """Whether a change would put an end to own keys that are not in force now."""
    return settings.keymap != OWN_KEYMAP and bool(settings.own_keys)


def begin_own(settings: Settings) -> Settings:
    """Own keys that begin as the keymap in force."""
    if settings.keymap == OWN_KEYMAP:
        return settings
    return replace(settings, keymap=OWN_KEYMAP, own_from=settings.keymap, own_keys={})


def with_keys(settings: Settings, command: str, keys: tuple[str, ...]) -> Settings:
    """Own keys in which `command` has just these, and no other command has any of them."""
    begun = begin_own(settings)
    own = {other: tuple(key for key in chosen if key not in keys) for other, chosen in begun.own_keys.items()}
    return replace(begun, own_keys={**own, command: keys})


def without_own(settings: Settings) -> Settings:
    """The keymap that the own keys began from, as it comes."""
    keymap = settings.own_from if settings.keymap == OWN_KEYMAP else settings.keymap
    return replace(settings, keymap=keymap, own_keys={})
