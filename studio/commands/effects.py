"""Commands that put effects, looks and transitions on clips and set them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.tools import (
    CLIPS,
    Media,
    edit_each,
    media_of,
    needs_selection,
    number,
    one_clip,
    take_in,
    time_param,
)
from studio.commands.values import parse_setting
from studio.edits import add_effect, move_effect, remove_effect, set_effect_on, set_transition, tune_effect
from studio.effect import Effect
from studio.model import Applied, Asset, Clip, Project, Setting, Transition, find
from studio.sentences import Refused, Sentence, say
from studio.session import Session, transition_of

__all__ = ["EFFECTS", "settings_of"]

_ON_CLIP = CommandParam("clip", say("Clip"), "clip", required=True)
_APPLIED = CommandParam("effect", say("Effect"), "applied", required=True)
NO_LOOK = "none"
NO_VOICE = "none"


def settings_of(effect: Effect, given: Mapping[str, Any]) -> tuple[tuple[str, Setting], ...]:
    """The values given, in the order the effect declares them. Raises `Misused` for keys it does not have."""
    for key in given:
        if effect.param(key) is None:
            keys = ", ".join(param.key for param in effect.params) or "—"
            raise Misused(say("“{effect}” has no {key}. It has: {keys}.", effect=effect.name, key=key, keys=keys))
    return tuple((param.key, parse_setting(param, given[param.key])) for param in effect.params if param.key in given)


class _Given(NamedTuple):
    """Settings with files as ids of assets, and the assets among them that are new."""

    settings: tuple[tuple[str, Setting], ...]
    media: Media


def _given(session: Session, effect: Effect, values: Mapping[str, Any]) -> _Given:
    """The values given, with the files that they name looked into. Raises `Refused` for what is no LUT."""
    settings: list[tuple[str, Setting]] = []
    new: dict[str, Asset] = {}
    for key, value in settings_of(effect, values):
        param = effect.param(key)
        if param is None or param.type != "file" or not isinstance(value, str) or value in ("", NO_LOOK):
            settings.append((key, "" if param and param.type == "file" else value))
            continue
        named = next((one.id for one in session.project.assets if value in (one.id, one.name)), None)
        media = media_of(session, named or Path(value).expanduser().absolute())
        if media.assets[0].kind != "lut":
            raise Refused(say("“{name}” is no LUT. LUTs end with .cube.", name=media.assets[0].name))
        new |= {asset.id: asset for asset in media.new}
        settings.append((key, media.assets[0].id))
    return _Given(tuple(settings), Media((), tuple(new.values())))


def _applied_on(session: Session, clip: Clip, name: str) -> Applied:
    """The effect on the clip called `name`: its own id, or the id or name of the effect when it is there once."""
    for applied in clip.effects:
        if applied.id == name:
            return applied
    wanted = name.casefold()
    matching = []
    for applied in clip.effects:
        effect = session.effects.get(applied.effect)
        if wanted in (applied.effect.casefold(), effect.name.casefold() if effect else ""):
            matching.append(applied)
    if len(matching) == 1:
        return matching[0]
    ids = ", ".join(f"{applied.id} ({applied.effect})" for applied in clip.effects)
    if not ids:
        raise Refused(say("“{clip}” has no effects.", clip=clip.id))
    raise Refused(say("“{clip}” has no single effect “{name}”. It has: {ids}.", clip=clip.id, name=name, ids=ids))


def _add_effect(session: Session, values: Values) -> None:
    effect = session.effects[values["effect"]]
    settings, media = _given(session, effect, values["settings"])
    ids = {clip_id: session.new_id("e") for clip_id in values["clip"]}
    edit_each(
        session,
        say("Add {effect}", effect=effect.name),
        values,
        lambda project, name: add_effect(
            take_in(project, media), name, applied=Applied(ids[name], effect.id, effect.version, settings)
        ),
    )


def _tune_effect(session: Session, values: Values) -> None:
    found = one_clip(session, values)
    applied = _applied_on(session, found.clip, values["effect"])
    effect = session.effects.get(applied.effect)
    if effect is None:
        raise Refused(say("The effect “{effect}” is not installed, so it cannot be set.", effect=applied.effect))
    settings, media = _given(session, effect, values["settings"])
    if not settings:
        keys = ", ".join(param.key for param in effect.params) or "—"
        raise Misused(say("Say what to set. “{effect}” has: {keys}.", effect=effect.name, keys=keys))

    def tune(project: Project) -> Project:
        project = take_in(project, media)
        for key, value in settings:
            project = tune_effect(project, found.clip.id, applied_id=applied.id, key=key, value=value)
        return project

    session.edit(say("Set {effect}", effect=effect.name), tune)


def _effect_on(session: Session, values: Values) -> None:
    found = one_clip(session, values)
    applied = _applied_on(session, found.clip, values["effect"])
    on = values.get("on", not applied.on)
    session.edit(
        say("Effect on or off"),
        lambda project: set_effect_on(project, found.clip.id, applied_id=applied.id, on=on),
    )


def _remove_effect(session: Session, values: Values) -> None:
    found = one_clip(session, values)
    applied = _applied_on(session, found.clip, values["effect"])
    session.edit(say("Remove the effect"), lambda project: remove_effect(project, found.clip.id, applied_id=applied.id))


def _move_effect(session: Session, values: Values) -> None:
    found = one_clip(session, values)
    applied = _applied_on(session, found.clip, values["effect"])
    to = round(values["to"]) - 1
    session.edit(
        say("Order the effects"),
        lambda project: move_effect(project, found.clip.id, applied_id=applied.id, to=to),
    )


def _look(session: Session, values: Values) -> None:
    """A clip has one look: choosing another replaces it in place, `none` takes it away."""
    chosen = values["look"]
    looks = {effect.id for effect in session.effects.of_kind("colour") if effect.group == "looks"}
    effect = session.effects[chosen] if chosen != NO_LOOK else None
    if effect and effect.id not in looks:
        raise Refused(say("“{effect}” is no look. Looks are: {ids}.", effect=effect.name, ids=", ".join(sorted(looks))))
    settings = settings_of(effect, values["settings"]) if effect else ()
    _wear(session, say("Look"), values, effect, settings, looks)


def _voice(session: Session, values: Values) -> None:
    """A clip has one voice: choosing another replaces it in place, `none` takes it away."""
    chosen = values["voice"]
    voices = {effect.id for effect in session.effects.of_kind("sound") if effect.group == "voices"}
    effect = session.effects[chosen] if chosen != NO_VOICE else None
    if effect and effect.id not in voices:
        ids = ", ".join(sorted(voices))
        raise Refused(say("“{effect}” is no voice. Voices are: {ids}.", effect=effect.name, ids=ids))
    settings: tuple[tuple[str, Setting], ...] = ()
    if effect:
        told = {param.key: param.first for param in effect.params if param.first is not None}
        settings = settings_of(effect, {**told, **values["settings"]})
    _wear(session, say("Voice"), values, effect, settings, voices)


def _wear(
    session: Session,
    words: Sentence,
    values: Values,
    effect: Effect | None,
    settings: tuple[tuple[str, Setting], ...],
    rivals: set[str],
) -> None:
    """Each clip gets the effect in place of the one of its `rivals` that it has."""
    ids = {clip_id: session.new_id("e") for clip_id in values["clip"]}

    def change(project: Project, name: str) -> Project:
        found = find(project, name)
        worn = [applied for applied in found.clip.effects if applied.effect in rivals] if found else []
        if effect and len(worn) == 1 and worn[0].effect == effect.id:
            for key, value in settings:
                project = tune_effect(project, name, applied_id=worn[0].id, key=key, value=value)
            return project
        for applied in worn:
            project = remove_effect(project, name, applied_id=applied.id)
        if effect:
            applied = Applied(ids[name], effect.id, effect.version, settings)
            project = add_effect(project, name, applied=applied)
        return project

    edit_each(session, words, values, change)


def _transition(session: Session, values: Values) -> None:
    effect = session.effects[values["effect"]]
    settings = settings_of(effect, values["settings"])
    length = values.get("length", session.settings.transition)

    def change(project: Project, name: str) -> Project:
        bare = transition_of(project, effect.id, length=length)
        return set_transition(project, name, transition=Transition(effect.id, bare.length, effect.version, settings))

    edit_each(session, say("Transition"), values, change)


def _remove_transition(session: Session, values: Values) -> None:
    edit_each(
        session,
        say("Remove the transition"),
        values,
        lambda project, name: set_transition(project, name, transition=None),
    )


def _no_effects(session: Session) -> Sentence | None:
    return needs_selection(session) if session.effects else say("No effects are installed.")


EFFECTS: tuple[Command, ...] = (
    Command(
        "add-effect",
        say("Add an effect"),
        say("Puts an effect on clips; its settings may follow, such as radius=2."),
        "effects",
        _add_effect,
        (
            CLIPS,
            CommandParam("effect", say("Effect"), "effect", True, kinds=("colour", "picture", "text", "sound")),
        ),
        why_not=_no_effects,
        is_edit=True,
        takes_settings=True,
    ),
    Command(
        "tune-effect",
        say("Set an effect"),
        say("Changes settings of an effect on a clip, such as radius=2."),
        "effects",
        _tune_effect,
        (_ON_CLIP, _APPLIED),
        why_not=_no_effects,
        is_edit=True,
        takes_settings=True,
    ),
    Command(
        "effect-on",
        say("Effect on or off"),
        say("Turns an effect on a clip on or off."),
        "effects",
        _effect_on,
        (_ON_CLIP, _APPLIED, CommandParam("on", say("On"), "switch")),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "move-effect",
        say("Order the effects"),
        say("Moves an effect on a clip to another place in the order they act in; 1 acts first."),
        "effects",
        _move_effect,
        (_ON_CLIP, _APPLIED, number("to", say("To"), low=1, high=1000, required=True)),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "remove-effect",
        say("Remove the effect"),
        say("Takes an effect off a clip."),
        "effects",
        _remove_effect,
        (_ON_CLIP, _APPLIED),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "look",
        say("Look"),
        say("Gives clips a look in place of the one they have; look=none takes it away."),
        "effects",
        _look,
        (CLIPS, CommandParam("look", say("Look"), "effect", True, choices=((NO_LOOK, "None"),), kinds=("colour",))),
        why_not=_no_effects,
        is_edit=True,
        takes_settings=True,
    ),
    Command(
        "voice",
        say("Voice"),
        say("Gives the sound of clips a voice in place of the one it has; voice=none takes it away."),
        "effects",
        _voice,
        (CLIPS, CommandParam("voice", say("Voice"), "effect", True, choices=((NO_VOICE, "None"),), kinds=("sound",))),
        why_not=_no_effects,
        is_edit=True,
        takes_settings=True,
    ),
    Command(
        "transition",
        say("Transition"),
        say("Lets a clip come in over the one before it; centred on the cut, nothing moves."),
        "effects",
        _transition,
        (
            CLIPS,
            CommandParam("effect", say("Transition"), "effect", required=True, kinds=("transition",)),
            time_param("length", say("Length")),
        ),
        why_not=_no_effects,
        is_edit=True,
        takes_settings=True,
    ),
    Command(
        "remove-transition",
        say("Remove the transition"),
        say("Lets a clip come in with a plain cut again."),
        "effects",
        _remove_transition,
        (CLIPS,),
        why_not=needs_selection,
        is_edit=True,
    ),
)
