"""Moving pictures and a tune that the program makes itself, so that the demo needs no file from anywhere.

It must never read a file or draw a random number: the same scene is the same every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Samples
from studio.model import SAMPLE_RATE
from studio.render.convert import Planes, coded_exactly, planes_of

__all__ = ["DRAWN", "RATE", "SCENES", "SIZE", "Floats", "Scene", "film_planes", "tune"]

SIZE = (540, 960)
RATE = 30
DRAWN = (270, 480)
"""Width and height that scenes are drawn at: half of a film's, for they are soft."""

Floats = npt.NDArray[np.floating]
Scene = Callable[[Iterable[float]], Iterator[Floats]]
"""From moments in seconds to pictures (H, W, 3) float32 R'G'B' 0..1, of the size `DRAWN`."""


def _colour(text: str) -> Floats:
    return np.array([int(text[index : index + 2], 16) for index in (0, 2, 4)], dtype=np.float32) / 255


def _grid() -> tuple[Floats, Floats]:
    """X from 0 to 1 and y from 0 to 16/9, for every drawn pixel."""
    width, height = DRAWN
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return x / width, y / width


_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], dtype=np.float32) / 16 - 0.5


def film_planes(scene: Scene, count: int) -> Iterator[Planes]:
    """The first `count` pictures of a scene's film, as (H*3/2, W) uint8 limited-range BT.709 planes of `SIZE`.

    Every second one is drawn; between two stands their mean, which nothing that moves so softly betrays.
    """
    before: Planes | None = None
    for drawn in scene(frame / RATE for frame in range(0, count + 1, 2)):
        planes = _planes(drawn)
        if before is not None:
            yield before
            yield np.asarray(cv2.addWeighted(before, 0.5, planes, 0.5, 0), np.uint8)
        before = planes
    if count % 2 and before is not None:
        yield before


