"""A project with all its media in one folder or one zip, to be opened on another machine.

Written beside the target and renamed when whole. Paths in it are relative, and nothing in it tells where things lay
here, or where anything was taken, unless that is asked for. It must never touch the project or its media.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from msgspec.structs import replace

from studio.files.atomic import sync_folder
from studio.files.beside import EXTENSION, named_beside
from studio.files.location import LocationFree, Patch, location_patches
from studio.files.portable_names import PortableNames, portable_name
from studio.files.project_file import project_json
from studio.files.refused import FileRefused, not_read, not_written
from studio.files.still_telling import still_tells
from studio.model import Asset, Project, used_assets
from studio.sentences import say

__all__ = [
    "ZIP",
    "CollectCancelled",
    "Collected",
    "FingerprintOf",
    "check_target",
    "collect",
    "known_by",
    "media_blocks",
    "patches_of",
    "sizes_of",
    "wanted_assets",
]

ZIP = ".zip"
_MEDIA = "media"
_BLOCK = 1 << 20
_ROOM_TO_SPARE = 50_000_000
_OLD = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: when a file was made is nobody's business

OnProgress = Callable[[int, int], object]
"""Called with the bytes written so far and the bytes in all."""


FingerprintOf = Callable[[LocationFree, int], str]
"""What a file of so many bytes is known by."""


class CollectCancelled(Exception):
    """The person changed their mind; nothing is left of it."""


class Collected(NamedTuple):
    """What was made: the folder or zip, how many media files are in it, how many bytes; how many of them no longer tell
    where they were taken, and the names of those that still do."""

    place: Path
    files: int
    size_bytes: int
    without_place: int = 0
    still_telling: tuple[str, ...] = ()


class _Writer(Protocol):
    """Something files are put into, under relative names."""

    def put(self, name: str) -> contextlib.AbstractContextManager[IO[bytes]]: ...


def collect(
    project: Project,
    target: Path,
    *,
    everything: bool = False,
    keep_places: bool = False,
    fingerprint: FingerprintOf | None = None,
    on_progress: OnProgress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Collected:
    """Put the project and the media it uses (`everything`: all it knows) into the new folder or `.zip` `target`.

    Media is copied byte by byte, but for where it was taken: that is blanked, unless `keep_places`. `fingerprint` then
    tells what such a copy is known by; without it the copy is known by nothing.
    Raises `FileRefused` when media is missing, there is no room, or it cannot be written; `CollectCancelled`. Then
    nothing is left of it.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100  (normal, and links are not followed)
    assets = wanted_assets(project, everything=everything)
    sizes = sizes_of(assets)
    check_target(target, sum(sizes.values()))
    name = portable_name(project.name)
    names = PortableNames()
    inside = {path: f"{_MEDIA}/{names.give(Path(path).name)}" for path in sizes}
    patches = {path: patches_of(Path(path)) if not keep_places else () for path in sizes}
    whole = sum(sizes.values())
    done = 0

    def write(into: _Writer, base: Path) -> None:
        nonlocal done
        moved = [
            replace(
                asset,
                path=str(base / inside[asset.path]),
                fingerprint=known_by(asset, patches[asset.path], sizes[asset.path], fingerprint),
            )
            for asset in assets
        ]
        with into.put(f"{name}{EXTENSION}") as file:
            file.write(project_json(replace(project, assets=tuple(moved)), base=base))
        for path, inner in inside.items():
            with into.put(inner) as file:
                for block in media_blocks(Path(path), sizes[path], patches[path]):
                    if cancelled():
                        raise CollectCancelled
                    file.write(block)
                    done += len(block)
                    on_progress(done, whole)

    if target.suffix.lower() == ZIP:
        _into_zip(target, name, write)
    else:
        _into_folder(target, write)
    telling = () if keep_places else tuple(Path(path).name for path in sizes if _tells(Path(path)))
    return Collected(target, len(inside), whole, sum(bool(each) for each in patches.values()), telling)


def _tells(path: Path) -> bool:
    try:
        return still_tells(path)
    except OSError:
        return False


