"""The layouts of duets: what each looks like on three canvases, drawn as letters, and that none hides its neighbour.

`layouts.txt` holds the drawings: `a` is the source, the other letters are one's own pictures.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from effects import all_effects
from studio.edits import add_asset, add_item, add_layer, append, lay_out
from studio.effect import Effects
from studio.model import Canvas, Clip, Footage, Layer, Project, Span
from studio.remix import LAYOUTS, Layout, layout_of
from studio.render import Artist, plan
from studio.sentences import Refused
from tests.helpers.letter_sources import LetterSources, letter_of
from tests.helpers.word_sources import word

CANVASES = {"9:16": Canvas(1080, 1920), "1:1": Canvas(1080, 1080), "16:9": Canvas(1920, 1080)}
CELLS = {"9:16": (9, 16), "1:1": (12, 12), "16:9": (16, 9)}
ARTIST = Artist(Effects(all_effects()))
DRAWINGS = {
    part.split("\n", 1)[0].strip(): part.split("\n", 1)[1].strip()
    for part in (Path(__file__).parent / "layouts.txt").read_text("utf-8").split("# ")[1:]
}


def _laid_out(layout: Layout, canvas: Canvas, count: int) -> Project:
    """A source (upright) and wide pictures of one's own above it, laid out."""
    project = Project("p", canvas=canvas)
    names = "abcd"[:count]
    for name in names:
        project = add_asset(project, word(name))
    project = append(project, Clip("a", Footage("file:a"), Span(Fraction(0), Fraction(1))))
    for name in names[1:]:
        project = add_layer(project, Layer(f"layer {name}", "overlay"))
        clip = Clip(name, Footage(f"file:{name}"), Span(Fraction(0), Fraction(1)))
        project = add_item(project, clip, layer=f"layer {name}", at=Fraction(0))
    return lay_out(project, list(names), layout.screens(canvas, count, False))


def _drawing(project: Project, ratio: str) -> str:
    across, down = CELLS[ratio]
    picture = ARTIST.draw(plan(project, Fraction(0)), LetterSources(), (across * 10, down * 10))
    return "\n".join("".join(letter_of(picture[y * 10 + 5, x * 10 + 5]) for x in range(across)) for y in range(down))


@pytest.mark.parametrize("ratio", CANVASES)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
def test_each_layout_looks_as_drawn(layout: Layout, ratio: str):
    drawing = _drawing(_laid_out(layout, CANVASES[ratio], layout.least), ratio)
    assert drawing == DRAWINGS[f"{layout.key} {ratio}"], f"\n# {layout.key} {ratio}\n{drawing}\n"


@pytest.mark.parametrize("ratio", CANVASES)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
def test_every_screen_lies_on_the_canvas_and_no_two_of_ones_own_overlap(layout: Layout, ratio: str):
    canvas = CANVASES[ratio]
    wide, high = canvas.width / canvas.short_side, canvas.height / canvas.short_side
    for count in range(layout.least, layout.most + 1):
        screens = layout.screens(canvas, count, False)
        assert len(screens) == count
        own = [screen for screen in screens[1:] if screen is not None]
        for screen in filter(None, screens):
            assert abs(screen.x) + screen.width / 2 <= wide / 2 + 1e-9
            assert abs(screen.y) + screen.height / 2 <= high / 2 + 1e-9
        for index, one in enumerate(own):
            for other in own[index + 1 :]:
                beside = abs(one.x - other.x) >= (one.width + other.width) / 2 - 1e-9
                assert beside or abs(one.y - other.y) >= (one.height + other.height) / 2 - 1e-9


def test_a_layout_says_for_how_many_pictures_it_is():
    with pytest.raises(Refused, match="“Left and right” is for 2 pictures, and there are 3"):
        layout_of("left-right", 3)
    with pytest.raises(Refused, match="no layout “spiral”"):
        layout_of("spiral", 2)
