"""Asking the child what is said in a file: one file at a time, with how far it is, and an end at any moment.

It must never listen itself.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from fractions import Fraction
from threading import Event, Lock

from studio.media.child import LineReader, child_command, end_child, start_child, write_whole
from studio.media.open import MediaRefused
from studio.media.transcribing.packs import Pack
from studio.model import Asset, Word
from studio.sentences import Sentence, say

__all__ = ["Transcription", "can_transcribe", "needs_library"]

_CHILD = "_transcribe-child"
_LONGEST_LINE = 4_000_000


def can_transcribe() -> bool:
    """Whether the recogniser's library is installed; it is not loaded for that."""
    return importlib.util.find_spec("sherpa_onnx") is not None


def needs_library() -> Sentence:
    """What to install, and how, where it is not."""
    return say(
        "Writing down what is said needs sherpa-onnx, which is not installed. Type this, then start again: {command}",
        command=f"{sys.executable} -m pip install sherpa-onnx",
    )


class Transcription:
    """One file being listened to. `run` waits for the words; `stop` ends it from any thread."""

    def __init__(
        self, asset: Asset, pack: Pack, *, track: int = 0, language: str = "", command: Sequence[str] | None = None
    ) -> None:
        self._asset, self._pack, self._track, self._language = asset, pack, track, language
        self._command = list(command) if command is not None else child_command(_CHILD)
        self._lock = Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._stopped = Event()
        self._progress: Callable[[int, int], object] = lambda _done, _total: None

    def follow(self, progress: Callable[[int, int], object]) -> None:
        """Have `progress(done, total)` told from the thread that `run` is on."""
        self._progress = progress

    def run(self) -> tuple[Word, ...]:
        """The words in source time. Raises `MediaRefused`, also when it was stopped or the child broke."""
        with self._lock:
            if self._stopped.is_set():
                raise MediaRefused(say("Writing down what is said was stopped."))
            try:
                self._child = child = start_child(self._command)
            except OSError as error:
                raise MediaRefused(say("Listening could not be started.")) from error
        try:
            return self._asked(child)
        finally:
            end_child(child, patience_s=0.0 if self._stopped.is_set() else 2.0)
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()

    def stop(self) -> None:
        """End it; `run` then refuses."""
        with self._lock:
            self._stopped.set()
            if self._child is not None:
                self._child.kill()

    def _asked(self, child: subprocess.Popen[bytes]) -> tuple[Word, ...]:
        assert child.stdin is not None, "it has pipes"
        assert child.stdout is not None, "it has pipes"
        pack, asset = self._pack, self._asset
        order = {
            "name": pack.name, "kind": pack.kind, "folder": str(pack.folder), "hashes": pack.hashes,
            "files": {role: str(path) for role, path in pack.files.items()}, "path": asset.path, "track": self._track,
            "seconds": float(asset.duration), "language": self._language,
        }  # fmt: skip
        with suppress(OSError):
            write_whole(child.stdin, json.dumps(order).encode() + b"\n")
        lines, words, total = LineReader(child.stdout, longest=_LONGEST_LINE), list[Word](), None
        while line := lines.line():
            told = json.loads(line)
            if "refused" in told:
                raise MediaRefused(Sentence(told["refused"], told["places"]))
            words += [
                Word(text=text, start=Fraction(start), end=Fraction(end), joined=bool(joined))
                for text, start, end, joined in told.get("words", ())
            ]
            if "total" in told:
                total = told["total"]
                self._progress(told["done"], total)
                if told["done"] >= total:
                    return tuple(words)
        if self._stopped.is_set():
            raise MediaRefused(say("Writing down what is said was stopped."))
        raise MediaRefused(say("Listening broke off. The model may not fit this machine; try a smaller one."))
