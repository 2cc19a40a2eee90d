"""The folder of files that can be made again."""

from __future__ import annotations

import os

import pytest

from studio.media.kept_files import KeptFiles


def test_a_file_whose_writing_fails_is_not_there_and_leaves_nothing(tmp_path):
    files = KeptFiles(tmp_path, ".thing", 1000)

    def fail() -> None:
        with files.writing("abc") as file:
            file.write(b"half")
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert not files.path("abc").exists()
    assert list(tmp_path.glob("??/.*")) == []


def test_the_least_recently_used_goes_first_and_what_killed_writers_left_goes_too(tmp_path):
    files = KeptFiles(tmp_path, ".thing", 2000)
    for number, key in enumerate(("aa", "bb", "cc")):
        assert files.put(key, (b"x" * 500, b"y" * 500))
        os.utime(files.path(key), (number, number))
    left, fresh = tmp_path / "aa" / ".left", tmp_path / "aa" / ".fresh"
    left.touch()
    fresh.touch()
    os.utime(left, (0, 0))
    files.use("aa")
    files.tidy()
    assert [files.path(key).exists() for key in ("aa", "bb", "cc")] == [True, False, True]
    assert fresh.exists()
    assert not left.exists()
