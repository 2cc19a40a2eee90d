from __future__ import annotations

import errno
import itertools
import os
import time
from pathlib import Path

import pytest

from studio.files import FileRefused, backups, load_project, save_project, write_whole
from studio.files.atomic import sync_folder
from studio.files.backups import MOST_BACKUPS, keep_backup
from studio.files.beside import journal_file
from studio.files.refused import not_read, not_written
from studio.model import Asset, Project
from tests.helpers.saved_projects import AWKWARD_FOLDER, AWKWARD_NAME


def names(folder):
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / AWKWARD_FOLDER
    folder.mkdir()
    return folder / AWKWARD_NAME


def test_the_new_file_takes_the_place_of_the_old(target):
    write_whole(target, b"old")
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(target.parent) == [AWKWARD_NAME]


def test_a_link_stays_a_link_and_permissions_stay(target):
    write_whole(target, b"old")
    target.chmod(0o640)
    link = target.with_name("link")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640


def full_disk(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(target, monkeypatch, step):
    write_whole(target, b"old")
    monkeypatch.setattr(*{"fsync": (os, "fsync", full_disk), "replace": (Path, "replace", full_disk)}[step])
    with pytest.raises(FileRefused, match="the disk is full"):
        write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(target.parent) == [AWKWARD_NAME]


def test_where_it_cannot_be_written_is_said_in_plain_words(tmp_path):
    with pytest.raises(FileRefused, match=r"the folder “.*gone” is not there"):
        write_whole(tmp_path / "gone" / "p.decollage", b"")
    with pytest.raises(FileRefused, match="a folder has that name"):
        write_whole(tmp_path, b"")
    with pytest.raises(FileRefused, match="the name is too long"):
        write_whole(tmp_path / ("x" * 300), b"")
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "may not write"),
        (errno.EIO, "Input/output error."),
        (None, "OSError."),
    ],
)
def test_every_error_of_a_disk_has_a_sentence(number, words):
    error = OSError(number, os.strerror(number)) if number else OSError()
    assert words in not_written(error, Path("/film/p.decollage")).sentence


def test_a_file_one_may_not_read_has_a_sentence():
    assert "may not read" in not_read(PermissionError(errno.EACCES, "no"), Path("/film/p.decollage")).sentence


def test_what_a_killed_program_left_is_swept_once_it_is_old(target):
    old, fresh, other = (
        target.with_name(name)
        for name in (f".{AWKWARD_NAME}.1.saving", f".{AWKWARD_NAME}.2.saving", ".other.decollage.3.saving")
    )
    for file in (old, fresh, other):
        file.write_bytes(b"half")
    for file in (old, other):
        os.utime(file, (time.time() - 3600,) * 2)
    write_whole(target, b"whole")
    assert names(target.parent) == sorted([AWKWARD_NAME, fresh.name, other.name])


def test_a_folder_that_is_gone_is_not_synced_and_no_trouble(tmp_path):
    sync_folder(tmp_path / "gone")


def test_names_beside_a_project_never_grow_too_long(tmp_path):
    one, other = (tmp_path / ("夏" * 80 + letter + ".decollage") for letter in "ab")
    assert len(journal_file(one).name.encode()) < 255
    assert journal_file(one) != journal_file(other)


def test_earlier_versions_are_kept_at_most_one_a_minute(target):
    now = time.time()
    for number in range(MOST_BACKUPS + 5):
        save_project(Project(f"p{number}"), target)
        os.utime(target, (now + 40 * number,) * 2)
    kept = backups(target)
    assert 5 <= len(kept) <= MOST_BACKUPS
    times = [file.stat().st_mtime for file in kept]
    assert all(newer - older >= 60 for newer, older in itertools.pairwise(times))
    assert b"p12" in kept[0].read_bytes()


def test_only_the_last_versions_stay(target):
    now = time.time()
    for number in range(MOST_BACKUPS + 5):
        save_project(Project(f"p{number}"), target)
        os.utime(target, (now + 100 * number,) * 2)
    assert len(backups(target)) == MOST_BACKUPS


def test_versions_are_copied_where_a_file_cannot_have_two_names(target, monkeypatch):
    write_whole(target, b"old")
    monkeypatch.setattr(os, "link", full_disk)
    keep_backup(target)
    assert backups(target)[0].read_bytes() == b"old"


def test_a_backup_that_cannot_be_made_does_not_stop_a_save(target):
    save_project(Project("one"), target)
    target.with_name(f".{target.stem}.backups").write_bytes(b"in the way")
    save_project(Project("two"), target)
    assert b"two" in target.read_bytes()
    assert backups(target) == ()


def test_an_earlier_version_finds_its_media_where_the_project_does(target):
    photo = Asset("a", str(target.parent / "photos" / "a.jpg"), "photo", "a")
    for number in range(2):
        save_project(Project(f"p{number}", assets=(photo,)), target)
    assert load_project(backups(target)[0]).project == Project("p0", assets=(photo,))
