"""What happens when a thing of the library is put into the project, by a double click or a drop.

Every function is one step of undo and selects what it added. It must never move more than the edit says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from studio.edits import (
    add_effect,
    add_on_layer,
    insert,
    longest_transition,
    remove_effect,
    set_transition,
    tune_effect,
)
from studio.effect import Effect
from studio.model import (
    Applied,
    Clip,
    Footage,
    LayerKind,
    Project,
    Setting,
    TextStyle,
    Time,
    Title,
    Transition,
    find,
    main_at,
    main_index,
    main_start,
)
from studio.sentences import say
from studio.session import Session, clip_of, drawn_clip, in_safe_zone, sticker_clip, transition_of
from studio.ui.bridge import Bridge
from studio.ui.library.presets import preset_named

__all__ = [
    "LOOK_STRENGTH",
    "add_asset",
    "add_sticker",
    "add_title",
    "apply_effect",
    "apply_look",
    "apply_transition",
    "chosen_clips",
    "first_settings",
    "fitting_transition",
    "is_look",
    "look_of",
]


LOOK_STRENGTH = 70.0
"""How strong a look is when it is put on, in percent: an effect's own default leaves the picture alone."""
_FIRST_SHARE = 0.4
"""How far up its range an effect's first slider stands when it is put on, so that it can be seen or heard at once."""


def add_asset(bridge: Bridge, asset_ids: Sequence[str], at: Time | None = None, *, select: bool = True) -> bool:
    """Files as clips: pictures into the main track at the cut nearest to `at` (the playhead), sounds below it.

    Sounds that come after pictures begin where the first picture does; several sounds follow each other.
    """
    session = bridge.session
    moment = session.playhead if at is None else at
    made: list[str] = []

    def put(project: Project) -> Project:
        made.clear()
        when = heard = moment
        for asset_id in asset_ids:
            asset = project.asset(asset_id)
            if asset is None:
                continue
            clip = clip_of(
                project,
                asset,
                session.new_id("c"),
                at=heard,
                photo=session.settings.photo,
                part=session.file_deck.part_of(asset.id),
            )
            made.append(clip.id)
            if asset.kind == "sound":
                project = _on_layer(session, project, clip, "sound", heard)
                heard += clip.length
            else:
                project = insert(project, clip, at=when)
                index = main_index(project)[clip.id]
                if len(made) == 1:
                    heard = main_start(project, index)
                when = main_start(project, index + 1)
        return project

    label = say("Add clips") if len(asset_ids) > 1 else say("Add clip")
    return _edit_and_select(bridge, label, put, made if select else None)


def add_title(bridge: Bridge, preset_id: str, at: Time | None = None, text: str = "") -> bool:
    """A title in the style of a preset, on a text layer, pinned to the clip under it."""
    session = bridge.session
    preset = preset_named(preset_id)
    style = preset.style if preset else TextStyle()
    moment = session.playhead if at is None else at
    made: list[str] = []

    def put(project: Project) -> Project:
        content = Title(text or say("Your words"), style)
        clip = in_safe_zone(session, drawn_clip(project, content, session.new_id("t"), length=session.settings.title))
        made[:] = [clip.id]
        return _on_layer(session, project, clip, "text", moment)

    return _edit_and_select(bridge, say("Add title"), put, made)


def add_sticker(bridge: Bridge, effect_id: str, at: Time | None = None) -> bool:
    """A sticker in the middle of the picture, on a layer, pinned to the clip under it."""
    session = bridge.session
    moment = session.playhead if at is None else at
    made: list[str] = []

    def put(project: Project) -> Project:
        clip = sticker_clip(project, session.effects[effect_id], session.new_id("c"), session.new_id("e"))
        made[:] = [clip.id]
        return _on_layer(session, project, clip, "overlay", moment)

    return _edit_and_select(bridge, say("Add sticker"), put, made)


def _on_layer(session: Session, project: Project, clip: Clip, kind: LayerKind, at: Time) -> Project:
    return add_on_layer(project, clip, kind=kind, at=at, new_layer=session.new_id("l"))


def _edit_and_select(bridge: Bridge, label: str, put: Callable[[Project], Project], made: list[str] | None) -> bool:
    if not bridge.edit(label, put):
        return False
    if made is not None:
        bridge.session.select(tuple(made))
    return True


def chosen_clips(session: Session, *, pictures: bool = True) -> tuple[str, ...]:
    """The clips that effects of the library go to: the selected ones, otherwise the one under the playhead."""
    project = session.project
    chosen = [found.clip.id for name in session.selection if (found := find(project, name)) is not None]
    if pictures:
        chosen = [name for name in chosen if _has_picture(project, name)]
    if chosen:
        return tuple(chosen)
    at = main_at(project, session.playhead)
    thing = project.main[at] if at is not None else None
    return (thing.id,) if isinstance(thing, Clip) else ()


