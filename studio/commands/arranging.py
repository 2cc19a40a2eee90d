"""Commands that put clips on the timeline, take them away, and order them."""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.tools import (
    AT,
    CLIP,
    CLIPS,
    MEDIA,
    PART,
    add_on_layer,
    at_of,
    media_of,
    need_picture,
    needs_selection,
    part_of,
    put_in,
    regrouped,
    take_in,
    text_param,
    three_points,
    time_param,
    together,
)
from studio.edits import (
    add_layer,
    append,
    duplicate,
    insert,
    lift,
    move,
    move_over,
    moved_along,
    remove_asset,
    remove_layer,
    rename_asset,
    ripple_delete,
    set_layer,
    split,
)
from studio.model import (
    Adjustment,
    Clip,
    Gap,
    Layer,
    LayerKind,
    Project,
    Solid,
    find,
    main_at,
    main_index,
    main_start,
)
from studio.sentences import Refused, Sentence, say
from studio.session import Session, clip_of, drawn_clip, is_on_timeline

__all__ = ["ARRANGING"]

_LAYER = CommandParam("layer", say("Layer"), "layer")
_LAYER_KINDS = (("overlay", "Overlay"), ("text", "Text"), ("look", "Looks"), ("sound", "Sound"))
_LENGTH = time_param("length", say("Length"))


def _append(session: Session, values: Values) -> None:
    media = media_of(session, values["media"])
    for asset in media.assets:
        need_picture(asset)
    ids = [session.new_id("c") for _ in media.assets]

    def add(project: Project) -> Project:
        project = take_in(project, media)
        for asset, clip_id in zip(media.assets, ids, strict=True):
            project = append(
                project,
                clip_of(project, asset, clip_id, photo=session.settings.photo, part=part_of(session, values, asset)),
            )
        return project

    session.edit(say("Add to the end"), add)
    session.select(ids)


def _insert(session: Session, values: Values) -> None:
    """From the player a clip goes in exactly where the playhead is, and the playhead behind it; otherwise at a cut."""
    media, clip_id = media_of(session, values["media"]), session.new_id("c")
    [asset] = media.assets
    need_picture(asset)
    at, part = three_points(session, values, asset)
    exactly = session.deck is not session

    def put(project: Project) -> Project:
        project = take_in(project, media)
        index = main_at(project, at) if exactly else None
        if index is not None and isinstance(project.main[index], Clip) and main_start(project, index) < at:
            project = split(project, project.main[index].id, at=at, new_id=session.new_id("c"))
        clip = clip_of(project, asset, clip_id, photo=session.settings.photo, part=part)
        return insert(project, clip, at=at)

    put_in(session, say("Insert"), put, clip_id)


def _overlay(session: Session, values: Values) -> None:
    media, at, clip_id = media_of(session, values["media"]), at_of(session, values), session.new_id("c")
    [asset] = media.assets
    need_picture(asset)
    session.edit(
        say("Add above"),
        lambda project: add_on_layer(
            session,
            take_in(project, media),
            clip_of(project, asset, clip_id, photo=session.settings.photo, part=part_of(session, values, asset)),
            "overlay",
            at=at,
            layer=values.get("layer"),
        ),
    )
    session.select([clip_id])


def _music(session: Session, values: Values) -> None:
    media, clip_id = media_of(session, values["media"]), session.new_id("s")
    [asset] = media.assets
    if asset.kind != "sound" and not asset.has_sound:
        raise Refused(say("“{name}” has no sound.", name=asset.name))
    at = values.get("at", session.playhead)
    session.edit(
        say("Add sound"),
        lambda project: add_on_layer(
            session,
            take_in(project, media),
            clip_of(project, asset, clip_id, as_sound=True, at=at, part=part_of(session, values, asset)),
            "sound",
            at=at,
            layer=values.get("layer"),
        ),
    )
    session.select([clip_id])


def _solid(session: Session, values: Values) -> None:
    clip_id = session.new_id("c")
    session.edit(
        say("Add a colour"),
        lambda project: append(project, drawn_clip(project, Solid(values["colour"]), clip_id, length=values["length"])),
    )
    session.select([clip_id])


