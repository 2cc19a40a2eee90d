"""What a package says of itself, as a value, and the published schema of it.

It must never know a zip: it is what stands in `manifest.json`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from studio.edits import slots_of
from studio.model import Challenge, Project, Slot, SlotKind, duration

__all__ = [
    "FORMAT",
    "SCHEMA",
    "FileRecord",
    "Manifest",
    "SlotRecord",
    "manifest_of",
    "manifest_schema",
    "read_manifest",
]

FORMAT: Literal["decollage.challenge"] = "decollage.challenge"
SCHEMA = 1
_MOST = 2_000

_Size = Annotated[int, Meta(ge=0, le=1 << 40)]
_Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
_Path = Annotated[str, Meta(min_length=1, max_length=400)]
_Seconds = Annotated[float, Meta(ge=0, le=1e6)]
_Side = Annotated[int, Meta(ge=16, le=16_384)]


class FileRecord(msgspec.Struct, frozen=True):
    """An entry of the package: its path inside, its size, and the SHA-256 of its content in hexadecimal."""

    path: _Path
    size: _Size
    sha256: _Sha256


class SlotRecord(msgspec.Struct, frozen=True):
    """A slot as the manifest tells it: `seconds` are of the sample shown there, `places` is how often it shows."""

    key: Annotated[str, Meta(min_length=1, max_length=200)]
    kind: SlotKind
    hint: str
    seconds: _Seconds
    shortest_s: _Seconds
    longest_s: _Seconds
    required: bool
    places: Annotated[int, Meta(ge=1)]


class Manifest(msgspec.Struct, frozen=True):
    """What a package says of itself."""

    format: Literal["decollage.challenge"]
    schema: Annotated[int, Meta(ge=1)]
    challenge: Challenge
    width: _Side
    height: _Side
    seconds: _Seconds
    slots: Annotated[tuple[SlotRecord, ...], Meta(min_length=1, max_length=_MOST)]
    files: Annotated[tuple[FileRecord, ...], Meta(min_length=1, max_length=_MOST)]


_DECODER = msgspec.json.Decoder(Manifest, strict=True)


class _Format(msgspec.Struct, frozen=True):
    format: str
    schema: int


_FORMAT_DECODER = msgspec.json.Decoder(_Format, strict=True)


def read_manifest(data: bytes) -> Manifest | Literal["other", "newer"]:
    """The manifest in JSON; what else it is where it is of another format or of a newer program. Raises `ValueError`
    where it cannot be read."""
    try:
        made = _FORMAT_DECODER.decode(data)
        if made.format != FORMAT:
            return "other"
        return "newer" if made.schema > SCHEMA else _DECODER.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError("this is no manifest") from error


def manifest_of(project: Project, files: tuple[FileRecord, ...]) -> Manifest:
    """What is said of the project, whose files are these."""
    assert project.challenge is not None
    slots = []
    for key, clips in slots_of(project):
        slot = clips[0].clip.slot or Slot(key)
        seconds = float(clips[0].clip.length), float(slot.shortest), float(slot.longest)
        slots.append(SlotRecord(key, slot.kind, slot.hint, *seconds, slot.required, len(clips)))
    canvas, seconds_in_all = project.canvas, float(duration(project))
    return Manifest(FORMAT, SCHEMA, project.challenge, canvas.width, canvas.height, seconds_in_all, tuple(slots), files)


def manifest_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every `manifest.json` keeps."""
    made = msgspec.json.schema(Manifest)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "manifest.json of a Décollage challenge",
        **made,
    }
