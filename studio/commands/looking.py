"""Commands that change how clips look and sound, short of effects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio.commands.command import Command, CommandParam, Misused, Values
from studio.commands.tools import CLIPS, edit_each, needs_selection, number, text_param, time_param
from studio.edits import (
    rename_clip,
    set_fades,
    set_gain,
    set_muted,
    set_on,
    set_opacity,
    set_place,
    set_sound_track,
)
from studio.model import Project, curve_at, find
from studio.sentences import Sentence, say
from studio.session import Session

__all__ = ["LOOKING", "LOUDEST_DB", "QUIETEST_DB"]

QUIETEST_DB, LOUDEST_DB = -60.0, 20.0
"""The ends of every volume slider."""

_FITS = (("fit", "Fit"), ("fill", "Fill"), ("none", "Own size"))
_PLACE = (
    number("x", say("Position X")),
    number("y", say("Position Y")),
    number("scale", say("Scale"), low=0.01, high=100.0),
    number("rotation_deg", say("Rotation"), "°"),
    CommandParam("mirror", say("Mirror"), "switch"),
    CommandParam("fit", say("Fit"), "choice", choices=_FITS),
    number("crop_left", say("Crop left"), low=0.0, high=0.99),
    number("crop_right", say("Crop right"), low=0.0, high=0.99),
    number("crop_top", say("Crop top"), low=0.0, high=0.99),
    number("crop_bottom", say("Crop bottom"), low=0.0, high=0.99),
)


def _place(session: Session, values: Values) -> None:
    changes = {param.key: values[param.key] for param in _PLACE if param.key in values}
    if not changes:
        keys = ", ".join(param.key for param in _PLACE)
        raise Misused(say("Say what to change: {keys}.", keys=keys))
    edit_each(session, say("Place"), values, lambda project, name: set_place(project, name, **changes))


def _set(label: Sentence, edit: Callable[..., Project], key: str) -> Callable[[Session, Values], None]:
    """A command that hands its one value to an edit under the value's own name."""

    def run(session: Session, values: Values) -> None:
        change: dict[str, Any] = {key: values[key]}
        edit_each(session, label, values, lambda project, name: edit(project, name, **change))

    return run


def _fades(session: Session, values: Values) -> None:
    if "fade_in" not in values and "fade_out" not in values:
        raise Misused(say("Say how long: fade_in, fade_out or both."))
    edit_each(
        session,
        say("Fade"),
        values,
        lambda project, name: set_fades(project, name, fade_in=values.get("fade_in"), fade_out=values.get("fade_out")),
    )


def _toggle_on(session: Session, values: Values) -> None:
    """On, off, or the other way round when neither is said: what the key does."""

    def change(project: Project, name: str) -> Project:
        found = find(project, name)
        on = values.get("on", not found.clip.on if found else True)
        return set_on(project, name, on=on)

    edit_each(session, say("Show or hide"), values, change)


def _toggle_muted(session: Session, values: Values) -> None:
    def change(project: Project, name: str) -> Project:
        found = find(project, name)
        muted = values.get("muted", not found.clip.muted if found else True)
        return set_muted(project, name, muted=muted)

    edit_each(session, say("Mute"), values, change)


def _louder_by(step_db: float) -> Callable[[Session, Values], None]:
    def run(session: Session, values: Values) -> None:
        def change(project: Project, name: str) -> Project:
            found = find(project, name)
            now = curve_at(found.clip.gain_db, found.clip.window.start) if found else 0.0
            return set_gain(project, name, gain_db=min(max(now + step_db, QUIETEST_DB), LOUDEST_DB))

        edit_each(session, say("Volume"), values, change)

    return run


LOOKING: tuple[Command, ...] = (
    Command(
        "place",
        say("Place"),
        say("Sets where a picture lies: position and crop in parts of the picture's size, rotation in degrees."),
        "clip",
        _place,
        (CLIPS, *_PLACE),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "opacity",
        say("Opacity"),
        say("Sets how much of what lies beneath is covered: 1 all, 0 nothing."),
        "clip",
        _set(say("Opacity"), set_opacity, "opacity"),
        (CLIPS, number("opacity", say("Opacity"), low=0.0, high=1.0, required=True)),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "enable",
        say("Show or hide"),
        say("Turns clips on or off without taking them away."),
        "clip",
        _toggle_on,
        (CLIPS, CommandParam("on", say("On"), "switch")),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "rename-clip",
        say("Rename the clip"),
        say("Gives clips a name."),
        "clip",
        _set(say("Rename the clip"), rename_clip, "name"),
        (CLIPS, text_param("name", say("Name"), required=True)),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "volume",
        say("Volume"),
        say("Makes clips louder or quieter."),
        "sound",
        _set(say("Volume"), set_gain, "gain_db"),
        (CLIPS, number("gain_db", say("Volume"), "dB", low=QUIETEST_DB, high=LOUDEST_DB, required=True)),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "louder",
        say("Louder"),
        say("Makes clips 1 dB louder."),
        "sound",
        _louder_by(1.0),
        (CLIPS,),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "quieter",
        say("Quieter"),
        say("Makes clips 1 dB quieter."),
        "sound",
        _louder_by(-1.0),
        (CLIPS,),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "mute",
        say("Mute"),
        say("Silences clips, or lets them be heard again."),
        "sound",
        _toggle_muted,
        (CLIPS, CommandParam("muted", say("Muted"), "switch")),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "sound-track",
        say("Sound track"),
        say("Chooses which of the source's sound tracks is heard: 1 is the first, 0 the one the file itself means."),
        "sound",
        _set(say("Sound track"), set_sound_track, "track"),
        (CLIPS, number("track", say("Sound track"), low=0.0, high=64.0, required=True)),
        why_not=needs_selection,
        is_edit=True,
    ),
    Command(
        "fades",
        say("Fade"),
        say("Lets the sound of clips come and go gently; 0 takes a fade away."),
        "sound",
        _fades,
        (CLIPS, time_param("fade_in", say("Fade in")), time_param("fade_out", say("Fade out"))),
        why_not=needs_selection,
        is_edit=True,
    ),
)
