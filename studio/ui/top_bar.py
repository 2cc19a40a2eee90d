"""The bar at the top: the program's mark, the project's name, whether it is saved, undo, search, Export.

It must never do anything itself: it runs commands.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QWidget

from studio.commands import COMMANDS
from studio.edits import rename
from studio.sentences import say
from studio.ui.bridge import Bridge
from studio.ui.controls.buttons import IconButton, PushButton, explain
from studio.ui.controls.labels import ElidedLabel, Pictogram, set_role
from studio.ui.controls.slider import number_text
from studio.ui.icons import paint_icon
from studio.ui.palette import GROUPS, askable
from studio.ui.shortcuts import key_words
from studio.ui.theme import theme, ui_font
from studio.ui.words import shown

__all__ = ["Mark", "TopBar"]


_LAYOUTS = ("layout", "layout-tall", "use-layout", "keep-layout")
_SHOWN = ("show-library", "show-inspector", "show-timeline", "history")
_KEPT = ("full-screen", "theme", "start")


class Mark(QWidget):
    """The program's mark: two sheets, the front one lifting off."""

    def __init__(self, size: int = 20) -> None:
        super().__init__()
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, "decollage", theme().acc, QRectF(self.rect()))


class TopBar(QFrame):
    """44 high. `run` runs a command by id."""

    def __init__(self, bridge: Bridge, run: Callable[[str], object]) -> None:
        super().__init__()
        self._bridge, self._run = bridge, run
        self.setFixedHeight(44)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 8, 0)
        row.setSpacing(6)
        self.menu = IconButton("menu", say("All commands"), clicked=self._open_menu)
        row.addWidget(Mark())
        row.addWidget(self.menu)
        row.addWidget(self._names())
        self._saved_mark = Pictogram("check", "muted", 14)
        self.saved = ElidedLabel("", "muted")
        self.saved.setFont(ui_font(12, figures=True))
        row.addSpacing(6)
        row.addWidget(self._saved_mark)
        row.addWidget(self.saved)
        self.saved.setMinimumWidth(110)
        row.addSpacing(8)
        self.undo = IconButton("undo", say("Undo"), key_words("undo"), clicked=lambda: run("undo"))
        self.redo = IconButton("redo", say("Redo"), key_words("redo"), clicked=lambda: run("redo"))
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addStretch(1)
        self.search = IconButton("search", say("Find a command"), key_words("palette"), clicked=lambda: run("palette"))
        self.history = IconButton("history", say("History"), key_words("history"), clicked=lambda: run("history"))
        self.layout_menu = IconButton("layout", say("Layout"), clicked=self._open_layouts)
        self.settings = IconButton("settings", say("Settings"), key_words("settings"), clicked=lambda: run("settings"))
        self.keys = IconButton("help", say("Keys"), key_words("shortcuts"), clicked=lambda: run("shortcuts"))
        for button in (self.search, self.history, self.layout_menu, self.keys, self.settings):
            row.addWidget(button)
        row.addSpacing(8)
        self.forecast = PushButton(say("Forecast"), "raised", "eye", clicked=lambda: run("forecast"))
        explain(self.forecast, say("Forecast: how a feed might treat the draft"), key_words("forecast"))
        row.addWidget(self.forecast)
        self.export = PushButton(say("Export"), "accent", "export", clicked=lambda: run("export"))
        explain(self.export, say("Export"), key_words("export"))
        row.addWidget(self.export)
        for signal in (bridge.project_changed, bridge.opened):
            signal.connect(self.refresh)
        bridge.saved_changed.connect(self._show_saved)
        self.refresh()

    def _names(self) -> QStackedWidget:
        """The name: a button that becomes a field."""
        self.name = PushButton("", "name", "", clicked=self.edit_name)
        explain(self.name, say("Rename the project"))
        self.name_field = QLineEdit()
        self.name_field.setProperty("look", "name")
        self.name_field.setAccessibleName(shown(say("Name of the project")))
        self.name_field.editingFinished.connect(self._rename)
        self._name_stack = QStackedWidget()
        self._name_stack.addWidget(self.name)
        self._name_stack.addWidget(self.name_field)
        self._name_stack.setFixedHeight(32)
        return self._name_stack

    def edit_name(self) -> None:
        """Let the name be typed."""
        self.name_field.setText(self._bridge.session.project.name)
        self._name_stack.setCurrentWidget(self.name_field)
        self.name_field.setFixedWidth(max(220, self.name.width()))
        self.name_field.selectAll()
        self.name_field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rename(self) -> None:
        if self._name_stack.currentWidget() is not self.name_field:
            return
        self._name_stack.setCurrentWidget(self.name)
        name = self.name_field.text()
        if name.strip() != self._bridge.session.project.name:
            self._bridge.edit(say("Rename"), lambda project: rename(project, name=name))
        self.refresh()

    def refresh(self) -> None:
        """Show the present."""
        session = self._bridge.session
        name = session.project.name
        self.name.setText(self.name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 260))
        self._name_stack.setFixedWidth(max(self.name.sizeHint().width() + 8, 60))
        past, future = session.history.past, session.history.future
        self.undo.setEnabled(bool(past))
        self.redo.setEnabled(bool(future))
        if past:
            explain(self.undo, say("Undo: {what}", what=session.history.present.label), key_words("undo"))
        if future:
            explain(self.redo, say("Redo: {what}", what=future[0].label), key_words("redo"))
        self.forecast.setEnabled(bool(session.project.main or session.project.layers))
        self.export.setEnabled(bool(session.project.main or session.project.layers))
        self._show_saved()

    def show_exporting(self, percent: float | None) -> None:
        """Say on the button how far the export is; None when nothing is being exported."""
        if percent is None:
            self.export.say_words(say("Export"))
        else:
            self.export.say_words(say("Exporting {percent}", percent=number_text(percent, 0, "%")))

    def _show_saved(self) -> None:
        saved = self._bridge.session.saved_state
        self.saved.setText(shown(saved.sentence))
        failed = saved.state == "failed"
        set_role(self.saved, "err" if failed else "muted")
        drawing = {"saved": "check", "failed": "warning"}.get(saved.state, "clock")
        self._saved_mark.draw(drawing, "err" if failed else "muted")
        self.saved.setMinimumWidth(360 if failed else 110)

    def _open_layouts(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in (_LAYOUTS, _SHOWN, _KEPT):
            for command in group:
                self._add(menu, command)
            menu.addSeparator()
        menu.popup(self.layout_menu.mapToGlobal(QPoint(0, self.layout_menu.height() + 4)))

    def _open_menu(self) -> None:
        self.command_menu().popup(self.menu.mapToGlobal(QPoint(0, self.menu.height() + 4)))

    def command_menu(self) -> QMenu:
        """Every command the window can run, by group, with its key; the reason where it cannot be asked for."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        session = self._bridge.session
        for group, words in GROUPS.items():
            commands = [one for one in COMMANDS.values() if one.group == group and askable(session, one)]
            if not commands:
                continue
            sub = menu.addMenu(shown(words))
            sub.setToolTipsVisible(True)
            for command in commands:
                self._add(sub, command.id)
        return menu

    def _add(self, menu: QMenu, command_id: str) -> None:
        command, key = COMMANDS[command_id], key_words(command_id)
        reason = command.why_not(self._bridge.session)
        action = menu.addAction(f"{shown(command.name)}\t{key}" if key else shown(command.name))
        action.setData(command.id)
        action.setEnabled(reason is None)
        action.setToolTip(shown(reason if reason is not None else command.help))
        action.triggered.connect(lambda _on=False: self._run(command_id))
