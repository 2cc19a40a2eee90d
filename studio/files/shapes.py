"""What each value of the model looks like in a file, taken from the types themselves.

It must never name single fields: a field added to the model is written and read without a change here.
"""

from __future__ import annotations

import typing
from types import UnionType
from typing import Any

import msgspec

from studio.model import Adjustment, Clip, Compound, Footage, Gap, Placeholder, Project, Solid, Sticker, Title

__all__ = ["CONTENT_KINDS", "SHAPES", "Shape", "choices_of"]

CONTENT_KINDS: frozenset[str] = frozenset({"footage", "title", "solid", "sticker", "adjustment", "compound"})
"""Contents this program knows; any other becomes a `Placeholder` and is written back as it came."""

_CONTENTS = {Footage, Title, Solid, Sticker, Adjustment, Compound, Placeholder}


class Shape(msgspec.Struct, frozen=True):
    """One type of value: its tag, its fields in order, their types and defaults (`NODEFAULT` where required)."""

    kind: type[msgspec.Struct]
    tag: str | None
    names: tuple[str, ...]
    types: tuple[Any, ...]
    defaults: tuple[Any, ...]
    known: frozenset[str]


def choices_of(type_: Any) -> tuple[Any, ...]:
    """The types a union allows; the type itself where it is none."""
    return typing.get_args(type_) if isinstance(type_, UnionType) else (type_,)


def _shape(kind: type[msgspec.Struct]) -> Shape:
    fields = [field for field in msgspec.structs.fields(kind) if field.name != "extra"]
    tag = kind.__struct_config__.tag
    names = tuple(field.name for field in fields)
    return Shape(
        kind=kind,
        tag=tag if isinstance(tag, str) else None,
        names=names,
        types=tuple(field.type for field in fields),
        defaults=tuple(field.default for field in fields),
        known=frozenset(names) | ({"type"} if tag else frozenset()),
    )


def _all_shapes() -> dict[type, Shape]:
    shapes: dict[type, Shape] = {}
    waiting: list[Any] = [Project, Clip, Gap, *_CONTENTS]
    while waiting:
        type_ = waiting.pop()
        if isinstance(type_, type) and issubclass(type_, msgspec.Struct):
            if type_ not in shapes:
                shapes[type_] = _shape(type_)
                waiting += shapes[type_].types
        else:
            waiting += [part for part in typing.get_args(type_) if part is not Ellipsis and not isinstance(part, str)]
    return shapes


SHAPES: dict[type, Shape] = _all_shapes()
"""Every type of value a project can hold."""
