"""Screen reader tree: whoever cannot see the window finds every clip and every control in it, each with a name, those
with a value with that value, and hears what changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from studio.ui.window import MainWindow
from tests.helpers.person import Person, start
from tests.helpers.real_media import PHONE_CLIPS, real

NAME, VALUE, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description
ROLE = QAccessible.Role
WITH_VALUE = (ROLE.Slider, ROLE.SpinBox, ROLE.ComboBox)
CONTROLS = (
    ROLE.Button, ROLE.ButtonMenu, ROLE.CheckBox, ROLE.RadioButton, ROLE.EditableText, ROLE.PageTab, ROLE.ListItem,
    ROLE.MenuItem, *WITH_VALUE,
)  # fmt: skip


def heard(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What a screen reader comes by, from the outside in; what is hidden is passed over."""
    for place in range(root.childCount()):
        child = root.child(place)
        if child is None or not child.isValid() or child.state().invisible:
            continue
        yield child
        yield from heard(child)


def tree(window: MainWindow) -> list[QAccessibleInterface]:
    return list(heard(QAccessible.queryAccessibleInterface(window)))


def nameless(found: list[QAccessibleInterface]) -> list[str]:
    """The controls a screen reader can say nothing about."""
    wrong = []
    for one in found:
        if isinstance(one.object(), QScrollBar) or one.role() not in CONTROLS:
            continue
        if not one.text(NAME):
            wrong.append(f"{one.role()} without a name: {one.object()}")
        elif one.role() in WITH_VALUE and not one.text(VALUE):
            wrong.append(f"{one.role()} “{one.text(NAME)}” without a value")
    return wrong


def names(found: list[QAccessibleInterface], role: QAccessible.Role) -> list[str]:
    return [one.text(NAME) for one in found if one.role() == role]


def test_everything_in_the_window_can_be_heard(windows: list[MainWindow], qapp: QApplication, qtbot: QtBot) -> None:
    person = start(windows, qapp, qtbot)
    assert nameless(tree(person.window)) == []
    assert "Choose clips" in names(tree(person.window), ROLE.Button)
    person.window.import_files((real(PHONE_CLIPS[1]),))
    person.until(lambda: len(person.project.main) == 1)
    _clips(person)
    _controls(person)
    _dialogs(person)


def _clips(person: Person) -> None:
    """The clips are children of the timeline; a split makes one more, a selection is told."""
    person.session.move_playhead(person.project.main[0].length / 2)
    person.key(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    person.window.run("title", {"text": "Good morning", "at": "0"})
    timeline = QAccessible.queryAccessibleInterface(person.window.editor.timeline)
    clips = [timeline.child(place) for place in range(timeline.childCount())]
    assert len(clips) == 3
    assert "pixel" in clips[0].text(NAME)
    assert clips[2].text(NAME) == "Good morning"
    assert all("s long" in clip.text(VALUE) for clip in clips)
    assert clips[2].state().selected
    assert timeline.text(VALUE).startswith("Playhead at")
    assert "Selected: “Good morning”" in timeline.text(DESCRIPTION)


def _controls(person: Person) -> None:
    """Each page of the inspector, each tab of the library."""
    editor, window = person.window.editor, person.window
    for tab in ("media", "audio", "text", "looks", "effects", "transitions"):
        editor.library.show_tab(tab)
        assert nameless(tree(window)) == [], tab
    assert "dusk" in " ".join(names_of_cards(editor.looks.grid)).lower()
    for selected in [person.project.main[0].id, *(item.id for layer in person.project.layers for item in layer.items)]:
        person.session.select((selected,))
        for page in editor.inspector.pages:
            editor.inspector.show_tab(page)
            assert nameless(tree(window)) == [], page
    person.session.select((person.project.main[0].id,))
    editor.inspector.show_tab("picture")
    sliders = {one.text(NAME): one.text(VALUE) for one in tree(window) if one.role() == ROLE.Slider}
    assert sliders["Opacity"].startswith("100")
    assert sliders["Where the playhead is"] == editor.player.time.text()
    person.write(person.row("Opacity"), "40")
    after = {one.text(NAME): one.text(VALUE) for one in tree(window) if one.role() == ROLE.Slider}
    assert after["Opacity"].startswith("40")


def names_of_cards(grid: QObject) -> list[str]:
    return [one.text(NAME) for one in heard(QAccessible.queryAccessibleInterface(grid))]


def _dialogs(person: Person) -> None:
    """The dialogs say all that can be chosen in them."""
    for command in ("settings", "shortcuts", "export"):
        person.window.run(command)
        dialog = person.window.dialog
        assert dialog is not None
        assert nameless(list(heard(QAccessible.queryAccessibleInterface(dialog)))) == [], command
        dialog.close_dialog()
