"""Strangers' zips: what could do harm is refused before a byte is unpacked; a good one is read whole."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from studio.files import FileRefused, SafeZip, ZipEntry, ZipRules


def refused(words: str):
    return pytest.raises(FileRefused, match=words)


def archive(path: Path, *names: str, data: bytes = b"hello", packed: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", packed) as made:
        for name in names:
            entry = zipfile.ZipInfo(name)
            entry.compress_type = packed
            made.writestr(entry, data)
    return path


def test_a_good_one_is_read_and_unpacked_whole(tmp_path):
    path = archive(tmp_path / "good.zip", "a/b.txt", "a/ビデオ 🎬 é.mp4", packed=zipfile.ZIP_DEFLATED)
    with SafeZip(path) as opened:
        assert opened.entries == (ZipEntry("a/b.txt", 5), ZipEntry("a/ビデオ 🎬 é.mp4", 5))
        assert opened.read("a/b.txt") == b"hello"
        assert opened.unpack(tmp_path / "out", within="a/")
    assert (tmp_path / "out" / "ビデオ 🎬 é.mp4").read_bytes() == b"hello"


@pytest.mark.parametrize(
    "name",
    [
        "../a", "a/../../b", "/etc/passwd", "C:\\win\\evil.txt", "C:/a", "a\\b", "con", "a/CON.txt", "a.", "a/b ",
        "a//b", "./a", "e\u0301", "a\nb", "a" * 500, "/".join("abcdefghijklmnopqrs"),
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere_or_that_some_system_does_not_take_are_refused(tmp_path, name):
    with refused("is no name for a file"):
        SafeZip(archive(tmp_path / "bad.zip", name))


@pytest.mark.parametrize("names", [("a", "A"), ("é/a", "É/A"), ("a", "a/b"), ("straße", "STRASSE")])
def test_two_files_of_one_name_are_refused(tmp_path, names):
    with refused("have the name"):
        SafeZip(archive(tmp_path / "bad.zip", *names))


def test_links_passwords_and_strange_packing_are_refused(tmp_path):
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
    with refused("no ordinary file"):
        SafeZip(tmp_path / "link.zip")
    with refused("packed in a way"):
        SafeZip(archive(tmp_path / "lzma.zip", "a", packed=zipfile.ZIP_LZMA))
    held = bytearray(archive(tmp_path / "locked.zip", "a").read_bytes())
    held[held.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(held)
    with refused("password"):
        SafeZip(tmp_path / "locked.zip")


def test_bombs_are_refused_by_ratio_by_size_and_by_number(tmp_path):
    bomb = archive(tmp_path / "bomb.zip", "a", data=bytes(4 << 20), packed=zipfile.ZIP_DEFLATED)
    with refused("far larger than it is packed"):
        SafeZip(bomb)
    few = ZipRules(entries=2, entry_bytes=8, whole_bytes=12)
    with refused("too many files"):
        SafeZip(archive(tmp_path / "many.zip", "a", "b", "c"), few)
    with refused("is too large"):
        SafeZip(archive(tmp_path / "large.zip", "a", data=b"123456789"), few)
    with refused("holds too much"):
        SafeZip(archive(tmp_path / "much.zip", "a", "b", data=b"12345678"), few)


def test_entries_that_share_bytes_or_that_tell_two_names_are_refused(tmp_path):
    held = archive(tmp_path / "two.zip", "a", "b").read_bytes()
    second = held.index(b"PK\x01\x02", held.index(b"PK\x01\x02") + 1)
    shared = bytearray(held)
    shared[second + 42 : second + 46] = struct.pack("<I", 0)
    (tmp_path / "shared.zip").write_bytes(shared)
    with refused("lie in one another"):
        SafeZip(tmp_path / "shared.zip")
    renamed = bytearray(held)
    renamed[second + 46] = ord("c")
    (tmp_path / "renamed.zip").write_bytes(renamed)
    with refused("lie in one another"):
        SafeZip(tmp_path / "renamed.zip")


def test_what_is_damaged_or_no_zip_is_refused_and_leaves_nothing(tmp_path):
    for content in (b"", b"no zip", b"PK\x05\x06" + bytes(6) + b"\xff" * 12):
        (tmp_path / "not.zip").write_bytes(content)
        with refused("was not opened"):
            SafeZip(tmp_path / "not.zip")
    held = bytearray(archive(tmp_path / "torn.zip", "a", "b").read_bytes())
    held[held.rindex(b"hello")] ^= 1
    (tmp_path / "torn.zip").write_bytes(held)
    with SafeZip(tmp_path / "torn.zip") as opened, refused("is damaged"):
        opened.unpack(tmp_path / "out")
    with refused("is not there"):
        SafeZip(tmp_path / "gone.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["not.zip", "torn.zip"]
