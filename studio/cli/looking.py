"""`decollage frame`: what a moment looks like, as a picture file."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from studio.cli.words import DONE, Parser, Usage, complain, seconds, typed
from studio.files.looked_into import refusal_of
from studio.model import Time, duration, frame_length, parse_time
from studio.sentences import Refused, say

if TYPE_CHECKING:
    from studio.effect import Pixels
    from studio.model import Project

__all__ = ["run_frame"]

_PICTURES = (".png", ".jpg", ".jpeg")
_SIDES = (2, 8192)


def run_frame(argv: list[str]) -> int:
    """Draw one moment of a project into a picture file."""
    from studio.files import load_project

    parser = Parser("frame", say("Draws one moment of a project into a .png or .jpg file."))
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("out", metavar="OUT.png", type=Path)
    parser.add_argument("--at", type=typed(parse_time), default=Fraction(0), metavar="TIME", help="2.5 or 1:02.5")
    parser.add_argument("--size", type=typed(_size), metavar="WIDTHxHEIGHT", help="540x960")
    asked = parser.parse(argv)
    out: Path = asked.out
    if out.suffix.lower() not in _PICTURES:
        raise Usage(say("“{name}” should end in .png or .jpg.", name=out.name))
    project = load_project(asked.project).project
    at = _moment(project, asked.at)
    size = asked.size or (project.canvas.width, project.canvas.height)
    _write_picture(out, _drawn(project, at, size))
    for refusal in filter(None, (refusal_of(asset.path) for asset in project.assets)):
        complain(refusal)
    shown = f"{size[0]}×{size[1]}"
    print(say("Made {file}: {size} at {at} s.", file=out, size=shown, at=seconds(at)).translated())
    return DONE


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text.strip().lower())
    low, high = _SIDES
    if match and low <= int(match[1]) <= high and low <= int(match[2]) <= high:
        return int(match[1]), int(match[2])
    raise ValueError(
        say(
            "“{text}” is no size. Write WIDTHxHEIGHT, such as 540x960; each from {low} to {high}.",
            text=text, low=low, high=high,
        )
    )  # fmt: skip


def _moment(project: Project, at: Time) -> Time:
    """The time to draw; the very end shows the last frame."""
    whole = duration(project)
    if whole <= 0:
        raise Refused(say("There is nothing on the timeline yet."))
    if at < 0 or at > whole:
        raise Refused(say("The project lasts {length} s; there is no {at}.", length=seconds(whole), at=seconds(at)))
    return min(at, whole - frame_length(project.rate)) if at == whole else at


def _drawn(project: Project, at: Time, size: tuple[int, int]) -> Pixels:
    from studio.cli.effects_here import effects_here
    from studio.media import MediaSources
    from studio.render import Artist, plan

    sources = MediaSources()
    try:
        return Artist(effects_here()).draw(plan(project, at), sources, size)
    finally:
        sources.close()


def _write_picture(out: Path, pixels: Pixels) -> None:
    import cv2

    from studio.files import write_whole

    # OpenCV's own writer cannot take every file name there is, so it only encodes.
    done, data = cv2.imencode(out.suffix.lower(), cv2.cvtColor(pixels, cv2.COLOR_RGBA2BGR))
    if not done:
        raise Refused(say("“{name}” could not be written.", name=out.name))
    write_whole(out.absolute(), data.tobytes())
