"""Which moments show nothing but one picture of one film, just as it is.

It must never call untouched what the renderer would draw otherwise: where it is not sure it says no.
"""

from __future__ import annotations

from studio.render.plan import Drawn, Plan, Shot, Spot

__all__ = ["whole_shot"]

_AS_IT_IS = Spot()


def whole_shot(planned: Plan, size: tuple[int, int]) -> Shot | None:
    """The film and its time when `planned`, drawn at `size`, is that film's picture pixel for pixel; None otherwise."""
    top = planned.layers[-1] if planned.layers else None
    if not isinstance(top, Drawn) or not isinstance(top.shows, Shot):
        return None
    asset, spot = top.shows.asset, top.spot
    fits = spot == _AS_IT_IS or (spot.fit == "fill" and spot == Spot(fit="fill", steady=spot.steady))
    whole = asset.kind == "video" and (asset.width, asset.height) == size
    same_shape = planned.width * size[1] == planned.height * size[0]
    plain = top.opacity >= 1 and not top.effects and not top.motions and top.mask is None and top.blend == "normal"
    return top.shows if fits and whole and same_shape and plain else None
