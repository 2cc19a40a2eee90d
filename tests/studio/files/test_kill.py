"""A program that edits and saves without end is killed at any moment; nothing it said it had committed may be lost."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from studio.files import find_recovery, load_project
from studio.model import check_project
from tests.helpers.saved_projects import AWKWARD_FOLDER, AWKWARD_NAME

EDITS_WITHOUT_END = """
import os, sys, threading
from fractions import Fraction
from pathlib import Path
import msgspec
from studio.files import Journal, ProjectLock, find_recovery, load_project, save_project
from studio.model import Clip, Gap, Project, Solid, Span

path = Path(sys.argv[1])
ProjectLock(path).acquire()
recovery = find_recovery(path)
if recovery is not None:
    project = recovery.project
elif path.exists():
    project = load_project(path).project
else:
    project = Project("p", name="0")
journal = Journal(path)
if recovery is None:
    journal.begin(project, saved=path.exists())
newest, wake = [project], threading.Event()

def save():
    while wake.wait():
        wake.clear()
        project = newest[0]
        save_project(project, path)
        journal.saved(project)

threading.Thread(target=save, daemon=True).start()
number = int(project.name)
while True:
    number += 1
    second = Fraction(1)
    new = Clip(f"c{number}", Solid(), Span(Fraction(0), second)) if number % 2 else Gap(f"g{number}", second)
    project = msgspec.structs.replace(project, name=str(number), main=(*project.main[-40:], new))
    journal.append(project, f"Edit {number}")
    os.write(1, b"%d\\n" % number)
    newest[0] = project
    if number % 7 == 0:
        wake.set()
"""


def killed_at(path: Path, edits: int, wait_s: float) -> int:
    """Start the program, kill it `wait_s` after its edit number `edits`; the last edit it said was committed."""
    with subprocess.Popen(
        [sys.executable, "-c", EDITS_WITHOUT_END, str(path)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]
    ) as process:
        for _ in range(edits):
            assert process.stdout.readline()
        killing = threading.Timer(wait_s, process.kill)
        killing.start()
        said = [line for line in process.stdout if line.endswith(b"\n")]
        killing.join()
    return int(said[-1]) if said else 0


def kill_often(path: Path, times: int) -> None:
    chance = random.Random(11)
    before = 0
    for _ in range(times):
        committed = max(before, killed_at(path, chance.randrange(1, 30), chance.uniform(0, 0.05)))
        recovery = find_recovery(path)
        project = recovery.project if recovery is not None else load_project(path).project
        assert int(project.name) >= committed
        assert [thing.id[1:] for thing in project.main][-1] == project.name
        assert check_project(project) == ()
        before = int(project.name)


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / AWKWARD_FOLDER
    folder.mkdir()
    return folder / AWKWARD_NAME


def test_a_killed_program_loses_nothing_it_had_committed(path):
    kill_often(path, 15)


@pytest.mark.long
def test_a_program_killed_a_hundred_times_loses_nothing_it_had_committed(path):
    kill_often(path, 100)
