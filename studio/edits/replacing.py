"""Another file in the place of a clip's own, with everything kept that was done to the clip.

It must never change where the clip begins.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from studio.edits.main_track import splice
from studio.edits.pieces import called, conformed, grain_of, has_sound, is_sound, longest_window, put_back, the_clip
from studio.edits.pins import stayed
from studio.edits.refused import EditRefused
from studio.edits.trim import end_trimmed
from studio.edits.warp import curves_warped
from studio.model import ZERO, Clip, Footage, Found, Project, Span, Time, is_sourced, round_to_flick
from studio.sentences import say

__all__ = ["replace_footage"]


def replace_footage(
    project: Project, clip_id: str, *, asset_id: str, start: Time = ZERO, whole: bool = False
) -> Project:
    """The project with the clip showing another file from `start` on, keeping everything that was done to it.

        ab[cd]e fg   ->   vw fg         (the file is vwxyz: as long as it was, from the beginning of the file)
        abcd fg      ->   vwx fg        (the file is vwx: shorter, and the hole closes)
        ab fg        ->   vwxyz fg      (with `whole`: all of the file, and what follows moves back)

    Keyframes, fades, effects and the transition stay as far from the clip's beginning as they were; items stay at
    their time. A file that stands still has no speed. Refused where there is nothing to see or hear in it.
    """
    found = the_clip(project, clip_id)
    asset = project.asset(asset_id)
    if asset is None:
        raise EditRefused(say("The file “{id}” is not part of this project.", id=asset_id))
    if not isinstance(found.clip.content, Footage):
        raise EditRefused(say("“{name}” shows no file.", name=called(project, found.clip)))
    if start < 0 or (asset.kind != "photo" and start >= asset.duration):
        raise EditRefused(say("“{name}” shows nothing at that time.", name=asset.name))
    name = asset.name if found.clip.name in ("", _old_name(project, found)) else found.clip.name
    clip = _of_other_file(project, found, replace(found.clip, content=Footage(asset_id), name=name), start)
    clip = _as_long(project, found, clip, whole=whole)
    if clip == found.clip:
        return project
    if found.layer is None:
        return stayed(project, splice(project, found.index, found.index + 1, (clip,)), (clip.id,))
    return put_back(project, found, clip)


def _old_name(project: Project, found: Found) -> str:
    assert isinstance(found.clip.content, Footage)
    asset = project.asset(found.clip.content.asset)
    return asset.name if asset is not None else ""


def _of_other_file(project: Project, found: Found, clip: Clip, start: Time) -> Clip:
    """The clip beginning at `start` of its new file, its keys and fades as far from its beginning as they were."""
    if not is_sourced(project, clip):
        return replace(clip, speed=Fraction(1), time_map=None, keep_pitch=False, markers=())
    if clip.time_map is not None:
        first, shown = clip.source_at(clip.window.start), clip.source_span.length
        asset = project.asset(clip.content.asset) if isinstance(clip.content, Footage) else None
        assert asset is not None
        # Backwards it begins with the last of its pictures, which must be there.
        begin = min(asset.duration, start + shown) if clip.time_map.backwards else start
        shift = round_to_flick(begin) - first
        return replace(clip, time_map=replace(clip.time_map, start=clip.time_map.start + shift))
    begin = round_to_flick(start) / clip.speed
    by = begin - found.clip.window.start
    moved = curves_warped(clip, lambda own: own + by)
    return replace(
        moved,
        window=Span(begin, clip.length),
        fade_in=Span(clip.fade_in.start + by, clip.fade_in.length) if clip.fade_in else None,
        fade_out=Span(clip.fade_out.start + by, clip.fade_out.length) if clip.fade_out else None,
    )


def _as_long(project: Project, found: Found, clip: Clip, *, whole: bool) -> Clip:
    """The clip as long as it was, no longer than its material, or as long as all of that."""
    sound = is_sound(found.layer)
    longest = longest_window(project, clip, grain_of(project, sound=sound))
    if longest is not None:
        if longest <= 0:
            raise EditRefused(say("“{name}” is shorter than one frame.", name=called(project, clip)))
        length = longest if whole else min(longest, clip.length)
        if length != clip.length:
            clip = end_trimmed(clip, Span(clip.window.start, length))
    if sound and not has_sound(project, clip):
        raise EditRefused(say("“{name}” has no sound.", name=called(project, clip)))
    return conformed(project, clip, sound=sound)
