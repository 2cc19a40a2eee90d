"""The receipt of an export: what was planned, what was found in the finished file, and whether the two agree.

A value that goes over pipes and into files as JSON. It must never be made from anything but the file itself.
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import msgspec

from studio.files import write_whole
from studio.sentences import Sentence, say

__all__ = ["Proof", "Receipt", "proof_words", "receipt_from_json", "receipt_json", "write_receipt"]

_WORDS = MappingProxyType(
    {
        "opens": say("Opens and can be read"),
        "format": say("Kind of picture"),
        "size": say("Size"),
        "rate": say("Pictures a second"),
        "length": say("Length"),
        "times": say("Each picture at its time"),
        "colours": say("Colour tags"),
        "index_first": say("Starts before it is loaded whole"),
        "no_edit_list": say("No edit list"),
        "first_picture": say("First picture"),
        "last_picture": say("Last picture"),
        "kept_pictures": say("Pictures from earlier work"),
        "copied_pictures": say("Pictures copied from the source"),
        "sound": say("Sound"),
        "sync_start": say("Picture and sound together at the start"),
        "sync_middle": say("Picture and sound together in the middle"),
        "sync_end": say("Picture and sound together at the end"),
        "loudness": say("Loudness"),
        "true_peak": say("Loudest peak"),
    }
)


class Proof(msgspec.Struct, frozen=True):
    """One thing that was looked at: `name` is one of those `proof_words` knows."""

    name: str
    planned: str
    found: str
    passed: bool


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """All proofs of one file. `suspects` are names of stored pieces that did not show what they should."""

    file: str
    bytes: int
    proofs: tuple[Proof, ...]
    suspects: tuple[str, ...] = ()
    took_s: float = 0.0
    passed: bool = False


def proof_words(name: str) -> Sentence:
    """What a proof is called in words."""
    return _WORDS.get(name, say("{name}", name=name))


def receipt_json(receipt: Receipt) -> bytes:
    """The receipt as indented JSON."""
    return msgspec.json.format(msgspec.json.encode(receipt), indent=2) + b"\n"


def receipt_from_json(data: bytes) -> Receipt:
    """The receipt in `data`. Raises `msgspec.DecodeError`."""
    return _receipt.decode(data)


def write_receipt(path: Path, receipt: Receipt) -> None:
    """Write the receipt as JSON to `path`, whole or not at all. Raises `OSError`."""
    write_whole(path.absolute(), receipt_json(receipt))


# Made here once: msgspec learns a type at its first use, and two threads that begin with it at once crash.
_receipt = msgspec.json.Decoder(Receipt)
