"""Several threads may read projects from the very first moment on, as the start screen's do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
SAMPLE = Path(__file__).parent / "samples" / "form-1.decollage"
READ = """
import sys, threading
from pathlib import Path
from studio.files import load_project
sys.setswitchinterval(1e-6)
gate, read = threading.Barrier(6), []
def work():
    gate.wait()
    read.append(load_project(Path(sys.argv[1])).project)
threads = [threading.Thread(target=work) for _ in range(6)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
assert len(read) == 6
"""


def test_six_threads_begin_to_read_at_once():
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", READ, str(SAMPLE)], cwd=REPOSITORY, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
