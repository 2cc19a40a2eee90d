"""Channel mixer: how much of each channel goes into red, green and blue."""

from __future__ import annotations

from studio.effect import Colours, Effect, Param, Settings
from studio.painting import hues

__all__ = ["EFFECT"]

_CHANNELS = (("red", "Red"), ("green", "Green"), ("blue", "Blue"))


def _apply(colours: Colours, settings: Settings) -> Colours:
    rows = [[settings[f"{into}_{of}"] / 100 for of, _ in _CHANNELS] for into, _ in _CHANNELS]
    if all(rows[at][of] == (at == of) for at in range(3) for of in range(3)):
        return colours
    return hues.channel_mixed(colours, rows)


EFFECT = Effect(
    id="channel_mixer",
    name="Channel mixer",
    kind="colour",
    group="colour",
    apply=_apply,
    inverts=True,
    example=(("red_red", 60.0), ("red_green", 40.0), ("blue_blue", 60.0), ("blue_green", 40.0)),
    params=tuple(
        Param(
            key=f"{into}_{of}",
            name=f"{name} from {other.lower()}",
            default=100.0 if into == of else 0.0,
            low=-200.0,
            high=200.0,
            unit="%",
        )
        for into, name in _CHANNELS
        for of, other in _CHANNELS
    ),
)
