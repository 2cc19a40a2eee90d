"""Media that is not where it was: noticing it, and finding it again by its content.

A file is known by its size and its fingerprint, whatever it is called now. For workers: a slow disk must not hold up
the window. It must never change a project: it says what it found.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Literal, NamedTuple

from studio.model import Asset, Project
from studio.session.ready_sounds import came_with_the_program

__all__ = ["FOUND_NEAR", "Bounds", "MediaState", "MediaWatch", "find_files", "find_near", "states_differ"]

MediaState = Literal["there", "missing", "changed", "unseen", "refused"]
"""`changed`: under its name lies a file with other content. `unseen`: no child with limits has looked into it yet;
`refused`: one has, and it cannot be used. A watch says neither of the last two: they are known to who asks the gate."""


class Bounds(NamedTuple):
    """How far a search goes: folders deep, names looked at, files read, seconds."""

    depth: int
    names: int
    reads: int
    seconds: float


FOUND_NEAR = Bounds(depth=2, names=20_000, reads=200, seconds=5.0)
"""For what nobody asked for: it must not be felt."""
POINTED_AT = Bounds(depth=12, names=400_000, reads=5_000, seconds=60.0)
"""For folders a person pointed at."""


class MediaWatch:
    """Tells which files of a project are where they were, with the same content. One thread at a time.

    Looking again costs one question about size and time for each file; only what changed is read anew.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[int, int], str]] = {}

    def look(self, assets: Iterable[Asset]) -> dict[str, MediaState]:
        """The state of each asset's file, by the asset's id."""
        return {asset.id: self._state(asset) for asset in assets}

    def _state(self, asset: Asset) -> MediaState:
        try:
            status = os.stat(asset.path)  # noqa: PTH116  (asked for every file every few seconds)
        except (OSError, ValueError):
            return "missing"
        if not stat.S_ISREG(status.st_mode):
            return "missing"
        if not asset.fingerprint:
            return "there"
        if asset.size_bytes and status.st_size != asset.size_bytes:
            return "changed"
        return "there" if self._fingerprint(asset.path, status) == asset.fingerprint else "changed"

    def _fingerprint(self, path: str, status: os.stat_result) -> str:
        mark = (status.st_size, status.st_mtime_ns)
        known = self._known.get(path)
        if known is None or known[0] != mark:
            known = self._known[path] = (mark, _digest(path))
        return known[1]


def states_differ(before: Mapping[str, MediaState], now: Mapping[str, MediaState]) -> bool:
    """Whether a file came back, went, or changed; files that are there and new in the project are no news."""
    odd = {name: state for name, state in before.items() if state != "there"}
    return odd != {name: state for name, state in now.items() if state != "there"}


def find_near(
    project: Project,
    project_file: Path | None,
    missing: Sequence[Asset],
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[str, Path]:
    """Where missing assets lie now, by asset id, looked for where they may well be, and no further.

    That is with the program itself, where they were, in the project's folder, where the other files lie, and in the
    folders beside all these.
    """
    ours = came_with_the_program(missing)
    missing = [asset for asset in missing if asset.id not in ours]
    homes = [Path(asset.path).parent for asset in missing]
    if project_file is not None:
        homes.append(project_file.parent)
    homes += [Path(asset.path).parent for asset in project.assets]
    # A folder that was renamed lies beside where it was.
    beside = [home.parent for home in homes if home.parent != home]
    places = [folder for folder in dict.fromkeys([*homes, *beside]) if _is_folder(folder)]
    return ours | find_files(missing, places, FOUND_NEAR, cancelled=cancelled)


def find_files(
    missing: Sequence[Asset],
    places: Iterable[Path],
    bounds: Bounds = POINTED_AT,
    *,
    cancelled: Callable[[], bool] = lambda: False,
) -> dict[str, Path]:
    """Where the content of missing assets lies now, by asset id; what was not found is not in it.

    `places` are folders, searched with what is in them, or files; beside a file that fits, the others are looked for.
    """
    search = _Search(missing, bounds, cancelled)
    queue, seen = list(places), set[Path]()
    while queue and search.goes_on:
        place = queue.pop(0)
        if place in seen:
            continue
        seen.add(place)
        if place.is_file():
            search.try_file(place, _size(place))
            queue.append(place.parent)
        else:
            search.walk(place)
    search.read_the_unsure()
    return search.found


class _Search:
    """What is still sought, and how much may still be spent on it."""

    def __init__(self, missing: Sequence[Asset], bounds: Bounds, cancelled: Callable[[], bool]) -> None:
        self.found: dict[str, Path] = {}
        self._sought = {asset.id: asset for asset in missing if asset.fingerprint}
        self._bounds, self._cancelled = bounds, cancelled
        self._names, self._reads = bounds.names, bounds.reads
        self._until = monotonic() + bounds.seconds
        self._unsure: list[Path] = []
        self._look_at()

    def _look_at(self) -> None:
        """What tells that a file may be one of those sought: its size; its name or ending where no size is known."""
        sought = self._sought.values()
        self._sizes = {asset.size_bytes for asset in sought if asset.size_bytes}
        self._names_sought = {_plain(Path(asset.path).name) for asset in sought}
        self._endings = {Path(asset.path).suffix.lower() for asset in sought if not asset.size_bytes}

    @property
    def goes_on(self) -> bool:
        """Whether there is something left to find and to spend."""
        return bool(self._sought) and self._names > 0 and monotonic() < self._until and not self._cancelled()

    def walk(self, folder: Path) -> None:
        """Try what lies in the folder and the folders in it; links to folders are not followed."""
        level = [folder]
        for _ in range(self._bounds.depth + 1):
            below: list[Path] = []
            for each in level:
                for entry in _entries(each):
                    self._names -= 1
                    if not self.goes_on:
                        return
                    if _is_folder_entry(entry):
                        below.append(Path(entry.path))
                    else:
                        self._try_entry(entry)
            level = below

    def _try_entry(self, entry: os.DirEntry[str]) -> None:
        named = _plain(entry.name) in self._names_sought
        if not named and not self._sizes and Path(entry.name).suffix.lower() not in self._endings:
            return
        try:
            if not entry.is_file():
                return
            size = entry.stat().st_size
        except OSError:
            return
        if size in self._sizes or (named and self._endings):
            self.try_file(Path(entry.path), size)
        elif Path(entry.name).suffix.lower() in self._endings:
            # Projects of older programs do not know sizes: such files are read last, and only so many.
            self._unsure.append(Path(entry.path))

    def try_file(self, path: Path, size: int) -> None:
        """Take the file for every asset it is the content of."""
        if size <= 0 or self._reads <= 0:
            return
        self._reads -= 1
        digest = _digest(str(path))
        for asset in [asset for asset in self._sought.values() if asset.fingerprint == digest]:
            self.found[asset.id] = path
            del self._sought[asset.id]
            self._look_at()

    def read_the_unsure(self) -> None:
        """Try those that only end like one that is sought."""
        for path in self._unsure:
            if not self.goes_on or self._reads <= 0:
                return
            self.try_file(path, _size(path))


def _digest(path: str) -> str:
    from studio.media import fingerprint  # loads FFmpeg, which not every command needs

    try:
        return fingerprint(path)
    except OSError:
        return ""


def _plain(name: str) -> str:
    return name.casefold()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_folder_entry(entry: os.DirEntry[str]) -> bool:
    try:
        return not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
