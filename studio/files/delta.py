"""The difference between two projects that share most of what they hold, as JSON, and back.

Values are compared by identity: edits share what they do not change. A delta is read against decoded JSON, not
against values, so that a journal of an older form can be replayed and then upgraded. It holds

    {"set": {key: value}, "drop": [key], "lists": {key: [PART, ...]}}

where a PART is `[first, end]` (a stretch of the old list), `{"new": value}`, or `{"patch": index, "delta": {...}}`.
It must never guess: a delta that does not fit raises `ValueError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from operator import is_not
from typing import Any

import msgspec

from studio.files.project_text import ProjectText, newer_keys
from studio.files.shapes import SHAPES
from studio.model import Layer, Project

__all__ = ["apply_delta", "delta_text"]

Raw = dict[str, Any]

_LISTS = {Project: ("assets", "main", "layers", "sounds", "fonts", "folders"), Layer: ("items",)}


def delta_text(old: Project | Layer, new: Project | Layer, text: ProjectText) -> str:
    """What makes the saved form of `new` from that of `old`, as JSON."""
    lists, given, gone = _LISTS[type(new)], [], []
    shape = SHAPES[type(new)]
    changed_lists = []
    for name, default in zip(shape.names, shape.defaults, strict=True):
        before, after = getattr(old, name), getattr(new, name)
        if before is after:
            continue
        if name in lists:
            changed_lists.append(f'"{name}": {_list_delta(before, after, text)}')
        elif before != after:
            if default is not msgspec.NODEFAULT and after == default:
                gone.append(f'"{name}"')
            else:
                given.append(f'"{name}": {text.text(after)}')
    if old.extra != new.extra:
        gone += [text.text(key) for key in newer_keys(old.extra) if key not in shape.known]
        given += text.extra(new, shape.known, 0)
    parts = [f'"set": {{{", ".join(given)}}}'] if given else []
    parts += [f'"drop": [{", ".join(gone)}]'] if gone else []
    parts += [f'"lists": {{{", ".join(changed_lists)}}}'] if changed_lists else []
    return "{" + ", ".join(parts) + "}"


def _same_at_start(old: Sequence[object], new: Sequence[object]) -> int:
    shorter = min(len(old), len(new))
    return next(compress(count(), map(is_not, old, new)), shorter)


def _same_at_end(old: Sequence[object], new: Sequence[object], start: int) -> int:
    shorter = min(len(old), len(new)) - start
    return min(shorter, next(compress(count(), map(is_not, reversed(old), reversed(new))), shorter))


def _list_delta(old: tuple[Any, ...], new: tuple[Any, ...], text: ProjectText) -> str:
    start = _same_at_start(old, new)
    end = _same_at_end(old, new, start)
    parts: list[str] = [f"[0, {start}]"] if start else []
    middle = old[start : len(old) - end]
    places = {id(part): index for index, part in enumerate(middle, start)}
    first = after = -1
    for part in new[start : len(new) - end]:
        place = places.get(id(part), -1)
        if place >= 0 and place == after:
            after += 1
            continue
        if first >= 0:
            parts.append(f"[{first}, {after}]")
            first = after = -1
        if place >= 0:
            first, after = place, place + 1
        else:
            parts.append(_fresh(part, middle, start, text))
    if first >= 0:
        parts.append(f"[{first}, {after}]")
    if end:
        parts.append(f"[{len(old) - end}, {len(old)}]")
    return "[" + ", ".join(parts) + "]"


def _fresh(part: object, old: tuple[Any, ...], offset: int, text: ProjectText) -> str:
    """A part the old list does not hold; a layer is told as its difference to the layer with its id."""
    if isinstance(part, Layer):
        for index, before in enumerate(old):
            if isinstance(before, Layer) and before.id == part.id:
                return f'{{"patch": {index + offset}, "delta": {delta_text(before, part, text)}}}'
    return f'{{"new": {text.text(part)}}}'


def apply_delta(raw: Raw, delta: object) -> Raw:
    """The decoded project (or layer) after the delta; `raw` stays as it was, and parts are shared with it.

    Raises `ValueError` when the delta does not fit.
    """
    if type(delta) is not dict:
        raise ValueError("a delta is an object")
    result = dict(raw)
    for key in _checked(delta.get("drop", []), list):
        result.pop(key, None)
    result.update(_checked(delta.get("set", {}), dict))
    for key, parts in _checked(delta.get("lists", {}), dict).items():
        result[key] = _applied(_checked(raw.get(key, []), list), _checked(parts, list))
        if not result[key]:
            del result[key]
    return result


def _checked(value: object, kind: type) -> Any:
    if type(value) is not kind:
        raise ValueError(f"expected {kind.__name__}")
    return value


def _applied(old: list[Any], parts: list[Any]) -> list[Any]:
    result: list[Any] = []
    for part in parts:
        match part:
            case [int(first), int(end)] if 0 <= first < end <= len(old):
                result += old[first:end]
            case {"new": value}:
                result.append(value)
            case {"patch": int(index), "delta": delta} if 0 <= index < len(old):
                result.append(apply_delta(_checked(old[index], dict), delta))
            case _:
                raise ValueError("a part of a list does not fit")
    return result
