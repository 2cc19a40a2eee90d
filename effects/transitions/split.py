"""Split: the old picture comes apart in the middle."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, over, placed, quick_in, shifted, smooth, way_param

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    upright = settings["way"] in ("left", "right")
    gone = quick_in(moment.progress, 2) * 0.52
    height, width = before.shape[:2]
    first, second = before.copy(), before.copy()
    if upright:
        first[:, width // 2 :], second[:, : width // 2] = 0, 0
        parts = shifted(first, -gone, 0), shifted(second, gone, 0)
    else:
        first[height // 2 :], second[: height // 2] = 0, 0
        parts = shifted(first, 0, -gone), shifted(second, 0, gone)
    return over(parts[0], over(parts[1], placed(after, scale=1.2 - 0.2 * smooth(moment.progress), edge="mirror")))


EFFECT = Effect(id="split", name="Split", kind="transition", group="shapes", apply=_apply, params=(way_param(),))
