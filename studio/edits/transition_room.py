"""Where a transition asks for material that a clip does not have, and making room for it.

Where there is none, the edge picture holds: it can be seen, and it is told here.
"""

from __future__ import annotations

from studio.edits.pieces import called, earliest_own, longest_window, the_clip
from studio.edits.refused import EditRefused
from studio.edits.trim import trim_end, trim_start
from studio.model import ZERO, Clip, Project, Time, ceil_frame, find, is_sourced, main_index
from studio.sentences import say

__all__ = ["make_room", "missing_material"]


def missing_material(project: Project, clip_id: str) -> tuple[Time, Time]:
    """How long the edge pictures hold in the transition the clip comes in with: of the clip before it, and of it.

    In whole frames; both 0 where there is enough material, or no transition.
    """
    index = main_index(project).get(clip_id)
    clip = project.main[index] if index else None
    before = project.main[index - 1] if index else None
    if not isinstance(clip, Clip) or not isinstance(before, Clip) or clip.enter is None:
        return ZERO, ZERO
    half, rate = clip.enter.length / 2, project.rate
    longest = longest_window(project, before, rate)
    leaving = half - (longest - before.length) if longest is not None else ZERO
    coming = half - (clip.window.start - earliest_own(project, clip)) if is_sourced(project, clip) else ZERO
    return ceil_frame(max(ZERO, leaving), rate) / rate, ceil_frame(max(ZERO, coming), rate) / rate


def make_room(project: Project, clip_id: str) -> Project:
    """The project with the clips at a transition trimmed, so that it has material on both sides of its cut.

        abcd×efgh   ->   abc×fgh        (a transition of two seconds, with nothing after d and before e)

    The piece gets shorter by what is trimmed. Refused where nothing is missing, or a clip would be trimmed away.
    """
    found = the_clip(project, clip_id)
    leaving, coming = missing_material(project, clip_id)
    if leaving == 0 and coming == 0:
        raise EditRefused(say("The transition of “{name}” has all its material.", name=called(project, found.clip)))
    before = project.main[found.index - 1]
    length = found.clip.enter.length if found.clip.enter is not None else ZERO
    if leaving > 0:
        project = trim_end(project, before.id, to=found.span.start - leaving)
    if coming > 0:
        now = find(project, clip_id)
        assert now is not None
        project = trim_start(project, clip_id, to=now.span.start + coming)
    after = the_clip(project, clip_id).clip
    if after.enter is None or after.enter.length < length:
        raise EditRefused(say("The clips are too short for that: make the transition shorter."))
    return project
