"""Reports of crashes: kept here, without anything private, a few at most."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.session import log_file
from studio.session.crash_reports import crash_reports, forget_crash, keep_crash, keep_hard_crash, without_private


def fail(path: Path) -> None:
    raise OSError(f"cannot read {path}")


def keep_one(private: Path) -> None:
    try:
        fail(private)
    except OSError as error:
        keep_crash(type(error), error, error.__traceback__, ["split", "undo"])


def test_a_report_says_where_and_what_was_asked_for_but_nothing_private(tmp_path: Path) -> None:
    keep_one(tmp_path / "my secret film.mp4")
    [report] = crash_reports()
    assert "OSError" in report.text
    assert "split, undo" in report.text
    assert "test_crash_reports.py" in report.text
    assert "secret" not in report.text
    assert str(tmp_path) not in report.text
    assert str(Path(__file__).parent) not in report.text
    forget_crash(report)
    assert not crash_reports()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('File "/home/ann/repo/studio/ui/app.py", line 3', 'File "studio/ui/app.py", line 3'),
        ('File "C:\\Users\\Ann\\studio\\jobs.py", line 3', 'File "studio/jobs.py", line 3'),
        ('File "/usr/lib/python3.11/threading.py"', 'File "threading.py"'),
        ("opening /home/ann/film.mp4 failed", "opening … failed"),
    ],
)
def test_paths_are_cut_to_what_is_ours(text: str, left: str) -> None:
    assert without_private(text) == left


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for _ in range(13):
        keep_one(tmp_path / "film")
    assert len(crash_reports()) == 10


def test_a_crash_of_the_interpreter_is_found_at_the_next_start_and_told_once() -> None:
    assert keep_hard_crash() is None
    trace = log_file().with_suffix(".crash")
    trace.parent.mkdir(parents=True, exist_ok=True)
    trace.write_text('Fatal Python error: Segmentation fault\n  File "/home/ann/studio/jobs.py", line 9 in run\n')
    assert keep_hard_crash() is not None
    assert "Segmentation fault" in crash_reports()[0].text
    assert "ann" not in crash_reports()[0].text
    assert keep_hard_crash() is None
