"""Commands that take something from elsewhere into a clip: another file, the looks of another clip, its own sound."""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import (
    CLIP,
    CLIPS,
    MEDIA,
    edit_each,
    in_window,
    media_of,
    needs_selection,
    take_in,
    time_param,
)
from studio.edits import (
    ATTRIBUTES,
    Attribute,
    attach_sound,
    detach_sound,
    make_room,
    missing_material,
    paste_attributes,
    replace_footage,
)
from studio.model import ZERO, Clip, Project, find, main_at, main_index
from studio.sentences import Refused, Sentence, say
from studio.session import Session

__all__ = ["ATTRIBUTE_NAMES", "COMBINING"]


def _replace(session: Session, values: Values) -> None:
    media, start, whole = media_of(session, values["media"]), values.get("from", ZERO), values["whole"]
    [asset] = media.assets
    session.edit(
        say("Replace"),
        lambda project: replace_footage(
            take_in(project, media), values["clip"], asset_id=asset.id, start=start, whole=whole
        ),
    )


def _detach(session: Session, values: Values) -> None:
    """Takes the sound out, or puts it back where it is apart already."""
    apart = [name for name in values["clip"] if _is_apart(session, name)]
    if apart:
        _attach(session, {"clip": apart})
        return
    new = {clip_id: (session.new_id("s"), session.new_id("l")) for clip_id in values["clip"]}
    effects = frozenset(effect.id for effect in session.effects.of_kind("sound"))
    edit_each(
        session,
        say("Detach the sound"),
        values,
        lambda project, name: detach_sound(
            project, name, new_id=new[name][0], new_layer=new[name][1], sound_effects=effects
        ),
    )
    session.select(sound_id for sound_id, _layer in new.values())


def _is_apart(session: Session, clip_id: str) -> bool:
    try:
        attach_sound(session.project, clip_id)
    except Refused:
        return False
    return True


def _attach(session: Session, values: Values) -> None:
    def attach(project: Project) -> Project:
        attached = project
        for clip_id in values["clip"]:
            # Where picture and sound are both named, the first of them brought the other back.
            if attached is project or _apart(attached, clip_id):
                attached = attach_sound(attached, clip_id)
        return attached

    session.edit(say("Put the sound back"), attach)


def _apart(project: Project, clip_id: str) -> bool:
    found = find(project, clip_id)
    return found is not None and (found.clip.muted or found.track == "sounds")


def _copy_attributes(session: Session, values: Values) -> None:
    found = find(session.project, values["clip"])
    if found is None:
        raise Refused(say("There is only a gap there, no clip."))
    session.clipboard = (found,)


def _paste_attributes(session: Session, values: Values) -> None:
    named = values.get("from")
    source = find(session.project, named) if named else (session.clipboard[0] if session.clipboard else None)
    if source is None:
        raise Refused(say("Copy a clip first."))
    looks = frozenset(effect.id for effect in session.effects.of_kind("colour"))
    parts = _parts(values.get("parts"))
    edit_each(
        session,
        say("Paste attributes"),
        values,
        lambda project, name: paste_attributes(
            project, name, source=source.clip, parts=parts, looks=looks, new_id=lambda: session.new_id("e")
        ),
    )


def _parts(text: str | None) -> tuple[Attribute, ...]:
    if not text:
        return ATTRIBUTES
    wanted = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = next((part for part in wanted if part not in ATTRIBUTES), None)
    if unknown is not None:
        raise Refused(say("“{part}” is none of {parts}.", part=unknown, parts=", ".join(ATTRIBUTES)))
    return tuple(part for part in ATTRIBUTES if part in wanted)


def _nothing_copied(session: Session) -> Sentence | None:
    if not session.clipboard:
        return say("Copy a clip first.")
    return needs_selection(session)


def _make_room(session: Session, values: Values) -> None:
    clip_id = values.get("clip")
    if clip_id is None or not any(missing_material(session.project, clip_id)):
        clip_id = _short_transition(session) or clip_id
    if clip_id is None:
        raise Refused(say("There is no transition without material here."))
    session.edit(say("Make room for the transition"), lambda project: make_room(project, clip_id))


def _short_transition(session: Session) -> str | None:
    """The selected clip, otherwise the one under the playhead or after it, whose transition lacks material."""
    project = session.project
    under = main_at(project, session.playhead)
    near = project.main[under : under + 2] if under is not None else ()
    for name in (*session.selection, *(thing.id for thing in near)):
        index = main_index(project).get(name)
        if index is not None and isinstance(project.main[index], Clip) and any(missing_material(project, name)):
            return name
    return None


def _has_room(session: Session) -> Sentence | None:
    return None if _short_transition(session) else say("There is no transition without material here.")


_FROM_FILE = (time_param("from", say("From")), CommandParam("whole", say("All of it"), "switch", default=False))

ATTRIBUTE_NAMES: tuple[tuple[Attribute, Sentence], ...] = (
    ("place", say("Place and crop")), ("opacity", say("Opacity")), ("blend", say("Blend")), ("mask", say("Mask")),
    ("backdrop", say("Backdrop")), ("looks", say("Looks")), ("effects", say("Effects")),
    ("animations", say("Animation")), ("volume", say("Volume")), ("fades", say("Fades")), ("speed", say("Speed")),
    ("text", say("Text style")), ("enabled", say("On or off")),
)  # fmt: skip
"""What people call the parts of a clip that can be pasted."""

COMBINING: tuple[Command, ...] = (
    Command(
        "replace", say("Replace"),
        say("Shows another file in a clip and keeps everything done to it; from a time of the file, or all of it."),
        "clip", _replace, (CLIP, MEDIA, *_FROM_FILE), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "detach-sound", say("Detach the sound"),
        say("Takes the sound of clips out as clips of their own; again, it puts it back."),
        "sound", _detach, (CLIPS,), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "attach-sound", say("Put the sound back"),
        say("Lets the sound that was taken out be heard with its clip again."),
        "sound", _attach, (CLIPS,), why_not=needs_selection, is_edit=True,
    ),
    Command(
        "copy-attributes", say("Copy attributes"), say("Copies what was done to a clip."),
        "edit", _copy_attributes, (CLIP,), why_not=needs_selection,
    ),
    Command(
        "paste-attributes", say("Paste attributes"),
        say("Does to clips what was done to the copied one: all of it, or the parts named."),
        "edit", _paste_attributes,
        (CLIPS, CommandParam("from", say("From"), "clip"), CommandParam("parts", say("Parts"), "text")),
        why_not=_nothing_copied, is_edit=True,
    ),
    in_window(
        "choose-attributes", say("Paste chosen attributes"),
        say("Asks which parts of the copied clip are done to the selected ones."), "edit", _nothing_copied,
    ),
    Command(
        "make-room", say("Make room for the transition"),
        say("Trims the clips at a transition that lacks material, so that no picture stands still in it."),
        "effects", _make_room, (CommandParam("clip", say("Clip"), "clip"),), why_not=_has_room, is_edit=True,
    ),
)  # fmt: skip
