"""Which media the library shows, and in what order, without Qt.

It must never change a project.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from studio.model import Asset, Folder, Project, folder_path, used_assets
from studio.session import MediaOrder

__all__ = ["Wanted", "folders_shown", "media_shown"]

Use = Literal["all", "used", "unused"]


@dataclass(frozen=True)
class Wanted:
    """What the person wants to see: words of the name, only what is used or is not, so many stars at least, a colour
    (empty: any)."""

    sounds: bool = False
    folder: str = ""
    words: str = ""
    use: Use = "all"
    stars: int = 0
    colour: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether anything but the folder narrows it."""
        return self != replace(Wanted(), sounds=self.sounds, folder=self.folder)


def media_shown(project: Project, wanted: Wanted, order: MediaOrder, *, backward: bool) -> list[Asset]:
    """The media to show: of the open folder, or where it is narrowed of all folders in it, too."""
    words = wanted.words.casefold().split()
    used = used_assets(project)
    inside = _folders_within(project, wanted.folder) if wanted.narrowed else {_there(project, wanted.folder)}
    shown = [
        asset
        for asset in project.assets
        if (asset.kind == "sound") == wanted.sounds
        and _there(project, asset.folder) in inside
        and all(word in asset.name.casefold() for word in words)
        and (wanted.use == "all" or (asset.id in used) == (wanted.use == "used"))
        and asset.stars >= wanted.stars
        and wanted.colour in ("", asset.colour)
    ]
    if order != "added":
        # In Python's sort what is equal keeps its order, also backward.
        shown.sort(key=lambda asset: _rank(asset, order), reverse=backward)
    elif backward:
        shown.reverse()
    return shown


def folders_shown(project: Project, wanted: Wanted) -> list[Folder]:
    """The folders to show in the open one, by name; none while something is sought.

    A folder that holds only the other sort of media belongs to the other tab; an empty one to both.
    """
    if wanted.narrowed:
        return []
    here = _there(project, wanted.folder)
    return sorted(
        (one for one in project.folders if one.inside == here and _is_for(project, one, sounds=wanted.sounds)),
        key=lambda folder: folder.name.casefold(),
    )


def _is_for(project: Project, folder: Folder, *, sounds: bool) -> bool:
    within = _folders_within(project, folder.id)
    kinds = {asset.kind == "sound" for asset in project.assets if asset.folder in within}
    return not kinds or sounds in kinds


def _there(project: Project, folder_id: str) -> str:
    """The folder; the top where it is gone."""
    return folder_id if project.folder(folder_id) is not None else ""


def _folders_within(project: Project, folder_id: str) -> set[str]:
    if not _there(project, folder_id):
        return {"", *(folder.id for folder in project.folders)}
    within = (one.id for one in project.folders if _holds(folder_path(project, one.id), folder_id))
    return {folder_id, *within}


def _holds(way: Iterable[Folder], folder_id: str) -> bool:
    return any(folder.id == folder_id for folder in way)


def _rank(asset: Asset, order: MediaOrder) -> Any:
    match order:
        case "length":
            return asset.duration
        case "kind":
            return (asset.kind, asset.name.casefold())
        case "stars":
            return -asset.stars
    return asset.name.casefold()
