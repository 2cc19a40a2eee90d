"""Where the live door is: a socket, on Windows a pipe, that only this user can reach.

It must never be reached over a network, nor through a folder that belongs to somebody else.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

from studio.sentences import Refused, say
from studio.session.homes import home_folder

__all__ = ["door_address", "is_mine", "make_door_folder"]

_LONGEST_SOCKET = 70
"""Bytes: macOS takes 103 in the name of a socket, and Qt lays it in a folder of its own at first."""
_NAME = "decollage"


def door_address() -> str:
    """Where the window of this home listens to scripts.

    Sockets have short names, so that of a home deep in other folders lies in the user's runtime folder.
    """
    home = home_folder().absolute()
    digest = hashlib.blake2b(str(home).encode(), digest_size=8).hexdigest()
    if sys.platform == "win32":
        return f"decollage-{digest}"
    near = home / "door"
    if len(os.fsencode(near)) <= _LONGEST_SOCKET:
        return str(near)
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    folder = Path(runtime) if runtime else Path(tempfile.gettempdir()) / f"{_NAME}-{os.getuid()}"
    return str(folder / f"{_NAME}-{digest}")


def make_door_folder() -> None:
    """See to it that the socket's folder is there and this user's own. Raises `Refused`."""
    if sys.platform == "win32":
        return
    folder = Path(door_address()).parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mine = is_mine(folder)
    except OSError:
        mine = False
    if not mine:
        raise Refused(say("There is no place of your own for the live door: {folder}.", folder=folder))


def is_mine(path: Path) -> bool:
    """Whether the file or folder belongs to this user. Raises `OSError` where there is none."""
    return sys.platform == "win32" or path.lstat().st_uid == os.getuid()
