"""`decollage new` and `decollage show`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.cli.records import project_record, rows_of
from studio.cli.words import DONE, REFUSED, Parser, Usage, complain, print_json, print_problems, seconds, table, typed
from studio.files import Loaded, load_project
from studio.model import Canvas, Problem, Project, check_project, duration, parse_rate
from studio.publish import missing_media
from studio.sentences import Refused, Sentence, say

__all__ = ["loaded_problems", "need_free_project", "run_new", "run_show"]


def run_new(argv: list[str]) -> int:
    """Begin a project; videos and photos go to the main track in their order, sounds under it."""
    from studio.commands import parse_canvas

    parser = Parser("new", say("Begins a project. Videos and photos go to the main track, sounds under it."))
    parser.add_argument("out", metavar="OUT.decollage", type=Path)
    parser.add_argument("media", metavar="MEDIA", nargs="*", type=Path, default=[])
    parser.add_argument("--canvas", type=typed(parse_canvas), default=Canvas(), help="9:16 or 1080x1920")
    parser.add_argument("--fps", type=typed(parse_rate), default="30", help="30, 29.97 or 30000/1001")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    out: Path = asked.out
    need_free_project(out)
    project = _made(asked)
    if asked.json:
        print_json(project_record(project, out, ()))
    else:
        print(_made_sentence(out, project).translated())
    return DONE


def need_free_project(out: Path) -> None:
    """Refuse a new project of another suffix, and one that is already there."""
    if out.suffix.lower() != ".decollage":
        raise Usage(say("“{name}” should end in .decollage.", name=out))
    if out.exists():
        raise Refused(say("“{name}” is already there. Choose another name.", name=out.name))


def _made_sentence(out: Path, project: Project) -> Sentence:
    count, length = len(project.assets), seconds(duration(project))
    if count == 1:
        return say("Made {file}: one file, {length} s.", file=out, length=length)
    return say("Made {file}: {count} files, {length} s.", file=out, count=count, length=length)


def _made(asked: Any) -> Project:
    """The new project, saved."""
    from studio.cli.effects_here import effects_here
    from studio.commands import run_command
    from studio.session import Session, probe_all

    session = Session(effects_here(), keeps=False)
    session.new_project(name=asked.out.stem, canvas=asked.canvas, rate=asked.fps)
    probed = probe_all(asked.media)
    if probed.refused:
        raise Refused(probed.refused[0].sentence)
    for asset in session.add_probed(probed).assets if asked.media else ():
        if asset.kind == "sound":
            run_command(session, "music", {"media": asset.id, "at": 0})
        else:
            run_command(session, "append", {"media": asset.id})
    try:
        saved = session.save(asked.out)
        if saved.state == "failed":
            raise Refused(saved.sentence)
        return session.project
    finally:
        session.close()


def run_show(argv: list[str]) -> int:
    """Show what is in a project, with ids and times, and what is wrong with it."""
    parser = Parser("show", say("Shows what is in a project, with ids and times, and what is wrong with it."))
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    loaded = load_project(asked.project)
    problems = loaded_problems(loaded)
    if asked.json:
        print_json(project_record(loaded.project, asked.project, problems))
    else:
        _print_project(loaded.project, problems)
    if not problems:
        return DONE
    if len(problems) == 1:
        complain(say("One thing is wrong with “{name}”.", name=asked.project.name))
    else:
        complain(say("{count} things are wrong with “{name}”.", count=len(problems), name=asked.project.name))
    return REFUSED


def loaded_problems(loaded: Loaded) -> tuple[Problem, ...]:
    """What is wrong with a project as it was read: what could not be read, what contradicts itself, what is missing."""
    return (*loaded.problems, *check_project(loaded.project), *missing_media(loaded.project))


def _print_project(project: Project, problems: tuple[Problem, ...]) -> None:
    canvas = project.canvas
    print(
        f"{project.name}  {canvas.width}×{canvas.height}  {float(project.rate):g} fps  {seconds(duration(project))} s"
    )
    for title, rows in rows_of(project):
        print(f"\n{title}")
        print(table(rows, "  "))
    if problems:
        print(f"\n{say('Problems').translated()}")
        print_problems(problems, "  ")
