"""What `pip install .` brings."""

from __future__ import annotations

import shutil
import zipfile

from tests.helpers.source_tree import ROOT, run

ROOMS = ("studio", "effects", "assets")
NOT_OURS = shutil.ignore_patterns("__pycache__")


def test_a_wheel_holds_every_file_of_the_program_and_its_command(tmp_path):
    project = tmp_path / "project"
    project.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, project)
    for room in ROOMS:
        shutil.copytree(ROOT / room, project / room, ignore=NOT_OURS)
    ours = {path.relative_to(project).as_posix() for room in ROOMS for path in (project / room).rglob("*.*")}

    done = run("pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(project))
    assert done.returncode == 0, done.stdout + done.stderr

    with zipfile.ZipFile(next(tmp_path.glob("decollage-*.whl"))) as wheel:
        held = set(wheel.namelist())
        command = wheel.read(next(name for name in held if name.endswith("entry_points.txt"))).decode()
    assert ours <= held, sorted(ours - held)
    assert "decollage = studio.__main__:main" in command
