"""The command for sounds that come with the program.

It must never play one.
"""

from __future__ import annotations

from studio.commands.command import Command, CommandParam, Values
from studio.commands.tools import AT, Media, add_on_layer, at_of, take_in
from studio.sentences import Refused, say
from studio.session import Session, clip_of, ready_asset, ready_sound, ready_sounds

__all__ = ["READY_SOUNDS"]


def _sound(session: Session, values: Values) -> None:
    sound = ready_sound(values["name"])
    if sound is None:
        raise Refused(say("There is no sound “{name}”.", name=values["name"]))
    asset, clip_id, at = (
        ready_asset(session.project, sound, session.new_id),
        session.new_id("s"),
        at_of(session, values),
    )
    session.edit(
        say("Add {name}", name=sound.name),
        lambda project: add_on_layer(
            session,
            take_in(project, Media((asset,), (asset,))),
            clip_of(project, asset, clip_id, as_sound=True, at=at),
            "sound",
            at=at,
            layer=values.get("layer"),
        ),
    )
    session.select([clip_id])


READY_SOUNDS: tuple[Command, ...] = (
    Command(
        "sound",
        say("Add a ready sound"),
        say("Puts a loop or a sound effect that comes with the program under the video; all are free for any use."),
        "arrange",
        _sound,
        (
            CommandParam(
                "name", say("Sound"), "choice", True, choices=tuple((sound.id, sound.name) for sound in ready_sounds())
            ),
            AT,
            CommandParam("layer", say("Layer"), "layer"),
        ),
        is_edit=True,
    ),
)
