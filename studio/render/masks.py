"""Masks as pictures: how much of each pixel a shape lets through, from its distance to the shape's edge.

It must never know what is masked.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import lru_cache
from math import cos, pi, radians, sin
from threading import Lock

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.model import TextStyle
from studio.render.plan import Stencil
from studio.render.text import texts

__all__ = ["Masks"]

Numbers = npt.NDArray[np.floating]
_KEPT = 6
_BAND = 32768
"""So many pixels at a time."""
_FIELD = 1024
_FIELD_REACH = 1.5
_LINE = 96.0
_LETTERS = TextStyle(size=1.0, stroke=0.0, weight=800, wrap_width=20.0)


class Masks:
    """Masks at the sizes asked for last. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[Stencil, int, int], Pixels] = OrderedDict()

    def masked(self, pixels: Pixels, stencil: Stencil) -> Pixels:
        """A premultiplied picture of all the clip shows, with what the mask hides clear."""
        key = stencil, pixels.shape[1], pixels.shape[0]
        with self._lock:
            factors = self._kept.pop(key, None)
        if factors is None:
            shown = _shown(stencil, pixels.shape[1], pixels.shape[0])
            factors = np.asarray(cv2.merge([shown] * 4), np.uint8)
        with self._lock:
            self._kept[key] = factors
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return np.asarray(cv2.multiply(pixels, factors, scale=1 / 255), np.uint8)


