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

__all__ = ["lay_blended", "lay_on_clear"]

Colours = npt.NDArray[np.floating]
"""(N, 3) from 0 to 1."""


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
    elif blend in _TABLED and int(above[..., 3].min()) == 255:
        canvas[rows, columns] = _by_table(above, beneath, blend)
    else:
        canvas[rows, columns] = _slow(above, beneath, blend)
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
    beneath = canvas[rows, columns].astype(np.float32)
    backed = straight(canvas[rows, columns].copy())
    backed[..., 3] = 255
    mixed = backed.copy()
    lay_blended(mixed, Patch(shown.pixels, 0, 0, opaque=False), blend)
    above, under = shown.pixels[..., 3:].astype(np.float32) / 255, beneath[..., 3:] / 255
    # Upon an opaque backdrop the mode has mixed source and backdrop by the source's alpha already.
    result = mixed.astype(np.float32) * under + shown.pixels.astype(np.float32) * (1 - under)
    result[..., 3:] = 255 * (above + under - above * under)
    canvas[rows, columns] = np.rint(np.clip(result, 0, 255)).astype(np.uint8)


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
    return np.rint(np.clip(_SLOW[blend](base, source), 0, 1) * 255).astype(np.uint8).ravel()


def _by_table(above: Pixels, beneath: Pixels, blend: Blend) -> Pixels:
    """Both opaque."""
    pairs = beneath.astype(np.uint16)
    pairs <<= 8
    pairs |= above
    return np.asarray(_table(blend).take(pairs), np.uint8)


def _slow(above: Pixels, beneath: Pixels, blend: Blend) -> Pixels:
    # In bands of rows, so that the numbers stay in the processor's cache.
    result = beneath.copy()
    step = max(1, 65536 // max(1, above.shape[1]))
    for top in range(0, len(above), step):
        band = slice(top, top + step)
        alpha = above[band, :, 3].reshape(-1, 1).astype(np.float32) / 255
        source = above[band, :, :3].reshape(-1, 3).astype(np.float32) / 255 / np.maximum(alpha, 1 / 255)
        base = beneath[band, :, :3].reshape(-1, 3).astype(np.float32) / 255
        mixed = base + (_SLOW[blend](base, np.minimum(source, 1)) - base) * alpha
        result[band, :, :3] = (np.clip(mixed, 0, 1) * 255 + 0.5).astype(np.uint8).reshape(*result[band].shape[:2], 3)
    return result


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


def _light(colours: Colours) -> Colours:
    return np.asarray(colours @ np.array([[0.3], [0.59], [0.11]], np.float32), np.float32)


def _low(colours: Colours) -> Colours:
    """The least of each colour's three. Column by column: numpy is slow along so short an axis."""
    red, green, blue = colours[:, :1], colours[:, 1:2], colours[:, 2:]
    return np.asarray(np.minimum(np.minimum(red, green), blue))


def _high(colours: Colours) -> Colours:
    red, green, blue = colours[:, :1], colours[:, 1:2], colours[:, 2:]
    return np.asarray(np.maximum(np.maximum(red, green), blue))


def _with_light(colours: Colours, light: Colours) -> Colours:
    """The colours at another luminosity, drawn in where they leave the range (W3C's SetLum and ClipColor)."""
    colours = colours + (light - _light(colours))
    low, high = _low(colours), _high(colours)
    drawn = np.where(low < 0, light + (colours - light) * light / np.maximum(light - low, 1e-6), colours)
    over = light + (drawn - light) * (1 - light) / np.maximum(high - light, 1e-6)
    return np.asarray(np.where(high > 1, over, drawn), np.float32)


def _spread(colours: Colours) -> Colours:
    return np.asarray(_high(colours) - _low(colours), np.float32)


def _with_spread(colours: Colours, spread: Colours) -> Colours:
    """The colours at another saturation (W3C's SetSat)."""
    low = _low(colours)
    return np.asarray((colours - low) * (spread / np.maximum(_spread(colours), 1e-6)), np.float32)


_SLOW: dict[Blend, Callable[[Colours, Colours], Colours]] = {
    "overlay": lambda base, source: _hard_light(source, base),
    "hard_light": _hard_light,
    "soft_light": _soft_light,
    "colour_dodge": _dodge,
    "colour_burn": _burn,
    "hue": lambda base, source: _with_light(_with_spread(source, _spread(base)), _light(base)),
    "saturation": lambda base, source: _with_light(_with_spread(base, _spread(source)), _light(base)),
    "colour": lambda base, source: _with_light(source, _light(base)),
    "luminosity": lambda base, source: _with_light(base, _light(source)),
}
_TABLED = frozenset({"overlay", "hard_light", "soft_light", "colour_dodge", "colour_burn"})
"""Those of them that mix each channel by itself."""