def _has_picture(project: Project, clip_id: str) -> bool:
    found = find(project, clip_id)
    if found is None or found.track == "sounds":
        return False
    content = found.clip.content
    asset = project.asset(content.asset) if isinstance(content, Footage) else None
    return asset is None or asset.has_picture


def is_look(session: Session, effect_id: str) -> bool:
    """Whether an effect is a look: a clip wears one at a time."""
    effect = session.effects.get(effect_id)
    return effect is not None and effect.group == "looks"


def look_of(session: Session, clip: Clip) -> Applied | None:
    """The look a clip wears, or None."""
    return next((applied for applied in clip.effects if is_look(session, applied.effect)), None)


def apply_look(bridge: Bridge, effect_id: str, clip_ids: Sequence[str], strength: float | None = None) -> bool:
    """Give clips a look in place of the one they wear; an empty id takes it off."""
    session = bridge.session
    if not clip_ids:
        bridge.refused.emit(say("Put a clip on the timeline first, then choose a look for it."))
        return False

    def put(project: Project) -> Project:
        for clip_id in clip_ids:
            found = find(project, clip_id)
            worn = look_of(session, found.clip) if found else None
            kept = worn.setting("strength") if worn else None
            if worn is not None:
                project = remove_effect(project, clip_id, applied_id=worn.id)
            if effect_id:
                applied = Applied(session.new_id("e"), effect_id, session.effects[effect_id].version)
                project = add_effect(project, clip_id, applied=applied)
                wanted = strength if strength is not None else kept if kept is not None else LOOK_STRENGTH
                project = tune_effect(project, clip_id, applied_id=applied.id, key="strength", value=wanted)
        return project

    return bridge.edit(say("Look") if effect_id else say("Take the look off"), put)


def apply_effect(bridge: Bridge, effect_id: str, clip_ids: Sequence[str]) -> bool:
    """Add an effect to clips, at its default settings."""
    session = bridge.session
    effect = session.effects[effect_id]
    if not clip_ids:
        bridge.refused.emit(say("Select a clip first, then add “{name}” to it.", name=effect.name))
        return False

    def put(project: Project) -> Project:
        for clip_id in clip_ids:
            applied = Applied(session.new_id("e"), effect_id, effect.version, first_settings(effect))
            project = add_effect(project, clip_id, applied=applied)
        return project

    if bridge.edit(say("Add {name}", name=effect.name), put):
        session.select(tuple(clip_ids))
        return True
    return False


def first_settings(effect: Effect) -> tuple[tuple[str, Setting], ...]:
    """Settings under which an effect that is put on can be noticed; empty where its defaults can be already.

    A picture or sound effect whose first number begins at nothing starts some way up, one on colours all the way; one
    that goes both ways stays.
    """
    if effect.kind == "colour" and effect.example and effect.group != "looks":
        return ()
    told = tuple((param.key, param.first) for param in effect.params if param.first is not None)
    if told:
        return told
    first = next((param for param in effect.params if param.type == "number"), None)
    if first is None or effect.kind not in ("picture", "sound", "colour") or first.default != first.low:
        return ()
    share = 1.0 if effect.kind == "colour" else _FIRST_SHARE
    return ((first.key, first.low + (first.high - first.low) * share),)


def apply_transition(bridge: Bridge, effect_id: str, clip_id: str | None = None) -> bool:
    """Put a transition on the cut before a clip: the selected one, otherwise the one nearest to the playhead."""
    session = bridge.session
    target = clip_id or _incoming(session)
    if target is None:
        bridge.refused.emit(say("A transition needs a cut between two clips."))
        return False
    made = fitting_transition(session, effect_id, target)
    return bridge.edit(say("Add transition"), lambda project: set_transition(project, target, transition=made))


def fitting_transition(session: Session, effect_id: str, clip_id: str) -> Transition:
    """A transition of the usual length, or as long as the clips at the cut leave room for."""
    project = session.project
    made = transition_of(project, effect_id, length=session.settings.transition)
    longest = longest_transition(project, clip_id)
    return replace(made, length=longest) if 0 < longest < made.length else made


def _incoming(session: Session) -> str | None:
    """The clip after the cut meant: one has something before it."""
    project = session.project
    index = main_index(project)
    for name in session.selection:
        if index.get(name, 0) > 0:
            return name
    cuts = [
        (abs(main_start(project, at) - session.playhead), thing.id)
        for at, thing in enumerate(project.main)
        if at > 0 and isinstance(thing, Clip)
    ]
    return min(cuts)[1] if cuts else None
