"""`*.challenge`: a challenge as one file that travels; a zip of a manifest, a project, its media, and nothing else.

The first entry is `mimetype`, so that systems know the file. The manifest names every other entry with its size and
SHA-256. A package holds data, never code. It must never write anything beside its target, and nothing of a package
that does not hold what its manifest says.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

import msgspec
from msgspec.structs import replace

from studio.edits import slots_of
from studio.files import FileRefused, Loaded, project_from_json, project_json
from studio.files.atomic import sync_folder
from studio.files.beside import named_beside
from studio.files.collect import (
    FingerprintOf,
    check_target,
    known_by,
    media_blocks,
    patches_of,
    sizes_of,
    wanted_assets,
)
from studio.files.location import Patch
from studio.files.portable_names import PortableNames
from studio.files.refused import not_written
from studio.files.safe_zip import SafeZip, first_free
from studio.model import Project
from studio.remix.bounds import beyond_bounds
from studio.remix.manifest import FileRecord, Manifest, manifest_of, read_manifest
from studio.remix.signing import Signature, Signer, need_signed, public_text, read_public
from studio.sentences import say

__all__ = [
    "CHALLENGE",
    "MIMETYPE",
    "FileRecord",
    "Manifest",
    "Opened",
    "need_packable",
    "open_challenge",
    "pack_challenge",
    "signature_of",
    "unpack_challenge",
]

CHALLENGE = ".challenge"
MIMETYPE = "application/vnd.decollage.challenge+zip"
_PROJECT, _MANIFEST, _PREVIEW = "project.json", "manifest.json", "preview.jpg"
_SIGNATURE, _KEY = f"{_MANIFEST}.minisig", "author.pub"
_OLD = (1980, 1, 1, 0, 0, 0)
_MOST_JSON = 8 << 20
_NOWHERE = Path(os.path.abspath(os.sep)) / "challenge"  # noqa: PTH100


class Opened(NamedTuple):
    """A package that was looked into: what it says, its project (media not yet there), its picture where it has one."""

    manifest: Manifest
    project: Project
    preview: bytes | None


def pack_challenge(
    project: Project,
    target: Path,
    *,
    preview: bytes | None = None,
    signer: Signer | None = None,
    fingerprint: FingerprintOf | None = None,
    on_progress: Callable[[int, int], object] = lambda _done, _whole: None,
) -> Manifest:
    """Put the project, its media and its facts into the new file `target`; gives what it says of itself.

    With a `signer` it is signed. Media is copied byte by byte, but for where it was taken: that is blanked. Raises
    `FileRefused` where the project is no challenge or has no slot, media is missing, there is no room, or it cannot be
    written; then nothing is left.
    """
    need_packable(project)
    assert project.challenge is not None
    target = Path(os.path.abspath(target))  # noqa: PTH100  (normal, and links are not followed)
    parts = _parts(project, target, fingerprint)
    beside = named_beside(target, f".{secrets.token_hex(4)}.packing")
    try:
        with beside.open("xb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                _put(archive, "mimetype", MIMETYPE.encode())
                records = [_put(archive, _PROJECT, parts.project)]
                if preview is not None:
                    records.append(_put(archive, _PREVIEW, preview))
                if signer is not None:
                    records.append(_put(archive, _KEY, public_text(signer.public)))
                records += _put_media(archive, parts, on_progress)
                manifest = manifest_of(project, tuple(records))
                said = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
                _put(archive, _MANIFEST, said)
                if signer is not None:
                    _put(archive, _SIGNATURE, signer.signed(said, f"challenge:{project.challenge.name}"))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise not_written(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    sync_folder(target.parent)
    return manifest


def need_packable(project: Project) -> None:
    """Raise `FileRefused` where the project is no challenge yet, or its media is not there."""
    if project.challenge is None or project.challenge.joined:
        raise FileRefused(say("Say first what the challenge is called and who asks."))
    if not slots_of(project):
        raise FileRefused(say("Mark at least one clip as a slot first."))
    sizes_of(wanted_assets(project, everything=False))


class _Parts(NamedTuple):
    """What goes in: the project's text, and of each file on the disk its name inside, its size and what is blanked."""

    project: bytes
    inside: dict[str, str]
    sizes: dict[str, int]
    patches: dict[str, tuple[Patch, ...]]


