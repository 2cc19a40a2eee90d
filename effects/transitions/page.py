"""Page turn: the old picture is turned over like the page of a book."""

from __future__ import annotations

from math import pi

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import bent, grid, mixed, over, plain, smooth

__all__ = ["EFFECT"]


def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    height, width = before.shape[:2]
    x, y = grid(height, width)
    along = (x + np.float32(0.35) * y).astype(np.float32)
    low, high = float(along.min()), float(along.max())
    roll = np.float32(0.34)
    line = np.float32(high + roll - smooth(moment.progress) * (high - low + 3 * roll))
    past = along - line
    # What lies over the roll is the back of the page, seen through the paper.
    reach = np.clip(past / roll, 0, 1)
    around = line + roll * (np.float32(pi) - np.arcsin(np.clip(reach, 0, 1)))
    back = bent(before, x + (around - along), y, edge="clear")
    on_page = (around <= high).astype(np.float32) * (past > 0) * (past < roll)
    paper = mixed(plain(before, (236, 232, 224)), over(back, plain(before, (236, 232, 224))), 0.25)
    shown = mixed(before, after, np.clip(past * np.float32(min(height, width) / 2), 0, 1))
    shadow = np.clip(1 - np.abs(past - roll * np.float32(0.9)) / (roll * np.float32(0.9)), 0, 1) * np.float32(0.5)
    shown = mixed(shown, plain(shown), shadow * (past > 0) * (1 - on_page))
    light = np.sqrt(np.clip(1 - reach * reach, 0, 1))
    return mixed(shown, mixed(plain(paper), paper, 0.45 + 0.55 * light), on_page)


EFFECT = Effect(id="page", name="Page turn", kind="transition", group="turning", apply=_apply)
