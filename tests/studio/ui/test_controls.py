"""Sliders, fields, cards: what a hand does to them, and what they say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.ui.controls.cards import Card, CardGrid
from studio.ui.controls.choices import Choice, Swatches, Switch
from studio.ui.controls.slider import Slider, ValueField, ValueRow, number_text, read_number
from studio.ui.drag import Carried, carried, mime_for

LEFT = Qt.MouseButton.LeftButton


def heard(row: ValueRow) -> list[object]:
    said: list[object] = []
    row.started.connect(lambda: said.append("started"))
    row.changed.connect(said.append)
    row.finished.connect(lambda: said.append("finished"))
    return said


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "words"),
    [
        (118.0, 0, "%", "118\u202f%"),
        (-14.0, 1, "dB", "−14.0\u202fdB"),
        (0.0, 1, "°", "0.0°"),
        (-0.01, 1, "°", "0.0°"),
        (2.5, 1, "", "2.5"),
    ],
)
def test_numbers_are_written_with_a_true_minus_and_a_thin_space(
    value: float, decimals: int, unit: str, words: str
) -> None:
    assert number_text(value, decimals, unit) == words


@pytest.mark.parametrize(
    ("typed", "number"), [("118 %", 118), ("−3,5 dB", -3.5), (" .5", 0.5), ("+7", 7), ("", None), ("abc", None)]
)
def test_numbers_are_read_the_way_people_write_them(typed: str, number: float | None) -> None:
    assert read_number(typed) == number


def test_a_drag_of_a_slider_starts_once_and_ends_once(qtbot: QtBot) -> None:
    row = ValueRow("Scale", 0, 100, 50, unit="%")
    qtbot.addWidget(row)
    row.resize(300, 28)
    row.show()
    said = heard(row)
    slider = row.slider
    QTest.mousePress(slider, LEFT, pos=QPoint(20, 12))
    QTest.mouseMove(slider, QPoint(slider.width() // 2, 12))
    QTest.mouseMove(slider, QPoint(slider.width() - 2, 12))
    QTest.mouseRelease(slider, LEFT, pos=QPoint(slider.width() - 2, 12))
    assert said.count("started") == said.count("finished") == 1
    assert said[0] == "started"
    assert said[-2:] == [100.0, "finished"]
    assert row.field.text() == "100\u202f%"


def test_a_double_click_resets(qtbot: QtBot) -> None:
    row = ValueRow("Scale", 0, 100, 25, unit="%")
    qtbot.addWidget(row)
    row.resize(300, 28)
    row.set_number(80)
    said = heard(row)
    QTest.mouseDClick(row.slider, LEFT, pos=QPoint(60, 12))
    assert said[-3:] == ["started", 25, "finished"]


def test_arrows_step_and_shift_steps_ten_times_as_far(qtbot: QtBot) -> None:
    slider = Slider(0, 100)
    qtbot.addWidget(slider)
    slider.set_number(50)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert slider.number() == pytest.approx(51)
    QTest.keyClick(slider, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert slider.number() == pytest.approx(41)


def test_a_typed_value_may_go_beyond_the_slider_but_not_beyond_its_limits(qtbot: QtBot) -> None:
    row = ValueRow("Scale", 0, 300, 100, unit="%", limits=(1, 2000))
    qtbot.addWidget(row)
    said = heard(row)
    row.field.setText("450")
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert said == ["started", 450, "finished"]
    row.field.setText("9999")
    QTest.keyClick(row.field, Qt.Key.Key_Return)
    assert said[-2] == 2000


def test_nonsense_typed_leaves_the_value_as_it_was(qtbot: QtBot) -> None:
    field = ValueField(0, 10, unit="s", decimals=1)
    qtbot.addWidget(field)
    field.set_number(2.5)
    field.setText("soon")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "2.5\u202fs"


def test_values_that_differ_are_shown_as_a_dash(qtbot: QtBot) -> None:
    row = ValueRow("Scale", 0, 300, 100)
    qtbot.addWidget(row)
    row.set_number(None)
    assert row.field.text() == "—"


def test_showing_a_value_says_nothing(qtbot: QtBot) -> None:
    switch, choice, swatches = Switch("On"), Choice("Fit", (("fit", "Fit"), ("fill", "Fill"))), Swatches("Colour")
    said: list[object] = []
    for control, signal in ((switch, switch.toggled), (choice, choice.chosen), (swatches, swatches.chosen)):
        qtbot.addWidget(control)
        signal.connect(said.append)
    switch.set_on(True)
    choice.set_key("fill")
    swatches.set_colour("#123456")
    assert said == []
    assert switch.isChecked()
    assert choice.currentData() == "fill"


def test_a_swatch_keeps_how_much_shines_through(qtbot: QtBot) -> None:
    swatches = Swatches("Box", ("#000000", "#FFFFFF"))
    qtbot.addWidget(swatches)
    swatches.set_colour("#000000A6")
    with qtbot.waitSignal(swatches.chosen) as chosen:
        swatches.findChildren(type(swatches._own))[1].click()
    assert chosen.args == ["#FFFFFFA6"]


def test_cards_carry_what_they_stand_for(qtbot: QtBot) -> None:
    grid = CardGrid()
    qtbot.addWidget(grid)
    grid.set_cards([Card("m1", "Walk", carries=Carried("asset", "m1"))])
    data = grid.cards_model.mimeData([grid.cards_model.index(0)])
    assert carried(data) == Carried("asset", "m1")


def test_what_is_carried_survives_and_strange_data_does_not_matter() -> None:
    assert carried(mime_for(Carried("effect", "look_dusk"))) == Carried("effect", "look_dusk")
    strange = mime_for(Carried("asset", "x"))
    strange.setData("application/x-decollage", b"\xff\xfe no")
    assert carried(strange) is None


def test_hovering_a_card_tells_where_across_it(qtbot: QtBot) -> None:
    grid = CardGrid(columns=2)
    qtbot.addWidget(grid)
    grid.resize(300, 300)
    grid.set_cards([Card("a", "A"), Card("b", "B")])
    grid.show()
    qtbot.waitExposed(grid)
    box = grid.visualRect(grid.cards_model.index(1))
    place = QPointF(box.x() + box.width() / 2, box.y() + 20)
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(grid.scrubbed) as scrubbed:
        QApplication.sendEvent(grid.viewport(), move)
    assert scrubbed.args[0] == "b"
    assert scrubbed.args[1] == pytest.approx(0.5, abs=0.05)


def test_a_list_and_a_switch_keep_the_keys_the_window_has_other_uses_for(qtbot: QtBot) -> None:
    plain = Qt.KeyboardModifier.NoModifier
    choice, switch = Choice("Fit", (("fit", "Show all"), ("fill", "Fill"))), Switch("Mirror")
    for control, keys in ((choice, (Qt.Key.Key_Down, Qt.Key.Key_Space)), (switch, (Qt.Key.Key_Space,))):
        qtbot.addWidget(control)
        for key in keys:
            event = QKeyEvent(QEvent.Type.ShortcutOverride, key, plain)
            event.ignore()
            QApplication.sendEvent(control, event)
            assert event.isAccepted()
    picked: list[str] = []
    choice.chosen.connect(picked.append)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert picked == ["fill"]
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert switch.isChecked()
