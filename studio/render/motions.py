"""Which animations of a clip are at work at a moment, how far each has gone, and from when to when each works.

Time is that of the run: a clip that was split comes in once. It must never know what an animation looks like.
"""

from __future__ import annotations

from typing import Any

import msgspec

from studio.model import Clip, Project, Rate, Span, Time, When, find, item_starts
from studio.render.index import item_run, items_between, main_run

__all__ = ["Motion", "animation_spans", "motions_at", "run_of"]


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
    lengths = _lengths(clip, run)
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


def _lengths(clip: Clip, run: Span) -> tuple[Time, Time]:
    """How long coming and going take in a run, shortened alike where both do not fit."""
    coming, going = (
        one.length if one is not None else Time(0) for one in (clip.animation("in"), clip.animation("out"))
    )
    if coming + going <= run.length:
        return coming, going
    return coming * run.length / (coming + going), going * run.length / (coming + going)


def animation_spans(project: Project, clip_id: str) -> dict[When, Span]:
    """From when to when each of a clip's animations works, in the clip's own time: that of its run, so that what a
    split took elsewhere may lie before or after the clip. Empty for clips that are not there or have none."""
    found = find(project, clip_id)
    if found is None or not found.clip.animations:
        return {}
    run, _ids = run_of(project, clip_id)
    coming, going = _lengths(found.clip, run)
    spans: dict[When, Span] = {
        "in": Span(run.start, coming),
        "out": Span(run.end - going, going),
        "loop": Span(run.start + coming, max(Time(0), run.length - coming - going)),
    }
    return {one.when: spans[one.when] for one in found.clip.animations}


def run_of(project: Project, clip_id: str) -> tuple[Span, tuple[str, ...]]:
    """The run a clip belongs to, in its own time, and the clips it is made of. The clip must be there."""
    found = find(project, clip_id)
    assert found is not None
    clip = found.clip
    if found.layer is None:
        first, last = main_run(project, found.index)
        members = [thing for thing in project.main[first : last + 1] if isinstance(thing, Clip)]
        start = members[0].window.start
        return Span(start, members[-1].window.end - start), tuple(one.id for one in members)
    assert found.item is not None
    run = item_run(project, found.layer, found.item, item_starts(project, found.layer)[found.index])
    near = [item.clip for _number, item, _at in items_between(project, found.layer, run.span.start, run.span.end)]
    alike = [one for one in near if (one.content, one.animations) == (clip.content, clip.animations)]
    return run.window, tuple(one.id for one in alike if one.window.start in run.window)
