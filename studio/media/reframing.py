"""Whom a film is about, and where they are: what a frame of another shape must not lose.

Faces come first, then people, then what moves. It must never be asked on the main thread of a window.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from studio.effect import Pixels
from studio.media.smoothing import smoothed
from studio.painting.people import Face, faces_in, people_matte

__all__ = ["Subject", "subject_way"]

_FEWEST_PEOPLE = 0.01
"""The part of a picture that people must take to count."""
_SURELY = 0.5
_CALM_S = 0.7
_HELD = 0.04
"""Within so much of the picture the subject may move and the frame stands."""
_CUT, _OTHER_LIGHTS = 0.1, 0.5
"""Where another shot begins: how much two pictures differ there, of all they could, and their histograms, of 2."""


class Subject(NamedTuple):
    """Where the subject is in each picture that was looked at, in parts of its width and height; `cuts` are the
    numbers of the pictures that begin another shot."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    cuts: tuple[int, ...]
    kind: str
    """What it mostly was: `face`, `people`, `motion`, or `nothing`, where the middle is all there is to say."""


def subject_way(pictures: Iterable[Pixels], rate: float) -> Subject:
    """Where the subject of a film goes: `rate` (H, W, 4) pictures a second, a few hundred pixels wide."""
    places, kinds, cuts = [], [], []
    before: npt.NDArray[np.uint8] | None = None
    last: tuple[float, float] | None = None
    for number, picture in enumerate(pictures):
        grey = np.asarray(cv2.resize(cv2.cvtColor(picture, cv2.COLOR_RGBA2GRAY), (96, 96)), np.uint8)
        if before is not None and _another_shot(before, grey):
            cuts.append(number)
            last = None
        kind, place = _subject(picture, grey, None if number in cuts else before, last)
        if place is not None:
            last = place
        kinds.append(kind)
        places.append(place)
        before = grey
    x, y = (_calm(_filled([place[axis] if place else None for place in places]), cuts, rate) for axis in (0, 1))
    return Subject(tuple(x), tuple(y), tuple(cuts), max(set(kinds), key=kinds.count) if kinds else "nothing")


def _another_shot(before: npt.NDArray[np.uint8], after: npt.NDArray[np.uint8]) -> bool:
    if float(cv2.absdiff(before, after).mean()) / 255 < _CUT:
        return False
    one, two = (np.bincount(grey.ravel() >> 4, minlength=16) / grey.size for grey in (before, after))
    return bool(np.abs(one - two).sum() > _OTHER_LIGHTS)


def _subject(
    picture: Pixels,
    grey: npt.NDArray[np.uint8],
    before: npt.NDArray[np.uint8] | None,
    last: tuple[float, float] | None,
) -> tuple[str, tuple[float, float] | None]:
    faces = faces_in(picture)
    if faces:
        face = max(faces, key=lambda one: _weight(one, last))
        return "face", (face.x + face.width / 2, face.y + face.height / 2)
    matte = cv2.resize(people_matte(picture), (96, 96), interpolation=cv2.INTER_AREA)
    matte = np.where(matte > _SURELY, matte, 0)
    if float(matte.mean()) > _FEWEST_PEOPLE:
        return "people", _middle(np.asarray(matte, np.float32))
    if before is not None:
        moving = cv2.absdiff(before, grey).astype(np.float32)
        moving = np.where(moving > max(12.0, float(moving.mean()) * 3), moving, 0)
        if float((moving > 0).mean()) > 0.005:
            return "motion", _middle(moving)
    return "nothing", None


def _weight(face: Face, last: tuple[float, float] | None) -> float:
    """Large faces count more, and one that was followed so far counts much more than another."""
    size = face.sure * (face.width * face.height) ** 0.5
    if last is None:
        return float(size)
    far = abs(face.x + face.width / 2 - last[0]) + abs(face.y + face.height / 2 - last[1])
    return float(size * (3.0 if far < 0.15 else 1.0))


def _middle(weights: npt.NDArray[np.floating]) -> tuple[float, float]:
    total = float(weights.sum())
    across, down = weights.sum(axis=0), weights.sum(axis=1)
    places = (np.arange(len(across)) + 0.5) / len(across), (np.arange(len(down)) + 0.5) / len(down)
    return float((across * places[0]).sum() / total), float((down * places[1]).sum() / total)


def _filled(places: list[float | None]) -> npt.NDArray[np.float64]:
    """With what lies between two known places in between them; the middle where nothing is known."""
    known = [number for number, place in enumerate(places) if place is not None]
    if not known:
        return np.full(len(places), 0.5)
    return np.interp(np.arange(len(places)), known, [float(places[number] or 0.0) for number in known])


def _calm(places: npt.NDArray[np.float64], cuts: list[int], rate: float) -> list[float]:
    """As a good operator holds a camera: still while little happens, smooth when it moves; each shot by itself."""
    found: list[float] = []
    for first, end in pairwise([0, *cuts, len(places)]):
        shot = places[first:end]
        if not len(shot):
            continue
        held, now = [], float(np.median(shot[: max(1, round(rate))]))
        for place in shot:
            if abs(place - now) > _HELD:
                now = float(place - np.sign(place - now) * _HELD)
            held.append(now)
        found += [float(one) for one in smoothed(held, max(0.5, rate * _CALM_S))]
    return found
