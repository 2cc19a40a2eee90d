"""The bar over the timeline."""

import pytest
from PySide6.QtWidgets import QToolButton

from studio.ui.timeline.toolbar import TimelineToolbar
from tests.studio.ui.timeline.scenes import at


@pytest.fixture
def bar(view):
    made = TimelineToolbar(view)
    yield made
    made.deleteLater()


def test_every_button_has_a_name_and_a_tooltip_with_its_key(bar):
    buttons = bar.findChildren(QToolButton)
    assert len(buttons) >= 9
    for button in buttons:
        assert button.accessibleName()
        assert button.toolTip()


def test_tools_and_switches_show_what_is_on(bar, view, session):
    view.choose_tool("split")
    assert bar._buttons["split-tool"].isChecked()
    assert not bar._buttons["select-tool"].isChecked()
    bar._buttons["snapping"].click()
    assert not session.snapping
    assert not bar._buttons["snapping"].isChecked()


def test_what_cannot_be_done_is_disabled_and_says_why(bar, session):
    delete = bar._buttons["delete"]
    assert not delete.isEnabled()
    assert "Select a clip first" in delete.toolTip()
    session.select(("ef",))
    assert delete.isEnabled()
    delete.click()
    assert [thing.id for thing in session.project.main] == ["abcd", "ghij"]


def test_what_is_done_at_the_playhead_has_a_button_and_the_last_ones_give_way(bar, session):
    session.select(("abcd",))
    session.move_playhead(at(1))
    bar._buttons["split"].click()
    assert len(session.project.main) == 4
    bar._buttons["reverse"].click()
    assert any(thing.time_map is not None for thing in session.project.main)
    bar.resize(1280, 40)
    bar.show()
    assert bar._buttons["rotate"].isVisible()
    bar.resize(bar.minimumSizeHint())
    assert [bar._buttons[name].isVisible() for name in ("split", "marker", "freeze", "crop-on-picture")] == [
        True, True, False, False,
    ]  # fmt: skip
    bar.hide()


def test_the_slider_and_the_view_agree(bar, view):
    bar.slider.setValue(800)
    zoom = view.zoom
    low, high = view.zoom_limits()
    assert low < zoom < high
    view.zoom_by(0.5)
    assert bar.slider.value() < 800
    bar.slider.setValue(1000)
    assert view.zoom == pytest.approx(high)
    bar.slider.setValue(0)
    assert view.zoom == pytest.approx(low)
