"""`decollage probe`, `frame` and `check`."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np
import pytest

from studio.cli import main
from studio.files import save_project
from studio.model import ZERO, Asset, Clip, Footage, Project, Span
from tests.helpers.hostile_media import endless_index
from tests.helpers.make_media import film, photo, plain, tone


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(
        tmp_path_factory.mktemp("media") / "red.mp4",
        lambda _number: plain((200, 40, 40), (180, 320)),
        frames=90,
        sound=tone(3),
        turned=90,
    )


@pytest.fixture(scope="module")
def copy_of_the_project(clip: Path, new_project: Callable[..., Callable[[Path], str]]) -> Callable[[Path], str]:
    return new_project(str(clip))


@pytest.fixture
def project(tmp_path: Path, copy_of_the_project: Callable[[Path], str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    return copy_of_the_project(tmp_path)


def test_frame_draws_the_moment_at_any_size(project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "größer ☀.png"
    assert main(["frame", project, "--at", "1.5", str(out), "--size", "90x160"]) == 0
    picture = cv2.imdecode(np.frombuffer(out.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape == (160, 90, 3)
    blue, green, red = picture[80, 45]
    assert abs(int(red) - 200) < 6
    assert abs(int(green) - 40) < 6
    assert abs(int(blue) - 40) < 6
    assert main(["frame", project, str(tmp_path / "whole.jpg")]) == 0
    whole = cv2.imdecode(np.frombuffer((tmp_path / "whole.jpg").read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert whole.shape == (1920, 1080, 3)


def test_a_file_the_limited_child_refuses_is_not_opened_and_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bomb = tmp_path / "bomb.mp4"
    bomb.write_bytes(endless_index(150_000_000))
    asset = Asset("bad", str(bomb), "video", "bomb.mp4", duration=Fraction(5), width=640, height=360)
    shown = Clip("c1", Footage("bad"), Span(ZERO, Fraction(1)), name="bomb.mp4")
    theirs = tmp_path / "theirs.decollage"
    save_project(Project("project", name="Theirs", assets=(asset,), main=(shown,)), theirs, backup=False)
    assert main(["frame", str(theirs), str(tmp_path / "out.png"), "--size", "90x160"]) == 0
    assert "“bomb.mp4”" in capsys.readouterr().err
    assert main(["export", str(theirs), str(tmp_path / "out.mp4")]) == 1
    assert "bomb.mp4" in capsys.readouterr().err
    assert not (tmp_path / "out.mp4").exists()


def test_the_very_end_shows_the_last_frame(project: str, tmp_path: Path) -> None:
    assert main(["frame", project, "--at", "3", str(tmp_path / "end.png"), "--size", "90x160"]) == 0
    assert main(["frame", project, "--at", "3.01", str(tmp_path / "after.png")]) == 1
    assert main(["frame", project, "--at=-1", str(tmp_path / "before.png")]) == 1
    assert not (tmp_path / "after.png").exists()


def test_check_of_a_project_names_what_is_wrong_for_each_platform(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["do", project, "ignore", "code=enlarged", "about=c1", "reason=it is a test picture"])
    capsys.readouterr()
    assert main(["check", project, "--for", "tiktok", "--quick"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "TikTok"
    assert len(lines) == 4
    assert all(line.startswith("  ? ") for line in lines[1:])
    main(["do", project, "post", "ai=no", "paid=no", "minors=no"])
    capsys.readouterr()
    assert main(["check", project, "--for", "tiktok", "--quick"]) == 0
    assert capsys.readouterr().out == "TikTok: nothing found.\n"
    main(["do", project, "title", "text=Low", "at=0", "y=0.8"])
    main(["do", project, "trim-end", "clip=c1", "to=2"])
    capsys.readouterr()
    assert main(["check", project, "--for", "tiktok,shorts", "--quick", "--json"]) == 1
    out, err = capsys.readouterr()
    found = json.loads(out)
    codes = {name: [problem["code"] for problem in each["problems"]] for name, each in found["platforms"].items()}
    assert codes["tiktok"] == ["safe-zone"] or codes["tiktok"] == ["too-short", "safe-zone"]
    assert "safe-zone" in codes["shorts"]
    assert not found["ok"]
    assert err.count("\n") == 1


def test_check_of_a_video_looks_at_the_file(clip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(clip), "--for", "tiktok", "--json"]) == 1
    codes = [problem["code"] for problem in json.loads(capsys.readouterr().out)["platforms"]["tiktok"]["problems"]]
    assert "too-small" in codes


def test_check_of_what_cannot_be_opened_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = photo(tmp_path / "photo.png", plain((1, 2, 3)))
    assert main(["check", str(tmp_path / "gone.mp4")]) == 1
    assert main(["check", str(tmp_path)]) == 1
    capsys.readouterr()
    assert main(["check", str(picture), "--json"]) == 1
    [problem] = json.loads(capsys.readouterr().out)["platforms"]["master"]["problems"]
    assert problem["code"] == "no-picture"


def test_check_mends_what_it_is_asked_to_and_saves_it(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["do", project, "title", "text=Low", "at=0", "y=0.8"])
    main(["do", project, "post", "ai=no", "paid=yes", "minors=no", "hashtags=a b c d e f g"])
    capsys.readouterr()
    main(["check", project, "--for", "tiktok", "--fix", "safe-zone,hashtags-many", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert [mend["code"] for mend in found["mended"]] == ["safe-zone", "hashtags-many"]
    codes = {problem["code"]: problem["fix"] for problem in found["platforms"]["tiktok"]["problems"]}
    assert not {"safe-zone", "hashtags-many"} & codes.keys()
    assert codes["ad-mark"] is True
    assert found["measured"]["flashes"] == []
    main(["show", project, "--json"])
    [title] = json.loads(capsys.readouterr().out)["layers"][0]["items"]
    assert title["place"]["y"] < 0.8


def test_check_mends_no_video_and_nothing_unknown(clip: Path, project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(clip), "--fix", "all"]) == 1
    assert "cannot be mended" in capsys.readouterr().err
    assert main(["check", project, "--fix", "magic"]) == 2
    assert "Nothing mends “magic”" in capsys.readouterr().err


def test_a_quick_check_draws_nothing(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", project, "--for", "tiktok", "--quick", "--json"])
    assert json.loads(capsys.readouterr().out)["measured"] is None
