"""A place in a project that somebody else fills: what may go there.

It must never know who fills it, or with what: that is the clip's content.
"""

from __future__ import annotations

from typing import Literal, get_args

from studio.model.time import ZERO, Time
from studio.model.value import Value

__all__ = ["SLOT_KINDS", "Slot", "SlotKind"]

SlotKind = Literal["video", "photo", "picture", "text", "voice"]
"""A `picture` is a video or a photo; a `voice` is anything that is heard."""
SLOT_KINDS: tuple[SlotKind, ...] = get_args(SlotKind)


class Slot(Value, frozen=True):
    """What a clip is a place for. Clips whose slots have the same `key` are filled with the same.

    `shortest` and `longest` are how long what goes in may play, zero where nothing is asked for; `hint` tells the
    person what belongs there. `filled` says that it is theirs by now; then `sample` is the asset that gave way, and
    `length` is how long it played.
    """

    key: str
    kind: SlotKind = "video"
    hint: str = ""
    shortest: Time = ZERO
    longest: Time = ZERO
    required: bool = True
    may_trim: bool = True
    may_speed: bool = True
    filled: bool = False
    sample: str = ""
    length: Time = ZERO
