"""Reveal: the old picture is drawn away, and the next comes nearer beneath it."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import WAYS, from_to, mixed, over, placed, plain, quick_in, shifted, smooth, way_param

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:
    right, down = WAYS[settings["way"]]
    gone = quick_in(moment.progress, 2.2)
    beneath = placed(after, scale=1.18 - 0.18 * smooth(moment.progress), edge="mirror")
    shaded = mixed(plain(after), beneath, 0.45 + 0.55 * moment.progress)
    return over(shifted(before, right * gone, down * gone), shaded)


EFFECT = Effect(id="reveal", name="Reveal", kind="transition", group="moving", apply=_apply, params=(way_param(),))
