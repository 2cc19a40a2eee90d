"""`decollage relink` and `decollage collect`: media that moved is found again, and travels with its project.

It must never change what lies in a media file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from studio.cli.effects_here import effects_here
from studio.cli.words import DONE, REFUSED, Parser, Progress, complain, print_json, table
from studio.model import Asset
from studio.sentences import Refused, say
from studio.session import MediaState, MediaWatch, Session, find_files, find_near

__all__ = ["run_collect", "run_relink", "run_unpack"]


def run_relink(argv: list[str]) -> int:
    """Find missing media by its content, near by and in the folders named, and save where it lies now."""
    parser = Parser("relink", say("Finds missing media by its content, near by and in the folders or files named."))
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("places", metavar="FOLDER", nargs="*", type=Path, default=[])
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    for place in asked.places:
        if not place.exists():
            raise Refused(say("“{name}” is not there.", name=place.name))
    session = Session(effects_here(), keeps=False)
    try:
        session.open(asked.project)
        return _relinked(session, asked)
    finally:
        session.close()


def _relinked(session: Session, asked: Any) -> int:
    project = session.project
    watch = MediaWatch()
    states = watch.look(project.assets)
    odd = [asset for asset in project.assets if states[asset.id] != "there"]
    found = find_near(project, session.path, odd)
    rest = [asset for asset in odd if asset.id not in found]
    if rest and asked.places:
        found |= find_files(rest, [place.absolute() for place in asked.places])
    if found:
        session.relink(found)
        saved = session.save(asked.project)
        if saved.state == "failed":
            raise Refused(saved.sentence)
    rows = [(asset, states[asset.id], found.get(asset.id)) for asset in odd]
    if asked.json:
        print_json([
            {"id": asset.id, "name": asset.name, "was": asset.path, "state": state, "found": path}
            for asset, state, path in rows
        ])  # fmt: skip
    elif not odd:
        print(say("No file is missing.").translated())
    else:
        print(table(_row(*row) for row in rows))
    left = len(odd) - len(found)
    if left == 1:
        complain(say("One file was not found. Name the folder it may lie in."))
    elif left:
        complain(say("{count} files were not found. Name the folder they may lie in.", count=left))
    return REFUSED if left else DONE


def _row(asset: Asset, state: MediaState, path: Path | None) -> tuple[object, ...]:
    if path is not None:
        return asset.id, say("found"), asset.name, path
    if state == "changed":
        return asset.id, say("other content"), asset.name, asset.path
    return asset.id, say("missing"), asset.name, asset.path


def run_collect(argv: list[str]) -> int:
    """Put a project and the media it uses into one folder or zip."""
    from studio.files import collect, load_project
    from studio.media.fingerprints import fingerprint_of

    parser = Parser("collect", say("Puts a project and the media it uses into one new folder or .zip."))
    parser.add_argument("project", metavar="PROJECT", type=Path)
    parser.add_argument("out", metavar="FOLDER|FILE.zip", type=Path)
    parser.add_argument("--all", action="store_true", help="unused media too")
    parser.add_argument("--keep-location", action="store_true", help="leave in the files where they were taken")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    project = load_project(asked.project).project
    progress = Progress(shown=not asked.json)
    try:
        made = collect(
            project,
            asked.out,
            everything=asked.all,
            keep_places=asked.keep_location,
            fingerprint=fingerprint_of,
            on_progress=progress,
        )
    finally:
        progress.end()
    if asked.json:
        print_json({"place": made.place, "files": made.files, "bytes": made.size_bytes,
                    "location_left_out": made.without_place,
                    "location_still_told": list(made.still_telling)})  # fmt: skip
    else:
        size = f"{made.size_bytes / 1e6:.1f}"
        print(
            say(
                "Made {place}: {count} media files, {size} MB.", place=asked.out, count=made.files, size=size
            ).translated()
        )
        for name in made.still_telling:
            print(
                say(
                    "“{name}” still tells where it was taken: its camera wrote it beside the picture.", name=name
                ).translated()
            )
        if made.without_place:
            left_out = say("Where {count} of them were taken was left out.", count=made.without_place)
            print(left_out.translated())
    return DONE


def run_unpack(argv: list[str]) -> int:
    """Unpack a collected project into a new folder."""
    from studio.files import uncollect

    parser = Parser("unpack", say("Unpacks a collected project into a new folder, beside its .zip or in FOLDER."))
    parser.add_argument("archive", metavar="FILE.zip", type=Path)
    parser.add_argument("folder", metavar="FOLDER", nargs="?", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse(argv)
    progress = Progress(shown=not asked.json)
    try:
        project = uncollect(asked.archive, asked.folder, on_progress=progress)
    finally:
        progress.end()
    if asked.json:
        print_json({"project": project})
    else:
        print(say("Made {place}.", place=project).translated())
    return DONE
