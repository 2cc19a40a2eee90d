"""`decollage new`, `do` and `show`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio.cli import main
from studio.commands import COMMANDS
from studio.files import load_project
from tests.helpers.make_media import film, photo, plain, tone, wav
from tests.helpers.real_media import PHONE_CLIPS, real


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    folder = tmp_path_factory.mktemp("media")
    return (
        str(film(folder / "film.mp4", frames=90, sound=tone(3))),
        str(photo(folder / "photo.png", plain((200, 100, 50)))),
        str(wav(folder / "song.wav", np.asarray(tone(4)))),
    )


@pytest.fixture(scope="module")
def copy_of_the_project(media: tuple[str, ...], new_project: Callable[..., Callable[[Path], str]]) -> Any:
    return new_project(*media)


@pytest.fixture
def project(tmp_path: Path, copy_of_the_project: Callable[[Path], str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    return copy_of_the_project(tmp_path)


def _shown(project: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    main(["show", project, "--json"])
    return json.loads(capsys.readouterr().out)


def _refused(capsys: pytest.CaptureFixture[str]) -> str:
    """The one sentence on stderr; nothing else was said."""
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err.strip()


def test_new_puts_media_on_the_main_track_and_sound_under_it(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = _shown(project, capsys)
    assert [(clip["id"], clip["kind"], clip["start"], clip["end"]) for clip in shown["main"]] == [
        ("c1", "video", 0, 3),
        ("c2", "photo", 3, 8),
    ]
    assert [item["id"] for item in shown["sounds"][0]["items"]] == ["s1"]
    assert (shown["canvas"]["width"], shown["canvas"]["height"], shown["fps"]) == (1080, 1920, 30)
    assert (shown["name"], shown["duration"], shown["problems"]) == ("mine", 8, [])


def test_phone_clips_come_in_upright_and_with_their_own_lengths(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "phone.decollage")
    assert main(["new", path, *(str(real(name)) for name in PHONE_CLIPS)]) == 0
    capsys.readouterr()
    shown = _shown(path, capsys)
    assert [(asset["width"], asset["height"]) for asset in shown["media"]] == [(720, 1280), (768, 1024), (1280, 720)]
    lengths = [clip["length"] for clip in shown["main"]]
    assert lengths == pytest.approx([4.967, 2.1, 2.4], abs=0.034)


@pytest.mark.parametrize(
    ("options", "canvas", "fps"),
    [
        (["--canvas", "1:1"], [1080, 1080], 30),
        (["--canvas", "720x1280", "--fps", "25"], [720, 1280], 25),
        (["--fps", "29.97"], [1080, 1920], 30000 / 1001),
    ],
)
def test_canvas_and_rate_are_chosen(
    tmp_path: Path, options: list[str], canvas: list[int], fps: float, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "mine.decollage")
    assert main(["new", *options, path]) == 0
    capsys.readouterr()
    shown = _shown(path, capsys)
    assert [shown["canvas"]["width"], shown["canvas"]["height"]] == canvas
    assert shown["fps"] == pytest.approx(fps)


def test_new_never_writes_over_a_project(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(project).read_bytes()
    assert main(["new", project]) == 1
    assert "already there" in _refused(capsys)
    assert Path(project).read_bytes() == before


def test_new_makes_nothing_when_one_file_cannot_be_used(
    tmp_path: Path, media: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"no film")
    assert main(["new", str(tmp_path / "mine.decollage"), media[0], str(bad)]) == 1
    assert "bad.mp4" in _refused(capsys)
    assert list(tmp_path.iterdir()) == [bad]


def test_do_edits_and_says_what_it_made(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["do", project, "split", "clip=c1", "at=2.5"]) == 0
    assert capsys.readouterr().out == "Split: made c3.\n"
    assert main(["do", project, "opacity", "clip=c3", "opacity=0.8"]) == 0
    capsys.readouterr()
    main_track = _shown(project, capsys)["main"]
    assert [(clip["id"], clip["end"]) for clip in main_track] == [("c1", 2.5), ("c3", 3), ("c2", 8)]
    assert main_track[1]["opacity"] == 0.8


def test_do_answers_programs_with_one_object(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["do", project, "title", "text=Hello", "at=1", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {"file": project, "command": "title", "made": ["l2", "t1"], "gone": [], "changed": True}


def test_do_out_leaves_the_project_as_it_is(project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(project).read_bytes()
    other = tmp_path / "other.decollage"
    assert main(["do", project, "split", "--out", str(other), "clip=c1", "at=1"]) == 0
    assert Path(project).read_bytes() == before
    assert len(load_project(other).project.main) == 3


def test_do_list_names_every_edit_its_values_and_units(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["do", "--list"]) == 0
    words = capsys.readouterr().out
    assert main(["do", "--list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    edits = {command.id for command in COMMANDS.values() if command.is_edit}
    assert {command["id"] for command in listed["commands"]} == edits
    volume = next(command for command in listed["commands"] if command["id"] == "volume")
    assert [(param["key"], param["type"], param["unit"]) for param in volume["params"]] == [
        ("clip", "clips", ""),
        ("gain_db", "number", "dB"),
    ]
    assert {effect["id"] for effect in listed["effects"]} >= {"adjust", "blur", "dissolve", "echo"}
    assert all(edit in words for edit in edits)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["split", "clip=zz", "at=1"], 1, "There are: c1, c2, s1"),
        (["split", "clip=c1", "at=0"], 1, "nothing to split"),
        (["append", "media=gone.mp4"], 1, "gone.mp4"),
        (["split", "clip=c1", "at=soon"], 2, "not a time"),
        (["split", "clip"], 2, "not key=value"),
        (["split", "at=1", "at=2"], 2, "twice"),
        (["opacity", "clip=c1", "opacity=1.5"], 2, "outside 0 to 1"),
        (["opacity", "clip=c1", "see=1"], 2, "takes no see"),
        (["opacity", "opacity=1"], 2, "needs clip="),
        (["fly"], 2, "no edit “fly”"),
        (["undo"], 2, "not an edit"),
        ([], 2, "Say which project"),
    ],
)
def test_do_refuses_in_one_sentence_and_changes_nothing(
    project: str, arguments: list[str], status: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(project).read_bytes()
    assert main(["do", project, *arguments]) == status
    assert words in _refused(capsys)
    assert Path(project).read_bytes() == before


def test_show_is_a_table_for_people(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["do", project, "look", "clip=c1", "look=dusk"])
    main(["do", project, "speed", "clip=c1", "speed=2"])
    capsys.readouterr()
    assert main(["show", project]) == 0
    shown = capsys.readouterr().out
    assert "mine  1080×1920  30 fps  6.5 s" in shown
    assert "c1  0–1.5    video  film.mp4  2×  look_dusk (e1)" in shown
    assert "c2  1.5–6.5  photo  photo.png" in shown


def test_show_tells_what_is_missing(tmp_path: Path, media: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(Path(media[0]).read_bytes())
    path = str(tmp_path / "mine.decollage")
    assert main(["new", path, str(copy)]) == 0
    copy.unlink()
    capsys.readouterr()
    assert main(["show", path, "--json"]) == 1
    out, err = capsys.readouterr()
    [problem] = json.loads(out)["problems"]
    assert (problem["code"], problem["about"], problem["level"]) == ("missing-media", "m1", "error")
    assert err.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b"{", b"\0" * 100, b'{"format": "other"}', b"[" * 5000])
def test_what_is_no_project_is_refused(tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.decollage"
    bad.write_bytes(content)
    assert main(["show", str(bad)]) == 1
    assert _refused(capsys)


def test_a_time_longer_than_a_day_is_a_slip_of_the_hand(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(project).read_bytes()
    assert main(["do", project, "solid", "length=99999999999999999"]) == 2
    assert capsys.readouterr().err == "“99999999999999999” is longer than a day.\n"
    assert Path(project).read_bytes() == before
