"""The command palette: every command by name, with its key; those that cannot be asked for now, with the reason.

It must never list a command that the window could not run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.commands import COMMANDS, Command
from studio.sentences import Sentence, say
from studio.session import Session
from studio.ui.controls.search import SearchField
from studio.ui.shortcuts import key_words
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["GROUPS", "CommandPalette", "askable", "fit_of"]

Index = QModelIndex | QPersistentModelIndex

GROUPS: dict[str, Sentence] = {
    "file": say("File"),
    "edit": say("Edit"),
    "arrange": say("Timeline"),
    "clip": say("Clip"),
    "sound": say("Sound"),
    "title": say("Title"),
    "effects": say("Effects"),
    "project": say("Project"),
    "play": say("Play"),
    "view": say("View"),
}


def askable(session: Session, command: Command) -> bool:
    """Whether the window can run the command: only what needs a window that this one is not, it cannot."""
    reason = command.why_not(session)
    return reason is None or "needs the window" not in getattr(reason, "source", "")


def fit_of(sought: str, command: Command) -> int | None:
    """How well a command fits what was typed (less is better), or None."""
    name = shown(command.name).casefold()
    words = sought.casefold().split()
    everything = f"{name} {shown(command.help)} {shown(GROUPS[command.group])} {command.id}".casefold()
    if not all(word in everything for word in words):
        return None
    if name.startswith(sought.casefold()):
        return 0
    return 1 if all(word in name for word in words) else 2


class _Found(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.commands: list[tuple[Command, Sentence | None]] = []

    def show(self, commands: list[tuple[Command, Sentence | None]]) -> None:
        self.beginResetModel()
        self.commands = commands
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        command, reason = self.commands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(command.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{shown(command.name)} {key_words(command.id)} {shown(reason) if reason else ''}".strip()
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, 44)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Found)
        command, reason = model.commands[index.row()]
        tokens, where = theme(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accwash if chosen else tokens.hover))
            painter.drawRoundedRect(QRectF(where).adjusted(4, 1, -4, -1), 6, 6)
        key = key_words(command.id)
        painter.setFont(ui_font(12))
        room = painter.fontMetrics().horizontalAdvance(key) + 16 if key else 0
        box = where.adjusted(16, 5, -16 - room, -5)
        painter.setFont(ui_font(13, 500))
        painter.setPen(QColor(tokens.dis if reason else tokens.strong))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), shown(command.name))
        painter.setFont(ui_font(11))
        painter.setPen(QColor(tokens.warn if reason else tokens.muted))
        below = f"{shown(GROUPS[command.group])} · {shown(reason) if reason else shown(command.help)}"
        below = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), below)
        if key:
            painter.setFont(ui_font(12))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(
                where.adjusted(0, 0, -16, 0), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), key
            )
        painter.restore()


class CommandPalette(QFrame):
    """Opens over the window; Enter runs what is chosen, Esc closes it."""

    def __init__(self, window: QWidget, session: Session, run: Callable[[str], object]) -> None:
        super().__init__(window)
        self.setObjectName("dialog")
        self._window, self._session, self._run = window, session, run
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.field = SearchField(say("Find a command"))
        self.field.setFixedHeight(36)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self._found = _Found()
        self.list = QListView()
        self.list.setObjectName("found")
        self.list.setAccessibleName(shown(say("Commands")))
        self.list.setModel(self._found)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.hide()

    def open_palette(self) -> None:
        """Show it, empty, with every command."""
        wide, high = min(620, self._window.width() - 48), min(520, self._window.height() - 96)
        self.setGeometry((self._window.width() - wide) // 2, 56, wide, high)
        self.field.clear()
        self._find("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def _find(self, sought: str) -> None:
        found: list[tuple[int, Command, Sentence | None]] = []
        for command in COMMANDS.values():
            fit = fit_of(sought, command)
            if fit is not None and command.id != "palette" and askable(self._session, command):
                found.append((fit, command, command.why_not(self._session)))
        found.sort(key=lambda one: one[0] + (3 if sought and one[2] else 0))
        self._found.show([(command, reason) for _fit, command, reason in found])
        if found:
            self.list.setCurrentIndex(self._found.index(0))

    def _choose(self, row: int) -> None:
        if not 0 <= row < len(self._found.commands):
            return
        command, reason = self._found.commands[row]
        if reason is not None:
            return
        self.close_palette()
        self._run(command.id)

    def close_palette(self) -> None:
        """Close it and give the focus back."""
        self.hide()
        self._window.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk through the list while one types."""
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            if event.reason() == Qt.FocusReason.MouseFocusReason and not self.underMouse():
                self.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            row = self.list.currentIndex().row()
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key())
            )
            if step is not None:
                row = min(max(0, row + step), len(self._found.commands) - 1)
                self.list.setCurrentIndex(self._found.index(row))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(row)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_palette()
                return True
        return super().eventFilter(watched, event)
