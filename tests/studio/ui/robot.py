"""A robot at the window: it clicks, drags, turns the wheel and presses keys at random, as a child would.

What would leave the project (another project, the end of the program) or write outside the test's own folders it does
not do. It must never know what anything on the window means.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QDialog, QMenu, QWidget

from studio.commands import COMMANDS
from studio.model.check import check_project
from studio.ui.shortcuts import keys_in_force
from studio.ui.window import MainWindow

LEAVES = ("new", "open", "close-window", "quit", "start", "sample", "save-as", "collect", "import", "export")
HELD = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
PLAIN_KEYS = (
    Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_F6, Qt.Key.Key_Delete, Qt.Key.Key_A, Qt.Key.Key_7, Qt.Key.Key_Home,
    Qt.Key.Key_PageDown, Qt.Key.Key_Return,
)  # fmt: skip
NURSE_MS = 5


class WindowRobot:
    """Acts on one window, `seed` deciding how."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window, self.chance = window, random.Random(seed)
        self.start = window.session.history.steps[0]
        self.did: list[str] = []
        forbidden = {key for command in LEAVES for key in keys_in_force(command)}
        self._keys = sorted({key for command in COMMANDS for key in keys_in_force(command)} - forbidden)
        self._nurse = QTimer()
        self._nurse.setInterval(NURSE_MS)
        self._nurse.timeout.connect(self._help_out)
        self._nurse.start()

    def _help_out(self) -> None:
        """End what waits for a hand that will not come: a file dialog."""
        modal = QApplication.activeModalWidget()
        if isinstance(modal, QDialog):
            modal.reject()

    def act(self, came_by: Callable[[], object] = lambda: None) -> None:
        """Do one thing, and see whether all is well; `came_by` is called whenever the window is free in between."""
        does = self.chance.choices(
            (self._click, self._drag, self._key, self._type, self._wheel, self._run), (30, 20, 25, 10, 8, 7)
        )[0]
        does()
        came_by()
        QApplication.processEvents()
        came_by()
        self._leave_popups()
        came_by()
        if self.window.dialog is not None and (
            self.window.dialog.objectName() == "export" or self.chance.random() < 0.1
        ):
            self.window.dialog.close_dialog()
        problems = check_project(self.window.session.project)
        assert not problems, f"{problems} after {self.did[-5:]}"

    def end(self) -> None:
        """Take the hand off; undo everything: it must be the very project one began with."""
        self._nurse.stop()
        if self.window.dialog is not None:
            self.window.dialog.close_dialog()
        self.window.palette_box.close_palette()
        self.window.setFocus()
        session = self.window.session
        session.drop_draft()
        while session.history.past:
            session.undo()
        assert session.history.present is self.start
        while session.history.future:
            session.redo()
            assert not check_project(session.project)

    # What it does.

    def _note(self, *words: object) -> None:
        self.did.append(" ".join(map(str, words)))

    def _target(self) -> tuple[QWidget, QPoint]:
        """A place somewhere, more often on something than on nothing."""
        root: QWidget = self.window.dialog or self.window
        if self.chance.random() < 0.35:
            view = self.window.editor.timeline
            if self.window.dialog is None and view.isVisible():
                return view, self._point(view)
        children = [child for child in root.findChildren(QWidget) if child.isVisible() and self._may_press(child)]
        if children and self.chance.random() < 0.8:
            child = self.chance.choice(children)
            return child, self._point(child)
        point = self._point(root)
        child = root.childAt(point)
        if child is None or not self._may_press(child):
            return self.window.editor.timeline, self._point(self.window.editor.timeline)
        return child, child.mapFrom(root, point)

    def _point(self, widget: QWidget) -> QPoint:
        return QPoint(self.chance.randrange(max(1, widget.width())), self.chance.randrange(max(1, widget.height())))

    def _may_press(self, widget: QWidget) -> bool:
        # A click in the list of the palette may run anything, also what leaves the project.
        return widget is not self.window.top_bar.export and not self.window.palette_box.list.isAncestorOf(widget)

    def _click(self) -> None:
        widget, at = self._target()
        button = self.chance.choices((Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton), (9, 1))[0]
        held = self.chance.choice(HELD)
        self._note("click", type(widget).__name__, widget.accessibleName(), at.toTuple(), button.name, held.name)
        if self.chance.random() < 0.15:
            QTest.mouseDClick(widget, button, held, at)
        else:
            QTest.mouseClick(widget, button, held, at)

    def _drag(self) -> None:
        widget, at = self._target()
        grid = widget.parentWidget()
        if isinstance(grid, QAbstractItemView) and grid.dragEnabled():
            return  # the system's own drags wait for a real hand
        to, held = self._point(widget), self.chance.choice(HELD)
        self._note("drag", type(widget).__name__, widget.accessibleName(), at.toTuple(), to.toTuple(), held.name)
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, held, at)
        for step in range(1, 5):
            QTest.mouseMove(widget, at + (to - at) * step / 4)
        if self.chance.random() < 0.1:
            QTest.keyClick(self.window, Qt.Key.Key_Escape)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, held, to)

    def _key(self) -> None:
        focused = QApplication.focusWidget() or self.window
        if self.chance.random() < 0.6:
            key = self.chance.choice(self._keys)
            self._note("key", key, type(focused).__name__)
            QTest.keySequence(focused, key)
            return
        key, held = self.chance.choice(PLAIN_KEYS), self.chance.choice(HELD)
        palette_runs = self.window.palette_box.isVisible() and key == Qt.Key.Key_Return
        # Enter in the palette and Ctrl+A and the like are commands: those are chosen elsewhere.
        if palette_runs or held in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
            key, held = Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier
        self._note("key", key.name, held.name, type(focused).__name__)
        QTest.keyClick(focused, key, held)

    def _type(self) -> None:
        focused = QApplication.focusWidget() or self.window
        text = self.chance.choice(("1", "-3.5", "abc", "0", "99999", "%", " "))
        self._note("type", text, type(focused).__name__)
        QTest.keyClicks(focused, text)

    def _wheel(self) -> None:
        widget, at = self._target()
        turned, held = QPoint(0, self.chance.choice((-120, 120))), self.chance.choice(HELD)
        self._note("wheel", type(widget).__name__, at.toTuple(), held.name)
        place = QPointF(widget.mapToGlobal(at))
        event = QWheelEvent(
            QPointF(at), place, QPoint(), turned, Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(widget, event)

    def _run(self) -> None:
        command = self.chance.choice([name for name in COMMANDS if name not in LEAVES])
        self._note("run", command)
        self.window.run(command)

    def _leave_popups(self) -> None:
        for _ in range(5):
            popup = QApplication.activePopupWidget()
            if popup is None:
                return
            if not isinstance(popup, QMenu) and self.chance.random() < 0.5:
                QTest.keyClick(popup, Qt.Key.Key_Down)
                QTest.keyClick(popup, Qt.Key.Key_Return)
            popup.close()
            parent = popup.parentWidget()
            if isinstance(parent, QComboBox):
                parent.hidePopup()
            QApplication.processEvents()
