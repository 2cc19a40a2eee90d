"""Every step of the project with a small picture: a click goes there, dragging along the list scrubs through them.

Pictures are made on workers, by the same call that draws everything else, and only of what is seen. It must never hold
a step itself: the session's history does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from studio.history import Entry
from studio.model import Clip, Project, Time, duration
from studio.sentences import say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton
from studio.ui.controls.labels import label
from studio.ui.controls.slider import number_text
from studio.ui.pictures import Pictures
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["HistoryPanel"]

Index = QModelIndex | QPersistentModelIndex
_ROW = 60
_BOX = (72, 52)
_MOST_PICTURES = 400
_REST_MS = 250
"""So long the playhead rests before the steps are shown at its new place."""
_OWN_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class _Steps(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.steps: tuple[Entry, ...] = ()
        self.here = 0

    def show(self, steps: tuple[Entry, ...], here: int) -> None:
        """The same list with another place in it is no new list: the view keeps its scroll."""
        same = len(steps) == len(self.steps) and all(a is b for a, b in zip(steps, self.steps, strict=True))
        self.here = here
        if not same:
            self.beginResetModel()
            self.steps = steps
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own signature)
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = step_words(self.steps[index.row()])
            if role == Qt.ItemDataRole.AccessibleTextRole and index.row() > self.here:
                return shown(say("{step}, undone", step=words))
            return words
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, panel: HistoryPanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Steps)
        step, row = model.steps[index.row()], index.row()
        tokens, where = theme(), QRect(option.rect)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if row == model.here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accwash))
            painter.drawRoundedRect(QRectF(where).adjusted(4, 1, -4, -1), 6, 6)
            painter.fillRect(QRectF(where.x() + 4, where.y() + 8, 2, where.height() - 16), QColor(tokens.accline))
        if row > model.here:
            painter.setOpacity(0.45)
        box = QRectF(where.x() + 14, where.y() + 4, *_BOX)
        self._paint_picture(painter, box, step)
        text = QRectF(box.right() + 12, where.y() + 12, where.right() - box.right() - 24, 18)
        painter.setFont(ui_font(12, 600 if row == model.here else 500))
        painter.setPen(QColor(tokens.strong))
        words = painter.fontMetrics().elidedText(step_words(step), Qt.TextElideMode.ElideRight, int(text.width()))
        painter.drawText(text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
        painter.setFont(ui_font(11, figures=True))
        painter.setPen(QColor(tokens.muted))
        painter.drawText(
            text.translated(0, 18),
            int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            _about(step.project),
        )
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRectF, step: Entry) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(box, 4, 4)
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(box, QColor(theme().stage))
        picture = self._panel.picture(step)
        if picture is not None:
            scale = min(box.width() / picture.width(), box.height() / picture.height())
            wide, high = picture.width() * scale, picture.height() * scale
            painter.drawImage(QRectF(box.center().x() - wide / 2, box.center().y() - high / 2, wide, high), picture)
        painter.restore()


class _List(QListView):
    """A list whose current row follows a pressed pointer, and whose arrows are its own."""

    def event(self, event: QEvent) -> bool:
        """Arrows walk through the steps while it has the focus, whatever they do in the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            point = event.position().toPoint()
            point.setY(min(max(0, point.y()), self.viewport().height() - 1))
            index = self.indexAt(point)
            if index.isValid():
                self.setCurrentIndex(index)


class HistoryPanel(QFrame):
    """The steps of the session behind `bridge`; `close` asks for the panel to go."""

    def __init__(self, bridge: Bridge, pictures: Pictures, close: Callable[[], object]) -> None:
        super().__init__()
        self._bridge, self._pictures = bridge, pictures
        self._drawn: dict[int, tuple[Project, Time, QImage]] = {}
        self._wanted: list[Entry] = []
        self._busy = False
        self.setObjectName("panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QFrame()
        head.setObjectName("panelHead")
        head.setFixedHeight(36)
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 0, 6, 0)
        row.addWidget(label(say("History"), "head"))
        row.addStretch(1)
        row.addWidget(IconButton("close", say("Close the history"), clicked=close))
        column.addWidget(head)
        self._steps = _Steps()
        self.list = _List()
        self.list.setObjectName("found")
        self.list.setAccessibleName(shown(say("Steps")))
        self.list.setModel(self._steps)
        self.list.setItemDelegate(_Painter(self))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.selectionModel().currentChanged.connect(self._went)
        column.addWidget(self.list, 1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.list.viewport().update)
        bridge.playhead_changed.connect(self._rest.start)
        for signal in (bridge.project_changed, bridge.opened):
            signal.connect(self.refresh)

    def refresh(self) -> None:
        """Show the present, while it is seen."""
        if not self.isVisible():
            return
        history = self._bridge.session.history
        here = len(history.past)
        self._steps.show(history.steps, here)
        index = self._steps.index(here)
        if self.list.currentIndex() != index:
            blocked = self.list.selectionModel().blockSignals(True)
            self.list.setCurrentIndex(index)
            self.list.selectionModel().blockSignals(blocked)
        self.list.scrollTo(index)
        self.list.viewport().update()

    def _went(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._bridge.session.go_to_step(now.row())

    # Pictures.

    def picture(self, step: Entry) -> QImage | None:
        """The step at the playhead, or as it was last drawn; what is not drawn yet is asked for."""
        at = self._bridge.session.playhead
        known = self._drawn.get(id(step.project))
        if known is not None and known[0] is not step.project:
            known = None  # another project came to lie where a forgotten one lay
        if (known is None or known[1] != at) and not self._rest.isActive():
            self._wanted.append(step)
            self._draw_next()
        return known[2] if known is not None else None

    def _draw_next(self) -> None:
        if self._busy or not self._wanted:
            return
        self._busy = True
        step = self._wanted.pop()
        del self._wanted[:-32]
        project, at, ratio = step.project, self._bridge.session.playhead, self.devicePixelRatioF()
        box = (round(_BOX[0] * ratio), round(_BOX[1] * ratio))

        def done(image: QImage) -> None:
            self._drawn[id(project)] = (project, at, image)
            while len(self._drawn) > _MOST_PICTURES:
                del self._drawn[next(iter(self._drawn))]
            self._ended()

        within = min(at, max(at * 0, duration(project) - 1 / project.rate))
        self._bridge.jobs.submit(
            self._pictures.draw, project, within, box, done=done, failed=lambda _error: self._ended(draws=False)
        )

    def _ended(self, *, draws: bool = True) -> None:
        self._busy = False
        if draws:
            self.list.viewport().update()
        self._wanted = [step for step in self._wanted if self._needs(step)]
        self._draw_next()

    def _needs(self, step: Entry) -> bool:
        known = self._drawn.get(id(step.project))
        return known is None or known[0] is not step.project or known[1] != self._bridge.session.playhead


def step_words(step: Entry) -> str:
    """What the person did to get there."""
    return shown(step.label) if step.label else shown(say("Opened"))


def _about(project: Project) -> str:
    clips = sum(isinstance(thing, Clip) for thing in project.main)
    length = number_text(float(duration(project)), 1, "s")
    return shown(say("{length} · {count} clips", length=length, count=clips))
