"""Model packs: the files a recogniser listens with, brought in by the person from a folder or an archive.

Nothing is ever fetched. A pack is told by the names of its files, copied once, and every file of it is known by its
hash from then on: one that changed is refused before anything reads it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Literal, NamedTuple, get_args

from studio.media.open import MediaRefused
from studio.sentences import say

__all__ = ["Pack", "PackKind", "checked", "install_pack", "installed_packs"]

PackKind = Literal["whisper", "sense-voice", "transducer"]
_KINDS: dict[PackKind, tuple[tuple[str, str], ...]] = {
    "transducer": (("encoder", "encoder"), ("decoder", "decoder"), ("joiner", "joiner"), ("tokens", "tokens")),
    "whisper": (("encoder", "encoder"), ("decoder", "decoder"), ("tokens", "tokens")),
    "sense-voice": (("model", "model"), ("tokens", "tokens")),
}
"""What each kind consists of: the role, and what the file's name holds. The first kind that fits counts."""
_MOST_BYTES = 4 * 1024**3
_NOTE = "pack.json"


class Pack(NamedTuple):
    """A pack that is installed: its name, kind, and the path of the file for each role."""

    name: str
    kind: PackKind
    folder: Path
    files: dict[str, Path]
    hashes: dict[str, str]


def installed_packs(home: Path) -> tuple[Pack, ...]:
    """The packs in the folder `home`, by name; those that cannot be read are left out."""
    found = []
    for note in sorted(home.glob(f"*/{_NOTE}")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = json.loads(note.read_text("utf-8"))
            kind: PackKind = told["kind"]
            hashes = {str(role): str(digest) for role, digest in told["hashes"].items()}
            files = {str(role): note.parent / Path(str(name)).name for role, name in told["files"].items()}
            if kind in get_args(PackKind) and set(files) == set(hashes) and all(map(Path.is_file, files.values())):
                found.append(Pack(note.parent.name, kind, note.parent, files, hashes))
    return tuple(found)


def install_pack(source: Path, home: Path) -> Pack:
    """The pack in a folder or `.tar.bz2`/`.tar.gz` archive, copied below `home`. Raises `MediaRefused`.

    Of several models in one pack the small ones (`int8`) are taken.
    """
    with _opened(source) as (names, bring):
        kind, files = _parts(names, source)
        name = source.name.removesuffix(".bz2").removesuffix(".gz").removesuffix(".tar")
        folder = home / name
        new = home / f".{name}.new"
        shutil.rmtree(new, ignore_errors=True)
        try:
            new.mkdir(parents=True)
            hashes = {role: bring(path, new / Path(path).name) for role, path in files.items()}
            note = {"kind": kind, "files": {role: Path(path).name for role, path in files.items()}, "hashes": hashes}
            (new / _NOTE).write_text(json.dumps(note, indent=1), "utf-8")
            shutil.rmtree(folder, ignore_errors=True)
            new.replace(folder)
        except OSError as error:
            shutil.rmtree(new, ignore_errors=True)
            raise MediaRefused(
                say("The model could not be copied: {why}.", why=error.strerror or str(error))
            ) from error
    return Pack(name, kind, folder, {role: folder / Path(path).name for role, path in files.items()}, hashes)


def checked(pack: Pack) -> Pack:
    """The pack, each file still the one that was installed. Raises `MediaRefused`."""
    for role, path in pack.files.items():
        try:
            with path.open("rb") as file:
                same = hashlib.file_digest(file, "sha256").hexdigest() == pack.hashes[role]
        except OSError:
            same = False
        if not same:
            raise MediaRefused(
                say("“{file}” of the model “{name}” is not what was installed. Install it again.", file=path.name,
                    name=pack.name)
            )  # fmt: skip
    return pack


def _parts(names: list[str], source: Path) -> tuple[PackKind, dict[str, str]]:
    """The kind that the files make up, and which file has which role."""
    for kind, roles in _KINDS.items():
        found = {}
        for role, part in roles:
            ending = ".txt" if role == "tokens" else ".onnx"
            fitting = [name for name in names if part in Path(name).name.lower() and name.endswith(ending)]
            if fitting:
                found[role] = min(fitting, key=lambda name: ("int8" not in name, len(name), name))
        if len(found) == len(roles):
            return kind, found
    raise MediaRefused(
        say(
            "“{name}” holds no speech model this program knows: a model of sherpa-onnx has files such as "
            "encoder.onnx, decoder.onnx and tokens.txt.",
            name=source.name,
        )
    )


@contextmanager
def _opened(source: Path) -> Iterator[tuple[list[str], Callable[[str, Path], str]]]:
    """The names of the files there, and what copies one of them and gives its hash."""
    if source.is_dir():
        yield [str(path) for path in sorted(source.rglob("*")) if path.is_file()], _copied
        return
    try:
        with tarfile.open(source) as archive:
            members = {one.name: one for one in archive.getmembers() if one.isfile() and one.size <= _MOST_BYTES}

            def bring(name: str, to: Path) -> str:
                file = archive.extractfile(members[name])
                assert file is not None, "it is a file"
                with file:
                    return _written(file, to)

            yield list(members), bring
    except (OSError, tarfile.TarError, EOFError) as error:
        raise MediaRefused(say("“{name}” is no folder and no archive of a model.", name=source.name)) from error


def _copied(name: str, to: Path) -> str:
    with Path(name).open("rb") as file:
        return _written(file, to)


def _written(file: IO[bytes], to: Path) -> str:
    digest = hashlib.sha256()
    with to.open("wb") as out:
        while block := file.read(1 << 20):
            digest.update(block)
            out.write(block)
    return digest.hexdigest()
