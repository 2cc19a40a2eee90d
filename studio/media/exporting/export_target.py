"""Where an export is written: what is refused before it begins, and what a trouble with the disk means in words.

It must never write a byte; what it deletes are the leavings of exports that were killed.
"""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av

from studio.media.open import MediaRefused
from studio.model import Project, Span, duration, used_assets
from studio.sentences import Sentence, say

__all__ = ["LONGEST", "check_possible", "clear_up", "disk_sentence", "part_of", "remove"]

LONGEST = Fraction(24 * 60 * 60)
"""The longest project that is exported, in seconds."""


def part_of(target: Path, process: int | None = None) -> Path:
    """Where the film grows: beside the target, hidden, one for each process (this one where none is named)."""
    return target.with_name(f".{target.name}.{process or os.getpid()}.part")


def clear_up(target: Path) -> None:
    """Delete what exports to `target` left whose processes were killed."""
    with suppress(OSError):
        for path in target.parent.iterdir():
            if path.name.startswith(f".{target.name}.") and path.name.endswith(".part"):
                number = path.name.removesuffix(".part").rpartition(".")[2]
                if number.isdecimal() and not _is_alive(int(number)):
                    with suppress(OSError):
                        remove(path)


def remove(path: Path) -> None:
    """Delete a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        # Windows would end a process that is sent a signal; there an open file cannot be deleted anyway.
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def check_possible(project: Project, target: Path, span: Span, *, folder: Path | None = None) -> None:
    """Nothing when `span` of the project can be written to the file `target`; `MediaRefused` says why not.

    `folder` is what must be there; the target's own when it is not named.
    """
    folder = folder if folder is not None else target.parent
    if span.length <= 0:
        raise MediaRefused(say("There is nothing to export yet."))
    if duration(project) > LONGEST:
        # Only a damaged or hostile file is that long, and even counting its frames would take for ever.
        raise MediaRefused(say("The project is longer than a day, so it cannot be exported."))
    if target.is_dir():
        raise MediaRefused(say("“{name}” is a folder. Choose a name for the video.", name=target.name))
    if not folder.is_dir():
        raise MediaRefused(say("The folder “{name}” is not there.", name=str(folder)))
    used = used_assets(project)
    for asset in project.assets:
        if Path(asset.path).absolute() == target:
            raise MediaRefused(say("“{name}” is used in the video. Choose another name.", name=target.name))
        if asset.id in used and not Path(asset.path).is_file():
            raise MediaRefused(say("“{name}” is missing, so the video cannot be made whole.", name=asset.name))


def disk_sentence(problem: BaseException, target: Path) -> Sentence | None:
    """What a problem of the disk means, in words; None when it is no problem of the disk."""
    if not isinstance(problem, OSError | av.error.FFmpegError):
        return None
    code = getattr(problem, "errno", None)
    if code in (errno.ENOSPC, errno.EDQUOT):
        return say("The disk is full. Make room and export again.")
    if code in (errno.EACCES, errno.EPERM, errno.EROFS):
        return say("The folder “{name}” cannot be written to. Choose another.", name=str(target.parent))
    if code == errno.ENOENT:
        return say(
            "What was written of “{name}” is gone: does another export write to the same name?", name=target.name
        )
    return say("“{name}” could not be written. Try another folder.", name=target.name)
