"""Packages of people who mean harm: refused with one sentence, or opened as what they say; nothing is left behind."""

from __future__ import annotations

import resource
import shutil
import zipfile
from pathlib import Path

import pytest

from studio.cli.main import main
from studio.cli.words import DONE, REFUSED
from studio.remix import pack_challenge
from studio.session import probe_all
from tests.helpers.hostile_packages import MEDIA, fuzzed, hostile_packages, known, packed
from tests.studio.remix.test_package import project

__all__ = ["project"]

_HARMLESS = {"project: a content of code"}
"""Opened as what they are: what a newer program might know is kept, and drawn by nobody."""


@pytest.fixture
def content(project, tmp_path: Path) -> dict[str, bytes]:
    """What a good package holds."""
    path = tmp_path / "good.challenge"
    pack_challenge(project, path, preview=b"picture")
    with zipfile.ZipFile(path) as archive:
        found = {info.filename: archive.read(info) for info in archive.infolist()}
    path.unlink()
    return found


def _seen(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_two_hundred_hostile_packages_are_refused_with_one_sentence(
    content: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    room = tmp_path / "room" / "inner"
    room.mkdir(parents=True)
    assert main(["challenge", "show", str(_laid(room, packed(content)))]) == DONE
    before, made, wrong = _seen(tmp_path), 0, []
    capsys.readouterr()
    for name, data in hostile_packages(content):
        path = _laid(room, data)
        status = main(["challenge", "join", str(path), "--out", str(room / "p.decollage")])
        told, left = capsys.readouterr(), _seen(tmp_path) - before
        made += 1
        if name in _HARMLESS:
            assert {entry.relative_to(room).parts[0] for entry in left} <= {"x", "p.decollage", ".p.backups"}
            for folder in (room / "x", room / ".p.backups"):
                shutil.rmtree(folder, ignore_errors=True)
            (room / "p.decollage").unlink()
        elif status != REFUSED or told.out or len(told.err.strip().splitlines()) != 1 or left:
            wrong.append((name, status, told.out, told.err, left))
    assert not wrong, wrong[:5]
    assert made >= 200


def _laid(room: Path, data: bytes) -> Path:
    path = room / "x.challenge"
    path.write_bytes(data)
    return path


def test_media_that_is_no_media_is_told_by_the_check(content: dict[str, bytes], tmp_path: Path, capsys):
    held = {**content, "media/clip.mp4": MEDIA["concat.mp4"]}
    path = _laid(tmp_path, packed(known(held)))
    before = _seen(tmp_path)
    capsys.readouterr()
    assert main(["challenge", "check", str(path)]) == REFUSED
    told = capsys.readouterr()
    assert "clip.mp4" in told.err + told.out
    assert _seen(tmp_path) == before


def test_media_that_is_no_media_or_asks_for_too_much_is_refused_one_by_one(tmp_path: Path):
    for name, data in MEDIA.items():
        (tmp_path / name).write_bytes(data)
    probed = probe_all(tmp_path / name for name in MEDIA)
    assert probed.facts == ()
    assert [refusal.path.name for refusal in probed.refused] == list(MEDIA)


@pytest.mark.long
@pytest.mark.parametrize("part", range(20))
def test_ten_thousand_spoiled_packages_do_no_harm(part: int, content: dict[str, bytes], tmp_path: Path, capsys):
    good, room = packed(content), tmp_path / "room"
    room.mkdir()
    path = _laid(room, good)
    before = _seen(tmp_path)
    opened = 0
    for seed in range(500 * part, 500 * (part + 1)):
        path.write_bytes(fuzzed(good, content, seed))
        status = main(["challenge", "join", str(path), "--out", str(room / "p.decollage")])
        told = capsys.readouterr()
        assert status in (DONE, REFUSED), (seed, told.err)
        if _seen(tmp_path) != before:
            # Opened as what it says: a project and its media, nothing else.
            opened += 1
            new = {entry.relative_to(room).parts[0] for entry in _seen(tmp_path) - before}
            assert new <= {"p.decollage", "x", ".p.backups"}, (seed, new)
            for entry in sorted(_seen(tmp_path) - before, reverse=True):
                entry.rmdir() if entry.is_dir() else entry.unlink()
        else:
            assert len(told.err.strip().splitlines()) == 1, (seed, told.err)
    assert opened < 300
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_500_000
