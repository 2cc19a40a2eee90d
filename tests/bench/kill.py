"""Kills the program at random moments of editing, saving and exporting, and looks at what is left.

`python -m tests.bench.kill [MOMENTS]` (100 without) prints what was found; 0 when nothing was lost or broken.
"""

from __future__ import annotations

import random
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

from studio.files import find_recovery, load_project
from studio.media import MediaRefused, probe
from studio.model import check_project
from tests.bench.material import two_clips
from tests.helpers.kill import decollage, finished, killed_after
from tests.helpers.kill_edits import committed_before_kill


def main(moments: int, seed: int) -> int:
    """Half of the kills fall on an export, half on a program that edits and saves."""
    random.seed(seed)
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clips = two_clips(Path(tempfile.gettempdir()) / "decollage-bench", 4)
        project = folder / "p.decollage"
        finished(decollage("new", project, *clips), folder / "home")
        whole, done = finished(decollage("export", project, folder / "first.mp4", "--no-store"), folder / "home")
        assert done.returncode == 0, done.stderr
        running = 0
        for number in range(moments // 2):
            target = folder / f"{number}.mp4"
            # What killed exports left in the store makes the next one shorter, so every fourth begins with none.
            home = folder / f"home-{number // 4}"
            running += killed_after(random.uniform(0.0, 0.9 * whole), decollage("export", project, target), home)
            broken += _looked_at(target, project)
        print(f"export: {moments // 2} kills, {running} while it ran")
        broken += _finishes(folder, project)
        for number in range(moments - moments // 2):
            broken += committed_before_kill(folder / f"edits-{number}", random.uniform(0.3, 1.6))
        print(f"editing and saving: {moments - moments // 2} kills")
    for line in broken:
        print(line)
    print("nothing lost, nothing broken" if not broken else f"{len(broken)} found")
    return 1 if broken else 0


def _looked_at(target: Path, project: Path) -> list[str]:
    """What is under the target's name must be nothing or a whole film; the project must open and be sound."""
    found = []
    if target.exists():
        try:
            facts = probe(target)
        except MediaRefused as refusal:
            return [f"{target.name}: {refusal.sentence}"]
        if abs(facts.duration - 8) > Fraction(1, 20):
            found.append(f"{target.name}: lasts {float(facts.duration):.3f} s")
    loaded = load_project(project)
    if loaded.problems or check_project(loaded.project) or find_recovery(project):
        found.append(f"{project.name} was harmed")
    return found


def _finishes(folder: Path, project: Path) -> list[str]:
    """After all those kills an export goes through, and finds what was drawn before."""
    _, done = finished(decollage("export", project, folder / "0.mp4"), folder / "home-0")
    if done.returncode != 0:
        return [f"the last export failed: {done.stderr.strip()}"]
    left = [path.name for path in folder.glob(".*.part")]
    print(f"left behind by killed exports: {len(left)} hidden .part files")
    return _looked_at(folder / "0.mp4", project)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, seed=20))