def _planes(colours: Floats) -> Planes:
    """Planes of a film: luma enlarged, chroma as it was drawn, with ordered dither so that gradients show no bands."""
    height, width = SIZE[1], SIZE[0]
    planes = np.empty((height * 3 // 2, width), np.uint8)
    luma, blue, red = cv2.split(coded_exactly(colours))
    large = cv2.resize(luma, SIZE, interpolation=cv2.INTER_LINEAR)
    for plane, levels in zip(planes_of(planes), (large, blue, red), strict=True):
        cv2.add(levels, _dither(*plane.shape), dst=levels)
        cv2.convertScaleAbs(levels, dst=plane)
    return planes


@cache
def _dither(height: int, width: int) -> Floats:
    return np.ascontiguousarray(np.tile(_BAYER, (-(-height // 4), -(-width // 4)))[:height, :width])


def _mixed(a: Floats, b: Floats, share: Floats) -> Floats:
    return a + (b - a) * share[..., None]


def _covered(colours: Floats, colour: Floats, share: Floats) -> None:
    """Lay a colour over them in place, by its share of each pixel; only the rows it reaches are touched."""
    rows = np.flatnonzero(share.max(axis=1))
    if len(rows):
        reached = slice(int(rows[0]), int(rows[-1]) + 1)
        colours[reached] += (colour - colours[reached]) * share[reached][..., None]


def dawn(times: Iterable[float]) -> Iterator[Floats]:
    """The sun comes up behind five rows of hills that drift at their own speeds."""
    x, y = _grid()
    high, low = _colour("24305e"), _colour("f6a26b")
    hills = [
        (0.98, 0.10, "c76b6b"),
        (1.12, 0.09, "94506b"),
        (1.26, 0.08, "5f3b66"),
        (1.40, 0.07, "38294f"),
        (1.56, 0.05, "1b1731"),
    ]
    across, glow, sun = x[0], _colour("ffd9a0"), _colour("fff3d6")
    # Beneath the lowest place that the first row's ridge can reach there is no sky.
    seen = int((hills[0][0] + 1.4 * hills[0][1]) * DRAWN[0]) + 3
    sky = _mixed(high, low, np.clip(y[:seen] / 1.2, 0, 1) ** 1.5)
    for time in times:
        distance = np.hypot(x[:seen] - np.float32(0.56), y[:seen] - np.float32(1.02 - 0.11 * time))
        colours = np.empty((DRAWN[1], DRAWN[0], 3), np.float32)
        colours[:seen] = _mixed(sky, glow, np.exp(-((distance / 0.32) ** 2)) * 0.75)
        _covered(colours[:seen], sun, np.clip((0.115 - distance) * 90, 0, 1))
        for number, (level, swing, colour) in enumerate(hills):
            drift = time * (0.015 + 0.025 * number)
            ridge = level + swing * np.sin((across + drift) * (5 + number * 1.7) + number * 2.1)
            ridge = ridge + swing * 0.4 * np.sin((across + drift) * (13 + number * 3.1) + number)
            # Only where the ridge runs are pixels partly covered; all beneath is the hill alone.
            top, foot = int(ridge.min() * DRAWN[0]), int((ridge.max() + 1 / 180) * DRAWN[0]) + 1
            _covered(colours[top:foot], _colour(colour), np.clip((y[top:foot] - ridge) * 180, 0, 1))
            colours[foot:] = _colour(colour)
        yield colours


def _stars(horizon: float) -> Floats:
    """How bright each pixel's star is; two steps of golden ratios spread them evenly without chance."""
    width, height = DRAWN
    sky = np.zeros((height, width), dtype=np.float32)
    for number in range(90):
        row, column = int((number * 0.569840) % 1 * horizon * width), int((number * 0.754878) % 1 * width)
        sky[row, column] = 0.25 + 0.6 * ((number * 0.618034) % 1)
    return sky


def _shine(sky: Floats, across: Floats, y: Floats, time: float) -> None:
    """Three ribbons of light, added to the sky in place. `y` (H, 1); `across` (1, W) or (H, W)."""
    for number, colour in enumerate(("35e0a1", "3aa7f2", "b06bf3")):
        bend = 0.42 + 0.16 * number + 0.09 * np.sin(across * 4.2 + time * 1.1 + number * 1.9)
        bend = bend + 0.04 * np.sin(across * 11 - time * 1.7 + number)
        folds = 0.65 + 0.35 * np.sin(across * 42 + time * 2.3 + 3 * np.sin(across * 7 + number))
        # Above the ribbon the light fades upwards: a product of what depends on the row and on the column.
        light = np.clip((bend - y) * 120, 0, 1) * (np.exp(y * 3.2) * (np.exp(bend * -3.2) * folds * 0.9))
        beside = np.abs(y - bend)
        near = slice(*_reached(beside.min(axis=1) < 0.08))
        light[near] += np.exp(-((beside[near] / 0.025) ** 2)) * (folds if len(folds) == 1 else folds[near]) * 0.5
        rows = slice(*_reached(light.max(axis=1) > 0))
        sky[rows] += light[rows][..., None] * (_colour(colour) * np.float32(0.55))


def _reached(rows: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """From the first row that is reached to behind the last."""
    found = np.flatnonzero(rows)
    return (int(found[0]), int(found[-1]) + 1) if len(found) else (0, 0)


def sea(times: Iterable[float]) -> Iterator[Floats]:
    """Ribbons of light wave over dark water and lie mirrored in it."""
    x, y = _grid()
    horizon = 1.14
    below = y[:, :1] > horizon
    shore = int(np.argmax(below))
    above_y = np.where(below, horizon - (y[:, :1] - horizon) * 1.7, y[:, :1]).astype(np.float32)
    stars = _stars(horizon)
    sky = _mixed(_colour("050b1f"), _colour("12305a"), np.clip(above_y / horizon, 0, 1) ** 2) + stars[..., None]
    rows = y[:, :1]
    for time in times:
        ripple = np.where(below, 0.010 * np.sin(rows * 95 - time * 5) * (0.4 + 2 * (rows - horizon)), 0)
        colours = sky.copy()
        # Above the water what waves is the same in every row; below it ripples.
        _shine(colours[:shore], x[:1], above_y[:shore], time)
        _shine(colours[shore:], x[shore:] + ripple[shore:].astype(np.float32), above_y[shore:], time)
        colours[shore:] *= 0.5
        yield np.clip(colours, 0, 1, out=colours)


def _around(x: float, y: float, radius: float) -> tuple[slice, slice]:
    """The pixels a disc may cover."""
    width = DRAWN[0]
    left, right, top, bottom = (int(edge * width) for edge in (x - radius, x + radius, y - radius, y + radius))
    return slice(max(0, top), max(0, bottom + 2)), slice(max(0, left), max(0, right + 2))


def lights(times: Iterable[float]) -> Iterator[Floats]:
    """Out-of-focus lights float up through a violet evening."""
    x, y = _grid()
    ground = _mixed(_colour("1a1035"), _colour("7a2a5c"), np.clip(y / 1.78, 0, 1))
    tints = [_colour(text) for text in ("ffb454", "ff6f91", "6fd3ff", "c6ee62", "f5f0ff")]
    for time in times:
        colours = ground.copy()
        for number in range(34):
            # Steps of the golden ratio spread the lights evenly without chance.
            spread = (number * 0.618034) % 1
            depth = 0.35 + 0.65 * ((number * 0.754878) % 1)
            radius = 0.035 + 0.075 * depth
            centre_x = spread + 0.05 * np.sin(time * 0.9 + number)
            centre_y = (1.95 - (time * 0.16 * (0.5 + depth) + number * 0.569840) % 2.1) % 2.1 - 0.15
            near = _around(centre_x, centre_y, radius)
            distance = np.hypot(x[near] - centre_x, y[near] - centre_y)
            disc = np.clip((radius - distance) * 60, 0, 1) * (0.35 + 0.65 * np.clip(distance / radius, 0, 1) ** 3)
            twinkle = 0.75 + 0.25 * np.sin(time * 2.5 + number * 1.3)
            colours[near] += disc[..., None] * tints[number % len(tints)] * (0.42 * twinkle)
        yield np.clip(colours, 0, 1, out=colours)


SCENES: tuple[tuple[str, Scene], ...] = (("dawn", dawn), ("sea", sea), ("lights", lights))


def _note(semitones: float) -> float:
    """Hertz of a note, counted from A4 = 440 Hz in equal temperament."""
    return float(440 * 2 ** (semitones / 12))


def tune(seconds: float) -> Samples:
    """A small tune, (N, 2) float32 at 48 kHz: four chords at 120 beats a minute, plucked, with a soft drum."""
    count = round(seconds * SAMPLE_RATE)
    time = np.arange(count, dtype=np.float64) / SAMPLE_RATE
    chords = [(-12, -9, -5, 2), (-16, -9, -4, 0), (-19, -12, -7, 0), (-14, -10, -5, -2)]
    sound = np.zeros((count, 2))
    for beat in range(int(seconds * 4) + 1):
        # Eighths: one note of the chord after the other, left and right in turn.
        begin = beat * 0.25
        chord = chords[int(begin // 2) % len(chords)]
        heard = slice(round(begin * SAMPLE_RATE), round((begin + 1.2) * SAMPLE_RATE))
        after = time[heard] - begin
        pitch = _note(chord[(beat * 3) % len(chord)] + 12)
        pluck = (np.sin(2 * np.pi * pitch * after) + 0.35 * np.sin(4 * np.pi * pitch * after)) * np.exp(-after * 4.5)
        pluck = pluck * np.minimum(after * 400, 1) * 0.13
        side = 0.5 + 0.3 * (-1) ** beat
        sound[heard, 0] += pluck * (1 - side)
        sound[heard, 1] += pluck * side
        if beat % 2 == 0:
            drum = np.sin(2 * np.pi * (48 * after + 9 * (1 - np.exp(-after * 30)))) * np.exp(-after * 9) * 0.34
            sound[heard] += (drum * np.minimum(after * 900, 1))[:, None]
    for number in range(int(seconds // 2) + 1):
        heard = slice(number * 2 * SAMPLE_RATE, round((number * 2 + 2.3) * SAMPLE_RATE))
        since = time[heard] - number * 2
        swell = np.clip(since / 0.4, 0, 1) * np.clip((2.3 - since) / 0.5, 0, 1)
        for voice, semitones in enumerate(chords[number % len(chords)]):
            pad = np.sin(2 * np.pi * _note(semitones) * time[heard]) * swell * 0.05
            sound[heard, voice % 2] += pad
            sound[heard, 1 - voice % 2] += pad * 0.6
    ends = np.clip(time / 0.01, 0, 1) * np.clip((seconds - time) / 0.05, 0, 1)
    return np.tanh(sound * ends[:, None]).astype(np.float32)
