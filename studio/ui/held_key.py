"""Whether the key that stops playing is still down: with it held, the keys of playing go frame by frame.

It must never take a key: it only watches.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from studio.ui.shortcuts import keys_in_force

__all__ = ["HeldKey"]

_KINDS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease)
"""A key with a meaning in the window goes down as the first of these: what has the keyboard may claim it."""


class HeldKey(QObject):
    """Watches `window` for the keys of `command`: `down` while one of them is."""

    def __init__(self, window: QWidget, command: str) -> None:
        super().__init__(window)
        self._command = command
        self.down = False
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the key go down and let go, or the window left."""
        kind = event.type()
        if kind == QEvent.Type.WindowDeactivate:
            self.down = False
        elif kind in _KINDS and isinstance(event, QKeyEvent) and not event.isAutoRepeat() and self._is_it(event):
            self.down = kind == QEvent.Type.ShortcutOverride
        return False

    def _is_it(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        portable = QKeySequence.SequenceFormat.PortableText
        return pressed.toString(portable) in keys_in_force(self._command)
