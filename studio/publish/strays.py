"""Gaps and clips of a frame or two, which flash by and are hardly ever meant; pictures that are enlarged too far.

It must never take anything away itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from studio.model import (
    Clip,
    Footage,
    Gap,
    Problem,
    Project,
    curve_at,
    main_duration,
    main_span,
    nearest_frame,
    place_for,
)
from studio.platforms import Platform
from studio.publish.presets import shown_size
from studio.publish.problem import problem
from studio.sentences import say

__all__ = ["MOST_STRAY_FRAMES", "enlarged", "strays"]

MOST_STRAY_FRAMES = 2
_MOST_ENLARGED = 2.0
"""So many times its size a picture may be shown before it looks soft beside others (our judgement)."""


def strays(project: Project) -> Iterator[Problem]:
    """Gaps and clips of the main track that last one or two frames."""
    whole = main_duration(project)
    for index, thing in enumerate(project.main):
        span = main_span(project, index)
        if nearest_frame(span.length, project.rate) > MOST_STRAY_FRAMES or span.length == whole:
            continue
        frames = nearest_frame(span.length, project.rate)
        if isinstance(thing, Gap):
            sentence = say("A gap of {frames} frames flashes by between two clips.", frames=frames)
            if frames == 1:
                sentence = say("A gap of one frame flashes by between two clips.")
            yield problem("stray-gap", sentence, "warning", thing.id, span.start)
        elif thing.on:
            sentence = say("A clip lasts only {frames} frames. Is it a leftover of a cut?", frames=frames)
            if frames == 1:
                sentence = say("A clip lasts only one frame. Is it a leftover of a cut?")
            yield problem("stray-clip", sentence, "warning", thing.id, span.start)


def enlarged(project: Project, platform: Platform) -> Iterator[Problem]:
    """Footage of the main track that is shown much larger than it is; each file once."""
    told: set[str] = set()
    width, height = shown_size(project, platform)
    for index, thing in enumerate(project.main):
        if not isinstance(thing, Clip) or not isinstance(thing.content, Footage) or not thing.on:
            continue
        asset = project.asset(thing.content.asset)
        if asset is None or not asset.width or not asset.height:
            continue
        place = place_for(thing.place, project.canvas.ratio)
        sides = (width / asset.width, height / asset.height)
        fitted = {"fit": min(sides), "fill": max(sides), "none": min(width, height) / 1080}[place.fit]
        times = fitted * curve_at(place.scale, thing.window.start)
        if times > _MOST_ENLARGED and asset.id not in told:
            told.add(asset.id)
            yield problem(
                "enlarged",
                say(
                    "“{name}” is shown {times} times as large as it is. It may look soft.",
                    name=asset.name,
                    times=f"{times:.1f}",
                ),
                "warning",
                thing.id,
                main_span(project, index).start,
            )
