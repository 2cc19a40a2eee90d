"""Page turn: the old picture is turned over like the page of a book."""

from __future__ import annotations

from math import pi

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, from_to, grid, mixed, plain, smooth

__all__ = ["EFFECT"]

_ROLL = np.float32(0.34)
"""How thick the turned page lies, in halves of the short side."""


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = before.shape[:2]
    # What is soft is worked out on a picture of half the size.
    fit = max(1, width // 2), max(1, height // 2)
    page = np.asarray(cv2.resize(before, fit, interpolation=cv2.INTER_AREA), np.uint8)
    x, y = grid(fit[1], fit[0])
    along = x + np.float32(0.35) * y
    low, high = float(along.min()), float(along.max())
    line = np.float32(high - smooth(moment.progress) * (high - low + float(_ROLL) * 2))
    past = along - line
    reach = np.clip(past / _ROLL, 0, 1)
    # What lies on the roll is the back of the page, seen through the paper.
    round_it = line + _ROLL * (np.float32(pi) - np.arcsin(reach))
    back = bent(page, x + (round_it - along), y)
    rolled = (round_it <= high) & (past > 0) & (past < _ROLL)
    paper = mixed(plain(page, (238, 234, 226)), back, 0.35)
    light = np.sqrt(np.clip(1 - np.square(reach * 2 - 1), 0, 1))
    paper = mixed(plain(page, (70, 66, 60)), paper, np.float32(0.35) + np.float32(0.65) * light)
    shade = np.clip(1 - (past - _ROLL) / (_ROLL * np.float32(0.8)), 0, 1) * np.float32(0.45) * (past >= _ROLL)
    over_it = np.where(rolled, np.float32(1), shade.astype(np.float32))
    laid = mixed(plain(page), paper, rolled.astype(np.float32))
    edge, strength = (np.asarray(cv2.resize(field, (width, height)), np.float32) for field in (past, over_it))
    shown = mixed(before, after, edge * np.float32(min(height, width) / 2))
    return mixed(shown, np.asarray(cv2.resize(laid, (width, height)), np.uint8), strength)


EFFECT = Effect(id="page", name="Page turn", kind="transition", group="turning", apply=_apply)
