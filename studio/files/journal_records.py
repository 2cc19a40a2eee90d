"""How a journal lies on disk: a first line, then records, each with its length and a digest chained to the one before.

It must never trust a byte: reading ends at the first record that is not exactly what was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Literal

import msgspec

from studio.files.delta import apply_delta

__all__ = ["FIRST_LINE", "Record", "Replayed", "framed", "records", "replayed"]

FIRST_LINE = b"decollage journal 1\n"
_DIGEST_BYTES = 16
_LENGTH_BYTES = 4


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One record: the base (a whole project file as JSON) or one edit (a delta)."""

    kind: Literal["base", "edit"]
    when: str
    label: str = ""
    saved: bool = False
    """Of a base: whether the project file held it when it was written."""
    file: dict[str, Any] | None = None
    """Of a base: the record that a project file would hold."""
    delta: dict[str, Any] | None = None


class Replayed(msgspec.Struct, frozen=True):
    """What a journal leads to: the last state as a project file, and how it got there."""

    data: bytes
    saved: bool
    edits: int
    label: str
    when: datetime
    is_whole: bool
    """Whether every byte was read; False when the end is torn."""


def _digest(before: bytes, payload: bytes) -> bytes:
    return blake2b(
        before + len(payload).to_bytes(_LENGTH_BYTES, "little") + payload, digest_size=_DIGEST_BYTES
    ).digest()


def framed(payload: bytes, before: bytes) -> tuple[bytes, bytes]:
    """The bytes of a record after the one with digest `before` (`FIRST_LINE` for the first), and its own digest."""
    digest = _digest(before, payload)
    return len(payload).to_bytes(_LENGTH_BYTES, "little") + digest + payload, digest


def records(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Payloads that are as written, each with the place after its last byte; ends at the first that is not."""
    if not data.startswith(FIRST_LINE):
        return
    at, before = len(FIRST_LINE), FIRST_LINE
    while True:
        begin = at + _LENGTH_BYTES + _DIGEST_BYTES
        length = int.from_bytes(data[at : at + _LENGTH_BYTES], "little")
        payload = data[begin : begin + length]
        if begin > len(data) or len(payload) != length:
            return
        digest = _digest(before, payload)
        if digest != data[begin - _DIGEST_BYTES : begin]:
            return
        at, before = begin + length, digest
        yield payload, at


def replayed(data: bytes) -> Replayed | None:
    """The last state a journal holds, None when it holds none."""
    file: dict[str, Any] | None = None
    saved, edits, label, when, end = False, 0, "", datetime.fromtimestamp(0, UTC), 0
    for payload, after in records(data):
        try:
            record = msgspec.json.decode(payload, type=Record)
            moment = datetime.fromisoformat(record.when)
            if record.kind == "base" and record.file is not None:
                file, saved, edits = record.file, record.saved, 0
            elif file is not None:
                file = {**file, "project": apply_delta(file["project"], record.delta)}
                edits += 1
        except (msgspec.MsgspecError, UnicodeError, RecursionError, ValueError, KeyError, TypeError):
            break
        label, when, end = record.label, moment, after
    if file is None:
        return None
    return Replayed(msgspec.json.encode(file), saved, edits, label, when, end == len(data))
