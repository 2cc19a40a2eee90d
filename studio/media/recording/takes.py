"""Takes: what was recorded, where on the timeline it was spoken, and the folder in which all of them are kept.

Beside each file lies a small one that remembers its place, so that every take can be used again. It must never remove
a take.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from studio.files import write_whole
from studio.media.recording.film_take import finish_film
from studio.media.recording.wav_file import mend_wav, wav_samples
from studio.sentences import Refused, Sentence, say

__all__ = [
    "Part",
    "Take",
    "TakeKind",
    "drop_note",
    "keep_take",
    "kept_takes",
    "mend_takes",
    "new_take_file",
    "room_for_takes",
    "take_of",
]

TakeKind = Literal["voice", "camera"]
_NOTE = ".take.json"
_SPARE = 200_000_000
_MINUTES = 10


class Part(msgspec.Struct, frozen=True, array_like=True):
    """A stretch of the file that was spoken without a pause: where it begins in the file, how long it is, and where on
    the timeline it lies, in samples at 48 kHz."""

    start: int
    length: int
    at: int


class Take(msgspec.Struct, frozen=True):
    """One take. `path` is not kept in the note; `number` counts the takes of a folder; `lost` is how often sound was
    lost; `whole` says that the program lived to its end."""

    kind: TakeKind
    parts: tuple[Part, ...] = ()
    lost: int = 0
    whole: bool = False
    path: str = ""

    @property
    def name(self) -> str:
        """What people call it: the file's name without its ending."""
        return Path(self.path).stem

    @property
    def begin(self) -> int:
        """Where on the timeline it begins, in samples."""
        return min((part.at for part in self.parts), default=0)

    @property
    def end(self) -> int:
        """Where on the timeline it ends, in samples."""
        return max((part.at + part.length for part in self.parts), default=0)

    def same_place(self, other: Take) -> bool:
        """Whether it was spoken at the place of the other: they share more than half of the shorter."""
        shared = min(self.end, other.end) - max(self.begin, other.begin)
        return 2 * shared > min(self.end - self.begin, other.end - other.begin)


_decoder = msgspec.json.Decoder(Take)


def new_take_file(folder: Path, stem: str, ending: str) -> Path:
    """A name in the folder that no take has; the folder is made. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 1
    while any(folder.glob(f"{stem} {number}.*")):
        number += 1
    return folder / f"{stem} {number}{ending}"


def keep_take(take: Take) -> None:
    """Write down where the take was spoken. Raises `FileRefused`."""
    path = Path(take.path)
    note = msgspec.structs.replace(take, path="")
    write_whole(path.with_name(path.name + _NOTE), msgspec.json.encode(note))


def drop_note(path: Path) -> None:
    """Forget the take in that file, of which nothing came."""
    path.with_name(path.name + _NOTE).unlink(missing_ok=True)


def take_of(path: Path) -> Take | None:
    """The take in that file; None where it is none. Nothing is written: what was never ended is taken as it stands."""
    try:
        take = _decoder.decode(path.with_name(path.name + _NOTE).read_bytes())
        if not path.is_file():
            return None
        if not take.whole and take.kind == "voice":
            take = msgspec.structs.replace(take, parts=(Part(0, wav_samples(path), take.begin),))
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return msgspec.structs.replace(take, path=str(path))


def mend_takes(folder: Path) -> tuple[Take, ...]:
    """Make whole what a program that was killed left in the folder; the takes that were mended.

    Never while something is recorded there. What cannot be mended stays as it is.
    """
    mended = []
    for note in _notes(folder):
        path = note.with_name(note.name.removesuffix(_NOTE))
        with suppress(OSError, ValueError, Refused, msgspec.MsgspecError):
            take = _decoder.decode(note.read_bytes())
            if take.whole:
                continue
            if take.kind == "camera":
                finish_film(path)
            else:
                mend_wav(path)
            found = take_of(path)
            if found is not None:
                found = msgspec.structs.replace(found, whole=True)
                keep_take(found)
                mended.append(found)
    return tuple(mended)


def _notes(folder: Path) -> tuple[Path, ...]:
    return tuple(folder.glob(f"*{_NOTE}")) if folder.is_dir() else ()


def kept_takes(folder: Path) -> tuple[Take, ...]:
    """Every take of a folder, the newest first."""
    found: list[tuple[float, Take]] = []
    for note in _notes(folder):
        take = take_of(note.with_name(note.name.removesuffix(_NOTE)))
        if take is not None:
            with suppress(OSError):
                found.append((note.stat().st_mtime, take))
    return tuple(take for _, take in sorted(found, key=lambda each: -each[0]))


def room_for_takes(folder: Path, bytes_a_second: int) -> Sentence | None:
    """What is wrong with the room on the disk for takes, in words; None where ten minutes fit easily."""
    there = next((each for each in (folder, *folder.parents) if each.is_dir()), None)
    if there is None:
        return None
    try:
        free = shutil.disk_usage(there).free
    except OSError:
        return None
    minutes = (free - _SPARE) / (60 * bytes_a_second)
    if minutes >= _MINUTES:
        return None
    if minutes < 1:
        return say("The disk with “{folder}” is full. Make room before you record.", folder=str(there))
    return say("There is room for {minutes} minutes only on the disk with “{folder}”.", minutes=int(minutes),
               folder=str(there))  # fmt: skip
