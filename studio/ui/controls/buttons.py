"""Buttons that follow the theme: icon buttons, pushes with an icon, chips, tabs.

A button must never be without a name for screen readers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QSizePolicy, QToolButton, QWidget

from studio.ui.icons import icon
from studio.ui.theme import theme
from studio.ui.words import shown

__all__ = ["IconButton", "PushButton", "RailButton", "explain"]

Look = Literal["raised", "accent", "ghost", "outline", "link", "chip", "smallChip", "small", "tab", "name"]


def explain(widget: QWidget, name: str, key: str = "") -> None:
    """Give a control its name for screen readers, and a tooltip with its key."""
    words = shown(name)
    widget.setAccessibleName(words)
    widget.setToolTip(f"{words}  ({key})" if key else words)
    command = getattr(key, "command", "")
    if command:
        # So that the key can be said anew when the keymap changes.
        widget.setProperty("command", command)


def _wants(event: QEvent, keys: Sequence[Qt.Key]) -> bool:
    """Whether a focused button takes this key for itself, before the window's keys get it."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        and event.key() in keys
    )


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESS = (Qt.Key.Key_Space, *_ENTER)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


if TYPE_CHECKING:
    _AButton = QAbstractButton
else:
    # Qt's own class comes in beside this one.
    _AButton = object


class _Pressable(_AButton):
    """What all buttons here share; stands before Qt's own class, so that its answers come first."""

    _worn: tuple[str, str, str, int] | None = None

    def _recolour(self) -> None:
        raise NotImplementedError

    def _wear(self, drawing: str, colour: str, size: int) -> None:
        """Show that icon; one it wears already is not put on again, which would lay out all around it anew."""
        wanted = drawing, colour, theme().dis, size
        if wanted != self._worn:
            self._worn = wanted
            self.setIcon(icon(drawing, colour, size))

    def event(self, event: QEvent) -> bool:
        """Space and Enter press it when it has the focus, and arrows go on to the next of several of which one is
        chosen, whatever these keys do in the window."""
        # The type first: a change of theme sends a button a dozen others.
        if event.type() == QEvent.Type.ShortcutOverride and _wants(
            event, (*_PRESS, *_ARROWS) if self._one_of_several() else _PRESS
        ):
            event.accept()
            return True
        return super().event(event)

    def _one_of_several(self) -> bool:
        group: QButtonGroup | None = self.group()
        return self.autoExclusive() or (group is not None and group.exclusive())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too."""
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._recolour()
        super().changeEvent(event)


class IconButton(_Pressable, QToolButton):
    """A square button 28 wide with an icon only; `name` is its tooltip and its accessible name."""

    def __init__(
        self,
        drawing: str,
        name: str,
        key: str = "",
        *,
        checkable: bool = False,
        size: int = 18,
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._drawing, self._size = drawing, size
        self.setProperty("look", "tool")
        self.setCheckable(checkable)
        self.setIconSize(QSize(size, size))
        self.setFixedSize(28, 28)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        explain(self, name, key)
        self._recolour()
        self.toggled.connect(self._recolour)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def draw(self, drawing: str) -> None:
        """Show another icon."""
        if drawing != self._drawing:
            self._drawing = drawing
            self._recolour()

    def _recolour(self) -> None:
        self._wear(self._drawing, theme().accline if self.isChecked() else theme().text, self._size)


class PushButton(_Pressable, QPushButton):
    """A button with words, and an icon before them where `drawing` is given."""

    def __init__(
        self,
        words: str,
        look: Look = "raised",
        drawing: str = "",
        *,
        checkable: bool = False,
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(shown(words))
        self._drawing, self._look = drawing, look
        self.setProperty("look", look)
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._recolour()
        self.toggled.connect(self._recolour)
        if clicked is not None:
            self.clicked.connect(lambda: clicked())

    def say_words(self, words: str) -> None:
        """Change what it says."""
        self.setText(shown(words))

    def draw(self, drawing: str) -> None:
        """Show another icon, or none."""
        self._drawing = drawing
        if drawing:
            self._recolour()
        else:
            self._worn = None
            self.setIcon(QIcon())

    def _recolour(self) -> None:
        if not self._drawing:
            return
        tokens = theme()
        colours = {"accent": tokens.ink, "link": tokens.accline}
        colour = tokens.accline if self.isChecked() else colours.get(self._look, tokens.text)
        self._wear(self._drawing, colour, 16)


class RailButton(_Pressable, QToolButton):
    """A tab of the rail: icon over word."""

    def __init__(self, drawing: str, words: str) -> None:
        super().__init__()
        self._drawing = drawing
        self.setProperty("look", "rail")
        self.setText(shown(words))
        self.setAccessibleName(shown(words))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(20, 20))
        # On low windows all tabs draw together rather than take room from the timeline.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(40)
        self.setMaximumHeight(54)
        self._recolour()
        self.toggled.connect(self._recolour)

    def sizeHint(self) -> QSize:
        """As high as it likes to be."""
        return QSize(super().sizeHint().width(), 54)

    def minimumSizeHint(self) -> QSize:
        """Icon and word without air."""
        return QSize(super().minimumSizeHint().width(), 40)

    def _recolour(self) -> None:
        self._wear(self._drawing, theme().strong if self.isChecked() else theme().muted, 20)
