"""Which room may know which: the arrows of ARCHITECTURE.md, and what import-linter cannot see."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.helpers.source_tree import ROOT, at, imported, modules_after, python_files

CLOCKS_AND_CHANCE = {"random", "secrets", "time", "datetime", "uuid", "numpy.random"}
HEAVY = {"av", "cv2", "PySide6", "shiboken6", "moviepy", "sounddevice"}


def test_every_room_imports_only_what_stands_below_it():
    # The package has no `python -m` of its own: `-m importlinter.cli` ends well without having looked.
    lint = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(cache_dir=None))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"\b0 broken", done.stdout)


@pytest.mark.parametrize("room", ["studio/model", "studio/edits", "studio/history.py", "effects"])
def test_no_clock_and_no_chance_in_what_must_give_the_same_each_time(room):
    files = python_files(room) or [ROOT / room]
    wrong = [at(path, 1) for path in files if CLOCKS_AND_CHANCE & set(imported(path))]
    assert not wrong, f"ids, moments and random numbers arrive as arguments: {wrong}"


@pytest.mark.parametrize("name", ["layout.py", "snapping.py"])
def test_the_geometry_of_the_timeline_knows_no_qt(name):
    path = ROOT / "studio" / "ui" / "timeline" / name
    assert not [module for module in imported(path) if module.startswith(("PySide6", "shiboken6"))]


def test_the_model_needs_msgspec_and_nothing_else():
    alone = modules_after("import studio.model, studio.edits, studio.history")
    bare = modules_after("pass")
    # msgspec looks whether typing_extensions happens to be there.
    assert alone - bare - {"typing_extensions"} == {"msgspec", "studio"}


def test_the_program_starts_without_loading_what_only_the_work_needs():
    assert not modules_after("import studio.__main__") & HEAVY


def test_the_window_comes_up_without_media_libraries_it_may_never_need():
    assert not modules_after("import studio.ui.app") & {"moviepy", "imageio_ffmpeg"}
