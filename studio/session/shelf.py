"""What a person likes in the library and how they look at it: favourites, recently used, order, tiles or rows.

It belongs to the person, not to a project. It must never fail: a file that cannot be read gives the usual shelf.
"""

from __future__ import annotations

import contextlib
from typing import Literal

import msgspec
from msgspec.structs import replace

from studio.session.homes import library_file

__all__ = ["MediaOrder", "Shelf", "read_shelf", "starred", "used_now", "write_shelf"]

MediaOrder = Literal["added", "name", "length", "kind", "stars"]
_MOST_RECENT = 24


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """`favourites` and `recent` are ids such as `effect:look_dusk` or `title:clean`, the newest first.
    `moving`: what looks, effects and transitions do is shown moving under the pointer."""

    favourites: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    order: MediaOrder = "added"
    backward: bool = False
    rows: bool = False
    moving: bool = True


_decoder = msgspec.json.Decoder(Shelf)


def starred(shelf: Shelf, thing: str) -> Shelf:
    """The shelf with `thing` a favourite, or no longer one."""
    if thing in shelf.favourites:
        return replace(shelf, favourites=tuple(one for one in shelf.favourites if one != thing))
    return replace(shelf, favourites=(thing, *shelf.favourites))


def used_now(shelf: Shelf, thing: str) -> Shelf:
    """The shelf with `thing` the last that was used."""
    others = tuple(one for one in shelf.recent if one != thing)
    return replace(shelf, recent=(thing, *others)[:_MOST_RECENT])


def read_shelf() -> Shelf:
    """The shelf of this person; the usual one where there is none or it cannot be read."""
    try:
        return _decoder.decode(library_file().read_bytes())
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Shelf()


def write_shelf(shelf: Shelf) -> None:
    """Keep it. Where the disk refuses, it lasts until the program ends."""
    target = library_file()
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(".new")
        beside.write_bytes(msgspec.json.encode(shelf))
        beside.replace(target)
