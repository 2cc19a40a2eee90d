"""How media is sorted in the library: folders, stars, colours, names, what nothing is made of.

None of these edits moves anything on the timeline, and none touches a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from studio.edits.captions import forgotten
from studio.edits.numbers import colour_of
from studio.edits.refused import EditRefused
from studio.model import MOST_STARS, Asset, Folder, Project, folder_path, used_assets
from studio.sentences import say

__all__ = [
    "add_folder",
    "put_in_folder",
    "remove_folder",
    "remove_unused",
    "rename_asset",
    "rename_folder",
    "set_asset_colour",
    "set_stars",
]


def add_folder(project: Project, folder: Folder) -> Project:
    """The project with one more folder.

        Top: a b   ->   Top: a b [new]

    Refused without a name, beside a folder of the same name, and in a folder that is not there.
    """
    if project.folder(folder.id) is not None:
        raise EditRefused(say("There is a folder “{id}” already.", id=folder.id))
    if folder.inside:
        _the_folder(project, folder.inside)
    named = replace(folder, name=_free_name(project, folder.name, folder.inside, but=""))
    return replace(project, folders=(*project.folders, named))


def rename_folder(project: Project, folder_id: str, *, name: str) -> Project:
    """The project with another name for a folder.

        [Beach] a   ->   [Sea] a

    Refused without a name, and where its neighbour has the name.
    """
    folder = _the_folder(project, folder_id)
    return _with_folder(project, replace(folder, name=_free_name(project, name, folder.inside, but=folder_id)))


def remove_folder(project: Project, folder_id: str) -> Project:
    """The project without a folder; what lay in it lies where the folder lay.

        Top: a [b c]   ->   Top: a b c

    Refused where a folder of the same name would come to lie beside one.
    """
    gone = _the_folder(project, folder_id)
    left = replace(project, folders=tuple(one for one in project.folders if one.id != folder_id))
    for folder in left.folders:
        if folder.inside == folder_id:
            _free_name(left, folder.name, gone.inside, but=folder.id)
    folders = tuple(replace(one, inside=gone.inside) if one.inside == folder_id else one for one in left.folders)
    assets = tuple(replace(one, folder=gone.inside) if one.folder == folder_id else one for one in left.assets)
    return replace(left, folders=folders, assets=assets)


def put_in_folder(project: Project, ids: Iterable[str], *, folder: str) -> Project:
    """The project with files and folders in another folder; an empty id is the top.

        Top: a b [c]   ->   Top: b [c a]

    Refused where a folder would come to lie in itself, or beside one of the same name.
    """
    if folder:
        _the_folder(project, folder)
    for name in ids:
        moved = project.folder(name)
        if moved is None:
            project = _with_asset(project, replace(_the_asset(project, name), folder=folder))
            continue
        if any(one.id == name for one in folder_path(project, folder)):
            raise EditRefused(say("“{name}” cannot lie in itself.", name=moved.name))
        _free_name(project, moved.name, folder, but=name)
        project = _with_folder(project, replace(moved, inside=folder))
    return project


def set_stars(project: Project, asset_ids: Iterable[str], *, stars: int) -> Project:
    """The project with files rated by so many stars.

        a ☆☆☆   ->   a ★★☆

    Refused but for 0 to 5.
    """
    if stars not in range(MOST_STARS + 1):
        raise EditRefused(say("Stars go from 0 to {most}.", most=MOST_STARS))
    return _each_asset(project, asset_ids, lambda asset: replace(asset, stars=stars))


def set_asset_colour(project: Project, asset_ids: Iterable[str], *, colour: str) -> Project:
    """The project with a colour on files, to tell them apart; an empty text takes it off.

        a   ->   a (red)

    Refused where it is no colour.
    """
    label = colour_of(colour) if colour else ""
    return _each_asset(project, asset_ids, lambda asset: replace(asset, colour=label))


def rename_asset(project: Project, asset_id: str, *, name: str) -> Project:
    """The project that calls a file otherwise; on the disk it keeps its name, and clips keep theirs.

        IMG_0412.MOV   ->   Beach

    Refused without a name.
    """
    return _with_asset(project, replace(_the_asset(project, asset_id), name=_name(name)))


def remove_unused(project: Project, asset_ids: Iterable[str] | None = None) -> Project:
    """The project without the files that no clip is made of: all of them, or those among `asset_ids`.

        a b c, of which b is on the timeline   ->   b

    Refused where there are none. On the disk they stay.
    """
    among = {asset.id for asset in project.assets} if asset_ids is None else set(asset_ids)
    gone = among - used_assets(project)
    left = tuple(asset for asset in project.assets if asset.id not in gone)
    if len(left) == len(project.assets):
        raise EditRefused(say("Every file here is used on the timeline."))
    return replace(forgotten(project, gone), assets=left)


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise EditRefused(say("A name needs at least one letter."))
    return name


def _free_name(project: Project, name: str, inside: str, *, but: str) -> str:
    name = _name(name)
    for other in project.folders:
        if other.id != but and other.inside == inside and other.name.casefold() == name.casefold():
            raise EditRefused(say("There is a folder “{name}” here already.", name=other.name))
    return name


def _the_folder(project: Project, folder_id: str) -> Folder:
    folder = project.folder(folder_id)
    if folder is None:
        raise EditRefused(say("There is no folder “{id}” any more.", id=folder_id))
    return folder


def _the_asset(project: Project, asset_id: str) -> Asset:
    asset = project.asset(asset_id)
    if asset is None:
        raise EditRefused(say("The file “{id}” is not part of this project.", id=asset_id))
    return asset


def _each_asset(project: Project, asset_ids: Iterable[str], change: Callable[[Asset], Asset]) -> Project:
    for name in asset_ids:
        project = _with_asset(project, change(_the_asset(project, name)))
    return project


def _with_asset(project: Project, asset: Asset) -> Project:
    if project.asset(asset.id) == asset:
        return project
    return replace(project, assets=tuple(asset if one.id == asset.id else one for one in project.assets))


def _with_folder(project: Project, folder: Folder) -> Project:
    if project.folder(folder.id) == folder:
        return project
    return replace(project, folders=tuple(folder if one.id == folder.id else one for one in project.folders))
