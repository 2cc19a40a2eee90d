"""Film roll: frames of both pictures run through the gate until the next one stands."""

from __future__ import annotations

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, over, plain, pulse, shifted, smeared, smooth

__all__ = ["EFFECT"]


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    place = smooth(moment.progress) * 4
    number, part = min(int(place), 3), place - min(int(place), 3)
    shown = [before, after, before, after, after][number : number + 2] if number < 3 else [before, after]
    bar = 0.06 * min(1.0, 8 * pulse(moment.progress))
    step = 1 + bar
    strip = plain(before, (8, 7, 6))
    strip = over(shifted(shown[0], 0, -part * step), strip)
    strip = over(shifted(shown[1], 0, (1 - part) * step), strip) if part > 0 else strip
    return smeared(strip, 0, 0.12 * pulse(moment.progress) ** 2)


EFFECT = Effect(id="film_roll", name="Film roll", kind="transition", group="moving", apply=_apply)
