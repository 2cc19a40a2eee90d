"""Commands that look at every picture and write what they see as keyframes: stabilise, reframe, follow.

They must never leave anything behind but plain keyframes, which a person can change as any others.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from studio.commands.beating import heard
from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import needs_selection, number, one_clip
from studio.edits import add_effect, number_at, set_curves, set_place
from studio.model import (
    Adjustment,
    Applied,
    Canvas,
    Clip,
    Compound,
    Curve,
    Footage,
    Found,
    Key,
    Keyframes,
    Mask,
    Place,
    Project,
    Title,
    place_for,
)
from studio.sentences import Refused, say
from studio.session import Session

if TYPE_CHECKING:
    from studio.media.following import Box, Followed
    from studio.media.reframing import Subject
    from studio.media.steadying import Steadying

__all__ = ["FOLLOWING", "is_film"]

_LOOKS_A_SECOND = 4
"""How often a film is looked at for its subject: people do not jump."""
_MOST_SECONDS = 600
_FOLLOWED_MASKS = ("circle", "rectangle", "heart", "star", "text")
_SMALLEST = 0.04

_ON_CLIP = CommandParam("clip", say("Clip"), "clip", required=True)


def _thinned(times: Sequence[Fraction], values: Sequence[float], tolerance: float) -> Curve:
    """Keys that give the values within `tolerance`, as few as are needed (Douglas, Peucker 1973)."""
    if max(values) - min(values) <= tolerance:
        return (max(values) + min(values)) / 2
    kept, open_spans = {0, len(values) - 1}, [(0, len(values) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        slope = (values[last] - values[first]) / max(1, last - first)
        errors = [abs(values[k] - values[first] - slope * (k - first)) for k in range(first + 1, last)]
        if errors and max(errors) > tolerance:
            worst = first + 1 + errors.index(max(errors))
            kept.add(worst)
            open_spans += [(first, worst), (worst, last)]
    return Keyframes(tuple(Key(times[k], float(values[k])) for k in sorted(kept)))


def is_film(project: Project, clip: Clip) -> bool:
    """Whether the clip shows moving pictures, which can be looked through."""
    if isinstance(clip.content, Compound):
        return True
    asset = project.asset(clip.content.asset) if isinstance(clip.content, Footage) else None
    return asset is not None and asset.has_picture and asset.kind != "photo"


class _Alone(NamedTuple):
    """A clip as a project of its own, as large as its picture, and its own times of each frame."""

    project: Project
    times: tuple[Fraction, ...]


def _alone(session: Session, clip: Clip) -> _Alone:
    project, content = session.project, clip.content
    asset = project.asset(content.asset) if isinstance(content, Footage) else None
    if not is_film(project, clip):
        raise Refused(say("“{name}” is no film: only films can be looked through.", name=clip.name or clip.id))
    if clip.length > _MOST_SECONDS:
        raise Refused(say("“{name}” is longer than ten minutes. Split it first.", name=clip.name or clip.id))
    canvas = project.canvas
    if asset is not None:
        canvas = Canvas(width=max(2, asset.width), height=max(2, asset.height))
    bare = replace(clip, effects=(), animations=(), place=Place(), mask=None, opacity=1.0, on=True, blend="normal")
    count = round(clip.length * project.rate)
    times = tuple(clip.window.start + Fraction(k) / project.rate for k in range(count))
    lone = Project(id="alone", canvas=canvas, rate=project.rate, assets=project.assets, main=(bare,))
    return _Alone(lone, times)


# Stabilise.


def _stabilise(session: Session, values: Values) -> None:
    clip = one_clip(session, values).clip
    alone, effects, amount = _alone(session, clip), session.effects, float(values.get("amount", 100.0))

    def work() -> Steadying:
        from studio.media.following import grey_pictures
        from studio.media.steadying import steadying

        return steadying(grey_pictures(alone.project, effects, range(len(alone.times))), float(alone.project.rate))

    def use(found: Steadying) -> None:
        before = next((one for one in clip.effects if one.effect == "stabilise"), None)
        applied = before.id if before is not None else session.new_id("e")
        curves: list[tuple[str, Curve]] = [
            (f"effect.{applied}.amount", amount),
            (f"effect.{applied}.x", _thinned(alone.times, [100 * x for x in found.x], 0.03)),
            (f"effect.{applied}.y", _thinned(alone.times, [100 * y for y in found.y], 0.03)),
            (f"effect.{applied}.turn", _thinned(alone.times, found.rotation_deg, 0.02)),
            (f"effect.{applied}.zoom", 100 * (found.zoom - 1)),
        ]

        def steady(project: Project) -> Project:
            if before is None:
                project = add_effect(project, clip.id, applied=Applied(applied, "stabilise"))
            return set_curves(project, clip.id, curves=curves)

        session.edit(say("Stabilise"), steady)

    heard(session, say("Stabilising “{name}”", name=clip.name or clip.id), work, use)


# Reframe.


def _reframe(session: Session, values: Values) -> None:
    clip = one_clip(session, values).clip
    alone, effects, canvas = _alone(session, clip), session.effects, session.project.canvas
    shown = alone.project.canvas
    if shown.width * canvas.height == shown.height * canvas.width:
        raise Refused(say("“{name}” has the shape of the canvas already.", name=clip.name or clip.id))
    step = max(1, round(alone.project.rate / _LOOKS_A_SECOND))
    frames = tuple(range(0, len(alone.times), step))

    def work() -> Subject:
        from studio.media.following import pictures
        from studio.media.reframing import subject_way

        return subject_way(pictures(alone.project, effects, frames), float(alone.project.rate / step))

    def use(found: Subject) -> None:
        place = place_for(clip.place, canvas.ratio)
        scale = place.scale if isinstance(place.scale, float) else 1.0
        factor = max(canvas.width / shown.width, canvas.height / shown.height) * max(1.0, scale) / canvas.short_side
        wide, high = shown.width * factor, shown.height * factor
        room_x = max(0.0, (wide - canvas.width / canvas.short_side) / 2)
        room_y = max(0.0, (high - canvas.height / canvas.short_side) / 2)
        way = -1 if place.mirror else 1
        x = [min(room_x, max(-room_x, way * (0.5 - at) * wide)) for at in found.x]
        y = [min(room_y, max(-room_y, (0.5 - at) * high)) for at in found.y]
        times = [alone.times[frame] for frame in frames]
        curves = [("x", _shots(times, x, found.cuts, alone)), ("y", _shots(times, y, found.cuts, alone))]
        session.edit(
            say("Reframe"),
            lambda project: set_curves(
                set_place(project, clip.id, fit="fill", scale=max(1.0, scale), rotation_deg=0.0), clip.id, curves=curves
            ),
        )

    heard(session, say("Reframing “{name}”", name=clip.name or clip.id), work, use)


def _shots(times: Sequence[Fraction], values: list[float], cuts: Sequence[int], alone: _Alone) -> Curve:
    """The curve of each shot by itself: at a cut the frame jumps."""
    keys: list[Key] = []
    bounds = [0, *cuts, len(values)]
    for first, end in pairwise(bounds):
        if end == first:
            continue
        curve = _thinned(times[first:end], values[first:end], 0.004)
        last = alone.times[-1] if end == len(values) else times[end] - 1 / alone.project.rate
        found = curve.keys if isinstance(curve, Keyframes) else (Key(times[first], curve),)
        keys += found
        if found[-1].time < last:
            keys.append(Key(last, found[-1].value))
    values_there = {key.value for key in keys}
    return Keyframes(tuple(keys)) if len(values_there) > 1 else values_there.pop()


# Follow.


def _follow(session: Session, values: Values) -> None:
    from studio.media.following import beneath

    found = one_clip(session, values)
    clip, project = found.clip, session.project
    name = clip.name or clip.id
    if found.layer is None or found.track == "sounds":
        raise Refused(say("“{name}” lies on nothing it could follow.", name=name))
    if found.span.length > _MOST_SECONDS:
        raise Refused(say("“{name}” is longer than ten minutes. Split it first.", name=name))
    at = min(max(session.playhead, found.span.start), found.span.end - 1 / project.rate)
    box = _box(session, found, at)
    lower, effects, beside = beneath(project, clip.id), session.effects, str(values.get("beside", "over"))
    with_size = bool(values.get("size", not isinstance(clip.content, Title)))

    def work() -> Followed:
        from studio.media.following import follow

        return follow(lower, effects, box, found.span, at)

    def use(way: Followed) -> None:
        curves = _curves(session, found, box, way, beside, with_size=with_size)
        words = say("Follow what is seen")
        if len(way.lost) > len(way.frames) // 20:
            lost = Fraction(way.lost[0]) / project.rate
            words = say("Follow what is seen (lost at {time} s)", time=f"{float(lost):.1f}")
        session.edit(words, lambda present: set_curves(present, clip.id, curves=curves))

    heard(session, say("Following what lies under “{name}”", name=name), work, use)


def _box(session: Session, found: Found, at: Fraction) -> Box:
    """What lies under the item at a moment: what its mask shows, or the middle of where it is drawn."""
    from studio.media.following import Box
    from studio.render import clip_corners

    clip, project, canvas = found.clip, session.project, session.project.canvas
    name = clip.name or clip.id
    if isinstance(clip.content, Adjustment):
        mask = clip.mask
        if mask is None or mask.shape not in _FOLLOWED_MASKS:
            raise Refused(say("Give “{name}” a mask first, such as a circle: what lies in it is followed.", name=name))
        x, y, width, height = (
            number_at(project, clip.id, f"mask.{key}", at=at) or 0.0 for key in ("x", "y", "width", "height")
        )
        return Box(x, y, max(_SMALLEST, width), max(_SMALLEST, height))
    corners = clip_corners(project, clip.id, at, (canvas.width, canvas.height))
    if corners is None:
        raise Refused(say("“{name}” is not on the picture there.", name=name))
    unit = canvas.short_side
    across = [(x - canvas.width / 2) / unit for x, _y in corners]
    down = [(y - canvas.height / 2) / unit for _x, y in corners]
    # Words are wider than what they mark: the thing is looked for under their middle.
    width, height = max(across) - min(across), max(down) - min(down)
    if isinstance(clip.content, Title):
        width = height = min(max(height * 1.5, 0.12), 0.4)
    x, y = (max(across) + min(across)) / 2, (max(down) + min(down)) / 2
    return Box(x, y, max(_SMALLEST, width), max(_SMALLEST, height))


def _curves(
    session: Session, found: Found, box: Box, way: Followed, beside: str, *, with_size: bool
) -> list[tuple[str, Curve]]:
    """The item's numbers on that way, at its own times."""
    clip, rate = found.clip, session.project.rate
    times = [clip.window.start + Fraction(frame) / rate - found.span.start for frame in way.frames]
    scales = way.scale if with_size else (1.0,) * len(way.frames)
    if isinstance(clip.content, Adjustment):
        mask = clip.mask or Mask()
        curves: list[tuple[str, Curve]] = [
            ("mask.x", _thinned(times, way.x, 0.0015)),
            ("mask.y", _thinned(times, way.y, 0.0015)),
        ]
        if with_size and mask.shape != "text":
            curves.append(("mask.width", _thinned(times, [box.width * one for one in scales], 0.004)))
        if with_size:
            curves.append(("mask.height", _thinned(times, [box.height * one for one in scales], 0.004)))
        return curves
    aside = {"above": (0, -1), "below": (0, 1), "left": (-1, 0), "right": (1, 0)}.get(beside, (0, 0))
    x = [at + aside[0] * box.width * one for at, one in zip(way.x, scales, strict=True)]
    y = [at + aside[1] * box.height * one for at, one in zip(way.y, scales, strict=True)]
    curves = [("x", _thinned(times, x, 0.0015)), ("y", _thinned(times, y, 0.0015))]
    if with_size:
        place = place_for(clip.place, session.project.canvas.ratio)
        own = place.scale if isinstance(place.scale, float) else place.scale.keys[0].value
        curves.append(("scale", _thinned(times, [own * one for one in scales], 0.004)))
    return curves


FOLLOWING: tuple[Command, ...] = (
    Command(
        "stabilise", say("Stabilise"),
        say("Takes the shake of a hand out of a film: each picture is moved and turned a little, and made larger."),
        "clip", _stabilise, (_ON_CLIP, number("amount", say("Amount"), "%", low=0, high=100)),
        why_not=needs_selection, is_edit=True,
    ),
    Command(
        "reframe", say("Reframe"),
        say("Fills the canvas with a film of another shape and keeps faces, people or what moves in the frame."),
        "clip", _reframe, (_ON_CLIP,), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "follow", say("Follow what is seen"),
        say("Ties words, a sticker, a picture or a masked effect to what lies under it at the playhead."),
        "clip", _follow,
        (
            _ON_CLIP,
            CommandParam(
                "beside", say("Where"), "choice", default="over",
                choices=(
                    ("over", "Over it"), ("above", "Above it"), ("below", "Below it"),
                    ("left", "Left of it"), ("right", "Right of it"),
                ),
            ),
            CommandParam("size", say("Grow with it"), "switch"),
        ),
        why_not=needs_selection, is_edit=True,
    ),
)  # fmt: skip
