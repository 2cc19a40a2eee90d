"""Whether words can be read: inside the safe zone, large enough.

It must never lay out text itself: where titles lie comes from drawing them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from studio.model import (
    Found,
    Problem,
    Project,
    TextStyle,
    Time,
    Title,
    all_held,
    captions_of,
    curve_at,
    floor_frame,
    frame_time,
    is_hidden,
    place_for,
    width_in_ems,
)
from studio.platforms import SCREEN, Platform, box_inside
from studio.publish.problem import problem, short
from studio.sentences import Sentence, say

__all__ = [
    "PlacedText",
    "missing_signs",
    "placed_texts",
    "placed_words",
    "small_words",
    "text_pixels",
    "unwritten",
    "words_outside",
]


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
    for found in all_held(project):
        clip = found.clip
        if isinstance(clip.content, Title) and clip.on and not is_hidden(project, found):
            middle = found.span.start + found.span.length / 2
            at = frame_time(floor_frame(middle, project.rate), project.rate)
            placed += [
                PlacedText(clip.id, clip.content.text, at, (box.x, box.y, box.width, box.height))
                for box in text_boxes(plan(project, at), size)
                if box.clip == clip.id
            ]
    return tuple(placed)


def placed_words(project: Project) -> tuple[PlacedText, ...]:
    """As `placed_texts`, with the captions that reach furthest: those of the widest line and of the most lines.

    All captions stand on one place, so what these keep within the others do too. They are told by the project's id.
    """
    from studio.render import plan, text_boxes

    cues = captions_of(project) if project.captions.on else ()
    furthest = (
        {
            max(cues, key=lambda cue: max(map(width_in_ems, cue.text.split("\n")))): None,
            max(cues, key=lambda cue: cue.text.count("\n")): None,
        }
        if cues
        else {}
    )
    size, placed = (project.canvas.width, project.canvas.height), []
    for cue in furthest:
        at = frame_time(floor_frame(cue.span.start + cue.span.length / 2, project.rate), project.rate)
        placed += [
            PlacedText(project.id, cue.text, at, (box.x, box.y, box.width, box.height))
            for box in text_boxes(plan(project, at), size)
            if not box.clip
        ]
    return (*placed_texts(project), *placed)


def words_outside(project: Project, platform: Platform, texts: Iterable[PlacedText]) -> Iterator[Problem]:
    """Titles that reach out of the safe zone; on other canvases than 9:16 nobody knows where that is.

    Out of the hard zone they are covered in every app people looked at; out of the safe zone they may be.
    """
    if platform.safe_zone is None or project.canvas.ratio != "9:16":
        return
    scale = Fraction(SCREEN[0], project.canvas.width)
    for text in texts:
        # Where captions stand is one place for all of them, not a clip's.
        code = "safe-zone" if text.clip != project.id else "captions-outside"
        left, top, width, height = (float(number * scale) for number in text.box)
        box = (left, top, width, height)
        if platform.safe_zone.mirrors and platform.safe_zone.mirrors.value and _right_to_left(text.words):
            box = (SCREEN[0] - left - width, top, width, height)
        if platform.hard_zone is not None and not box_inside(platform.hard_zone, box):
            yield problem(
                code,
                say(
                    "“{words}” is covered by what {platform} draws over the picture. Move it into the safe zone.",
                    words=short(text.words),
                    platform=platform.name,
                ),
                "error",
                text.clip,
                text.at,
            )
        elif not box_inside(platform.safe_zone, box):
            yield problem(
                code,
                say(
                    "“{words}” may be hidden by what {platform} draws over the picture. Move it into the safe zone.",
                    words=short(text.words),
                    platform=platform.name,
                ),
                "warning",
                text.clip,
                text.at,
            )


def _right_to_left(words: str) -> bool:
    """Whether whoever reads this has an app that is mirrored: most letters are written from right to left."""
    ways = [unicodedata.bidirectional(letter) for letter in words]
    return sum(way in ("R", "AL") for way in ways) > sum(way == "L" for way in ways)


def text_pixels(project: Project, found: Found, style: TextStyle) -> float:
    """How high a title's letters are on a phone's screen 1080 pixels wide: its font size there."""
    place = place_for(found.clip.place, project.canvas.ratio)
    middle = found.clip.window.start + found.clip.window.length / 2
    return style.size * curve_at(place.scale, middle) * SCREEN[0]


def missing_signs(project: Project) -> Iterator[Problem]:
    """Titles and captions with signs that no font on this machine has."""
    from studio.render.text import texts

    for found in all_held(project):
        content = found.clip.content
        if isinstance(content, Title) and found.clip.on and not is_hidden(project, found):
            signs = texts.missing(content.text, content.style, content.runs)
            if signs:
                sentence = unwritten(signs, content.text)
                yield problem("missing-signs", sentence, "error", found.clip.id, found.span.start)
    if project.captions.on:
        for cue in captions_of(project):
            signs = texts.missing(cue.text, project.captions.style.text)
            if signs:
                yield problem("missing-signs", unwritten(signs, cue.text), "error", project.id, cue.span.start)
                return


def unwritten(signs: str, words: str) -> Sentence:
    """Which signs of `words` no font here has, of which script they are, and what brings a font for it."""
    # The first word of a sign's name in Unicode is its script: TIBETAN LETTER BA.
    scripts = dict.fromkeys(unicodedata.name(sign, "").partition(" ")[0].title() for sign in signs)
    return say(
        "No font here has “{signs}” of “{words}” ({script}). Choose another font, or install one: on Linux the package "
        "fonts-noto-core (Debian, Ubuntu), google-noto-sans-fonts (Fedora) or noto-fonts (Arch).",
        signs=signs,
        words=short(words),
        script=", ".join(filter(None, scripts)) or "?",
    )


def small_words(project: Project, platform: Platform) -> Iterator[Problem]:
    """Titles too small to be read on a phone, and those that are small."""
    for found in all_held(project):
        content = found.clip.content
        if not isinstance(content, Title) or not found.clip.on or is_hidden(project, found):
            continue
        pixels = text_pixels(project, found, content.style)
        least, advised = platform.smallest_text.value, platform.advised_text.value
        if pixels < least:
            sentence = say(
                "“{words}” is {size} pixels high on a phone’s screen; {least} can be read.",
                words=short(content.text),
                size=round(pixels),
                least=least,
            )
            yield problem("small-words", sentence, "error", found.clip.id, found.span.start)
        elif pixels < advised:
            sentence = say(
                "“{words}” is {size} pixels high on a phone’s screen; {advised} is easy to read.",
                words=short(content.text),
                size=round(pixels),
                advised=advised,
            )
            yield problem("small-words", sentence, "warning", found.clip.id, found.span.start)
