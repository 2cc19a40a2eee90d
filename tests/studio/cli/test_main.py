"""The command line itself: exit statuses, one sentence, nothing slow before it is needed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from studio.cli import main
from studio.cli.words import seconds, table
from studio.model import parse_time
from studio.session import log_file

SLOW = ("av", "cv2", "PySide6", "moviepy", "numpy", "sounddevice")


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "studio", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env={**os.environ, **environment},
        cwd=Path(__file__).parents[3],
    )


def test_nothing_slow_is_imported_before_a_command_needs_it() -> None:
    code = f"import sys, studio.__main__; print([name for name in {SLOW!r} if name in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    assert found.stdout.strip() == "[]"


def test_the_window_starts_without_what_reads_and_alters_pictures() -> None:
    code = "import sys, studio.ui.app; print([name for name in ('av', 'cv2') if name in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    assert found.stdout.strip() == "[]"


def test_the_program_runs_as_a_module_and_says_its_version() -> None:
    ran = _run("--version")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.strip().count(".") == 2


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    words = capsys.readouterr().out
    for name in ("new", "do", "show", "probe", "frame", "export", "check", "demo", "bench"):
        assert f"decollage {name}" in words


@pytest.mark.parametrize(
    "argv",
    [["fly"], [""], ["export"], ["export", "a", "b", "c"], ["show", "a", "--nope"],
     ["frame", "p", "o.png", "--at", "x"],
     ["export", "p", "o.mp4", "--for", "vine"], ["export", "p", "o.mp4", "--range", "4:1"], ["export", "p", "o.avi"],
     ["new", "o", "--canvas", "7"], ["new", "o.txt"], ["export", "p", "o.mp4", "--range", "-1:2"],
     ["check", "o", "--for", "vine"]],
)  # fmt: skip
def test_wrong_use_is_one_sentence_and_status_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1


def test_without_a_screen_the_window_says_so_and_names_the_demo() -> None:
    ran = _run(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    if sys.platform.startswith("linux"):
        assert ran.returncode == 1
        assert "decollage demo" in ran.stderr
        assert ran.stderr.count("\n") == 1


def test_an_unexpected_failure_is_one_sentence_and_the_details_lie_in_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import studio.cli.projects

    def broken(argv: list[str]) -> int:
        raise RuntimeError("the details")

    monkeypatch.setattr(studio.cli.projects, "run_show", broken)
    assert main(["show", "x"]) == 3
    err = capsys.readouterr().err
    assert "Traceback" not in err
    assert str(log_file()) in err
    assert "the details" in log_file().read_text(encoding="utf-8")


def test_ctrl_c_is_no_failure(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    import studio.cli.projects

    def interrupted(argv: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(studio.cli.projects, "run_show", interrupted)
    assert main(["show", "x"]) == 1
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_reader_that_has_seen_enough_is_no_failure() -> None:
    command = f"{sys.executable} -m studio do --list --json | head -c 1"
    ran = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3]
    )
    assert (ran.stdout, ran.stderr) == ("{", "")


@pytest.mark.parametrize("text", ["0", "2.5", "59.999", "1:00", "1:02.5", "61:01.25", "-3"])
def test_times_are_written_as_they_are_read(text: str) -> None:
    assert seconds(parse_time(text)) == text


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert table([("a", "bb", "c"), ("aaa", "b", "cc")]) == "a    bb  c\naaa  b   cc"
