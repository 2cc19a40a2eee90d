"""A clip of a compound as it plays where the compound plays at another speed, along a curve, or backwards.

The compound's map leads from its own time to the time inside; the clip's map goes on from there to its source. Both are
made one. It must never know tracks or pins.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from msgspec.structs import replace

from studio.edits.pieces import longest_window
from studio.edits.warp import curves_warped
from studio.model import (
    ZERO,
    Animation,
    Clip,
    Project,
    Rate,
    Span,
    SpeedPoint,
    Time,
    TimeMap,
    is_sourced,
    material_of,
    nearest_frame,
    round_to_flick,
)

__all__ = ["retold", "turns_round"]

_FINEST = 10_000
_HAIR = Fraction(1, 5000)
"""More than speeds are rounded by."""
_CLOSEST = Time(1, 1000)
_MOST_POINTS = 32


def turns_round(compound: Clip) -> bool:
    """Whether what it holds plays from its end to its beginning."""
    return compound.time_map is not None and compound.time_map.backwards


def retold(project: Project, clip: Clip, begins: Time, compound: Clip, shown: Span, grain: Rate) -> Clip | None:
    """The clip as the compound plays it over `shown`, a stretch of the compound's own time in whole steps of `grain`;
    None where its source has not one such step left.

    `begins` is when it begins inside. What is fixed to its pictures stays there; it comes, goes and fades in the same
    part of its length, at its other end where the compound plays backwards.
    """
    inside = Span(begins, clip.length)
    at = min(max(compound.source_at(shown.start), inside.start), inside.end)
    window = clip.window
    if not is_sourced(project, clip):
        new = replace(clip, window=Span(window.start, shown.length))
    else:
        source = round_to_flick(clip.source_at(window.start + at - begins))
        if compound.time_map is None and clip.time_map is None:
            speed = (clip.speed * compound.speed).limit_denominator(_FINEST)
            room = material_of(project, clip.content) - source
            if 0 < room < speed * shown.length:
                speed = (room / shown.length * (1 - _HAIR)).limit_denominator(_FINEST)
            new = replace(clip, speed=speed, window=Span(source / speed, shown.length))
        else:
            time_map = _fitting(project, clip, TimeMap(source, _points(clip, begins, compound, shown)), shown.length)
            new = replace(clip, speed=Fraction(1), window=Span(ZERO, shown.length), time_map=time_map)
        limit = longest_window(project, new, grain)
        if limit is not None and limit <= 0:
            return None
        if limit is not None and limit < shown.length:
            new = replace(new, window=Span(new.window.start, limit))
        plain = clip.speed == 1 and clip.time_map is None
        new = replace(new, keep_pitch=compound.keep_pitch if plain else clip.keep_pitch)

    def warp(own: Time) -> Time:
        return new.window.start + compound.own_at(begins + own - window.start) - shown.start

    ratio = shown.length / max(clip.length, 1 / grain)
    warped = curves_warped(clip, warp)
    changed = replace(warped, speed=new.speed, time_map=new.time_map, window=new.window, keep_pitch=new.keep_pitch)
    return _with_ends(changed, clip, ratio, project.rate, turned=turns_round(compound))


def _fitting(project: Project, clip: Clip, time_map: TimeMap, length: Time) -> TimeMap:
    """The map a hair slower where rounding to frames would have it run beyond the clip's source."""
    run = abs(time_map.run_to(length) - time_map.run_to(ZERO))
    room = time_map.start if time_map.backwards else material_of(project, clip.content) - time_map.start
    if not 0 < room < run:
        return time_map
    factor = room / run * (1 - _HAIR)
    slower = (SpeedPoint(one.at, (one.speed * factor).limit_denominator(_FINEST)) for one in time_map.points)
    return TimeMap(time_map.start, tuple(slower))


def _points(clip: Clip, begins: Time, compound: Clip, shown: Span) -> tuple[SpeedPoint, ...]:
    """How fast the clip's source runs, by the time played since the stretch began.

    In straight lines between the points of both maps; where both bend, a point more half way between keeps what is
    then no parabola near one.
    """
    outer, inner = compound.time_map, clip.time_map
    moments = {shown.start, shown.end}
    if outer is not None:
        moments |= {point.at / compound.speed for point in outer.points}
    if inner is not None:
        moments |= {compound.own_at(begins + point.at / clip.speed - clip.window.start) for point in inner.points}
    kept = sorted(moment for moment in moments if shown.start <= moment <= shown.end)
    if outer is not None and inner is not None and len(outer.points) > 1 and len(inner.points) > 1:
        kept = sorted({*kept, *((one + other) / 2 for one, other in pairwise(kept))})
    points: list[SpeedPoint] = []
    for moment in kept[:_MOST_POINTS]:
        played = round_to_flick(moment - shown.start)
        own = clip.window.start + compound.source_at(moment) - begins
        speed = compound.speed * clip.speed
        speed *= outer.speed_at(moment * compound.speed) if outer is not None else 1
        speed *= inner.speed_at(own * clip.speed) if inner is not None else 1
        if not points or played - points[-1].at >= _CLOSEST:
            points.append(SpeedPoint(played, speed.limit_denominator(_FINEST)))
    if all(point.speed == points[0].speed for point in points):
        return (SpeedPoint(ZERO, points[0].speed),)
    return tuple(points)


def _with_ends(new: Clip, clip: Clip, ratio: Fraction, rate: Rate, *, turned: bool) -> Clip:
    """`new` with the fades, animations and transition of `clip`, as long as they are to it."""
    coming = round_to_flick((clip.fade_in.end - clip.window.start) * ratio) if clip.fade_in else ZERO
    going = round_to_flick((clip.window.end - clip.fade_out.start) * ratio) if clip.fade_out else ZERO
    if turned:
        coming, going = going, coming
    coming = min(max(ZERO, coming), new.length)
    going = min(max(ZERO, going), new.length - coming)
    animations = tuple(_turned(one, ratio, rate, turned=turned) for one in clip.animations)
    enter = clip.enter
    if enter is not None:
        enter = replace(enter, length=Time(max(1, nearest_frame(enter.length * ratio, rate))) / rate)
    made: Clip = replace(
        new,
        fade_in=Span(new.window.start, coming) if coming > 0 else None,
        fade_out=Span(new.window.end - going, going) if going > 0 else None,
        animations=tuple(sorted(animations, key=lambda one: ("in", "out", "loop").index(one.when))),
        enter=enter,
    )
    return made


def _turned(animation: Animation, ratio: Fraction, rate: Rate, *, turned: bool) -> Animation:
    length = Time(max(1, nearest_frame(animation.length * ratio, rate))) / rate
    when = {"in": "out", "out": "in"}.get(animation.when, animation.when) if turned else animation.when
    return replace(animation, when=when, length=length)
