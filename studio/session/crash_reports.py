"""What went wrong, kept on this computer for the person to read and, if they like, to hand on. Never sent.

It must never hold a private path, a name of a file, or anything of a project: the trace, the versions, the commands
asked for last, by their ids alone.
"""

from __future__ import annotations

import contextlib
import platform
import re
import sys
import traceback
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import studio
from studio.session.homes import home_folder, log_file

__all__ = ["CrashReport", "crash_reports", "forget_crash", "keep_crash", "keep_hard_crash", "without_private"]

_MOST_KEPT = 10
_FATAL = "Fatal Python error"
_LONGEST = 20_000


class CrashReport(NamedTuple):
    """A report that is kept: where, from when, and its text."""

    path: Path
    when: datetime
    text: str


def keep_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None, commands: Iterable[str] = ()
) -> Path | None:
    """Keep a report of an error that nobody expected; gives its file, None where the disk refuses."""
    # The words of an error may name files: of those that are not our own, only the kind is kept.
    lines = traceback.format_list(traceback.extract_tb(trace))
    words = f"{kind.__name__}: {error}" if kind in (AssertionError, TypeError, AttributeError) else kind.__name__
    return _keep("".join((*lines, words)), commands)


def keep_hard_crash() -> Path | None:
    """Keep a report of what ended the interpreter itself the last time, if it left a trace; the trace is cleared."""
    trace = log_file().with_suffix(".crash")
    try:
        left = trace.read_text(encoding="utf-8", errors="replace")
        if _FATAL not in left:
            return None
        trace.unlink()
    except OSError:
        return None
    return _keep(left[left.rindex(_FATAL) :][:_LONGEST], ())


def crash_reports() -> tuple[CrashReport, ...]:
    """The reports there are, the newest first."""
    found = []
    for path in sorted(_folder().glob("*.txt"), reverse=True):
        with contextlib.suppress(OSError):
            when = datetime.fromtimestamp(path.stat().st_mtime)
            found.append(CrashReport(path, when, path.read_text(encoding="utf-8", errors="replace")))
    return tuple(found)


def forget_crash(report: CrashReport) -> None:
    """Delete a report."""
    with contextlib.suppress(OSError):
        report.path.unlink()


def without_private(text: str) -> str:
    """Text in which every path is cut to what is ours: the file within the program or a library, or nothing."""
    text = re.sub(r'File "([^"]*)"', lambda match: f'File "{_ours(match[1])}"', text)
    # What still looks like a path (a working folder in a message) goes whole.
    return re.sub(r"(?<![\w.\"])(?:[A-Za-z]:)?[/\\](?:[^\s\"':]+[/\\])+[^\s\"':]*", "…", text)


def _ours(path: str) -> str:
    parts = Path(path.replace("\\", "/")).parts
    for name in ("studio", "effects", "site-packages"):
        if name in parts:
            at = len(parts) - 1 - parts[::-1].index(name)
            return "/".join(parts[at:])
    return parts[-1] if parts else ""


def _keep(trace: str, commands: Iterable[str]) -> Path | None:
    now = datetime.now()
    text = "\n".join(
        (
            f"Décollage {studio.__version__}, {now:%Y-%m-%d %H:%M}",
            f"{platform.system()} {platform.release()}, {platform.machine()}, Python {platform.python_version()}",
            f"Frozen: {bool(getattr(sys, 'frozen', False))}",
            f"Asked for last: {', '.join(commands) or '-'}",
            "",
            without_private(trace),
            "",
        )
    )
    place = _folder() / f"{now:%Y-%m-%d %H.%M.%S.%f}.txt"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    except OSError:
        return None
    for old in crash_reports()[_MOST_KEPT:]:
        forget_crash(old)
    return place


def _folder() -> Path:
    return home_folder() / "crashes"
