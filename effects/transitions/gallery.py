"""Gallery: a step back, along the wall to the next picture, and near again."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import WAYS, from_to, mixed, over, placed, plain, smooth, span, way_param

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    right, down = WAYS[settings["way"]]
    size = 1 - 0.3 * min(smooth(span(moment.progress, 0, 0.35)), 1 - smooth(span(moment.progress, 0.65, 1)))
    gone = smooth(span(moment.progress, 0.2, 0.8))
    step = size + 0.06 * (1 - size) / 0.3
    wall = plain(before, (18, 18, 20))
    wall = over(placed(before, scale=size, x=right * gone * step, y=down * gone * step), wall)
    back = (gone - 1) * step
    shown = over(placed(after, scale=size, x=right * back, y=down * back), wall)
    return mixed(mixed(before, shown, span(moment.progress, 0, 0.04)), after, span(moment.progress, 0.96, 1))


EFFECT = Effect(id="gallery", name="Gallery", kind="transition", group="moving", apply=_apply, params=(way_param(),))
