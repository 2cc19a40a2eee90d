"""Writes the two lock files anew from pyproject.toml: `python3 packaging/lock.py [--upgrade]`.

Needs `uv` in the path. The versions are the newest that every supported Python and machine can install, so
that one picture is made by one set of libraries everywhere; each file is named with its hash on PyPI.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPILE = [
    "uv", "pip", "compile", "--no-config", "--default-index", "https://pypi.org/simple", "--quiet", "--no-header",
    "--no-annotate", "--no-build", "--generate-hashes", "--universal", "--python-version", "3.11",
    "--fork-strategy", "fewest", "pyproject.toml",
]  # fmt: skip

if __name__ == "__main__":
    run_lock = "packaging/requirements.lock"
    test_lock = "packaging/requirements-test.lock"
    subprocess.run([*COMPILE, *sys.argv[1:], "--output-file", run_lock], cwd=ROOT, check=True)
    tests = ["--group", "test", "--constraint", run_lock, "--output-file", test_lock]
    subprocess.run([*COMPILE, *sys.argv[1:], *tests], cwd=ROOT, check=True)
