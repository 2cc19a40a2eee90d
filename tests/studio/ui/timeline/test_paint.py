"""What is painted, counted: ten thousand clips cost no more than what can be seen."""

from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor, QImage, QPainter

from studio.edits import set_fades, set_on, set_transition
from studio.model import Transition
from studio.sentences import say
from studio.ui.theme import DARK, LIGHT
from studio.ui.timeline.hits import hit
from studio.ui.timeline.layout import RULER_HEIGHT
from studio.ui.timeline.paint import paint_still
from studio.ui.timeline.paint_clips import Look
from studio.ui.timeline.paint_live import Live, paint_live, playhead_box
from tests.studio.ui.timeline.scenes import NoPictures, at, drawn, lay_out, many, usual

COUNTED = (
    "drawRect",
    "drawRoundedRect",
    "drawLine",
    "drawLines",
    "drawText",
    "drawPolygon",
    "drawEllipse",
    "drawImage",
    "drawPixmap",
    "fillRect",
    "fillPath",
)


class CountingPainter(QPainter):
    """A painter that counts what it is asked to draw."""

    def __init__(self, device):
        super().__init__(device)
        self.counts = Counter()


def _counted(name):
    draw = getattr(QPainter, name)

    def counting(self, *given):
        self.counts[name] += 1
        return draw(self, *given)

    return counting


for _name in COUNTED:
    setattr(CountingPainter, _name, _counted(_name))


