"""A finished video's file against what a platform asks of it: index first, no edit lists, colours named.

It must never open a file: it is given its layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from studio.model import Problem
from studio.platforms import Platform
from studio.publish.problem import problem, seconds
from studio.sentences import say

if TYPE_CHECKING:
    from studio.media.looking.layout import FilmLayout

__all__ = ["layout_within"]

_MOST_APART = Fraction(1, 5)


def layout_within(layout: FilmLayout, platform: Platform) -> Iterator[Problem]:
    """What of the file's layout may trouble the platform."""
    rules = platform.file
    if layout.index_first is False and rules.moov_first and rules.moov_first.value:
        yield problem(
            "index-last",
            say("The file’s index lies at its end; {platform} asks for it first.", platform=platform.name),
            "warning",
        )
    if layout.edit_lists and rules.edit_lists and not rules.edit_lists.value:
        yield problem(
            "edit-lists",
            say("The file has edit lists; {platform} asks for none.", platform=platform.name),
            "warning",
        )
    if not layout.tagged:
        yield problem(
            "colour-tags",
            say("The file does not say how its colours are meant; they may be shown paler or darker."),
            "warning",
        )
    if layout.hdr:
        yield problem("hdr", say("It is HDR: an app that cannot show it makes it grey."), "warning")
    if rules.key_frame_every_s and layout.key_frame_gap > rules.key_frame_every_s.value:
        yield problem(
            "key-frames",
            say(
                "Key frames lie up to {gap} apart; {platform} takes {most}.",
                gap=seconds(layout.key_frame_gap),
                platform=platform.name,
                most=seconds(Fraction(rules.key_frame_every_s.value)),
            ),
            "warning",
        )
    if layout.ends_apart > _MOST_APART:
        yield problem(
            "ends-apart",
            say("Picture and sound end {time} apart.", time=seconds(layout.ends_apart)),
            "warning",
        )
