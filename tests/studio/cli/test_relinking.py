"""`decollage relink` and `decollage collect`, and a whole journey where every name is an odd one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from studio.cli import main
from studio.files import load_project
from tests.helpers.make_media import film, photo, plain

FOLDER = "ビデオ 🎬 é"
NAMES = ("it's 100%.mp4", "-rf.mp4", "a;b#c?.mp4", "two\nlines.mp4", "%d.mp4", "x" * 230 + ".mp4")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project beside a folder with two of its photos and none of the third."""
    for number in range(3):
        goal = tmp_path / "work" / f"{number}.png"
        goal.parent.mkdir(exist_ok=True)
        photo(goal, plain((number * 50, 90, 9), (60 + number, 40)))
    path = tmp_path / "work" / "p.decollage"
    assert main(["new", str(path), *(str(tmp_path / "work" / f"{number}.png") for number in range(3))]) == 0
    return path


def test_nothing_missing_is_said_and_nothing_is_written(project, capsys):
    before = project.stat().st_ino, project.stat().st_mtime_ns
    assert main(["relink", str(project)]) == 0
    assert capsys.readouterr().out.endswith("No file is missing.\n")
    assert (project.stat().st_ino, project.stat().st_mtime_ns) == before


def test_what_moved_near_by_is_found_and_saved(project, tmp_path, capsys):
    (tmp_path / "work" / "1.png").rename(tmp_path / "work" / "holiday.png")
    capsys.readouterr()
    assert main(["relink", str(project), "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["name"], row["state"], row["found"]) == ("1.png", "missing", str(tmp_path / "work" / "holiday.png"))
    assert main(["show", str(project), "--json"]) == 0


def test_what_lies_far_away_needs_its_folder_named(project, tmp_path, capsys):
    far = tmp_path / "far" / "from" / "here" / "x.png"
    far.parent.mkdir(parents=True)
    (tmp_path / "work" / "1.png").rename(far)
    # Near by is as far as the folders beside the project's.
    shutil.move(tmp_path / "far", tmp_path.parent / f"{tmp_path.name} far")
    capsys.readouterr()
    assert main(["relink", str(project)]) == 1
    out, err = capsys.readouterr()
    assert out.split()[:2] == ["m2", "missing"]
    assert err == "One file was not found. Name the folder it may lie in.\n"
    assert main(["relink", str(project), str(tmp_path.parent / f"{tmp_path.name} far")]) == 0


def test_other_content_under_the_name_is_told(project, tmp_path, capsys):
    photo(tmp_path / "work" / "1.png", plain((1, 1, 1), (90, 90)))
    capsys.readouterr()
    assert main(["relink", str(project)]) == 1
    assert "other content" in capsys.readouterr().out


def test_a_place_that_is_not_there_is_said_so(project, tmp_path, capsys):
    capsys.readouterr()
    assert main(["relink", str(project), str(tmp_path / "nowhere")]) == 1
    assert capsys.readouterr().err == "“nowhere” is not there.\n"


def test_the_command_of_the_table_finds_them_too(project, tmp_path, capsys):
    (tmp_path / "work" / "1.png").rename(tmp_path / "x.png")
    assert main(["do", str(project), "find-media", f"places={tmp_path / 'x.png'}"]) == 0
    assert load_project(project).project.assets[1].path == str(tmp_path / "x.png")


def test_every_odd_name_goes_all_the_way(tmp_path, capsys):
    folder = tmp_path / FOLDER
    folder.mkdir()
    for number, name in enumerate(NAMES):
        film(folder / name, lambda _frame, number=number: plain((number * 40, 80, 80), (96, 64)), frames=6)
    project = folder / "100 % é.decollage"
    assert main(["new", str(project), *(str(folder / name) for name in NAMES), "--canvas", "96x64"]) == 0
    assert main(["show", str(project)]) == 0
    assert main(["export", str(project), str(folder / "out's 50%.mp4")]) == 0
    moved = folder.rename(tmp_path / "moved 🎬")
    assert main(["show", str(moved / project.name)]) == 0
    for number, name in enumerate(NAMES):
        (moved / name).rename(moved / f"{number} 🎬.mp4")
    assert main(["relink", str(moved / project.name)]) == 0
    assert main(["collect", str(moved / project.name), str(tmp_path / "whole 🎬")]) == 0
    shutil.rmtree(moved)
    (file,) = (tmp_path / "whole 🎬").glob("*.decollage")
    assert main(["export", str(file), str(tmp_path / "again.mp4")]) == 0
    capsys.readouterr()
    assert main(["collect", str(file), str(tmp_path / "whole.zip"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == len(NAMES)
