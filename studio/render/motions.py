"""Which animations of a clip are at work at a moment, and how far each has gone.

Time is that of the run: a clip that was split comes in once. It must never know what an animation looks like.
"""

from __future__ import annotations

from typing import Any

import msgspec

from studio.model import Clip, Rate, Span, Time, When

__all__ = ["Motion", "motions_at"]


class Motion(msgspec.Struct, frozen=True):
    """An animation at work: `progress` is how much of the picture has come, or how far the round of a loop is."""

    when: When
    effect: str
    version: int
    settings: tuple[tuple[str, Any], ...]
    progress: float
    length: float


def motions_at(clip: Clip, own: Time, run: Span, rate: Rate) -> tuple[Motion, ...]:
    """The animations at work in the frame that begins at own time `own`, coming and going first.

    Coming counts up from 0 to 1, going down from 1 to 0, each taken in the middle of the frame, so that no frame is
    wasted on nothing. Where both do not fit they are shortened alike. A loop begins where coming ends.
    """
    middle = own + 1 / (2 * rate)
    coming, going = clip.animation("in"), clip.animation("out")
    lengths = [one.length if one is not None else Time(0) for one in (coming, going)]
    if sum(lengths) > run.length:
        lengths = [length * run.length / sum(lengths) for length in lengths]
    found = []
    for one, length, gone in zip((coming, going), lengths, (middle - run.start, run.end - middle), strict=True):
        if one is not None and length > 0 and gone < length:
            progress = max(0.0, float(gone / length))
            found.append(Motion(one.when, one.effect, one.version, one.settings, progress, float(length)))
    loop = clip.animation("loop")
    begun = own - run.start - lengths[0]
    if loop is not None and loop.length > 0 and begun >= 0:
        progress = float(begun % loop.length / loop.length)
        found.append(Motion(loop.when, loop.effect, loop.version, loop.settings, progress, float(loop.length)))
    return tuple(found)
