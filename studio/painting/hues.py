"""Which colour colours are: balance, saturation, hue, tints, wheels, bands, mixers. Colours are (N, 3) float32.

Hues are degrees as in HSV: red 0, yellow 60, green 120. Every function leaves colours alone at nothing. It must never
write into what it is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from studio.effect import Colours
from studio.painting.tones import LUMA, in_columns, luma_of, mixed_rows

__all__ = [
    "BANDS",
    "FILTERS",
    "balanced",
    "banded",
    "channel_mixed",
    "greyed",
    "hue_tint",
    "rgb_of",
    "saturated",
    "split_toned",
    "turned",
    "two_toned",
    "vibrant",
    "wheeled",
]

BANDS = MappingProxyType(
    {"red": 0, "orange": 30, "yellow": 60, "green": 120, "aqua": 180, "blue": 225, "purple": 270, "magenta": 315}
)
"""The eight bands of hue and their middles in degrees."""
FILTERS = MappingProxyType(
    {
        "none": (0.2126, 0.7152, 0.0722),
        "yellow": (0.36, 0.56, 0.08),
        "orange": (0.50, 0.46, 0.04),
        "red": (0.74, 0.24, 0.02),
        "green": (0.16, 0.76, 0.08),
        "blue": (0.12, 0.34, 0.54),
    }
)
"""What black and white sees through a coloured glass: weights of red, green and blue."""
_TABLE = 720
"""Entries of a table over all hues: half a degree."""
_HUE_MOST = 30.0
"""How far a band's hue turns at 1, in degrees: to the middle of its neighbour."""


def rgb_of(colour: str) -> npt.NDArray[np.float32]:
    """(3,) float32 0..1 of `#RRGGBB`."""
    digits = colour.lstrip("#")
    return np.array([int(digits[at : at + 2], 16) for at in (0, 2, 4)], np.float32) / np.float32(255)


def hue_tint(hue_deg: float) -> npt.NDArray[np.float32]:
    """(3,) float32: what to add for a tint of that hue, without any luma."""
    pure = _pure(np.array([hue_deg / 60], np.float32))[0]
    return np.asarray(pure - pure @ LUMA, np.float32)


def _pure(sixths: npt.NDArray[np.float32]) -> Colours:
    """(N, 3) colours of full saturation at hues in sixths of the circle."""
    around = sixths - np.float32(6) * np.floor(sixths * np.float32(1 / 6))
    pure = np.empty((3, len(sixths)), np.float32).T
    pure[:, 0] = np.abs(around - np.float32(3)) - np.float32(1)
    pure[:, 1] = np.float32(2) - np.abs(around - np.float32(2))
    pure[:, 2] = np.float32(2) - np.abs(around - np.float32(4))
    return np.clip(pure, np.float32(0), np.float32(1), out=pure)


def _ends(colours: Colours) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """The largest and the least channel of each colour, (N,); along columns, which is many times faster than rows."""
    red, green, blue = colours.T
    return np.maximum(np.maximum(red, green), blue), np.minimum(np.minimum(red, green), blue)


def balanced(colours: Colours, temperature: float, tint: float) -> Colours:
    """White balance: warmer or colder, magenta or green, each for -1..1; luma stays."""
    gains = np.array([1 + 0.25 * temperature + 0.1 * tint, 1 - 0.2 * tint, 1 - 0.3 * temperature + 0.1 * tint])
    return np.asarray(colours * (gains / (gains @ LUMA)).astype(np.float32), np.float32)


def saturated(colours: Colours, amount: float) -> Colours:
    """More or less of every colour, from grey at -1 to twice at 1."""
    luma = luma_of(colours)
    return np.asarray(luma + (colours - luma) * np.float32(1 + amount), np.float32)


def vibrant(colours: Colours, amount: float) -> Colours:
    """More or less of the colours there are little of, for -1..1; skin moves half as far as the rest."""
    high, low = _ends(colours)
    spread = np.clip(high - low, 0, 1)
    warmth = np.clip(colours[:, 0] - colours[:, 2], 0, 1)
    room = (1 - spread) * (1 - np.float32(0.5) * warmth)
    luma = luma_of(colours)
    return np.asarray(luma + (colours - luma) * (1 + np.float32(amount) * room)[:, None], np.float32)


def turned(colours: Colours, degrees: float) -> Colours:
    """Every hue turned by so many degrees; luma and greys stay. As SVG's hueRotate has it, with BT.709 weights."""
    angle = np.deg2rad(degrees)
    grey = np.tile(LUMA.astype(float), (3, 1))
    swing = np.array([[-0.2126, -0.7152, 0.9278], [0.143, 0.140, -0.283], [-0.7874, 0.7152, 0.0722]])
    matrix = grey + np.cos(angle) * (np.eye(3) - grey) + np.sin(angle) * swing
    return mixed_rows(colours, matrix)


