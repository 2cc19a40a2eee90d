"""Whether words can be read: inside the safe zone, large enough.

It must never lay out text itself: where titles lie comes from drawing them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from studio.model import Problem, Project, Time, Title, all_clips, curve_at, floor_frame, frame_time, place_for
from studio.platforms import SCREEN, Platform, box_inside
from studio.publish.problem import problem
from studio.sentences import say

__all__ = ["PlacedText", "placed_texts", "small_words", "words_outside"]


class PlacedText(NamedTuple):
    """Where a title lies on the canvas at a time: left, top, width, height in canvas pixels."""

    clip: str
    words: str
    at: Time
    box: tuple[float, float, float, float]


def placed_texts(project: Project) -> tuple[PlacedText, ...]:
    """Where every title that is shown lies in the middle of its time, as it is drawn there."""
    from studio.render import plan, text_boxes

    size = (project.canvas.width, project.canvas.height)
    placed = []
    for found in all_clips(project):
        clip = found.clip
        if isinstance(clip.content, Title) and clip.on and not (found.layer and found.layer.hidden):
            middle = found.span.start + found.span.length / 2
            at = frame_time(floor_frame(middle, project.rate), project.rate)
            placed += [
                PlacedText(clip.id, clip.content.text, at, (box.x, box.y, box.width, box.height))
                for box in text_boxes(plan(project, at), size)
                if box.clip == clip.id
            ]
    return tuple(placed)


def words_outside(project: Project, platform: Platform, texts: Iterable[PlacedText]) -> Iterator[Problem]:
    """Titles that reach out of the safe zone; on other canvases than 9:16 nobody knows where that is."""
    if platform.safe_zone is None or project.canvas.ratio != "9:16":
        return
    scale = Fraction(SCREEN[0], project.canvas.width)
    for text in texts:
        left, top, width, height = (float(number * scale) for number in text.box)
        if not box_inside(platform.safe_zone, (left, top, width, height)):
            yield problem(
                "safe-zone",
                say(
                    "“{words}” may be hidden by what {platform} draws over the picture. Move it into the safe zone.",
                    words=_short(text.words),
                    platform=platform.name,
                ),
                "warning",
                text.clip,
                text.at,
            )


def small_words(project: Project, platform: Platform) -> Iterator[Problem]:
    """Titles too small to be read on a phone."""
    for found in all_clips(project):
        content = found.clip.content
        if not isinstance(content, Title) or not found.clip.on:
            continue
        place = place_for(found.clip.place, project.canvas.ratio)
        middle = found.clip.window.start + found.clip.window.length / 2
        pixels = content.style.size * curve_at(place.scale, middle) * SCREEN[0]
        if pixels < platform.smallest_text.value:
            yield problem(
                "small-words",
                say(
                    "“{words}” is {size} pixels high on a phone's screen; {least} can be read.",
                    words=_short(content.text),
                    size=round(pixels),
                    least=platform.smallest_text.value,
                ),
                "warning",
                found.clip.id,
                found.span.start,
            )


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 32 else line[:31].rstrip() + "…"
