"""Fixes for pictures and time: black taken off, strays taken out, too long cut short, bars filled, flashing darkened.

Each is a pure edit, made of those a person has.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from studio.edits import (
    EditRefused,
    add_item,
    add_layer,
    ripple_delete,
    set_canvas,
    set_opacity,
    set_place,
    trim_end,
    trim_start,
)
from studio.model import (
    Clip,
    Footage,
    Gap,
    Layer,
    Project,
    Solid,
    Span,
    Time,
    ceil_frame,
    find,
    floor_frame,
    frame_time,
    item_span,
    main_span,
    place_for,
)
from studio.publish.found import FlashKind
from studio.publish.given import Given, changed_curve, stretch_at
from studio.sentences import say

__all__ = [
    "cut_to_length",
    "darkened",
    "filled",
    "reshaped",
    "sharpened_canvas",
    "taken_out",
    "without_black_ending",
    "without_black_opening",
]


def taken_out(project: Project, given: Given) -> Project:
    """The stray gap or clip gone, the hole closed."""
    return ripple_delete(project, given.problem.about)


def without_black_opening(project: Project, given: Given) -> Project:
    """The main track beginning with its first picture that is not black."""
    span = _black(given)
    rest = frame_time(ceil_frame(span.end, project.rate), project.rate)
    while project.main and rest > 0:
        first = project.main[0]
        if first.length <= rest:
            rest -= first.length
            project = ripple_delete(project, first.id)
        elif isinstance(first, Gap):
            raise EditRefused(say("The black is a gap. Take it out."))
        else:
            return trim_start(project, first.id, to=rest)
    return project


def without_black_ending(project: Project, given: Given) -> Project:
    """Everything ending with the last picture that is not black."""
    return _ended(project, frame_time(floor_frame(_black(given).start, project.rate), project.rate))


def cut_to_length(project: Project, given: Given) -> Project:
    """Everything ending where the platform's longest video does."""
    most = given.platform.limits.max_duration_s
    if most is None:
        return project
    return _ended(project, frame_time(floor_frame(Fraction(most.value), project.rate), project.rate))


def _black(given: Given) -> Span:
    pictures = given.measured.pictures if given.measured else None
    span = stretch_at(given, pictures.black) if pictures else None
    if span is None:
        raise EditRefused(say("Check again first: the black is not where it was."))
    return span


def _ended(project: Project, end: Time) -> Project:
    """The project without all that comes at or after `end`."""
    if end <= 0:
        raise EditRefused(say("Nothing would be left."))
    for layer in (*project.layers, *project.sounds):
        for index, item in enumerate(layer.items):
            span = item_span(project, layer, index)
            if span.start >= end:
                project = ripple_delete(project, item.id)
            elif span.end > end:
                project = trim_end(project, item.id, to=end)
    for index in reversed(range(len(project.main))):
        thing, span = project.main[index], main_span(project, index)
        if span.start >= end or (isinstance(thing, Gap) and span.end > end):
            project = ripple_delete(project, thing.id)
        elif span.end > end:
            project = trim_end(project, thing.id, to=end)
    return project


def filled(project: Project, given: Given) -> Project:
    """The clip so large that its bars lie outside the picture."""
    looks = given.measured.pictures.clips if given.measured and given.measured.pictures else ()
    look = next((one for one in looks if one.clip == given.problem.about), None)
    found = find(project, given.problem.about)
    if look is None or found is None:
        raise EditRefused(say("Check again first: the clip has changed."))
    place = place_for(found.clip.place, project.canvas.ratio)
    share = max(look.bars_wide, look.bars_high)
    if place.fit == "fit" and abs(_bars_by_shape(project, found.clip) - share) < 0.04:
        return set_place(project, found.clip.id, fit="fill")
    return set_place(project, found.clip.id, scale=changed_curve(place.scale, lambda value: value / (1 - share)))


def _bars_by_shape(project: Project, clip: Clip) -> float:
    """Which part stays black because the file has another shape than the canvas."""
    asset = project.asset(clip.content.asset) if isinstance(clip.content, Footage) else None
    if asset is None or not asset.width or not asset.height:
        return 0.0
    ratio = (asset.width * project.canvas.height) / (asset.height * project.canvas.width)
    return 1 - min(ratio, 1 / ratio)


def reshaped(project: Project, given: Given) -> Project:
    """The canvas in the shape the platform shows best."""
    across, down = map(Fraction, given.platform.ratios.value[0].split(":"))
    short = project.canvas.short_side
    width, height = (short, short * down / across) if across <= down else (short * across / down, short)
    return set_canvas(project, width=round(width / 2) * 2, height=round(height / 2) * 2)


def sharpened_canvas(project: Project, given: Given) -> Project:
    """The canvas as large as the platform shows it."""
    scale = Fraction(given.platform.preset.short_side.value, project.canvas.short_side)
    width, height = project.canvas.width * scale, project.canvas.height * scale
    return set_canvas(project, width=round(width / 2) * 2, height=round(height / 2) * 2)


def darkened(project: Project, given: Given) -> Project:
    """The flashing stretch under the faintest black under which it is found no more."""
    flashes = given.measured.pictures.flashes if given.measured and given.measured.pictures else ()
    code = given.problem.code
    one = next((flash for flash in flashes if flash.start == given.problem.at and _CODES[flash.kind] == code), None)
    if one is None:
        raise EditRefused(say("Check again first: the flashes are not where they were."))
    frames = one.darkened(project.rate)
    layer, clip_id = given.new_id("l"), given.new_id("c")
    name = say("Darkened by {share} %", share=one.dark)
    clip = Clip(clip_id, Solid("#000000"), Span(Fraction(0), len(frames) / project.rate), name=name)
    project = add_layer(project, Layer(layer, "overlay", name=name))
    project = add_item(project, clip, layer=layer, at=frames.start / project.rate)
    return set_opacity(project, clip_id, opacity=one.dark / 100)


_CODES: Mapping[FlashKind, str] = MappingProxyType(
    {"general": "flashes", "red": "flashes", "extended": "long-flashing", "stripes": "stripes"}
)