def _adjustment(session: Session, values: Values) -> None:
    at, clip_id = at_of(session, values), session.new_id("c")
    session.edit(
        say("Add an adjustment"),
        lambda project: add_on_layer(
            session,
            project,
            drawn_clip(project, Adjustment(), clip_id, length=values["length"]),
            "look",
            at=at,
            layer=values.get("layer"),
        ),
    )
    session.select([clip_id])


def _lift(session: Session, values: Values) -> None:
    _take_away(session, say("Lift"), values, ripple=False)


def _delete(session: Session, values: Values) -> None:
    _take_away(session, say("Delete"), values, ripple=session.magnet)


def _take_away(session: Session, label: Sentence, values: Values, *, ripple: bool) -> None:
    """The clips with their groups; a gap stays unless it ripples, and a gap named closes."""
    ids = together(session, values["clip"])
    gap_ids = {clip_id: session.new_id("g") for clip_id in ids}

    def take_all(project: Project) -> Project:
        for clip_id in ids:
            # Deleting a clip may have taken a pinned one along that is also named.
            if not is_on_timeline(project, clip_id):
                continue
            if ripple or (label == say("Delete") and find(project, clip_id) is None):
                project = ripple_delete(project, clip_id)
            else:
                project = lift(project, clip_id, gap_id=gap_ids[clip_id])
        return project

    session.edit(label, take_all)


def _move(session: Session, values: Values) -> None:
    clip_id, to, layer = values["clip"], values["to"], values.get("layer")
    others = [name for name in together(session, [clip_id]) if name != clip_id]

    def move_all(project: Project) -> Project:
        if layer in (None, "main") and not session.magnet and clip_id in main_index(project):
            moved = move_over(project, clip_id, to=to, new_id=lambda: session.new_id("g"))
        else:
            moved = move(project, clip_id, to=to, layer=layer)
        return moved_along(project, moved, clip_id, others)

    session.edit(say("Move"), move_all)


def _duplicate(session: Session, values: Values) -> None:
    new = {clip_id: session.new_id(clip_id.rstrip("0123456789") or "c") for clip_id in values["clip"]}
    fresh: dict[str, str] = {}

    def copy_all(project: Project) -> Project:
        for clip_id in values["clip"]:
            project = duplicate(project, clip_id, new_id=new[clip_id])
        return regrouped(session, project, [(clip_id, new[clip_id]) for clip_id in values["clip"]], fresh)

    session.edit(say("Duplicate"), copy_all)
    session.select(new.values())


def _gap_at_playhead(session: Session) -> str | None:
    index = main_at(session.project, session.playhead)
    thing = session.project.main[index] if index is not None else None
    return thing.id if isinstance(thing, Gap) else None


def _no_gap(session: Session) -> Sentence | None:
    return None if _gap_at_playhead(session) else say("There is no gap under the playhead.")


def _close_gap(session: Session, values: Values) -> None:
    index = main_at(session.project, at_of(session, values))
    gap = session.project.main[index] if index is not None else None
    if not isinstance(gap, Gap):
        raise Refused(say("There is no gap here."))
    session.edit(say("Close the gap"), lambda project: ripple_delete(project, gap.id))


def _add_layer(session: Session, values: Values) -> None:
    kind: LayerKind = values["kind"]
    layer = Layer(session.new_id("l"), kind, values.get("name", ""))
    session.edit(say("Add a layer"), lambda project: add_layer(project, layer))


def _remove_layer(session: Session, values: Values) -> None:
    session.edit(say("Remove the layer"), lambda project: remove_layer(project, values["layer"]))


def _set_layer(session: Session, values: Values) -> None:
    changes = {key: values[key] for key in ("hidden", "muted", "locked", "name") if key in values}
    if not changes:
        raise Misused(say("Say what to change: hidden, muted, locked or name."))
    session.edit(say("Change the layer"), lambda project: set_layer(project, values["layer"], **changes))


def _remove_media(session: Session, values: Values) -> None:
    session.edit(say("Remove media"), lambda project: remove_asset(project, values["media"]))


def _rename_media(session: Session, values: Values) -> None:
    session.edit(say("Rename media"), lambda project: rename_asset(project, values["media"], name=values["name"]))


