"""A project and its media in one place: whole or not at all, at home on every machine, and nobody's paths in it."""

from __future__ import annotations

import os
import zipfile
from fractions import Fraction
from pathlib import Path

import pytest

from studio.files import CollectCancelled, FileRefused, collect, load_project, project_from_json
from studio.files.portable_names import PortableNames, portable_name
from studio.model import Asset, Clip, Footage, Project, Span

NAMES = ("it's 100%.mp4", "-rf.mp4", "a;b#c?.mp4", "two\nlines.mp4", "ビデオ 🎬 é.mp4", "CON.mp4", "x" * 240 + ".mp4")


def made(folder: Path, names: tuple[str, ...] = NAMES, used: int = 99) -> Project:
    """A project of small files of those names, the first `used` of them on the timeline."""
    assets, clips = [], []
    for number, name in enumerate(names):
        path = folder / f"from {number}" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(f"content {number}".encode() * 1000)
        assets.append(Asset(f"m{number}", str(path), "video", name, duration=Fraction(9)))
        if number < used:
            clips.append(Clip(f"c{number}", Footage(f"m{number}"), Span(Fraction(0), Fraction(1))))
    return Project("p", "Été / “100 %”?", assets=tuple(assets), main=tuple(clips))


def contents(project: Project) -> list[bytes]:
    return [Path(asset.path).read_bytes()[:9] for asset in project.assets]


def test_a_folder_holds_the_project_and_its_media_and_may_be_carried_anywhere(tmp_path):
    project = made(tmp_path / "here")
    result = collect(project, tmp_path / "ビデオ 🎬 é")
    assert result.files == len(NAMES)
    carried = (tmp_path / "ビデオ 🎬 é").rename(tmp_path / "other machine")
    (tmp_path / "here").rename(tmp_path / "gone")
    (file,) = carried.glob("*.decollage")
    loaded = load_project(file)
    assert not loaded.problems
    assert contents(loaded.project) == [f"content {number}".encode() for number in range(len(NAMES))]
    assert loaded.project.main == project.main
    assert str(tmp_path).encode() not in file.read_bytes()
    assert sorted(carried.iterdir()) == [file, carried / "media"] or sorted(carried.iterdir()) == [
        carried / "media",
        file,
    ]


def test_a_zip_holds_the_same_under_relative_names(tmp_path):
    project = made(tmp_path / "here")
    collect(project, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert all(not name.startswith("/") and ".." not in name and "\\" not in name for name in names)
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}
        archive.extractall(tmp_path / "out")
    (file,) = (tmp_path / "out").glob("*/*.decollage")
    assert contents(load_project(file).project) == [f"content {number}".encode() for number in range(len(NAMES))]
    assert str(tmp_path).encode() not in file.read_bytes()


def test_only_what_is_used_goes_along_unless_all_is_asked_for(tmp_path):
    project = made(tmp_path / "here", used=2)
    Path(project.assets[5].path).unlink()
    assert collect(project, tmp_path / "used").files == 2
    with pytest.raises(FileRefused) as caught:
        collect(project, tmp_path / "all", everything=True)
    assert caught.value.sentence == "“CON.mp4” is missing. Find it first, then collect."
    Path(project.assets[5].path).write_bytes(b"back")
    assert collect(project, tmp_path / "all", everything=True).files == len(NAMES)


def test_two_files_of_one_name_and_one_file_used_twice(tmp_path):
    project = made(tmp_path, ("a.mp4", "A.mp4", "a.mp4"))
    twice = Asset("again", project.assets[0].path, "video", "a.mp4")
    clip = Clip("again", Footage("again"), Span(Fraction(0), Fraction(1)))
    project = Project("p", assets=(*project.assets, twice), main=(*project.main, clip))
    assert collect(project, tmp_path / "out").files == 3
    assert sorted(path.name for path in (tmp_path / "out" / "media").iterdir()) == ["A (2).mp4", "a (3).mp4", "a.mp4"]
    (file,) = (tmp_path / "out").glob("*.decollage")
    assert contents(load_project(file).project) == [b"content 0", b"content 1", b"content 2", b"content 0"]


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_stopping_leaves_nothing_behind(tmp_path, name):
    project, told = made(tmp_path / "here"), []
    before = sorted(tmp_path.iterdir())
    with pytest.raises(CollectCancelled):
        collect(project, tmp_path / name, on_progress=lambda *now: told.append(now), cancelled=lambda: len(told) > 2)
    assert sorted(tmp_path.iterdir()) == before
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_is_there_already_is_never_written_over(tmp_path, name):
    project = made(tmp_path / "here")
    collect(project, tmp_path / name)
    with pytest.raises(FileRefused) as caught:
        collect(project, tmp_path / name)
    assert caught.value.sentence == f"“{name}” is already there. Choose another name."


def test_an_empty_folder_is_a_place(tmp_path):
    (tmp_path / "empty").mkdir()
    assert collect(made(tmp_path / "here"), tmp_path / "empty").files == len(NAMES)


def test_a_disk_without_room_is_said_before_anything_is_written(tmp_path):
    project = made(tmp_path / "here", ("large.mp4",))
    os.truncate(project.assets[0].path, 1 << 43)
    with pytest.raises(FileRefused) as caught:
        collect(project, tmp_path / "out")
    assert str(caught.value.sentence).startswith("There is too little room on the disk: 8796")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(FileRefused) as caught:
        collect(made(tmp_path / "here"), tmp_path / "no" / "out")
    assert "is not there" in caught.value.sentence


def test_names_are_such_as_every_system_takes():
    assert portable_name("it's 100%.mp4") == "it's 100%.mp4"
    assert portable_name("a;b#c?.mp4") == "a;b#c_.mp4"
    assert portable_name("two\nlines.mp4") == "two_lines.mp4"
    assert portable_name("nul.mp4") == "_nul.mp4"
    assert portable_name("..") == "media"
    assert portable_name("end. .mp4") == "end.mp4"
    assert portable_name(os.fsdecode(b"\xff.mp4")) == "_.mp4"
    assert portable_name("e\u0301.mp4") == "é.mp4"
    long = portable_name("é" * 300 + ".mp4")
    assert len(long.encode()) <= 150
    assert long.endswith("é.mp4")
    names = PortableNames()
    assert [names.give(name) for name in ("a.mp4", "A.MP4", "a.mp4")] == ["a.mp4", "A (2).MP4", "a (3).mp4"]


def test_the_project_inside_names_nothing_outside(tmp_path):
    collect(made(tmp_path / "here"), tmp_path / "out")
    (file,) = (tmp_path / "out").glob("*.decollage")
    for asset in project_from_json(file.read_bytes(), base=Path("/elsewhere")).project.assets:
        assert Path(asset.path).parent == Path("/elsewhere/media")
