"""Invert: the negative."""

from __future__ import annotations

import numpy as np

from studio.effect import Colours, Effect, Settings
from studio.painting import amount_param, tones

__all__ = ["EFFECT"]


def _apply(colours: Colours, settings: Settings) -> Colours:
    amount = float(settings["amount"]) / 100
    return tones.mixed_colours(colours, np.asarray(1 - colours, colours.dtype), amount) if amount else colours


EFFECT = Effect(
    id="invert", name="Invert", kind="colour", group="colour", apply=_apply, inverts=True, params=(amount_param(),)
)
