"""Exports killed at 200 random moments, on a full disk, in a folder that cannot be written, and robbed of their source.

`python -m tests.bench killing`. What was done must not be done again, and what bears the film's name must be whole.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from studio.media import MediaRefused, probe
from tests.bench.rows import REPOSITORY, Row
from tests.helpers.kill import decollage, finished, killed_after
from tests.helpers.make_media import counted, film, tone
from tests.helpers.strict_mp4 import complaints

_KILLS, _RESUMED_EVERY = 200, 4
_SECONDS, _SIZE = 16, (270, 480)
_PIECE_FRAMES = 60


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """How much was broken, and how much was done twice."""
    random.seed(3)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        place = Path(name)
        project = _project(place)
        yield from _killed(place, project)
        yield from _in_trouble(place, project)


def _project(place: Path) -> Path:
    clip = film(place / "clip.mp4", lambda n: counted(n % 1024, _SIZE), frames=30 * _SECONDS, sound=tone(_SECONDS))
    project = place / "p.decollage"
    _, done = finished(decollage("new", project, clip, "--canvas", f"{_SIZE[0]}x{_SIZE[1]}"), place / "home")
    assert done.returncode == 0, done.stderr
    return project


def _killed(place: Path, project: Path) -> Iterable[Row]:
    """Kill until `_KILLS` of them fell while the export ran; each store lives through a few kills, then resumes."""
    command = decollage("export", project, place / "out.mp4", "--for", "tiktok", "--json")
    longest, done = finished(command, place / "home-first")
    assert done.returncode == 0, done.stderr
    (place / "out.mp4").unlink()
    tried = killed = broken = twice = stores = 0
    while killed < _KILLS:
        home = place / f"home-{stores}"
        for _ in range(_RESUMED_EVERY):
            tried += 1
            moment = random.uniform(0.0, longest)
            fell = killed_after(moment, command, home)
            killed += fell
            broken += _broken(place / "out.mp4")
            (place / "out.mp4").unlink(missing_ok=True)
            if not fell:
                longest = min(longest, moment)
                break
        kept = _kept_frames(home)
        _, done = finished(command, home)
        broken += done.returncode != 0 or _broken(place / "out.mp4")
        twice += max(0, kept - json.loads(done.stdout)["frames_reused"]) if done.returncode == 0 else kept
        (place / "out.mp4").unlink(missing_ok=True)
        shutil.rmtree(home)
        stores += 1
        if not stores % _RESUMED_EVERY:
            longest, _ = finished(command, place / f"home-{stores}")
            (place / "out.mp4").unlink(missing_ok=True)
            shutil.rmtree(place / f"home-{stores}")
    left = [path for path in place.iterdir() if path.name.endswith(".part")]
    yield _none("broken after a kill", broken, f"{killed} kills while it ran, of {tried}; resumed {stores} times")
    yield _none("frames done twice after a kill", twice)
    yield _none("hidden files left after the last export", len(left))


def _kept_frames(home: Path) -> int:
    """How many frames lie in the store: all its pieces but the sound and the last one are of one length."""
    sizes = [path for path in home.rglob("*.piece") if not path.name.startswith(".")]
    return max(0, len(sizes) - 1) * _PIECE_FRAMES


def _broken(path: Path) -> bool:
    """Whether what bears the film's name is anything but a whole film."""
    if not path.exists():
        return False
    try:
        return abs(float(probe(path).duration) - _SECONDS) > 0.05 or bool(complaints(path))
    except MediaRefused:
        return True


def _in_trouble(place: Path, project: Path) -> Iterable[Row]:
    if sys.platform == "linux" and shutil.which("unshare"):
        for name, options, words in (
            ("disk full", "size=100k", "The disk is full"),
            ("folder read only", "size=1m,ro", "cannot be written to"),
        ):
            yield _none(f"{name}: broken or not said plainly", _on_a_disk(place, project, options, words))
    clip = place / "clip.mp4"
    data = clip.read_bytes()
    other = film(place / "other.mp4", lambda n: counted(1023 - n % 1024, _SIZE), frames=30 * _SECONDS).read_bytes()
    for name, change, words in (
        ("source deleted", clip.unlink, "missing"),
        ("source changed", lambda: clip.write_bytes(other), "changed"),
        ("source cut short", lambda: clip.write_bytes(data[: len(data) // 2]), "changed"),
    ):
        clip.write_bytes(data)
        yield _none(f"{name} meanwhile: broken or not said plainly", _robbed(place, project, change, words))
    clip.write_bytes(data)


def _on_a_disk(place: Path, project: Path, options: str, words: str) -> int:
    disk = place / "disk"
    disk.mkdir(exist_ok=True)
    command = " ".join(f"'{word}'" for word in decollage("export", project, disk / "out.mp4", "--no-store"))
    script = f"mount -t tmpfs -o {options} tmpfs '{disk}' && {command}; status=$?; ls '{disk}' >&2; exit $status"
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    plain = words in done.stderr or "is room for" in done.stderr or "room" in done.stderr
    return int(done.returncode == 0) + int("out.mp4\n" in done.stderr) + int(not plain or "Traceback" in done.stderr)


def _robbed(place: Path, project: Path, change, words: str) -> int:  # type: ignore[no-untyped-def]
    target = place / "robbed.mp4"
    process = subprocess.Popen(
        decollage("export", project, target, "--no-store", "--for", "tiktok"),
        cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    # The film grows beside its name: once it is there, pictures are on their way.
    while process.poll() is None and not any(place.glob(".robbed.mp4.*.part")):
        try:
            process.wait(0.005)
        except subprocess.TimeoutExpired:
            continue
    change()
    said = process.communicate()[1]
    plain = any(word in said for word in (words, "could not be read")) and "Traceback" not in said
    wrong = int(target.exists()) if process.returncode else 0
    target.unlink(missing_ok=True)
    return wrong + int(process.returncode != 0 and not plain)


def _none(name: str, count: int, note: str = "") -> Row:
    return Row(group="killing", name=name, value=count, unit="", limit=0, limit_name="at most", note=note)
