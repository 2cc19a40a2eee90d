"""Groups: clips that are selected, moved and deleted together. None of these edits moves anything.

In the drawings a letter is a clip; letters in brackets are a group.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from studio.edits.move import move
from studio.edits.pieces import put_back, the_clip
from studio.edits.refused import EditRefused
from studio.model import ZERO, OnClip, Project, find, grouped
from studio.sentences import say

__all__ = ["group", "moved_along", "ungroup"]


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


def moved_along(before: Project, after: Project, clip_id: str, others: Collection[str]) -> Project:
    """`after`, where the clip moved, with the others moved by as much as it.

        T                   T
        a b . .   ->   . .  a b        (T of a group with a, which moved)

    Items pinned to a clip that moved went with it already. One that would begin before the start begins there.
    """
    was, now = find(before, clip_id), find(after, clip_id)
    if was is None or now is None or was.span.start == now.span.start:
        return after
    moving = {clip_id, *others}
    for name in others:
        old, new = find(before, name), find(after, name)
        if old is None or new is None:
            continue
        if old.item is not None and isinstance(old.item.pin, OnClip) and old.item.pin.clip in moving:
            continue
        to = old.span.start + now.span.start - was.span.start
        after = move(after, name, to=max(ZERO, to), layer="main" if new.layer is None else None)
    return after
