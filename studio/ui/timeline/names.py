"""What a clip is called and what it is drawn as. It must never know Qt."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from studio.effect import Effect
from studio.model import Adjustment, Asset, Clip, Compound, Footage, Placeholder, Project, Solid, Sticker, Title
from studio.sentences import say
from studio.ui.timeline.lanes import LaneKind

__all__ = ["Drawn", "assets_by_id", "clip_name", "drawn_as"]

Drawn = Literal["video", "overlay", "text", "look", "sound"]


class _Assets:
    """The assets of the project asked about last, by id."""

    def __init__(self) -> None:
        self.known: tuple[Asset, ...] = ()
        self.by_id: dict[str, Asset] = {}

    def of(self, assets: tuple[Asset, ...]) -> dict[str, Asset]:
        if assets is not self.known:
            self.known, self.by_id = assets, {asset.id: asset for asset in assets}
        return self.by_id


_assets = _Assets()


def assets_by_id(project: Project) -> Mapping[str, Asset]:
    """The project's assets by id. For the main thread."""
    return _assets.of(project.assets)


@lru_cache(maxsize=4096)
def _one_line(text: str) -> str:
    return " ".join(text.split())


def clip_name(project: Project, clip: Clip, effects: Mapping[str, Effect] | None = None) -> str:
    """The name a person gave the clip, otherwise one made from its content."""
    if clip.name:
        return clip.name
    match clip.content:
        case Footage(asset=asset_id):
            asset = assets_by_id(project).get(asset_id)
            return asset.name if asset is not None else say("Missing file")
        case Title(text=text):
            return _one_line(text) or say("Empty title")
        case Solid():
            return say("Colour")
        case Adjustment() | Sticker():
            effect = effects.get(clip.effects[0].effect) if effects and clip.effects else None
            if effect is not None:
                return effect.name
            return say("Sticker") if isinstance(clip.content, Sticker) else say("Look")
        case Compound():
            return say("Compound")
        case Placeholder(kind=kind):
            return kind


def drawn_as(project: Project, clip: Clip, lane: LaneKind) -> Drawn:
    """Which kind's colours and drawing a clip has: its content decides, then its lane."""
    match clip.content:
        case Title():
            return "text"
        case Adjustment():
            return "look"
        case Compound() if lane == "sound":
            return "sound"
        case Footage(asset=asset_id):
            asset = assets_by_id(project).get(asset_id)
            if lane == "sound" or (asset is not None and asset.kind == "sound"):
                return "sound"
    return "video" if lane == "main" else "overlay"
