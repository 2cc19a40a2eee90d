"""Hexagons: a honeycomb fills from one corner."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, grid, mixed

__all__ = ["EFFECT"]

_WIDE = np.float32(0.36)
_HIGH = _WIDE * np.float32(3**0.5)


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    x, y = grid(*before.shape[:2])
    # The comb's cells are those of two rectangular lattices, one between the other.
    far, order = None, None
    for offset in (np.float32(0), np.float32(0.5)):
        middle_x = (np.round(x / _WIDE - offset) + offset) * _WIDE
        middle_y = (np.round(y / _HIGH - offset) + offset) * _HIGH
        across, down = np.abs(x - middle_x), np.abs(y - middle_y)
        reach = np.maximum(across, across / 2 + down * np.float32(0.866))
        place = middle_x + middle_y * np.float32(0.6)
        order = place if far is None or order is None else np.where(reach < far, place, order)
        far = reach if far is None else np.minimum(reach, far)
    assert far is not None
    assert order is not None
    late = (order - order.min()) / max(float(np.ptp(order)), 1e-6) * np.float32(0.65)
    grown = np.clip((np.float32(moment.progress) - late) / np.float32(0.35), 0, 1) * _WIDE * np.float32(0.54)
    return mixed(before, after, ((grown - far) / np.float32(0.012)).astype(np.float32))


EFFECT = Effect(id="hexagons", name="Hexagons", kind="transition", group="shapes", apply=_apply)
