"""How light colours are: exposure, contrast, ends, gamma, curves, steps. Colours are (N, 3) float32, 0..1 and beyond.

Every function leaves colours alone at nothing, and keeps greys in their order. It must never write into what it is
given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from studio.effect import Colours

__all__ = [
    "LUMA",
    "STRAIGHT",
    "along",
    "channels_along",
    "contrasted",
    "curve_table",
    "exposed",
    "faded_out",
    "highlights_and_shadows",
    "in_columns",
    "luma_along",
    "luma_of",
    "mixed_colours",
    "mixed_rows",
    "powered",
    "stepped",
    "whites_and_blacks",
]

LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""BT.709 weights."""
STRAIGHT = (0.0, 0.0, 1.0, 1.0)
"""The points, x and y in turn, of a curve that changes nothing."""
_FINE = 1024
"""Stretches of a curve's table; a straight line between them is nearer than a thousandth of a level."""


def luma_of(colours: Colours) -> Colours:
    """(N, 1) luma."""
    return (colours @ LUMA)[:, None]


def in_columns(columns: Iterable[npt.NDArray[np.float32]]) -> Colours:
    """(N, 3) of red, green and blue (N,), each channel together in memory: as the engine hands colours out."""
    return np.stack(list(columns)).T


def mixed_rows(colours: Colours, rows: npt.ArrayLike) -> Colours:
    """What red, green and blue become: a row each of how much red, green and blue goes into it."""
    red, green, blue = colours.T
    weights = np.asarray(rows, np.float32)
    return in_columns(red * one + green * two + blue * three for one, two, three in weights)


def mixed_colours(before: Colours, after: Colours, strength: float) -> Colours:
    """`strength` 0..1 of the way from one to the other."""
    if strength >= 1:
        return after
    return np.asarray(before + np.float32(strength) * (after - before), np.float32)


def exposed(colours: Colours, amount: float) -> Colours:
    """Lighter or darker by at most one and a half stops for -1..1; white is reached softly instead of being cut off."""
    gain = 2.0 ** (1.5 * amount / 2.2)
    if gain > 1:
        colours = colours / (1 + np.clip(colours, 0, 1) ** 2 * np.float32(gain - 1))
    return colours * np.float32(gain)


def contrasted(colours: Colours, amount: float) -> Colours:
    """Steeper (an S) or flatter around middle grey, for -1..1."""
    if amount > 0:
        bent = colours * colours * (3 - 2 * colours)
        return colours + np.float32(amount) * (bent - colours)
    return np.float32(0.5) + (colours - np.float32(0.5)) * np.float32(1 + 0.7 * amount)


def highlights_and_shadows(colours: Colours, highlights: float, shadows: float) -> Colours:
    """Lights and darks lifted or held back, each for -1..1; black and white stay."""
    luma = np.clip(colours @ LUMA, np.float32(0), np.float32(1))[:, None]
    dark = (1 - luma) ** 2
    lift = np.float32(0.9 * shadows) * dark + np.float32(0.9 * highlights) * luma * (1 - luma)
    return np.asarray(colours + luma * lift, np.float32)


def whites_and_blacks(colours: Colours, whites: float, blacks: float) -> Colours:
    """Where white and black lie, each for -1..1: the ends move, the middle hardly."""
    luma = np.clip(colours @ LUMA, np.float32(0), np.float32(1))[:, None]
    if whites:
        colours = colours * (1 + np.float32(0.25 * whites) * luma * luma)
    if blacks:
        dark = 1 - luma
        dark = dark * dark
        colours = colours + np.float32(0.2 * blacks) * (dark * dark)
    return np.asarray(colours, np.float32)


def powered(colours: Colours, amount: float) -> Colours:
    """Gamma: the middle lighter or darker, by a power of 2 to ½ for -1..1; what is below black becomes black."""
    return np.maximum(colours, np.float32(0)) ** np.float32(2.0**-amount)


def faded_out(colours: Colours, amount: float) -> Colours:
    """Black lifts and white dims a little for 0..1, like a print left in the sun."""
    return colours * np.float32(1 - 0.28 * amount) + np.float32(0.16 * amount)


