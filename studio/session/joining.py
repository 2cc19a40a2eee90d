"""A challenge joined: its media unpacked beside the new project, and the project that is to be filled.

It must never leave half of it: what cannot be joined leaves nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from studio.model import ZERO, Clip, Layer, Project
from studio.sentences import Refused

__all__ = ["join_beside", "join_challenge", "to_fill"]


def join_challenge(
    challenge: Path, out: Path, *, on_progress: Callable[[int, int], object] = lambda _done, _whole: None
) -> Path:
    """Make the project file `out` of a challenge, all slots still to be filled; gives the folder its media went into,
    beside it. Raises `FileRefused` (a `Refused`); then nothing is left of it."""
    from studio.files import save_project
    from studio.remix import unpack_challenge

    unpacked = unpack_challenge(challenge, out.absolute().parent, on_progress=on_progress)
    assert unpacked is not None, "nobody cancelled"
    loaded, folder = unpacked
    try:
        save_project(to_fill(loaded.project, out.stem), out)
    except Refused:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def join_beside(
    challenge: Path, folder: Path, *, on_progress: Callable[[int, int], object] = lambda _done, _whole: None
) -> Path:
    """Join a challenge in a folder, under its own name or a free one like it; gives the new project's file."""
    from studio.files import EXTENSION
    from studio.files.safe_zip import first_free

    out = first_free(folder / challenge.stem, EXTENSION)
    join_challenge(challenge, out, on_progress=on_progress)
    return out


def to_fill(project: Project, name: str) -> Project:
    """The project as one begins to fill it: its own name, every slot open, under the challenge's hashtags."""
    assert project.challenge is not None
    facts = replace(project.challenge, joined=True)
    return replace(
        project,
        name=name,
        challenge=facts,
        main=tuple(_open(thing) if isinstance(thing, Clip) else thing for thing in project.main),
        layers=tuple(_open_layer(layer) for layer in project.layers),
        sounds=tuple(_open_layer(layer) for layer in project.sounds),
        post=replace(project.post, hashtags=tuple(dict.fromkeys((*facts.hashtags, *project.post.hashtags)))),
    )


def _open_layer(layer: Layer) -> Layer:
    return replace(layer, items=tuple(replace(item, clip=_open(item.clip)) for item in layer.items))


def _open(clip: Clip) -> Clip:
    if clip.slot is None:
        return clip
    return replace(clip, slot=replace(clip.slot, filled=False, sample="", length=ZERO))
