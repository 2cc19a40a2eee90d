"""`decollage demo`: a short video from material the program makes itself, exported and checked."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from studio.cli.checking import check_file
from studio.cli.demo_scenes import RATE, SCENES, SIZE, film_planes, tune
from studio.cli.effects_here import effects_here
from studio.cli.exporting import export_film
from studio.cli.words import DONE, FAILED, Parser, complain, print_problems, seconds
from studio.commands import run_command
from studio.effect import Samples
from studio.media import ExportSettings
from studio.media.writing.film_writer import FilmWriter
from studio.media.writing.picture_encoder import PictureEncoder
from studio.model import SAMPLE_RATE, duration
from studio.platforms import platform_named
from studio.render.convert import Planes
from studio.sentences import Refused, say
from studio.session import Session

__all__ = ["build_project", "make_material", "make_sample", "run_demo"]

SCENE_S = 3
TUNE_S = 9.0
PLATFORM = "tiktok"


def run_demo(argv: list[str]) -> int:
    """Make the material, the project and the video; check it; say what lies where."""
    parser = Parser("demo", say("Makes, exports and checks a short video from material of its own."))
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, default=Path("decollage-demo"))
    folder: Path = parser.parse(argv).folder
    try:
        (folder / "material").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Refused(say("“{name}” could not be made: {reason}.", name=folder, reason=reason)) from error
    print(say("Drawing three scenes and playing a tune…").translated())
    material = _made_material(folder / "material")
    print(say("Cutting them into a project…").translated())
    project_file = folder / "demo.decollage"
    build_project(project_file, material)
    print(say("Exporting for {platform}…", platform=platform_named(PLATFORM).name).translated())
    return _export_and_check(project_file, folder / "demo-tiktok.mp4")


def make_sample(folder: Path, told: Callable[[int], object] = lambda _percent: None) -> Path:
    """The project of the demo in a folder, with its material; made once, telling how many percent are done. Raises
    `Refused`."""
    project_file = folder / "sample.decollage"
    if not project_file.is_file():
        try:
            (folder / "material").mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(
                say("The demo's clips could not be written: {reason}.", reason=error.strerror or "")
            ) from error
        build_project(project_file, _made_material(folder / "material", told))
    return project_file


def _export_and_check(project_file: Path, film: Path) -> int:
    from studio.files import load_project

    platform, project = platform_named(PLATFORM), load_project(project_file).project
    made = export_film(project, film, platform)
    assert made is not None, "nothing cancels a demo"
    problems = [*check_file(project_file, [platform])[PLATFORM], *check_file(film, [platform])[PLATFORM]]
    result, settings = made
    size = f"{settings.width}×{settings.height}"
    length = seconds(duration(project))
    print(say("Made in {took} s:", took=f"{result.took_s:.1f}").translated())
    print(f"  {film.parent / 'material'}  {say('three clips and a tune').translated()}")
    print(f"  {project_file}  {say('the project; open it in the window').translated()}")
    print(f"  {film}  {size}, {length} s, {result.bytes / 1e6:.1f} MB")
    if problems:
        print_problems(problems, "  ")
        complain(say("The demo's own video did not pass its checks."))
        return FAILED
    print(say("Checked for {platform}: nothing found.", platform=platform.name).translated())
    return DONE


def _made_material(folder: Path, told: Callable[[int], object] = lambda _percent: None) -> tuple[Path, ...]:
    """The material, or a refusal where the disk does not take it."""
    try:
        return make_material(folder, told)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Refused(say("The demo's clips could not be written: {reason}.", reason=reason)) from error


def make_material(folder: Path, told: Callable[[int], object] = lambda _percent: None) -> tuple[Path, ...]:
    """Three clips and a tune, written into the folder; the tune is the last. `told` hears how many percent are done."""
    written = []
    count = SCENE_S * RATE
    for number, (name, scene) in enumerate(SCENES):
        path = folder / f"{name}.mp4"
        _write_film(path, _counted(film_planes(scene, count), told, number * count, len(SCENES) * count), count)
        written.append(path)
    path = folder / "tune.wav"
    _write_sound(path, tune(TUNE_S))
    return (*written, path)


def _counted(pictures: Iterable[Planes], told: Callable[[int], object], before: int, whole: int) -> Iterator[Planes]:
    """The pictures, each told as it goes by."""
    for number, picture in enumerate(pictures):
        told(100 * (before + number) // whole)
        yield picture


def _write_film(path: Path, pictures: Iterable[Planes], count: int) -> None:
    width, height = SIZE
    settings = ExportSettings(width=width, height=height, crf=18.0, gop_frames=RATE, preset="ultrafast")
    encoder = PictureEncoder(settings)
    for picture in pictures:
        encoder.add(picture)
    part = path.with_name(f".{path.name}.part")
    writer = FilmWriter(part, settings, None, 0)
    writer.add(encoder.finish(), count)
    writer.close()
    part.replace(path)


def _write_sound(path: Path, samples: Samples) -> None:
    part = path.with_name(f".{path.name}.part")
    with wave.open(str(part), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    part.replace(path)


def build_project(path: Path, material: tuple[Path, ...]) -> None:
    """The project as a person would make it, with the commands a person has."""
    session = Session(effects_here(), keeps=False)
    session.new_project(name=say("First light"))
    *clips, song = (file.name for file in material)
    steps: list[tuple[str, dict[str, object]]] = [
        # All at once: one child looks into them.
        ("import", {"files": tuple(map(str, material))}),
        ("append", {"media": ",".join(clips)}),
        ("trim-end", {"clip": "c3", "to": "8.4"}),
        ("split", {"clip": "c2", "at": "4.5"}),
        ("speed", {"clip": "c4", "speed": "1.25"}),
        ("transition", {"clip": "c2", "effect": "dissolve", "length": "0.6"}),
        ("transition", {"clip": "c3", "effect": "dissolve", "length": "0.6"}),
        ("look", {"clip": "c1", "look": "look_dusk", "strength": "35"}),
        ("look", {"clip": "c3", "look": "look_meadow", "strength": "60"}),
        ("title", {"text": "Up before\\nthe city", "at": "0.4", "length": "2.4", "y": "-0.42", "size": "0.115"}),
        ("add-effect", {"clip": "t1", "effect": "fade_in_by_word"}),
        (
            "title",
            {"text": "made with Décollage", "at": "5.9", "length": "2", "y": "-0.42", "size": "0.062", "box": "on"},
        ),
        ("music", {"media": song, "at": "0"}),
        ("trim-end", {"clip": "s1", "to": "8.1"}),
        ("fades", {"clip": "s1", "fade_in": "0.3", "fade_out": "1.5"}),
        ("volume", {"clip": "s1", "gain_db": "4.5"}),
        ("rights", {"media": song, "author": "Décollage", "licence": "own"}),
        ("post", {"ai": "no", "paid": "no", "minors": "no"}),
    ]
    try:
        for command, values in steps:
            run_command(session, command, values)
        path.unlink(missing_ok=True)
        saved = session.save(path)
        if saved.state == "failed":
            raise Refused(saved.sentence)
    finally:
        session.close()
