"""The files of a project: where they lie, and what they hold. None of these edits moves anything on the timeline."""

from __future__ import annotations

from msgspec.structs import replace

from studio.edits.refused import EditRefused
from studio.model import Asset, Project
from studio.sentences import say

__all__ = ["relink", "renew"]


def relink(project: Project, asset_id: str, *, path: str) -> Project:
    """The project whose file lies at `path` from now on: the same content in another place."""
    asset = _the_asset(project, asset_id)
    return project if asset.path == path else _with(project, replace(asset, path=path))


def renew(project: Project, asset: Asset) -> Project:
    """The project that takes other content for the file with the id of `asset`, with the same clips made of it.

    Refused where it is of another kind. A clip that reaches beyond a shorter file holds its last picture.
    """
    old = _the_asset(project, asset.id)
    if old.kind != asset.kind:
        raise EditRefused(
            say("“{name}” is a {new}, and “{old_name}” was a {old}: it cannot take its place.",
                name=asset.name, new=_KINDS[asset.kind], old_name=old.name, old=_KINDS[old.kind])
        )  # fmt: skip
    return project if old == asset else _with(project, asset)


_KINDS = {"video": say("video"), "photo": say("photo"), "sound": say("sound"), "lut": say("LUT")}


def _the_asset(project: Project, asset_id: str) -> Asset:
    asset = project.asset(asset_id)
    if asset is None:
        raise EditRefused(say("The file “{id}” is not part of this project.", id=asset_id))
    return asset


def _with(project: Project, asset: Asset) -> Project:
    return replace(project, assets=tuple(asset if other.id == asset.id else other for other in project.assets))
