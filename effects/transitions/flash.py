"""Flash: a white burst, and the next picture comes out of it."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, quick_in, span, under_light

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    shown = before if moment.progress < 0.35 else after
    strength = (
        quick_in(span(moment.progress, 0, 0.35), 2)
        if moment.progress < 0.35
        else quick_in(1 - span(moment.progress, 0.35, 1), 2)
    )
    height, width = shown.shape[:2]
    return under_light(shown, np.ones((height, width, 3), np.float32), strength)


EFFECT = Effect(id="flash", name="Flash", kind="transition", group="melting", apply=_apply)
