"""Commands about the project as a whole: its file, its history, its canvas, and copies of clips."""

from __future__ import annotations

from msgspec.structs import replace

from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.tools import add_on_layer, needs_clips, needs_selection, text_param
from studio.edits import group, insert, rename, ripple_delete, set_canvas
from studio.model import Clip, Found, Project, all_clips, find
from studio.sentences import Refused, Sentence, say
from studio.session import Imported, Session

__all__ = ["PROJECT"]


def _no_undo(session: Session) -> Sentence | None:
    return None if session.history.past else say("There is nothing to undo.")


def _no_redo(session: Session) -> Sentence | None:
    return None if session.history.future else say("There is nothing to redo.")


def _undo(session: Session, values: Values) -> None:  # noqa: ARG001
    session.undo()


def _redo(session: Session, values: Values) -> None:  # noqa: ARG001
    session.redo()


def _new(session: Session, values: Values) -> None:
    session.new_project(name=values.get("name", ""), canvas=values.get("canvas"), rate=values["rate"])


def _open(session: Session, values: Values) -> None:
    session.open(values["file"])


def _save(session: Session, values: Values) -> None:
    saved = session.save(values.get("file"))
    if saved.state == "failed":
        raise Refused(saved.sentence)


def _import(session: Session, values: Values) -> Imported:
    imported = session.import_media(values["files"])
    if imported.refused and not imported.assets:
        raise Refused(imported.refused[0].sentence)
    return imported


def _rename(session: Session, values: Values) -> None:
    session.edit(say("Rename"), lambda project: rename(project, name=values["name"]))


def _canvas(session: Session, values: Values) -> None:
    size, background = values.get("size"), values.get("background")
    if size is None and background is None:
        raise Misused(say("Say what to change: size or background."))
    canvas = size or session.project.canvas

    session.edit(
        say("Canvas"),
        lambda project: set_canvas(project, width=canvas.width, height=canvas.height, background=background),
    )


def _copy(session: Session, values: Values) -> None:  # noqa: ARG001
    chosen = [found for name in session.selection if (found := find(session.project, name))]
    session.clipboard = tuple(sorted(chosen, key=lambda found: found.span.start))


def _cut(session: Session, values: Values) -> None:
    _copy(session, values)
    ids = [found.clip.id for found in session.clipboard]

    def take_away(project: Project) -> Project:
        for name in ids:
            if find(project, name):
                project = ripple_delete(project, name)
        return project

    session.edit(say("Cut"), take_away)


def _nothing_copied(session: Session) -> Sentence | None:
    return None if session.clipboard else say("Copy a clip first.")


def _paste(session: Session, values: Values) -> None:  # noqa: ARG001
    """Clips of the main track go in at the cut nearest to the playhead, one after the other; items keep their
    distance from the first of what was copied."""
    at, first = session.playhead, min(found.span.start for found in session.clipboard)
    new = [(found, session.new_id(found.clip.id.rstrip("0123456789") or "c")) for found in session.clipboard]

    def put(project: Project) -> Project:
        for found, clip_id in [pair for pair in reversed(new) if pair[0].track == "main"]:
            project = insert(project, _fresh(session, found.clip, clip_id), at=at)
        for found, clip_id in new:
            if found.layer is not None:
                project = add_on_layer(
                    session,
                    project,
                    _fresh(session, found.clip, clip_id),
                    found.layer.kind,
                    at=at + found.span.start - first,
                    layer=_same_layer(project, found),
                )
        return _in_groups(session, project, new)

    session.edit(say("Paste"), put)
    session.select(clip_id for _, clip_id in new)


def _in_groups(session: Session, project: Project, new: list[tuple[Found, str]]) -> Project:
    """Copies of clips of one group are a group of their own."""
    for name in dict.fromkeys(found.clip.group for found, _ in new if found.clip.group):
        ids = [clip_id for found, clip_id in new if found.clip.group == name]
        if len(ids) > 1:
            project = group(project, ids, group_id=session.new_id("x"))
    return project


