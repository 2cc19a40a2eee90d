"""Files that can be made again, kept by their key: so many bytes at most, the least recently used goes first.

Safe for several processes: a file is written whole beside its place and renamed. It must never count on a file being
there the next moment, and never raise for trouble with the disk but to the one who writes.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

__all__ = ["KeptFiles"]

_LEFT_BEHIND_S = 6 * 3600
"""A hidden file nobody wrote to for so long belongs to nobody any more."""


class KeptFiles:
    """The files `FOLDER/ke/key.ENDING`, at most `limit_bytes` of them once `tidy` was called."""

    def __init__(self, folder: str | Path, ending: str, limit_bytes: int) -> None:
        self._folder = Path(folder)
        self._ending = ending
        self._limit = limit_bytes

    def path(self, key: str) -> Path:
        """Where the file `key` lies, or would lie."""
        return self._folder / key[:2] / f"{key}{self._ending}"

    def use(self, key: str) -> None:
        """The file was wanted just now: it goes last."""
        with suppress(OSError):
            os.utime(self.path(key))

    def drop(self, key: str) -> None:
        """Delete the file, if it is there."""
        with suppress(OSError):
            self.path(key).unlink()

    def clear_up(self, key: str) -> None:
        """Delete what a writer of `key` left behind that is known to have been killed."""
        with suppress(OSError):
            for path in self.path(key).parent.glob(f".{key[:16]}-*"):
                path.unlink()

    @contextmanager
    def writing(self, key: str) -> Iterator[IO[bytes]]:
        """A new file that becomes `key` when the block ends well, and is gone when it does not. Raises `OSError`."""
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{key[:16]}-", delete=False) as file:
            part = Path(file.name)
            try:
                yield file
                file.close()
                part.replace(path)
            except BaseException:
                file.close()
                with suppress(OSError):
                    part.unlink()
                raise

    def put(self, key: str, parts: Iterable[bytes]) -> bool:
        """Keep `parts` as the file `key`; whether the disk took it."""
        try:
            with self.writing(key) as file:
                file.writelines(parts)
        except OSError:
            return False
        return True

    def tidy(self) -> None:
        """Delete what was used longest ago until the files keep to the limit, and what killed writers left behind."""
        with suppress(OSError):
            for path in self._folder.glob("??/.*"):
                with suppress(OSError):
                    if time.time() - path.stat().st_mtime > _LEFT_BEHIND_S:
                        path.unlink()
        found: list[tuple[float, int, Path]] = []
        with suppress(OSError):
            for path in self._folder.glob(f"??/*{self._ending}"):
                with suppress(OSError):
                    status = path.stat()
                    found.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self._limit:
                return
            with suppress(OSError):
                path.unlink()
            total -= size
