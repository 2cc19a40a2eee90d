"""The set-up script: what it decides, and what it says when something is wrong."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys

import pytest

from tests.helpers.source_tree import ROOT


@pytest.fixture
def go(monkeypatch):
    """The names of go.py."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    return runpy.run_path(str(ROOT / "packaging" / "go.py"), run_name="go")


@pytest.fixture
def copy(tmp_path):
    """A project that holds nothing but what go.py needs, in a folder with an awkward name."""
    project = tmp_path / "a project’s folder"
    shutil.copytree(ROOT / "packaging", project / "packaging", ignore=shutil.ignore_patterns("__pycache__", "pictures"))
    return project


def call(project, *words, **surroundings):
    return subprocess.run(
        [sys.executable, project / "packaging" / "go.py", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **surroundings},
        check=False,
    )


def test_it_explains_itself_without_making_anything(copy):
    done = call(copy, "--help")
    assert done.returncode == 0
    assert "go.py test" in done.stdout
    assert not (copy / ".venv").exists()


def test_an_unknown_word_is_a_question_not_a_guess(copy):
    done = call(copy, "tset")
    assert done.returncode == 2
    assert "tset" in done.stderr


def test_a_missing_lock_file_is_said_in_words(copy):
    (copy / "packaging" / "requirements.lock").unlink()
    (copy / ".venv" / "bin").mkdir(parents=True)
    (copy / ".venv" / "bin" / "python").symlink_to(sys.executable)
    done = call(copy, "ready")
    assert done.returncode == 1
    assert "requirements.lock" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_older_python_is_told_what_to_do(copy, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is Python 3\.9"):
        runpy.run_path(str(copy / "packaging" / "go.py"), run_name="__main__")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("WARNING: Retrying ... NewConnectionError('Temporary failure in name resolution')", "Is there a network?"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one that was meant"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: No matching distribution found for av==18.1.0", "no ready-made file for this machine"),
        ("something nobody thought of", "something nobody thought of"),
    ],
)
def test_what_pip_says_becomes_a_reason(go, said, meant):
    assert meant in go["why_not"](said)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a display")
@pytest.mark.parametrize(
    ("surroundings", "seen"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_a_window_is_opened_where_it_can_be_seen(go, monkeypatch, surroundings, seen):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert go["has_display"]() is seen


def test_the_same_libraries_are_named_for_every_package_manager(go):
    import system_libraries

    for row in system_libraries.LIBRARIES + system_libraries.WINDOW_LIBRARIES:
        for installer in ("apt-get", "dnf", "pacman", ""):
            assert system_libraries.package(installer, *row)
    assert not system_libraries.loads("libthisisnowhere.so.1")
