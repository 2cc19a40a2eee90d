"""The camera, held by a child: its pictures as they come, and whether it is there.

It must never open a camera in this process, and never wait for one on the caller's thread.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import IO, Literal, NamedTuple

import msgspec
import numpy as np

from studio.media.child import child_command, end_child, start_child, write_whole
from studio.media.recording.camera_frame import HEAD, CameraFrame, CameraOrder
from studio.sentences import Sentence, say

__all__ = ["Camera", "CameraChoice", "cameras"]

_CHILD = "_camera-child"
_GUESSED = 3
"""Where the system does not list its cameras, so many are offered by number."""

CameraState = Literal["opening", "open", "missing", "gone"]


class CameraChoice(NamedTuple):
    """A camera that may be there: how it is opened and remembered, and what people call it."""

    source: str
    name: str


def cameras() -> tuple[CameraChoice, ...]:
    """The cameras of this machine: by name on Linux, elsewhere by number. May be empty on Linux alone."""
    if sys.platform != "linux":
        return tuple(CameraChoice(str(at), say("Camera {number}", number=at + 1)) for at in range(_GUESSED))
    found = []
    for entry in sorted(Path("/sys/class/video4linux").glob("video*")):
        with suppress(OSError):
            # A camera has further nodes for its metadata; the first is the one with pictures.
            if (entry / "index").read_text(encoding="ascii").strip() == "0":
                found.append(CameraChoice(f"/dev/{entry.name}", (entry / "name").read_text(encoding="utf-8").strip()))
    return tuple(found)


class Camera:
    """Has a child hold a camera from `open` to `close`. `on_frame` is called from its thread with every picture."""

    def __init__(self, on_frame: Callable[[CameraFrame], None], *, command: Sequence[str] | None = None) -> None:
        self._on_frame = on_frame
        self._command = list(command) if command is not None else child_command(_CHILD)
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread: Thread | None = None
        self._closed = False
        self.state: CameraState = "opening"

    def open(self, source: str, *, width: int = 1280, height: int = 720, rate: float = 30.0) -> None:
        """Begin; `state` tells how it goes. `source` is a `CameraChoice.source`, or a film that stands for a camera."""
        order = CameraOrder(int(source) if source.isdigit() else source, width, height, rate)
        self._thread = Thread(target=self._work, args=(order,), name="camera", daemon=True)
        self._thread.start()

    @property
    def sentence(self) -> Sentence | None:
        """What is wrong, in words; None where nothing is."""
        if self.state == "missing":
            return say("The camera cannot be opened. Connect one, close other programs that use it, and see whether "
                       "the system allows it.")  # fmt: skip
        if self.state == "gone":
            return say("The camera gives no pictures any more. What was recorded is kept.")
        return None

    def close(self) -> None:
        """Let the camera go."""
        with self._lock:
            self._closed = True
            child = self._child
        if child is not None and child.stdin is not None:
            with suppress(OSError):
                child.stdin.close()
        if self._thread is not None:
            self._thread.join()

    def _work(self, order: CameraOrder) -> None:
        # The child ends with the thread that starts it: so this one does.
        try:
            child = start_child(self._command)
        except OSError:
            self.state = "missing"
            return
        assert child.stdin is not None
        assert child.stdout is not None
        with suppress(OSError):
            write_whole(child.stdin, msgspec.json.encode(order) + b"\n")
        with self._lock:
            self._child = child
            closed = self._closed
        if closed:
            with suppress(OSError):
                child.stdin.close()
        try:
            with child.stdout as pipe:
                while self._follow(pipe):
                    pass
        finally:
            end_child(child)

    def _follow(self, pipe: IO[bytes]) -> bool:
        """Take one report; whether another may come."""
        head = _exactly(pipe, HEAD.size)
        kind: bytes
        kind, moment, width, height, size = HEAD.unpack(head) if head else (b"gone", 0.0, 0, 0, 0)
        if kind == b"fail":
            self.state = "missing"
        elif kind == b"open":
            self.state = "open"
        elif kind == b"pict" and size == width * height * 3 // 2:
            data = _exactly(pipe, size)
            if data and not self._closed:
                planes = np.frombuffer(data, np.uint8).reshape(height * 3 // 2, width)
                self._on_frame(CameraFrame(moment, width, height, planes))
                return True
            return bool(data)
        else:
            self.state = "gone" if self.state == "open" else "missing"
        return kind == b"open"


def _exactly(pipe: IO[bytes], size: int) -> bytearray | None:
    """That many bytes; None where fewer come."""
    data = bytearray(size)
    view, got = memoryview(data), 0
    while got < size:
        count = pipe.readinto(view[got:])  # type: ignore[attr-defined]
        if not count:
            return None
        got += count
    return data
