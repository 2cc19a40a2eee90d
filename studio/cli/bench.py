"""`decollage bench`: runs the measurements that lie in a clone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import studio
from studio.cli.words import Parser
from studio.sentences import Refused, say

__all__ = ["run_bench"]


def run_bench(argv: list[str]) -> int:
    """Run `tests/bench`; gives its exit status."""
    parser = Parser("bench", say("Measures speed, every figure beside its limit or a peer of the same run."))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    clone = Path(studio.__file__).resolve().parents[1]
    if not (clone / "tests" / "bench" / "__main__.py").is_file():
        raise Refused(say("The measurements lie in a clone of the source, and this is not one."))
    command = [sys.executable, "-m", "tests.bench", *(["--json"] if asked.json else [])]
    return subprocess.run(command, cwd=clone, check=False).returncode