def _fresh(session: Session, clip: Clip, clip_id: str) -> Clip:
    effects = tuple(replace(applied, id=session.new_id("e")) for applied in clip.effects)
    return replace(clip, id=clip_id, effects=effects, enter=None, group="")


def _same_layer(project: Project, found: Found) -> str | None:
    layers = (*project.layers, *project.sounds)
    return next((layer.id for layer in layers if found.layer and layer.id == found.layer.id and not layer.locked), None)


def _select_all(session: Session, values: Values) -> None:  # noqa: ARG001
    session.select(found.clip.id for found in all_clips(session.project))


def _select(session: Session, values: Values) -> None:
    session.select(values.get("clip", ()))


def _select_from(session: Session, *, forward: bool) -> None:
    at = session.playhead
    session.select(
        found.clip.id
        for found in all_clips(session.project)
        if (found.span.end > at if forward else found.span.start <= at)
    )


PROJECT: tuple[Command, ...] = (
    Command(
        "new",
        say("New project"),
        say("Begins an empty project; the open one is saved first."),
        "file",
        _new,
        (
            text_param("name", say("Name")),
            CommandParam("canvas", say("Canvas"), "canvas"),
            CommandParam("rate", say("Frame rate"), "rate", default="30", unit="fps"),
        ),
    ),
    Command(
        "open",
        say("Open"),
        say("Opens a project file."),
        "file",
        _open,
        (CommandParam("file", say("File"), "file", required=True),),
    ),
    Command("save", say("Save"), say("Saves the project now."), "file", _save),
    Command(
        "save-as",
        say("Save as"),
        say("Saves the project in a file of your choice."),
        "file",
        _save,
        (CommandParam("file", say("File"), "file", required=True),),
    ),
    Command(
        "import",
        say("Import"),
        say("Takes videos, photos or sounds into the project's media."),
        "file",
        _import,
        (CommandParam("files", say("Files"), "files", required=True),),
        is_edit=True,
    ),
    Command("undo", say("Undo"), say("Takes back the last change."), "edit", _undo, why_not=_no_undo),
    Command("redo", say("Redo"), say("Makes the change again."), "edit", _redo, why_not=_no_redo),
    Command("copy", say("Copy"), say("Copies the selected clips."), "edit", _copy, why_not=needs_selection),
    Command(
        "cut",
        say("Cut"),
        say("Copies the selected clips and takes them away."),
        "edit",
        _cut,
        why_not=needs_selection,
    ),
    Command(
        "paste", say("Paste"), say("Puts copied clips in at the playhead."), "edit", _paste, why_not=_nothing_copied
    ),
    Command("select-all", say("Select all"), say("Selects every clip."), "edit", _select_all, why_not=needs_clips),
    Command(
        "select-none",
        say("Select nothing"),
        say("Ends the selection."),
        "edit",
        _select,
        why_not=needs_selection,
    ),
    Command(
        "select-forward",
        say("Select forward"),
        say("Selects every clip that ends after the playhead."),
        "edit",
        lambda session, values: _select_from(session, forward=True),  # noqa: ARG005
        why_not=needs_clips,
    ),
    Command(
        "select-backward",
        say("Select backward"),
        say("Selects every clip that begins before the playhead."),
        "edit",
        lambda session, values: _select_from(session, forward=False),  # noqa: ARG005
        why_not=needs_clips,
    ),
    Command(
        "rename",
        say("Rename the project"),
        say("Gives the project another name."),
        "project",
        _rename,
        (text_param("name", say("Name"), required=True),),
        is_edit=True,
    ),
    Command(
        "canvas",
        say("Canvas"),
        say("Sets the picture's shape and the colour where nothing lies."),
        "project",
        _canvas,
        (
            CommandParam("size", say("Size"), "canvas"),
            CommandParam("background", say("Background"), "colour"),
        ),
        is_edit=True,
    ),
)
