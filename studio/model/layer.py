"""A layer: pinned items above the main track, or sound items below it.

Items may overlap; the later one is above. It must never order its items by time: the order is the stacking.
"""

from __future__ import annotations

from typing import Literal

from studio.model.clip import Item
from studio.model.value import Value

__all__ = ["Layer", "LayerKind"]

LayerKind = Literal["overlay", "text", "look", "sound"]


class Layer(Value, frozen=True):
    """Items of one kind. `hidden` draws nothing, `muted` plays nothing, `locked` refuses edits."""

    id: str
    kind: LayerKind
    name: str = ""
    items: tuple[Item, ...] = ()
    hidden: bool = False
    muted: bool = False
    locked: bool = False
