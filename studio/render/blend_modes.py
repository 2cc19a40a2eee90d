"""A picture mixed into an opaque one beneath it, in the sixteen ways of W3C's "Compositing and Blending Level 1".

Only the pixels a patch covers are touched. It must never decide what is drawn or where.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.model import Blend
from studio.render.blend import Patch, clipped, lay, straight
from studio.render.whole_colours import whole_colours

__all__ = ["lay_blended", "lay_on_clear"]

Colours = npt.NDArray[np.floating]
"""(N, 3) from 0 to 1."""
_BAND = 32768
"""So many pixels at a time."""


def lay_blended(canvas: Pixels, patch: Patch, blend: Blend) -> None:
    """Mix the premultiplied patch into the opaque canvas, in place."""
    if blend == "normal":
        lay(canvas, patch)
        return
    shown = clipped(patch, canvas.shape[1], canvas.shape[0])
    if shown is None:
        return
    left, top, wide, tall = cv2.boundingRect(np.ascontiguousarray(shown.pixels[..., 3]))
    if not wide or not tall:
        return
    above = np.ascontiguousarray(shown.pixels[top : top + tall, left : left + wide])
    rows, columns = slice(shown.y + top, shown.y + top + tall), slice(shown.x + left, shown.x + left + wide)
    beneath = np.ascontiguousarray(canvas[rows, columns])
    quick = _QUICK.get(blend)
    if quick is not None:
        canvas[rows, columns] = quick(above, beneath)
    elif blend in _WHOLE_COLOURS:
        canvas[rows, columns] = whole_colours(above, beneath, blend)
    else:
        canvas[rows, columns] = _by_table(above, beneath, blend)
    canvas[rows, columns, 3] = 255


def lay_on_clear(canvas: Pixels, patch: Patch, blend: Blend) -> None:
    """Mix the premultiplied patch into a premultiplied canvas that may be clear, in place.

    As "Compositing and Blending Level 1" has it: the mode counts where there is something beneath, and the patch is as
    it is where there is nothing.
    """
    shown = clipped(patch, canvas.shape[1], canvas.shape[0])
    if shown is None:
        return
    if blend == "normal":
        lay(canvas, shown)
        return
    rows = slice(shown.y, shown.y + shown.pixels.shape[0])
    columns = slice(shown.x, shown.x + shown.pixels.shape[1])
    above, beneath = np.ascontiguousarray(shown.pixels), np.ascontiguousarray(canvas[rows, columns])
    mixed = straight(beneath)
    mixed[..., 3] = 255
    lay_blended(mixed, Patch(above, 0, 0, opaque=False), blend)
    # Upon an opaque backdrop the mode has mixed source and backdrop by the source's alpha already. Alpha itself is
    # above + under - above * under, which the same sum gives.
    under = cv2.merge([np.ascontiguousarray(beneath[..., 3])] * 4)
    there = cv2.multiply(mixed, under, scale=1 / 255)
    bare = cv2.multiply(above, cv2.bitwise_not(under), scale=1 / 255)
    canvas[rows, columns] = cv2.add(there, bare)


def _covered(above: Pixels, beneath: Pixels) -> Pixels:
    """What of `beneath` lies under `above`: its colours times that one's alpha."""
    alpha = np.ascontiguousarray(above[..., 3])
    return np.asarray(cv2.multiply(beneath, cv2.merge([alpha] * 4), scale=1 / 255), np.uint8)


# With premultiplied colours s, the covered part c of what lies beneath b, and products p = s b, these six need no
# division: each is b - c plus the mode's formula times alpha.


def _multiply(above: Pixels, beneath: Pixels) -> Pixels:
    left = cv2.subtract(beneath, _covered(above, beneath))
    return np.asarray(cv2.add(left, cv2.multiply(above, beneath, scale=1 / 255)), np.uint8)


def _screen(above: Pixels, beneath: Pixels) -> Pixels:
    return np.asarray(cv2.add(beneath, cv2.subtract(above, cv2.multiply(above, beneath, scale=1 / 255))), np.uint8)


