"""From files on disk to assets of a project: probe each, refuse with reasons, know again what is there already.

`probe_all` may run on a worker. It must never stop at the first bad file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from studio.model import Asset, Project
from studio.sentences import Refused, Sentence, say

if TYPE_CHECKING:
    from studio.media import Facts, ProbeChildren

__all__ = ["Gathered", "Imported", "Probed", "Refusal", "look_into", "media_in", "new_assets", "probe_all"]

_WORTH_TWO = 5
"""From how many files on a second child pays for its start."""
_MOST_OF_A_FOLDER = 500
_DEPTH_OF_A_FOLDER = 6
_MOST_NAMES = 20_000


class Refusal(NamedTuple):
    """A file that was not taken, and why."""

    path: Path
    sentence: Sentence


class Probed(NamedTuple):
    """What was found in files, in their order, and what was not taken."""

    facts: tuple[Facts, ...]
    refused: tuple[Refusal, ...]


class Gathered(NamedTuple):
    """The files that were pointed at, and the folders that held none, or too many."""

    files: tuple[Path, ...]
    refused: tuple[Refusal, ...]


class Imported(NamedTuple):
    """Assets that are in the project now (new or there before), in the order asked for; and what was not taken."""

    assets: tuple[Asset, ...]
    refused: tuple[Refusal, ...]


def probe_all(paths: Iterable[Path | str], *, children: ProbeChildren | None = None) -> Probed:
    """Look into every file, in limited children: `children`, or some that end with the call."""
    from studio.media import ProbeChildren  # loads FFmpeg, which not every command needs

    wanted = [Path(path) for path in paths]
    if not wanted:
        return Probed((), ())
    own = ProbeChildren() if children is None else children
    try:
        with ThreadPoolExecutor(2 if len(wanted) >= _WORTH_TWO else 1, "looking") as looking:
            found = list(looking.map(lambda path: look_into(path, own), wanted))
    finally:
        if children is None:
            own.close()
    facts = tuple(each for each in found if not isinstance(each, Refusal))
    return Probed(facts, tuple(each for each in found if isinstance(each, Refusal)))


def media_in(paths: Iterable[Path]) -> Gathered:
    """Files as they are; folders as the media in them, by their endings, a few folders deep and not without end."""
    from studio.media.open import MEDIA_ENDINGS  # loads FFmpeg, which not every command needs

    files: list[Path] = []
    refused: list[Refusal] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        inside = list(islice(_files_under(path, MEDIA_ENDINGS), _MOST_OF_A_FOLDER + 1))
        files += inside[:_MOST_OF_A_FOLDER]
        if not inside:
            refused.append(Refusal(path, say("There is no video, photo or sound in “{name}”.", name=path.name)))
        elif len(inside) > _MOST_OF_A_FOLDER:
            sentence = say("“{name}” holds more than {most} files; only these were taken.",
                           name=path.name, most=_MOST_OF_A_FOLDER)  # fmt: skip
            refused.append(Refusal(path, sentence))
    return Gathered(tuple(files), tuple(refused))


def _files_under(folder: Path, endings: Container[str]) -> Iterator[Path]:
    """What ends like media in the folder and those in it, the upper ones first, each folder in order of names."""
    level, names = [folder], 0
    for _ in range(_DEPTH_OF_A_FOLDER):
        below: list[Path] = []
        for each in level:
            for entry in _entries(each):
                names += 1
                if names > _MOST_NAMES:
                    return
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(Path(entry.path))
                elif Path(entry.name).suffix.lower() in endings and entry.is_file():
                    yield Path(entry.path)
        level = below


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name.casefold())
    except OSError:
        return []


def look_into(path: Path, children: ProbeChildren) -> Facts | Refusal:
    """The facts about one file, or why it was not taken."""
    try:
        return children.probe(path)
    except Refused as refusal:
        return Refusal(path, refusal.sentence)


def new_assets(
    project: Project, found: Iterable[Facts], new_id: Callable[[str], str], *, folder: str = ""
) -> tuple[Asset, ...]:
    """An asset for each file: the one the project has where the content is the same, otherwise new, in `folder`."""
    from studio.media import make_asset

    known = {asset.fingerprint: asset for asset in project.assets if asset.fingerprint}
    assets = []
    for facts in found:
        asset = known.get(facts.fingerprint)
        if asset is None:
            asset = replace(make_asset(facts, asset_id=new_id("m")), folder=folder)
            known[asset.fingerprint] = asset
        assets.append(asset)
    return tuple(assets)
