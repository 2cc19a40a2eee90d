"""Background blur: all but the people is out of focus. Where nobody is in the picture, all of it is background."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed, softened
from studio.painting.people import people_matte

__all__ = ["EFFECT"]

_LARGE_PX = 6


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    matte, reach = people_matte(picture), 0.03 * amount
    # What is blurred by several pixels can be blurred at half the size.
    half = reach * min(height, width) >= _LARGE_PX
    size = (width // 2, height // 2) if half else (width, height)
    seen, people = (cv2.resize(one, size, interpolation=cv2.INTER_AREA) if half else one for one in (picture, matte))
    blurred = _behind(np.asarray(seen, np.uint8), np.asarray(people, np.float32), reach)
    if half:
        blurred = np.asarray(cv2.resize(blurred, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
    return mixed(blurred, picture, matte)


def _behind(picture: Pixels, people: npt.NDArray[np.float32], reach: float) -> Pixels:
    """The blurred background; of an opaque picture without the shine of the people in it."""
    import cv2  # here, because it is slow to import and a window starts without it

    blurred = softened(picture, reach)
    if picture[..., 3].min(initial=255) < 255:
        return blurred
    alone = softened(mixed(picture, np.zeros_like(picture), people), reach)
    there = np.ascontiguousarray(alone[..., 3])
    whole = np.asarray(cv2.divide(alone, cv2.merge((there,) * 4), scale=255), np.uint8)
    return mixed(blurred, whole, there.astype(np.float32) / np.float32(64))


EFFECT = Effect(
    id="background_blur",
    name="Background blur",
    kind="picture",
    group="focus",
    apply=_apply,
    params=(amount_param(),),
)
