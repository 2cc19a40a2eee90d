"""`decollage duet`: two films become a project that says whose the first is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.cli import main
from studio.files import load_project
from studio.model import duration
from studio.remix import open_challenge
from tests.helpers.make_media import film, plain


def test_two_films_become_a_duet(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    theirs = str(film(tmp_path / "theirs.mp4", frames=30, picture=lambda _n: plain((200, 40, 40))))
    mine = str(film(tmp_path / "mine.mp4", frames=45, picture=lambda _n: plain((40, 40, 200))))
    out = tmp_path / "duet.decollage"
    assert main(["duet", theirs, mine, "--layout", "top-bottom", "--credit", "@ann", "--out", str(out)]) == 0
    project = load_project(out).project
    assert duration(project) == 1
    assert project.post.caption == "#duet with @ann"
    capsys.readouterr()
    assert main(["duet", theirs, mine, "--out", str(out)]) == 1
    assert "already there" in capsys.readouterr().err


def test_a_project_becomes_a_challenge_that_somebody_joins(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sample = str(film(tmp_path / "sample.mp4", frames=60, picture=lambda _n: plain((200, 40, 40))))
    made, packed, joined = (str(tmp_path / name) for name in ("made.decollage", "it.challenge", "mine.decollage"))
    assert main(["new", made, sample]) == 0
    assert main(["do", made, "slot", "clip=c1", "key=before", "hint=You"]) == 0
    assert main(["do", made, "challenge", "name=Bloom", "hashtags=#bloom"]) == 0
    assert main(["challenge", "pack", made, "--out", packed]) == 0
    assert main(["challenge", "check", packed]) == 0
    capsys.readouterr()
    assert main(["challenge", "show", packed]) == 0
    assert "You" in capsys.readouterr().out
    assert main(["challenge", "join", packed, "--out", joined]) == 1
    assert "Still to be filled: before" in capsys.readouterr().out
    project = load_project(Path(joined)).project
    assert (project.name, project.post.hashtags, project.challenge.joined) == ("mine", ("bloom",), True)
    remixed = str(tmp_path / "mine.challenge")
    assert main(["challenge", "remix", packed, "--out", remixed, "--author", "@me"]) == 0
    challenge = open_challenge(Path(remixed)).manifest.challenge
    assert (challenge.author, [one.name for one in challenge.ancestors]) == ("@me", ["Bloom"])
    assert challenge.id != project.challenge.id == challenge.ancestors[0].id
    again = str(tmp_path / "again.decollage")
    assert main(["challenge", "join", packed, "--slot", "before=nowhere.mp4", "--out", again]) == 1
    assert not Path(again).exists()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir() and path.name[0] != ".") == ["it"]


def test_a_table_becomes_videos_that_share_what_they_show_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    sample = str(film(tmp_path / "sample.mp4", frames=90, picture=lambda _n: plain((200, 40, 40), (96, 96))))
    template, rows, out = tmp_path / "t.decollage", tmp_path / "rows.csv", tmp_path / "out"
    assert main(["new", str(template), sample, "--canvas", "96x96"]) == 0
    assert main(["do", str(template), "title", "text={{name}}", "at=0", "length=1"]) == 0
    rows.write_text("name\nAnn\nBo\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["challenge", "batch", str(template), "--data", str(rows), "--out", str(out), "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [Path(one["file"]).name for one in told] == ["t-001.mp4", "t-002.mp4"]
    assert [one["frames"] for one in told] == [90, 90]
    assert told[0]["frames_reused"] == 0 < told[1]["frames_reused"] < 90
    assert main(["challenge", "batch", str(template), "--data", str(rows), "--out", str(out)]) == 1
    assert "already there" in capsys.readouterr().err
