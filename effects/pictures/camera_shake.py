"""Camera shake: held by hand, or in an earthquake."""

from __future__ import annotations

from math import sin

from studio.effect import Effect, Moment, Param, Pixels, Settings
from studio.painting import amount_param, from_nothing, placed

__all__ = ["EFFECT"]


@from_nothing
def _apply(picture: Pixels, amount: float, settings: Settings, moment: Moment) -> Pixels:
    time = moment.time * (1.5 + 8 * settings["speed"] / 100)
    across = sin(time * 2.3) + 0.6 * sin(time * 5.1 + 1) + 0.3 * sin(time * 11.7 + 2)
    down = sin(time * 2.9 + 4) + 0.6 * sin(time * 4.3 + 2) + 0.3 * sin(time * 13.1)
    turn = sin(time * 1.7 + 1) + 0.4 * sin(time * 6.1)
    strength = 0.022 * amount
    return placed(
        picture,
        x=across * strength,
        y=down * strength,
        turn_deg=turn * 55 * strength,
        scale=1 + 4.2 * strength,
        edge="mirror",
    )


EFFECT = Effect(
    id="camera_shake",
    name="Camera shake",
    kind="picture",
    group="in_motion",
    apply=_apply,
    params=(
        amount_param(),
        Param(key="speed", name="Speed", default=40.0, low=0.0, high=100.0, unit="%"),
    ),
)
