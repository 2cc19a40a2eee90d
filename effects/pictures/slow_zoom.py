"""Slow zoom: nearer and nearer, from the first picture of the clip to the last."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import amount_param, from_nothing, placed

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    part = min(1.0, moment.time / max(moment.length, 1e-6))
    return placed(picture, scale=1 + 0.5 * amount * part, edge="mirror")


EFFECT = Effect(
    id="slow_zoom",
    name="Slow zoom",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(amount_param(),),
)
