"""One way to make a problem, for every check, and how its sentence names words and times."""

from __future__ import annotations

from studio.model import Level, Problem, Time
from studio.sentences import Sentence

__all__ = ["problem", "seconds", "short"]


def problem(
    code: str,
    sentence: Sentence,
    level: Level = "error",
    about: str = "",
    at: Time | None = None,
) -> Problem:
    """A problem with its code, its sentence, how bad it is, what it is about, and when."""
    return Problem(code, sentence, about, at, level)


def short(words: str) -> str:
    """The beginning of a title, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= 32 else line[:31].rstrip() + "…"


def seconds(time: Time) -> str:
    """A time as people read it."""
    return f"{float(time):.1f} s"
