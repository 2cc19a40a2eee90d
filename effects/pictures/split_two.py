"""Two screens: the same picture twice, one above the other."""

from __future__ import annotations

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import from_nothing, mixed

__all__ = ["EFFECT"]


def _stacked(picture: Pixels, count: int, amount: float) -> Pixels:
    height = picture.shape[0]
    out = picture.copy()
    for number in range(count):
        top, bottom = height * number // count, height * (number + 1) // count
        middle = (height - (bottom - top)) // 2
        out[top:bottom] = picture[middle : middle + bottom - top]
    return mixed(picture, out, min(1.0, 2 * amount))


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    return _stacked(picture, 2, amount)


EFFECT = Effect(
    id="split_two",
    name="Two screens",
    kind="picture",
    group="screens",
    apply=_apply,
    params=(Param(key="amount", name="Amount", default=0.0, low=0.0, high=100.0, unit="%"),),
)
