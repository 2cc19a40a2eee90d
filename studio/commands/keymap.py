"""Which keys ask for which command, read from `assets/keymaps`. It must never know what a command does."""

from __future__ import annotations

import tomllib
from importlib import resources

__all__ = ["DEFAULT_KEYMAP", "keys_of"]

DEFAULT_KEYMAP = "capcut"


def keys_of(keymap: str = DEFAULT_KEYMAP) -> dict[str, tuple[str, ...]]:
    """Keys by command id, in Qt's portable form."""
    text = resources.files("assets").joinpath("keymaps", f"{keymap}.toml").read_text(encoding="utf-8")
    return {command: tuple(keys) for command, keys in tomllib.loads(text)["keys"].items()}