def _shown(stencil: Stencil, width: int, height: int) -> npt.NDArray[np.uint8]:
    """How much of each pixel is shown: 255 all."""
    shown = np.empty((height, width), np.uint8)
    # In bands of rows, so that the numbers stay in the processor's cache.
    step = max(1, _BAND // max(1, width))
    for top in range(0, height, step):
        rows = np.arange(top, min(height, top + step), dtype=np.float32)
        shown[top : top + step] = _band(stencil, rows, width, height)
    return shown


def _band(stencil: Stencil, rows: Numbers, width: int, height: int) -> npt.NDArray[np.uint8]:
    """The same for the rows of those numbers."""
    unit = min(width, height)
    angle = radians(stencil.rotation_deg)
    across = (np.arange(width, dtype=np.float32) + 0.5 - width / 2) / unit - np.float32(stencil.x)
    down = ((rows + 0.5 - height / 2) / unit - np.float32(stencil.y))[:, None]
    x = across * np.float32(cos(angle)) + down * np.float32(sin(angle))
    y = down * np.float32(cos(angle)) - across * np.float32(sin(angle))
    beyond = np.ascontiguousarray(_beyond(stencil, x, y), np.float32)
    # Without feather the edge is one pixel wide; with it, as wide as it says, smooth at both ends.
    inside = np.float32(0.5) - beyond * np.float32(unit / max(1.0, stencil.feather * unit))
    inside = np.clip(inside, np.float32(0), np.float32(1))
    if stencil.feather > 0:
        inside *= inside * (3 - 2 * inside)
    seen = cv2.convertScaleAbs(inside, alpha=255.0)
    return np.asarray(cv2.bitwise_not(seen) if stencil.invert else seen, np.uint8)


def _beyond(stencil: Stencil, x: Numbers, y: Numbers) -> Numbers:
    """How far each point is outside of the shape, in the picture's short side; below zero inside."""
    half = max(1e-4, stencil.width / 2), max(1e-4, stencil.height / 2)
    match stencil.shape:
        case "line":
            return y
        case "band":
            return np.abs(y) - np.float32(half[1])
        case "circle":
            return _ellipse(x, y, half)
        case "rectangle":
            return _rectangle(x, y, half, stencil.roundness)
        case "heart":
            return _fitted(_HEART, x, y, half)
        case "star":
            return _fitted(_STAR, x, y, half)
        case "text":
            return _letters(stencil, x, y)


def _ellipse(x: Numbers, y: Numbers, half: tuple[float, float]) -> Numbers:
    """To first order: the distance in the ellipse's own measure over that measure's slope."""
    across, down = x / np.float32(half[0]), y / np.float32(half[1])
    out = np.sqrt(across * across + down * down)
    slope = np.sqrt((across / half[0]) ** 2 + (down / half[1]) ** 2) / np.maximum(out, 1e-6)
    near_centre = np.float32(-min(half))
    return np.where(out < 1e-3, near_centre, (out - 1) / np.maximum(slope, 1e-6)).astype(np.float32)


def _rectangle(x: Numbers, y: Numbers, half: tuple[float, float], roundness: float) -> Numbers:
    corner = min(1.0, max(0.0, roundness)) * min(half)
    across, down = np.abs(x) - np.float32(half[0] - corner), np.abs(y) - np.float32(half[1] - corner)
    outside = np.sqrt(np.maximum(across, 0) ** 2 + np.maximum(down, 0) ** 2)
    return np.asarray(outside + np.minimum(np.maximum(across, down), 0) - np.float32(corner), np.float32)


def _fitted(outline: tuple[tuple[float, float], ...], x: Numbers, y: Numbers, half: tuple[float, float]) -> Numbers:
    """How far beyond an outline of points, within −1 to 1, stretched over the box of that size."""
    scale = np.float32(_FIELD / (2 * _FIELD_REACH))
    middle = np.float32(_FIELD / 2 - 0.5)
    found = _looked_up(_field(outline), x * (scale / half[0]) + middle, y * (scale / half[1]) + middle)
    return np.asarray(found * np.float32(min(half)), np.float32)


def _looked_up(field: Numbers, across: Numbers, down: Numbers) -> Numbers:
    shape = np.broadcast_shapes(across.shape, down.shape)
    at_x, at_y = (np.ascontiguousarray(np.broadcast_to(one, shape), np.float32) for one in (across, down))
    return np.asarray(cv2.remap(field, at_x, at_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


@lru_cache(maxsize=4)
def _field(outline: tuple[tuple[float, float], ...]) -> Numbers:
    """Distances beyond a closed outline, on a square around it: measured once."""
    along = (np.arange(_FIELD, dtype=np.float32) + 0.5) / _FIELD * (2 * _FIELD_REACH) - _FIELD_REACH
    x, y = along, along[:, None]
    nearest = np.full((_FIELD, _FIELD), np.inf, np.float32)
    inside = np.zeros((_FIELD, _FIELD), bool)
    for one, other in zip(outline, (*outline[1:], outline[0]), strict=True):
        step = other[0] - one[0], other[1] - one[1]
        to_x, to_y = x - np.float32(one[0]), y - np.float32(one[1])
        part = np.clip((to_x * step[0] + to_y * step[1]) / max(1e-12, step[0] ** 2 + step[1] ** 2), 0, 1)
        nearest = np.minimum(nearest, (to_x - part * step[0]) ** 2 + (to_y - part * step[1]) ** 2)
        if step[1]:
            meets = one[0] + (y - one[1]) * (step[0] / step[1])
            inside ^= ((y >= min(one[1], other[1])) & (y < max(one[1], other[1]))) & (x < meets)
    distance = np.sqrt(nearest)
    return np.where(inside, -distance, distance).astype(np.float32)


def _star_outline() -> tuple[tuple[float, float], ...]:
    inner = 0.381966  # where the arms of a regular five-pointed star meet: (3 - sqrt 5) / 2
    turns = [(1.0 if number % 2 == 0 else inner, number * pi / 5) for number in range(10)]
    return tuple((reach * sin(turn), -reach * cos(turn)) for reach, turn in turns)


def _heart_outline() -> tuple[tuple[float, float], ...]:
    """The classic heart curve: 16 sin³ t, 13 cos t − 5 cos 2t − 2 cos 3t − cos 4t, brought to −1 to 1."""
    turn = np.linspace(0, 2 * pi, 40, endpoint=False)
    across = 16 * np.sin(turn) ** 3
    down = -(13 * np.cos(turn) - 5 * np.cos(2 * turn) - 2 * np.cos(3 * turn) - np.cos(4 * turn))
    middle, reach = (down.max() + down.min()) / 2, (down.max() - down.min()) / 2
    return tuple(zip((across / 16).tolist(), ((down - middle) / reach).tolist(), strict=True))


_STAR, _HEART = _star_outline(), _heart_outline()


def _letters(stencil: Stencil, x: Numbers, y: Numbers) -> Numbers:
    """Distances to the letters' edges, measured on a painted text and looked up where each point lies."""
    shape = np.broadcast_shapes(x.shape, y.shape)
    if not stencil.text.strip() or stencil.height <= 0:
        return np.full(shape, np.float32(10))
    out = _letter_field(stencil.text)
    scale = np.float32(_LINE / stencil.height)
    found = _looked_up(out, x * scale + (out.shape[1] / 2 - 0.5), y * scale + (out.shape[0] / 2 - 0.5))
    return np.asarray(found / scale, np.float32)


@lru_cache(maxsize=8)
def _letter_field(text: str) -> Numbers:
    """Distances beyond the letters' edges in lines of 96 pixels, on a picture around them: measured once."""
    alpha = texts.picture(text, _LETTERS, _LINE).pixels[..., 3]
    margin = 48
    padded = np.asarray(cv2.copyMakeBorder(alpha, margin, margin, margin, margin, cv2.BORDER_CONSTANT), np.uint8)
    solid = (padded >= 128).astype(np.uint8)
    out = cv2.distanceTransform(1 - solid, cv2.DIST_L2, 5) - cv2.distanceTransform(solid, cv2.DIST_L2, 5)
    edge = (padded > 0) & (padded < 255)
    return np.where(edge, 0.5 - padded / np.float32(255), out).astype(np.float32)
