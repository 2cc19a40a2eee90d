"""A person at the real window: a hand and an eye, as the journeys need them.

With DECOLLAGE_FILM naming a folder, a picture of the window is kept there after each step, in a folder of the test's
own; DECOLLAGE_FILM_SIZE (`1280x720`) gives the window another size, and Qt's QT_SCALE_FACTOR=2 shows it at 200 %. It
must never reach past what a person can do, but for looking at the session.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from effects import all_effects
from studio.effect import Effects
from studio.model import Clip, Project, find
from studio.ui.app import make_window
from studio.ui.controls.cards import CardGrid
from studio.ui.controls.slider import ValueRow
from studio.ui.window import MainWindow

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier
PATIENCE_MS = 30_000


class Person:
    """A hand and an eye on one window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot
        self.session = window.session
        self.steps = 0

    @property
    def project(self) -> Project:
        return self.session.project

    def clip(self, name: str) -> Clip:
        found = find(self.project, name)
        assert found is not None
        return found.clip

    def see(self, name: str) -> None:
        """Keep a picture of the window, when somebody wants a film."""
        folder = os.environ.get("DECOLLAGE_FILM")
        self.steps += 1
        if folder:
            self.settled()
            own = Path(folder) / os.environ["PYTEST_CURRENT_TEST"].partition("::")[2].partition(" ")[0]
            own.mkdir(parents=True, exist_ok=True)
            self.window.grab().save(str(own / f"{self.steps:02}-{name}.png"))

    def settled(self) -> None:
        """Wait until the workers have nothing left to show: what they make may ask for more."""
        jobs = self.window.bridge.jobs
        for _round in range(12):
            passed: list[object] = []
            for _worker in range(4):
                jobs.submit(int, done=passed.append)
            self.until(lambda passed=passed: len(passed) == 4)
        QApplication.processEvents()

    def until(self, condition: object, timeout: int = PATIENCE_MS) -> None:
        assert callable(condition)
        self.qtbot.waitUntil(condition, timeout=timeout)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        assert QApplication.activeWindow() is self.window, "something else took the keys away"
        QTest.keyClick(self.window, key, held)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        """A key for whatever has the keyboard."""
        QTest.keyClick(self.focused, key, held)

    def type_words(self, words: str) -> None:
        """Letters for whatever has the keyboard."""
        QTest.keyClicks(self.focused, words)

    @property
    def focused(self) -> QWidget:
        """What has the keyboard; the window itself while nothing in it has, as Qt sends keys."""
        return QApplication.focusWidget() or self.window

    def tab_to(self, wanted: Callable[[QWidget], bool], most: int = 60, key: Qt.Key = Qt.Key.Key_Tab) -> QWidget:
        """Press Tab until what is wanted has the keyboard."""
        for _ in range(most):
            if wanted(self.focused):
                return self.focused
            self.press(key)
        raise AssertionError(f"Tab never comes there; at last on {self.focused.accessibleName()}")

    def drop(self, files: Sequence[Path]) -> None:
        """Files from the desktop, let go over the middle of the window."""
        data, copy = QMimeData(), Qt.DropAction.CopyAction
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
        at = QPointF(self.window.rect().center())
        entering = QDragEnterEvent(at.toPoint(), copy, data, LEFT, PLAIN)
        QApplication.sendEvent(self.window, entering)
        assert entering.isAccepted(), "the window takes no files"
        QApplication.sendEvent(self.window, QDropEvent(at, copy, data, LEFT, PLAIN))

    def _mouse(self, widget: QWidget, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton, held: object) -> None:
        QApplication.sendEvent(widget, QMouseEvent(kind, at, widget.mapToGlobal(at), button, held, PLAIN))  # type: ignore[call-overload]

    def drag(self, widget: QWidget, start: tuple[float, float], to: tuple[float, float]) -> None:
        """Press, move there in steps, let go."""
        self._mouse(widget, QEvent.Type.MouseButtonPress, QPointF(*start), LEFT, LEFT)
        for step in range(1, 9):
            share = step / 8
            at = QPointF(start[0] + (to[0] - start[0]) * share, start[1] + (to[1] - start[1]) * share)
            self._mouse(widget, QEvent.Type.MouseMove, at, NONE, LEFT)
        self._mouse(widget, QEvent.Type.MouseButtonRelease, QPointF(*to), LEFT, NONE)

    def double_click(self, grid: CardGrid, card_id: str) -> None:
        """Twice on the picture of a card."""
        row = next(at for at, card in enumerate(grid.cards_model.cards) if card.id == card_id)
        box = grid.visualRect(grid.cards_model.index(row))
        QTest.mouseClick(grid.viewport(), LEFT, pos=box.topLeft() + QPoint(30, 30))
        QTest.mouseDClick(grid.viewport(), LEFT, pos=box.topLeft() + QPoint(30, 30))

    def click(self, grid: CardGrid, card_id: str) -> None:
        """Once on the picture of a card."""
        row = next(at for at, card in enumerate(grid.cards_model.cards) if card.id == card_id)
        box = grid.visualRect(grid.cards_model.index(row))
        QTest.mouseClick(grid.viewport(), LEFT, pos=box.topLeft() + QPoint(30, 30))

    def row(self, name: str) -> ValueRow:
        """The row of the inspector's page that has this name."""
        inspector = self.window.editor.inspector
        rows = inspector.pages[inspector.tab].findChildren(ValueRow)
        return next(one for one in rows if one.field.accessibleName() == name)

    def slide(self, row: ValueRow, share: float) -> None:
        """Take the knob of a slider to a share of its way."""
        slider = row.slider
        self.drag(slider, (10, 12), (10 + (slider.width() - 20) * share, 12))

    def write(self, row: ValueRow, text: str) -> None:
        """Type a value."""
        row.field.setFocus()
        row.field.setText(text)
        QTest.keyClick(row.field, Qt.Key.Key_Return)

    def on_timeline(self, clip_id: str, share: float) -> tuple[float, float]:
        """A point in a clip on the timeline, at a share of its width, in its lower half."""
        layout = self.window.editor.timeline.layout_now()
        box, span = layout.box_of(clip_id), layout.span_of(clip_id)
        return box.x + float(span.length) * layout.scale.zoom * share, box.y + box.height * 0.75


def start(windows: list[MainWindow], qapp: QApplication, qtbot: QtBot) -> Person:
    window = make_window(qapp, Effects(all_effects()))
    windows.append(window)
    wide, _, high = os.environ.get("DECOLLAGE_FILM_SIZE", "1440x900").partition("x")
    window.resize(int(wide), int(high))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    return Person(window, qtbot)
