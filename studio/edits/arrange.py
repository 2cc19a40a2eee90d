"""The files of a project and the order of its main track.

Everything after a change on the main track moves up or back by itself, and the items pinned to it with it.
In the drawings a letter is a clip, a dot a gap, and `T` an item pinned to the clip below it.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits.captions import forgotten
from studio.edits.main_track import nearest_cut, splice
from studio.edits.pieces import conformed, need_fresh, the_clip, without_item
from studio.edits.pins import released
from studio.edits.refused import EditRefused
from studio.model import Asset, Clip, Gap, Project, Time, main_frames, main_index, used_assets
from studio.sentences import say

__all__ = [
    "add_asset",
    "append",
    "insert",
    "lift",
    "remove_asset",
    "ripple_delete",
]


def add_asset(project: Project, asset: Asset) -> Project:
    """The project with one more file to take clips from. Nothing on the timeline changes."""
    need_fresh(project, asset.id)
    return replace(project, assets=(*project.assets, asset))


def remove_asset(project: Project, asset_id: str) -> Project:
    """The project without a file that no clip uses. Refused while one does."""
    asset = project.asset(asset_id)
    if asset is None:
        raise EditRefused(say("The file “{id}” is not part of this project.", id=asset_id))
    if asset_id in used_assets(project):
        raise EditRefused(say("“{name}” is still on the timeline.", name=asset.name))
    project = forgotten(project, {asset_id})
    return replace(project, assets=tuple(other for other in project.assets if other.id != asset_id))


def append(project: Project, clip: Clip) -> Project:
    """The project with the clip at the end of the main track.

        a b   ->   a b c

    Its length becomes whole frames, as many as its window holds. Everything else stays where it is.
    """
    need_fresh(project, clip.id)
    end = len(project.main)
    return splice(project, end, end, (conformed(project, clip, sound=False),))


def insert(project: Project, clip: Clip, *, at: Time) -> Project:
    """The project with the clip in the main track, at the cut nearest to `at`.

        a|b   ->   a c b        (the cut is nearest)

    No clip is cut in two. What follows moves back; items pinned to it move along, others stay.
    """
    need_fresh(project, clip.id)
    cut = nearest_cut(main_frames(project), at, project.rate)
    return splice(project, cut, cut, (conformed(project, clip, sound=False),))


def lift(project: Project, clip_id: str, *, gap_id: str) -> Project:
    """The project without the clip, a gap in its place.

        a b c   ->   a . c        (lifting b)
        a b     ->   a            (there is no gap at the end)

    Nothing else moves. Items pinned to it go too, or stay at their time where they were asked to. An item of
    a layer is taken away.
    """
    found = the_clip(project, clip_id)
    if found.layer is not None:
        return without_item(project, found)
    need_fresh(project, gap_id)
    project = released(project, found.clip)
    return splice(project, found.index, found.index + 1, (Gap(gap_id, found.clip.length),))


def ripple_delete(project: Project, clip_id: str) -> Project:
    """The project without the clip or gap, the hole closed.

        a b c   ->   a c        (deleting b)
        a . c   ->   a c        (deleting the gap)

    Items pinned to it go too, or stay at their time where they were asked to. A transition of the clip that
    follows stays where it still fits. An item of a layer is taken away, and nothing else moves.
    """
    index = main_index(project).get(clip_id)
    if index is not None and isinstance(project.main[index], Gap):
        return splice(project, index, index + 1, ())
    found = the_clip(project, clip_id)
    if found.layer is not None:
        return without_item(project, found)
    return splice(released(project, found.clip), found.index, found.index + 1, ())
