"""Every animated number of a clip passed through another measure of time, so that keys stay on their pictures.

It must never change a number, only when it holds.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from studio.model import Applied, Clip, Keyframes, Time, Value, curve_at, warped

__all__ = ["curves_frozen", "curves_warped"]

S = TypeVar("S", bound=Value)
Change = Callable[[Keyframes], Keyframes | float]


def curves_warped(clip: Clip, warp: Callable[[Time], Time]) -> Clip:
    """The clip with every key of every number at `warp` of its own time."""

    def moved(curve: Keyframes) -> Keyframes:
        changed = warped(curve, warp)
        assert isinstance(changed, Keyframes)
        return changed

    return _changed(clip, moved)


def curves_frozen(clip: Clip, own: Time) -> Clip:
    """The clip with every number as it is at own time `own`, for good."""
    return _changed(clip, lambda curve: curve_at(curve, own))


def _changed(clip: Clip, change: Change) -> Clip:
    changed = _with_curves(clip, change)
    place = _with_curves(clip.place, change)
    place = replace(place, per_ratio=tuple((ratio, _with_curves(other, change)) for ratio, other in place.per_ratio))
    mask = _with_curves(clip.mask, change) if clip.mask is not None else None
    return replace(
        changed, place=place, mask=mask, effects=tuple(_effect_changed(applied, change) for applied in clip.effects)
    )


def _with_curves(value: S, change: Change) -> S:
    """The value with every animated number of its own changed."""
    numbers = {name: getattr(value, name) for name in value.__struct_fields__}
    return replace(value, **{name: change(number) for name, number in numbers.items() if isinstance(number, Keyframes)})


def _effect_changed(applied: Applied, change: Change) -> Applied:
    settings = tuple((key, change(value) if isinstance(value, Keyframes) else value) for key, value in applied.settings)
    return replace(applied, settings=settings)
