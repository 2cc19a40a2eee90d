"""Premultiplied pictures laid over one another, in RGBA or straight in the encoder's planes.

Only the pixels a patch covers are touched. It must never decide what is drawn or where.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import cv2
import numpy as np

from studio.effect import Pixels
from studio.render.convert import Planes, PlaneSet, i420_into, planes_of, premultiplied_yuv
from studio.render.memory import recycled

__all__ = [
    "Patch",
    "Veil",
    "clipped",
    "faded",
    "lay",
    "lay_i420",
    "lay_planes",
    "lay_veil",
    "plain",
    "premultiplied",
    "rgba_of",
    "straight",
    "veil_of",
]


class Patch(NamedTuple):
    """Premultiplied pixels and the pixel of the canvas where their top left corner lies."""

    pixels: Pixels
    x: int
    y: int
    opaque: bool


def rgba_of(text: str) -> tuple[int, int, int, int]:
    """A colour from `#RRGGBB` or `#RRGGBBAA`; what is neither counts as opaque black."""
    digits = text.removeprefix("#")
    try:
        levels = bytes.fromhex(digits)
    except ValueError:
        levels = b""
    match len(levels):
        case 3:
            return levels[0], levels[1], levels[2], 255
        case 4:
            return levels[0], levels[1], levels[2], levels[3]
    return 0, 0, 0, 255


def plain(width: int, height: int, colour: tuple[int, int, int, int]) -> Pixels:
    """A premultiplied picture of one straight-alpha colour."""
    pixels: Pixels = recycled((height, width, 4))
    alpha = colour[3]
    level = [round(part * alpha / 255) for part in colour[:3]]
    pixels.view(np.uint32)[...] = np.array([*level, alpha], np.uint8).view(np.uint32)[0]
    return pixels


def premultiplied(pixels: Pixels) -> Pixels:
    """Straight-alpha RGBA with its colours multiplied by alpha, rounded to the nearest level."""
    return np.asarray(cv2.multiply(pixels, _alphas(pixels), dst=recycled(pixels.shape), scale=1 / 255), np.uint8)


def straight(pixels: Pixels) -> Pixels:
    """A premultiplied picture with its colours as they were before; clear where alpha is 0."""
    return np.asarray(cv2.divide(pixels, _alphas(pixels), dst=recycled(pixels.shape), scale=255), np.uint8)


def _alphas(pixels: Pixels) -> Pixels:
    """What colours are to be multiplied with or divided by: alpha three times, and 255 for alpha itself."""
    alpha = np.ascontiguousarray(pixels[..., 3])
    return np.asarray(cv2.merge([alpha, alpha, alpha, np.full_like(alpha, 255)], dst=recycled(pixels.shape)), np.uint8)


def faded(pixels: Pixels, opacity: float) -> Pixels:
    """A premultiplied picture with all of it at `opacity`."""
    return np.asarray(cv2.convertScaleAbs(pixels, dst=recycled(pixels.shape), alpha=opacity), np.uint8)


def clipped(patch: Patch, width: int, height: int) -> Patch | None:
    """The part of the patch that lies on the canvas, as a view; None where none does."""
    tall, wide = patch.pixels.shape[:2]
    left, top = max(0, -patch.x), max(0, -patch.y)
    right, bottom = min(wide, width - patch.x), min(tall, height - patch.y)
    if left >= right or top >= bottom:
        return None
    return Patch(patch.pixels[top:bottom, left:right], patch.x + left, patch.y + top, patch.opaque)


def lay(canvas: Pixels, patch: Patch) -> None:
    """Draw the patch over the premultiplied canvas, in place."""
    shown = clipped(patch, canvas.shape[1], canvas.shape[0])
    if shown is None:
        return
    tall, wide = shown.pixels.shape[:2]
    region = canvas[shown.y : shown.y + tall, shown.x : shown.x + wide]
    if shown.opaque:
        region[...] = shown.pixels
        return
    # Only rows and columns with something in them: a title is mostly air.
    region = np.ascontiguousarray(region)
    over = _over(np.ascontiguousarray(shown.pixels), region)
    canvas[shown.y : shown.y + tall, shown.x : shown.x + wide] = over


def _over(above: Pixels, beneath: Pixels) -> Pixels:
    """Porter and Duff's “over” for premultiplied pictures ("Compositing digital images", 1984)."""
    left = cv2.bitwise_not(above[..., 3])
    left = cv2.merge([left, left, left, left], dst=recycled(above.shape))
    kept = cv2.multiply(beneath, left, dst=recycled(above.shape), scale=1 / 255)
    return np.asarray(cv2.add(above, kept, dst=recycled(above.shape)), np.uint8)


