"""A timeline on a session of its own, and a hand that presses, drags and drops on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from studio.effect import Effect, Effects
from studio.model import Project
from studio.session import Session
from studio.ui.bridge import Bridge
from studio.ui.style import apply_theme
from studio.ui.timeline.pictures import TimelinePictures
from studio.ui.timeline.view import TimelineView
from tests.studio.ui.timeline.scenes import usual

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier


def effects() -> Effects:
    """One effect of the kinds a timeline knows."""
    same = lambda *given: given[0]  # noqa: E731
    return Effects(
        (
            Effect(id="dissolve", name="Dissolve", kind="transition", apply=same),
            Effect(id="dusk", name="Dusk", kind="colour", group="looks", apply=same),
            Effect(id="noon", name="Noon", kind="colour", group="looks", apply=same),
            Effect(id="blur", name="Blur", kind="picture", apply=same),
            Effect(id="sticker_heart", name="Heart", kind="sticker", apply=same),
        )
    )


class Hand:
    """Presses, moves, releases at places of a view; places are clip ids with an offset, or points."""

    def __init__(self, view: TimelineView) -> None:
        self.view = view
        self.place = QPointF()

    def at(self, clip_id: str, dx: float | None = None, dy: float = 0.75) -> tuple[float, float]:
        """A point in a clip: `dx` pixels from its start (its end when negative), its middle when None."""
        layout = self.view.layout_now()
        box, span = layout.box_of(clip_id), layout.span_of(clip_id)
        width = float(span.length) * layout.scale.zoom
        x = box.x + (width / 2 if dx is None else dx if dx >= 0 else width + dx)
        return x, box.y + box.height * dy

    def x_of(self, seconds: float) -> float:
        """Where a moment lies."""
        return self.view.layout_now().scale.x_at(seconds)

    def _send(self, kind: QEvent.Type, button: Qt.MouseButton, buttons: Qt.MouseButton, held) -> None:
        event = QMouseEvent(kind, self.place, self.view.mapToGlobal(self.place), button, buttons, held)
        QApplication.sendEvent(self.view, event)

    def press(self, point: tuple[float, float], held=PLAIN) -> None:
        """Down."""
        self.place = QPointF(*point)
        self._send(QEvent.Type.MouseButtonPress, LEFT, LEFT, held)

    def move(self, point: tuple[float, float], held=PLAIN, *, down: bool = True) -> None:
        """To there."""
        self.place = QPointF(*point)
        self._send(QEvent.Type.MouseMove, NO_BUTTON, LEFT if down else NO_BUTTON, held)

    def release(self, held=PLAIN) -> None:
        """Up."""
        self._send(QEvent.Type.MouseButtonRelease, LEFT, NO_BUTTON, held)

    def click(self, point: tuple[float, float], held=PLAIN) -> None:
        """Down and up."""
        self.press(point, held)
        self.release(held)

    def double_click(self, point: tuple[float, float]) -> None:
        """Twice."""
        self.click(point)
        self._send(QEvent.Type.MouseButtonDblClick, LEFT, LEFT, PLAIN)
        self.release()

    def drag(self, start: tuple[float, float], to: tuple[float, float], held=PLAIN, *, drop: bool = True) -> None:
        """Down, in five steps to there, up."""
        self.press(start)
        for step in range(1, 6):
            part = step / 5
            self.move((start[0] + (to[0] - start[0]) * part, start[1] + (to[1] - start[1]) * part), held)
        if drop:
            self.release(held)

    def key(self, key: Qt.Key, held=PLAIN) -> None:
        """A key, as the window would let it through."""
        QApplication.sendEvent(self.view, QKeyEvent(QEvent.Type.KeyPress, key, held))
        QApplication.sendEvent(self.view, QKeyEvent(QEvent.Type.KeyRelease, key, held))

    def turn(self, notches: float, point: tuple[float, float], held=PLAIN) -> None:
        """The wheel."""
        place = QPointF(*point)
        event = QWheelEvent(
            place,
            self.view.mapToGlobal(place),
            QPoint(),
            QPoint(0, round(notches * 120)),
            NO_BUTTON,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.view, event)


@pytest.fixture
def session() -> Session:
    return Session(effects(), keeps=False)


@pytest.fixture
def view(qapp: QApplication, session: Session) -> Iterator[TimelineView]:
    """The usual timeline at 100 pixels per second."""
    apply_theme(qapp, "dark")
    bridge = Bridge(session)
    pictures = TimelinePictures(bridge.jobs, lambda: None)
    made = TimelineView(bridge, pictures)
    made.resize(1280, 300)
    show(made, usual())
    yield made
    pictures.close()
    bridge.close()
    made.deleteLater()


@pytest.fixture
def hand(view: TimelineView) -> Hand:
    return Hand(view)


def show(view: TimelineView, project: Project, zoom: float = 100.0) -> None:
    """Put a project there, with nothing to undo, and scroll to its start."""
    from studio.history import begin

    session = view.bridge.session
    session.history = begin(project)
    session._project_changed()
    view.set_zoom(zoom)
    view.scroll_to(0)
