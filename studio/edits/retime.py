"""Speed curves, reverse and frozen pictures: other maps from the time a clip has played to the time of its source.

Keyframes and pinned items stay on their pictures, fades at their edges. It must never read a sample or a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import isfinite

from msgspec.structs import replace

from studio.edits.main_track import splice
from studio.edits.pieces import (
    called,
    grain_of,
    has_sound,
    is_sound,
    longest_window,
    need_fresh,
    put_back,
    rounded,
    the_clip,
    with_items,
)
from studio.edits.pins import repictured, shifted
from studio.edits.refused import EditRefused
from studio.edits.trim import split
from studio.edits.warp import curves_frozen, curves_warped
from studio.model import (
    ZERO,
    Clip,
    Found,
    Project,
    Span,
    SpeedPoint,
    Time,
    TimeMap,
    find,
    is_sourced,
    material_of,
    nearest_frame,
    round_to_flick,
)
from studio.sentences import say

__all__ = [
    "FASTEST_POINT",
    "FREEZE_S",
    "SLOWEST_POINT",
    "SPEED_CURVES",
    "freeze",
    "reverse",
    "set_keep_pitch",
    "set_speed_curve",
    "speed_curve",
]

SLOWEST_POINT, FASTEST_POINT = Fraction(1, 10), Fraction(10)
MOST_POINTS = 32
FREEZE_S = Time(3)
"""How long a frozen picture is shown where nobody says otherwise."""

_NEAR_EDGE = Time(1, 10)

CurvePoints = tuple[tuple[float, float], ...]

SPEED_CURVES: dict[str, CurvePoints] = {
    "montage": ((0.0, 1.0), (0.3, 5.0), (0.5, 0.5), (0.7, 5.0), (1.0, 1.0)),
    "hero": ((0.0, 2.6), (0.32, 4.6), (0.42, 0.5), (0.58, 0.5), (0.68, 4.6), (1.0, 2.6)),
    "bullet": ((0.0, 5.0), (0.4, 5.0), (0.46, 0.5), (0.54, 0.5), (0.6, 5.0), (1.0, 5.0)),
    "jump": ((0.0, 0.6), (0.38, 0.6), (0.5, 6.0), (0.62, 0.6), (1.0, 0.6)),
    "flash_in": ((0.0, 1.0), (0.6, 1.0), (0.75, 3.0), (1.0, 6.0)),
    "flash_out": ((0.0, 6.0), (0.25, 3.0), (0.4, 1.0), (1.0, 1.0)),
}
"""Ready-made curves: how far through the pictures (0 to 1, in the order they play) and how fast there. Our values,
after the shapes CapCut draws for its presets of these names."""


def set_speed_curve(project: Project, clip_id: str, *, points: Sequence[tuple[float, float]]) -> Project:
    """The project with the clip's pictures going by at speeds that change on the way.

        abcdefgh ij   ->   aabcegh ij        (slow, then fast: the same pictures, the hole closes)

    `points` say how far through the shown pictures (0 to 1, from 0 on, rising) and how fast there (0.1 to 10);
    between them the speed goes in a straight line. None at all is an even speed of 1. A clip that runs backwards
    still does; the first time its sound keeps its pitch. Refused for what does not play in time.
    """
    found = the_clip(project, clip_id)
    clip = found.clip
    _need_moving(project, clip)
    parts = _points(points) if points else [(Fraction(0), Fraction(1)), (Fraction(1), Fraction(1))]
    backwards = clip.time_map is not None and clip.time_map.backwards
    shown, sign = clip.source_span, -1 if backwards else 1
    origin = _duration(project, clip) if backwards else ZERO
    before = max(ZERO, (origin - shown.end) if backwards else shown.start)
    begin = at = round_to_flick(before / parts[0][1])
    knots = [SpeedPoint(at, sign * parts[0][1])]
    for (part, speed), (following, next_speed) in pairwise(parts):
        at = round_to_flick(at + 2 * shown.length * (following - part) / (speed + next_speed))
        if at <= knots[-1].at:
            raise EditRefused(say("“{name}” is too short for this curve.", name=called(project, clip)))
        knots.append(SpeedPoint(at, sign * next_speed))
    even = all(knot.speed == knots[0].speed for knot in knots)
    time_map = TimeMap(origin, (SpeedPoint(ZERO, knots[0].speed),) if even else tuple(knots))
    plain = even and not backwards and knots[0].speed == 1
    if clip.speed == 1 and clip.time_map is None and not plain:
        found = replace(found, clip=replace(clip, keep_pitch=True))
    return _retimed(project, found, None if plain else time_map, Span(begin, at - begin))


def speed_curve(clip: Clip) -> tuple[tuple[float, float], ...]:
    """The clip's curve as `set_speed_curve` takes it: empty where the speed is even."""
    time_map, window = clip.time_map, clip.played_span
    if time_map is None or len(time_map.points) < 2:
        return ()
    # The edges were rounded to frames: points beside them are those at them.
    first, last = time_map.points[0].at, time_map.points[-1].at
    begin = first if abs(first - window.start) < _NEAR_EDGE else window.start
    end = last if abs(last - window.end) < _NEAR_EDGE else window.end
    one, other = time_map.source_at(begin), time_map.source_at(end)
    if one == other:
        return ()
    inside = [point.at for point in time_map.points if begin < point.at < end]
    parts = [float((time_map.source_at(played) - one) / (other - one)) for played in (begin, *inside, end)]
    speeds = [float(abs(time_map.speed_at(played) * clip.speed)) for played in (begin, *inside, end)]
    return tuple(zip(parts, speeds, strict=True))


