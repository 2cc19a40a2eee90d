"""What a command is: an entry of the table that menus, keys, the palette and the command line are made from.

It must never know who asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from studio.effect import EffectKind
from studio.sentences import Refused, Sentence
from studio.session import Session

__all__ = ["Command", "CommandParam", "Group", "Misused", "ParamType", "Run", "Values", "WhyNot"]

ParamType = Literal[
    "clip", "clips", "media", "medias", "asset", "assets", "folder", "layer", "effect", "applied", "time", "speed",
    "number", "switch", "colour", "choice", "text", "file", "files", "canvas", "rate",
]  # fmt: skip
"""How a value is written and read; see `studio.commands.values`."""

Group = Literal["file", "edit", "arrange", "clip", "sound", "title", "effects", "project", "play", "view"]

Values = Mapping[str, Any]
"""Parsed values by key. An optional one that was neither given nor has a default is absent."""

Run = Callable[[Session, Values], object]
WhyNot = Callable[[Session], Sentence | None]


class Misused(Refused):
    """The command was asked for in a way that cannot be understood: unknown key, missing or unreadable value."""


class CommandParam(NamedTuple):
    """One value a command takes. `choices` are pairs of key and words for people; `kinds` narrows an effect."""

    key: str
    name: Sentence
    type: ParamType = "number"
    required: bool = False
    default: object = None
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    low: float | None = None
    high: float | None = None
    kinds: tuple[EffectKind, ...] = ()


class Command(NamedTuple):
    """Something a person can ask for.

    `id` is for scripts, `name` for menus, `help` is one sentence. `keys` are in Qt's portable form (`Ctrl+B`).
    `why_not` gives the reason it cannot be asked for now, or None. `is_edit` says that it changes the project and
    needs no window. `takes_settings` says that further values are settings of the effect it names.
    """

    id: str
    name: Sentence
    help: Sentence
    group: Group
    run: Run
    params: tuple[CommandParam, ...] = ()
    keys: tuple[str, ...] = ()
    why_not: WhyNot = lambda session: None  # noqa: ARG005
    is_edit: bool = False
    takes_settings: bool = False

    def enabled(self, session: Session) -> bool:
        """Whether it can be asked for now. Cheap: menus ask on every change."""
        return self.why_not(session) is None

    def param(self, key: str) -> CommandParam | None:
        """The param with that key, or None."""
        return next((param for param in self.params if param.key == key), None)
