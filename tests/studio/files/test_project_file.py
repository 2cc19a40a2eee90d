from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest

import studio
from studio.files import FileRefused, load_project, project_from_json, project_json, save_project
from studio.files.fraction_text import fraction_from, fraction_text
from studio.files.place_on_disk import path_from_text, path_text
from studio.files.project_file import MOST_BYTES
from studio.files.project_text import ProjectText
from studio.model import Clip, Gap, Project, Solid, Span
from tests.helpers.saved_projects import AWKWARD_FOLDER, AWKWARD_NAME, one_of_everything


def test_a_saved_project_is_the_same_project_again(tmp_path):
    folder = tmp_path / AWKWARD_FOLDER
    folder.mkdir()
    save_project(one_of_everything(), folder / AWKWARD_NAME)
    loaded = load_project(folder / AWKWARD_NAME)
    assert loaded.project == one_of_everything()
    assert loaded.problems == ()


def test_the_file_can_be_read_by_a_person():
    project = Project(
        "p", main=(Gap("gap", Fraction(5, 2)), Clip("c", Solid(), Span(Fraction(0), Fraction(1, 3)), name="Red"))
    )
    assert project_json(project).decode() == (
        "{\n"
        '  "format": "decollage project",\n'
        '  "schema": 1,\n'
        f'  "program": "{studio.__version__}",\n'
        '  "project": {\n'
        '    "id": "p",\n'
        '    "main": [\n'
        '      {"type": "gap", "id": "gap", "length": "2.5"},\n'
        '      {\n'
        '        "type": "clip",\n'
        '        "id": "c",\n'
        '        "content": {"type": "solid"},\n'
        '        "window": {"start": "0", "length": "1/3"},\n'
        '        "name": "Red"\n'
        '      }\n'
        "    ]\n"
        "  }\n"
        "}\n"
    )  # fmt: skip


def test_equal_projects_are_written_with_equal_bytes():
    once = project_json(one_of_everything())
    loaded = project_from_json(once).project
    assert project_json(loaded) == once
    # Equal to a default, but another object.
    assert project_json(Project("p", rate=Fraction(60, 2), name="untitled".capitalize())) == project_json(Project("p"))


def test_a_project_written_again_after_an_edit_shows_the_edit():
    project = one_of_everything()
    project_json(project)
    first, *rest = project.main
    edited = msgspec.structs.replace(project, main=(msgspec.structs.replace(first, opacity=0.5), *rest))
    assert project_from_json(project_json(edited)).project == edited
    assert project_from_json(project_json(project)).project == project


@pytest.mark.parametrize(
    ("number", "text"),
    [("0", "0"), ("3", "3"), ("5/2", "2.5"), ("-5/2", "-2.5"), ("-1/8", "-0.125"), ("1/3", "1/3"), ("1/64", "0.015625"),
     ("1/128", "1/128"), ("30000/1001", "30000/1001"), ("1/48000", "1/48000"), ("-7/3", "-7/3")],
)  # fmt: skip
def test_exact_numbers_are_written_short_and_exact(number, text):
    assert fraction_text(Fraction(number)) == text
    assert fraction_from(text) == Fraction(number)


@pytest.mark.parametrize(
    "raw", ["", "x", "1/0", "1e9999999", "1_000", "١", " 1", "0x1", "1/", "1" * 2000, None, True, [], 1e300, 10**400]
)
def test_what_is_no_exact_number_is_refused_at_once(raw):
    with pytest.raises(ValueError, match="not an exact number"):
        fraction_from(raw)


def test_numbers_written_by_hand_are_read_as_they_stand():
    assert fraction_from(3) == 3
    assert fraction_from(0.1) == Fraction(1, 10)


def test_the_memory_of_numbers_has_an_end(monkeypatch):
    monkeypatch.setattr("studio.files.fraction_text._REMEMBERED", 2)
    for number in range(50):
        assert fraction_from(fraction_text(Fraction(number, 997))) == Fraction(number, 997)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/home/me/film/clips/a.mp4", "clips/a.mp4"),
        ("/home/me/film/a.mp4", "a.mp4"),
        ("/home/me/a.mp4", "../a.mp4"),
        ("/home/other/a.mp4", "../../other/a.mp4"),
        ("/media/usb/a.mp4", "/media/usb/a.mp4"),
        ("/home/me/film/file:a.mp4", "./file:a.mp4"),
        ("/home/me/film/\udcff é.mp4", "file:%FF%20%C3%A9.mp4"),
        ("/home/me/film/link/../a.mp4", "/home/me/film/link/../a.mp4"),
        ("C:\\clips\\a.mp4", "C:\\clips\\a.mp4"),
        ("", ""),
    ],
)
def test_files_near_the_project_are_named_as_seen_from_it(path, text):
    folder = Path("/home/me/film")
    assert path_text(path, folder) == text
    assert path_from_text(text, folder) == path


