"""Timelines to test with: drawings of words, as `tests.helpers.word_sources` makes them, at 30 frames per second."""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace
from PySide6.QtGui import QImage

from studio.model import Asset, Clip, Footage, Item, OnClip, Project, Span, Title
from studio.ui.timeline.layout import Layout, make_layout
from studio.ui.timeline.paint_clips import Peaks
from studio.ui.timeline.scale import Scale
from tests.helpers.word_sources import timeline, with_title

RATE = Fraction(30)
MANY = 10_000


def at(text: str | float) -> Fraction:
    """Seconds."""
    return Fraction(text)


def drawn(drawing: str, *, sounds: str = "") -> Project:
    """The main track as drawn, at 30 frames per second."""
    return timeline(drawing, rate=RATE, sounds=sounds)


def usual() -> Project:
    """Three clips, two overlapping titles, one sound."""
    project = drawn("abcd ef ghij", sounds="lalalala")
    return with_title(with_title(project, "one", 1), "two", 2)


def many(count: int = MANY) -> Project:
    """A long main track and a title on every tenth clip."""
    asset = Asset("m", "/words/m", "video", "Word", Fraction(10), 1080, 1920, RATE)
    main = tuple(Clip(f"c{n}", Footage("m"), Span(Fraction(0), Fraction(10 + n % 50, 30))) for n in range(count))
    titles = tuple(
        Item(Clip(f"t{n}", Title(f"Title {n}"), Span(Fraction(0), Fraction(1, 2))), OnClip(f"c{n}", Fraction(0)))
        for n in range(0, count, 10)
    )
    base = drawn("a")
    layers = tuple(replace(layer, items=titles) if layer.kind == "text" else layer for layer in base.layers)
    return Project("many", rate=RATE, assets=(asset,), main=main, layers=layers)


def lay_out(
    project: Project, *, zoom: float = 100.0, scroll: float = 0.0, size: tuple[int, int] = (1280, 300)
) -> Layout:
    """The layout at 100 pixels per second."""
    return make_layout(project, Scale(zoom, scroll), size)


class NoPictures:
    """Nothing is decoded yet."""

    def tile(self, asset: Asset, seconds: float, step: float, height: int) -> QImage | None:
        return None

    def peaks(self, asset: Asset, track: int = 0) -> Peaks | None:
        return None

    def missing(self, asset: Asset) -> bool:
        return False
