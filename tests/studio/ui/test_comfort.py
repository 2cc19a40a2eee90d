"""Comfort: what a screen reader finds, what the keyboard reaches, what can be read, at every scale."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from studio.ui.theme import DARK, LIGHT, Theme
from studio.ui.window import MainWindow
from tests.helpers.source_tree import ROOT

NAME, VALUE, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description


def timeline_of(window: MainWindow) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(window.editor.timeline)


def test_clips_are_in_the_accessibility_tree_with_name_times_and_state(filled: MainWindow) -> None:
    filled.session.select(("c2",))
    timeline = timeline_of(filled)
    clips = [timeline.child(place) for place in range(timeline.childCount())]
    assert [clip.text(NAME) for clip in clips] == ["Colour 1", "Colour 2", "Colour 3", "It opens"]
    assert clips[1].text(VALUE) == "from 2.00 s, 2.00 s long"
    assert clips[3].text(DESCRIPTION) == "layer above"
    filled.run("animate", {"clip": "c3", "effect": "motion_fade", "when": "out"})
    assert clips[2].text(DESCRIPTION) == "main track; animation Out, 0.5 s"
    assert [bool(clip.state().selected) for clip in clips] == [False, True, False, False]
    assert all(clip.role() == QAccessible.Role.ListItem for clip in clips)
    view = filled.editor.timeline
    whole = QRect(view.mapToGlobal(view.rect().topLeft()), view.size())
    assert all(whole.contains(clip.rect()) for clip in clips)
    middle = clips[1].rect().center()
    assert timeline.childAt(middle.x(), middle.y()).text(NAME) == "Colour 2"
    assert timeline.indexOfChild(clips[2]) == 2


def test_the_tree_follows_every_edit(filled: MainWindow) -> None:
    timeline = timeline_of(filled)
    for _round in range(20):
        filled.run("split", {"at": "1"})
        assert timeline.childCount() == 5
        filled.run("delete", {"clip": "c2"})
        assert "Colour 2" not in [timeline.child(place).text(NAME) for place in range(timeline.childCount())]
        filled.run("undo")
        filled.run("undo")
        assert timeline.childCount() == 4
    filled.run("to-end")
    assert timeline.text(VALUE) == "Playhead at 6.00 s"


def test_sliders_say_their_value_as_it_stands_beside_them(filled: MainWindow) -> None:
    filled.session.select(("c2",))
    filled.editor.inspector.show_tab("picture")
    rows = [row for row in filled.editor.inspector.findChildren(QWidget) if hasattr(row, "slider") and row.isVisible()]
    assert rows
    for row in rows:
        slider = QAccessible.queryAccessibleInterface(row.slider)
        assert slider.role() == QAccessible.Role.Slider
        assert slider.text(NAME)
        assert slider.text(VALUE) == row.field.text()


def reached_by_tab(window: MainWindow, most: int) -> list[QWidget]:
    """What has the focus after each Tab, until the round is closed."""
    reached: list[QWidget] = []
    for _ in range(most):
        focused = QApplication.focusWidget()
        assert focused is not None, f"after {reached[-1:]} nothing has the keyboard"
        if focused in reached:
            return reached
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    pytest.fail(f"Tab never comes round: {reached[-5:]}")


def wants_tab(root: QWidget) -> list[QWidget]:
    return [
        child
        for child in root.findChildren(QWidget)
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and child.visibleRegion().boundingRect().isValid() and child.focusProxy() is None
    ]  # fmt: skip


def test_tab_reaches_everything_and_comes_round(filled: MainWindow) -> None:
    filled.activateWindow()
    filled.session.select(("c2",))
    filled.editor.timeline.setFocus(Qt.FocusReason.TabFocusReason)
    reached = reached_by_tab(filled, 200)
    left_out = [child for child in wants_tab(filled) if child not in reached and filled.isAncestorOf(child)]
    assert not left_out, [(child, child.accessibleName()) for child in left_out]


@pytest.mark.parametrize("command", ["settings", "shortcuts", "rename-clip"])
def test_dialogs_keep_the_keyboard_and_escape_gives_it_back(filled: MainWindow, command: str) -> None:
    filled.activateWindow()
    filled.session.select(("c2",))
    filled.run(command)
    dialog = filled.dialog
    reached = reached_by_tab(filled, 60)
    assert all(dialog.isAncestorOf(one) for one in reached[1:])
    for _ in range(3):
        if filled.dialog is not None:
            QTest.keyClick(QApplication.focusWidget() or filled, Qt.Key.Key_Escape)
    assert filled.dialog is None


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [part / 255 for part in QColor(colour).getRgb()[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_words_can_be_read_and_controls_can_be_seen_in_both_themes(theme: Theme) -> None:
    for ground in (theme.win, theme.panel, theme.raised, theme.hover):
        for words in (theme.strong, theme.text, theme.muted):
            assert contrast(words, ground) >= 4.5, (words, ground)
    for wash, words in (
        (theme.accwash, theme.accline), (theme.ok_wash, theme.ok), (theme.warn_wash, theme.warn),
        (theme.err_wash, theme.err), (theme.acc, theme.ink), (theme.sel, theme.strong),
    ):  # fmt: skip
        assert contrast(words, wash) >= 4.5, (words, wash)
    for ground in (theme.panel, theme.raised):
        assert contrast(theme.accline, ground) >= 3, "the ring around what has the keyboard"
        assert contrast(theme.ctl, ground) >= 3, "outlines of controls"
    for kind in ("video", "overlay", "text", "captions", "sound", "look"):
        assert contrast(theme.strong, theme.kind(kind).fill) >= 4.5, kind
        assert contrast(theme.kind(kind).edge, theme.lane) >= 3, kind


CLIPPED = """
from PySide6.QtWidgets import QApplication, QAbstractButton, QLabel
from effects import all_effects
from studio.effect import Effects
from studio.ui.app import make_window
from studio.ui.controls.labels import ElidedLabel
from tests.studio.ui.conftest import second_clips
application = QApplication([])
window = make_window(application, Effects(all_effects()))
window.resize(1280, 720)
window.show()
window.session.new_project()
window.session.edit("Colours", lambda _project: second_clips())
window.session.select(("c2",))

