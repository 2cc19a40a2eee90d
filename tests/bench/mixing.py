"""What blend modes and masks cost, held against a Gaussian blur of 21 pixels of the same picture.

Blend modes are measured on footage over footage, the upper one opaque and with an alpha that changes from pixel to
pixel; masks where they stay, and where they are at another place in each frame.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
from msgspec.structs import replace

from studio.effect import Pixels
from studio.model import BLENDS, MASK_SHAPES, MaskShape
from studio.render.blend import Patch, premultiplied
from studio.render.blend_modes import lay_blended
from studio.render.masks import Masks
from studio.render.plan import Stencil
from tests.bench.colours import SIZE, footage
from tests.bench.rows import Row

__all__ = ["rows"]


def rows(_folder: Path, runs: int) -> Iterator[Row]:
    """The rows of the group."""
    beneath = footage()
    above = np.ascontiguousarray(beneath[::-1, ::-1])
    sheer = above.copy()
    sheer[..., 3] = np.linspace(0, 255, SIZE[0]).astype(np.uint8)
    blur = _median(lambda: cv2.GaussianBlur(beneath, (21, 21), 0), runs)
    yield Row(group="mixing", name="a blur of 21 pixels", value=blur, unit="ms")
    modes = [mode for mode in BLENDS if mode != "normal"]
    for name, pixels in (("opaque", above), ("see-through", premultiplied(sheer))):
        patch = Patch(pixels, 0, 0, opaque=name == "opaque")
        costs = {
            mode: _median(lambda mode=mode, patch=patch: lay_blended(beneath, patch, mode), runs) for mode in modes
        }
        yield from _held(f"blend modes, {name}", costs, blur)
    masks = Masks()
    still = {shape: _median(lambda shape=shape: masks.masked(beneath, _stencil(shape)), runs) for shape in MASK_SHAPES}
    yield from _held("masks that stay", still, blur)
    moving = {shape: _median(_moving(masks, beneath, _stencil(shape)), runs) for shape in MASK_SHAPES}
    yield from _held("masks that move", moving, blur)


def _held(name: str, costs: dict[str, float], blur: float) -> Iterator[Row]:
    worst = max(costs, key=costs.__getitem__)
    yield Row(group="mixing", name=f"{name}, median, blurs", value=statistics.median(costs.values()) / blur, unit="×",
              limit=2, limit_name="at most")  # fmt: skip
    yield Row(group="mixing", name=f"{name}, most, blurs", value=costs[worst] / blur, unit="×", limit=3,
              limit_name="at most", note=worst)  # fmt: skip


def _stencil(shape: MaskShape) -> Stencil:
    return Stencil(shape, 0.05, 0.1, 0.6, 0.5, 20.0, 0.1, 0.3, False, "Hello")


def _moving(masks: Masks, pixels: Pixels, stencil: Stencil) -> Callable[[], object]:
    places = iter(range(1, 1_000_000))
    return lambda: masks.masked(pixels, replace(stencil, x=next(places) * 1e-3))


def _median(run: Callable[[], object], runs: int) -> float:
    """Milliseconds."""
    run()
    taken = []
    for _ in range(max(3, runs)):
        begun = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)
