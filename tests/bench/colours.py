"""What colour costs: ten filters at once, how near they are to the float reference, sliders, and FFmpeg beside it.

Picture effects and transitions are held against a Gaussian blur of 21 pixels of the same picture.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from av.filter import Graph

from effects import all_effects
from studio.effect import Effect, Effects, Moment, Pixels, settings_at
from studio.media import MediaSources
from studio.model import ZERO, Asset, Time
from studio.render.colour import ColourTables
from studio.render.work import Active, coloured, coloured_soon
from tests.bench.rows import Row
from tests.helpers.real_media import real

__all__ = ["footage", "rows"]

SIZE = (1080, 1920)
FOOTAGE = "video/mdn__flower.mp4"
STACK = (
    "adjust", "curves", "hsl", "wheels", "split_toning", "channel_mixer", "look_honey", "look_blockbuster",
    "black_and_white", "duotone",
)  # fmt: skip
PART = {"black_and_white": 30.0, "duotone": 15.0, "look_honey": 40.0, "look_blockbuster": 50.0}
EFFECTS = Effects(all_effects())


def rows(folder: Path, runs: int) -> Iterator[Row]:
    """The rows of the group."""
    stack = _stack()
    picture = footage()
    noise = np.random.default_rng(1).integers(0, 256, picture.shape, dtype=np.uint8)
    noise[..., 3] = 255
    tables = ColourTables(woven=True)
    begun = time.perf_counter()
    for _ in range(4):
        coloured(tables, stack, picture, opaque=True)
    for thread in threading.enumerate():
        if thread.name.startswith("colour-table"):
            thread.join()
    bake = time.perf_counter() - begun
    steady = _median(lambda: coloured(tables, stack, picture, opaque=True), runs)
    yield Row(group="colours", name="ten filters, footage", value=steady, unit="ms", limit=8, limit_name="at most")
    peer = _by_ffmpeg(folder, picture, runs)
    yield Row(group="colours", name="the same, of one lut3d", value=steady, unit="ms", limit=peer, limit_name="lut3d")
    grain = _median(lambda: coloured(tables, stack, noise, opaque=True), runs)
    yield Row(group="colours", name="ten filters, noise", value=grain, unit="ms", limit=35, limit_name="at most")
    away = max(_away(stack, noise, coloured(each, stack, noise, opaque=True)) for each in (tables, ColourTables()))
    yield Row(
        group="colours", name="away from the float reference", value=away, unit="lev", limit=1, limit_name="at most"
    )
    yield Row(group="colours", name="all colours, beside", value=bake, unit="s", limit=1.5, limit_name="at most")
    yield Row(group="colours", name="a slider moved", value=_slider(stack, picture, runs), unit="ms", limit=100,
              limit_name="at most")  # fmt: skip
    yield from _multiples(picture)


def _stack() -> list[Active]:
    found = []
    for name in STACK:
        effect = EFFECTS[name]
        settings = settings_at(effect, effect.example, ZERO)
        if not effect.example:
            settings[effect.params[0].key] = PART[name]
        found.append(Active(effect, settings))
    return found


def footage() -> Pixels:
    """A frame of real footage at 1080 × 1920."""
    asset = Asset("film", str(real(FOOTAGE)), "video", "film", Time(5), 960, 540, Fraction(30))
    with MediaSources() as sources:
        frame = sources.picture(asset, Time(2), SIZE)
        assert frame is not None
        return np.ascontiguousarray(cv2.resize(frame.rgba(), SIZE, interpolation=cv2.INTER_CUBIC))


def _median(work: Callable[[], object], runs: int) -> float:
    """Milliseconds."""
    work()
    taken = []
    for _ in range(max(3, runs)):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def _slider(stack: list[Active], footage: Pixels, runs: int) -> float:
    """From a moved slider to the picture of the window, a third of the film's width: each time another stack."""
    tables = ColourTables()
    small = np.ascontiguousarray(cv2.resize(footage, (540, 960), interpolation=cv2.INTER_AREA))
    step = iter(range(1000))

    def moved() -> object:
        first = stack[0]
        changed = [Active(first.effect, first.settings | {"exposure": float(next(step) % 90)}), *stack[1:]]
        return coloured_soon(tables, changed, small, opaque=True)

    return _median(moved, runs)


def _away(stack: list[Active], pixels: Pixels, result: Pixels) -> float:
    """The most levels between the table's answer and the filters one after the other in double precision's stead."""
    some = slice(0, None, 97)
    flat = pixels.reshape(-1, 4)[some, :3]
    colours = (flat / 255).astype(np.float32)
    for effect, settings in stack:
        colours = effect.apply(colours, settings)
    wanted = np.clip(colours, 0, 1) * 255
    return float(np.abs(result.reshape(-1, 4)[some, :3] - wanted).max())


def _by_ffmpeg(folder: Path, footage: Pixels, runs: int) -> float:
    """FFmpeg's `lut3d` of one table of 33 steps on the same picture, as RGB already."""
    path = folder / "one.cube"
    levels = np.linspace(0, 1, 33)
    rows = (f"{r:.4f} {g:.4f} {b:.4f}" for b in levels for g in levels for r in levels)
    path.write_text("LUT_3D_SIZE 33\n" + "\n".join(rows))
    graph = Graph()
    start = graph.add_buffer(width=SIZE[0], height=SIZE[1], format="rgba", time_base="1/30")
    lut, end = graph.add("lut3d", f"file={path}"), graph.add("buffersink")
    start.link_to(lut)
    lut.link_to(end)
    graph.configure()
    frame = av.VideoFrame.from_ndarray(footage, format="rgba")

    def run() -> object:
        start.push(frame)
        return end.pull()

    return _median(run, runs)


def _multiples(footage: Pixels) -> Iterator[Row]:
    picture = np.ascontiguousarray(cv2.resize(footage, (540, 960), interpolation=cv2.INTER_AREA))
    after = np.ascontiguousarray(picture[::-1, ::-1])
    blur = _median(lambda: cv2.GaussianBlur(picture, (21, 21), 0), 9)
    for kind in ("picture", "transition"):
        costs = {effect.id: _cost(effect, picture, after) / blur for effect in EFFECTS.of_kind(kind)}
        worst = max(costs, key=costs.__getitem__)
        yield Row(group="colours", name=f"{kind} effects, median, blurs", value=statistics.median(costs.values()),
                  unit="×", limit=2, limit_name="at most")  # fmt: skip
        yield Row(group="colours", name=f"{kind} effects, most, blurs", value=costs[worst], unit="×", limit=8,
                  limit_name="at most", note=worst)  # fmt: skip


def _cost(effect: Effect, picture: Pixels, after: Pixels) -> float:
    settings: dict[str, Any] = settings_at(effect, (), ZERO)
    first = next((param for param in effect.params if param.type == "number"), None)
    if effect.kind == "picture" and first is not None and first.default == first.low:
        settings[first.key] = first.low + (first.high - first.low) * 0.7
    now = Moment(time=1.1, length=4.0, progress=0.45, seed=1, rate=Fraction(30))
    if effect.kind == "transition":
        return _median(lambda: effect.apply(picture, after, settings, now), 3)
    return _median(lambda: effect.apply(picture, settings, now), 3)
