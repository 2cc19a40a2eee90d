"""Where pieces of exports are kept between exports: pictures and sound that were encoded, by their names.

It must never give out a piece it cannot verify, nor fail an export because a disk is full or away.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from studio.media.kept_files import KeptFiles
from studio.media.writing.export_sound import SoundFacts
from studio.media.writing.picture_encoder import Piece
from studio.media.writing.sound_encoder import EncodedSound, SoundPacket

__all__ = ["SegmentStore"]

_DIGEST = 16
_encoder = msgspec.msgpack.Encoder()
_pieces = msgspec.msgpack.Decoder(Piece)


class _Sound(msgspec.Struct, frozen=True, array_like=True):
    """A sound track as it lies in the store."""

    codec: str
    extradata: bytes
    packets: tuple[tuple[int, int, bytes], ...]
    facts: SoundFacts | None


_sounds = msgspec.msgpack.Decoder(_Sound)


class SegmentStore:
    """Pieces on disk by their key, at most `limit_bytes`; what was used longest ago goes first.

    Safe for several processes: files are written whole and renamed. Trouble with the disk is a piece not found.
    Call `tidy` after putting.
    """

    def __init__(self, folder: str | Path, limit_bytes: int = 4_000_000_000) -> None:
        self.folder = Path(folder)
        self._files = KeptFiles(folder, ".piece", limit_bytes)

    def get(self, key: str) -> Piece | None:
        """The piece kept under `key`, or None when there is none that is whole."""
        body = self._body(key)
        try:
            return _pieces.decode(body) if body is not None else None
        except msgspec.DecodeError:
            return None

    def get_sound(self, key: str) -> tuple[EncodedSound, SoundFacts | None] | None:
        """The sound track kept under `key` and what is known of it, or None when there is none that is whole."""
        body = self._body(key)
        try:
            kept = _sounds.decode(body) if body is not None else None
        except msgspec.DecodeError:
            return None
        if kept is None:
            return None
        encoded = EncodedSound(kept.codec)
        encoded.extradata = kept.extradata
        for packet in kept.packets:
            encoded.append(SoundPacket(*packet))
        return encoded, kept.facts

    def put_sound(self, key: str, encoded: EncodedSound, facts: SoundFacts | None) -> None:
        """Keep a sound track under `key`."""
        self._put(
            key,
            _Sound(
                encoded.codec, encoded.extradata, tuple((first, count, data) for first, count, data in encoded), facts
            ),
        )

    def put(self, key: str, piece: Piece) -> None:
        """Keep a piece under `key`."""
        self._put(key, piece)

    def _put(self, key: str, made: Piece | _Sound) -> None:
        body = _encoder.encode(made)
        self._files.put(key, (_digest(body), body))

    def has(self, key: str) -> bool:
        """Whether something lies under `key`; whether it is whole is seen when it is got."""
        return self._files.path(key).exists()

    def drop(self, key: str) -> None:
        """Forget what lies under `key`."""
        self._files.drop(key)

    def tidy(self) -> None:
        """Delete what was used longest ago until the store keeps to its limit."""
        self._files.tidy()

    def _body(self, key: str) -> bytes | None:
        try:
            data = self._files.path(key).read_bytes()
        except OSError:
            return None
        body = data[_DIGEST:]
        if _digest(body) != data[:_DIGEST]:
            self._files.drop(key)
            return None
        self._files.use(key)
        return body


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()
