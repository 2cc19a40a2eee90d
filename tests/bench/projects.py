"""The projects that are measured."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from studio.edits import add_asset, add_effect, add_item, add_layer, append, remove_effect, set_place
from studio.media import make_asset, probe
from studio.model import Applied, Clip, Footage, Layer, Place, Project, Solid, Span, TextStyle, Title

TITLE = "Same street, ten years on"


def duet(a: Path, b: Path) -> Project:
    """Two clips side by side, each fitted into half of 1080x1920, a colour effect on the left one, a title on top."""
    left, right = (make_asset(probe(path), asset_id=name) for path, name in ((a, "a"), (b, "b")))
    project = add_asset(add_asset(Project(id="duet", name="Duet"), left), right)
    length = min(left.duration, right.duration)
    # Half of a 1080 wide canvas: a quarter of the short side off the centre, at half the size that fits.
    project = append(
        project,
        Clip(
            "left",
            Footage("a"),
            Span(Fraction(0), length),
            place=Place(x=-0.25, scale=0.5),
            effects=(Applied("c", "adjust", settings=(("contrast", 12.0), ("saturation", 10.0), ("exposure", 8.0))),),
        ),
    )
    project = add_layer(project, Layer("over", "overlay"))
    partner = Clip("right", Footage("b"), Span(Fraction(0), length), place=Place(x=0.25, scale=0.5))
    project = add_item(project, partner, layer="over", at=Fraction(0))
    project = add_layer(project, Layer("words", "text"))
    title = Clip(
        "title", Title(TITLE, TextStyle(size=0.067, wrap_width=0.95)), Span(Fraction(0), length), place=Place(y=-0.55)
    )
    return add_item(project, title, layer="words", at=Fraction(0))


def two_layers(a: Path, b: Path) -> Project:
    """A full-canvas clip with a look, a picture in picture, and a title: what a person plays while editing."""
    project = set_place(duet(a, b), "left", x=0.0, scale=1.0)
    project = remove_effect(project, "left", applied_id="c")
    project = add_effect(project, "left", applied=Applied("l", "look_dusk", settings=(("strength", 80.0),)))
    return set_place(project, "right", x=0.25, y=0.4, scale=0.35)


def long_timeline(clips: int) -> Project:
    """A main track of very many short clips, and a title pinned to every tenth."""
    main = tuple(
        Clip(f"c{number}", Solid(f"#{number * 7919 % 0xFFFFFF:06X}"), Span(Fraction(0), Fraction(10 + number % 40, 30)))
        for number in range(clips)
    )
    return Project(id="long", name="Long", main=main)
