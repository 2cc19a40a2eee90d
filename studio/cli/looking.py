"""`decollage probe` and `decollage frame`: what a file is, and what a moment looks like."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.words import DONE, REFUSED, Parser, Usage, complain, print_json, seconds, table, typed
from studio.model import Time, duration, frame_length, parse_time
from studio.sentences import Refused, Sentence, say

if TYPE_CHECKING:
    from studio.effect import Pixels
    from studio.media import Facts
    from studio.model import Project

__all__ = ["run_frame", "run_probe"]

_PICTURES = (".png", ".jpg", ".jpeg")
_SIDES = (2, 8192)


def run_probe(argv: list[str]) -> int:
    """Show what files are, one object or one row each."""
    from studio.session import probe_all

    parser = Parser("probe", say("Shows what media files are; --json gives one object a line."))
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    refused: list[Sentence] = []
    for file in asked.files:
        probed = probe_all([file])
        refused += [refusal.sentence for refusal in probed.refused]
        facts = probed.facts[0] if probed.facts else None
        if asked.json:
            print_json(_record(file, facts, probed.refused[0].sentence if probed.refused else None))
        else:
            _print_facts(file, facts, probed.refused[0].sentence if probed.refused else None)
    if not refused:
        return DONE
    if len(refused) == 1:
        complain(refused[0])
    else:
        complain(say("{count} of {all} files cannot be used.", count=len(refused), all=len(asked.files)))
    return REFUSED


def _record(file: Path, facts: Facts | None, refusal: Sentence | None) -> dict[str, Any]:
    if facts is None:
        return {
            "file": str(file), "kind": None, "duration": None, "width": None, "height": None, "fps": None,
            "rotation": None, "has_audio": None, "codecs": [], "problems": [refusal],
        }  # fmt: skip
    return {
        "file": str(file),
        "kind": facts.kind,
        "duration": facts.duration,
        "width": facts.width,
        "height": facts.height,
        "fps": facts.rate,
        "rotation": facts.rotation,
        "has_audio": facts.has_sound,
        "codecs": list(facts.codecs),
        "problems": list(facts.problems),
    }


def _print_facts(file: Path, facts: Facts | None, refusal: Sentence | None) -> None:
    if facts is None:
        assert refusal is not None
        print(f"{file}: {refusal.translated()}")
        return
    size = f"{facts.width}×{facts.height}" if facts.width else ""
    rate = f"{float(facts.rate):.5g} fps" if facts.rate else ""
    length = f"{seconds(facts.duration)} s" if facts.duration else ""
    turned = say("turned {degrees}°", degrees=facts.rotation).translated() if facts.rotation else ""
    sound = say("with sound").translated() if facts.has_sound and facts.kind != "sound" else ""
    parts = [facts.kind, size, rate, length, turned, sound, ", ".join(facts.codecs)]
    print(f"{file}: {'  '.join(part for part in parts if part)}")
    if facts.problems:
        print(table([(f"! {problem.translated()}",) for problem in facts.problems], "  "))


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
    from effects import all_effects
    from studio.effect import Effects
    from studio.media import MediaSources
    from studio.render import Artist, plan

    sources = MediaSources()
    try:
        return Artist(Effects(all_effects())).draw(plan(project, at), sources, size)
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
