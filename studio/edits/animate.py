"""How clips come, go, and move while they are there.

None of these edits moves anything in time: the drawing of each is `abc   ->   abc`, seen differently. Which
animations there are is not known here.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits.pieces import called, put_back, the_clip
from studio.edits.refused import EditRefused
from studio.model import WHENS, Adjustment, Animation, Found, Keyframes, Project, Time, When, nearest_frame
from studio.sentences import say

__all__ = ["remove_animation", "set_animation"]

LONGEST_S = 600


def set_animation(project: Project, clip_id: str, *, animation: Animation) -> Project:
    """The project with the clip coming, going or moving as `animation` says, in place of the one it had for that.

    Its length becomes whole frames, at least one. Refused for what has no picture.
    """
    found = _pictured(project, clip_id)
    if animation.when not in WHENS:
        raise EditRefused(say("An animation can be in, out or loop."))
    if not 0 < animation.length <= LONGEST_S:
        raise EditRefused(say("An animation can last from one frame to {most} s.", most=LONGEST_S))
    if any(isinstance(value, Keyframes) for _key, value in animation.settings):
        raise EditRefused(say("An animation moves by itself: its settings take no keyframes."))
    frames = max(1, nearest_frame(animation.length, project.rate))
    new = replace(animation, length=Time(frames) / project.rate)
    return _with(project, found, animation.when, new)


def remove_animation(project: Project, clip_id: str, *, when: When) -> Project:
    """The project with the clip just there (`in`), just gone (`out`), or standing still (`loop`)."""
    return _with(project, _pictured(project, clip_id), when, None)


def _with(project: Project, found: Found, when: When, new: Animation | None) -> Project:
    by_when = {animation.when: animation for animation in found.clip.animations}
    if new is not None:
        by_when[when] = new
    else:
        by_when.pop(when, None)
    ordered = tuple(by_when[one] for one in WHENS if one in by_when)
    return put_back(project, found, replace(found.clip, animations=ordered))


def _pictured(project: Project, clip_id: str) -> Found:
    found = the_clip(project, clip_id)
    if found.track == "sounds" or isinstance(found.clip.content, Adjustment):
        raise EditRefused(say("“{name}” has no picture.", name=called(project, found.clip)))
    return found
