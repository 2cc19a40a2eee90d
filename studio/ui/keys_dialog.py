"""The key sheet: every command with its keys, found by word or by key, changed by pressing the new one.

A key that is taken already is given only at the person's word. It must never leave two commands with one key.
"""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.commands import COMMANDS, OWN_KEYMAP, Command, keymaps
from studio.sentences import say
from studio.session import Settings
from studio.ui.controls.buttons import PushButton
from studio.ui.controls.choices import Choice
from studio.ui.controls.dialog import Dialog
from studio.ui.controls.labels import label
from studio.ui.controls.search import SearchField
from studio.ui.own_keys import RESERVED, asks_for, key_of, own_in_the_way, with_keys, without_own
from studio.ui.palette import GROUPS, fit_of
from studio.ui.preferences import Preferences
from studio.ui.shortcuts import chosen_keys, native
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["KeysDialog"]

Index = QModelIndex | QPersistentModelIndex
_ROW = 32


class _Rows(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[Command, tuple[str, ...]]] = []

    def show(self, rows: list[tuple[Command, tuple[str, ...]]]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        command, keys = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(command.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{shown(command.name)}, {', '.join(map(native, keys)) or shown(say('no key'))}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return shown(command.help)
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Rows)
        command, keys = model.rows[index.row()]
        tokens, where = theme(), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accwash if chosen else tokens.hover))
            painter.drawRoundedRect(QRectF(where).adjusted(8, 1, -8, -1), 6, 6)
        box = where.adjusted(24, 0, -24, 0)
        painter.setFont(ui_font(12, 500))
        painter.setPen(QColor(tokens.strong))
        name = painter.fontMetrics().elidedText(shown(command.name), Qt.TextElideMode.ElideRight, box.width() // 2 - 8)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), name)
        painter.setFont(ui_font(11))
        painter.setPen(QColor(tokens.muted))
        middle = box.adjusted(box.width() // 2, 0, 0, 0)
        painter.drawText(
            middle, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown(GROUPS[command.group])
        )
        right = box.right()
        for key in reversed(keys):
            right = _paint_key(painter, native(key), right, where) - 6
        painter.restore()


def _paint_key(painter: QPainter, words: str, right: int, row: QRect) -> int:
    """A key in a frame that ends at `right`; gives where it begins."""
    painter.setFont(ui_font(11, 500))
    wide = max(24, painter.fontMetrics().horizontalAdvance(words) + 14)
    box = QRectF(right - wide, row.center().y() - 9.5, wide, 20)
    painter.setPen(QColor(theme().line2))
    painter.setBrush(QColor(theme().raised))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(theme().strong))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
    return int(box.x())


class KeysDialog(Dialog):
    """The sheet. What is changed is in force at once."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        super().__init__(window, say("Keys"), 760, 620)
        self._preferences = preferences
        self._waits: tuple[str, bool] | None = None
        self._offer: Settings | None = None
        self.body.addWidget(self._head())
        self._rows = _Rows()
        self.list = QListView()
        self.list.setObjectName("found")
        self.list.setAccessibleName(shown(say("Commands and their keys")))
        self.list.setModel(self._rows)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.doubleClicked.connect(lambda _index: self.wait_for_key())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_answer())
        self.list.installEventFilter(self)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._foot())
        preferences.changed.connect(self.refresh)
        self.refresh()

    def open_dialog(self) -> None:
        """Show it; what is typed first is searched."""
        super().open_dialog()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("panelHead")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(12)
        self.search = SearchField(say("Find a command or a key"))
        self.search.textChanged.connect(self._seek)
        self.search.installEventFilter(self)
        self.keymap = Choice(say("Keys of"), [(known.id, known.name) for known in keymaps()])
        self.keymap.addItem(shown(say("Own keys")), OWN_KEYMAP)
        self.keymap.setFixedWidth(220)
        self.keymap.chosen.connect(lambda key: self._preferences.change(keymap=key))
        row.addWidget(self.search, 1)
        row.addWidget(self.keymap)
        return head

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("panelFoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 10, 24, 10)
        row.setSpacing(8)
        self.answer = label("", "muted", wrap=True)
        self.take = PushButton(say("Take it"), "accent", clicked=self._take)
        self.change = PushButton(say("Change"), "raised", clicked=self.wait_for_key)
        self.add = PushButton(say("Add another"), "ghost", clicked=lambda: self.wait_for_key(more=True))
        self.remove = PushButton(say("Remove"), "ghost", clicked=self.remove_keys)
        self.reset = PushButton(say("Start over"), "ghost", clicked=self._start_over)
        row.addWidget(self.answer, 1)
        for button in (self.take, self.reset, self.remove, self.add, self.change):
            row.addWidget(button)
        return foot

    # What is shown.

    def refresh(self, *_: object) -> None:
        """Show the keys in force, of the commands that fit what is sought."""
        settings, sought = self._preferences.settings, self.search.text()
        keys, chosen = chosen_keys(settings), self.command
        rows = [(command, keys.get(command.id, ())) for command in COMMANDS.values()]
        if sought.strip():
            rows = [row for row in rows if fit_of(sought, row[0]) is not None or _has_key(sought, row[1])]
            rows.sort(key=lambda row: (not _has_key(sought, row[1]), fit_of(sought, row[0]) or 0))
        self._rows.show(rows)
        here = next((at for at, row in enumerate(rows) if chosen is not None and row[0].id == chosen.id), 0)
        if rows:
            self.list.setCurrentIndex(self._rows.index(here))
        self.keymap.set_key(settings.keymap)
        self.reset.setVisible(bool(settings.own_keys))
        self._show_answer()

    def _seek(self) -> None:
        self.list.setCurrentIndex(QModelIndex())
        self.refresh()

    @property
    def command(self) -> Command | None:
        """The command that is chosen in the list."""
        row = self.list.currentIndex().row()
        return self._rows.rows[row][0] if 0 <= row < len(self._rows.rows) else None

    def _show_answer(self) -> None:
        self._waits, self._offer = None, None
        self.take.hide()
        command = self.command
        for button in (self.change, self.add, self.remove):
            button.setEnabled(command is not None)
        known = next((known for known in keymaps() if known.id == self._preferences.settings.keymap), None)
        if command is None:
            self.answer.setText(shown(say("No command is called that, and none has that key.")))
        elif known is not None:
            self.answer.setText(shown(say("From: {where}.", where=known.source)))
        else:
            self.answer.setText(shown(command.help))

    # Changing.

    def wait_for_key(self, *, more: bool = False) -> None:
        """From now on the next key is the new one of the chosen command; with `more`, one more."""
        command = self.command
        if command is None:
            return
        self._show_answer()
        self._waits = (command.id, more)
        self.answer.setText(shown(say("Press the key for “{name}”. Esc keeps it as it is.", name=command.name)))
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_keys(self) -> None:
        """The chosen command has no key any more."""
        command = self.command
        if command is not None:
            self._offer_or_take(with_keys(self._preferences.settings, command.id, ()), None)

    def _pressed(self, event: QKeyEvent) -> None:
        assert self._waits is not None
        command, more = self._waits
        if event.key() in RESERVED:
            if event.key() == Qt.Key.Key_Escape:
                self._show_answer()
            else:
                self.answer.setText(shown(say("This key is for getting around. Press another one, or Esc.")))
            return
        key = key_of(event)
        if not key:
            return
        settings = self._preferences.settings
        old = chosen_keys(settings).get(command, ())
        keys = (*(other for other in old if other != key), key) if more else (key,)
        holder = asks_for(settings, key)
        self._offer_or_take(with_keys(settings, command, keys), holder if holder != command else None, key)

    def _offer_or_take(self, settings: Settings, holder: str | None, key: str = "") -> None:
        """Take the change, unless it takes something else away: then ask."""
        self._show_answer()
        now = self._preferences.settings
        if holder is not None and holder in COMMANDS:
            words = say("{key} is the key of “{name}”.", key=native(key), name=COMMANDS[holder].name)
        elif own_in_the_way(now):
            name = next((known.name for known in keymaps() if known.id == now.keymap), now.keymap)
            words = say("This begins your own keys again, from those of {name}.", name=name)
        else:
            self._keep(settings)
            return
        self._offer = settings
        self.answer.setText(shown(words))
        self.take.show()
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self) -> None:
        offer = self._offer
        if offer is not None:
            self._keep(offer)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _start_over(self) -> None:
        self._keep(without_own(self._preferences.settings))

    def _keep(self, settings: Settings) -> None:
        self._preferences.change(
            **{key: value for key, value in asdict(settings).items() if "key" in key or "own" in key}
        )

    # Keys.

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        """The key that is waited for; arrows walk through the list while one types; Enter changes."""
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return super().eventFilter(watched, event)
        if not isinstance(event, QKeyEvent):
            return False
        if self._waits is not None and watched is self.list:
            if event.type() == QEvent.Type.KeyPress:
                self._pressed(event)
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wait_for_key()
            return True
        if watched is self.search and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self._rows.rows:
                row = min(max(0, self.list.currentIndex().row() + step), len(self._rows.rows) - 1)
                self.list.setCurrentIndex(self._rows.index(row))
                return True
        return False


def _has_key(sought: str, keys: tuple[str, ...]) -> bool:
    wanted = sought.strip().casefold().replace(" ", "")
    return any(wanted in (key.casefold(), native(key).casefold()) for key in keys)
