"""Commands for stickers: putting one on the picture. Its settings are those of an effect.

It must never draw.
"""

from __future__ import annotations

from msgspec.structs import replace

from studio.commands.command import Command, CommandParam, Values
from studio.commands.effects import settings_of
from studio.commands.tools import AT, add_on_layer, at_of, time_param
from studio.sentences import say
from studio.session import STICKER_LENGTH, Session, sticker_clip, whole_frames

__all__ = ["STICKERS"]


def _sticker(session: Session, values: Values) -> None:
    effect, clip_id = session.effects[values["sticker"]], session.new_id("c")
    applied_id, at = session.new_id("e"), at_of(session, values)
    settings = settings_of(effect, values["settings"])
    clip = sticker_clip(session.project, effect, clip_id, applied_id)
    worn = (replace(clip.effects[0], settings=settings),)
    length = whole_frames(values.get("length", STICKER_LENGTH), session.project)
    clip = replace(clip, effects=worn, window=replace(clip.window, length=length))
    session.edit(
        say("Add sticker"),
        lambda project: add_on_layer(session, project, clip, "overlay", at=at, layer=values.get("layer")),
    )
    session.select([clip_id])


STICKERS: tuple[Command, ...] = (
    Command(
        "sticker",
        say("Add a sticker"),
        say("Puts a sticker that moves on the picture; its settings may follow, such as colour=#ff0000."),
        "arrange",
        _sticker,
        (
            CommandParam("sticker", say("Sticker"), "effect", True, kinds=("sticker",)),
            AT,
            time_param("length", say("Length")),
            CommandParam("layer", say("Layer"), "layer"),
        ),
        is_edit=True,
        takes_settings=True,
    ),
)
