"""Whose keys signed challenges before: trust on first use.

The first key an author signs with is remembered; another one later is told. It must never say that a challenge is safe.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from studio.session.homes import home_folder

__all__ = ["Seen", "Verified", "seen_before", "verify_challenge"]

Seen = Literal["first", "same", "other", "unsigned"]


class Verified(NamedTuple):
    """Who signed a challenge: how its author is called, the key's name, and whether it is the key known for them."""

    author: str
    key: str
    seen: Seen


_DECODER = msgspec.json.Decoder(dict[str, str])


def _file() -> Path:
    return home_folder() / "authors.json"


def seen_before(author: str, key: str, *, remember: bool = True) -> Seen:
    """Whether the key is the one known for the author; the first one is remembered."""
    known: dict[str, str] = {}
    with suppress(OSError, msgspec.MsgspecError):
        known = _DECODER.decode(_file().read_bytes())
    if author in known:
        return "same" if known[author] == key else "other"
    if remember:
        from studio.files import write_whole

        with suppress(OSError):
            _file().parent.mkdir(parents=True, exist_ok=True)
            write_whole(_file(), msgspec.json.encode({**known, author: key}))
    return "first"


def verify_challenge(path: Path, *, remember: bool = True) -> Verified:
    """Who signed the challenge. Raises `FileRefused` where it is none, or its signature is not right."""
    from studio.remix import signature_of

    author, signature = signature_of(path)
    if signature is None:
        return Verified(author, "", "unsigned")
    key = signature.public.words
    return Verified(author, key, seen_before(author or key, key, remember=remember))
