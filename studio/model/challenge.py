"""What a challenge is, beside the project that shows how it is done: who asks, for what, and by which rules.

It must never hold slots: they are on the clips.
"""

from __future__ import annotations

from studio.model.value import Value

__all__ = ["Ancestor", "Challenge"]


class Ancestor(Value, frozen=True):
    """A challenge that another was made from, nearest first."""

    id: str
    version: int = 1
    name: str = ""
    author: str = ""


class Challenge(Value, frozen=True):
    """The facts of a challenge. `id` stays the same through all `version`s; `hashtags` are without their `#`.

    `language` is a BCP 47 tag such as `en`; `deadline` is an ISO date or empty; `sound` is the song people know it by,
    with whose it is. `joined` says that this project was made from the challenge and is not the challenge itself.
    """

    id: str
    version: int = 1
    name: str = ""
    about: str = ""
    author: str = ""
    language: str = ""
    rules: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    deadline: str = ""
    sound: str = ""
    licence: str = ""
    ancestors: tuple[Ancestor, ...] = ()
    joined: bool = False
