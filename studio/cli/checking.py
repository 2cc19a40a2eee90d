"""`decollage check`: what to look at in a project or a video before it is posted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.words import DONE, REFUSED, Parser, complain, print_json, print_problems, problem_record, typed
from studio.files import load_project
from studio.model import Problem, Project
from studio.platforms import Platform, platform_named
from studio.publish import PlacedText, check_for, placed_texts
from studio.sentences import Refused, say

if TYPE_CHECKING:
    from studio.media import Facts

__all__ = ["check_file", "run_check"]


def run_check(argv: list[str]) -> int:
    """Check a project or a video, for one platform or several."""
    parser = Parser("check", say("Looks at a project or a video before it is posted."))
    parser.add_argument("file", metavar="PROJECT|VIDEO", type=Path)
    parser.add_argument(
        "--for",
        dest="platforms",
        type=typed(_platforms),
        metavar="PLATFORM[,..]",
        default="master",
        help="tiktok,reels",
    )
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    chosen: list[Platform] = asked.platforms
    found = check_file(asked.file, chosen)
    count = sum(problem.level != "ask" for problems in found.values() for problem in problems)
    if asked.json:
        print_json(
            {
                "file": str(asked.file),
                "ok": not count,
                "platforms": {
                    platform: {
                        "ok": all(problem.level == "ask" for problem in problems),
                        "problems": [problem_record(problem) for problem in problems],
                    }
                    for platform, problems in found.items()
                },
            }
        )
    else:
        _print(chosen, found)
    if not count:
        return DONE
    if count == 1:
        complain(say("One thing to look at in “{name}”.", name=asked.file.name))
    else:
        complain(say("{count} things to look at in “{name}”.", count=count, name=asked.file.name))
    return REFUSED


def check_file(file: Path, chosen: list[Platform]) -> dict[str, tuple[Problem, ...]]:
    """What was found, by platform. A project is checked as it would be exported."""
    subject, before, texts = _read(file)
    return {platform.id: (*before, *check_for(subject, platform, texts=texts)) for platform in chosen}


def _platforms(text: str) -> list[Platform]:
    return [platform_named(name) for name in text.split(",") if name.strip()] or [platform_named("master")]


def _read(file: Path) -> tuple[Project | Facts, tuple[Problem, ...], tuple[PlacedText, ...]]:
    if not _is_project(file):
        from studio.media import probe

        return probe(file), (), ()
    loaded = load_project(file)
    return loaded.project, loaded.problems, placed_texts(loaded.project)


def _is_project(file: Path) -> bool:
    """By its name, otherwise by how it begins: a project is JSON text, and no video is."""
    if file.suffix.lower() == ".decollage":
        return True
    try:
        with file.open("rb") as opened:
            return opened.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Refused(say("“{name}” could not be opened: {reason}.", name=file, reason=reason)) from error


def _print(chosen: list[Platform], found: dict[str, tuple[Problem, ...]]) -> None:
    for platform in chosen:
        problems = found[platform.id]
        if problems:
            print(platform.name)
            print_problems(problems, "  ")
        else:
            print(say("{platform}: nothing found.", platform=platform.name).translated())
