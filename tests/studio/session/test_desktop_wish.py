"""The desktop is asked by its own programs whether little is to move."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from studio.session.desktop_wish import desktop_wants_stillness


def program(folder: Path, name: str, answer: str, status: int = 0) -> None:
    """A program of the desktop that answers that."""
    path = folder / name
    path.write_text(f"#!/bin/sh\nprintf '%s\\n' '{answer}'\nexit {status}\n")
    path.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="programs that answer are shell scripts here")
@pytest.mark.parametrize(
    ("platform", "name", "answer", "status", "still"),
    [
        ("linux", "gsettings", "false", 0, True),
        ("linux", "gsettings", "true", 0, False),
        ("linux", "gsettings", "false", 1, False),
        ("linux", "kreadconfig6", "0", 0, True),
        ("darwin", "defaults", "1", 0, True),
        ("darwin", "defaults", "0", 0, False),
        ("win32", "gsettings", "false", 0, False),
    ],
)
def test_the_desktop_says_whether_little_is_to_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, name: str, answer: str, status: int, still: bool
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not desktop_wants_stillness(platform)
    program(tmp_path, name, answer, status)
    assert desktop_wants_stillness(platform) is still
