"""Polaroid: a white paper frame around the picture, broader below."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, framed, from_nothing, over, plain

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    side, foot = 0.07 * amount, 0.2 * amount
    height, width = picture.shape[:2]
    short = min(height, width)
    left, top, bottom = side * short / width, side * short / height, 1 - foot * short / height
    paper = plain(picture, (244, 241, 232))
    return over(framed(picture, left, top, 1 - left, bottom), paper)


EFFECT = Effect(
    id="polaroid",
    name="Polaroid",
    kind="picture",
    group="film",
    apply=_apply,
    params=(amount_param(),),
)
