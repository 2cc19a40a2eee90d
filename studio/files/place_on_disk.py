"""How a file names another: relative when it lies beneath or near the project's folder, absolute otherwise.

It must never look at the disk: a path is only text here.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import quote, unquote

__all__ = ["path_from_text", "path_text"]

_MOST_STEPS_UP = 2
_UNWRITABLE = re.compile("[\ud800-\udfff]")


def path_text(path: str, base: Path | None) -> str:
    """How `path` is written in a file in folder `base` (None: always absolute).

    A name that is not Unicode (Linux allows any bytes) is written as a `file:` address.
    """
    text = path
    # A path with `..` in it may lead through a link, so it is not touched.
    if base is not None and os.path.isabs(path) and os.path.normpath(path) == path:  # noqa: PTH117 (text only)
        try:
            steps = PurePath(os.path.relpath(path, base)).parts
        except ValueError:  # another drive
            steps = (path,)
        if steps.count("..") <= _MOST_STEPS_UP:
            text = "/".join(steps)
    if _UNWRITABLE.search(text):
        return "file:" + quote(os.fsencode(text))
    # A relative name that looks like an address would be read as one.
    return "./" + text if text.startswith("file:") else text


def path_from_text(text: str, base: Path | None) -> str:
    """The absolute path that `text` means in a file in folder `base` (None: the current folder)."""
    if text.startswith("file:"):
        text = os.fsdecode(unquote(text[len("file:") :], errors="surrogateescape"))
    if not text or PurePosixPath(text).is_absolute() or PureWindowsPath(text).is_absolute():
        # A path of another system stays as it is: the file is missing here, and found again by its fingerprint.
        return text
    return os.path.normpath(os.path.join(base if base is not None else Path.cwd(), text))  # noqa: PTH118
