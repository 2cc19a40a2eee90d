"""The one way any zip is read: all a stranger's archive could do harm with is refused before a byte is unpacked.

Rules: few entries, bounded sizes, no packing beyond reason, stored or deflated, no passwords, regular files only, no
two entries in the same bytes, names that every system takes and that stay inside. It must never write where it was
not told, and never believe a size that it did not count.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, Self

from studio.files.atomic import sync_folder
from studio.files.beside import named_beside
from studio.files.portable_names import portable_name
from studio.files.refused import FileRefused, not_read, not_written
from studio.sentences import Sentence, say

__all__ = ["SafeZip", "ZipEntry", "ZipRules", "first_free"]

_BLOCK = 1 << 20
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_END = struct.Struct("<4sHHHHIIH")
_WIDE_PLACE = struct.Struct("<4sIQI")
_WIDE_END = struct.Struct("<4sQHHIIQQQQ")
_LONGEST_COMMENT = 65_535
_DRIVE = re.compile(r"^[A-Za-z]:")
_LONGEST_NAME, _DEEPEST = 400, 16
_A_NAME_AND_MORE = 1024
"""More than an entry of an honest list of contents takes."""


class ZipRules(NamedTuple):
    """How much an archive may hold: entries, bytes of one, bytes in all; and how many times larger than packed an entry
    above a megabyte may become."""

    entries: int = 2_000
    entry_bytes: int = 1 << 30
    whole_bytes: int = 2 << 30
    ratio: int = 200


_USUAL = ZipRules()


class ZipEntry(NamedTuple):
    """A file in the archive: its path inside, with slashes, and its size in bytes."""

    name: str
    size: int


class SafeZip:
    """An archive that was found harmless. Raises `FileRefused` otherwise, with the reason. Use it in a `with`."""

    def __init__(self, path: Path, rules: ZipRules = _USUAL) -> None:
        self.path, self._rules = path, rules
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise not_read(error, path) from error
        try:
            self._check_list_of_contents()
            self._zip = zipfile.ZipFile(self._file)
            self._infos = self._checked()
        except (zipfile.BadZipFile, zlib.error, struct.error, ValueError, NotImplementedError, EOFError) as error:
            self._file.close()
            raise self._refused(say("it is damaged, or no zip at all")) from error
        except OSError as error:
            self._file.close()
            raise not_read(error, path) from error
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back the file."""
        self._zip.close()
        self._file.close()

    @property
    def entries(self) -> tuple[ZipEntry, ...]:
        """The files in it, in their order; folders are not named."""
        return tuple(ZipEntry(info.filename, info.file_size) for info in self._infos.values())

    def head(self, count: int) -> bytes:
        """The first bytes of the archive itself."""
        self._file.seek(0)
        return self._file.read(count)

    def read(self, name: str, most: int = 32 << 20) -> bytes:
        """A file in it, whole. Raises `FileRefused` where there is none of that name, it is larger, or damaged."""
        info = self._infos.get(name)
        if info is None or info.file_size > most:
            raise self._refused(say("“{entry}” is not in it as it should be", entry=name))
        return b"".join(self._blocks(info))

    def unpack(
        self,
        target: Path,
        *,
        within: str = "",
        on_progress: Callable[[int, int], object] = lambda _done, _whole: None,
        cancelled: Callable[[], bool] = lambda: False,
        sums: Mapping[str, str] | None = None,
    ) -> bool:
        """Put the files, or those below the folder `within`, into the new folder `target`: all of them or, where it was
        cancelled (False) or something is wrong (`FileRefused`), nothing. `sums` are the SHA-256 they must have."""
        taken = [info for name, info in self._infos.items() if name.startswith(within)]
        whole = sum(info.file_size for info in taken)
        if shutil.disk_usage(target.parent).free < whole:
            raise FileRefused(say("“{name}” does not fit on the disk. Make room and try again.", name=self.path.name))
        beside = named_beside(target, f".{secrets.token_hex(4)}.unpacking")
        done = 0
        try:
            beside.mkdir()
            for info in taken:
                path = beside.joinpath(*info.filename.removeprefix(within).split("/"))
                path.parent.mkdir(parents=True, exist_ok=True)
                digest = hashlib.sha256() if sums is not None else None
                with path.open("xb") as file, ThreadPoolExecutor(1) as hashing:
                    for block in self._blocks(info):
                        if cancelled():
                            return False
                        # Hashing goes on while the block is written: both leave Python alone.
                        hashed = hashing.submit(digest.update, block) if digest is not None else None
                        file.write(block)
                        if hashed is not None:
                            hashed.result()
                        done += len(block)
                        on_progress(done, whole)
                    file.flush()
                    os.fsync(file.fileno())
                if sums is not None and digest is not None and sums.get(info.filename) != digest.hexdigest():
                    raise self._refused(say("“{entry}” was changed after it was made", entry=info.filename))
            beside.rename(target)
        except OSError as error:
            raise not_written(error, target) from error
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        sync_folder(target.parent)
        return True

    def _blocks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The file's bytes, counted: no more than it says, and no fewer."""
        left = info.file_size
        try:
            with self._zip.open(info) as file:
                while block := file.read(_BLOCK):
                    left -= len(block)
                    if left < 0:
                        break
                    yield block
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
            raise self._refused(say("“{entry}” in it is damaged", entry=info.filename)) from error
        if left:
            raise self._refused(say("“{entry}” is larger or smaller than it says", entry=info.filename))

    def _check_list_of_contents(self) -> None:
        """Refused when the list of contents alone would fill the memory: it is read whole."""
        size = self._file.seek(0, os.SEEK_END)
        self._file.seek(max(0, size - _LONGEST_COMMENT - _END.size))
        tail = self._file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or len(tail) - at < _END.size:
            raise self._refused(say("it is damaged, or no zip at all"))
        count, length = _END.unpack_from(tail, at)[4:6]
        self._told = count
        if count == 0xFFFF or length == 0xFFFFFFFF:
            count, length = self._wide_list(size - len(tail) + at)
        if count > self._rules.entries or length > self._rules.entries * _A_NAME_AND_MORE:
            raise self._refused(say("it holds too many files"))

    def _wide_list(self, end: int) -> tuple[int, int]:
        """How many entries a large archive says it has, and how many bytes its list takes; `end` is where it ends."""
        self._file.seek(max(0, end - _WIDE_PLACE.size))
        mark, _, place, _ = _WIDE_PLACE.unpack(self._file.read(_WIDE_PLACE.size))
        self._file.seek(min(place, end))
        found = _WIDE_END.unpack(self._file.read(_WIDE_END.size))
        if mark != b"PK\x06\x07" or found[0] != b"PK\x06\x06":
            raise self._refused(say("it is damaged, or no zip at all"))
        return found[7], found[8]

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        rules = self._rules
        if len(infos) > rules.entries:
            raise self._refused(say("it holds too many files"))
        if self._told not in (len(infos), 0xFFFF):
            raise self._refused(say("it is damaged, or no zip at all"))
        if sum(info.file_size for info in infos) > rules.whole_bytes:
            raise self._refused(say("it holds too much"))
        found: dict[str, zipfile.ZipInfo] = {}
        taken: set[str] = set()
        for info in infos:
            reason = _harm(info, rules)
            # Two names are one where a file system thinks so, and a file may not be another's folder.
            folded = info.filename.rstrip("/").casefold()
            if reason is None and folded in taken:
                reason = say("two files in it have the name “{entry}”", entry=info.filename)
            if reason is not None:
                raise self._refused(reason)
            taken.add(folded)
            if not info.is_dir():
                found[info.filename] = info
        files = {name.casefold() for name in found}
        for name in found:
            parts = name.casefold().split("/")
            if any("/".join(parts[:depth]) in files for depth in range(1, len(parts))):
                raise self._refused(say("two files in it have the name “{entry}”", entry=name))
        self._check_spans(infos)
        return found

    def _check_spans(self, infos: list[zipfile.ZipInfo]) -> None:
        """Refused when two entries share bytes, or an entry's own head tells another name than the list."""
        reached = 0
        for info in sorted(infos, key=lambda each: each.header_offset):
            self._file.seek(info.header_offset)
            mark, _, flags, *_rest, name_length, extra_length = _LOCAL.unpack(self._file.read(_LOCAL.size))
            name = self._file.read(name_length)
            told = name.decode("utf-8" if flags & 0x800 else "cp437", "replace")
            begin = info.header_offset + _LOCAL.size + name_length + extra_length
            if mark != b"PK\x03\x04" or told != info.orig_filename or info.header_offset < reached:
                raise self._refused(say("its parts lie in one another"))
            reached = begin + info.compress_size
            if reached > self._zip.start_dir:
                raise self._refused(say("its parts lie in one another"))

    def _refused(self, reason: Sentence) -> FileRefused:
        return FileRefused(say("“{name}” was not opened: {reason}.", name=self.path.name, reason=reason))


