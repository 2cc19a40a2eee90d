"""`decollage duet`, `react`, `greenscreen` and `stitch`: a new project that builds on somebody's video."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.cli.projects import need_free_project
from studio.cli.records import project_record
from studio.cli.words import DONE, Parser, print_json, seconds, typed
from studio.model import Canvas, Project, duration, parse_rate
from studio.sentences import Refused, Sentence, say

_TAKEN = ("credit", "layout", "whole", "colour", "length", "align", "match")

__all__ = ["run_duet", "run_greenscreen", "run_react", "run_stitch"]


def run_duet(argv: list[str]) -> int:
    """Begin a project in which mine plays beside the source."""
    return _begin("duet", "duet", say("Begins a project in which your video plays beside somebody's."), argv)


def run_react(argv: list[str]) -> int:
    """Begin a project in which mine plays small over the source."""
    return _begin("react", "react", say("Begins a project in which your video plays small over somebody's."), argv)


def run_greenscreen(argv: list[str]) -> int:
    """Begin a project in which I stand, cut out, before the source."""
    help_ = say("Begins a project in which you stand before somebody's video, cut out of a green background.")
    return _begin("greenscreen", "green-screen", help_, argv)


def run_stitch(argv: list[str]) -> int:
    """Begin a project that goes on from up to five seconds of the source."""
    return _begin("stitch", "stitch", say("Begins a project that goes on from up to 5 s of somebody's video."), argv)


def _begin(name: str, command: str, help_: Sentence, argv: list[str]) -> int:
    from studio.commands import COMMANDS, parse_canvas

    parser = Parser(name, help_)
    parser.add_argument("source", metavar="SOURCE", type=Path)
    parser.add_argument("mine", metavar="MINE", nargs="+", type=Path)
    parser.add_argument("--out", metavar="P.decollage", type=Path, required=True)
    parser.add_argument("--canvas", type=typed(parse_canvas), default=Canvas(), help="9:16 or 1080x1920")
    parser.add_argument("--fps", type=typed(parse_rate), default="30", help="30, 29.97 or 30000/1001")
    parser.add_argument("--credit", metavar="@NAME", help=say("whose the source is").translated())
    params = {param.key for param in COMMANDS[command].params}
    if "layout" in params:
        layouts = [key for key, _words in next(p for p in COMMANDS[command].params if p.key == "layout").choices]
        parser.add_argument("--layout", choices=layouts)
        parser.add_argument("--whole", action="store_true", help=say("show all of the pictures").translated())
    if "align" in params:
        parser.add_argument(
            "--align", action="store_true", help=say("mine was recorded while it played: lay it so").translated()
        )
        parser.add_argument("--match", action="store_true", help=say("make both equally loud").translated())
    if "colour" in params:
        parser.add_argument("--colour", metavar="#RRGGBB", help=say("the background's colour").translated())
    if "from" in params:
        parser.add_argument("--from", metavar="S", dest="from_", help=say("where the source begins").translated())
        parser.add_argument("--length", metavar="S", help=say("how much of it, up to 5").translated())
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    need_free_project(asked.out)
    project = _made(command, asked)
    if asked.json:
        print_json(project_record(project, asked.out, ()))
    else:
        print(say("Made {file}: {length} s.", file=asked.out, length=seconds(duration(project))).translated())
    return DONE


def _made(command: str, asked: Any) -> Project:
    from studio.cli.effects_here import effects_here
    from studio.commands import run_command
    from studio.session import Session

    given = {key: getattr(asked, key, None) for key in _TAKEN}
    given["from"] = getattr(asked, "from_", None)
    session = Session(effects_here(), keeps=False)
    try:
        session.new_project(name=asked.out.stem, canvas=asked.canvas, rate=asked.fps)
        values = {key: value for key, value in given.items() if value not in (None, False)}
        run_command(session, command, {"source": asked.source, "mine": asked.mine, **values})
        saved = session.save(asked.out)
        if saved.state == "failed":
            raise Refused(saved.sentence)
        return session.project
    finally:
        session.close()