def test_without_a_folder_paths_are_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert path_text("/home/me/a.mp4", None) == "/home/me/a.mp4"
    assert path_from_text("a.mp4", None) == str(tmp_path / "a.mp4")


def test_a_project_moved_with_its_media_finds_them(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    asset = msgspec.structs.replace(one_of_everything().assets[0], path=str(here / "media" / "a.mp4"))
    save_project(Project("p", assets=(asset,)), here / "p.decollage")
    here.rename(there)
    assert load_project(there / "p.decollage").project.assets[0].path == str(there / "media" / "a.mp4")


def test_text_that_no_file_can_hold_is_saved_as_nearly_as_possible():
    loaded = project_from_json(project_json(Project("p", name="half \ud83d of it")))
    assert loaded.project.name == "half � of it"


def test_numbers_that_json_does_not_have_are_read_as_defaults():
    project = Project("p", main=(Clip("c", Solid(), Span(Fraction(0), Fraction(1)), opacity=float("nan")),))
    loaded = project_from_json(project_json(project))
    assert [thing.opacity for thing in loaded.project.main] == [1.0]
    assert [problem.code for problem in loaded.problems] == ["unreadable-setting"]


def test_a_value_the_model_does_not_have_is_a_mistake_of_the_program():
    with pytest.raises(TypeError, match="bytes"):
        ProjectText().text(b"")


def test_numbers_of_other_kinds_are_written_as_what_they_are():
    class Small(float):
        def __repr__(self) -> str:
            return "small"

    assert ProjectText().text((Small(0.5), None, 7, [True, {"a": 1}])) == '[0.5, null, 7, [true, {"a": 1}]]'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a Décollage project"),
        (b"\xff\xfe", "not a Décollage project"),
        (b"hello", "not a Décollage project"),
        (b"[]", "not a Décollage project"),
        (b'{"format": "something"}', "not a Décollage project"),
        (b'{"format": "decollage project"}', "which form"),
        (b'{"format": "decollage project", "schema": true, "project": {}}', "which form"),
        (b'{"format": "decollage project", "schema": 2, "project": {}}', "newer Décollage"),
        (b'{"format": "decollage project", "schema": 1, "project": []}', "no project"),
        (b'{"format": "decollage project", "schema": 1, "project": {"name": "cut o', "damaged"),
        (b"[" * 100_000, "too deeply"),
        (b'{"format": "decollage project", "schema": 1, "project": ' + b'{"a":' * 5000 + b"1" + b"}" * 5001, "deeply"),
        (b" " * (MOST_BYTES + 1), "too large"),
    ],
)
def test_what_is_no_project_is_refused_in_plain_words(data, words):
    with pytest.raises(FileRefused) as refusal:
        project_from_json(data)
    assert words in refusal.value.sentence


def test_a_byte_order_mark_does_no_harm():
    assert project_from_json(b"\xef\xbb\xbf" + project_json(Project("p"))).project == Project("p")


def test_a_file_that_cannot_be_read_is_refused_in_plain_words(tmp_path):
    with pytest.raises(FileRefused, match=r"“gone\.decollage” is not there"):
        load_project(tmp_path / "gone.decollage")
    with pytest.raises(FileRefused, match="is a folder"):
        load_project(tmp_path)
    with pytest.raises(FileRefused, match="could not be opened"):
        load_project(tmp_path / ("x" * 300))


def test_the_file_is_plain_json(tmp_path):
    save_project(one_of_everything(), tmp_path / "p.decollage")
    record = json.loads((tmp_path / "p.decollage").read_text("utf-8"))
    assert record["format"] == "decollage project"
    assert record["project"]["sounds"][0]["items"][0]["pin"] == {"type": "at", "time": "1/48000"}
