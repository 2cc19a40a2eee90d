"""A project as JSON text that a person can read and compare line by line.

Fields stand in the order of the model, defaults are left out, exact numbers are text, and what fits on
a line stands on one. It must never fail on a value: what cannot be written is written as nearly as it can be.
"""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from json.encoder import encode_basestring
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from studio.files.fraction_text import fraction_text
from studio.files.place_on_disk import path_text
from studio.files.shapes import SHAPES, Shape
from studio.model import Asset, Clip, Gap, Item, Placeholder, Project

__all__ = ["ProjectText", "as_bytes", "newer_keys"]

_LINE = 100
_SURROGATES = re.compile("[\ud800-\udfff]")
_REMEMBERED_TYPES = (Clip, Gap, Item)
_LEAST_REMEMBERED = 4096

Write = Callable[[Any, int], str]


def _block(parts: list[str], depth: int, brackets: str) -> str:
    """The parts between brackets: on one line where they fit, otherwise a line each, indented."""
    line = ", ".join(parts)
    if len(line) + 2 * depth <= _LINE and "\n" not in line:
        return brackets[0] + line + brackets[1]
    pad = "\n" + "  " * (depth + 1)
    return brackets[0] + pad + ("," + pad).join(parts) + "\n" + "  " * depth + brackets[1]


def as_bytes(text: str) -> bytes:
    """UTF-8; half characters that no file can hold become `\N{REPLACEMENT CHARACTER}`."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text).encode()


def _string(value: str, _depth: int) -> str:
    return encode_basestring(value)


def _switch(value: bool, _depth: int) -> str:
    return "true" if value else "false"


def _whole(value: int, _depth: int) -> str:
    return int.__repr__(value)


def _number(value: float, _depth: int) -> str:
    return float.__repr__(value) if math.isfinite(value) else "null"


def _exact(value: Fraction, _depth: int) -> str:
    return f'"{fraction_text(value)}"'


def _nothing(_value: None, _depth: int) -> str:
    return "null"


class _Writers(dict[type, Write]):
    """A function for each type; a subclass is written as what it derives from."""

    def __missing__(self, kind: type) -> Write:
        for parent in kind.__mro__[1:]:
            if parent in self:
                self[kind] = self[parent]
                return self[kind]
        raise TypeError(f"a project cannot hold {kind.__name__}")


class ProjectText:
    """Writes values as JSON text; asset paths as seen from folder `base` (None: absolute).

    Clips, gaps and items written once are remembered by identity, so that writing a project again after an edit
    costs a tenth. Safe to use from several threads.
    """

    def __init__(self, base: Path | None = None) -> None:
        self.last: tuple[Project, bytes] | None = None
        """The whole project written last, as it lies in its file."""
        self._base = base
        self._known: dict[tuple[int, int], tuple[object, str]] = {}
        self._used: dict[tuple[int, int], tuple[object, str]] = {}
        self._writers = _Writers(
            {
                str: _string,
                bool: _switch,
                int: _whole,
                float: _number,
                Fraction: _exact,
                type(None): _nothing,
                tuple: self._list,
                list: self._list,
                dict: self._object,
            }
        )
        for shape in SHAPES.values():
            write = self._struct_writer(shape)
            self._writers[shape.kind] = self._remembering(write) if shape.kind in _REMEMBERED_TYPES else write
        self._writers[Placeholder] = self._placeholder

    def text(self, value: object, depth: int = 0) -> str:
        """The value as JSON text, as it stands `depth` levels deep."""
        return self._writers[type(value)](value, depth)

    def finish(self) -> None:
        """Call after a whole project: forget texts of values it no longer holds."""
        if len(self._known) > 2 * len(self._used) + _LEAST_REMEMBERED:
            self._known = self._used
        self._used = {}

    def extra(self, value: object, known: Iterable[str], depth: int) -> list[str]:
        """The keys of a newer program, as it wrote them."""
        unknown = newer_keys(getattr(value, "extra", ""))
        return [
            encode_basestring(key) + ": " + self.text(part, depth) for key, part in unknown.items() if key not in known
        ]

    def _list(self, values: Iterable[Any], depth: int) -> str:
        inner, writers = depth + 1, self._writers
        return _block([writers[type(value)](value, inner) for value in values], depth, "[]")

    def _object(self, values: dict[str, Any], depth: int) -> str:
        parts = [encode_basestring(str(key)) + ": " + self.text(value, depth + 1) for key, value in values.items()]
        return _block(parts, depth, "{}")

    def _placeholder(self, value: Placeholder, depth: int) -> str:
        parts = ['"type": ' + encode_basestring(value.kind), *self.extra(value, ("type",), depth + 1)]
        return _block(parts, depth, "{}")

    def _struct_writer(self, shape: Shape) -> Write:
        writers, known = self._writers, shape.known
        begin = [f'"type": "{shape.tag}"'] if shape.tag else []
        keys = [f'"{name}": ' for name in shape.names]
        # Fields without a default stand first in a Struct.
        required = shape.defaults.count(msgspec.NODEFAULT)
        needed, keys = keys[:required], keys[required:]
        defaults = shape.defaults[required:]
        paths = shape.names.index("path") if shape.kind is Asset else -1
        # Twice, because of one name alone attrgetter gives no tuple.
        values_of = attrgetter(*shape.names, "extra", "extra")

        def write(value: Any, depth: int) -> str:
            inner = depth + 1
            values = values_of(value)
            parts = begin.copy()
            for key, part in zip(needed, values, strict=False):
                parts.append(key + writers[type(part)](part, inner))
            for key, default, part in zip(keys, defaults, values[required:], strict=False):
                if part is not default and part != default:
                    parts.append(key + writers[type(part)](part, inner))
            if paths >= 0:
                parts[paths] = '"path": ' + encode_basestring(path_text(value.path, self._base))
            if values[-1]:
                parts += self.extra(value, known, inner)
            return _block(parts, depth, "{}")

        return write

    def _remembering(self, write: Write) -> Write:
        def remembered(value: Any, depth: int) -> str:
            key = (id(value), depth)
            found = self._known.get(key)
            if found is None or found[0] is not value:
                # The value is kept with its text, so its identity cannot pass to another.
                found = self._known[key] = (value, write(value, depth))
            self._used[key] = found
            return found[1]

        return remembered


def newer_keys(extra: str) -> dict[str, Any]:
    """What a newer program wrote, from the `extra` of a value."""
    if extra:
        with contextlib.suppress(msgspec.MsgspecError, RecursionError, UnicodeError):
            found = msgspec.json.decode(extra)
            if isinstance(found, dict):
                return found
    return {}