def stepped(colours: Colours, steps: int) -> Colours:
    """Only so many levels of each channel, at least two."""
    most = np.float32(max(2, steps) - 1)
    return np.asarray(np.floor(np.clip(colours, 0, 1) * most + np.float32(0.5)) / most, np.float32)


@lru_cache(maxsize=64)
def curve_table(points: tuple[float, ...]) -> npt.NDArray[np.float32] | None:
    """A curve through points (x and y in turn, 0..1) at 1025 even places; None where it changes nothing.

    A monotone cubic (Fritsch and Carlson 1980, slopes by their harmonic mean): between two points it never leaves the
    range of the two. Before the first point and after the last it holds. Points at one place: the last counts.
    """
    placed = dict(sorted(zip(points[::2], points[1::2], strict=False), key=lambda point: point[0]))
    xs, ys = np.array(list(placed)), np.array(list(placed.values()))
    if len(xs) == 0 or tuple(points) == STRAIGHT:
        return None
    at = np.linspace(0, 1, _FINE + 1)
    if len(xs) == 1:
        return np.full(len(at), ys[0], np.float32)
    slopes = _slopes(xs, ys)
    number = np.clip(np.searchsorted(xs, at, side="right") - 1, 0, len(xs) - 2)
    wide = (xs[1:] - xs[:-1])[number]
    part = np.clip((at - xs[number]) / wide, 0, 1)
    table = (
        (1 + 2 * part) * (1 - part) ** 2 * ys[number]
        + part * (1 - part) ** 2 * wide * slopes[number]
        + part**2 * (3 - 2 * part) * ys[number + 1]
        + part**2 * (part - 1) * wide * slopes[number + 1]
    )
    made: npt.NDArray[np.float32] = table.astype(np.float32)
    made.flags.writeable = False
    return made


def _slopes(xs: npt.NDArray[np.float64], ys: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    wide, steep = np.diff(xs), np.diff(ys) / np.diff(xs)
    if len(steep) == 1:
        return np.array([steep[0], steep[0]])
    left, right = steep[:-1], steep[1:]
    one, two = 2 * wide[1:] + wide[:-1], wide[1:] + 2 * wide[:-1]
    same = left * right > 0
    inner = np.zeros(len(left))
    inner[same] = (one + two)[same] / (one[same] / left[same] + two[same] / right[same])
    return np.concatenate(
        [[_end(wide[0], wide[1], steep[0], steep[1])], inner, [_end(wide[-1], wide[-2], steep[-1], steep[-2])]]
    )


def _end(near: float, far: float, first: float, second: float) -> float:
    """The slope at an end: of the parabola through three points, held so that the curve stays monotone."""
    slope = ((2 * near + far) * first - near * second) / (near + far)
    if slope * first <= 0:
        return 0.0
    return 3 * first if first * second <= 0 and abs(slope) > abs(3 * first) else float(slope)


def along(colours: Colours, table: npt.NDArray[np.float32]) -> Colours:
    """Each number through a curve's table; what lies beyond 0..1 counts as its end."""
    if colours.ndim == 2:
        # `take` reads and writes in rows: each channel by itself stays together.
        return in_columns(along(column, table) for column in colours.T)
    place = np.clip(colours, np.float32(0), np.float32(1)) * np.float32(_FINE)
    number = np.minimum(place, np.float32(_FINE - 1)).astype(np.intp)
    place -= number
    step = np.diff(table)
    place *= step.take(number, mode="clip")
    place += table.take(number, mode="clip")
    return place


def luma_along(colours: Colours, table: npt.NDArray[np.float32]) -> Colours:
    """Luma through a curve's table; what colours differ from their grey stays."""
    luma = luma_of(colours)
    return np.asarray(colours + (along(luma, table) - np.clip(luma, 0, 1)), np.float32)


def channels_along(colours: Colours, tables: Sequence[npt.NDArray[np.float32] | None]) -> Colours:
    """Red, green and blue each through a table of its own, or none."""
    if all(table is None for table in tables):
        return colours
    columns = [
        colours[:, channel] if table is None else along(colours[:, channel], table)
        for channel, table in enumerate(tables)
    ]
    return in_columns(columns)
