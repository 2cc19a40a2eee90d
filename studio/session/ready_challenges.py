"""The challenges that come with the program: files of `assets/challenges`, made by `packaging/challenges`.

They are packages as anybody's, and are read by the same reader. It must never write beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from studio.session.homes import home_folder
from studio.session.joining import join_beside

if TYPE_CHECKING:
    from studio.remix import Opened

__all__ = ["join_ready", "named_challenge", "ready_challenge", "ready_challenges"]

_ENDING = ".challenge"


@lru_cache(maxsize=1)
def ready_challenges() -> tuple[str, ...]:
    """Their names, in the order of the alphabet: `recipe` is `assets/challenges/recipe.challenge`."""
    found = (entry.name for entry in (files("assets") / "challenges").iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in found if name.endswith(_ENDING)))


@lru_cache(maxsize=64)
def ready_challenge(name: str) -> Opened:
    """What one of them says of itself, and its picture. Raises `FileRefused` (a `Refused`)."""
    from studio.remix import open_challenge

    with as_file(files("assets") / "challenges" / f"{name}{_ENDING}") as path:
        return open_challenge(path)


def named_challenge(named: Path) -> Path:
    """The file that is meant: the one there, otherwise the one of that name that came with the program."""
    if not named.exists() and str(named) in ready_challenges():
        # The program lies in folders, not in one zip: the file stays where it is.
        with as_file(files("assets") / "challenges" / f"{named}{_ENDING}") as path:
            return path
    return named


def join_ready(name: str, *, on_progress: Callable[[int, int], object] = lambda _done, _whole: None) -> Path:
    """Make a project of one of them in the person's own folder; gives its file. Raises `FileRefused`."""
    folder = home_folder() / "challenges"
    folder.mkdir(parents=True, exist_ok=True)
    with as_file(files("assets") / "challenges" / f"{name}{_ENDING}") as path:
        return join_beside(path, folder, on_progress=on_progress)
