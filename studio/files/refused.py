"""Why a file could not be read or written, in words for people.

It must never show a traceback or an error number: those are for programs.
"""

from __future__ import annotations

import errno
from pathlib import Path

from studio.sentences import Refused, Sentence, say

__all__ = ["FileRefused", "not_read", "not_written"]


class FileRefused(Refused):
    """A file cannot be opened or written; `sentence` says why."""


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM}


def not_written(error: OSError, path: Path) -> FileRefused:
    """The refusal for an error met while writing `path`."""
    return FileRefused(_writing(error, path))


def _writing(error: OSError, path: Path) -> Sentence:
    name, folder = path.name, str(path.parent)
    if error.errno in _FULL:
        return say("“{name}” could not be saved: the disk is full. Make room and try again.", name=name)
    if error.errno == errno.EROFS:
        return say("“{name}” could not be saved: the disk is read-only. Save it somewhere else.", name=name)
    if error.errno in _DENIED:
        return say("“{name}” could not be saved: you may not write in “{folder}”.", name=name, folder=folder)
    if error.errno == errno.EISDIR:
        return say("“{name}” could not be saved: a folder has that name.", name=name)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return say("“{name}” could not be saved: the folder “{folder}” is not there.", name=name, folder=folder)
    if error.errno == errno.ENAMETOOLONG:
        return say("“{name}” could not be saved: the name is too long.", name=name)
    return say("“{name}” could not be saved: {reason}.", name=name, reason=_reason(error))


def not_read(error: OSError, path: Path) -> FileRefused:
    """The refusal for an error met while reading `path`."""
    name = path.name
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return FileRefused(say("“{name}” is not there.", name=name))
    if error.errno in _DENIED:
        return FileRefused(say("“{name}” could not be opened: you may not read it.", name=name))
    if error.errno == errno.EISDIR:
        return FileRefused(say("“{name}” is a folder, not a project.", name=name))
    return FileRefused(say("“{name}” could not be opened: {reason}.", name=name, reason=_reason(error)))


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).rstrip(".")