def _points(points: Sequence[tuple[float, float]]) -> list[tuple[Fraction, Fraction]]:
    """The points as exact small fractions. Refused where they are none."""
    if not 2 <= len(points) <= MOST_POINTS:
        raise EditRefused(say("A speed curve has from 2 to {most} points.", most=MOST_POINTS))
    found = []
    for part, speed in points:
        if not (isfinite(part) and isfinite(speed)):
            raise EditRefused(say("{what} must be a number.", what=say("Speed")))
        # Seldom a hair beyond an end, when a curve was read off a clip.
        exact = Fraction(speed).limit_denominator(1000)
        if not SLOWEST_POINT <= exact <= FASTEST_POINT:
            raise EditRefused(say("The speed at a point can be from 0.1 to 10."))
        found.append((Fraction(part).limit_denominator(100_000), exact))
    parts = [part for part, _speed in found]
    if parts[0] != 0 or parts[-1] != 1 or any(a >= b for a, b in pairwise(parts)):
        raise EditRefused(say("The points of a speed curve go from 0 to 1, one after the other."))
    return found


def reverse(project: Project, clip_id: str) -> Project:
    """The project with the clip running the other way, picture and sound.

        abcd ef   ->   dcba ef

    Its length stays; so does its speed, and a speed curve goes with its pictures. Twice is as it was. Refused for
    what does not play in time.
    """
    found = the_clip(project, clip_id)
    clip = found.clip
    _need_moving(project, clip)
    old = clip.time_map or TimeMap(ZERO, (SpeedPoint(ZERO, Fraction(1)),))
    last = old.played_at(ZERO if old.backwards else _duration(project, clip))
    points = tuple(SpeedPoint(last - point.at, -point.speed) for point in reversed(old.points))
    turned: TimeMap | None = TimeMap(old.source_at(last), points)
    if len(points) == 1:
        turned = TimeMap(old.source_at(last), (SpeedPoint(ZERO, points[0].speed),))
        turned = None if points[0].speed == 1 and turned.start == 0 else turned
    played = clip.played_span
    begin = max(ZERO, round_to_flick(last - played.end))
    window = Span(begin / clip.speed, clip.length)
    around = begin + played.end
    frame = clip.speed / project.rate

    def picture(at: Time) -> Time:
        return around - at - frame

    return _retimed(project, found, turned, window, speed=clip.speed, picture=picture)


def set_keep_pitch(project: Project, clip_id: str, *, keep_pitch: bool) -> Project:
    """The project with the clip's sound at its own pitch whatever its speed, or higher and lower with it.

    abc   ->   abc        (heard differently)
    """
    found = the_clip(project, clip_id)
    if not has_sound(project, found.clip):
        raise EditRefused(say("“{name}” has no sound.", name=called(project, found.clip)))
    return put_back(project, found, replace(found.clip, keep_pitch=keep_pitch))


