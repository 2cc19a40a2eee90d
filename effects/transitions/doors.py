"""Doors: the old picture opens in the middle like two doors."""

from __future__ import annotations

from math import cos, pi, sin

from studio.effect import Effect, Moment, Pixels, Settings
from studio.painting import from_to, mixed, over, placed, plain, smooth, tilted

__all__ = ["EFFECT"]


def _corners(wide: float, near: float) -> tuple[tuple[float, float], ...]:
    """A whole picture hinged at its left edge, `wide` across, its right edge nearer by twice `near`."""
    return ((0.0, 0.0), (wide, -2 * near), (wide, 1 + 2 * near), (0.0, 1.0))


@from_to
def _apply(before: Pixels, after: Pixels, settings: Settings, moment: Moment) -> Pixels:  # noqa: ARG001
    opened = smooth(moment.progress)
    wide, near = 0.5 * cos(opened * pi / 2), 0.22 * sin(opened * pi / 2)
    beneath = placed(after, scale=0.8 + 0.2 * opened, edge="mirror")
    left, right = before.copy(), before.copy()
    middle = before.shape[1] // 2
    left[:, middle:], right[:, :middle] = 0, 0
    at = middle / max(before.shape[1] - 1, 1)
    # Where the corners of the whole picture go when a half of it turns on its outer edge.
    out = over(tilted(left, _corners(wide / max(at, 1e-6), near)), mixed(plain(after), beneath, 0.35 + 0.65 * opened))
    mirrored = tuple((1 - x, y) for x, y in _corners(wide / max(1 - at, 1e-6), near))
    return over(tilted(right, (mirrored[1], mirrored[0], mirrored[3], mirrored[2])), out)


EFFECT = Effect(id="doors", name="Doors", kind="transition", group="turning", apply=_apply)
