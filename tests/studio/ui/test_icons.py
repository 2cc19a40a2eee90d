"""The icons: all there, all on one grid, all coloured by tokens."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import studio.ui
from studio.ui.icons import icon_names, icon_pixmap

UI = Path(studio.ui.__file__).parent
MARK = {"decollage"}
NAMED = re.compile(
    r'(?:IconButton|EmptyPlace|Pictogram|icon|paint_icon|icon_pixmap|draw|RailButton|drawing=|_way)\(?\s*(?:painter,\s*)?"'
    r'([a-z][a-z-]*)"'
)


def test_every_icon_that_is_asked_for_by_name_is_there() -> None:
    asked = {name for file in UI.rglob("*.py") for name in NAMED.findall(file.read_text(encoding="utf-8"))}
    assert len(asked) > 20
    assert asked <= icon_names()


@pytest.mark.parametrize("name", sorted(icon_names() - MARK))
def test_an_icon_lies_on_the_grid_with_the_stroke_of_all(name: str) -> None:
    drawing = (files("assets") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in drawing
    assert 'stroke-width="1.75"' in drawing
    assert 'stroke="currentColor"' in drawing
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", drawing)


def test_an_icon_takes_the_colour_it_is_given(qapp: QApplication) -> None:
    image = icon_pixmap("plus", "#FF0000", 24, 1.0).toImage()
    middle = image.pixelColor(12, 12)
    assert (middle.red(), middle.green(), middle.blue()) == (255, 0, 0)


def test_an_icon_that_does_not_exist_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon_pixmap("no-such-icon", "#FFFFFF")
