"""Short ids that a person can read and type: `c1`, `t2`, `m1`.

It must never give an id that the project has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.model import Clip, Project, main_index

__all__ = ["Ids", "ids_in", "is_on_timeline"]

_NUMBERED = re.compile(r"([a-z]+)([0-9]{1,9})")


def ids_in(project: Project) -> Iterator[str]:
    """Every id in the project: assets, clips, gaps, layers, applied effects, markers, groups, folders."""
    yield from (marker.id for marker in project.markers)
    yield from (folder.id for folder in project.folders)
    for asset in project.assets:
        yield asset.id
    for thing in project.main:
        yield thing.id
        if isinstance(thing, Clip):
            yield from _ids_within(thing)
    for layer in (*project.layers, *project.sounds):
        yield layer.id
        for item in layer.items:
            yield item.id
            yield from _ids_within(item.clip)


def _ids_within(clip: Clip) -> Iterator[str]:
    if clip.group:
        yield clip.group
    yield from (applied.id for applied in clip.effects)
    yield from (marker.id for marker in clip.markers)


def is_on_timeline(project: Project, thing_id: str) -> bool:
    """Whether a clip, gap or item has that id."""
    return thing_id in main_index(project) or any(
        item.id == thing_id for layer in (*project.layers, *project.sounds) for item in layer.items
    )


class Ids:
    """Gives the next id of each stem: one more than the highest in the project and the highest it gave before.

    So an id that was undone away is not given again, and a redo meets nothing under its ids.
    """

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def next(self, project: Project, stem: str) -> str:
        """The next id that begins with `stem` (small letters)."""
        highest = self._given.get(stem, 0)
        for name in ids_in(project):
            match = _NUMBERED.fullmatch(name)
            if match and match[1] == stem:
                highest = max(highest, int(match[2]))
        self._given[stem] = highest + 1
        return f"{stem}{highest + 1}"