def _parts(project: Project, target: Path, fingerprint: FingerprintOf | None) -> _Parts:
    assets = wanted_assets(project, everything=False)
    sizes = sizes_of(assets)
    check_target(target, sum(sizes.values()))
    names = PortableNames()
    inside = {path: f"media/{names.give(Path(path).name)}" for path in sizes}
    patches = {path: patches_of(Path(path)) for path in sizes}
    moved = [
        replace(
            asset,
            path=str(_NOWHERE / inside[asset.path]),
            fingerprint=known_by(asset, patches[asset.path], sizes[asset.path], fingerprint),
        )
        for asset in assets
    ]
    text = project_json(replace(project, assets=tuple(moved)), base=_NOWHERE)
    return _Parts(text, inside, sizes, patches)


def _put_media(archive: zipfile.ZipFile, parts: _Parts, on_progress: Callable[[int, int], object]) -> list[FileRecord]:
    records: list[FileRecord] = []
    whole, done = sum(parts.sizes.values()), 0
    for path, inner in parts.inside.items():
        digest, size = hashlib.sha256(), 0
        with _entry(archive, inner) as into:
            for block in media_blocks(Path(path), parts.sizes[path], parts.patches[path]):
                into.write(block)
                digest.update(block)
                size += len(block)
                on_progress(done + size, whole)
        done += size
        records.append(FileRecord(inner, size, digest.hexdigest()))
    return records


