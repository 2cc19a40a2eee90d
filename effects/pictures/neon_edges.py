"""Neon edges: outlines glow in the dark."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, faded, from_nothing, mixed, screened, softened

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    small = softened(picture, 0.0015)
    across, down = cv2.Sobel(small, cv2.CV_16S, 1, 0), cv2.Sobel(small, cv2.CV_16S, 0, 1)
    edges = cv2.add(cv2.convertScaleAbs(across, alpha=0.8), cv2.convertScaleAbs(down, alpha=0.8))
    edges[..., 3] = 0
    night = faded(picture, 0.12)
    night[..., 3] = picture[..., 3]
    return mixed(
        picture,
        screened(screened(night, np.asarray(edges, np.uint8)), softened(np.asarray(edges, np.uint8), 0.008)),
        amount,
    )


EFFECT = Effect(
    id="neon_edges",
    name="Neon edges",
    kind="picture",
    group="drawn",
    apply=_apply,
    params=(amount_param(),),
)