def _harm(info: zipfile.ZipInfo, rules: ZipRules) -> Sentence | None:
    """What is wrong with one entry; None when nothing is."""
    name = info.filename
    if not _stays_inside(info):
        return say("“{entry}” is no name for a file in it", entry=portable_name(name))
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or (info.is_dir() and info.file_size):
        return say("“{entry}” in it is no ordinary file", entry=name)
    if info.flag_bits & 0x1:
        return say("it has a password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return say("it is packed in a way that is not taken")
    if info.compress_type == zipfile.ZIP_STORED and info.file_size != info.compress_size:
        return say("“{entry}” is larger or smaller than it says", entry=name)
    if info.file_size > rules.entry_bytes:
        return say("“{entry}” in it is too large", entry=name)
    if info.file_size > _BLOCK and info.file_size > rules.ratio * max(1, info.compress_size):
        return say("“{entry}” would become far larger than it is packed", entry=name)
    return None


def _stays_inside(info: zipfile.ZipInfo) -> bool:
    """Whether the name is one that every system takes, and that lies below where it is unpacked."""
    name = info.filename
    parts = name.removesuffix("/").split("/")
    return (
        info.orig_filename == name
        and len(name) <= _LONGEST_NAME
        and len(parts) <= _DEEPEST
        and unicodedata.is_normalized("NFC", name)
        and _DRIVE.match(name) is None
        and all(part not in ("", ".", "..") and portable_name(part.lstrip(".")) == part.lstrip(".") for part in parts)
    )


def first_free(target: Path, ending: str = "") -> Path:
    """`target` with the ending, or with a number between its name and that where it is taken."""
    number, free = 2, target.with_name(f"{target.name}{ending}")
    while os.path.lexists(free):
        free = target.with_name(f"{target.name} {number}{ending}")
        number += 1
    return free
