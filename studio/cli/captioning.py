"""`decollage captions`: what is said in a project, listed word by word, or written to a subtitle file."""

from __future__ import annotations

from pathlib import Path

from studio.cli.words import DONE, Parser, seconds
from studio.model import captions_of
from studio.sentences import Refused, say

__all__ = ["run_captions"]


def run_captions(argv: list[str]) -> int:
    """List the captions, or write them into a file."""
    from studio.files import load_project
    from studio.files.subtitles import write_subtitles

    parser = Parser("captions", say("Lists the captions of a project, or writes them as .srt, .vtt, .ass or .json."))
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("out", metavar="OUT.srt", type=Path, nargs="?")
    asked = parser.parse(argv)
    project = load_project(asked.project).project
    cues = captions_of(project)
    if asked.out is not None:
        write_subtitles(asked.out, cues)
        print(say("Made {file}: {count} captions.", file=asked.out, count=len(cues)).translated())
        return DONE
    if not cues:
        raise Refused(say("There are no captions on the timeline."))
    for cue in cues:
        first, last = cue.words[0].number + 1, cue.words[-1].number + 1
        times = f"{seconds(cue.span.start)}–{seconds(cue.span.end)} s"
        print(f"{times:>20}  {cue.words[0].asset} {first}–{last}  {' / '.join(cue.text.splitlines())}")
    return DONE
