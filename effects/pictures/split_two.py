"""Two screens: the same picture twice, one above the other."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed, stacked

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    return mixed(picture, stacked((picture, picture)), min(1.0, 2 * amount))


EFFECT = Effect(
    id="split_two",
    name="Two screens",
    kind="picture",
    group="screens",
    apply=_apply,
    params=(amount_param(),),
)
