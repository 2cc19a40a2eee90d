"""`decollage challenge update`: a joined project goes over to a newer version of its challenge."""

from __future__ import annotations

from pathlib import Path

from studio.cli.projects import need_free_project
from studio.cli.words import DONE, Parser
from studio.sentences import Refused, say

__all__ = ["run_update"]


def run_update(argv: list[str]) -> int:
    """Make a project of the newer version with what the person had put into the older."""
    from shutil import rmtree

    from studio.files import load_project, save_project
    from studio.remix import unpack_challenge
    from studio.remix.versions import taken_over
    from studio.session.joining import to_fill
    from studio.session.ready_challenges import named_challenge

    parser = Parser("challenge update", say("Takes a newer version of a challenge you joined over, with what you put "
                                            "into its slots; your project stays as it is."))  # fmt: skip
    parser.add_argument("project", metavar="P.decollage", type=Path)
    parser.add_argument("challenge", metavar="C", type=Path)
    parser.add_argument("--out", metavar="Q.decollage", type=Path, required=True)
    asked = parser.parse(argv)
    need_free_project(asked.out)
    mine = load_project(asked.project).project
    unpacked = unpack_challenge(named_challenge(asked.challenge), asked.out.absolute().parent)
    assert unpacked is not None, "nobody cancelled"
    loaded, folder = unpacked
    try:
        made, lost = taken_over(mine, to_fill(loaded.project, mine.name))
        save_project(made, asked.out)
    except Refused:
        rmtree(folder, ignore_errors=True)
        raise
    print(say("Made {file} of the newer version.", file=asked.out).translated())
    for sentence in lost:
        print(sentence.translated())
    return DONE
