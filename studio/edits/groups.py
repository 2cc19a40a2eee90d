"""Groups: clips that are selected, moved and deleted together. None of these edits moves anything.

In the drawings a letter is a clip; letters in brackets are a group.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from studio.edits.pieces import put_back, the_clip
from studio.edits.refused import EditRefused
from studio.model import Project, grouped
from studio.sentences import say

__all__ = ["group", "ungroup"]


def group(project: Project, clip_ids: Collection[str], *, group_id: str) -> Project:
    """The project with the clips, and all that were in a group with one of them, in one group.

        a b c   ->   (a b) c        (grouping a and b)

    Refused for fewer than two clips.
    """
    ids = grouped(project, clip_ids)
    if len(ids) < 2:
        raise EditRefused(say("A group needs at least two clips."))
    for clip_id in ids:
        found = the_clip(project, clip_id)
        project = put_back(project, found, replace(found.clip, group=group_id))
    return project


def ungroup(project: Project, clip_ids: Collection[str]) -> Project:
    """The project with the groups of the clips taken apart.

        (a b) c   ->   a b c        (ungrouping a)

    Refused where none of them is in a group.
    """
    changed = project
    for clip_id in grouped(project, clip_ids):
        found = the_clip(changed, clip_id)
        if found.clip.group:
            changed = put_back(changed, found, replace(found.clip, group=""))
    if changed is project:
        raise EditRefused(say("This clip is in no group."))
    return changed
