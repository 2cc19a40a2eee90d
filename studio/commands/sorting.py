"""Commands about the library: folders, stars, colours, what is used and what is not.

Media is that named, otherwise what is selected in the library. It must never touch a file.
"""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import needs_clips, number, text_param
from studio.edits import (
    add_folder,
    put_in_folder,
    remove_folder,
    remove_unused,
    rename_folder,
    set_asset_colour,
    set_stars,
)
from studio.model import MOST_STARS, Folder, Footage, Project, all_clips, folder_path, used_assets
from studio.sentences import Refused, Sentence, say
from studio.session import Session

__all__ = ["LABELS", "SORTING", "folder_words"]

LABELS: tuple[tuple[str, Sentence], ...] = (
    ("#EF5350", say("Red")),
    ("#F28C38", say("Orange")),
    ("#F5C542", say("Yellow")),
    ("#7BC86C", say("Green")),
    ("#41C7D9", say("Blue")),
    ("#A98BF5", say("Violet")),
)
"""The colours media is told apart by, and their names."""


def _no_media(session: Session) -> Sentence | None:
    return None if session.project.assets else say("There is no media in the project yet.")


def _no_folder(session: Session) -> Sentence | None:
    return None if session.project.folders else say("There is no folder in the project yet.")


def _nothing_unused(session: Session) -> Sentence | None:
    if reason := _no_media(session):
        return reason
    used = used_assets(session.whole)
    return None if any(asset.id not in used for asset in session.project.assets) else say("Every file is used.")


def _inside(session: Session, values: Values) -> str:
    """The folder named; the top where none is, so that a script does the same at any time."""
    folder = values.get("folder", "")
    return folder if session.project.folder(folder) is not None else ""


def _new_folder(session: Session, values: Values) -> str:
    """The id of the folder."""
    inside, made = _inside(session, values), session.new_id("f")
    media = values.get("media", ())

    def make(project: Project) -> Project:
        project = add_folder(project, Folder(made, values["name"], inside))
        return put_in_folder(project, media, folder=made)

    session.edit(say("New folder"), make)
    return made


def _rename_folder(session: Session, values: Values) -> None:
    session.edit(
        say("Rename the folder"), lambda project: rename_folder(project, values["folder"], name=values["name"])
    )


def _remove_folder(session: Session, values: Values) -> None:
    session.edit(say("Remove the folder"), lambda project: remove_folder(project, values["folder"]))


def _put(session: Session, values: Values) -> None:
    folder = values.get("folder", "")
    session.edit(say("Put in a folder"), lambda project: put_in_folder(project, values["media"], folder=folder))


def _rate(session: Session, values: Values) -> None:
    stars = round(values["stars"])
    session.edit(say("Rate"), lambda project: set_stars(project, values["media"], stars=stars))


def _colour(session: Session, values: Values) -> None:
    colour = values.get("colour", "")
    session.edit(
        say("Colour in the library"), lambda project: set_asset_colour(project, values["media"], colour=colour)
    )


def _remove_unused(session: Session, values: Values) -> tuple[str, ...]:
    """The names of the files that were taken out."""
    before = session.project
    session.edit(say("Remove unused media"), lambda project: remove_unused(project, values.get("media")))
    left = {asset.id for asset in session.project.assets}
    return tuple(asset.name for asset in before.assets if asset.id not in left)


def _find_on_timeline(session: Session, values: Values) -> None:
    """The next place after the playhead, round and round; all clips made of the media are selected."""
    wanted = values["media"]
    places = sorted(
        (found.span.start, found.clip.id)
        for found in all_clips(session.project)
        if isinstance(found.clip.content, Footage) and found.clip.content.asset in wanted
    )
    if not places:
        raise Refused(say("It is not on the timeline."))
    session.select(tuple(name for _start, name in places))
    session.move_playhead(next((start for start, _name in places if start > session.playhead), places[0][0]))


def folder_words(project: Project, folder_id: str) -> str:
    """Where a folder lies, as a person reads it: `Beach / Morning`."""
    return " / ".join(folder.name for folder in folder_path(project, folder_id))


_MEDIA = CommandParam("media", say("Media"), "assets", required=True)
_FOLDER = CommandParam("folder", say("Folder"), "folder", required=True)
_INSIDE = CommandParam("folder", say("Inside"), "folder")
_NAME = text_param("name", say("Name"), required=True)

SORTING: tuple[Command, ...] = (
    Command(
        "new-folder",
        say("New folder in the library"),
        say("Makes a folder to sort media into, with the media named in it."),
        "project",
        _new_folder,
        (_NAME, _INSIDE, _MEDIA._replace(required=False)),
        is_edit=True,
    ),
    Command(
        "rename-folder",
        say("Rename a folder of the library"),
        say("Gives a folder of the library another name."),
        "project",
        _rename_folder,
        (_FOLDER, _NAME),
        why_not=_no_folder,
        is_edit=True,
    ),
    Command(
        "remove-folder",
        say("Remove a folder of the library"),
        say("Takes a folder of the library away; the media in it stays."),
        "project",
        _remove_folder,
        (_FOLDER,),
        why_not=_no_folder,
        is_edit=True,
    ),
    Command(
        "put-in-folder",
        say("Put media in a folder"),
        say("Puts media into a folder of the library; without one, at the top."),
        "project",
        _put,
        (_MEDIA, _FOLDER._replace(required=False)),
        why_not=_no_media,
        is_edit=True,
    ),
    Command(
        "rate",
        say("Rate media"),
        say("Gives media so many stars, 0 to 5."),
        "project",
        _rate,
        (number("stars", say("Stars"), low=0, high=MOST_STARS, required=True), _MEDIA),
        why_not=_no_media,
        is_edit=True,
    ),
    Command(
        "colour-media",
        say("Colour media"),
        say("Marks media with a colour in the library; without one, takes it off."),
        "project",
        _colour,
        (_MEDIA, CommandParam("colour", say("Colour"), "colour")),
        why_not=_no_media,
        is_edit=True,
    ),
    Command(
        "remove-unused",
        say("Remove unused media"),
        say("Takes all media out of the project that no clip uses, or what is unused of the media named."),
        "project",
        _remove_unused,
        (CommandParam("media", say("Only of"), "assets"),),
        why_not=_nothing_unused,
        is_edit=True,
    ),
    Command(
        "find-on-timeline",
        say("Find media on the timeline"),
        say("Goes to the next clip made of the media, and selects all of them."),
        "view",
        _find_on_timeline,
        (_MEDIA,),
        why_not=needs_clips,
    ),
)
