"""`decollage duet`: two films become a project that says whose the first is."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.cli import main
from studio.files import load_project
from studio.model import duration
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
