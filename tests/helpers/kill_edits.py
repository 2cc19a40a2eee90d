"""A person at work in a real session, killed; what the next start offers must be what they last saw committed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path

from studio.files import find_recovery, load_project, project_json
from studio.model import Project, check_project

REPOSITORY = Path(__file__).parents[2]

AT_WORK = """
import os, random, sys
from fractions import Fraction
from pathlib import Path
from effects import all_effects
from studio.commands import run_command
from studio.effect import Effects
from studio.sentences import Refused
from studio.session import Session
from tests.helpers.kill_edits import digest

path, seed = Path(sys.argv[1]), int(sys.argv[2])
chance = random.Random(seed)
session = Session(Effects(all_effects()), autosave_after_s=0.2)
session.new_project(name="Killed")
session.save(path)
run_command(session, "solid", {"colour": "#336699", "length": "5"})
while True:
    ids = [thing.id for thing in session.project.main]
    clip = chance.choice(ids) if ids else ""
    command, values = chance.choice([
        ("solid", {"colour": "#884422", "length": "2"}),
        ("split", {"clip": clip, "at": str(chance.randrange(1, 200) / 30)}),
        ("opacity", {"clip": clip, "opacity": str(chance.random())}),
        ("delete", {"clip": clip}),
        ("title", {"text": "At work", "at": "0"}),
        ("undo", {}), ("redo", {}), ("undo", {}), ("save", {}),
    ])
    before = session.history
    try:
        run_command(session, command, values)
    except Refused:
        continue
    if session.history is not before:
        history = session.history
        near = [history.present, *history.past[-1:], *history.future[:1]]
        os.write(1, (" ".join(digest(entry.project) for entry in near) + "\\n").encode())
"""


def digest(project: Project) -> str:
    """What tells one project from another."""
    return blake2b(project_json(project), digest_size=16).hexdigest()


def committed_before_kill(folder: Path, seconds: float) -> list[str]:
    """Kill a session in `folder` after `seconds` of work; what was lost or broken, in words."""
    folder.mkdir()
    path = folder / "k.decollage"
    process = subprocess.Popen(
        [sys.executable, "-c", AT_WORK, str(path), str(int(seconds * 1e6))],
        stdout=subprocess.PIPE,
        cwd=REPOSITORY,
        env={**os.environ, "DECOLLAGE_HOME": str(folder / "home")},
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    said = [first, *process.stdout.read().splitlines(keepends=True)]
    process.wait()
    process.stdout.close()
    lines = [line.decode().strip() for line in said if line.endswith(b"\n")]
    recovery = find_recovery(path)
    loaded = load_project(path)
    project = recovery.project if recovery is not None else loaded.project
    found = [str(problem.sentence) for problem in (*loaded.problems, *check_project(project))]
    if not lines:
        found.append(f"{folder.name}: no edit was made")
    elif digest(project) not in lines[-1] and any(digest(project) in line for line in lines):
        # A kill between committing and saying leaves one step more: an undo or redo (said too) or something new.
        found.append(f"{folder.name}: after {len(lines)} edits something committed was lost")
    return found
