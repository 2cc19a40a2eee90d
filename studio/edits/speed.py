"""How fast a clip plays.

What is fixed to its pictures (keyframes, fades, pins) stays on them.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from studio.edits.main_track import splice
from studio.edits.pieces import called, grain_of, is_sound, longest_window, put_back, the_clip
from studio.edits.pins import sped
from studio.edits.refused import EditRefused
from studio.edits.warp import curves_warped
from studio.model import Clip, Project, Span, is_sourced, nearest_frame, round_to_flick
from studio.sentences import say

__all__ = ["FASTEST", "SLOWEST", "set_speed"]

SLOWEST, FASTEST = Fraction(1, 10), Fraction(100)
FINEST = 10_000
"""The largest denominator a speed may have; it is wrong by less than a sample in an hour."""


def set_speed(project: Project, clip_id: str, *, speed: Fraction) -> Project:
    """The project with the clip playing `speed` times as fast as its source.

        abcdef gh   ->   ace gh        (at speed 2: the hole closes)

    It begins with the same picture. Its length becomes the nearest whole number of frames, at least one, inside
    the source. Keyframes and fades stay on their pictures, pinned items on theirs. On a layer nothing else moves.
    The first time its sound keeps its pitch, until one says otherwise. A speed curve is kept, and played `speed`
    times as fast. Refused for what does not play in time, and outside 0.1 to 100.
    """
    found = the_clip(project, clip_id)
    clip = found.clip
    if not is_sourced(project, clip):
        raise EditRefused(say("“{name}” stands still, so it has no speed.", name=called(project, clip)))
    if not SLOWEST <= speed <= FASTEST:
        raise EditRefused(say("The speed can be from 0.1 to 100."))
    speed = speed.limit_denominator(FINEST)
    if speed == clip.speed:
        return project
    # The one place where a position in the source is made, and rounded; splits and trims only add to it.
    start = round_to_flick(clip.played_span.start) / speed
    grain = grain_of(project, sound=is_sound(found.layer))
    factor = clip.speed / speed
    limit = longest_window(project, replace(clip, speed=speed, window=Span(start, clip.length)), grain)
    assert limit is not None
    length = min(limit, max(1, nearest_frame(clip.length * factor, grain)) / grain)
    if length <= 0:
        raise EditRefused(say("“{name}” would be shorter than one frame.", name=called(project, clip)))
    warped = curves_warped(clip, lambda own: own * factor)
    keep_pitch = clip.keep_pitch or (clip.speed == 1 and clip.time_map is None)
    warped = replace(warped, speed=speed, window=Span(start, length), keep_pitch=keep_pitch)
    faster = _with_fades(warped, clip, factor)
    if found.layer is None:
        return sped(splice(project, found.index, found.index + 1, (faster,)), faster)
    return put_back(project, found, faster)


def _with_fades(faster: Clip, clip: Clip, factor: Fraction) -> Clip:
    """`faster` with the fades of `clip` on the same pictures; one that lay at an edge still lies exactly there."""
    fade_in = _span_stretched(clip.fade_in, factor)
    fade_out = _span_stretched(clip.fade_out, factor)
    window = faster.window
    if fade_in is not None and clip.fade_in is not None and clip.fade_in.start == clip.window.start:
        fade_in = Span(window.start, fade_in.length)
    if fade_out is not None and clip.fade_out is not None and clip.fade_out.end == clip.window.end:
        fade_out = Span(window.end - fade_out.length, fade_out.length)
    return replace(faster, fade_in=fade_in, fade_out=fade_out)


def _span_stretched(span: Span | None, factor: Fraction) -> Span | None:
    if span is None:
        return None
    return Span(round_to_flick(span.start * factor), round_to_flick(span.length * factor))
