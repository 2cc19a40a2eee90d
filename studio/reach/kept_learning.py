"""What was learned, kept in one file of this computer: written whole and renamed, with a checksum.

A file that is damaged, cut or from elsewhere gives an empty start and a sentence that says so. It must never fail for
what is in the file, and never hold more than `Snapshot` does.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import msgspec

from studio.files import write_whole
from studio.reach.policy import ACTIONS
from studio.reach.recommender import Snapshot, is_sound
from studio.sentences import Sentence, say

__all__ = ["erase_learning", "keep_learning", "kept_learning", "learning_bytes", "learning_from"]

_MAGIC = b"decollage learned 1\n"
_DIGEST = 16
_MOST_BYTES = 32 * 1024 * 1024


class _File(msgspec.Struct, frozen=True, array_like=True):
    """The acts the rows are about, in their order, and all that was learned."""

    acts: tuple[str, ...]
    snapshot: Snapshot


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_File)


def learning_bytes(snapshot: Snapshot) -> bytes:
    """A snapshot as the content of a file."""
    body = _encoder.encode(_File(ACTIONS, snapshot))
    return _MAGIC + blake2b(body, digest_size=_DIGEST).digest() + body


def learning_from(content: bytes) -> tuple[Snapshot, Sentence | None]:
    """The snapshot in such a content; an empty one and why, where there is none to be trusted."""
    body = content[len(_MAGIC) + _DIGEST :]
    digest = content[len(_MAGIC) : len(_MAGIC) + _DIGEST]
    if content.startswith(_MAGIC) and blake2b(body, digest_size=_DIGEST).digest() == digest:
        try:
            file = _decoder.decode(body)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            pass
        else:
            if file.acts == ACTIONS and is_sound(file.snapshot):
                return file.snapshot, None
    return Snapshot(), say("What was learned from the feed is damaged: it starts anew.")


def kept_learning(path: Path) -> tuple[Snapshot, Sentence | None]:
    """What was kept in the file; an empty snapshot where there is none, and a sentence where it cannot be used."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return Snapshot(), None
    except OSError:
        return Snapshot(), say("What was learned from the feed could not be read: it starts anew.")
    return learning_from(content)


def keep_learning(path: Path, snapshot: Snapshot) -> None:
    """Keep it in the file: after a kill the old one is there, or the new. Raises `Refused` where the disk does."""
    write_whole(path, learning_bytes(snapshot))


def erase_learning(path: Path) -> None:
    """Take the file away."""
    path.unlink(missing_ok=True)
