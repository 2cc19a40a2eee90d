"""Commands about recording: a voice, the camera, and which take is used."""

from __future__ import annotations

from studio.commands.command import Command, Values
from studio.commands.tools import CLIP, in_window, needs_selection, one_clip
from studio.model import Footage
from studio.sentences import Refused, say
from studio.session import Session, land_voice, other_takes, probe_all

__all__ = ["RECORDING"]


def _next_take(session: Session, values: Values) -> str:
    """The name of the take that is used now."""
    found = one_clip(session, values)
    others = other_takes(session.project, found)
    if not others:
        raise Refused(say("There is no other take of this place. Record one at the same playhead."))
    take = others[0]
    probed = probe_all([take.path])
    if probed.refused:
        raise Refused(probed.refused[0].sentence)
    content = found.clip.content
    assert isinstance(content, Footage)
    land_voice(session, take, probed.facts[0], instead_of=content.asset, label=say("Another take"))
    return take.name


RECORDING: tuple[Command, ...] = (
    in_window("record-voice", say("Record a voice-over"), say("Opens or closes the recording of a voice."), "sound"),
    in_window("record-camera", say("Record the camera"), say("Opens or closes the recording of the camera."), "sound"),
    in_window("record", say("Start or stop recording"), say("Begins to record, or ends it and keeps it."), "sound"),
    in_window("record-pause", say("Pause recording"), say("Pauses what is recorded, or goes on with it."), "sound"),
    Command(
        "next-take", say("Next take"), say("Uses another take that was recorded at the same place."), "sound",
        _next_take, (CLIP,), why_not=needs_selection, is_edit=True,
    ),
)  # fmt: skip
