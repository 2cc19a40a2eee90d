"""A minute exported, then once more after a small change: what the second export costs beside the first.

`python -m tests.bench again`. Processor time decides where the machine is busy: both are printed.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from effects import all_effects
from studio.edits import add_asset, add_effect, add_item, add_layer, append, ripple_delete, set_title
from studio.effect import Effects
from studio.files import save_project
from studio.media import ExportSettings, SegmentStore, make_asset, probe
from studio.media.exporting.export import export
from studio.model import Applied, Clip, Footage, Layer, Place, Project, Span, TextStyle, Title
from studio.platforms import platforms
from studio.publish import export_settings
from tests.bench.material import two_clips
from tests.bench.rows import Row, python, timed

_LIMITS = {"one title changed": 12.0, "first clip deleted": 15.0, "nothing changed": 5.0}
_CLIPS, _CLIP_S = 12, 5


def rows(folder: Path, runs: int) -> Iterable[Row]:
    """Each change's share of the first export, in one warm process and as whole commands."""
    project = minute(*two_clips(folder))
    yield from _warm(project, folder)
    yield from _commands(project)


def minute(a: Path, b: Path) -> Project:
    """Twelve clips of five seconds, every third with a look, a title of three seconds on every fourth."""
    project = Project(id="minute", name="Minute")
    for name, path in (("a", a), ("b", b)):
        project = add_asset(project, make_asset(probe(path), asset_id=name))
    for number in range(_CLIPS):
        window = Span(Fraction(number % 5, 2) + Fraction(number, 30), Fraction(_CLIP_S))
        project = append(project, Clip(f"c{number}", Footage("ab"[number % 2]), window))
        if number % 3 == 0:
            look = Applied(f"l{number}", "look_dusk", settings=(("strength", 80.0),))
            project = add_effect(project, f"c{number}", applied=look)
    project = add_layer(project, Layer("words", "text"))
    for number in range(0, _CLIPS, 4):
        title = Clip(
            f"t{number}", Title(f"Part {number}", TextStyle(size=0.1)), Span(Fraction(0), Fraction(3)),
            place=Place(y=-0.5),
        )  # fmt: skip
        project = add_item(project, title, layer="words", at=Fraction(number * _CLIP_S + 1))
    return project


def changes(project: Project) -> dict[str, Project]:
    """The project after each change."""
    return {
        "nothing changed": project,
        "one title changed": set_title(project, "t4", text="Another part"),
        "first clip deleted": ripple_delete(project, "c0"),
    }


def _warm(project: Project, folder: Path) -> Iterable[Row]:
    settings = export_settings(project, platforms()["tiktok"])
    place = Path(mkdtemp(dir=folder, prefix="again-"))
    try:
        first = _timed(lambda: _export(project, place, settings))
        yield _row("first export, warm", first[0], "s")
        yield _row("first export, warm, processor", first[1], "s")
        for name, changed in changes(project).items():
            took = _timed(lambda changed=changed: _export(changed, place, settings))  # type: ignore[misc]
            yield _share(f"{name}, warm", took[0], first[0], _LIMITS[name])
            yield _share(f"{name}, warm, processor", took[1], first[1], None)
    finally:
        rmtree(place)


def _commands(project: Project) -> Iterable[Row]:
    place = Path(mkdtemp(prefix="again-"))
    try:
        first = None
        for name, changed in {"first export": project, **changes(project)}.items():
            path = place / f"{name}.decollage"
            save_project(changed, path)
            home = {"DECOLLAGE_HOME": str(place / "home")}
            run = timed(python("-m", "studio", "export", path, place / f"{name}.mp4", "--for", "tiktok"), home)
            if first is None:
                first = run
                yield _row("first export, command", run.wall_s, "s")
                continue
            yield _share(f"{name}, command", run.wall_s, first.wall_s, _LIMITS[name])
            yield _share(f"{name}, command, processor", run.cpu_s, first.cpu_s, None)
    finally:
        rmtree(place)


def _export(project: Project, place: Path, settings: ExportSettings) -> None:
    store = SegmentStore(place / "store")
    export(project, place / "out.mp4", settings, effects=Effects(all_effects()), store=store)


def _timed(work: Callable[[], None]) -> tuple[float, float]:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - processor


def _row(name: str, value: float, unit: str) -> Row:
    return Row(group="again", name=name, value=value, unit=unit)


def _share(name: str, part: float, whole: float, limit: float | None) -> Row:
    words = "at most" if limit is not None else ""
    return Row(group="again", name=name, value=100 * part / whole, unit="%", limit=limit, limit_name=words)
