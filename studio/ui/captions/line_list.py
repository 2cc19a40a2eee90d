"""The list of captions: times at the left, words that can be chosen one by one, edited where they stand.

It must never change a project: it says what is asked for.
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
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.model import Time
from studio.sentences import say
from studio.ui.captions.rows import Row, is_right_to_left
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["LineList"]

Index = QModelIndex | QPersistentModelIndex
_LEFT, _PAD, _LINE = 58, 8, 20
_OWN = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2,
)  # fmt: skip


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()

    def show(self, rows: tuple[Row, ...]) -> None:
        if len(rows) == len(self.rows):
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.text if row.start is not None else shown(say("{words}, cut out", words=row.text))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable


class _Editor(QLineEdit):
    """The line being edited. Ctrl+Enter splits it at the cursor, Backspace at its start joins it to that before."""

    def __init__(self, parent: QWidget, row: Row, asked: Callable[[str, Row, int], None]) -> None:
        super().__init__(parent)
        self._row, self._asked = row, asked
        self.setAccessibleName(shown(say("Caption")))

    def takes(self, event: QKeyEvent) -> bool:
        """Whether the key splits or joins; then it is done."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._asked("split", self._row, _word_at(self._row, self.cursorPosition()))
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.cursorPosition() and not self.hasSelectedText():
            self._asked("merge", self._row, self._row.first)
            return True
        return False


def _word_at(row: Row, cursor: int) -> int:
    """The number of the word nearest to a place in the line at which a caption could begin."""
    places, at = [], 0
    for number, word in enumerate(row.words):
        at += 0 if word.joined or not number else 1
        places.append(at)
        at += len(word.text)
    inside = range(1, len(places))
    return row.first + min(inside, key=lambda number: abs(places[number] - cursor), default=0)


