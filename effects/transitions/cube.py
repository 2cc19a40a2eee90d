"""Cube: both pictures are sides of a box that turns."""

from __future__ import annotations

from math import pi, sin

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, over, plain, smooth, tilted

__all__ = ["EFFECT"]

_SHADE = 0.55
"""How dark a side is that is seen from its edge."""


def _shaded(side: Pixels, shade: float) -> Pixels:
    import cv2  # here, because it is slow to import and a window starts without it

    darker = np.asarray(cv2.convertScaleAbs(side, alpha=1 - shade), np.uint8)
    darker[..., 3] = side[..., 3]
    return darker


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    turned = smooth(moment.progress)
    edge = 1 - turned
    near = 0.14 * sin(pi * turned)
    out = tilted(before, ((0.0, near * turned), (edge, -near), (edge, 1 + near), (0.0, 1 - near * turned)))
    come = tilted(after, ((edge, -near), (1.0, near * edge), (1.0, 1 - near * edge), (edge, 1 + near)))
    return over(_shaded(come, _SHADE * edge), over(_shaded(out, _SHADE * turned), plain(before)))


EFFECT = Effect(id="cube", name="Cube", kind="transition", group="turning", apply=_apply)