def _darken(above: Pixels, beneath: Pixels) -> Pixels:
    covered = _covered(above, beneath)
    return np.asarray(cv2.add(cv2.subtract(beneath, covered), cv2.min(above, covered)), np.uint8)


def _lighten(above: Pixels, beneath: Pixels) -> Pixels:
    covered = _covered(above, beneath)
    return np.asarray(cv2.add(cv2.subtract(beneath, covered), cv2.max(above, covered)), np.uint8)


def _difference(above: Pixels, beneath: Pixels) -> Pixels:
    covered = _covered(above, beneath)
    return np.asarray(cv2.add(cv2.subtract(beneath, covered), cv2.absdiff(above, covered)), np.uint8)


def _exclusion(above: Pixels, beneath: Pixels) -> Pixels:
    twice = cv2.multiply(above, beneath, scale=2 / 255, dtype=cv2.CV_16U)
    return np.asarray(cv2.subtract(cv2.add(beneath, above, dtype=cv2.CV_16U), twice, dtype=cv2.CV_8U), np.uint8)


_QUICK: dict[Blend, Callable[[Pixels, Pixels], Pixels]] = {
    "multiply": _multiply,
    "screen": _screen,
    "darken": _darken,
    "lighten": _lighten,
    "difference": _difference,
    "exclusion": _exclusion,
}


@lru_cache(maxsize=8)
def _table(blend: Blend) -> npt.NDArray[np.uint8]:
    """(65536,) uint8: the mode of every pair of levels, `256 * base + source`. It mixes each channel by itself."""
    levels = np.arange(256, dtype=np.float32) / 255
    base, source = np.repeat(levels, 256)[:, None], np.tile(levels, 256)[:, None]
    return np.rint(np.clip(_TABLED[blend](base, source), 0, 1) * 255).astype(np.uint8).ravel()


def _by_table(above: Pixels, beneath: Pixels, blend: Blend) -> Pixels:
    table, clear = _table(blend), int(above[..., 3].min()) < 255
    source = straight(above) if clear else above
    mixed = np.empty_like(beneath)
    # In bands of rows, so that the pairs stay in the processor's cache.
    step = max(1, _BAND // max(1, above.shape[1]))
    for top in range(0, len(above), step):
        pairs = beneath[top : top + step].astype(np.uint16)
        pairs <<= 8
        pairs |= source[top : top + step]
        table.take(pairs, out=mixed[top : top + step], mode="clip")
    if not clear:
        return mixed
    alpha = cv2.merge([np.ascontiguousarray(above[..., 3])] * 4)
    kept = cv2.multiply(beneath, cv2.bitwise_not(alpha), scale=1 / 255)
    return np.asarray(cv2.add(kept, cv2.multiply(mixed, alpha, scale=1 / 255)), np.uint8)


def _hard_light(base: Colours, source: Colours) -> Colours:
    return np.where(source <= 0.5, 2 * base * source, 1 - 2 * (1 - base) * (1 - source))


def _dodge(base: Colours, source: Colours) -> Colours:
    lit = np.minimum(1, base / np.maximum(1 - source, 1e-6))
    return np.where(base <= 0, np.float32(0), lit).astype(np.float32)


def _burn(base: Colours, source: Colours) -> Colours:
    burnt = 1 - np.minimum(1, (1 - base) / np.maximum(source, 1e-6))
    return np.where(base >= 1, np.float32(1), burnt).astype(np.float32)


def _soft_light(base: Colours, source: Colours) -> Colours:
    dark = base - (1 - 2 * source) * base * (1 - base)
    curve = np.where(base <= 0.25, ((16 * base - 12) * base + 4) * base, np.sqrt(base))
    return np.where(source <= 0.5, dark, base + (2 * source - 1) * (curve - base))


_TABLED: dict[Blend, Callable[[Colours, Colours], Colours]] = {
    "overlay": lambda base, source: _hard_light(source, base),
    "hard_light": _hard_light,
    "soft_light": _soft_light,
    "colour_dodge": _dodge,
    "colour_burn": _burn,
}
_WHOLE_COLOURS = frozenset({"hue", "saturation", "colour", "luminosity"})
"""Those that mix a colour as a whole, and not each channel by itself."""
