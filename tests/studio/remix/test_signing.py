"""Signatures in minisign's format: its own test vectors, keys made and read, and what was changed is told."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from studio.cli.main import main
from studio.files import FileRefused
from studio.remix import pack_challenge, signature_of, unpack_challenge
from studio.remix.signing import make_key, need_signed, public_text, read_public, read_signer
from tests.helpers.hostile_packages import packed
from tests.studio.remix.test_package import project

__all__ = ["project"]

PUBLIC = b"RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3"
HASHED = (
    b"untrusted comment: signature from minisign secret key\n"
    b"RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=\n"
    b"trusted comment: timestamp:1556193335\tfile:test\n"
    b"y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==\n"
)
PLAIN = (
    b"untrusted comment: signature from minisign secret key\n"
    b"RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=\n"
    b"trusted comment: timestamp:1555779966\tfile:test\n"
    b"QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==\n"
)
"""Of the author's own verifier in Rust, `minisign-verify` (tests in its `src/lib.rs`)."""


@pytest.mark.parametrize("signature", [HASHED, PLAIN])
def test_a_signature_of_minisign_itself_is_known(signature: bytes):
    key = read_public(PUBLIC)
    assert key.words == "E7620F1842B4E81F"
    assert need_signed(b"test", signature, key).comment.endswith("file:test")
    for data, spoiled in (
        (b"Test", signature),
        (b"test", signature.replace(b"file:test", b"file:other")),
        (b"test", signature.replace(b"i5", b"i4", 1)),
        (b"test", b"untrusted comment: x\n"),
        (b"test", b"\xff" * 90),
    ):
        with pytest.raises(FileRefused, match="not right"):
            need_signed(data, spoiled, key)


def test_a_key_that_was_made_signs_and_is_for_this_user_alone(tmp_path: Path):
    public = make_key(tmp_path / "me.key")
    assert stat.S_IMODE((tmp_path / "me.key").stat().st_mode) & 0o077 == 0
    assert read_public((tmp_path / "me.key.pub").read_bytes()) == public
    assert read_public(public_text(public)) == public
    signer = read_signer(tmp_path / "me.key")
    made = signer.signed(b"manifest", "challenge:Bloom")
    assert need_signed(b"manifest", made, public).comment == "challenge:Bloom"
    with pytest.raises(FileRefused, match="not right"):
        need_signed(b"manifest", made, read_public(PUBLIC))
    with pytest.raises(FileRefused, match="could not be written"):
        make_key(tmp_path / "me.key")


def test_what_is_no_key_is_refused(tmp_path: Path):
    for data in (b"", b"x", b"untrusted comment: x\nAAAA\n", b"\xff" * 9):
        (tmp_path / "k").write_bytes(data)
        with pytest.raises(FileRefused, match="no secret key"):
            read_signer(tmp_path / "k")
        with pytest.raises(FileRefused, match="no public key"):
            read_public(data)


def test_a_signed_package_tells_whose_key_and_a_changed_one_is_refused(project, tmp_path: Path):
    path, key = tmp_path / "bloom.challenge", tmp_path / "me.key"
    public = make_key(key)
    pack_challenge(project, path, preview=b"picture", signer=read_signer(key))
    author, signature = signature_of(path)
    assert author == "@ann"
    assert signature is not None
    assert (signature.public, signature.comment) == (public, "challenge:Bloom")
    assert unpack_challenge(path, tmp_path) is not None
    with zipfile.ZipFile(path) as archive:
        content = {info.filename: archive.read(info) for info in archive.infolist()}
    renamed = content["manifest.json"].replace(b'"Bloom"', b'"Blood"')
    path.write_bytes(packed({**content, "manifest.json": renamed}))
    with pytest.raises(FileRefused, match="not right"):
        signature_of(path)
    path.write_bytes(packed({name: data for name, data in content.items() if name != "manifest.json.minisig"}))
    assert signature_of(path) == ("@ann", None)


def test_the_first_key_of_an_author_is_remembered_and_another_is_told(project, tmp_path: Path, capsys):
    for name in ("one", "two"):
        make_key(tmp_path / f"{name}.key")
        pack_challenge(project, tmp_path / f"{name}.challenge", signer=read_signer(tmp_path / f"{name}.key"))
    pack_challenge(project, tmp_path / "none.challenge")
    told = []
    for name in ("one", "one", "two", "none"):
        status = main(["challenge", "verify", str(tmp_path / f"{name}.challenge")])
        out = capsys.readouterr()
        told.append((status, (out.out + out.err).strip()))
    assert [status for status, _words in told] == [0, 0, 1, 1]
    for (_status, words), wanted in zip(
        told, ("first time", "same as before", "not the key", "not signed"), strict=True
    ):
        assert wanted in words
    assert "not that it is safe" in told[0][1]
