"""A new title lies where the platform lays nothing over it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from studio.model import Place, Title, find
from studio.platforms import platforms
from studio.publish.preflight import check_for
from studio.render import plan, text_boxes
from studio.ui.adding import add_title
from studio.ui.library.presets import PRESETS
from studio.ui.window import MainWindow

LONG = "A rather long line that needs two or three of them"


@pytest.mark.parametrize("platform", ["tiktok", "reels", "shorts"])
def test_a_new_title_lies_in_the_safe_zone_in_every_style(filled: MainWindow, platform: str) -> None:
    session = filled.session
    session.set_safe_zone(platform)
    zone = platforms()[platform].safe_zone
    assert zone is not None
    left, right = min(x for x, _y in zone.polygon.value), max(x for x, _y in zone.polygon.value)
    for preset in PRESETS:
        assert add_title(filled.bridge, preset.id, Fraction(0), LONG), preset.id
        [title] = session.selection
        [box] = [box for box in text_boxes(plan(session.project, Fraction(1)), (1080, 1920)) if box.clip == title]
        assert left - 1 <= box.x, preset.id
        assert box.x + box.width <= right + 1, preset.id
        assert [one for one in check_for(session.project, platforms()[platform]) if one.about == title] == []
        session.undo()


def test_on_another_shape_a_title_lies_in_the_middle(filled: MainWindow) -> None:
    filled.run("canvas", {"size": "1920x1080"})
    assert add_title(filled.bridge, "clean", Fraction(0))
    found = find(filled.session.project, filled.session.selection[0])
    assert found is not None
    assert isinstance(found.clip.content, Title)
    assert found.clip.place == Place()