def cut():
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.text() and not isinstance(label, ElidedLabel) and not label.wordWrap():
            if label.fontMetrics().horizontalAdvance(label.text()) > label.contentsRect().width() + 1:
                yield "label " + repr(label.text())
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.sizeHint().width() > button.width() + 1:
            yield "button " + repr(button.text())

def look(where):
    for _ in range(20):  # a mark that comes from elsewhere finds its room in the turn after
        application.processEvents()
        found = list(cut())
        if not found:
            return
    for words in found:
        print(where, words)

look("editor")
for command in ("settings", "shortcuts", "export"):
    window.run(command)
    look(command)
    window.dialog.close_dialog()
window.show_start()
look("start")
window.close()
print("looked at", application.devicePixelRatio())
"""


@pytest.mark.parametrize("scale", ["1", "2.5"])
def test_no_words_are_cut_at_any_scale(scale: str) -> None:
    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", CLIPPED], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    lines = done.stdout.splitlines()
    assert lines[-1:] == [f"looked at {float(scale)}"], done.stderr
    assert lines[:-1] == []


PANELS = ("library", "player", "side", "timeline")


def holds(panel: QWidget, child: QWidget) -> bool:
    return panel is child or panel.isAncestorOf(child)


def test_f6_goes_from_panel_to_panel_and_round(filled: MainWindow) -> None:
    filled.activateWindow()
    panels = []
    for _ in range(5):
        QTest.keyClick(QApplication.focusWidget() or filled, Qt.Key.Key_F6)
        focused = QApplication.focusWidget()
        assert focused is not None
        panels.append(next(name for name in PANELS if holds(getattr(filled.editor, name), focused)))
    assert set(panels) == set(PANELS)
    assert all(one != other for one, other in pairwise(panels))
