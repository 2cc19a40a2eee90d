"""Shake: harder and harder, a cut in the middle, and calm again."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, placed, pulse, quick_in, smeared, speckle

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    strength = 0.09 * quick_in(pulse(moment.progress), 1.5)
    step = int(moment.progress * 18)
    across, down, turn = 2 * speckle(20, 3, 11)[min(step, 19)] - 1
    shown = before if moment.progress < 0.5 else after
    moved = placed(
        shown,
        x=float(across) * strength,
        y=float(down) * strength,
        turn_deg=60 * strength * float(turn),
        scale=1 + strength,
        edge="mirror",
    )
    return smeared(moved, float(across) * strength * 0.4, 0)


EFFECT = Effect(id="shake", name="Shake", kind="transition", group="moving", apply=_apply)
