"""One way to make a problem, for every check."""

from __future__ import annotations

from typing import Literal

from studio.model import Problem, Time
from studio.sentences import Sentence

__all__ = ["problem"]


def problem(
    code: str,
    sentence: Sentence,
    level: Literal["error", "warning"] = "error",
    about: str = "",
    at: Time | None = None,
) -> Problem:
    """A problem with its code, its sentence, how bad it is, what it is about, and when."""
    return Problem(code, sentence, about, at, level)
