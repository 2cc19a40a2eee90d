"""Choosing the LUT of an effect at the window."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from studio.ui.adding import add_asset, apply_effect
from studio.ui.inspector.file_choice import FileChoice
from studio.ui.window import MainWindow


def test_a_file_is_taken_in_and_used_and_can_be_let_go(filled: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    lut = tmp_path / "swap.cube"
    lut.write_text("LUT_1D_SIZE 2\n1 1 1\n0 0 0\n")
    session = filled.session
    session.select(("c1",))
    apply_effect(filled.bridge, "lut", ("c1",))
    filled.editor.inspector.show_tab("effects")
    choice = filled.editor.inspector.findChild(FileChoice)
    assert isinstance(choice, FileChoice)
    choice.take(lut)
    qtbot.waitUntil(lambda: bool(session.project.assets), timeout=20_000)
    [asset] = session.project.assets
    assert asset.kind == "lut"
    clip = session.project.main[0]
    assert clip.effects[0].setting("file") == asset.id
    assert choice.currentText() == "swap.cube"
    choice.activated.emit(choice.findData(""))
    assert session.project.main[0].effects[0].setting("file") == ""
    refused: list[object] = []
    filled.bridge.refused.connect(refused.append)
    assert not add_asset(filled.bridge, [asset.id])
    assert "is a LUT" in str(refused[0])