def freeze(project: Project, clip_id: str, *, at: Time, still_id: str, new_id: str, length: Time = FREEZE_S) -> Project:
    """The project with the picture at `at` standing still for `length`, then the clip going on.

        abcdef gh   ->   ab ccc cdef gh        (freezing at c for 3 seconds: what follows moves up)

    The still keeps place, look and effects as they are at that moment, and is silent. `new_id` is for the half that
    goes on; at the clip's first frame there is none. On a layer the rest of the clip moves, nothing else. Refused for
    what stands still already or has no picture.
    """
    found = the_clip(project, clip_id)
    clip = found.clip
    _need_moving(project, clip)
    if found.track == "sounds":
        raise EditRefused(say("“{name}” has no picture.", name=called(project, clip)))
    need_fresh(project, still_id)
    into = rounded(at - found.span.start, project.rate)
    length = rounded(length, project.rate)
    if not ZERO <= into < clip.length:
        raise EditRefused(say("Move the playhead over “{name}” to freeze a picture of it.", name=called(project, clip)))
    if length <= 0:
        raise EditRefused(say("“{name}” is shorter than one frame.", name=called(project, clip)))
    if into > 0 and new_id == still_id:
        raise EditRefused(say("The id “{id}” is taken already.", id=new_id))
    still = _still(clip, clip.window.start + into, length, still_id, 1 / project.rate)
    if into == 0:
        return _still_before(project, found, still)
    project = split(project, clip_id, at=found.span.start + into, new_id=new_id)
    going_on = find(project, new_id)
    assert going_on is not None
    return _still_before(project, going_on, still)


def _still(clip: Clip, own: Time, length: Time, still_id: str, frame: Time) -> Clip:
    shown = TimeMap(clip.picture_at(own, frame), (SpeedPoint(ZERO, Fraction(0)),))
    still: Clip = replace(
        curves_frozen(clip, own),
        id=still_id,
        window=Span(ZERO, length),
        speed=Fraction(1),
        time_map=shown,
        keep_pitch=False,
        fade_in=None,
        fade_out=None,
        enter=None,
        markers=(),
    )
    return still


def _still_before(project: Project, found: Found, still: Clip) -> Project:
    clip = found.clip
    if found.layer is None:
        # What comes in comes in over the still now.
        still = replace(still, enter=clip.enter)
        return splice(project, found.index, found.index + 1, (still, replace(clip, enter=None)))
    assert found.item is not None
    item = found.item
    later = replace(item, pin=shifted(project, item.pin, found.span.start, still.length))
    items = found.layer.items
    stood = (replace(item, clip=still), later)
    return with_items(project, found.layer, (*items[: found.index], *stood, *items[found.index + 1 :]))


def _need_moving(project: Project, clip: Clip) -> None:
    if not is_sourced(project, clip):
        raise EditRefused(say("“{name}” stands still, so it has no speed.", name=called(project, clip)))


def _duration(project: Project, clip: Clip) -> Time:
    return material_of(project, clip.content)


def _retimed(
    project: Project,
    found: Found,
    time_map: TimeMap | None,
    window: Span,
    *,
    speed: Fraction = Fraction(1),
    picture: Callable[[Time], Time] | None = None,
) -> Project:
    """The project with the clip playing through another map, keys and pins on their pictures.

    `picture` says at which played time what was shown at one is shown now; without it, by the picture itself.
    """
    clip = found.clip
    grain = grain_of(project, sound=is_sound(found.layer))
    changed = replace(clip, time_map=time_map, speed=speed, window=window)
    limit = longest_window(project, changed, grain)
    assert limit is not None
    length = min(limit, max(1, nearest_frame(window.length, grain)) / grain)
    if length <= 0:
        raise EditRefused(say("“{name}” would be shorter than one frame.", name=called(project, clip)))
    changed = replace(changed, window=Span(window.start, length))

    def own(before: Time) -> Time:
        if picture is not None:
            return (picture(before * clip.speed) + speed / project.rate) / speed
        return changed.own_at(clip.source_at(before))

    def played(before: Time) -> Time:
        if picture is not None:
            return picture(before)
        return changed.own_at(clip.source_at(before / clip.speed)) * speed

    warped = curves_warped(clip, own)
    changed = _with_fades(replace(warped, time_map=time_map, speed=speed, window=changed.window), clip)
    if found.layer is None:
        return repictured(splice(project, found.index, found.index + 1, (changed,)), changed, played)
    return put_back(project, found, changed)


def _with_fades(changed: Clip, clip: Clip) -> Clip:
    """`changed` with the fades of `clip` as far from its edges, no longer than it."""
    old, new = clip.window, changed.window
    coming, going = clip.fade_in, clip.fade_out
    if coming is not None:
        coming = Span(new.start + coming.start - old.start, min(coming.length, new.length))
    if going is not None:
        length = min(going.length, new.length)
        going = Span(new.end - (old.end - going.end) - length, length)
    if coming is not None and going is not None and coming.overlaps(going):
        going = None
    return replace(changed, fade_in=coming, fade_out=going)
