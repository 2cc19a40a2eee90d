"""Effects at work: which of a layer's entries do something, with all their settings, and doing it.

An entry of an effect this program lacks, or whose settings are its defaults, does nothing. It must never
know where a picture lies.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np

from studio.effect import Colours, Effect, EffectKind, Effects, Moment, Pixels, TextPart, TextPose, settings_at
from studio.model import ZERO, Asset, Rate, Setting
from studio.render.colour import ColourFunction, ColourTables, levels_of, sketched
from studio.render.convert import Planes, PlaneSet, coded, planes_from_yuv, shown, yuv_from_planes
from studio.render.plan import Crossing, Work

__all__ = ["Active", "Then", "active", "coloured", "coloured_planes", "coloured_soon", "crossed", "pictured", "poses"]

_TURN = 0x9E3779B1
"""Mixes an effect's number into its seed (Knuth's multiplicative hash)."""


class Active(NamedTuple):
    """An effect with every param's value."""

    effect: Effect
    settings: dict[str, Any]


def active(effects: Effects, works: tuple[Work, ...], kind: EffectKind) -> list[Active]:
    """The effects of one kind that change something, in order."""
    found = []
    for work in works:
        effect = effects.get(work.effect)
        if effect is not None and effect.kind == kind:
            settings = _settings(effects, effect, work)
            # With its defaults an effect leaves the picture alone; text effects and stickers begin with a usable form.
            if kind in ("text", "sticker") or any(
                settings[param.key] != (b"" if param.type == "file" else param.default) for param in effect.params
            ):
                found.append(Active(effect, settings))
    return found


def _settings(effects: Effects, effect: Effect, work: Work) -> dict[str, Any]:
    files = {key: value for key, value in work.settings if isinstance(value, Asset)}
    given: tuple[tuple[str, Setting], ...] = tuple(
        (key, value) for key, value in work.settings if not isinstance(value, Asset)
    )
    if work.version < effect.version and effect.upgrade is not None:
        given = effect.upgrade(work.version, given)
    settings = settings_at(effect, given, ZERO)
    for param in effect.params:
        if param.type == "file":
            settings[param.key] = effects.content(files[param.key]) if param.key in files else b""
    return settings


def coloured(tables: ColourTables, stack: list[Active], pixels: Pixels, *, opaque: bool) -> Pixels:
    """Straight-alpha pixels through a whole colour stack at once."""
    if not stack:
        return pixels
    return tables.apply(pixels, _key(stack), _together(stack), opaque=opaque)


def coloured_soon(tables: ColourTables, stack: list[Active], pixels: Pixels, *, opaque: bool) -> tuple[Pixels, bool]:
    """The same in a hurry, and whether it is the very same: a stack that is new is but sketched."""
    if stack and tables.is_new(_key(stack)):
        return sketched(pixels, _together(stack), opaque=opaque), False
    return coloured(tables, stack, pixels, opaque=opaque), True


def coloured_planes(tables: ColourTables, stack: list[Active], planes: PlaneSet) -> Planes:
    """Opaque planes through a whole colour stack at once: what `coloured` gives, without becoming RGB.

    The way to RGB, the stack and the way back are one table of Y, U and V. Its Y is the same level; U and V are
    means of rounded levels instead of rounded means, so they may differ by one.
    """
    function = _together(stack)

    def through(colours: Colours) -> Colours:
        levels = np.rint(colours * np.float32(255)).astype(np.uint8)
        result = levels_of(function(shown(levels[None])[0] / np.float32(255)))
        return np.asarray(coded(result[None])[0] / np.float32(255), np.float32)

    # Footage has few of the colours that planes can hold: filling such a table would cost more than it saves.
    mapped = tables.apply(yuv_from_planes(planes), ("planes", _key(stack)), through, opaque=True, fills=False)
    return planes_from_yuv(mapped)


def _together(stack: list[Active]) -> ColourFunction:
    def function(colours: Colours) -> Colours:
        for effect, settings in stack:
            colours = effect.apply(colours, settings)
        return colours

    return function


def _key(stack: list[Active]) -> Hashable:
    return tuple((effect.id, effect.version, id(effect), tuple(settings.items())) for effect, settings in stack)


Then = Callable[[float, int], Pixels | None]
"""What a picture was so many seconds ago, through the first effects of its stack; None where that is unknown."""

_MOST_EARLIER = 12


def pictured(
    stack: list[Active],
    pixels: Pixels,
    *,
    time: float,
    length: float,
    seed: int,
    rate: Rate,
    then: Then = lambda _seconds, _number: None,
) -> Pixels:
    """Premultiplied pixels through picture effects, one after the other."""
    for number, (effect, settings) in enumerate(stack):
        moment = _moment(time, length, time / length if length else 0.0, seed + number * _TURN, rate)
        if effect.looks_back is None:
            pixels = effect.apply(pixels, settings, moment)
            continue
        wanted = effect.looks_back(settings, moment)[:_MOST_EARLIER]
        found = (then(seconds, number) if seconds > 0 else None for seconds in wanted)
        # A preview may have pictures of two sizes at hand: only those of this one can be mixed with it.
        earlier = tuple(one if one is not None and one.shape == pixels.shape else pixels for one in found)
        pixels = effect.apply(pixels, settings, moment, earlier)
    return pixels


def _moment(time: float, length: float, progress: float, seed: int, rate: Rate) -> Moment:
    return Moment(time=time, length=length, progress=min(1.0, max(0.0, progress)), seed=seed & 0xFFFFFFFF, rate=rate)


def crossed(effects: Effects, crossing: Crossing, before: Pixels, after: Pixels, rate: Rate) -> Pixels:
    """The picture between two premultiplied ones; a hard cut in the middle where the transition is unknown."""
    effect = effects.get(crossing.transition.effect)
    if effect is None or effect.kind != "transition":
        return before if crossing.progress < 0.5 else after
    time = crossing.progress * crossing.length
    moment = _moment(time, crossing.length, crossing.progress, crossing.seed, rate)
    return np.asarray(effect.apply(before, after, _settings(effects, effect, crossing.transition), moment), np.uint8)


def poses(
    stack: list[Active],
    parts: tuple[TextPart, ...],
    *,
    time: float,
    length: float,
    seed: int,
    rate: Rate,
    motions: Sequence[tuple[Active, float, float]] = (),
) -> tuple[TextPose, ...] | None:
    """Where each part of a title is at this moment, all text effects together; None where all is at rest.

    An entrance lasts as long as the effect's param `length` says (one second without). `motions` are animations with
    how far each has gone and how long it lasts.
    """
    together = tuple(TextPose() for _part in parts)
    for number, (effect, settings) in enumerate(stack):
        entrance = float(settings.get("length", 1.0))
        progress = time / entrance if entrance > 0 else 1.0
        moment = _moment(time, length, progress, seed + number * _TURN, rate)
        single = effect.apply(parts, settings, moment)
        together = tuple(_both(one, other) for one, other in zip(together, single, strict=True))
    for number, ((effect, settings), progress, lasts) in enumerate(motions, len(stack)):
        moment = _moment(progress * lasts, lasts, progress, seed + number * _TURN, rate)
        single = effect.apply(parts, settings, moment)
        together = tuple(_both(one, other) for one, other in zip(together, single, strict=True))
    return None if all(pose == TextPose() for pose in together) else together


def _both(one: TextPose, other: TextPose) -> TextPose:
    return TextPose(
        x=one.x + other.x,
        y=one.y + other.y,
        scale=one.scale * other.scale,
        rotation_deg=one.rotation_deg + other.rotation_deg,
        opacity=one.opacity * other.opacity,
    )
