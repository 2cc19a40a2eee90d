"""Which keys ask for which command, read from `assets/keymaps`. It must never know what a command does.

A keymap stands on another one (`based_on`): what it does not name keeps the other's keys, unless it gave them away.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

__all__ = ["DEFAULT_KEYMAP", "OWN_KEYMAP", "Keymap", "conflicts", "keymaps", "keys_of", "with_own_keys"]

DEFAULT_KEYMAP = "capcut"
OWN_KEYMAP = "own"

_ORDER = ("capcut", "capcut-premiere", "premiere", "resolve", "final-cut")

Keys = dict[str, tuple[str, ...]]


class Keymap(NamedTuple):
    """A keymap that comes with the program: its id, its name, where its keys are known from."""

    id: str
    name: str
    source: str


def keymaps() -> tuple[Keymap, ...]:
    """Every keymap there is, the usual one first."""
    folder = resources.files("assets") / "keymaps"
    names = {entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")}
    ordered = [name for name in _ORDER if name in names] + sorted(names - set(_ORDER))
    return tuple(Keymap(name, _read(name)["name"], _read(name)["source"]) for name in ordered)


def keys_of(keymap: str = DEFAULT_KEYMAP) -> Keys:
    """Keys by command id, in Qt's portable form. Those of the usual keymap where there is none of that name."""
    if keymap not in {known.id for known in keymaps()}:
        keymap = DEFAULT_KEYMAP
    read = _read(keymap)
    named = {command: tuple(keys) for command, keys in read["keys"].items()}
    base = read.get("based_on")
    return with_own_keys(keys_of(base), named) if base else named


def with_own_keys(keys: Mapping[str, tuple[str, ...]], own: Mapping[str, Iterable[str]]) -> Keys:
    """`keys`, but those of `own` for the commands it names; a key that it took is no other command's any more."""
    taken = {key for chosen in own.values() for key in chosen}
    left = {command: tuple(key for key in old if key not in taken) for command, old in keys.items()}
    return {**left, **{command: tuple(chosen) for command, chosen in own.items()}}


def conflicts(keys: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Keys that ask for more than one command, with those commands."""
    asked: dict[str, list[str]] = {}
    for command, chosen in keys.items():
        for key in chosen:
            asked.setdefault(key, []).append(command)
    return {key: tuple(commands) for key, commands in asked.items() if len(commands) > 1}


@lru_cache(maxsize=16)
def _read(keymap: str) -> dict[str, Any]:
    text = resources.files("assets").joinpath("keymaps", f"{keymap}.toml").read_text(encoding="utf-8")
    read: dict[str, Any] = tomllib.loads(text)
    return read
