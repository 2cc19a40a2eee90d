"""Mixing pictures: one over another, by a mask, with light added. Pictures are premultiplied (H, W, 4) uint8."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from studio.effect import Moment, Pixels, Settings

__all__ = [
    "faded",
    "from_nothing",
    "from_to",
    "mixed",
    "over",
    "plain",
    "recoloured",
    "recombined",
    "rgb",
    "screened",
    "shaped",
    "under_light",
    "within_alpha",
]

Mask = npt.NDArray[np.floating]
"""(H, W), from 0 to 1; what lies beyond is cut off."""


Drawn = Callable[[Pixels, Pixels, Settings, Moment], Pixels]


def from_to(draw: Drawn) -> Drawn:
    """A transition's function that is asked only for what lies between: at its ends both pictures are as they are."""

    def drawn(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
        if moment.progress <= 0:
            return before
        return after if moment.progress >= 1 else draw(before, after, settings, moment)

    return drawn


Altered = Callable[[Pixels, float, Settings, Moment], Pixels]


def from_nothing(alter: Altered) -> Callable[[Pixels, Settings, Moment], Pixels]:
    """A picture effect's function that gets its setting `amount` as a number from 0 to 1, and is not asked at 0.

    What it gives may have colours beyond its alpha: they are brought down to it.
    """

    def altered(picture: Pixels, settings: Settings, moment: Moment) -> Pixels:
        amount = settings["amount"] / 100
        return within_alpha(alter(picture, amount, settings, moment)) if amount > 0 else picture

    return altered


def within_alpha(picture: Pixels) -> Pixels:
    """The picture with no colour above its alpha, as premultiplied pictures are."""
    return picture if picture[..., 3].min(initial=255) == 255 else shaped(picture, picture)


def shaped(painted: Pixels, like: Pixels) -> Pixels:
    """An opaque picture, as clear as `like` is."""
    import cv2

    alpha = np.ascontiguousarray(like[..., 3])
    return np.asarray(cv2.min(painted, cv2.merge((alpha, alpha, alpha, alpha))), np.uint8)


def recombined(red: Pixels, green: Pixels, blue: Pixels) -> Pixels:
    """The red of one picture, the green and the alpha of the next, the blue of the third."""
    import cv2

    parts = [np.ascontiguousarray(part) for part in (red[..., 0], green[..., 1], blue[..., 2], green[..., 3])]
    return np.asarray(cv2.merge(parts), np.uint8)


def recoloured(picture: Pixels, colours: npt.NDArray[np.floating]) -> Pixels:
    """A new picture with those colours, (H, W, 3) from 0 to 255, rounded and cut off, and the old alpha."""
    out = picture.copy()
    out[..., :3] = np.clip(np.rint(colours), 0, 255)
    return out


def screened(picture: Pixels, light: Pixels) -> Pixels:
    """The picture with `light`, (H, W, 4) uint8, screened over it; its alpha stays, and what is clear stays clear."""
    import cv2

    alpha = np.ascontiguousarray(picture[..., 3])
    room = cv2.subtract(cv2.merge((alpha, alpha, alpha, alpha)), picture)
    return np.asarray(cv2.add(picture, cv2.multiply(room, light, scale=1 / 255)), np.uint8)


def rgb(written: str) -> tuple[int, int, int]:
    """The colour of `#RRGGBB`."""
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)


def plain(like: Pixels, colour: tuple[int, int, int] = (0, 0, 0)) -> Pixels:
    """An opaque picture of one colour, as large as `like`."""
    out = np.empty_like(like)
    out[:] = (*colour, 255)
    return out


def mixed(before: Pixels, after: Pixels, share: float | Mask) -> Pixels:
    """`after` in as large a share as the number or the mask says, `before` in the rest."""
    import cv2  # here, because it is slow to import and a window starts without it

    if isinstance(share, np.ndarray):
        taken = np.clip(share, 0, 1).astype(np.float32, copy=False)
        return np.asarray(cv2.blendLinear(before, after, np.float32(1) - taken, taken), np.uint8)
    if share <= 0:
        return before
    if share >= 1:
        return after
    return np.asarray(cv2.addWeighted(before, 1 - share, after, share, 0), np.uint8)


def faded(picture: Pixels, opacity: float) -> Pixels:
    """The picture at that opacity."""
    import cv2

    return picture if opacity >= 1 else np.asarray(cv2.convertScaleAbs(picture, alpha=max(0.0, opacity)), np.uint8)


def over(top: Pixels, bottom: Pixels) -> Pixels:
    """`top` laid over `bottom`."""
    import cv2

    rest = cv2.bitwise_not(np.ascontiguousarray(top[..., 3]))
    share = cv2.merge((rest, rest, rest, rest))
    return np.asarray(cv2.add(top, cv2.multiply(bottom, share, scale=1 / 255)), np.uint8)


def under_light(picture: Pixels, light: npt.NDArray[np.float32], strength: float = 1.0) -> Pixels:
    """The picture with `light`, (H, W, 3) float32 from 0 to 1, screened over it; where it is clear it stays clear."""
    if strength <= 0:
        return picture
    colours = picture[..., :3].astype(np.float32)
    alpha = picture[..., 3:].astype(np.float32)
    lit = colours + (alpha - colours) * np.clip(light * np.float32(strength), 0, 1)
    out = picture.copy()
    out[..., :3] = np.rint(lit)
    return out