class _Painter(QStyledItemDelegate):
    def __init__(self, lines: LineList) -> None:
        super().__init__(lines)
        self._lines = lines

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        boxes = self._lines.boxes(self._lines.lines.rows[index.row()])
        tall = max((box.bottom() for box in boxes), default=_LINE)
        return QSize(100, int(tall) + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        lines, tokens = self._lines, theme()
        row, where = lines.lines.rows[index.row()], QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() == lines.here:
            painter.fillRect(QRectF(where.x(), where.y() + 4, 2, where.height() - 8), QColor(tokens.accline))
        if index.row() == lines.currentIndex().row():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accwash))
            painter.drawRoundedRect(where.adjusted(4, 1, -4, -1), 6, 6)
        painter.setFont(ui_font(11, figures=True))
        painter.setPen(QColor(tokens.muted))
        time = QRectF(where.x() + 10, where.y() + _PAD, _LEFT - 14, _LINE)
        painter.drawText(time, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), _clock(row.start))
        first, last = lines.chosen_words
        for offset, (word, heard, box) in enumerate(zip(row.words, row.heard, lines.boxes(row), strict=True)):
            spot = box.translated(where.x(), where.y() + _PAD)
            number = row.first + offset
            if row.asset == lines.chosen_asset and first <= number <= last:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.accline).lighter(100))
                painter.setOpacity(0.35)
                painter.drawRoundedRect(spot.adjusted(-2, 1, 2, -1), 4, 4)
                painter.setOpacity(1.0)
            font = ui_font(12, 500)
            font.setStrikeOut(not heard)
            painter.setFont(font)
            painter.setPen(QColor(tokens.strong if heard else tokens.muted))
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), word.text)
        painter.restore()

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # Before Qt's own delegate, which commits and closes at any Enter.
        pressed = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed is not None and isinstance(editor, _Editor) and editor.takes(pressed):
            return True
        return super().eventFilter(editor, event)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        return _Editor(parent, self._lines.lines.rows[index.row()], self._lines.ask_line)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(self._lines.lines.rows[index.row()].text)

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit) and index.row() < len(self._lines.lines.rows):
            self._lines.edited.emit(self._lines.lines.rows[index.row()], editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        editor.setGeometry(option.rect.adjusted(_LEFT - 6, 3, -8, -3))


def _clock(start: Time | None) -> str:
    if start is None:
        return "–"
    tenths = int(start * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"


class LineList(QListView):
    """Rows of words. `edited(row, text)`; `asked(what, row, word)` for split and merge; `sought(time)` on a click;
    `cut(asset, first, last)` and `restored(asset, first, last)` for Delete on words that are heard or were cut."""

    edited = Signal(object, str)
    asked = Signal(str, object, int)
    sought = Signal(object)
    cut = Signal(str, int, int)
    restored = Signal(str, int, int)
    words_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines = _Lines()
        self.here = -1
        self.chosen_asset = ""
        self.chosen_words = (0, -1)
        self._from = 0
        self._boxes: dict[tuple[Row, int], list[QRectF]] = {}
        self.setModel(self.lines)
        self.setItemDelegate(_Painter(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(shown(say("Captions")))
        self.setObjectName("cards")

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """The captions as they are now; what was chosen stays where it is still there."""
        if rows == self.lines.rows:
            return
        self._boxes.clear()
        self.lines.show(rows)
        self.scheduleDelayedItemsLayout()

    def mark(self, row: int) -> None:
        """Show which caption is on screen (-1: none)."""
        if row != self.here:
            self.here = row
            self.viewport().update()

    def choose_words(self, asset: str, first: int, last: int) -> None:
        """Choose words by their numbers."""
        self.chosen_asset, self.chosen_words, self._from = asset, (first, last), first
        self.viewport().update()
        self.words_chosen.emit()

    def boxes(self, row: Row) -> list[QRectF]:
        """Where each word of a row lies, from the row's corner, without its padding."""
        wide = self.viewport().width()
        known = self._boxes.get((row, wide))
        if known is None:
            known = self._boxes[row, wide] = _flowed(row, QFontMetricsF(ui_font(12, 500)), wide)
        return known

    def word_under(self, row: Row, x: float, y: float) -> int | None:
        """The number of the word at a place of the row, or None."""
        for offset, box in enumerate(self.boxes(row)):
            if box.adjusted(-2, 0, 2, 0).contains(x, y - _PAD):
                return row.first + offset
        return None

    def ask_line(self, what: str, row: Row, word: int) -> None:
        """End editing, then have the line split or merged."""
        editor = self.findChild(_Editor)
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.asked.emit(what, row, word)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses a word and goes there; with Shift it chooses up to there."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        row, corner = self.lines.rows[index.row()], self.visualRect(index).topLeft()
        word = self.word_under(row, event.position().x() - corner.x(), event.position().y() - corner.y())
        if word is None:
            self.choose_words("", 0, -1)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and row.asset == self.chosen_asset:
            begin = self._from
            self.choose_words(row.asset, min(begin, word), max(begin, word))
            self._from = begin
        else:
            self.choose_words(row.asset, word, word)
        self.sought.emit((row, word))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk over words, Up and Down over captions; Delete cuts, or brings back what was cut."""
        key = event.key()
        row = self._current()
        first, last = self.chosen_words
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.chosen_asset and last >= first:
            self._cut_or_restore(first, last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and row is not None:
            self.edit(self.currentIndex())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and row is not None:
            forward = (key == Qt.Key.Key_Right) != is_right_to_left(row.text)
            inside = row.asset == self.chosen_asset and row.first <= last < row.first + len(row.words)
            word = (last + (1 if forward else -1)) if inside else row.first
            word = min(max(word, row.first), row.first + len(row.words) - 1)
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and inside:
                self.choose_words(row.asset, min(first, word), max(first, word))
            else:
                self.choose_words(row.asset, word, word)
            self.sought.emit((row, word))
        else:
            super().keyPressEvent(event)
            now = self._current()
            if now is not None and now is not row:
                self.sought.emit((now, None))

    def _cut_or_restore(self, first: int, last: int) -> None:
        heard = [
            row.heard[number - row.first]
            for row in self.lines.rows
            if row.asset == self.chosen_asset
            for number in range(max(first, row.first), min(last + 1, row.first + len(row.words)))
        ]
        (self.cut if any(heard) else self.restored).emit(self.chosen_asset, first, last)

    def _current(self) -> Row | None:
        index = self.currentIndex()
        return self.lines.rows[index.row()] if index.isValid() and index.row() < len(self.lines.rows) else None

    def event(self, event: QEvent) -> bool:
        """Its keys are its own while it has the focus, whatever they do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN:
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words flow anew."""
        super().resizeEvent(event)
        self._boxes.clear()
        self.scheduleDelayedItemsLayout()


def _flowed(row: Row, metrics: QFontMetricsF, wide: float) -> list[QRectF]:
    """The words side by side in lines, from the left, or from the right where they are read so."""
    boxes, x, y = [], 0.0, 0.0
    room, space = max(40.0, wide - _LEFT - 16), metrics.horizontalAdvance(" ")
    for number, word in enumerate(row.words):
        width = metrics.horizontalAdvance(word.text)
        gap = 0.0 if word.joined or not number else space
        if x > 0 and x + gap + width > room:
            x, y, gap = 0.0, y + _LINE, 0.0
        boxes.append(QRectF(_LEFT + x + gap, y, width + 1, _LINE))
        x += gap + width
    if is_right_to_left(row.text):
        return [QRectF(2 * _LEFT + room - box.right(), box.y(), box.width(), box.height()) for box in boxes]
    return boxes
