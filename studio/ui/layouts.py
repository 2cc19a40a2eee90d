"""Where the panels stand: the usual layout, the tall player, and layouts the person keeps under a name.

It must never know what a panel does.
"""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter

from studio.sentences import Refused, say
from studio.ui.editor import Editor
from studio.ui.preferences import keep_word, kept_word

__all__ = ["Layouts"]

PANELS = ("library", "inspector", "timeline")
_LAST = "last layout"
_KEPT = "layouts"
_MOST_KEPT = 20
_LONGEST_NAME = 60


class _Layout(msgspec.Struct, frozen=True):
    """Splitters as Qt wrote them, which panels are hidden, and whether the player stands beside the rest."""

    splitters: tuple[bytes, ...] = ()
    hidden: tuple[str, ...] = ()
    tall: bool = False


_one, _all = msgspec.json.Decoder(_Layout), msgspec.json.Decoder(dict[str, _Layout])


class Layouts:
    """The layouts of one editing view."""

    def __init__(self, editor: Editor) -> None:
        self._editor = editor

    def usual(self, *, tall: bool = False) -> None:
        """Every panel where it usually is; with `tall` the player beside all."""
        editor = self._editor
        for name in PANELS:
            editor.panel(name).show()
        editor.set_tall(tall)
        editor.usual_sizes(editor.width(), editor.height())

    def toggle(self, panel: str) -> None:
        """Show a panel, or hide it."""
        widget = self._editor.panel(panel)
        widget.setVisible(widget.isHidden())

    @property
    def names(self) -> tuple[str, ...]:
        """The layouts that were kept."""
        return tuple(_kept())

    def keep(self, name: str) -> None:
        """Keep where everything stands now. Raises `Refused`."""
        name = " ".join(name.split())
        kept = _kept()
        if not name or len(name) > _LONGEST_NAME:
            raise Refused(say("A layout has a name of up to {most} letters.", most=_LONGEST_NAME))
        if name not in kept and len(kept) >= _MOST_KEPT:
            raise Refused(say("There are {most} layouts already. Use one of their names.", most=_MOST_KEPT))
        kept[name] = self._now()
        keep_word(_KEPT, msgspec.json.encode(kept).decode())

    def use(self, name: str) -> None:
        """Let everything stand as it stood when the layout was kept. Raises `Refused`."""
        kept = _kept()
        if name not in kept:
            known = ", ".join(kept) or "—"
            raise Refused(
                say("There is no layout “{name}”. There are: {known}.", name=name[:_LONGEST_NAME], known=known)
            )
        self._take(kept[name])

    def keep_last(self) -> None:
        """Remember how everything stands, for the next start."""
        keep_word(_LAST, msgspec.json.encode(self._now()).decode())

    def use_last(self) -> None:
        """Let everything stand as it stood the last time."""
        try:
            self._take(_one.decode(kept_word(_LAST) or "{}"))
        except msgspec.MsgspecError:
            return

    def _splitters(self) -> tuple[QSplitter, ...]:
        return self._editor.columns, self._editor.rows, self._editor.sides

    def _now(self) -> _Layout:
        editor = self._editor
        states = tuple(bytes(splitter.saveState().data()) for splitter in self._splitters())
        return _Layout(states, tuple(name for name in PANELS if editor.panel(name).isHidden()), editor.tall)

    def _take(self, layout: _Layout) -> None:
        editor = self._editor
        editor.set_tall(layout.tall)
        if len(layout.splitters) == len(self._splitters()):
            done = [
                splitter.restoreState(QByteArray(state))
                for splitter, state in zip(self._splitters(), layout.splitters, strict=True)
            ]
            if all(done):
                editor.stand_as_kept()
        for name in PANELS:
            editor.panel(name).setVisible(name not in layout.hidden)


def _kept() -> dict[str, Any]:
    try:
        return _all.decode(kept_word(_KEPT) or "{}")
    except msgspec.MsgspecError:
        return {}
