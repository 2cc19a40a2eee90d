"""`decollage challenge batch`: a film for every row of a table."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.cli.words import DONE, REFUSED, Parser, complain, print_json, typed
from studio.model import Project
from studio.sentences import say

if TYPE_CHECKING:
    from studio.session.variants import Made

__all__ = ["run_batch"]


def run_batch(argv: list[str]) -> int:
    """Make a project and a film for every row."""
    from studio.cli.exporting import STORE_BYTES, cancel_on_signal
    from studio.platforms import platform_named
    from studio.publish import export_settings
    from studio.session import store_folder
    from studio.session.variants import export_variants, rows_of, save_variants

    parser = Parser("challenge batch", say("Makes a video for every row of a table: its columns go into {{fields}} of "
                                           "titles and post, and into slots."))  # fmt: skip
    parser.add_argument("challenge", metavar="C", type=Path, help=say("a challenge or a project").translated())
    parser.add_argument("--data", metavar="ROWS.csv", type=Path, required=True, help="CSV, JSON")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True)
    parser.add_argument("--platform", type=typed(platform_named), default="tiktok")
    parser.add_argument("--processes", type=int, help=say("how many at a time; one for each core").translated())
    parser.add_argument("--projects", action="store_true", help=say("only the projects, no videos").translated())
    parser.add_argument("--no-store", action="store_true", help=say("encode everything anew").translated())
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    begun = time.monotonic()
    rows = rows_of(asked.data)
    project = _template(asked)
    jobs = save_variants(project, rows, media_from=asked.data.parent, out=asked.out, name=asked.challenge.stem)
    if asked.projects:
        print(say("Made {count} projects in {folder}.", count=len(jobs), folder=asked.out).translated())
        return DONE
    with cancel_on_signal() as cancelled:
        made = export_variants(
            jobs,
            lambda project: export_settings(project, asked.platform),
            store=None if asked.no_store else (store_folder(), STORE_BYTES),
            processes=asked.processes,
            cancelled=cancelled,
        )
        films, failed = _told(made, as_json=asked.json)
    if cancelled.is_set():
        complain(say("Stopped. {count} videos are whole.", count=films))
        return REFUSED
    if not asked.json:
        took = f"{time.monotonic() - begun:.1f}"
        words = say("Made {count} videos in {folder}, in {took} s.", count=films, folder=asked.out, took=took)
        print(words.translated())
    return REFUSED if failed else DONE


def _told(every: Iterable[Made], *, as_json: bool) -> tuple[int, int]:
    """Tell of each variant as it is done: how many were made, and how many not."""
    films, failed = 0, 0
    for made in every:
        if made.result is not None:
            films += 1
            if as_json:
                print_json({"file": str(made.job.film), "frames": made.result.frames,
                            "frames_reused": made.result.frames_reused, "bytes": made.result.bytes})  # fmt: skip
        elif made.refused is not None:
            failed += 1
            complain(say("{name}: {why}", name=made.job.film.name, why=made.refused))
    return films, failed


def _template(asked: Any) -> Project:
    """The project that is varied; a challenge is joined in the folder, once for all."""
    from studio.files import EXTENSION, load_project
    from studio.remix import unpack_challenge
    from studio.session.joining import to_fill
    from studio.session.ready_challenges import named_challenge

    if asked.challenge.suffix.lower() == EXTENSION:
        return load_project(asked.challenge).project
    challenge = named_challenge(asked.challenge)
    asked.out.mkdir(parents=True, exist_ok=True)
    unpacked = unpack_challenge(challenge, asked.out)
    assert unpacked is not None, "nobody cancelled"
    return to_fill(unpacked[0].project, asked.challenge.stem)
