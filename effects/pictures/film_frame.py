"""Film frame: the picture on its strip, with perforations on both sides."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, framed, from_nothing, over, plain

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    import cv2  # here, because it is slow to import and a window starts without it

    height, width = picture.shape[:2]
    band = max(1, round(0.11 * width * amount))
    strip = framed(picture, band / width, 0, 1 - band / width, 1)
    out = over(strip, plain(picture, (14, 11, 9)))
    step, roll = max(4, height // 14), int(moment.time * 2 * height) % max(4, height // 14)
    hole = max(1, round(band * 0.46)), max(1, round(step * 0.5))
    for number in range(-1, height // step + 2):
        top = number * step + roll
        for middle in (band // 2, width - band // 2):
            begin = middle - hole[0] // 2, top
            cv2.rectangle(out, begin, (begin[0] + hole[0], begin[1] + hole[1]), (226, 220, 205, 255), -1)
    return out


EFFECT = Effect(
    id="film_frame",
    name="Film frame",
    kind="picture",
    group="film",
    apply=_apply,
    params=(amount_param(),),
)
