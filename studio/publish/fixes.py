"""For each problem that one click can mend: the fix, by its code.

A fix is an edit like any other: it can be undone, and it changes nothing else. It must never pretend: what only the
person can decide has no fix.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from studio.model import Project
from studio.publish.given import Given
from studio.publish.mend_post import (
    fewer_tags,
    marked_as_ad,
    muted,
    shorter_caption,
    shorter_title,
    softer,
    to_loudness,
)
from studio.publish.mend_time import (
    cut_to_length,
    darkened,
    filled,
    reshaped,
    sharpened_canvas,
    taken_out,
    without_black_ending,
    without_black_opening,
)
from studio.publish.mend_words import boxed, enlarged, in_zone, labelled, lengthened
from studio.sentences import Sentence, say

__all__ = ["FIXES", "Fix", "mended"]


class Fix(NamedTuple):
    """What the button says, and the edit. The edit raises `Refused` where it cannot be made."""

    name: Sentence
    run: Callable[[Project, Given], Project]


FIXES: Mapping[str, Fix] = MappingProxyType(
    {
        "safe-zone": Fix(say("Move it in"), in_zone),
        "small-words": Fix(say("Enlarge"), enlarged),
        "reading-speed": Fix(say("Show longer"), lengthened),
        "contrast": Fix(say("Add a box"), boxed),
        "ai-label": Fix(say("Add the label"), labelled),
        "stray-gap": Fix(say("Close it"), taken_out),
        "stray-clip": Fix(say("Take it out"), taken_out),
        "black-opening": Fix(say("Trim"), without_black_opening),
        "black-ending": Fix(say("Trim"), without_black_ending),
        "too-long": Fix(say("Cut the end"), cut_to_length),
        "black-bars": Fix(say("Fill the picture"), filled),
        "shape": Fix(say("Change the shape"), reshaped),
        "small-canvas": Fix(say("Enlarge"), sharpened_canvas),
        "flashes": Fix(say("Darken it"), darkened),
        "long-flashing": Fix(say("Darken it"), darkened),
        "stripes": Fix(say("Darken it"), darkened),
        "hashtags-many": Fix(say("Leave some out"), fewer_tags),
        "hashtags-long": Fix(say("Leave some out"), fewer_tags),
        "title-long": Fix(say("Shorten"), shorter_title),
        "caption-long": Fix(say("Shorten"), shorter_caption),
        "ad-mark": Fix(say("Add a hashtag"), marked_as_ad),
        "quiet": Fix(say("Make it louder"), to_loudness),
        "loud": Fix(say("Turn it down"), to_loudness),
        "true-peak": Fix(say("Turn it down"), to_loudness),
        "clipped": Fix(say("Turn it down"), softer),
        "music-rights": Fix(say("Mute it"), muted),
    }
)
"""Every fix by the code of the problem it mends."""


def mended(project: Project, given: Given) -> Project:
    """The project after the problem's fix. Raises `KeyError` where there is none, `Refused` where it cannot be made."""
    return FIXES[given.problem.code].run(project, given)
