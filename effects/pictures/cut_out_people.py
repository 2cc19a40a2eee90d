"""Cut out people: what is not people becomes clear, without a green screen."""

from __future__ import annotations

import numpy as np

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing, mixed
from studio.painting.people import people_matte

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    stays = people_matte(picture)
    tight = np.float32(settings["edge"] / 100)
    # The edge moves in or out, and stays as soft as it was found.
    stays = (stays - tight * np.float32(0.9)) / np.float32(1 - 0.9 * abs(settings["edge"] / 100))
    return mixed(picture, mixed(np.zeros_like(picture), picture, stays), amount)


EFFECT = Effect(
    id="cut_out_people",
    name="Cut out people",
    kind="picture",
    group="keys",
    apply=_apply,
    clears=True,
    params=(
        amount_param(),
        Param(key="edge", name="Edge", default=0.0, low=-100.0, high=100.0, unit="%"),
    ),
    example=(("amount", 100.0),),
)
