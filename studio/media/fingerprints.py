"""Files known by their content, and told from their later selves.

A fingerprint is the same for copies and after a move or a new name. It must never read a large file whole.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple, Protocol

__all__ = ["FileState", "Seekable", "fingerprint", "fingerprint_of", "state_of"]

_BLOCK = 65_536
_MIDDLE_BLOCKS = 14


class Seekable(Protocol):
    """What bytes can be read from anywhere of."""

    def seek(self, offset: int, /) -> int:
        """Go there."""
        ...

    def read(self, size: int, /) -> bytes:
        """The next bytes, at most `size`."""
        ...


def fingerprint(path: str | Path) -> str:
    """A digest of the size and of blocks spread over the file. Raises `OSError` when it cannot be read."""
    path = Path(path)
    with path.open("rb") as file:
        return fingerprint_of(file, path.stat().st_size)


def fingerprint_of(file: Seekable, size: int) -> str:
    """The fingerprint of a file of `size` bytes that is open. Raises `OSError` when it cannot be read."""
    digest = hashlib.blake2b(str(size).encode(), digest_size=20)
    for number in range(_MIDDLE_BLOCKS + 2):
        file.seek(max(0, size - _BLOCK) * number // (_MIDDLE_BLOCKS + 1))
        digest.update(file.read(_BLOCK))
    return digest.hexdigest()


class FileState(NamedTuple):
    """What tells a file from its later self, for answers that are remembered while the program runs."""

    path: Path
    size: int
    changed_ns: int


def state_of(path: str | Path) -> FileState:
    """The state of a file now. Raises `OSError` when it is not there."""
    path = Path(path)
    status = path.stat()
    return FileState(path, status.st_size, status.st_mtime_ns)
