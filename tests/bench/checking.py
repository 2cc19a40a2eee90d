"""Checks before posting: what strobes measure, how fast a project is looked at and listened to, how soon again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
from PySide6.QtGui import QGuiApplication

from effects import all_effects
from studio.effect import Effects
from studio.media import make_asset, probe
from studio.model import ZERO, At, Clip, Footage, Item, Layer, Place, Project, Span, Title
from studio.publish.flashes import FlashMeter
from studio.publish.kept import MeasureStore, measured_with
from studio.render import Artist, Mixer
from tests.bench.material import two_clips
from tests.bench.rows import Row

_RATE = Fraction(30)
_FASTER = 5.0
_AGAIN_MS = 100.0


def rows(folder: Path, runs: int) -> Iterator[Row]:
    """Strobes first, then speed."""
    yield from _strobes()
    yield from _speed(folder, runs)


def _strobes() -> Iterator[Row]:
    white, black, red, green = (255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 130, 0)
    for name, hertz, colours, kind, fails in (
        ("white and black, 2 a second", 2, (white, black), "general", False),
        ("white and black, 3 a second", 3, (white, black), "general", False),
        ("white and black, 5 a second", 5, (white, black), "general", True),
        ("red and as bright a green, 3 a second", 3, (red, green), "red", False),
        ("red and as bright a green, 5 a second", 5, (red, green), "red", True),
    ):
        meter = FlashMeter(_RATE)
        picture = np.full((192, 108, 4), 255, np.uint8)
        for frame in range(90):
            picture[..., :3] = colours[int(2 * hertz * frame / _RATE) % 2]
            meter.add(picture)
        found = [one for one in meter.result() if one.kind == kind]
        most = max((one.transitions for one in found), default=0)
        yield Row(
            group="check",
            name=f"{kind} flashes: {name}",
            value=len(found),
            unit="",
            limit=1.0 if fails else 0.0,
            limit_name="at least" if fails else "at most",
            lower_is_better=not fails,
            note=f"{most} transitions a second" if found else "",
        )


def _project(folder: Path) -> Project:
    """Two clips of ten seconds of 1080×1920 with a title and their sound."""
    assets = tuple(make_asset(probe(path), asset_id=f"m{n}") for n, path in enumerate(two_clips(folder)))
    clips = tuple(Clip(f"c{n}", Footage(f"m{n}"), Span(ZERO, Fraction(10))) for n in range(2))
    words = Clip("t1", Title("What nobody tells you"), Span(ZERO, Fraction(6)), place=Place(y=-0.3))
    layers = (Layer("l1", "text", items=(Item(words, At(Fraction(1))),)),)
    return Project("p", rate=_RATE, assets=assets, main=clips, layers=layers)


def _speed(folder: Path, runs: int) -> Iterator[Row]:
    application = QGuiApplication.instance() or QGuiApplication([])
    effects, project = Effects(all_effects()), _project(folder)
    artist, mixer = Artist(effects), Mixer(effects)
    walls, cpus = [], []
    for _ in range(max(1, min(3, runs))):
        wall, before = time.perf_counter(), os.times()
        found = measured_with(project, artist, mixer)
        walls.append(time.perf_counter() - wall)
        after = os.times()
        cpus.append(after.user + after.system - before.user - before.system)
        assert found is not None
    yield Row(
        group="check", name="all checks of 20 s in 1080x1920", value=20 / min(walls), unit="x", limit=_FASTER,
        limit_name="at least", lower_is_better=False, note=f"{min(cpus):.2f} s of CPU",
    )  # fmt: skip
    store = MeasureStore(folder / "measured")
    measured_with(project, artist, mixer, store)
    begin = time.perf_counter()
    measured_with(project, artist, mixer, store)
    again = 1000 * (time.perf_counter() - begin)
    yield Row(
        group="check", name="the same project again", value=again, unit="ms", limit=_AGAIN_MS, limit_name="at most",
    )  # fmt: skip
    del application
