"""A real window over a session of its own, closed after each test."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from effects import all_effects
from studio.effect import Effects
from studio.model import ZERO, At, Clip, Item, Layer, Project, Solid, Span, Title
from studio.ui.app import make_window
from studio.ui.window import MainWindow


def second_clips(length: Fraction = Fraction(2)) -> Project:
    """Three colours of two seconds, or as long as told, and a title over the second one: nothing to decode."""
    colours = tuple(
        Clip(f"c{number}", Solid(colour), Span(ZERO, length), name=f"Colour {number}")
        for number, colour in enumerate(("#803020", "#208030", "#203080"), 1)
    )
    words = Clip("t1", Title("It opens"), Span(ZERO, length))
    layer = Layer("l1", "text", items=(Item(words, At(length)),))
    return Project("project", name="Colours", main=colours, layers=(layer,))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """A window on the screen, with an empty project open."""
    made = make_window(qapp, Effects(all_effects()))
    made.session.new_project()
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def filled(window: MainWindow) -> MainWindow:
    """A window whose project has three clips and a title."""
    window.session.edit("Colours", lambda _project: second_clips())
    return window


@pytest.fixture
def brief(window: MainWindow) -> MainWindow:
    """The same at a fifth of the length, for those who wait until it is a film."""
    window.session.edit("Colours", lambda _project: second_clips(Fraction(2, 5)))
    return window
