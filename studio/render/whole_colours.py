"""Hue, saturation, colour and luminosity: the blend modes that mix a colour as a whole.

W3C's "Compositing and Blending Level 1" sets a colour C to a saturation, then to a luminosity L, and draws it in where
it leaves the range. All of that is one line: L + (C - light of C) k, where k is the least of the factor of the
saturation, of L / (light of C - its least part), and of (1 - L) / (its greatest part - light of C). Counted with
premultiplied colours it needs no division by alpha. It must never know where the pictures lie.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.model import Blend

__all__ = ["whole_colours"]

Plane = npt.NDArray[np.floating]
_RED, _GREEN, _BLUE = 0.3, 0.59, 0.11
_BAND = 65536
"""So many pixels at a time: the planes stay in the processor's cache."""
_LEAST = np.float32(0.05)
"""Less than the light of a colour can lie beside its least and greatest part, unless it is grey: 0.11 of a level."""


def whole_colours(above: Pixels, beneath: Pixels, blend: Blend) -> Pixels:
    """The premultiplied picture `above` mixed into an opaque one of the same size, as a new picture."""
    opaque = int(above[..., 3].min()) == 255
    result = np.empty_like(beneath)
    step = max(1, _BAND // max(1, above.shape[1]))
    for top in range(0, len(above), step):
        band = slice(top, top + step)
        cv2.merge(_mixed(above[band], beneath[band], blend, opaque=opaque), dst=result[band])
    return result


def _mixed(above: Pixels, beneath: Pixels, blend: Blend, *, opaque: bool) -> list[Pixels]:
    """The four planes of the mixture. Levels go from 0 to 255, `alpha` from 0 to 1."""
    source, base = _planes(above), _planes(beneath)
    taken, other = (source, base) if blend in ("hue", "colour") else (base, source)
    colours = [_counted(part) for part in taken[:3]]
    light = _light(colours)
    alpha = _counted(source[3]) / np.float32(255)
    wanted = light if blend == "saturation" else _light([_counted(part) for part in other[:3]])
    if not opaque and blend != "luminosity":
        wanted = _product(wanted, alpha)
    low, high = _ends(taken)
    # Plain numbers meet planes through numpy alone: OpenCV takes planes of one or four pixels for colours.
    down = np.maximum(light - _counted(low), _LEAST)
    up = np.maximum(_counted(high) - light, _LEAST)
    factor = np.minimum(wanted / down, (_counted(source[3]) - wanted) / up)
    if blend in ("hue", "saturation"):
        least, most = _ends(other)
        saturation = _counted(most - least) / np.maximum(_counted(high - low), 1)
        factor = np.minimum(factor, _product(saturation, alpha) if blend == "hue" and not opaque else saturation)
    else:
        factor = np.minimum(factor, 1 if blend == "colour" or opaque else alpha)
    rises = wanted - _product(light, factor)
    made = []
    for colour, beneath_it in zip(colours, base[:3], strict=True):
        part = _product(colour, factor)
        if not opaque:
            part += _product(_counted(beneath_it), 1 - alpha)
        made.append(np.asarray(cv2.add(part, rises, dtype=cv2.CV_8U), np.uint8))
    return [*made, base[3]]


def _planes(pixels: Pixels) -> list[Pixels]:
    return [np.asarray(plane, np.uint8) for plane in cv2.split(pixels)]


def _counted(part: Pixels) -> Plane:
    return part.astype(np.float32)


def _product(one: Plane, other: Plane) -> Plane:
    return np.asarray(cv2.multiply(one, other), np.float32)


def _light(colours: Sequence[Plane]) -> Plane:
    summed = cv2.addWeighted(colours[0], _RED, colours[1], _GREEN, 0)
    return np.asarray(cv2.scaleAdd(colours[2], _BLUE, summed), np.float32)


def _ends(planes: Sequence[Pixels]) -> tuple[Pixels, Pixels]:
    """The least and the greatest of each colour's three."""
    red, green, blue = planes[:3]
    low, high = cv2.min(cv2.min(red, green), blue), cv2.max(cv2.max(red, green), blue)
    return np.asarray(low, np.uint8), np.asarray(high, np.uint8)