def wanted_assets(project: Project, *, everything: bool) -> list[Asset]:
    """The assets to take; refuses when some are not there."""
    used = used_assets(project)
    assets = [asset for asset in project.assets if everything or asset.id in used]
    missing = [asset.name for asset in assets if not _is_file(asset.path)]
    if len(missing) == 1:
        raise FileRefused(say("“{name}” is missing. Find it first, then collect.", name=missing[0]))
    if missing:
        names = ", ".join(f"“{name}”" for name in missing[:5]) + (" …" if len(missing) > 5 else "")
        raise FileRefused(
            say("{count} files are missing. Find them first, then collect: {names}", count=len(missing), names=names)
        )
    return assets


def _is_file(path: str) -> bool:
    try:
        return Path(path).is_file()
    except (OSError, ValueError):
        return False


def sizes_of(assets: list[Asset]) -> dict[str, int]:
    """How large each file is, each once."""
    sizes: dict[str, int] = {}
    for asset in assets:
        try:
            sizes.setdefault(asset.path, Path(asset.path).stat().st_size)
        except OSError as error:
            raise not_read(error, Path(asset.path)) from error
    return sizes


def check_target(target: Path, needed: int) -> None:
    """Refuse a target that is there already, and a disk with too little room for `needed` bytes."""
    if not target.parent.is_dir():
        raise FileRefused(say("The folder “{name}” is not there.", name=str(target.parent)))
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise FileRefused(say("“{name}” is already there. Choose another name.", name=target.name))
    free = shutil.disk_usage(target.parent).free
    if free < needed + _ROOM_TO_SPARE:
        raise FileRefused(
            say(
                "There is too little room on the disk: {needed} MB are needed, {free} MB are free.",
                needed=-(-(needed + _ROOM_TO_SPARE) // 1_000_000),
                free=free // 1_000_000,
            )
        )


def patches_of(path: Path) -> tuple[Patch, ...]:
    """What is to be blanked in the file, so that it no longer tells where it was taken."""
    try:
        return location_patches(path)
    except OSError as error:
        raise not_read(error, path) from error


def known_by(asset: Asset, patches: tuple[Patch, ...], size: int, fingerprint: FingerprintOf | None) -> str:
    """What the copy of the asset's file is known by."""
    if not patches:
        return asset.fingerprint
    if fingerprint is None:
        return ""
    with LocationFree(Path(asset.path), patches) as file:
        return fingerprint(file, size)


def media_blocks(path: Path, size: int, patches: tuple[Patch, ...]) -> Iterator[bytes]:
    """The file with its patches, block by block; refused when it shrinks meanwhile, `size` at most."""
    try:
        with LocationFree(path, patches) as file:
            while size > 0:
                block = file.read(min(_BLOCK, size))
                if not block:
                    raise FileRefused(say("“{name}” changed while it was being copied. Try again.", name=path.name))
                size -= len(block)
                yield block
    except OSError as error:
        raise not_read(error, path) from error


class _Folder:
    """Writes into a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextlib.contextmanager
    def put(self, name: str) -> Iterator[IO[bytes]]:
        path = self._folder / name
        path.parent.mkdir(exist_ok=True)
        with path.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())


class _Zip:
    """Writes into a zip, nothing packed: media is as small as it gets. All lies in one folder called `name`."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name

    @contextlib.contextmanager
    def put(self, name: str) -> Iterator[IO[bytes]]:
        entry = zipfile.ZipInfo(f"{self._name}/{name}", _OLD)
        entry.external_attr = 0o100644 << 16
        with self._archive.open(entry, "w", force_zip64=True) as file:
            yield file


def _into_folder(target: Path, write: Callable[[_Writer, Path], None]) -> None:
    beside = named_beside(target, f".{secrets.token_hex(4)}.collecting")
    try:
        beside.mkdir()
        write(_Folder(beside), target)
        if target.exists():
            target.rmdir()
        beside.replace(target)
    except OSError as error:
        raise not_written(error, target) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    sync_folder(target.parent)


def _into_zip(target: Path, name: str, write: Callable[[_Writer, Path], None]) -> None:
    beside = named_beside(target, f".{secrets.token_hex(4)}.collecting")
    try:
        with beside.open("xb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                # Relative to any folder it is the same: `media/…`.
                write(_Zip(archive, name), target.with_suffix(""))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise not_written(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    sync_folder(target.parent)
