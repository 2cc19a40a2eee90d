"""Commands about the files of a project: finding those that moved, taking another instead, collecting them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.commands.command import Command, CommandParam, Values
from studio.sentences import Refused, say
from studio.session import MediaWatch, Session, find_files, probe_all

if TYPE_CHECKING:
    from studio.files import Collected

__all__ = ["MEDIA"]


def _find(session: Session, values: Values) -> tuple[str, ...]:
    """The names of the files that were found."""
    project = session.project
    states = MediaWatch().look(project.assets)
    missing = [asset for asset in project.assets if states[asset.id] != "there"]
    if not missing:
        raise Refused(say("No file is missing."))
    found = find_files(missing, values["places"])
    if not found:
        raise Refused(say("None of the missing files is there."))
    session.relink(found)
    return tuple(asset.name for asset in missing if asset.id in found)


def _renew(session: Session, values: Values) -> None:
    probed = probe_all([values["file"]])
    if probed.refused:
        raise Refused(probed.refused[0].sentence)
    session.renew(values["media"], probed.facts[0])


def _collect(session: Session, values: Values) -> Collected:
    from studio.files import collect

    session.commit_draft()
    return collect(session.project, values["file"], everything=values["all"])


MEDIA: tuple[Command, ...] = (
    Command(
        "find-media",
        say("Find missing media"),
        say("Looks for missing files, whatever they are called now, in folders or beside a file you point at."),
        "file",
        _find,
        (CommandParam("places", say("Folders or files"), "files", required=True),),
        is_edit=True,
    ),
    Command(
        "renew-media",
        say("Use another file"),
        say("Takes another file in place of one, with the same clips made of it."),
        "file",
        _renew,
        (
            CommandParam("media", say("Media"), "asset", required=True),
            CommandParam("file", say("File"), "file", required=True),
        ),
        is_edit=True,
    ),
    Command(
        "collect",
        say("Collect the project"),
        say("Puts the project and the media it uses into one folder or .zip, for another machine."),
        "file",
        _collect,
        (
            CommandParam("file", say("Folder or .zip"), "file", required=True),
            CommandParam("all", say("Unused media too"), "switch", default=False),
        ),
    ),
)
