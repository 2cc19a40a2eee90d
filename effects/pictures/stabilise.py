"""Stabilise: each picture is moved and turned a little, so that the shake of a hand is not seen.

How much is in its keyframes, which the command of the same name makes.
"""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings

__all__ = ["EFFECT"]


def _apply(picture: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    amount = settings["amount"] / 100
    zoom = 1 + (settings["zoom"] / 100) * amount
    if amount <= 0 or (zoom == 1 and not (settings["x"] or settings["y"] or settings["turn"])):
        return picture
    height, width = picture.shape[:2]
    unit, middle = min(height, width), np.array([(width - 1) / 2, (height - 1) / 2])
    angle = radians(settings["turn"] * amount)
    turn = np.array([[cos(angle), -sin(angle)], [sin(angle), cos(angle)]]) * zoom
    moved = np.array([settings["x"], settings["y"]]) / 100 * amount * unit * zoom
    matrix = np.column_stack([turn, middle + moved - turn @ middle])
    put = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(put, np.uint8)


EFFECT = Effect(
    id="stabilise",
    name="Stabilise",
    kind="picture",
    group="commands",
    apply=_apply,
    params=(
        Param(key="amount", name="Amount", default=100.0, low=0.0, high=100.0, unit="%"),
        Param(key="x", name="Move across", low=-50.0, high=50.0, unit="%"),
        Param(key="y", name="Move down", low=-50.0, high=50.0, unit="%"),
        Param(key="turn", name="Turn", low=-45.0, high=45.0, unit="°"),
        Param(key="zoom", name="Zoom", low=0.0, high=100.0, unit="%"),
    ),
    example=(("x", 4.0), ("turn", 2.0), ("zoom", 12.0)),
)
