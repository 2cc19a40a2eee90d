"""Signatures of packages, in the format of minisign: whose key signed this, and that nothing was changed since.

Ed25519 over the BLAKE2b-512 digest of the manifest, which holds the SHA-256 of everything else; so a `.minisig` and a
key of minisign itself work here and the other way round (https://jedisct1.github.io/minisign/). A signature says who,
never that something is safe. It must never keep a password or a key that was unlocked.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import struct
from pathlib import Path
from typing import NamedTuple

from studio.files import FileRefused
from studio.sentences import Refused, say

__all__ = ["Signature", "Signer", "make_key", "need_signed", "public_text", "read_public", "read_signer"]

_PLAIN, _HASHED = b"Ed", b"ED"
_SECRET = struct.Struct("<2s2s2s32sQQ104s")
_MOST = 4096
_UNLOCKED, _LOCKED = b"\0\0", b"Sc"
_MOST_MEMORY = 1 << 30


class PublicKey(NamedTuple):
    """The key by which signatures of one person are known: 8 bytes that name it, and the key."""

    name: bytes
    key: bytes

    @property
    def words(self) -> str:
        """Its name as people compare it: 16 letters and digits, as minisign shows it."""
        return self.name[::-1].hex().upper()


class Signer(NamedTuple):
    """What signs: a public key and its secret seed."""

    public: PublicKey
    seed: bytes

    def signed(self, data: bytes, comment: str) -> bytes:
        """The `.minisig` of the data, with words that are signed too."""
        from nacl.signing import SigningKey

        key = SigningKey(self.seed)
        made = key.sign(hashlib.blake2b(data).digest()).signature
        whole = key.sign(made + comment.encode()).signature
        return (
            "untrusted comment: signature from minisign secret key\n"
            f"{_text(_HASHED + self.public.name + made)}\ntrusted comment: {comment}\n{_text(whole)}\n"
        ).encode()


class Signature(NamedTuple):
    """What a good signature tells: whose key, and the words that were signed with it."""

    public: PublicKey
    comment: str


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _need_library() -> None:
    try:
        import nacl.signing  # noqa: F401
    except ImportError as error:
        raise Refused(say("Signatures need the library PyNaCl, which is not installed.")) from error


def public_text(key: PublicKey) -> bytes:
    """The key as minisign writes it in a `.pub` file."""
    return f"untrusted comment: minisign public key {key.words}\n{_text(_PLAIN + key.name + key.key)}\n".encode()


def read_public(data: bytes) -> PublicKey:
    """The key in a `.pub` file. Raises `FileRefused`."""
    try:
        raw = base64.b64decode(_line(data, -1), validate=True)
    except (ValueError, binascii.Error) as error:
        raise FileRefused(say("This is no public key of minisign.")) from error
    if len(raw) != 42 or raw[:2] != _PLAIN:
        raise FileRefused(say("This is no public key of minisign."))
    return PublicKey(raw[2:10], raw[10:])


def _line(data: bytes, number: int) -> bytes:
    lines = data[:_MOST].strip().splitlines()
    if not lines:
        raise ValueError("empty")
    return lines[number].strip()


def need_signed(data: bytes, signature: bytes, key: PublicKey) -> Signature:
    """What the signature of the data tells. Raises `FileRefused` where it is not that key's, or of other data."""
    _need_library()
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    bad = FileRefused(say("The signature is not right: somebody changed it, or another key signed it."))
    try:
        _, first, comment, last = signature[:_MOST].decode().strip().split("\n")
        made, whole = base64.b64decode(first, validate=True), base64.b64decode(last, validate=True)
    except (ValueError, binascii.Error) as error:
        raise bad from error
    prefix = "trusted comment: "
    if len(made) != 74 or made[2:10] != key.name or not comment.startswith(prefix):
        raise bad
    words = comment.removeprefix(prefix).rstrip("\r")
    subject = {_HASHED: hashlib.blake2b(data).digest(), _PLAIN: data}.get(made[:2])
    if subject is None:
        raise bad
    try:
        VerifyKey(key.key).verify(subject, made[10:])
        VerifyKey(key.key).verify(made[10:] + words.encode(), whole)
    except (CryptoError, ValueError) as error:
        raise bad from error
    return Signature(key, words)


def make_key(path: Path) -> PublicKey:
    """Write a new secret key without a password into `path`, for this user alone, and its public one beside it as
    `path` with `.pub`. Raises `FileRefused` where a file of that name is there."""
    _need_library()
    from nacl.signing import SigningKey

    signing, name = SigningKey.generate(), os.urandom(8)
    seed, key = bytes(signing), bytes(signing.verify_key)
    sum_ = hashlib.blake2b(_PLAIN + name + seed + key, digest_size=32).digest()
    raw = _SECRET.pack(_PLAIN, _UNLOCKED, b"B2", bytes(32), 0, 0, name + seed + key + sum_)
    public = PublicKey(name, key)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(f"untrusted comment: minisign secret key\n{_text(raw)}\n".encode())
        with path.with_name(f"{path.name}.pub").open("xb") as file:
            file.write(public_text(public))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise FileRefused(say("“{name}” could not be written: {reason}.", name=path.name, reason=reason)) from error
    return public


def read_signer(path: Path, password: str = "") -> Signer:
    """The secret key in a file of minisign, unlocked by its password where it has one. Raises `FileRefused`."""
    _need_library()
    wrong = FileRefused(say("“{name}” is no secret key of minisign.", name=path.name))
    try:
        raw = base64.b64decode(_line(path.read_bytes(), -1), validate=True)
        algorithm, lock, _sum, salt, work, memory, body = _SECRET.unpack(raw)
    except OSError as error:
        raise FileRefused(say("“{name}” could not be read.", name=path.name)) from error
    except (ValueError, binascii.Error, struct.error) as error:
        raise wrong from error
    if algorithm != _PLAIN or lock not in (_UNLOCKED, _LOCKED) or memory > _MOST_MEMORY:
        raise wrong
    if lock == _LOCKED:
        from nacl.pwhash import scrypt

        stream = scrypt.kdf(len(body), password.encode(), salt, opslimit=work, memlimit=memory)
        body = bytes(one ^ other for one, other in zip(body, stream, strict=True))
    name, seed, key, sum_ = body[:8], body[8:40], body[40:72], body[72:]
    if hashlib.blake2b(_PLAIN + name + seed + key, digest_size=32).digest() != sum_:
        raise FileRefused(say("“{name}” needs another password.", name=path.name))
    return Signer(PublicKey(name, key), seed)
