"""The choice of what is pasted of a clip."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from studio.commands import ATTRIBUTE_NAMES
from studio.edits import ATTRIBUTES, set_animation, set_opacity
from studio.model import Animation, Clip, Time, find
from studio.ui.attributes_dialog import AttributesDialog
from studio.ui.window import MainWindow


def clip(window: MainWindow, name: str) -> Clip:
    found = find(window.session.project, name)
    assert found is not None
    return found.clip


def test_every_part_has_a_name_to_choose_it_by():
    assert sorted(part for part, _name in ATTRIBUTE_NAMES) == sorted(ATTRIBUTES)


def test_only_what_is_on_is_pasted(filled: MainWindow) -> None:
    session = filled.session
    session.edit("Faint", lambda project: set_opacity(project, "c1", opacity=0.5))
    animation = Animation("in", "motion_pop", Time(1))
    session.edit("Pop", lambda project: set_animation(project, "c1", animation=animation))
    session.select(("c1",))
    filled.run("copy-attributes")
    session.select(("c2", "c3"))
    filled.run("choose-attributes")
    dialog = filled.dialog
    assert isinstance(dialog, AttributesDialog)
    assert all(switch.isChecked() for switch in dialog.switches.values())
    QTest.mouseClick(dialog.all, Qt.MouseButton.LeftButton)
    dialog.switches["animations"].click()
    QTest.mouseClick(dialog.paste_button, Qt.MouseButton.LeftButton)
    assert filled.dialog is None
    for name in ("c2", "c3"):
        assert clip(filled, name).animations == (animation,)
        assert clip(filled, name).opacity == 1