def painted(layout, look=None, *, live=None, span=None, pictures=None):
    """The picture, and how often what was drawn."""
    image = QImage(layout.width, layout.height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#FF00FF"))
    painter = CountingPainter(image)
    look = look or Look(DARK, layout.project)
    paint_still(painter, layout, look, pictures or NoPictures(), span)
    if live is not None:
        paint_live(painter, layout, look, live)
    counts = painter.counts
    painter.end()
    return image, counts


def colour_at(image, x, y):
    return image.pixelColor(int(x), int(y)).name().upper()


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


@pytest.mark.parametrize("zoom", [0.02, 0.09, 0.5, 1, 2, 3, 5, 10, 30, 100, 1800])
def test_ten_thousand_clips_are_painted_with_few_strokes(zoom):
    _, counts = painted(lay_out(many(), zoom=zoom, size=(1280, 256)))
    assert sum(counts.values()) < 4500
    assert counts["drawText"] < 250


def test_with_everything_in_sight_a_whole_lane_is_a_handful_of_strokes():
    _, counts = painted(lay_out(many(), zoom=0.1, size=(1280, 256)))
    assert sum(counts.values()) < 700


def test_no_pixel_is_left_unpainted():
    for project in (usual(), replace(usual(), main=()), many(300)):
        image, _ = painted(lay_out(project))
        assert all(colour_at(image, x, y) != "#FF00FF" for x in range(0, 1280, 7) for y in range(0, 300, 5))


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_each_kind_shows_its_edge_and_its_fill(theme):
    layout = lay_out(usual())
    image, _ = painted(layout, Look(theme, layout.project))
    for clip_id, kind in (("one", "text"), ("lalalala", "sound")):
        box = layout.box_of(clip_id)
        assert colour_at(image, box.x + 1, box.y + box.height / 2) == theme.kind(kind).edge
        assert colour_at(image, box.right - 12, box.bottom - 4) == theme.kind(kind).fill
    box = layout.box_of("ef")
    assert colour_at(image, box.x + box.width / 2, box.y + 1) == theme.video.edge
    assert colour_at(image, box.right - 20, box.bottom - 10) == theme.raised


def test_a_selected_clip_wears_a_frame_and_handles():
    layout = lay_out(usual())
    image, _ = painted(layout, Look(DARK, layout.project, frozenset(("two",))))
    box = layout.box_of("two")
    assert colour_at(image, box.x + 1, box.y + 5) == DARK.accline
    assert colour_at(image, box.x + box.width / 2, box.y + 1) == DARK.accline
    assert colour_at(image, layout.box_of("one").x + 1, layout.box_of("one").y + 5) != DARK.accline


def test_a_clip_that_is_off_is_faint():
    layout = lay_out(set_on(usual(), "one", on=False))
    image, _ = painted(layout)
    box = layout.box_of("one")
    assert colour_at(image, box.right - 12, box.bottom - 4) != DARK.title.fill


def test_a_missing_file_says_so():
    class Gone(NoPictures):
        def missing(self, asset):
            return True

    layout = lay_out(usual())
    image, _ = painted(layout, pictures=Gone())
    box = layout.box_of("ef")
    colours = {colour_at(image, x, box.bottom - 8) for x in range(int(box.x) + 10, int(box.right) - 10)}
    assert DARK.err_wash in colours
    assert DARK.raised not in colours


def test_what_is_in_the_hand_is_dashed_where_it_will_land():
    layout = lay_out(usual())
    image, _ = painted(layout, Look(DARK, layout.project, dragged=frozenset(("ef",))))
    box = layout.box_of("ef")
    row = [colour_at(image, x, box.bottom - 2) for x in range(int(box.x) + 8, int(box.right) - 8)]
    changes = sum(a != b for a, b in pairwise(row))
    assert changes > 8


def test_a_transition_lies_light_on_its_cut():
    project = set_transition(drawn("[abcd]e z[efgh]"), "efgh", transition=Transition("dissolve", at(1)))
    layout = lay_out(project)
    image, _ = painted(layout)
    [shape] = layout.transitions()
    assert QColor(colour_at(image, shape.box.x + 10, shape.box.y + 6)).lightness() > 200


def test_fades_darken_the_corners():
    project = set_fades(drawn("abcdefgh", sounds="lalalala"), "lalalala", fade_in=at(2))
    layout = lay_out(project)
    image, _ = painted(layout)
    box = layout.box_of("lalalala")
    assert colour_at(image, box.x + 20, box.y + 8) != DARK.sound.fill
    assert colour_at(image, box.x + 20, box.bottom - 2) == DARK.sound.fill


def test_nothing_is_painted_over_the_headers():
    layout = lay_out(usual(), scroll=300)
    image, _ = painted(layout)
    y = layout.box_of("abcd").y + 5
    assert all(colour_at(image, x, y) == DARK.panel for x in range(60, 112, 3))


def test_an_empty_timeline_says_what_to_do():
    _, counts = painted(lay_out(replace(drawn("a"), main=())))
    _, without = painted(lay_out(drawn("a")))
    assert counts["drawText"] >= without["drawText"] - 1
    assert counts["drawRoundedRect"] >= 1


def test_the_playhead_touches_only_its_strip():
    layout = lay_out(usual())
    before, _ = painted(layout, live=Live(at(1)))
    after, _ = painted(layout, live=Live(at(2)))
    strips = [playhead_box(layout, at(1)), playhead_box(layout, at(2))]
    for x in range(1280):
        if not any(strip.x - 1 <= x <= strip.right + 1 for strip in strips):
            assert all(before.pixel(x, y) == after.pixel(x, y) for y in range(0, 300, 3))
    assert colour_at(after, layout.scale.x_at(2), RULER_HEIGHT + 2) == DARK.strong


def test_a_guide_runs_from_top_to_bottom_and_says_what_it_meets():
    layout = lay_out(usual())
    image, counts = painted(layout, live=Live(at(0), guide=at(8), guide_words=say("Playhead")))
    x = layout.scale.x_at(8)
    assert {colour_at(image, x, y) for y in range(30, 280, 10)} == {DARK.accline}
    _, without = painted(layout, live=Live(at(0)))
    assert counts["drawText"] == without["drawText"] + 1


def test_what_lies_under_the_pointer_is_lighter():
    layout = lay_out(usual())
    box = layout.box_of("two")
    plain, _ = painted(layout, live=Live(at(0)))
    image, _ = painted(layout, live=Live(at(0), hover=hit(layout, box.x + 100, box.y + 10)))
    there = (int(box.right - 30), int(box.bottom - 4))
    assert image.pixelColor(*there).lightness() > plain.pixelColor(*there).lightness()


def test_rates_that_are_no_whole_numbers_are_painted_too():
    project = replace(usual(), rate=Fraction(30000, 1001))
    image, _ = painted(lay_out(project, zoom=900))
    assert not image.isNull()
