"""Earlier pictures of a layer for the effects that ask for them: told by the plan alone, so that where drawing begins
changes nothing.

Earlier pictures have the settings of now. It must never keep a picture.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from studio.effect import Pixels
from studio.model import Rate
from studio.render.planned import Adjusting, Drawn, Shot
from studio.render.work import Active, Then, pictured

__all__ = ["looking_back"]

_DEEPEST = 2
"""How many effects that look back may stand on each other; what lies deeper sees the present."""


def looking_back(
    drawn: Drawn | Adjusting, stack: list[Active], rate: Rate, picture: Callable[[Drawn], Pixels | None], depth: int = 0
) -> Then:
    """Of a layer and its picture effects, what they ask when they look back. `picture` draws it before those effects:
    premultiplied, None where it cannot be read."""

    def then(seconds: float, number: int) -> Pixels | None:
        if not isinstance(drawn, Drawn) or not isinstance(drawn.shows, Shot) or drawn.past is None or depth >= _DEEPEST:
            return None
        own, source, seed = drawn.past.before(seconds)
        earlier = replace(
            drawn,
            shows=Shot(drawn.shows.asset, source),
            time=drawn.time - float(drawn.past.own - own),
            seed=seed,
            past=replace(drawn.past, own=own),
        )
        pixels = picture(earlier)
        if pixels is None:
            return None
        before = stack[:number]
        further = looking_back(earlier, before, rate, picture, depth + 1)
        return pictured(before, pixels, time=earlier.time, length=earlier.length, seed=seed, rate=rate, then=further)

    return then
