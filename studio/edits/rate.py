"""How many frames a second the piece has: everything stays where it is, to the nearest new frame.

It must never change what a clip shows.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits.main_track import splice
from studio.edits.pieces import called, longest_window, rounded
from studio.edits.pins import clamped
from studio.edits.refused import EditRefused
from studio.model import (
    At,
    Clip,
    Compound,
    Gap,
    Item,
    Layer,
    Project,
    Rate,
    Span,
    Time,
    compounded,
    inside_of,
    main_frames,
    nearest_frame,
)
from studio.sentences import say

__all__ = ["set_rate"]

SLOWEST_RATE, FASTEST_RATE = Rate(1), Rate(240)


def set_rate(project: Project, *, rate: Rate) -> Project:
    """The project at `rate` frames a second: every cut at the frame nearest to where it was, each clip one at least.

        aabbcc   ->   abc        (half as many frames, just as long)

    Transitions last a whole, even number of frames again. Refused outside 1 to 240.
    """
    if not SLOWEST_RATE <= rate <= FASTEST_RATE:
        raise EditRefused(say("The frame rate can be from 1 to 240."))
    if rate == project.rate:
        return project
    old, end = main_frames(project), 0
    things: list[Clip | Gap] = []
    for index, thing in enumerate(project.main):
        # From where the cut was, so that rounding never adds up.
        wanted = max(1, nearest_frame(Time(old[index + 1]) / project.rate, rate) - end)
        things.append(_lasting(project, thing, wanted, rate))
        end += int(things[-1].length * rate)
    changed = replace(
        project,
        rate=rate,
        main=tuple(things),
        layers=tuple(_layer(project, layer, rate) for layer in project.layers),
        sounds=tuple(_sound_layer(project, layer, rate) for layer in project.sounds),
    )
    changed = splice(changed, 0, len(things), [_even(thing, rate) for thing in things], though_locked=True)
    for thing in changed.main:
        if isinstance(thing, Clip):
            changed = clamped(changed, thing)
    return changed


def _lasting(project: Project, thing: Clip | Gap, frames: int, rate: Rate) -> Clip | Gap:
    if isinstance(thing, Gap):
        return replace(thing, length=frames / rate)
    thing = _at_rate(project, thing, rate)
    limit = longest_window(project, thing, rate)
    if limit is not None and limit <= 0:
        raise EditRefused(say("“{name}” would be shorter than one frame.", name=called(project, thing)))
    length = frames / rate if limit is None else min(limit, frames / rate)
    return replace(thing, window=Span(thing.window.start, length))


def _at_rate(project: Project, clip: Clip, rate: Rate) -> Clip:
    """The clip, what it holds at that rate too where it is a compound."""
    if not isinstance(clip.content, Compound):
        return clip
    return replace(clip, content=compounded(set_rate(inside_of(project, clip.content), rate=rate)))


def _sound_layer(project: Project, layer: Layer, rate: Rate) -> Layer:
    if not any(isinstance(item.clip.content, Compound) for item in layer.items):
        return layer
    items = tuple(replace(item, clip=_at_rate(project, item.clip, rate)) for item in layer.items)
    return replace(layer, items=items)


def _even(thing: Clip | Gap, rate: Rate) -> Clip | Gap:
    if not isinstance(thing, Clip) or thing.enter is None:
        return thing
    length = 2 * max(1, nearest_frame(thing.enter.length / 2, rate)) / rate
    return replace(thing, enter=replace(thing.enter, length=length))


def _layer(project: Project, layer: Layer, rate: Rate) -> Layer:
    def item(old: Item) -> Item:
        clip = _lasting(project, old.clip, max(1, nearest_frame(old.clip.length, rate)), rate)
        assert isinstance(clip, Clip)
        pin = old.pin
        if isinstance(pin, At):
            pin = replace(pin, time=rounded(pin.time, rate))
        return replace(old, clip=clip, pin=pin)

    return replace(layer, items=tuple(item(old) for old in layer.items))
