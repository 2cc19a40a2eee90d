"""Files that moved are found by what is in them; another file under the same name is noticed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from studio.effect import Effects
from studio.media import make_asset, probe
from studio.model import Asset, Project
from studio.session import MediaWatch, Session, find_files, find_near, states_differ
from tests.helpers.make_media import photo, plain

COLOURS = ((200, 0, 0), (0, 200, 0), (0, 0, 200), (90, 90, 0), (0, 90, 90))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a folder `clips` of five photos, and no others near it."""
    folder = tmp_path / "work" / "clips"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def project(here: Path) -> Project:
    assets = [
        make_asset(probe(photo(here / f"{number}.png", plain(colour, (64 + number, 48)))), asset_id=f"m{number}")
        for number, colour in enumerate(COLOURS)
    ]
    return Project("p", assets=tuple(assets))


def near(project: Project, missing: list[Asset], file: Path | None = None) -> dict[str, Path]:
    return find_near(project, file, missing)


def test_files_in_their_place_are_there_and_reading_them_once_is_enough(project, monkeypatch):
    watch = MediaWatch()
    assert set(watch.look(project.assets).values()) == {"there"}
    monkeypatch.setattr("studio.session.missing._digest", lambda path: pytest.fail(f"{path} was read again"))
    assert set(watch.look(project.assets).values()) == {"there"}


def test_a_file_that_went_and_came_back_is_told_each_time(project, here):
    watch = MediaWatch()
    before = watch.look(project.assets)
    (here / "1.png").rename(here / "away.png")
    gone = watch.look(project.assets)
    assert gone == {**before, "m1": "missing"}
    assert states_differ(before, gone)
    (here / "away.png").rename(here / "1.png")
    assert not states_differ(before, watch.look(project.assets))


def test_another_file_under_the_same_name_is_noticed(project, here):
    watch = MediaWatch()
    watch.look(project.assets)
    photo(here / "1.png", plain((1, 2, 3), (80, 60)))
    assert watch.look(project.assets)["m1"] == "changed"
    # The same size and another content, too.
    data = bytearray((here / "2.png").read_bytes())
    data[-20] ^= 1
    (here / "2.png").write_bytes(data)
    assert watch.look(project.assets)["m2"] == "changed"


def test_a_name_no_system_can_hold_is_missing(project):
    odd = [replace(project.assets[0], path=path) for path in ("", "a\0b", "x" * 5000, "C:\\clips\\a.mp4")]
    assert [MediaWatch().look([asset])["m0"] for asset in odd] == ["missing"] * 4


@pytest.mark.parametrize("moved", ["clips/other name.png", "clips/deep/er/1.png", "film/1.png", "1.png"])
def test_a_file_that_moved_or_was_renamed_near_by_is_found(project, here, moved):
    goal = here.parent / moved
    goal.parent.mkdir(parents=True, exist_ok=True)
    (here / "1.png").rename(goal)
    found = near(project, [project.assets[1]])
    assert {name: path.resolve() for name, path in found.items()} == {"m1": goal.resolve()}


def test_a_folder_that_was_renamed_is_found_with_all_that_is_in_it(project, here):
    here.rename(here.parent / "renamed")
    found = near(project, list(project.assets))
    assert found == {f"m{number}": here.parent / "renamed" / f"{number}.png" for number in range(5)}


def test_files_beside_a_project_that_was_moved_are_found(project, here, tmp_path):
    there = tmp_path / "stick" / "project"
    shutil.move(here, there / "media")
    shutil.rmtree(here.parent)
    assert len(near(project, list(project.assets), there / "mine.decollage")) == 5


def test_a_file_of_the_same_name_and_size_with_other_content_is_not_taken(project, here):
    data = bytearray((here / "1.png").read_bytes())
    data[-20] ^= 1
    (here / "1.png").unlink()
    (here.parent / "1.png").write_bytes(data)
    assert near(project, [project.assets[1]]) == {}


def test_pointing_at_one_file_finds_those_beside_it(project, here, tmp_path):
    there = tmp_path / "far" / "away" / "from" / "here"
    shutil.move(here, there)
    (there / "3.png").rename(there / "new name.png")
    found = find_files(project.assets, [there / "new name.png"])
    assert found["m3"].name == "new name.png"
    assert len(found) == 5


def test_pointing_at_a_folder_finds_what_lies_deep_in_it(project, here, tmp_path):
    for number in range(5):
        goal = tmp_path / "disk" / "/".join("abcde"[: number + 1]) / f"x{number}.png"
        goal.parent.mkdir(parents=True, exist_ok=True)
        (here / f"{number}.png").rename(goal)
    assert len(find_files(project.assets, [tmp_path / "disk"])) == 5


def test_files_whose_size_is_not_known_are_found_by_their_ending(project, here):
    (here / "1.png").rename(here / "other.png")
    old = replace(project.assets[1], size_bytes=0)
    assert find_files([old], [here]) == {"m1": here / "other.png"}


def test_a_search_ends_though_links_go_round_in_circles(project, here):
    (here / "1.png").unlink()
    (here / "round").symlink_to(here.parent, target_is_directory=True)
    os.mkfifo(here / "pipe.png")
    assert find_files([project.assets[1]], [here.parent]) == {}


def test_a_search_that_is_stopped_gives_what_it_has(project, here):
    assert find_files(project.assets, [here], cancelled=lambda: True) == {}


def test_found_files_are_one_step_of_the_session(project, here):
    session = Session(Effects(), keeps=False)
    session.edit("Add", lambda _empty: project)
    found = {"m0": Path("/else/0.png"), "m1": Path("/else/1.png"), "gone": Path("/else/2.png")}
    session.relink(found)
    assert [asset.path for asset in session.project.assets[:2]] == ["/else/0.png", "/else/1.png"]
    session.undo()
    assert session.project == project
    session.close()


def test_a_new_file_takes_the_place_of_the_old_and_keeps_its_rights(project, here):
    session = Session(Effects(), keeps=False)
    owned = replace(project.assets[1], author="Ada", licence="CC0")
    session.edit("Add", lambda _empty: replace(project, assets=(owned,)))
    photo(here / "1.png", plain((1, 2, 3), (80, 60)))
    session.renew("m1", probe(here / "1.png"))
    new = session.project.assets[0]
    assert (new.width, new.height, new.author, new.licence) == (80, 60, "Ada", "CC0")
    assert MediaWatch().look([new]) == {"m1": "there"}
    session.close()