def lay_planes(canvas: Planes, picture: PlaneSet, x: int, y: int) -> None:
    """Copy opaque planes into the canvas's planes, in place; their top left corner lies at even (x, y)."""
    for into, source, step in zip(planes_of(canvas), picture, (1, 2, 2), strict=True):
        left, top = x // step, y // step
        shown = source[max(0, -top) : into.shape[0] - top, max(0, -left) : into.shape[1] - left]
        left, top = max(0, left), max(0, top)
        into[top : top + shown.shape[0], left : left + shown.shape[1]] = shown


def lay_i420(canvas: Planes, patch: Patch) -> None:
    """Draw the patch over the canvas's planes, in place; its place may be odd, the canvas's size is even."""
    height, width = canvas.shape[0] * 2 // 3, canvas.shape[1]
    shown = clipped(patch, width, height)
    if shown is None:
        return
    for part in _opaque_apart(shown) if shown.opaque else (shown,):
        if part.opaque:
            tall, wide = part.pixels.shape[:2]
            i420_into(part.pixels, _regions(canvas, part.x, part.y, wide, tall))
        elif (veil := veil_of(part, width, height)) is not None:
            lay_veil(canvas, veil)


def _opaque_apart(patch: Patch) -> Iterator[Patch]:
    """An opaque patch as the part that lies on even pixels, and the rows and columns around it that share a sample of
    colour with what lies beneath, as patches that are not."""
    pixels, x, y, _opaque = patch
    tall, wide = pixels.shape[:2]
    left, top = x % 2, y % 2
    right, bottom = wide - (x + wide) % 2, tall - (y + tall) % 2
    rows = slice(top, bottom)
    for part, at_x, at_y, whole in (
        (pixels[rows, left:right], x + left, y + top, True),
        (pixels[:top], x, y, False),
        (pixels[max(top, bottom) :], x, y + max(top, bottom), False),
        (pixels[rows, :left], x, y + top, False),
        (pixels[rows, max(left, right) :], x + max(left, right), y + top, False),
    ):
        if part.size:
            yield Patch(part, at_x, at_y, whole)


class Veil(NamedTuple):
    """A patch ready to be laid over planes: what it adds, how much of 255 it lets through, its even corner."""

    adds: PlaneSet
    lets: PlaneSet
    x: int
    y: int


def veil_of(patch: Patch, width: int, height: int) -> Veil | None:
    """The part of the patch that is seen on planes of that even size; None where nothing is.

    Mixing is linear, so mixing Y, U and V with the same alpha is mixing R, G and B.
    """
    shown = clipped(patch, width, height)
    if shown is None:
        return None
    # Only rows and columns with something in them: a title is mostly air.
    left, top, wide, tall = cv2.boundingRect(np.ascontiguousarray(shown.pixels[..., 3]))
    if not wide or not tall:
        return None
    seen = shown.pixels[top : top + tall, left : left + wide]
    pixels, x, y = _even(seen, shown.x + left, shown.y + top)
    tall, wide = pixels.shape[:2]
    lets = cv2.bitwise_not(np.ascontiguousarray(pixels[..., 3]))
    coarse = np.asarray(cv2.resize(lets, (wide // 2, tall // 2), interpolation=cv2.INTER_AREA), np.uint8)
    return Veil(premultiplied_yuv(pixels), (np.asarray(lets, np.uint8), coarse, coarse), x, y)


def lay_veil(canvas: Planes, veil: Veil) -> None:
    """Draw it over the canvas's planes, in place."""
    tall, wide = veil.adds[0].shape
    for target, adds, lets in zip(_regions(canvas, veil.x, veil.y, wide, tall), veil.adds, veil.lets, strict=True):
        cv2.add(cv2.multiply(target, lets, scale=1 / 255), adds, dst=target)


def _regions(canvas: Planes, x: int, y: int, width: int, height: int) -> PlaneSet:
    luma, *chroma = planes_of(canvas)
    blue, red = (plane[y // 2 : (y + height) // 2, x // 2 : (x + width) // 2] for plane in chroma)
    return luma[y : y + height, x : x + width], blue, red


def _even(pixels: Pixels, x: int, y: int) -> tuple[Pixels, int, int]:
    """The same picture with clear edges added so that it begins and ends on even pixels."""
    tall, wide = pixels.shape[:2]
    left, top = x % 2, y % 2
    right, bottom = (x + wide) % 2, (y + tall) % 2
    if not (left or top or right or bottom):
        return pixels, x, y
    clear = (0, 0, 0, 0)
    padded = cv2.copyMakeBorder(pixels, top, bottom, left, right, cv2.BORDER_CONSTANT, value=clear)
    return np.asarray(padded, np.uint8), x - left, y - top