_MEDIA_HERE = CommandParam("media", say("Media"), "asset", required=True)
_LAYER_NEEDED = _LAYER._replace(required=True)

ARRANGING: tuple[Command, ...] = (
    Command(
        "append",
        say("Add to the end"),
        say("Puts media at the end of the main track."),
        "arrange",
        _append,
        (CommandParam("media", say("Media"), "medias", required=True),),
        is_edit=True,
    ),
    Command(
        "insert",
        say("Insert"),
        say("Puts media into the main track, at the cut nearest to a time; from the player, at the playhead."),
        "arrange",
        _insert,
        (MEDIA, AT, *PART),
        is_edit=True,
    ),
    Command(
        "overlay",
        say("Add above"),
        say("Puts a video or photo above the main track."),
        "arrange",
        _overlay,
        (MEDIA, AT, _LAYER, *PART),
        is_edit=True,
    ),
    Command(
        "music",
        say("Add sound"),
        say("Puts music or another sound under the video; it ends with the main track, and can be trimmed longer."),
        "arrange",
        _music,
        (MEDIA, AT, _LAYER, *PART),
        is_edit=True,
    ),
    Command(
        "solid",
        say("Add a colour"),
        say("Puts a plain colour at the end of the main track."),
        "arrange",
        _solid,
        (
            CommandParam("colour", say("Colour"), "colour", default="#000000"),
            _LENGTH._replace(default="3"),
        ),
        is_edit=True,
    ),
    Command(
        "adjustment",
        say("Add an adjustment"),
        say("Puts an empty piece above the video whose effects act on all beneath it."),
        "arrange",
        _adjustment,
        (AT, _LENGTH._replace(default="3"), _LAYER),
        is_edit=True,
    ),
    Command(
        "delete",
        say("Delete"),
        say("Takes clips away; what follows on the main track moves up, unless its magnet is off."),
        "arrange",
        _delete,
        (CLIPS,),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "lift",
        say("Lift"),
        say("Takes clips away and leaves a gap."),
        "arrange",
        _lift,
        (CLIPS,),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "close-gap",
        say("Close the gap"),
        say("Takes away the gap at a time; what follows moves up."),
        "arrange",
        _close_gap,
        (AT,),
        why_not=_no_gap,
        is_edit=True,
    ),
    Command(
        "move",
        say("Move"),
        say("Moves a clip: on the main track to the cut where it would land, elsewhere to begin at a time."),
        "arrange",
        _move,
        (CLIP, time_param("to", say("To"), required=True), _LAYER),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "duplicate",
        say("Duplicate"),
        say("Puts a copy of each clip behind it."),
        "arrange",
        _duplicate,
        (CLIPS,),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "add-layer",
        say("Add a layer"),
        say("Adds an empty layer: pictures on top, sound at the bottom."),
        "arrange",
        _add_layer,
        (
            CommandParam("kind", say("Kind"), "choice", required=True, choices=_LAYER_KINDS),
            text_param("name", say("Name")),
        ),
        is_edit=True,
    ),
    Command(
        "layer",
        say("Change the layer"),
        say("Hides, mutes or locks a layer or the main track, or names a layer."),
        "arrange",
        _set_layer,
        (
            _LAYER_NEEDED,
            CommandParam("hidden", say("Hidden"), "switch"),
            CommandParam("muted", say("Muted"), "switch"),
            CommandParam("locked", say("Locked"), "switch"),
            text_param("name", say("Name")),
        ),
        is_edit=True,
    ),
    Command(
        "remove-layer",
        say("Remove the layer"),
        say("Takes a layer away with everything on it."),
        "arrange",
        _remove_layer,
        (_LAYER_NEEDED,),
        is_edit=True,
    ),
    Command(
        "remove-media",
        say("Remove media"),
        say("Takes media out of the project that no clip uses."),
        "arrange",
        _remove_media,
        (_MEDIA_HERE,),
        is_edit=True,
    ),
    Command(
        "rename-media",
        say("Rename media"),
        say("Gives media another name; the file keeps its own."),
        "arrange",
        _rename_media,
        (_MEDIA_HERE, text_param("name", say("Name"), required=True)),
        is_edit=True,
    ),
)