@contextlib.contextmanager
def _entry(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    entry = zipfile.ZipInfo(name, _OLD)
    entry.external_attr = 0o100644 << 16
    with archive.open(entry, "w", force_zip64=name != "mimetype") as file:
        yield file


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> FileRecord:
    with _entry(archive, name) as file:
        file.write(data)
    return FileRecord(name, len(data), hashlib.sha256(data).hexdigest())


def open_challenge(path: Path) -> Opened:
    """Look into a package without unpacking its media. Raises `FileRefused` where it is none, or not what it says."""
    with SafeZip(Path(path)) as opened:
        manifest = _read_manifest(opened)
        return Opened(manifest, _project(opened, manifest).project, _preview(opened, manifest))


def signature_of(path: Path) -> tuple[str, Signature | None]:
    """Whose name the challenge bears, and what its signature tells; None where it has none. Raises `FileRefused` where
    it is no challenge, or the signature is not right.

    The manifest is what is signed; it holds the SHA-256 of all else, which unpacking compares.
    """
    with SafeZip(Path(path)) as opened:
        manifest = _read_manifest(opened)
        author = manifest.challenge.author
        names = {entry.name for entry in opened.entries}
        if _SIGNATURE not in names:
            return author, None
        if _KEY not in names:
            raise _damaged(opened)
        key = read_public(_checked(opened, manifest, _KEY))
        data = opened.read(_MANIFEST, _MOST_JSON)
        return author, need_signed(data, opened.read(_SIGNATURE, 4096), key)


def _read_manifest(opened: SafeZip) -> Manifest:
    """The manifest, when it names just what is there."""
    entries = {entry.name: entry.size for entry in opened.entries}
    # The very first bytes, so that the file is no other kind of file as well.
    first = next(iter(entries), "")
    if first != "mimetype" or opened.head(38)[30:] != b"mimetype" or opened.read("mimetype", 200) != MIMETYPE.encode():
        raise FileRefused(say("“{name}” is not a challenge.", name=opened.path.name))
    try:
        manifest = read_manifest(opened.read(_MANIFEST, _MOST_JSON))
    except ValueError as error:
        raise _damaged(opened) from error
    if manifest == "other":
        raise FileRefused(say("“{name}” is not a challenge.", name=opened.path.name))
    if manifest == "newer":
        raise FileRefused(say("“{name}” was made by a newer program.", name=opened.path.name))
    if not all(_belongs(name) for name in entries):
        raise FileRefused(say("“{name}” holds what does not belong in a challenge.", name=opened.path.name))
    named = {record.path: record.size for record in manifest.files}
    others = {name: size for name, size in entries.items() if name not in ("mimetype", _MANIFEST, _SIGNATURE)}
    if len(named) != len(manifest.files) or named != others:
        raise FileRefused(say("“{name}” does not hold what it says it holds.", name=opened.path.name))
    return manifest


def _belongs(name: str) -> bool:
    """Whether a package may hold an entry of that name: its own four, and media in one folder."""
    folder, slash, rest = name.partition("/")
    return (folder == "media" and "/" not in rest) if slash else name in (
        "mimetype", _MANIFEST, _PROJECT, _PREVIEW, _KEY, _SIGNATURE
    )  # fmt: skip


def _damaged(opened: SafeZip) -> FileRefused:
    return FileRefused(say("“{name}” is damaged: what it says of itself cannot be read.", name=opened.path.name))


def _checked(opened: SafeZip, manifest: Manifest, name: str) -> bytes:
    """A small entry whose content is what the manifest says."""
    record = next((record for record in manifest.files if record.path == name), None)
    if record is None:
        raise _damaged(opened)
    data = opened.read(name, 64 << 20)
    if hashlib.sha256(data).hexdigest() != record.sha256:
        raise FileRefused(say("“{name}” was changed after it was made: {entry}.", name=opened.path.name, entry=name))
    return data


def _project(opened: SafeZip, manifest: Manifest) -> Loaded:
    """The project, whose every asset is media of the package. Its paths are seen from a folder that is nowhere."""
    loaded = project_from_json(_checked(opened, manifest, _PROJECT), base=_NOWHERE)
    media = {str(_NOWHERE / record.path) for record in manifest.files if record.path.startswith("media/")}
    if any(asset.path not in media for asset in loaded.project.assets):
        raise FileRefused(say("“{name}” wants files that are not in it.", name=opened.path.name))
    if loaded.project.challenge is None or not slots_of(loaded.project):
        raise FileRefused(say("“{name}” has no place for anything of yours.", name=opened.path.name))
    if loaded.problems:
        raise FileRefused(say("“{name}” was not opened: its project cannot be read.", name=opened.path.name))
    reason = beyond_bounds(loaded.project)
    if reason is not None:
        raise FileRefused(say("“{name}” was not opened: {reason}.", name=opened.path.name, reason=reason))
    said, found = manifest, manifest_of(loaded.project, manifest.files)
    if (said.challenge, said.width, said.height) != (found.challenge, found.width, found.height) or (
        [(slot.key, slot.kind) for slot in said.slots] != [(slot.key, slot.kind) for slot in found.slots]
    ):
        raise FileRefused(say("“{name}” does not hold what it says it holds.", name=opened.path.name))
    return loaded


def _preview(opened: SafeZip, manifest: Manifest) -> bytes | None:
    if not any(record.path == _PREVIEW for record in manifest.files):
        return None
    return _checked(opened, manifest, _PREVIEW)


def unpack_challenge(
    path: Path,
    folder: Path,
    *,
    on_progress: Callable[[int, int], object] = lambda _done, _whole: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Loaded, Path] | None:
    """Unpack the media into a new folder in `folder`; gives the project that uses it there and the folder, or None
    when it was cancelled.

    Everything is checked against the manifest before the folder gets its name. Raises `FileRefused`; then nothing is
    left of it.
    """
    path, folder = Path(path).absolute(), Path(folder).absolute()
    with SafeZip(path) as opened:
        manifest = _read_manifest(opened)
        loaded = _project(opened, manifest)
        _preview(opened, manifest)
        sums = {record.path: record.sha256 for record in manifest.files}
        target = first_free(folder / path.stem)
        if not opened.unpack(target, within="media/", on_progress=on_progress, cancelled=cancelled, sums=sums):
            return None
        return replace(loaded, project=_moved(loaded.project, target)), target


def _moved(project: Project, folder: Path) -> Project:
    """The project using the media in `folder`."""
    moved = (replace(asset, path=str(folder / Path(asset.path).name)) for asset in project.assets)
    return replace(project, assets=tuple(moved))