def split_toned(
    colours: Colours, shadows: tuple[float, float], highlights: tuple[float, float], balance: float = 0.0
) -> Colours:
    """Darks and lights tinted apart, each (hue in degrees, how much 0..1); luma stays.

    `balance` -1..1 moves the place where one becomes the other up or down. Black and white get less than what lies
    between.
    """
    luma = np.clip(colours @ LUMA, np.float32(0), np.float32(1))
    place = luma ** np.float32(2.0**balance) if balance else luma
    light = place * place * (3 - 2 * place)
    middle = np.float32(0.3) + np.float32(2.8) * luma * (1 - luma)
    dark_tint = hue_tint(shadows[0]) * np.float32(0.22 * shadows[1])
    light_tint = hue_tint(highlights[0]) * np.float32(0.22 * highlights[1])
    light *= middle
    middle -= light
    return in_columns(
        colours[:, channel] + (middle * dark_tint[channel] + light * light_tint[channel]) for channel in range(3)
    )


Wheel = tuple[float, float, float]
"""Where a wheel's point stands, to the right and up, and its level, each -1..1. The middle is nothing; red lies to the
right, and the hues follow against the clock."""


def wheeled(colours: Colours, lift: Wheel, gamma: Wheel, gain: Wheel) -> Colours:
    """Lift moves black, gain white, gamma what lies between: `(gain · (x + lift · (1 - x))) ^ (1 / gamma)`."""
    raised, steep, bent = _wheel(lift, 0.2, 0.15), 1 + _wheel(gain, 0.5, 0.4), _wheel(gamma, 0.9, 0.8)
    columns = []
    for channel in range(3):
        # `x + lift · (1 - x)` and the gain are one straight line.
        column = colours[:, channel] * ((1 - raised[channel]) * steep[channel]) + raised[channel] * steep[channel]
        if bent[channel]:
            column = np.maximum(column, np.float32(0)) ** (np.float32(2) ** -bent[channel])
        elif bent.any():
            column = np.maximum(column, np.float32(0))
        columns.append(column)
    return in_columns(columns)


def _wheel(wheel: Wheel, level: float, tint: float) -> npt.NDArray[np.float32]:
    x, y, up = wheel
    far = min(1.0, float(np.hypot(x, y)))
    hue = hue_tint(float(np.rad2deg(np.arctan2(y, x)))) if far else np.zeros(3, np.float32)
    return np.asarray(level * up + tint * far * hue, np.float32)


Band = tuple[float, float, float]
"""What a band of hue becomes: hue turned, saturation, luma, each -1..1."""


Column = npt.NDArray[np.float32]


@lru_cache(maxsize=32)
def _band_tables(bands: tuple[tuple[str, Band], ...]) -> tuple[tuple[Column, Column], ...]:
    """The three numbers over all hues, (720,) each with the step to the next, going smoothly from band to band."""
    given = dict(bands)
    values = np.array([given.get(name, (0.0, 0.0, 0.0)) for name in BANDS])
    middles = np.array([*BANDS.values(), 360.0])
    hues = np.linspace(0, 360, _TABLE + 1)
    number = np.clip(np.searchsorted(middles, hues, side="right") - 1, 0, len(BANDS) - 1)
    part = ((hues - middles[number]) / (middles[number + 1] - middles[number]))[:, None]
    part = part * part * (3 - 2 * part)
    whole = np.asarray(values[number] * (1 - part) + values[(number + 1) % len(BANDS)] * part, np.float32)
    return tuple((np.ascontiguousarray(one[:-1]), np.diff(one)) for one in whole.T)


def banded(colours: Colours, bands: Sequence[tuple[str, Band]]) -> Colours:
    """Each band of hue with a hue, saturation and luma of its own; greys stay. Names as in `BANDS`."""
    table = _band_tables(tuple(bands))
    high, low = _ends(colours)
    chroma = high - low
    red, green, blue = colours.T
    safe = np.where(chroma > 0, chroma, np.float32(1))
    most_red, most_green = red >= high, green >= high
    sixths = np.where(most_red, green, np.where(most_green, blue, red))
    sixths -= np.where(most_red, blue, np.where(most_green, red, green))
    sixths /= safe
    sixths += np.where(most_red, np.float32(0), np.where(most_green, np.float32(2), np.float32(4)))
    sixths += np.float32(6) * (sixths < 0)
    place = sixths * np.float32(_TABLE / 6)
    number = np.minimum(place.astype(np.int32), _TABLE - 1)
    part = place - number
    turn, more, up = (here.take(number) + part * step.take(number) for here, step in table)
    pure = _pure(np.asarray(sixths + turn * np.float32(_HUE_MOST / 60), np.float32))
    grey = colours @ LUMA + up * np.float32(0.5) * np.minimum(chroma, 1)
    much = chroma * (1 + more)
    grey -= (pure @ LUMA) * much
    pure *= much[:, None]
    pure += grey[:, None]
    return pure


def channel_mixed(colours: Colours, rows: Sequence[Sequence[float]]) -> Colours:
    """What red, green and blue become: a row each of how much red, green and blue goes into it, 1 for all."""
    return mixed_rows(colours, rows)


def greyed(colours: Colours, glass: str) -> Colours:
    """Black and white, as seen through a glass of `FILTERS`."""
    return in_columns((colours @ np.array(FILTERS[glass], np.float32),) * 3)


def two_toned(colours: Colours, dark: str, light: str) -> Colours:
    """From one colour at black to another at white, both `#RRGGBB`, by luma."""
    luma = np.clip(colours @ LUMA, np.float32(0), np.float32(1))
    ends = zip(rgb_of(dark), rgb_of(light), strict=True)
    return in_columns(low * (1 - luma) + high * luma for low, high in ends)
