"""Keeping what a newer program wrote: unknown keys go into each value's `extra`, unknown contents into placeholders.

It works on decoded JSON, in place, before the values are made. It must never fail: what has the wrong form
is left as it is for the conversion to find.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import msgspec

from studio.files.shapes import CONTENT_KINDS, SHAPES, Shape, choices_of
from studio.model import Content, Project

__all__ = ["keep_unknown"]

Keep = Callable[[Any], None]


def keep_unknown(raw: object, kind: type[msgspec.Struct] = Project) -> None:
    """Make a decoded value of type `kind` ready for conversion, keeping what this program does not know."""
    _KEEPERS[kind](raw)


def _json(values: dict[str, Any]) -> str:
    return msgspec.json.encode(values).decode()


def _struct_keeper(shape: Shape) -> Keep:
    known, inside = shape.known, _INSIDE[shape.kind]

    def keep(raw: Any) -> None:
        if type(raw) is not dict:
            return
        if not raw.keys() <= known:
            unknown = {key: raw.pop(key) for key in tuple(raw) if key not in known}
            raw["extra"] = _json(unknown)
        for key, keep_part in inside:
            if key in raw:
                keep_part(raw[key])

    return keep


def _content(raw: Any) -> None:
    if type(raw) is not dict:
        return
    kind = raw.get("type")
    if type(kind) is not str:
        return
    if kind in CONTENT_KINDS:
        _BY_TAG[kind](raw)
    else:
        rest = {key: part for key, part in raw.items() if key != "type"}
        raw.clear()
        raw.update(type="placeholder", kind=kind)
        if rest:
            raw["extra"] = _json(rest)


def _each(keep: Keep) -> Keep:
    def keep_all(raw: Any) -> None:
        if type(raw) is list:
            for part in raw:
                keep(part)

    return keep_all


def _columns(keepers: tuple[Keep | None, ...]) -> Keep:
    def keep_columns(raw: Any) -> None:
        if type(raw) is list:
            for part, keep in zip(raw, keepers, strict=False):
                if keep is not None:
                    keep(part)

    return keep_columns


def _keeper_for(type_: Any) -> Keep | None:
    """What to do with a value of this type, None where nothing inside can have keys."""
    if type_ == Content:
        return _content
    choices = choices_of(type_)
    kinds = [choice for choice in choices if isinstance(choice, type) and issubclass(choice, msgspec.Struct)]
    if kinds:
        return _one_of(kinds)
    for choice in choices:
        parts = get_args(choice)
        if parts and parts[-1] is Ellipsis:
            inner = _keeper_for(parts[0])
            return _each(inner) if inner is not None else None
        columns = tuple(_keeper_for(part) for part in parts if not isinstance(part, str))
        if any(columns):
            return _columns(columns)
    return None


def _one_of(kinds: list[type[msgspec.Struct]]) -> Keep:
    if len(kinds) == 1:
        kind = kinds[0]
        return lambda raw: _KEEPERS[kind](raw)
    by_tag = {SHAPES[kind].tag: kind for kind in kinds}

    def keep_tagged(raw: Any) -> None:
        tag = raw.get("type") if type(raw) is dict else None
        if type(tag) is str and tag in by_tag:
            _KEEPERS[by_tag[tag]](raw)

    return keep_tagged


_KEEPERS: dict[type, Keep] = {}
_INSIDE: dict[type, list[tuple[str, Keep]]] = {kind: [] for kind in SHAPES}
for _kind, _made in SHAPES.items():
    _KEEPERS[_kind] = _struct_keeper(_made)
for _kind, _made in SHAPES.items():
    for _name, _type in zip(_made.names, _made.types, strict=True):
        _keep = _keeper_for(_type)
        if _keep is not None:
            _INSIDE[_kind].append((_name, _keep))
_BY_TAG: dict[str, Keep] = {made.tag: _KEEPERS[kind] for kind, made in SHAPES.items() if made.tag}
