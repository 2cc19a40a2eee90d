"""The sounds that come with the program: loops and effects, made by `packaging/sounds.py`, free for any use (CC0).

A project uses them from the person's own folder, where they outlive a new version of the program. It must never decode
one of them: what is known about each stands in their list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec

from studio.files.atomic import write_whole
from studio.model import SAMPLE_RATE, Asset, Project
from studio.sentences import Refused
from studio.session.homes import sounds_folder

__all__ = ["SOUND_AUTHOR", "ReadySound", "came_with_the_program", "ready_asset", "ready_sound", "ready_sounds"]

SOUND_AUTHOR = "Décollage"


class ReadySound(msgspec.Struct, frozen=True):
    """A sound: `name` for people; `bpm` of a loop, 0 of an effect; the rest is what a probe finds in its file."""

    id: str
    name: str
    kind: Literal["loop", "effect"]
    file: str
    samples: int
    fingerprint: str
    size_bytes: int
    bpm: int = 0


class _List(msgspec.Struct, frozen=True):
    licence: str
    sounds: tuple[ReadySound, ...]


_decoder = msgspec.json.Decoder(_List)


@lru_cache(maxsize=1)
def _list() -> _List:
    return _decoder.decode((files("assets") / "sounds" / "sounds.json").read_bytes())


def ready_sounds() -> tuple[ReadySound, ...]:
    """All of them, effects first, in the order people see them."""
    return _list().sounds


def ready_sound(sound_id: str) -> ReadySound | None:
    """The one with that id, or None."""
    return next((sound for sound in ready_sounds() if sound.id == sound_id), None)


def ready_asset(project: Project, sound: ReadySound, new_id: Callable[[str], str]) -> Asset:
    """The sound as an asset: the one the project has, otherwise a new one, with what allows its use.

    Its file is put into the person's folder where it is not there. Raises `FileRefused` where the disk refuses.
    """
    known = next((asset for asset in project.assets if asset.fingerprint == sound.fingerprint), None)
    if known is not None:
        return known
    return Asset(
        new_id("m"),
        str(_laid_down(sound)),
        "sound",
        f"{sound.name}{Path(sound.file).suffix}",
        duration=Fraction(sound.samples, SAMPLE_RATE),
        has_sound=True,
        sound_tracks=1,
        fingerprint=sound.fingerprint,
        size_bytes=sound.size_bytes,
        author=SOUND_AUTHOR,
        licence=_list().licence,
    )


def came_with_the_program(missing: Iterable[Asset]) -> dict[str, Path]:
    """Where those of the assets that came with the program lie now, by asset id: on another machine, they are there."""
    ours = {sound.fingerprint: sound for sound in ready_sounds()}
    found: dict[str, Path] = {}
    for asset in missing:
        if asset.fingerprint in ours:
            with suppress(Refused):
                found[asset.id] = _laid_down(ours[asset.fingerprint])
    return found


def _laid_down(sound: ReadySound) -> Path:
    """Its place in the person's folder: another version of the same name has another place."""
    path = Path(sound.file)
    place = sounds_folder() / f"{path.stem}-{sound.fingerprint[:8]}{path.suffix}"
    if not place.is_file() or place.stat().st_size != sound.size_bytes:
        with suppress(OSError):  # refused in plain words below
            place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, (files("assets") / "sounds" / sound.file).read_bytes())
    return place
