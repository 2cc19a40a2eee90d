"""Shatter: the picture breaks into panes that fall away."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, over, placed, quick_in, span, speckle

__all__ = ["EFFECT"]

_COLUMNS, _ROWS = 5, 8


def _lay(picture: Pixels, pane: Pixels, left: int, top: int, turn_deg: float) -> None:
    """Lay a turned pane, whose corner was there, on the picture."""
    high, wide = pane.shape[:2]
    room = 0 if not turn_deg else (max(high, wide) + 1) // 3
    around = np.pad(pane, ((room, room), (room, room), (0, 0)))
    turned = placed(around, turn_deg=turn_deg) if turn_deg else around
    x, y = left - room, top - room
    first, above = max(0, x), max(0, y)
    last, below = min(picture.shape[1], x + turned.shape[1]), min(picture.shape[0], y + turned.shape[0])
    if first < last and above < below:
        part = np.ascontiguousarray(turned[above - y : below - y, first - x : last - x])
        picture[above:below, first:last] = over(part, np.ascontiguousarray(picture[above:below, first:last]))


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    out = after.copy()
    height, width = before.shape[:2]
    for number, order in enumerate(np.argsort(speckle(1, _ROWS * _COLUMNS, 6)[0])):
        row, column = divmod(int(order), _COLUMNS)
        top, bottom = height * row // _ROWS, height * (row + 1) // _ROWS
        left, right = width * column // _COLUMNS, width * (column + 1) // _COLUMNS
        falls = quick_in(span(moment.progress, 0.45 * number / (_ROWS * _COLUMNS), 1), 2)
        turn = 120 * (float(speckle(_ROWS, _COLUMNS, 7)[row, column]) - 0.5) * falls
        if bottom > top and right > left:
            _lay(out, before[top:bottom, left:right], left, top + round(1.25 * height * falls), turn)
    return out


EFFECT = Effect(id="shatter", name="Shatter", kind="transition", group="glitches", apply=_apply)
